"""Questions to begin with, drafted from sentences that answer them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from qa.conversation.tokens import base_form
from qa.datatypes import Article, Span

_NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}"

# "..., head of the Defense Ministry's Foreign Affairs Office, ...": who somebody is stands beside
# the name.
_ROLE = re.compile(
    rf"(?P<name>{_NAME}), (?:the )?(?:deputy |vice |former )?"
    r"(?:head|chairman|chairwoman|minister|director|president|chief|secretary|leader|spokes\w+|"
    r"founder|professor|author|mayor|governor|ambassador) (?:of|at|for|in) "
)

# "Leon Panetta urged China to ...": what somebody did, in one verb.
_DEED = re.compile(rf"(?P<name>{_NAME}) (?P<verb>[a-z]+ed) (?=[A-Zat])")

# Words that start like a name and are none, and verbs whose object is no answer.
_NOT_A_NAME = re.compile(r"^(?:The|A|An|In|On|At|But|And|He|She|They|It|This|That|As|For) ")
_SPEECH = frozenset("add tell comment insist continue".split())


@dataclass(frozen=True, slots=True)
class Draft:
    """A question, and the sentence that it was drafted from and should be answered with."""

    question: str
    article_id: str
    sentence: Span


def draft_questions(
    articles: Sequence[tuple[Article, Sequence[Span]]],
) -> Iterator[Draft]:
    """Yield drafts from articles with their story sentences, one of each article in turn.

    So the first few are about different articles. Each question comes once.
    """
    seen: set[str] = set()
    rounds = zip_longest(*(_drafts(article, sentences) for article, sentences in articles))
    for draft in chain.from_iterable(rounds):
        if draft is not None and draft.question not in seen:
            seen.add(draft.question)
            yield draft


def _drafts(article: Article, sentences: Sequence[Span]) -> Iterator[Draft]:
    """Yield what can be asked of one article, in the order of its sentences."""
    for sentence in sentences:
        text = sentence.of(article.text)
        role, deed = _ROLE.search(text), _DEED.search(text)
        if role and not _NOT_A_NAME.match(role["name"]):
            yield Draft(f"Who is {role['name']}?", article.id, sentence)
        if deed and not _NOT_A_NAME.match(deed["name"]):
            verb = base_form(deed["verb"])
            if verb and verb not in _SPEECH:
                name = " ".join(deed["name"].split()[-2:])
                yield Draft(f"What did {name} {verb}?", article.id, sentence)

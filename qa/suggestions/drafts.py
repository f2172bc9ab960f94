"""Clauses -> questions that a person would ask, and a varied choice among them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from qa.contract.article import Article, Span, TimeExpression
from qa.suggestions import words
from qa.suggestions.clauses import Clause, clause_of, written_names
from qa.text.numbers import CARDINALS

LONGEST = 90
"""Characters of a question: what one line of the page holds."""

LONGEST_SENTENCE = 600
"""Characters; what is longer is a list or a table, and no plain clause."""

# What can be asked of an object: "What did they discuss?"
TOLD = frozenset(
    "acknowledge acquire adopt announce approve authorize ban blame build buy cancel complete "
    "condemn delay discuss emphasize grant launch oppose propose reaffirm redeem reject request "
    "restate sell stress suspend urge".split()
)
ASKED = frozenset("advise ask force invite order persuade urge warn".split())
DECIDED = frozenset("agree decide offer pledge promise refuse threaten vow".split())
# What takes an object that a question can name whole.
DONE = frozenset(
    "abandon accept acquire adopt announce appoint approve arrest attack authorize award ban block "
    "boost boycott build buy cancel capture close complete condemn criticise criticize cut delay "
    "destroy detain discuss dismiss downgrade drop ease elect establish expel extend file freeze "
    "grant hold host impose increase invade invite join kill launch leave lift lose lower meet "
    "name open oppose pass postpone purchase raise recall receive redeem reduce reject release "
    "remove replace request restore resume scrap sell send sign sink start stop suspend sue "
    "upgrade visit win withdraw".split()
)
COUNTED = frozenset("employ export find import own produce supply".split())
HAPPENS_SOMEWHERE = frozenset(
    "arrest attack build discuss hold host kill launch meet open sign".split()
)

_SOMEBODY = re.compile(r"(?:the )?[A-Z]")
# More than a bare name: "military contacts with the United States".
_NAMES_SOMETHING = re.compile(r"(?=.*[A-Z]).* ")
# What is no more of what is counted: "old ferries to a broker".
_FURTHER = re.compile(r" (?:to|from|with|for|on|in|against|into|towards?) ")
_OWN = re.compile(r"\b(?:its|their|his|her)\b")
_FEW = "|".join(word for word, number in CARDINALS.items() if 2 <= number <= 12)
_NUMBER = re.compile(
    r"(?:about |some |nearly |almost |at least |more than |an additional |up to )?"
    rf"(?:[1-9][\d,.]*\d|[2-9]|{_FEW}|dozens of|"
    r"hundreds of|thousands of)(?: (?:mln|million|bln|billion|thousand))? (?P<noun>[a-z].*)",
    re.IGNORECASE,
)
# "At least 12 people were killed in Cairo"
_COUNT = re.compile(
    r"(?:^|, |said |that )(?:about |some |nearly |at least |more than )?"
    rf"(?:[1-9][\d,.]*\d|[2-9]|{_FEW})"
    r"(?P<rest> (?:[a-z]+ )?(?:[a-z]+s|people|men|women|children) (?:were|have been) [a-z]+ed"
    r"(?: (?:in|at) (?:the )?[A-Z][a-z]+)?)\b",
    re.IGNORECASE,
)
# Amounts are asked for otherwise, and these words are nobody's English.
_MONEY = re.compile(
    r"\b(?:dlrs?|dollars?|cts?|cents|pct|percent|stg|yen|marks?|francs?|points?|shrs?)\b"
)
_NOT_SAID = re.compile(r"[\"“”()\[\]<>&;:]|\b(?:mln|bln|dlrs?|pct|cts|vs|said)\b")
# What means something only after another sentence.
_UNCLEAR = re.compile(
    r"\b(?:he|she|they|it|him|them|this|these|those|here|there|we|our|I|you|such|same|other|others|"
    r"another|both|former|latter)\b"
)

_NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}"
# "..., head of the Defense Ministry's Foreign Affairs Office, ...": who somebody is stands beside
# the name.
_ROLE = re.compile(
    rf"(?P<name>{_NAME}), (?:the )?(?:deputy |vice |former )?"
    r"(?:head|chairman|chairwoman|minister|director|president|chief|secretary|leader|spokes\w+|"
    r"founder|professor|author|mayor|governor|ambassador) (?:of|at|for|in) "
)
_RANK = re.compile(
    r"^(?:(?:General|Major|Colonel|Admiral|Lieutenant|Captain|President|Minister|Senator|"
    r"Secretary|Chief|Mr|Mrs|Ms|Dr) )+"
)
# "South China" is no full name of China.
_DIRECTIONS = frozenset("North South East West New Northern Southern Eastern Western".split())
_NOT_A_NAME = re.compile(r"^(?:The|A|An|In|On|At|But|And|He|She|They|It|This|That|As|For) ")


@dataclass(frozen=True, slots=True)
class Draft:
    """A question of a kind ("why", "when", ...), and the sentence that should answer it."""

    question: str
    kind: str
    article_id: str
    sentence: Span


def draft_questions(
    article: Article, sentences: Sequence[Span], times: Sequence[TimeExpression]
) -> Iterator[Draft]:
    """Yield what can be asked of one article, in the order of its sentences.

    ``times`` are the article's time expressions; those that are unresolved make no "When ...?".
    """
    names = written_names([sentence.of(article.text) for sentence in sentences])
    for sentence in sentences:
        text = sentence.of(article.text)
        if len(text) > LONGEST_SENTENCE:
            continue
        inside = [time for time in times if sentence.holds(time.span)]
        clause = clause_of(text, inside, sentence.start, names)
        if clause:
            clause = replace(clause, subject=_in_full(clause.subject, article.text, names))
        drafts = list(_of_clause(clause)) if clause else []
        role = _ROLE.search(" ".join(text.split()))
        if role and not _NOT_A_NAME.match(role["name"]):
            drafts.append(("who is", f"Who is {_RANK.sub('', role['name'])}?"))
        if counted := _COUNT.search(" ".join(text.split())):
            drafts.append(("how many", f"How many{counted['rest']}?"))
        for kind, question in drafts:
            if _reads_well(question):
                yield Draft(question, kind, article.id, sentence)


def _in_full(subject: str, text: str, names: Set[str]) -> str:
    """Return "Leon Panetta" for "Panetta" where the article says so, else the subject itself."""
    whole = re.compile(rf"(?P<first>[A-Z][a-z]+)\s(?:[A-Z]\.\s)?{re.escape(subject)}\b(?! [A-Z])")
    found = whole.search(text) if subject.isalpha() else None
    if (
        found
        and found["first"] not in _DIRECTIONS
        and found["first"] in names
        and found["first"].lower() not in words.TITLES
    ):
        return " ".join(found[0].split())
    return subject


def choose(
    drafts: Sequence[Draft], answers: Callable[[Draft], bool], *, most: int, tries: int
) -> list[Draft]:
    """Return up to ``most`` drafts that ``answers`` holds good, of many kinds and articles.

    At most ``tries`` are tried. Kinds and articles that have not been chosen go first, earlier
    drafts before later ones, so the same drafts give the same choice.
    """
    chosen: list[Draft] = []
    left = list({draft.question: draft for draft in reversed(drafts)}.values())[::-1]
    failed: Counter[str] = Counter()
    for _ in range(tries):
        if not left or len(chosen) == most:
            break
        kinds = Counter(draft.kind for draft in chosen)
        articles = Counter(draft.article_id for draft in chosen)
        sentences = {(draft.article_id, draft.sentence) for draft in chosen}
        draft = min(
            left,
            key=lambda each: (
                (each.article_id, each.sentence) in sentences,
                2 * kinds[each.kind] + 2 * articles[each.article_id] + failed[each.kind],
                KINDS.index(each.kind),
            ),
        )
        left.remove(draft)
        if answers(draft):
            chosen.append(draft)
        else:
            failed[draft.kind] += 1
    return chosen


KINDS = ("why", "how many", "to do", "where", "who", "when", "meet", "what", "who is")
"""Kinds of questions, the most telling first."""


def _of_clause(clause: Clause) -> Iterator[tuple[str, str]]:
    """Yield kind and question for what a clause says."""
    if clause.helper in ("was", "were"):
        yield from _of_passive(clause)
    elif clause.helper:
        yield from _of_intention(clause)
    elif clause.infinitive:
        yield from _of_urging("did", clause)
        if clause.base in DECIDED and not clause.object:
            yield "to do", f"What did {clause.subject} {clause.base} to do?"
    elif clause.object:
        yield from _of_deed(clause)


def _of_intention(clause: Clause) -> Iterator[tuple[str, str]]:
    """Yield kind and question for "will visit", "plans to open"."""
    who, base, what = clause.subject, clause.base, clause.object
    if clause.helper != "will":
        if clause.infinitive and not what:
            yield "to do", f"What {clause.helper} {who} {base} to do?"
    elif clause.infinitive:
        yield from _of_urging("will", clause)
    elif base == "meet" and _SOMEBODY.match(what.removeprefix("with ")):
        yield "meet", f"Who will {who} meet?"
    elif base in TOLD and what:
        yield "what", f"What will {who} {base}?"


def _of_urging(helper: str, clause: Clause) -> Iterator[tuple[str, str]]:
    """Yield kind and question for "urged China to expand ties"."""
    if clause.base in ASKED and clause.object:
        asked = f"{clause.subject} {clause.base} {clause.object}"
        yield "to do", f"What {helper} {asked} to do?"


def _of_deed(clause: Clause) -> Iterator[tuple[str, str]]:
    """Yield kind and question for "China suspended ties"."""
    who, base, what = clause.subject, clause.base, clause.object
    if base == "meet" and what.startswith("with "):
        if _SOMEBODY.match(what.removeprefix("with ")):
            yield "meet", f"Who did {who} meet with?"
        return
    counted = _NUMBER.fullmatch(what)
    if counted and base in DONE | COUNTED and not _MONEY.search(what):
        yield "how many", f"How many {_FURTHER.split(counted['noun'])[0]} did {who} {base}?"
    if base in TOLD and not (base == "urge" and what[0].isupper()):
        yield "what", f"What did {who} {base}?"
    if base not in DONE:
        return
    if clause.reason:
        yield "why", f"Why did {who} {base} {what}?"
    if clause.place and base in HAPPENS_SOMEWHERE:
        yield "where", f"Where did {who} {base} {what}?"
    if clause.dated:
        yield "when", f"When did {who} {base} {what}?"
    if _NAMES_SOMETHING.search(what) and not _OWN.search(what):
        yield "who", f"Who {clause.verb} {what}?"


def _of_passive(clause: Clause) -> Iterator[tuple[str, str]]:
    """Yield kind and question for "was held", "were killed"."""
    who, said = clause.subject, f"{clause.helper} {clause.subject} {clause.verb}"
    if clause.agent:
        yield "who", f"Who {clause.verb} {who}?"
    if clause.base not in DONE:
        return
    if clause.reason:
        yield "why", f"Why {said}?"
    if clause.place and clause.base in HAPPENS_SOMEWHERE:
        yield "where", f"Where {said}?"
    if clause.dated:
        yield "when", f"When {said}?"


def _reads_well(question: str) -> bool:
    """Tell whether a question stands alone, is short, and holds no jargon or broken piece."""
    return (
        len(question) <= LONGEST
        and len(question.split()) > len("Who is".split()) + 1
        and not _NOT_SAID.search(question)
        and not _UNCLEAR.search(question)
    )

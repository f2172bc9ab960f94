"""Questions about news that come without answers: a trained verifier says what answers them.

What it is sure of either way is kept, the middle is left out. Such an answer teaches a sentence and
a wording that it has not seen; what it could not know comes from beside: the same question with a
window of another article that lacks the rarest word asked for, and so cannot tell.
"""

import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.contract.article import Span
from qa.evaluate.squad import Example
from qa.text.words import stems
from qa.train.near_misses import NEAREST, Likes
from qa.train.windows import Windows, windows_of

SURE = 3.0
"""Margins of the teacher from which its answer, or below the negative of which its "no", counts."""
READ = 3
"""Windows of its own article that the teacher reads for a question."""
LONGEST = 480
"""Code points of a window, at most: what training shows of it whole."""
RARE = 30
"""A word in at most so many articles of 3,000 tells which event is meant."""

Teacher = Callable[[str, Sequence[str]], Sequence[tuple[float, Span]]]
"""The teacher's margin for each text and its best span there, best wherever it stands."""

_SPACED = re.compile(r"\s+(?=[?.,!;:'’])")


@dataclass(frozen=True, slots=True)
class Asked:
    """An article and the questions asked about it."""

    text: str
    questions: tuple[str, ...]


def read_asked(file: Path, most: int, seed: int) -> list[Asked]:
    """Return the articles of a ``.jsonl.gz`` of ``context`` and ``questions``, written as typed.

    Of each at most ``most`` questions, drawn by chance; of those with the same stems one. Articles
    in small letters throughout are left out: where their sentences end cannot be told.
    """
    chance = random.Random(seed)
    articles = []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["context"].islower():
                continue
            by_words = {frozenset(stems(q)): _SPACED.sub("", q) for q in row["questions"]}
            drawn = sorted(by_words.values())
            chance.shuffle(drawn)
            articles.append(Asked(row["context"], tuple(drawn[:most])))
    return articles


def taught(
    articles: Sequence[Asked], teacher: Teacher, likes: Likes, *, seed: int = 1
) -> Iterator[tuple[str, Example]]:
    """Yield examples with the name of their kind: "answered", "unanswered", "elsewhere".

    "elsewhere" is a question that was answered, with a window of another article, near in words
    and liked by the reader. A function of the arguments.
    """
    chance = random.Random(seed)
    near = Windows([article.text for article in articles])
    held = {article.text: stems(article.text) for article in articles}
    spread = Counter(stem for of_article in held.values() for stem in of_article)

    def elsewhere(known: Example, own: str) -> Example | None:
        telling = {stem for stem in stems(known.question) if 0 < spread[stem] <= RARE}
        others = [
            shown.text
            for shown in near.near(known)
            if shown.context != own
            and len(shown.text) <= LONGEST
            and not telling <= held[shown.context]
        ]
        if not telling or not others:
            return None
        liked = likes(known.question, others)
        order = sorted(range(len(others)), key=lambda n: -liked[n])
        drawn = others[chance.choice(order[:NEAREST])]
        return Example(f"{known.id}-elsewhere", known.question, drawn, ())

    for number, article in enumerate(articles):
        shown = [each.text for each in windows_of(article.text) if len(each.text) <= LONGEST]
        if not shown:
            continue
        for place, question in enumerate(article.questions):
            name = f"news-{number}-{place}"
            wanted = stems(question)
            texts = sorted(shown, key=lambda text: -len(wanted & stems(text)))[:READ]
            judged = zip(teacher(question, texts), texts, strict=True)
            (margin, span), text = max(judged, key=lambda pair: pair[0][0])
            if margin <= -SURE:
                yield "unanswered", Example(name, question, text, ())
            elif margin >= SURE:
                known = Example(name, question, text, ((span.start, span.end),))
                yield "answered", known
                if (other := elsewhere(known, article.text)) is not None:
                    yield "elsewhere", other

"""Questions about news that come without answers: a trained verifier says what answers them.

What it is sure of either way is kept, the middle is left out. Such an answer teaches a sentence and
a wording that it has not seen. What it could not know comes from elsewhere: the article that a
question was written about is known, so an answer that it likes in another article, one that lacks
the rarest words asked for, is a mistake of its own (43 of 45 read by eye).
"""

import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa.evaluate.squad import Example
from qa.text.words import stems
from qa.train.teacher import FOOLED, LONGEST, Likes, Teacher, likeliest
from qa.train.windows import Windows, windows_of

SURE = 3.0
"""Margins of the teacher from which its answer, or below the negative of which its "no", counts."""
NEAR = 8
"""Windows of its own article that the reader looks at for a question: most of its words first."""
OWN = 0.15
"""Share of the questions refused elsewhere that are asked of their own article too."""
RARE = 30
"""A word in at most so many articles of 3,000 tells which event is meant."""

_SPACED = re.compile(r"\s+(?=[?.,!;:'’])")


@dataclass(frozen=True, slots=True)
class Asked:
    """An article and the questions asked about it."""

    text: str
    questions: tuple[str, ...]


def read_asked(file: Path, most: int, seed: int) -> list[Asked]:
    """Return the articles of a ``.jsonl.gz`` of ``context`` and ``questions``, written as typed.

    In an order by chance, of each at most ``most`` questions, drawn by chance; of those with the
    same stems one. Articles in small letters throughout are left out: where their sentences end
    cannot be told.
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
    random.Random(seed).shuffle(articles)
    return articles


def taught(
    articles: Sequence[Asked],
    teacher: Teacher,
    likes: Likes,
    *,
    after: int = 0,
    most: int = 100_000,
) -> Iterator[tuple[str, Example]]:
    """Yield examples with the name of their kind: "elsewhere", "answered", "unanswered".

    "elsewhere" is a question with a window of another article, near in words, that the teacher does
    not refuse though the article lacks what the question is about: of such windows the one that it
    likes best. Its own article is read for such a question, so that both are learnt together, and
    for a share (``OWN``) of the others. The questions of ``most`` articles ``after`` the first are
    asked, all articles are searched. A function of the arguments.
    """
    near = Windows([article.text for article in articles])
    held = {article.text: stems(article.text) for article in articles}
    spread = Counter(stem for of_article in held.values() for stem in of_article)

    def elsewhere(asked: Example) -> Example | None:
        telling = {stem for stem in stems(asked.question) if 0 < spread[stem] <= RARE}
        others = [
            shown.text
            for shown in near.near(asked)
            if shown.context != asked.context
            and len(shown.text) <= LONGEST
            and not telling <= held[shown.context]
        ]
        if not others:
            return None
        margin, text, _ = likeliest(asked.question, others, teacher, likes)
        if margin <= FOOLED:
            return None
        return Example(f"{asked.id}-elsewhere", asked.question, text, ())

    for number, article in list(enumerate(articles))[after : after + most]:
        shown = [each.text for each in windows_of(article.text) if len(each.text) <= LONGEST]
        for place, question in enumerate(article.questions if shown else ()):
            asked = Example(f"news-{number}-{place}", question, article.text, ())
            mistake = elsewhere(asked)
            if mistake is not None:
                yield "elsewhere", mistake
            if mistake is not None or random.Random(asked.id).random() < OWN:
                yield from _own(asked, shown, teacher, likes)


def _own(
    asked: Example, texts: Sequence[str], teacher: Teacher, likes: Likes
) -> Iterator[tuple[str, Example]]:
    """Yield the question with that of its article's windows which the teacher is sure about."""
    wanted = stems(asked.question)
    nearest = sorted(texts, key=lambda text: -len(wanted & stems(text)))[:NEAR]
    margin, text, span = likeliest(asked.question, nearest, teacher, likes)
    if margin <= -SURE:
        yield "unanswered", replace(asked, context=text)
    elif margin >= SURE:
        yield "answered", replace(asked, context=text, answers=((span.start, span.end),))

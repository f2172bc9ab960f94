"""Questions that their passage does not answer, made from questions that have an answer.

Scores only compare across passages, and "no answer" only means something, when the reader has
seen passages that lack the answer. Two kinds are made here; a window of the right passage beside
the answer comes from ``features``, the passage without the sentence that answers from ``cropping``,
a question turned into its opposite from ``opposites``, one with a common word wrong from
``substitutes``.
"""

import random
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from qa.evaluate.squad import Example

_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"\d[\d,.]*\d|\d|[A-Z]\w*[a-z]\w*(?:[ ][A-Z]\w*[a-z]\w*)*")
# What joins two names that may as well stand in the other order.
_TOGETHER = re.compile(r"^\W*(?:with)?\W*$|\b(?:and|or|vs|versus)\b")
_STARTS_SENTENCE = re.compile(r"(?:^|[.!?:\n]['\"”’)\]]*\s+|[\"“‘(])$")


class Neighbours:
    """Finds, for a question, a similar passage that does not hold its answer (bm25, FTS5)."""

    WORDS = 5
    """Rarest words of a question that are searched for; frequent ones only cost time."""

    def __init__(self, contexts: Sequence[str]) -> None:
        """Index the distinct ``contexts`` in memory."""
        self._contexts = list(dict.fromkeys(contexts))
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE c USING fts5(text)")
        rows = enumerate(self._contexts)
        self._database.executemany("INSERT INTO c(rowid, text) VALUES (?, ?)", rows)
        self._database.execute("CREATE VIRTUAL TABLE v USING fts5vocab(c, row)")
        self._frequency: dict[str, int] = dict(self._database.execute("SELECT term, doc FROM v"))

    def negative(self, example: Example) -> Example | None:
        """Return ``example``'s question with the best passage that lacks all its answers.

        None when no other passage shares a word with it. A passage that happens to answer in
        other words is possible and rare.
        """
        found = {word.lower() for word in _WORD.findall(example.question)} & set(self._frequency)
        words = sorted(found, key=lambda word: (self._frequency[word], word))[: self.WORDS]
        if not words:
            return None
        rows = self._database.execute(
            "SELECT rowid FROM c WHERE c MATCH ? ORDER BY bm25(c), rowid LIMIT 8",
            (" OR ".join(f'"{word}"' for word in words),),
        )
        golds = {example.context[start:end].lower() for start, end in example.answers}
        for (number,) in rows:
            context = self._contexts[number]
            lowered = context.lower()
            if context != example.context and not any(gold in lowered for gold in golds):
                return Example(f"{example.id}-elsewhere", example.question, context, ())
        return None


def swapped(example: Example, chance: random.Random) -> Example | None:
    """Return the question with one thing in it wrong: its passage sounds right and has no answer.

    One of three ways by chance, the others when it finds nothing: a name or number becomes another
    of the passage, two of them change places, or a number becomes one that the passage lacks. The
    answer itself is never put in, and the first word is left alone. None when there is nothing to
    exchange.
    """
    mentions = [m for m in _NAME.finditer(example.question) if m.start()]
    mentions = [m for m in mentions if m.group() in example.context]
    chance.shuffle(mentions)
    ways = [_another, _exchanged, _renumbered]
    chance.shuffle(ways)
    for way in ways:
        question = way(example, mentions, chance)
        if question is not None:
            return replace(example, id=f"{example.id}-swapped", question=question, answers=())
    return None


def _another(
    example: Example, mentions: Sequence[re.Match[str]], chance: random.Random
) -> str | None:
    """``When did Paris fall?`` becomes ``When did Lyon fall?`` if the passage names Lyon too."""
    context, question = example.context, example.question
    gold = [context[start:end].lower() for start, end in example.answers]
    found = {m.group() for m in _NAME.finditer(context) if not _starts_sentence(context, m)}
    for mention in mentions:
        others = [
            other
            for other in sorted(found)
            if _alike(other, mention.group())
            and other not in question
            and not any(other.lower() in answer or answer in other.lower() for answer in gold)
        ]
        if others:
            return question[: mention.start()] + chance.choice(others) + question[mention.end() :]
    return None


def _exchanged(
    example: Example, mentions: Sequence[re.Match[str]], chance: random.Random
) -> str | None:
    """``Why did Paris leave Lyon?`` becomes ``Why did Lyon leave Paris?``; not so Paris and Lyon.

    ``chance`` has shuffled the mentions already.
    """
    question = example.question
    for place, one in enumerate(mentions):
        for other in mentions[place + 1 :]:
            first, last = sorted((one, other), key=lambda mention: mention.start())
            between = question[first.end() : last.start()]
            if _alike(one.group(), other.group()) and not _TOGETHER.search(between):
                changed = last.group() + between + first.group()
                return question[: first.start()] + changed + question[last.end() :]
    return None


def _renumbered(
    example: Example, mentions: Sequence[re.Match[str]], chance: random.Random
) -> str | None:
    """``Who won in 1988?`` becomes ``Who won in 1938?``, a number that the passage lacks."""
    for mention in mentions:
        digits = [m.start() for m in re.finditer(r"\d", mention.group())]
        if not digits:
            continue
        place = mention.start() + chance.choice(digits[-2:])
        digit = chance.choice([d for d in "123456789" if d != example.question[place]])
        question = example.question[:place] + digit + example.question[place + 1 :]
        if question[mention.start() : mention.end()] not in example.context:
            return question
    return None


def _starts_sentence(text: str, mention: re.Match[str]) -> bool:
    return bool(_STARTS_SENTENCE.search(text[max(0, mention.start() - 6) : mention.start()]))


def _alike(other: str, mention: str) -> bool:
    """Numbers go with numbers as long, names with names; neither inside the other."""
    if mention in other or other in mention:
        return False
    if mention[0].isdigit() or other[0].isdigit():
        return other[0].isdigit() and mention[0].isdigit() and len(other) == len(mention)
    return True

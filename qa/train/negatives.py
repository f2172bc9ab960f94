"""Questions that their passage does not answer, made from questions that have an answer.

Scores only compare across passages, and "no answer" only means something, when the reader has
seen passages that lack the answer. Two kinds are made here; a third, a window of the right passage
beside the answer, comes from ``features``.
"""

import random
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from qa.evaluate.squad import Example

_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"\d[\d,.]*\d|\d|[A-Z]\w*[a-z]\w*(?:[ ][A-Z]\w*[a-z]\w*)*")
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
    """Return the question with one name or number exchanged for another of the passage.

    ``When did Paris fall?`` over a passage that also names Lyon becomes ``When did Lyon fall?``:
    the passage still sounds right and no longer answers. None when there is nothing to exchange.
    The answer itself is never put in, and the first word is left alone.
    """
    context = example.context
    gold = [context[start:end].lower() for start, end in example.answers]
    found = {m.group() for m in _NAME.finditer(context) if not _starts_sentence(context, m)}
    mentions = [m for m in _NAME.finditer(example.question) if m.start() and m.group() in context]
    chance.shuffle(mentions)
    for mention in mentions:
        others = [
            other
            for other in sorted(found)
            if _alike(other, mention.group())
            and other not in example.question
            and not any(other.lower() in answer or answer in other.lower() for answer in gold)
        ]
        if others:
            start, end = mention.span()
            question = example.question[:start] + chance.choice(others) + example.question[end:]
            return replace(example, id=f"{example.id}-swapped", question=question, answers=())
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

"""What a verifier is shown: a sentence and the one before it, cut out of a passage."""

import random
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from qa.evaluate.squad import Example
from qa.text.words import content_words
from qa.train.cropping import cut, sentences_of

WITHOUT_CONTEXT = 0.12
"""Share of the windows that are a sentence without the one before it, as a passage's first is."""
RAREST = 6
"""Words of a question that are searched for: frequent ones only cost time."""
FOUND = 8
"""Windows looked at for one question."""

_WORD = re.compile(r"[^\W_]+")


def window(example: Example, chance: random.Random) -> Example | None:
    """Return an answerable question with the sentence of an answer and the one before it.

    Every gold answer that stands in there stays. None when the answer runs over a sentence's end.
    """
    place = answering(example)
    if place is None:
        return None
    of_text = sentences_of(example.context)
    first = place - 1 if place and chance.random() >= WITHOUT_CONTEXT else place
    begin, stop = of_text[first].start, of_text[place].end
    return cut(example, begin, stop)


def answering(example: Example) -> int | None:
    """Return the number of the sentence with the first gold answer; None when none holds it."""
    if not example.answers:
        return None
    return sentence_of(example.context, *example.answers[0])


def sentence_of(text: str, start: int, end: int) -> int | None:
    """Return the number of the sentence that holds ``text[start:end]``; None when none does."""
    held = (n for n, s in enumerate(sentences_of(text)) if s.start <= start and end <= s.end)
    return next(held, None)


@dataclass(frozen=True, slots=True)
class Window:
    """A sentence of a passage with the one before it."""

    context: str
    text: str
    sentence: str


def windows_of(context: str) -> list[Window]:
    """Return every sentence of a passage with the one before it: all that a verifier may see."""
    of_text = sentences_of(context)
    return [
        Window(
            context,
            context[of_text[max(0, n - 1)].start : part.end],
            context[part.start : part.end],
        )
        for n, part in enumerate(of_text)
    ]


class Windows:
    """Finds windows by a question's words (bm25, FTS5)."""

    def __init__(self, contexts: Sequence[str]) -> None:
        """Index the windows of the distinct ``contexts`` in memory."""
        self._windows = [
            shown for context in dict.fromkeys(contexts) for shown in windows_of(context)
        ]
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE w USING fts5(text, tokenize = porter)")
        rows = ((number, shown.text) for number, shown in enumerate(self._windows))
        self._database.executemany("INSERT INTO w(rowid, text) VALUES (?, ?)", rows)
        self._database.execute("CREATE VIRTUAL TABLE v USING fts5vocab(w, row)")
        self._frequency: dict[str, int] = dict(self._database.execute("SELECT term, doc FROM v"))

    def near(self, example: Example) -> list[Window]:
        """Return up to ``FOUND`` windows, best first, in which no gold answer stands.

        None of them has the sentence that answers, and no two have one sentence in common. Empty
        where no sentence holds the first answer; a question without one keeps them all.
        """
        golds = [gold.lower() for gold in example.golds if gold]
        place = answering(example)
        if place is None and example.answers:
            return []
        answer = "" if place is None else sentences_of(example.context)[place].of(example.context)
        asked = list(dict.fromkeys(content_words(example.question)))
        asked = [word for word in asked if _WORD.fullmatch(word)]
        asked.sort(key=lambda word: self._frequency.get(word, 1))
        if not asked:
            return []
        rows = self._database.execute(
            "SELECT rowid FROM w WHERE w MATCH ? ORDER BY bm25(w), rowid LIMIT ?",
            (" OR ".join(f'"{word}"' for word in asked[:RAREST]), 4 * FOUND),
        )
        nearest: list[Window] = []
        for (number,) in rows:
            shown = self._windows[number]
            lowered = shown.text.lower()
            if any(gold in lowered for gold in golds) or (answer and answer in shown.text):
                continue
            if any(
                shown.sentence in other.text or other.sentence in shown.text for other in nearest
            ):
                continue
            nearest.append(shown)
        return nearest[:FOUND]

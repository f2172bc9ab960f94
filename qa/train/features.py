"""Examples as word pieces: tokenised once, cut to a window, the target as token positions."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from qa.evaluate.squad import Example

Ints = NDArray[np.int32]

MAX_QUESTION = 64
"""Longest question in word pieces; the rest is dropped, as the run-time does."""
MISS = 0.1
"""Share of the long passages shown by a window without the answer: a free hard negative."""


@dataclass(frozen=True, slots=True)
class Feature:
    """Word pieces of question and window; ``start`` and ``end`` inclusive, both 0: no answer."""

    ids: Ints
    question_length: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Pieces:
    ids: Ints
    starts: Ints
    ends: Ints


class Featurizer:
    """Turns examples into features, tokenising each text only once."""

    def __init__(self, tokenizer_file: Path) -> None:
        """Load a ``tokenizer.json``; its truncation and padding settings are not used."""
        self._tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._cls = self._tokenizer.token_to_id("[CLS]")
        self._sep = self._tokenizer.token_to_id("[SEP]")
        self._known: dict[str, _Pieces] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Tokenise what is not known yet, in large batches."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        for start in range(0, len(new), 4096):
            chunk = new[start : start + 4096]
            for text, pieces in zip(
                chunk, self._tokenizer.encode_batch(chunk, add_special_tokens=False), strict=True
            ):
                offsets = np.array(pieces.offsets, np.int32).reshape(-1, 2)
                ids = np.array(pieces.ids, np.int32)
                self._known[text] = _Pieces(ids, offsets[:, 0].copy(), offsets[:, 1].copy())

    def feature(self, example: Example, max_length: int, chance: random.Random) -> Feature:
        """Cut ``example`` to ``max_length`` word pieces, special ones included.

        One of several gold answers is drawn. A long passage is shown by a window at a random
        place around the answer; without an answer, by the window that shares most words with the
        question, so that unanswerable questions cannot be told by their looks.
        """
        self.learn((example.question, example.context))
        question = self._known[example.question].ids[:MAX_QUESTION]
        context = self._known[example.context]
        span = self._answer(context, example, chance)
        room = max_length - len(question) - 3
        spare = len(context.ids) - room
        first = 0
        if spare > 0:
            if span and chance.random() >= MISS:
                low, high = max(0, span[1] + 1 - room), min(spare, span[0])
                first = chance.randint(min(low, high), high)
            else:
                first = self._likeliest(question, context.ids, room, chance)
        window = context.ids[first : first + room]
        shift = len(question) + 2 - first
        start, end = (span[0] + shift, span[1] + shift) if span else (0, 0)
        if span and (span[0] < first or span[1] >= first + room):
            start, end = 0, 0
        ids = np.array([self._cls, *question, self._sep, *window, self._sep], np.int32)
        return Feature(ids, len(question), start, end)

    @staticmethod
    def _answer(
        context: _Pieces, example: Example, chance: random.Random
    ) -> tuple[int, int] | None:
        if not example.answers:
            return None
        start, end = chance.choice(example.answers)
        first = int(np.searchsorted(context.ends, start, side="right"))
        last = int(np.searchsorted(context.starts, end, side="left")) - 1
        return (first, last) if first <= last else None

    @staticmethod
    def _likeliest(question: Ints, ids: Ints, room: int, chance: random.Random) -> int:
        shared = np.concatenate(([0], np.cumsum(np.isin(ids, question))))
        places = list(range(0, len(ids) - room, max(1, room // 2))) + [len(ids) - room]
        best = max(int(shared[place + room] - shared[place]) for place in places)
        good = [p for p in places if int(shared[p + room] - shared[p]) >= best - 1]
        return chance.choice(good)

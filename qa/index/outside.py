"""Search by an outside engine, as one transaction sees the store, which stays the truth.

A question is answered from what the engine holds, less whatever changed since it was brought up
(``replica.py``), and with that beside it from the store. So an article that was removed is not
found once that is committed, wherever the engine is by then.
"""

import json
import math
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.index.lexical import FtsIndex
from qa.index.milvus import MOST, MilvusEngine
from qa.index.vectors import FaissIndex
from qa.protocols import Vectors
from qa.text.words import content_words

Found = list[tuple[int, float]]

# Asked for beyond those wanted: what another program put in meanwhile is not for this transaction.
SPARE = 16


@dataclass(frozen=True, slots=True)
class Outside:
    """An engine as of one generation: what it finds but ``changed``, and ``added`` beside it."""

    engine: MilvusEngine
    changed: frozenset[int]
    added: FaissIndex

    def vectors(self) -> dict[int, NDArray[np.float32]]:
        """Return every vector that is searched by passage id, for a check against the store."""
        held = self.engine.everything().items()
        kept = {number: vector for number, vector in held if number not in self.changed}
        return kept | self.added.vectors()


@dataclass(frozen=True, slots=True)
class OutsideVectors:
    """A ``VectorIndex``: the engine's, as one transaction sees the store."""

    outside: Outside
    connection: sqlite3.Connection

    def search(self, vector: Vectors, k: int, among: Collection[int] | None = None) -> Found:
        """Return up to ``k`` (passage id, inner product), best first, ties by smaller id."""
        wanted, rest = _wanted(self.outside, k, among)
        found = self.outside.engine.nearest(vector, wanted, rest) if k > 0 else []
        beside = self.outside.added.search(vector, k, among)
        return _best(self.outside, self.connection, found, beside, k)


@dataclass(frozen=True, slots=True)
class OutsideWords:
    """A ``LexicalIndex``: the engine's, as one transaction sees the store."""

    outside: Outside
    connection: sqlite3.Connection

    def search(self, question: str, k: int, among: Collection[int] | None = None) -> Found:
        """Return up to ``k`` (passage id, bm25), best first, ties by smaller id.

        milvus-lite weighs words by the passages that a filter leaves, a server by all. So the few
        that milvus-lite is for are asked for without one.
        """
        engine, shares = self.outside.engine, self._shares(question)
        wanted, rest = _wanted(self.outside, k, among)
        found: Found = []
        if k > 0 and rest is not None and self._passages() <= MOST:
            found = [pair for pair in engine.matching(shares, MOST, None) if pair[0] in rest]
        elif k > 0:
            found = engine.matching(shares, wanted, rest)
        changed = self.outside.changed if among is None else self.outside.changed & set(among)
        beside = FtsIndex(self.connection).search(question, k, changed) if changed else []
        return _best(self.outside, self.connection, found, beside, k)

    def _shares(self, question: str) -> dict[str, float]:
        """Return the words of a question with what FTS5 gives each, as a share of what Milvus does.

        FTS5 weighs a word that ``n`` of ``N`` passages have by log((N - n + 0.5) / (n + 0.5)), and
        one that half of them have by nothing; Milvus by log(1 + (N - n + 0.5) / (n + 0.5)).
        """
        passages = self._passages()
        shares = {}
        for word in content_words(question):
            having = self.count(word, passages // 2 + 1)
            odds = (passages - having + 0.5) / (having + 0.5)
            shares[word] = max(0.0, math.log(odds)) / math.log(1.0 + odds)
        return shares

    def _passages(self) -> int:
        (passages,) = self.connection.execute("SELECT count(*) FROM passage").fetchone()
        return int(passages)

    def count(self, word: str, most: int) -> int:
        """Return how many passages have a word in any form, counted up to ``most``.

        The store tells, which knows it of every word; Milvus does not.
        """
        return FtsIndex(self.connection).count(word, most)


def _wanted(outside: Outside, k: int, among: Collection[int] | None) -> tuple[int, set[int] | None]:
    """Return how many to ask the engine for, and among which: what changed is not asked of it."""
    if among is None:
        return k + len(outside.changed) + SPARE, None
    rest = set(among) - outside.changed
    return min(k + SPARE, len(rest)), rest


def _best(
    outside: Outside, connection: sqlite3.Connection, found: Found, beside: Found, k: int
) -> Found:
    """Return the best of what the engine found and is there, and of what stands beside it."""
    ids = [number for number, _ in found if number not in outside.changed]
    rows = connection.execute(
        "SELECT id FROM passage WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
    )
    there = {number for (number,) in rows}
    kept = [pair for pair in found if pair[0] in there] + beside
    return sorted(kept, key=lambda pair: (-pair[1], pair[0]))[: max(k, 0)]

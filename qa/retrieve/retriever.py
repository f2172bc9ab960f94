"""A question to hits: dense and lexical search side by side, fused."""

import sqlite3
from collections.abc import Collection

from qa.contract.candidates import Hit
from qa.dates.question import TimeScope
from qa.index import rows
from qa.protocols import Embedder, LexicalIndex, VectorIndex
from qa.retrieve.fusion import fuse
from qa.retrieve.time import by_time

# How deep each of the two searches goes: what neither has among its first 50 is not read anyway.
DEPTH = 50

# With a time asked for, most of what is about the subject may be of another time.
SCOPED_DEPTH = 200


def retrieve(
    question: str,
    k: int,
    *,
    connection: sqlite3.Connection,
    embedder: Embedder,
    dense: VectorIndex,
    lexical: LexicalIndex,
    among: Collection[int] | None = None,
    scope: TimeScope | None = None,
) -> list[Hit]:
    """Return up to ``k`` hits, best first, ties by smaller passage id.

    ``among`` limits the search to those passage ids; None means all. With a ``scope``, passages of
    that time come before others, and those that contradict it are dropped. Nothing found: empty
    list.
    """
    vector = embedder.encode([question])[0]
    depth = DEPTH if scope is None else SCOPED_DEPTH
    found = {number for number, _ in dense.search(vector, depth, among)}
    found |= {number for number, _ in lexical.search(question, depth, among)}
    # what only one of the two found still has a score in the other
    cosines = dict(dense.search(vector, len(found), found))
    words = dict(lexical.search(question, len(found), found))
    fused = fuse(cosines, words)
    if scope is not None:
        fused = by_time(connection, fused, scope)
    fused = fused[:k]
    best = rows.passages(connection, [number for number, _ in fused])
    return [
        Hit(passage, score, cosines[passage.id], words.get(passage.id, 0.0))
        for passage, (_, score) in zip(best, fused, strict=True)
    ]

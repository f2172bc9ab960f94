"""An outside engine brought up to the store, batch by batch, by whoever may write the store.

Whatever stops it, the next one goes on: the stamp in the engine says which generation it holds and
how far the first filling came, and all that is sent may be sent twice.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from qa.errors import IndexUnreadable
from qa.index import digest, vectors
from qa.index.meta import meta
from qa.index.milvus import BATCH, MilvusEngine, Stamp
from qa.index.outside import Outside
from qa.index.passage_rows import text_of_passages
from qa.index.store import Store
from qa.index.totals import KEPT_GENERATIONS, changed_since, total


def in_step(
    engine: MilvusEngine, store: Store, connection: sqlite3.Connection, dimension: int
) -> Outside:
    """Return the engine as of the transaction of ``connection``, brought up if that is allowed.

    :raises IndexUnreadable: when it cannot be reached, or holds nothing of this collection and
        the store was opened for reading.
    """
    generation = int(meta(connection, "generation"))
    stamp = engine.stamp()
    if stamp is not None and not _ours(engine, stamp, connection, generation):
        stamp = None
    if store.writable:
        stamp = _brought_up(engine, stamp, connection, generation)
    if stamp is None or stamp.reached is not None:
        raise IndexUnreadable(
            f"the engine at {engine.address} does not hold the collection at {store.folder}, or "
            f"not all of it yet. Bring it up: qa reindex --index {store.folder}"
        )
    changes = _changes(stamp, connection, generation)
    beside = {number: vector for number, vector in changes.items() if vector is not None}
    added = vectors.empty(dimension).changed(beside, ())
    return Outside(engine, frozenset(changes), added)


def _brought_up(
    engine: MilvusEngine, stamp: Stamp | None, connection: sqlite3.Connection, generation: int
) -> Stamp:
    """Send what the engine lacks, in batches; return the stamp of then."""
    if stamp is None:
        engine.make()
        stamp = Stamp(generation, _sum(connection), reached=-1)
        engine.write_stamp(stamp)
    if stamp.reached is not None:
        for ids in _batches(connection, after=stamp.reached):
            _send(engine, connection, ids)
            stamp = replace(stamp, reached=ids[-1])
            engine.write_stamp(stamp)
        # what was sent before a stop may be of an earlier generation than the stop's end
        stamp = replace(stamp, reached=None, busy=True)
        engine.write_stamp(stamp)
    changes = _changes(stamp, connection, generation)
    if changes and not stamp.busy:
        engine.write_stamp(replace(stamp, busy=True))
    engine.delete([number for number, vector in changes.items() if vector is None])
    came = [number for number, vector in changes.items() if vector is not None]
    for start in range(0, len(came), BATCH):
        _send(engine, connection, came[start : start + BATCH])
    if stamp.generation > generation:  # somebody else is further: theirs stands
        return stamp
    now = Stamp(generation, _sum(connection))
    if now != stamp:
        engine.write_stamp(now)
    return now


def _ours(
    engine: MilvusEngine, stamp: Stamp, connection: sqlite3.Connection, generation: int
) -> bool:
    """Tell whether what the engine holds came from this collection, and the log reaches back to it.

    What changed since is taken back from the sum of now: that has to give the sum of then.
    """
    if generation - stamp.generation >= KEPT_GENERATIONS:
        return False
    if stamp.busy or stamp.reached is not None or stamp.generation > generation:
        return True  # seen to be ours when it was begun, or newer than this look
    came = changed_since(connection, stamp.generation)
    went = engine.vectors(sorted(came))
    before = digest.changed(
        total(connection).passage_sum,
        came=(digest.vector_member(*pair) for pair in went.items()),
        went=(digest.vector_member(n, vector) for n, vector in came.items() if vector is not None),
    )
    return _hash(before) == stamp.sum


def _changes(
    stamp: Stamp, connection: sqlite3.Connection, generation: int
) -> dict[int, bytes | None]:
    """Return what the engine does not hold for certain: each passage with its vector of now."""
    if stamp.generation >= generation and not stamp.busy:
        return {}
    return changed_since(connection, stamp.generation)


def _batches(connection: sqlite3.Connection, after: int) -> Iterator[list[int]]:
    """Yield the ids of all passages beyond one, ascending, in batches."""
    while True:
        rows = connection.execute(
            "SELECT id FROM passage WHERE id > ? ORDER BY id LIMIT ?", (after, BATCH)
        ).fetchall()
        if not rows:
            return
        yield [number for (number,) in rows]
        after = rows[-1][0]


def _send(engine: MilvusEngine, connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Send passages with their vectors and words."""
    engine.put(
        (number, np.frombuffer(vector, dtype="<f4"), text)
        for number, vector, text in text_of_passages(connection, ids)
    )


def _sum(connection: sqlite3.Connection) -> str:
    """Return the digest of the sum of all passages."""
    return _hash(total(connection).passage_sum)


def _hash(passage_sum: bytes) -> str:
    return hashlib.sha256(passage_sum).hexdigest()

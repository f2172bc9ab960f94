"""What is derived from the whole collection, kept in memory and brought up by what changed."""

import logging
import sqlite3
import threading
from dataclasses import dataclass

from qa.contract.answer import CollectionReference
from qa.index import digest, rows, vectors, vectors_file
from qa.index.engine import ENGINE
from qa.index.lexical import FtsIndex
from qa.index.meta import meta, setting
from qa.index.milvus import MilvusEngine
from qa.index.outside import Outside, OutsideVectors, OutsideWords
from qa.index.replica import in_step
from qa.index.store import Store
from qa.index.totals import Total, changed_since, changes_since, total
from qa.index.vectors import FaissIndex
from qa.index.vectors_file import Stamped
from qa.protocols import LexicalIndex, VectorIndex

logger = logging.getLogger(__name__)

# Snapshots that are kept: of now, and of a moment ago for questions that are still under way.
KEPT = 3


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The collection at one generation: what it is, and its vectors ready to be searched."""

    generation: int
    collection: CollectionReference
    vectors: FaissIndex | Outside
    total: Total

    def searches(self, connection: sqlite3.Connection) -> tuple[VectorIndex, LexicalIndex]:
        """Return the two searches over what ``connection`` sees in its transaction."""
        if isinstance(self.vectors, Outside):
            outside = self.vectors
            return OutsideVectors(outside, connection), OutsideWords(outside, connection)
        return self.vectors, FtsIndex(connection)


class Snapshots:
    """Gives the snapshot that belongs to a transaction; makes a new one after a change."""

    def __init__(self, store: Store, dimension: int) -> None:
        """Derive from ``store``, whose vectors have ``dimension`` numbers."""
        self._store = store
        self._dimension = dimension
        self._kept: list[Snapshot] = []
        self._filed: object = None
        self._engine: MilvusEngine | None = None
        self._lock = threading.Lock()

    def current(self, connection: sqlite3.Connection) -> Snapshot:
        """Return the snapshot of what ``connection`` sees in its transaction."""
        generation = int(meta(connection, "generation"))
        now = total(connection)
        with self._lock:
            for snapshot in self._kept:
                if (snapshot.generation, snapshot.total) == (generation, now):
                    return snapshot
            index: FaissIndex | Outside
            engine = self._outside(connection)
            if engine is None:
                index = self._index(connection, generation, now.passage_sum)
            else:
                index = in_step(engine, self._store, connection, self._dimension)
            reference = rows.collection_reference(connection, self._store.folder)
            made = Snapshot(generation, reference, index, now)
            self._kept = [made, *self._kept][:KEPT]
            return made

    def file(self, connection: sqlite3.Connection) -> None:
        """Have ``vectors.faiss`` written unless it is there and little has changed since.

        An outside engine is brought up instead.
        """
        if self._outside(connection) is not None:
            self.current(connection)
            return
        generation = vectors_file.generation(self._store.folder)
        most = vectors.beside(total(connection).passages)
        if generation is None or changes_since(connection, generation) > most:
            self.current(connection)

    def _index(
        self, connection: sqlite3.Connection, generation: int, passage_sum: bytes
    ) -> FaissIndex:
        """Return the vectors of now: those of before with what changed, else built anew."""
        index = None
        before = [
            Stamped(kept.vectors, kept.generation, kept.total.passage_sum)
            for kept in self._kept
            if isinstance(kept.vectors, FaissIndex)
        ]
        for stamped in before or filter(None, [self._load()]):
            index = _brought_up(connection, stamped, passage_sum)
            if index is not None:
                break
        if index is None:
            index = vectors.build(connection, self._dimension)
        if index.is_one and index.base is not self._filed:
            self._save(Stamped(index, generation, passage_sum))
        return index

    def _outside(self, connection: sqlite3.Connection) -> MilvusEngine | None:
        """Return the engine that the collection names, connected once; None when it has none."""
        if self._engine is None:
            address = setting(connection, ENGINE)
            if address is not None:
                self._engine = MilvusEngine(address, self._dimension)
        return self._engine

    def close(self) -> None:
        """Give back the connection to an engine."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def _load(self) -> Stamped | None:
        """Return what ``vectors.faiss`` holds."""
        stamped = vectors_file.load(self._store.folder)
        if stamped is not None:
            self._filed = stamped.index.base
        return stamped

    def _save(self, stamped: Stamped) -> None:
        """Write ``vectors.faiss``."""
        self._filed = stamped.index.base
        try:
            vectors_file.save(stamped, self._store.folder)
        except OSError as error:
            # a cache: without it the next program only starts more slowly
            file = self._store.folder / vectors_file.FILE
            logger.warning("cannot write %s: %s", file, error)


def _brought_up(
    connection: sqlite3.Connection, stamped: Stamped, passage_sum: bytes
) -> FaissIndex | None:
    """Return an index with what changed since; None when that is not what the store has."""
    if stamped.passage_sum == passage_sum:
        return stamped.index
    came = changed_since(connection, stamped.generation)
    went = stamped.index.held(came)
    came_with = {number: vector for number, vector in came.items() if vector is not None}
    reached = digest.changed(
        stamped.passage_sum,
        came=(digest.vector_member(*pair) for pair in came_with.items()),
        went=(digest.vector_member(*pair) for pair in went.items()),
    )
    return stamped.index.changed(came_with, went) if reached == passage_sum else None

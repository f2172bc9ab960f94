"""What is derived from the whole collection, kept in memory as long as it fits the store."""

import logging
import sqlite3
import threading
from dataclasses import dataclass

from qa.contract.answer import CollectionReference
from qa.index import rows, vectors
from qa.index.store import Store, meta
from qa.index.vectors import FaissIndex

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The collection at one generation: what it is, and its vectors ready to be searched."""

    generation: int
    collection: CollectionReference
    vectors: FaissIndex


class Snapshots:
    """Gives the snapshot that belongs to a transaction; makes a new one after a change."""

    def __init__(self, store: Store, dimension: int) -> None:
        """Derive from ``store``, whose vectors have ``dimension`` numbers."""
        self._store = store
        self._dimension = dimension
        self._latest: Snapshot | None = None
        self._lock = threading.Lock()

    def current(self, connection: sqlite3.Connection) -> Snapshot:
        """Return the snapshot of what ``connection`` sees in its transaction."""
        generation = int(meta(connection, "generation"))
        with self._lock:
            if self._latest is None or self._latest.generation != generation:
                self._latest = self._make(connection, generation)
            return self._latest

    def _make(self, connection: sqlite3.Connection, generation: int) -> Snapshot:
        """Load ``vectors.faiss`` when it fits this collection, else build and write it again."""
        folder = self._store.folder
        digest = rows.digest(connection)
        index = vectors.load(folder, digest)
        if index is None:
            index = vectors.build(connection, self._dimension)
            try:
                vectors.save(index, folder, digest)
            except OSError as error:
                # a cache: without it the next program only starts more slowly
                logger.warning("cannot write %s: %s", folder / vectors.FILE, error)
        (count,) = connection.execute("SELECT count(*) FROM article").fetchone()
        reference = CollectionReference(folder.resolve().name, count, digest)
        return Snapshot(generation, reference, index)

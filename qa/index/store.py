"""SQLite: the one source of truth of an index, opened for reading or for writing.

This file owns connections, transactions and the ``meta`` table. What is read from the tables is in
``rows.py``; how an article gets in and out is in ``collection.py``.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qa.errors import IndexDamaged, IndexMismatch, IndexNotFound, IndexUnwritable
from qa.index.schema import SCHEMA, SCHEMA_VERSION

DATABASE = "collection.sqlite"

# A writer waits this long for another one (qa index beside a writable server) to finish.
BUSY_SECONDS = 30.0


class Store:
    """One collection file, for any number of threads; make one with ``open_store``.

    Every transaction has a connection of its own from a pool, so that one can be under way while
    another begins, in the same thread too.
    """

    def __init__(self, folder: Path, *, writable: bool) -> None:
        """Keep the folder; nothing is opened yet."""
        self.folder = folder
        self.writable = writable
        self._idle: list[sqlite3.Connection] = []
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One consistent view of the collection, whatever is committed meanwhile."""
        with self._connection() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is committed, or nothing when anything is raised.

        :raises IndexUnwritable: when the store was opened for reading, or the folder, the disk or
            another writer does not allow it.
        """
        if not self.writable:
            raise IndexUnwritable(
                f"the index at {self.folder} was opened for reading only; nothing was changed."
            )
        try:
            with self._connection() as connection:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.execute(
                        "UPDATE meta SET value = CAST(value AS INTEGER) + 1"
                        " WHERE key = 'generation'"
                    )
                    connection.execute("COMMIT")
                except BaseException:
                    connection.rollback()
                    raise
        except sqlite3.OperationalError as error:
            raise IndexUnwritable(
                f"cannot write to {self.folder / DATABASE}: {error}. Expected a writable folder "
                "with free space and no other program writing to it. Nothing was changed."
            ) from error

    def meta(self, key: str) -> str:
        """Return one setting that the collection was made with.

        :raises IndexDamaged: when it lacks it.
        """
        with self.reading() as connection:
            return meta(connection, key)

    def close(self) -> None:
        """Close all connections; one still in use is closed when its transaction ends."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """Take an idle connection, or open one, and give it back."""
        try:
            connection = self._idle.pop()  # atomic: no two threads get the same one
        except IndexError:
            connection = _connect(self.folder, writable=self.writable)
        try:
            yield connection
        finally:
            if self._closed:
                connection.close()
            else:
                self._idle.append(connection)


def meta(connection: sqlite3.Connection, key: str) -> str:
    """Return one setting of the collection behind ``connection``.

    :raises IndexDamaged: when it lacks it.
    """
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    if row is None:
        raise IndexDamaged(
            f"the collection lacks the setting {key!r}. Remove the folder of the index and build "
            "it again with qa index."
        )
    return str(row[0])


def open_store(folder: Path, *, writable: bool = False) -> Store:
    """Open the collection in ``folder``.

    :raises IndexNotFound: when there is none.
    :raises IndexDamaged: when its file is not a collection.
    :raises IndexMismatch: when another version of this program made it.
    """
    if not (folder / DATABASE).is_file():
        raise IndexNotFound(
            f"no index at {folder}: it holds no {DATABASE}. "
            f"Build one: qa index PATH --index {folder}"
        )
    store = Store(folder, writable=writable)
    try:
        with store.reading() as connection:
            begun = connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        if begun is None:  # a first run that was killed before its first transaction
            store.close()
            raise IndexNotFound(
                f"no index at {folder}: its {DATABASE} is empty. "
                f"Build one: qa index PATH --index {folder}"
            )
        version = int(store.meta("schema_version"))
    except sqlite3.DatabaseError as error:
        store.close()
        raise IndexDamaged(
            f"{folder / DATABASE} is not a readable collection ({error}). Remove the folder and "
            f"build the index again: qa index PATH --index {folder}"
        ) from error
    if version != SCHEMA_VERSION:
        store.close()
        raise IndexMismatch(
            f"the index at {folder} has schema {version}, this program writes {SCHEMA_VERSION}. "
            f"Remove the folder and build the index again: qa index PATH --index {folder}"
        )
    return store


def create_store(folder: Path, settings: dict[str, str]) -> Store:
    """Open the collection in ``folder`` for writing, made with ``settings`` if there is none.

    A new one appears whole or not at all. ``settings`` are kept in ``meta`` and not compared here.

    :raises IndexUnwritable: when the folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(folder / DATABASE, timeout=BUSY_SECONDS, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise IndexUnwritable(
            f"cannot make an index at {folder}: {error}. Expected a folder you may write to; "
            "name another one with --index."
        ) from error
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
            # one statement at a time: executescript would commit before the first of them
            for statement in SCHEMA.split(";\n"):
                if statement.strip():
                    connection.execute(statement)
            connection.executemany(
                "INSERT INTO meta VALUES (?, ?)",
                [("schema_version", str(SCHEMA_VERSION)), ("generation", "0"), *settings.items()],
            )
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        raise IndexUnwritable(
            f"cannot make an index at {folder}: {error}. Expected a folder you may write to; "
            "name another one with --index."
        ) from error
    except sqlite3.DatabaseError as error:
        raise IndexDamaged(
            f"{folder / DATABASE} is not a readable collection ({error}). Remove the folder and "
            f"build the index again: qa index PATH --index {folder}"
        ) from error
    finally:
        connection.close()
    return open_store(folder, writable=True)


def _connect(folder: Path, *, writable: bool) -> sqlite3.Connection:
    """Open a connection; a reader cannot change anything even by mistake."""
    path = (folder / DATABASE).resolve()
    if writable:
        connection = _open(path.as_uri())
        connection.execute("PRAGMA foreign_keys = ON")
        # FULL: a committed article survives a power cut too, not only a killed process
        connection.execute("PRAGMA synchronous = FULL")
        return connection
    connection = _open(f"{path.as_uri()}?mode=ro")
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        # WAL needs its side files even to read. In a folder that cannot be written they cannot be
        # made; there nobody else writes either, so the file may be read as it stands.
        connection.close()
        if path.with_name(path.name + "-wal").exists():
            raise
        connection = _open(f"{path.as_uri()}?mode=ro&immutable=1")
    return connection


def _open(uri: str) -> sqlite3.Connection:
    """Open a connection in autocommit mode (transactions are explicit), usable in any thread."""
    return sqlite3.connect(
        uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )

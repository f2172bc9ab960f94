"""SQLite: the one source of truth of an index, opened for reading or for writing.

This file owns transactions and the ``meta`` table. What is read from the tables is in ``rows.py``;
how an article gets in and out is in ``collection.py``.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qa.errors import IndexMismatch, IndexNotFound, IndexUnwritable
from qa.index.connections import connect, open_uri, reading_errors, writing_errors
from qa.index.digest import EMPTY
from qa.index.engine import ENGINE, Location, located
from qa.index.meta import meta, setting
from qa.index.migrations import OLDEST, is_current, migrate
from qa.index.passage_rows import WORDS
from qa.index.schema import SCHEMA, SCHEMA_VERSION, statements
from qa.index.totals import Total, put_total

DATABASE = "collection.sqlite"


class Store:
    """One collection file, for any number of threads; make one with ``open_store``.

    Every transaction has a connection of its own from a pool, so that one can be under way while
    another begins, in the same thread too.
    """

    def __init__(self, folder: Path, *, writable: bool) -> None:
        """Keep the folder; nothing is opened yet."""
        self.folder = folder
        self.path = folder / DATABASE
        self.writable = writable
        self._idle: list[sqlite3.Connection] = []
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One consistent view of the collection, whatever is committed meanwhile.

        :raises IndexDamaged: when what is read, at any time in it, is not as SQLite wrote it.
        :raises IndexUnreadable: when the file cannot be read now.
        """
        with reading_errors(self.path), self._connection() as connection:
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
        with writing_errors(self.path), self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute(
                    "UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'"
                )
                connection.execute("COMMIT")
            except BaseException:
                connection.rollback()
                raise

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
            connection = connect(self.path, writable=self.writable)
        try:
            yield connection
        finally:
            if self._closed:
                connection.close()
            else:
                self._idle.append(connection)


def open_store(folder: Path, *, writable: bool = False) -> Store:
    """Open the collection in ``folder``.

    One that an older version of this program made is brought up to date when it is opened for
    writing.

    :raises IndexNotFound: when there is none.
    :raises IndexDamaged: when its file is not a collection.
    :raises IndexUnwritable: when it is opened for writing where only reading is allowed.
    :raises IndexMismatch: when a newer version of this program made it, or an older one and it is
        opened for reading; when it has another engine than the one named.
    """
    named, location = folder, located(folder)
    folder = location.folder
    if not (folder / DATABASE).is_file():
        raise IndexNotFound(
            f"no index at {named}: there is no {folder / DATABASE}. "
            f"Build one: qa index PATH --index {named}"
        )
    if writable and not os.access(folder, os.W_OK):
        # SQLite could not even say why: WAL needs its side files
        raise IndexUnwritable(
            f"cannot write to {folder}: it, or the disk it is on, may only be read. Expected a "
            "writable folder with free space. Nothing was changed; it can be asked all the same."
        )
    with reading_errors(folder / DATABASE):
        if writable:
            _bring_up(folder)
        store = Store(folder, writable=writable)
        try:
            with store.reading() as connection:
                _check_schema(connection, folder)
                _check_engine(connection, location)
        except BaseException:
            store.close()
            raise
    return store


def create_store(folder: Path, settings: dict[str, str]) -> Store:
    """Open the collection in ``folder`` for writing, made with ``settings`` if there is none.

    A folder named by an engine's address is made to be searched by that. A new one appears whole or
    not at all. ``settings`` are kept in ``meta`` and not compared here.

    :raises IndexUnwritable: when the folder cannot be made or written.
    """
    named, location = folder, located(folder)
    folder = location.folder
    if location.engine is not None:
        settings = settings | {ENGINE: location.engine}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        connection = open_uri((folder / DATABASE).resolve().as_uri())
    except (OSError, sqlite3.Error) as error:
        raise IndexUnwritable(
            f"cannot make an index at {folder}: {error}. Expected a folder you may write to; "
            "name another one with --index."
        ) from error
    try:
        with writing_errors(folder / DATABASE):
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            if not _begun(connection):
                for statement in statements(SCHEMA):
                    connection.execute(statement)
                made = {"schema_version": str(SCHEMA_VERSION), "generation": "0", "words": WORDS}
                connection.executemany("INSERT INTO meta VALUES (?, ?)", (made | settings).items())
                put_total(connection, Total(0, 0, EMPTY, EMPTY))
            connection.execute("COMMIT")
    finally:
        connection.close()
    return open_store(named, writable=True)


def _check_engine(connection: sqlite3.Connection, location: Location) -> None:
    """Refuse a collection that was made with another engine than the one that it is named by.

    :raises IndexMismatch: naming both.
    """
    made_with = setting(connection, ENGINE)
    if location.engine not in (None, made_with):
        raise IndexMismatch(
            f"the collection at {location.folder} is searched by {made_with or 'no engine'}, not "
            f"by {location.engine}. Ask it as --index {location.folder}, or build another one."
        )


def _bring_up(folder: Path) -> None:
    """Migrate the collection in ``folder`` if an older version of this program made it."""
    connection = open_uri((folder / DATABASE).resolve().as_uri())
    try:
        _check_schema(connection, folder, oldest=OLDEST)
        if is_current(connection):
            return
        with writing_errors(folder / DATABASE):
            # foreign keys are off, as they are in a new connection: tables are made again
            connection.execute("BEGIN IMMEDIATE")
            migrate(connection)
            connection.execute("COMMIT")
    finally:
        connection.close()  # which takes back what was not committed


def _begun(connection: sqlite3.Connection) -> bool:
    """Tell whether there is anything: a first run may be killed before its first transaction."""
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


def _check_schema(
    connection: sqlite3.Connection, folder: Path, oldest: int = SCHEMA_VERSION
) -> None:
    """Refuse a collection that is not of a version from ``oldest`` to today's.

    :raises IndexNotFound: when it was never begun.
    :raises IndexMismatch: when it is of another version.
    """
    if not _begun(connection):
        raise IndexNotFound(
            f"no index at {folder}: its {DATABASE} is empty. "
            f"Build one: qa index PATH --index {folder}"
        )
    version = int(meta(connection, "schema_version"))
    if version > SCHEMA_VERSION:
        raise IndexMismatch(
            f"the index at {folder} has schema {version}, this program reads {SCHEMA_VERSION}: a "
            "newer version of it made the index. Use that one."
        )
    if version < oldest:
        raise IndexMismatch(
            f"the index at {folder} has schema {version}, this program reads {SCHEMA_VERSION}. "
            f"Bring the index up to date, nothing in it is lost: qa reindex --index {folder}"
        )

"""SQLite connections of a collection file, and what SQLite raises as errors that say what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qa.errors import IndexBusy, IndexDamaged, IndexUnreadable, IndexUnwritable

# A writer waits this long for another one (qa index beside a writable server) to finish: less than
# a client waits for its reply, so that it hears why.
BUSY_SECONDS = 20.0


def connect(path: Path, *, writable: bool) -> sqlite3.Connection:
    """Open a connection; a reader cannot change anything even by mistake."""
    path = path.resolve()
    if writable:
        connection = open_uri(path.as_uri())
        connection.execute("PRAGMA foreign_keys = ON")
        # FULL: a committed article survives a power cut too, not only a killed process
        connection.execute("PRAGMA synchronous = FULL")
        return connection
    connection = open_uri(f"{path.as_uri()}?mode=ro")
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except UnicodeDecodeError:
        # a damaged file, which SQLite's message quotes; whoever reads on meets the damage itself
        return connection
    except sqlite3.OperationalError:
        # WAL needs its side files even to read. In a folder that cannot be written they cannot be
        # made; there nobody else writes either, so the file may be read as it stands.
        connection.close()
        if path.with_name(path.name + "-wal").exists():
            raise
        connection = open_uri(f"{path.as_uri()}?mode=ro&immutable=1")
    return connection


def open_uri(uri: str) -> sqlite3.Connection:
    """Open a connection in autocommit mode (transactions are explicit), usable in any thread."""
    return sqlite3.connect(
        uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )


@contextmanager
def reading_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite raises while ``path`` is read into an error that says what to do.

    Mistakes of a program (a closed connection, a wrong number of values) stay what they are.
    """
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.NotSupportedError):
        raise
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) in (None, sqlite3.SQLITE_ERROR):
            if str(error).startswith(("no such", "Could not decode")):  # a table, a text
                raise _damaged(path, error) from error
            raise
        raise IndexUnreadable(
            f"cannot read {path} now: {error}. Expected a file that may be read, on a disk that "
            "works, and no program that keeps it locked. Try again."
        ) from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # the last: a name is damaged
        raise _damaged(path, error) from error


@contextmanager
def writing_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite raises while ``path`` is written into an error that says what to do."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.NotSupportedError, sqlite3.IntegrityError):
        raise
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise IndexBusy(
                f"another program is writing to {path}, and was not done within "
                f"{BUSY_SECONDS:g} seconds. Nothing was changed; try again when it is."
            ) from error
        raise IndexUnwritable(
            f"cannot write to {path}: {error}. Expected a writable folder with free space and no "
            "other program writing to it. Nothing was changed."
        ) from error
    except sqlite3.DatabaseError as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> IndexDamaged:
    """Return the error for a file that is not what SQLite wrote."""
    index = path.parent
    return IndexDamaged(
        f"{path} is not a readable collection ({error}). See what is wrong: qa check --index "
        f"{index}. Put a backup in its place: qa restore FILE --index {index}. Without one, save "
        f"what can be read: qa salvage --index {index} --to FOLDER. Or remove the folder and "
        f"build the index again: qa index PATH --index {index}"
    )

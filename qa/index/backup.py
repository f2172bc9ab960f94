"""A collection copied to one file and back, while others ask and write (SQLite's backup API).

Texts that were uploaded exist nowhere else, so a backup is of the whole collection; what is only
derived (``vectors.faiss``) is made again.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from qa.errors import IndexDamaged, IndexMismatch, IndexNotFound, IndexUnwritable
from qa.index.connections import connect, open_uri, reading_errors, writing_errors
from qa.index.store import DATABASE, create_store, open_store

# A restored collection is this many generations after what was there: so is what is written while
# it is being restored, and nobody takes it for the one he knew.
AHEAD = 1000


def backup(folder: Path, file: Path) -> None:
    """Copy the collection in ``folder`` to ``file``, as it is at one moment, whole or not at all.

    :raises IndexNotFound: when there is no collection.
    :raises IndexUnwritable: when ``file`` is there already, or cannot be written.
    """
    path = folder / DATABASE
    if not path.is_file():
        raise IndexNotFound(f"no index at {folder}: it holds no {DATABASE}. Nothing was copied.")
    if file.exists():
        raise IndexUnwritable(f"{file} is there already. Name another file; nothing was copied.")
    with _beside(file) as part:
        with reading_errors(path), closing(connect(path, writable=False)) as source:
            _copy(source, part)
        os.replace(part, file)


def restore(file: Path, folder: Path) -> None:
    """Put the collection of a backup in place of the one in ``folder``, or where there is none.

    Questions that are under way end with what was there; the next ones are asked of the backup.

    :raises IndexNotFound: when there is no such file.
    :raises IndexDamaged: when it is no whole collection; nothing was changed then.
    :raises IndexMismatch: when a newer version of this program made it.
    :raises IndexUnwritable: when the folder cannot be written.
    """
    if not file.is_file():
        raise IndexNotFound(f"no backup at {file}; nothing was changed.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".restore-") as name:
            part = Path(name) / DATABASE
            with reading_errors(file), closing(connect(file, writable=False)) as source:
                _check(source, file)
                _copy(source, part)
            with open_store(Path(name), writable=True) as store, store.writing() as connection:
                connection.execute(
                    "UPDATE meta SET value = max(CAST(value AS INTEGER), ?) + ?"
                    " WHERE key = 'generation'",
                    (_generation(folder), AHEAD),
                )
            _put(part, folder)
    except OSError as error:
        raise IndexUnwritable(
            f"cannot restore to {folder}: {error}. Expected a folder you may write to."
        ) from error


def _check(source: sqlite3.Connection, file: Path) -> None:
    """Refuse what is no whole collection."""
    said = source.execute("PRAGMA quick_check(1)").fetchone()
    tables = {row[0] for row in source.execute("SELECT name FROM sqlite_master")}
    if said != ("ok",) or not {"meta", "article"} <= tables:
        raise IndexDamaged(f"{file} is not a whole collection; nothing was changed.")


def _generation(folder: Path) -> int:
    """Return the generation of the collection that is there; 0 when there is none to be read."""
    try:
        with open_store(folder) as store:
            return int(store.meta("generation"))
    except (IndexNotFound, IndexDamaged, IndexMismatch):
        return 0


def _put(part: Path, folder: Path) -> None:
    """Put the database ``part`` in place of the one in ``folder``, in one transaction."""
    path = folder / DATABASE
    try:
        create_store(folder, {}).close()
    except (IndexDamaged, IndexMismatch):
        # nobody can be asking it
        for name in (f"{DATABASE}-wal", f"{DATABASE}-shm"):
            (folder / name).unlink(missing_ok=True)
        os.replace(part, path)
        create_store(folder, {}).close()
        return
    with (
        writing_errors(path),
        closing(connect(part, writable=False)) as source,
        closing(open_uri(path.resolve().as_uri())) as target,
    ):
        source.backup(target)


def _copy(source: sqlite3.Connection, part: Path) -> None:
    """Copy a database to a file of its own, without side files."""
    with writing_errors(part), closing(open_uri(part.resolve().as_uri())) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """Give a file to write beside ``file``; what is left of it is removed."""
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-", suffix=".part")
        os.close(handle)
    except OSError as error:
        raise IndexUnwritable(
            f"cannot write {file}: {error.strerror}. Expected a folder you may write to."
        ) from error
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)

"""The name of a collection for people: the one it was given, else that of its folder."""

import sqlite3
from pathlib import Path

from qa.index.meta import setting
from qa.index.store import Store

_KEY = "name"


def collection_name(connection: sqlite3.Connection, folder: Path) -> str:
    """Return the name of the collection in ``folder``, which ``connection`` reads."""
    return setting(connection, _KEY) or folder.resolve().name


def give_name(store: Store, name: str) -> None:
    """Name a collection, whatever it was called before.

    :raises IndexUnwritable: when the store was opened for reading or cannot be written.
    """
    with store.reading() as connection:
        if collection_name(connection, store.folder) == name:
            return
    with store.writing() as connection:
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_KEY, name))

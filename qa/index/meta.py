"""The table ``meta``: settings that a collection was made with, and how often it was changed."""

import sqlite3

from qa.errors import IndexDamaged


def setting(connection: sqlite3.Connection, key: str) -> str | None:
    """Return one setting of a collection, None where it has none of that name."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def meta(connection: sqlite3.Connection, key: str) -> str:
    """Return one setting that every collection has.

    :raises IndexDamaged: when this one lacks it.
    """
    value = setting(connection, key)
    if value is None:
        raise IndexDamaged(
            f"the collection lacks the setting {key!r}. Put a backup in its place with qa restore, "
            "or remove the folder of the index and build it again with qa index."
        )
    return value

"""Sources: where texts come from. Several may hold one text; each holds one text at a time.

A source is a file, a part of a file (an item of an export), an upload with the address it was
published at, or an upload without one. What a source held before are its revisions.
"""

import json
import os
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from qa.contract.article import Article
from qa.contract.plain import from_plain, to_plain

# A clock that was set back does not turn what a source held, and when, round.
_NOW = "max(since, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))"
_COLUMNS = "id, origin, item, name, article_id"


@dataclass(frozen=True, slots=True)
class Source:
    """A source as it is stored.

    ``origin`` is the resolved path of a file or the url of an upload, None for an upload without
    one; ``item`` is the part of the file, empty for a file that is one article.
    """

    id: int
    origin: str | None
    item: str
    name: str
    article_id: str

    @property
    def path(self) -> Path | None:
        """The file, None for an upload."""
        return Path(self.origin) if self.origin and is_path(self.origin) else None


@dataclass(frozen=True, slots=True)
class Revision:
    """A text that a source held: from ``since`` until ``until`` (UTC, ISO 8601), None for now."""

    source: str
    article_id: str
    since: str
    until: str | None


def is_gone(path: Path) -> bool:
    """Tell whether a file is surely not there; one that cannot be looked at may be."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def is_path(origin: str) -> bool:
    """Tell whether an origin is a file; else it is the address of an upload."""
    return not origin.startswith(("http://", "https://"))


def source_at(connection: sqlite3.Connection, origin: str | None, item: str) -> Source | None:
    """Return the source at a place, if there is one; nothing is at no place (None)."""
    rows = _sources(connection, "origin = ? AND item = ?", (origin, item))
    return rows[0] if rows else None


def holders(connection: sqlite3.Connection, article_id: str) -> list[Source]:
    """Return the sources that hold an article now: files by name first, then uploads.

    What the first one states is what is known of the article.
    """
    found = _sources(connection, "article_id = ?", (article_id,))
    return sorted(found, key=_order)


def sources_named(connection: sqlite3.Connection, name: str) -> list[Source]:
    """Return the sources of that name, in order of origin and item."""
    return _sources(connection, "name = ?", (name,))


def sources_under(connection: sqlite3.Connection, path: Path | str) -> list[Source]:
    """Return the sources that are at this place, or files in this folder, in order of origin."""
    whole = str(path)
    inside = whole.removesuffix(os.sep) + os.sep
    # a range, so that an index serves it; it ends before what follows the separator
    after = inside[:-1] + chr(ord(os.sep) + 1)
    return _sources(
        connection, "origin = ? OR (origin >= ? AND origin < ?)", (whole, inside, after)
    )


def stated(connection: sqlite3.Connection, source_id: int, text: str) -> Article:
    """Return the article as it was read from a source."""
    (values,) = connection.execute(
        "SELECT stated FROM source WHERE id = ?", (source_id,)
    ).fetchone()
    return replace(from_plain(Article, json.loads(values)), text=text)


def add_source(connection: sqlite3.Connection, article: Article, origin: str | None) -> None:
    """Add a source that holds ``article``."""
    connection.execute(
        "INSERT INTO source (origin, item, name, article_id, stated, since)"
        " VALUES (?, ?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
        (origin, article.item, article.source, article.id, _values(article)),
    )


def change_source(
    connection: sqlite3.Connection, source: Source, article: Article, origin: str | None
) -> None:
    """Let a source be at ``origin`` and hold ``article``; another text held before is a revision.

    A text that it held before already is so no more.
    """
    if source.article_id != article.id:
        connection.execute(
            f"INSERT INTO revision SELECT id, article_id, since, {_NOW} FROM source WHERE id = ?",
            (source.id,),
        )
        connection.execute(
            f"UPDATE source SET article_id = ?, since = {_NOW} WHERE id = ?",
            (article.id, source.id),
        )
    connection.execute(
        "UPDATE source SET origin = ?, item = ?, name = ?, stated = ? WHERE id = ?",
        (origin, article.item, article.source, _values(article), source.id),
    )


def delete_source(connection: sqlite3.Connection, source_id: int) -> set[str]:
    """Delete a source with its revisions; return the ids of the articles it held at any time."""
    held = connection.execute(
        "SELECT article_id FROM source WHERE id = :id"
        " UNION SELECT article_id FROM revision WHERE source_id = :id",
        {"id": source_id},
    ).fetchall()
    connection.execute("DELETE FROM source WHERE id = ?", (source_id,))
    return {row[0] for row in held}


def was_held(connection: sqlite3.Connection, article_id: str) -> bool:
    """Tell whether an article is a revision of some source."""
    row = connection.execute(
        "SELECT 1 FROM revision WHERE article_id = ? LIMIT 1", (article_id,)
    ).fetchone()
    return row is not None


def forget_revisions(connection: sqlite3.Connection, article_id: str) -> None:
    """Let no source have held an article before."""
    connection.execute("DELETE FROM revision WHERE article_id = ?", (article_id,))


def history(connection: sqlite3.Connection, article_id: str) -> list[Revision]:
    """Return the texts of every source that holds or held an article, oldest first.

    An article that was never another and came from one source gives one revision: itself.
    """
    rows = connection.execute(
        "WITH meant AS (SELECT id FROM source WHERE article_id = :id"
        "  UNION SELECT source_id FROM revision WHERE article_id = :id),"
        " held AS (SELECT name, revision.article_id, revision.since, until, revision.rowid AS place"
        "  FROM revision JOIN source ON source.id = source_id WHERE source_id IN meant"
        "  UNION ALL SELECT name, article_id, since, NULL, id FROM source WHERE id IN meant)"
        " SELECT name, article_id, since, until FROM held"
        " ORDER BY since, until IS NULL, until, place",
        {"id": article_id},
    )
    return [Revision(*row) for row in rows]


def _order(source: Source) -> tuple[bool, str, str, str, int]:
    """Files by name, then uploads."""
    return source.path is None, source.name, source.origin or "", source.item, source.id


def _sources(
    connection: sqlite3.Connection, where: str, values: tuple[str | None, ...]
) -> list[Source]:
    """Return the sources that fit a condition."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM source WHERE {where} ORDER BY origin, item, id", values
    )
    return [Source(*row) for row in rows]


def _values(article: Article) -> str:
    """Return an article without its text as JSON."""
    return json.dumps(to_plain(replace(article, text="")))

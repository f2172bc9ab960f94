"""An older collection becomes one of today's schema, in one transaction.

A migration is from one version to the next, is never changed once it was released, and knows
nothing of today's code: it has to read what was written then. What is derived is made again
afterwards from the stored text.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping

from qa.index.meta import meta, setting
from qa.index.passage_rows import WORDS, rebuild_words
from qa.index.schema import LIST_INDEXES, SCHEMA_VERSION
from qa.index.totals import put_total, recount

OLDEST = 1


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the collection behind ``connection``, in its transaction, up to date.

    Foreign keys have to be off: tables are made again under the same name.
    """
    version = int(meta(connection, "schema_version"))
    for step in range(version, SCHEMA_VERSION):
        MIGRATIONS[step](connection)
        connection.execute(
            "UPDATE meta SET value = ? WHERE key = 'schema_version'", (str(step + 1),)
        )
    for statement in LIST_INDEXES.values():
        connection.execute(statement)
    if version < SCHEMA_VERSION or setting(connection, "words") != WORDS:
        rebuild_words(connection)
    if version < SCHEMA_VERSION:
        put_total(connection, recount(connection))
    connection.execute(
        "UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'"
    )


def is_current(connection: sqlite3.Connection) -> bool:
    """Tell whether there is nothing to migrate."""
    version = int(meta(connection, "schema_version"))
    made = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    return (
        version == SCHEMA_VERSION
        and setting(connection, "words") == WORDS
        and LIST_INDEXES.keys() <= made
    )


def _from_1(connection: sqlite3.Connection) -> None:
    """Schema 2 held other words in the same tables."""


def _from_2(connection: sqlite3.Connection) -> None:
    """Schema 3 has sources and their revisions apart from articles, and totals that are kept up."""
    for statement in _TO_3:
        connection.execute(statement)
    old = connection.execute(
        "SELECT origin, url, id, sha256, title, source, author, headline_start, headline_end,"
        " published, published_method, published_start, published_end FROM article ORDER BY id"
    )
    addresses: set[str] = set()
    for origin, url, *columns in old.fetchall():
        if origin is None and url is not None and url not in addresses:
            addresses.add(url)
            origin = url  # where an upload came from
        key, source = columns[0], columns[3]
        left_out = connection.execute(
            'SELECT "start", "end", reason FROM left_out WHERE article_id = ? ORDER BY "start"',
            (key,),
        ).fetchall()
        connection.execute(
            "INSERT INTO source (origin, item, name, article_id, stated, since)"
            " VALUES (?, '', ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
            (origin, source, key, json.dumps(_stated(url, columns, left_out))),
        )
    connection.execute(
        "INSERT INTO article_3 SELECT id, sha256, title, headline_start, headline_end, source, '',"
        " url, author, NULL, NULL, NULL, published, published_method, published_start,"
        " published_end, 1, '', text FROM article"
    )
    connection.execute("DROP TABLE article")
    connection.execute("ALTER TABLE article_3 RENAME TO article")
    connection.execute("CREATE INDEX article_derived ON article (derived)")
    connection.execute("INSERT INTO total VALUES (0, 0, x'', x'')")


def _from_3(connection: sqlite3.Connection) -> None:
    """Schema 4 knows which articles tell whether 03/04/2011 has the day first.

    What they tell is read when they are made again, as all are.
    """
    connection.execute("UPDATE article SET derived = ''")
    connection.execute(
        "CREATE TABLE date_order (article_id TEXT PRIMARY KEY REFERENCES article (id)"
        " ON DELETE CASCADE, publisher TEXT NOT NULL, day_first INTEGER) WITHOUT ROWID"
    )
    connection.execute("CREATE INDEX date_order_publisher ON date_order (publisher, day_first)")


def _stated(
    url: str | None, columns: list[object], left_out: list[tuple[int, int, str]]
) -> dict[str, object]:
    """Return what a source of schema 2 stated, as schema 3 keeps it."""
    key, sha256, title, source, author, head_start, head_end, *publication = columns
    published, method, start, end = publication
    return {
        "id": key,
        "sha256": sha256,
        "text": "",
        "title": title,
        "source": source,
        "headline": _span(head_start, head_end),
        "url": url,
        "author": author,
        "published": published
        and {"value": published, "method": method, "evidence": _span(start, end)},
        "left_out": [
            {"span": _span(first, last), "reason": reason} for first, last, reason in left_out
        ],
    }


def _span(start: object, end: object) -> dict[str, object] | None:
    """Two nullable columns as a span."""
    return None if start is None else {"start": start, "end": end}


_TO_3 = (
    """CREATE TABLE article_3 (
        id TEXT PRIMARY KEY,
        sha256 TEXT NOT NULL,
        title TEXT NOT NULL,
        headline_start INTEGER,
        headline_end INTEGER,
        source TEXT NOT NULL,
        item TEXT NOT NULL,
        url TEXT,
        author TEXT,
        publisher TEXT,
        section TEXT,
        language TEXT,
        published TEXT,
        published_method TEXT,
        published_start INTEGER,
        published_end INTEGER,
        current INTEGER NOT NULL,
        derived TEXT NOT NULL,
        text TEXT NOT NULL
    )""",
    """CREATE TABLE source (
        id INTEGER PRIMARY KEY,
        origin TEXT,
        item TEXT NOT NULL,
        name TEXT NOT NULL,
        article_id TEXT NOT NULL REFERENCES article (id),
        stated TEXT NOT NULL,
        since TEXT NOT NULL,
        UNIQUE (origin, item)
    )""",
    "CREATE INDEX source_article ON source (article_id)",
    "CREATE INDEX source_name ON source (name)",
    """CREATE TABLE revision (
        source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
        article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        since TEXT NOT NULL,
        until TEXT NOT NULL
    )""",
    "CREATE INDEX revision_source ON revision (source_id)",
    "CREATE INDEX revision_article ON revision (article_id)",
    """CREATE TABLE change (
        generation INTEGER NOT NULL,
        passage_id INTEGER NOT NULL,
        PRIMARY KEY (generation, passage_id)
    ) WITHOUT ROWID""",
    """CREATE TABLE total (
        articles INTEGER NOT NULL,
        passages INTEGER NOT NULL,
        article_sum BLOB NOT NULL,
        passage_sum BLOB NOT NULL
    )""",
)

MIGRATIONS: Mapping[int, Callable[[sqlite3.Connection], None]] = {
    1: _from_1,
    2: _from_2,
    3: _from_3,
}
"""From the version that is the key to the next one."""

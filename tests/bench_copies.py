"""A large collection made of a small one, in minutes: its rows again under other ids.

A copy of an article has one line more than it, which says which copy it is, and so a text, an id
and passages of its own. Sentences, times and vectors are copied as they are: nothing is embedded.
``python tests/bench_copies.py REAL INDEX ARTICLES`` makes such a collection of another one.
"""

import hashlib
import sqlite3
import sys
from pathlib import Path

from qa.contract.article import Span
from qa.index.backup import backup, restore
from qa.index.derive import passage_id
from qa.index.passage_rows import rebuild_words
from qa.index.store import Store, open_store
from qa.index.totals import put_total, recount

_OF_ARTICLES = {
    "sentence": '"start", "end"',
    "time_expression": '"start", "end", type, value, earliest, latest, anchor',
    "left_out": '"start", "end", reason',
}
_STATED = (
    "json_set(stated, '$.id', substr(hash, 1, 16), '$.sha256', hash,"
    " '$.source', json_extract(stated, '$.source') || mark)"
)


def copied(real: Path, index: Path, articles: int) -> None:
    """Make a collection at ``index`` of the one at ``real``, with so many articles."""
    file = index.with_suffix(".copy")
    backup(real, file)
    restore(file, index)
    file.unlink()
    with open_store(index, writable=True) as store:
        grow(store, articles)


def grow(store: Store, articles: int) -> None:
    """Copy the articles of a collection until it has so many."""
    with store.writing() as connection:
        connection.create_function("hash", 1, _hash, deterministic=True)
        connection.create_function("passage_number", 4, _passage_number, deterministic=True)
        (held,) = connection.execute("SELECT count(*) FROM article WHERE current").fetchone()
        connection.execute(
            "CREATE TEMP TABLE original AS SELECT row_number() OVER (ORDER BY id) AS place, id"
            " FROM article WHERE current"
        )
        for turn, missing in enumerate(range(articles - held, 0, -held), 1):
            _copy(connection, f" (copy {turn})", missing)
        connection.execute("DROP TABLE original")
        rebuild_words(connection)
        # whoever keeps vectors builds them anew: the log of changes says nothing of the copies
        put_total(connection, recount(connection))


def _copy(connection: sqlite3.Connection, mark: str, most: int) -> None:
    """Copy up to so many of the original articles, each with ``mark`` at its end."""
    connection.execute(
        "CREATE TEMP TABLE copy AS SELECT id AS was, hash(text || ?1) AS hash, ?1 AS mark"
        " FROM article JOIN original USING (id) WHERE place <= ?2",
        (mark, most),
    )
    connection.execute("CREATE UNIQUE INDEX temp.copy_was ON copy (was)")
    connection.execute(
        "INSERT INTO article SELECT substr(hash, 1, 16), hash, title, headline_start, headline_end,"
        " source || mark, item, url, author, publisher, section, language, published,"
        " published_method, published_start, published_end, current, derived, text || mark"
        " FROM copy JOIN article ON id = was"
    )
    for table, columns in _OF_ARTICLES.items():
        connection.execute(
            f"INSERT INTO {table} SELECT substr(hash, 1, 16), {columns}"
            f" FROM copy JOIN {table} ON article_id = was"
        )
    connection.execute(
        "INSERT INTO passage SELECT"
        ' passage_number(substr(hash, 1, 16), title, passage."start", passage."end"),'
        ' substr(hash, 1, 16), passage."start", passage."end", vector'
        " FROM copy JOIN passage ON article_id = was JOIN article ON article.id = was"
    )
    connection.execute(
        "INSERT INTO source (origin, item, name, article_id, stated, since) SELECT"
        " origin || mark, item, name || mark, substr(hash, 1, 16),"
        f" {_STATED}, since FROM copy JOIN source ON article_id = was"
    )
    connection.execute("DROP TABLE copy")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _passage_number(article_id: str, title: str, start: int, end: int) -> int:
    return passage_id(article_id, title, Span(start, end))


if __name__ == "__main__":
    copied(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))

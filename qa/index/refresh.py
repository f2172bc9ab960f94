"""An index brought up to the code and the model that are loaded, from its stored texts.

Sentences, passages and times that an older version made are made again, one article a transaction:
readers go on, and after a kill the rest is done the next time. Vectors of another model do not mix:
all of them are made again in one transaction.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from qa.contract.article import Article
from qa.index import article_rows, conventions, rows
from qa.index.derive import DERIVED, prepare, unasked
from qa.index.passage_rows import passage_vectors, rebuild_words
from qa.index.settings import settings
from qa.index.store import Store
from qa.index.totals import put_total, recount
from qa.protocols import Embedder
from qa.text.folding import legible

Watched = Callable[[Sequence[str]], Iterable[str]]
"""What passes on the ids of articles while it shows how far the work is."""


def stale(connection: sqlite3.Connection) -> list[str]:
    """Return the ids of the articles that other code derived from, or from what was stated then."""
    found = connection.execute(
        "SELECT id FROM article WHERE derived < ? OR derived > ? ORDER BY id", (DERIVED, DERIVED)
    )
    return [row[0] for row in found]


def refresh(store: Store, embedder: Embedder, watched: Watched = iter) -> int:
    """Make again what is stale; return of how many articles.

    :raises IndexUnwritable: when it could not be written; what was made until then stays.
    """
    made: set[str] = set()
    for _ in range(2):  # what dates in figures mean, an article may tell that comes later
        with store.reading() as connection:
            ids = stale(connection)
        for article_id in watched(ids) if ids else ():
            _refresh(store, embedder, article_id)
        made.update(ids)
    return len(made)


def remake_articles(
    store: Store, embedder: Embedder, ids: Sequence[str], watched: Watched = iter
) -> None:
    """Make again all that is derived from these articles, whatever is there.

    :raises IndexUnwritable: when it could not be written; what was made until then stays.
    """
    for article_id in watched(ids):
        _refresh(store, embedder, article_id, anew=True)


def remake(store: Store, embedder: Embedder, watched: Watched = iter) -> int:
    """Make everything again, in one transaction, also with another model; return the articles.

    :raises IndexUnwritable: when it could not be written; nothing was changed then.
    """
    with store.writing() as connection:
        connection.executemany(
            "UPDATE meta SET value = ? WHERE key = ?",
            [(value, key) for key, value in settings(embedder).items()],
        )
        rebuild_words(connection)
        ids = [row[0] for row in connection.execute("SELECT id FROM article ORDER BY id")]
        for article_id in chain(watched(ids), _later(connection)):
            article, current, _, way = _read(connection, article_id)
            made = prepare(article, embedder, None, way) if current else unasked(article)
            article_rows.write(connection, made, current=current, anew=True)
        put_total(connection, recount(connection))
    return len(ids)


def _refresh(store: Store, embedder: Embedder, article_id: str, anew: bool = False) -> None:
    """Make again what is derived from one article, unless somebody else changed it meanwhile."""
    with store.reading() as connection:
        if not rows.is_known(connection, article_id):
            return
        read = _read(connection, article_id)
    article, current, known, way = read
    if legible(f"{article.title}{article.text}") != f"{article.title}{article.text}":
        known = {}  # up to version 1 of what is derived, the model was given the text as it stands
    made = unasked(article)
    if current:
        made = prepare(article, embedder, None if anew else known, way)
    with store.writing() as connection:
        if rows.is_known(connection, article_id) and _read(connection, article_id) == read:
            article_rows.write(connection, made, current=current, anew=anew)


def _read(
    connection: sqlite3.Connection, article_id: str
) -> tuple[Article, bool, dict[int, bytes], bool | None]:
    """Return an article, whether it is current, its vectors, and how its dates are read."""
    current = rows.is_current(connection, article_id)
    vectors = passage_vectors(connection, article_id)
    article = rows.article(connection, article_id)
    return article, current, vectors, conventions.day_first(connection, article)


def _later(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the articles that others, made after them, tell something of."""
    yield from stale(connection)

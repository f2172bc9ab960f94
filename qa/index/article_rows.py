"""The rows of an article written, changed and deleted, in the transaction of whoever calls.

Which article a source holds, and so what is to become of one, is decided in ``collection.py``.
"""

import sqlite3

from qa.contract.article import Article, Span
from qa.dates.anchors import dated, order_alone
from qa.index import conventions
from qa.index.derive import DERIVED, Prepared, passage_id
from qa.index.passage_rows import (
    delete_passages,
    forget_words,
    insert_passages,
    learn_words,
    passage_vectors,
)
from qa.index.totals import recounted

STALE = ""
"""What ``article.derived`` says while what was derived does not fit what is stated any more."""

_COLUMNS = (
    "id, sha256, title, headline_start, headline_end, source, item, url, author, publisher,"
    " section, language, published, published_method, published_start, published_end, current,"
    " derived, text"
)
_SET = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS.split(", "))
_PUT = (
    f"INSERT INTO article ({_COLUMNS}) VALUES ({', '.join('?' * len(_COLUMNS.split(', ')))})"
    f" ON CONFLICT (id) DO UPDATE SET {_SET}"
)


def write(
    connection: sqlite3.Connection, prepared: Prepared, *, current: bool = True, anew: bool = False
) -> None:
    """Make the rows of an article those of ``prepared``, whatever they were before.

    Passages that are the same stay, unless all is to be written ``anew``.
    """
    article = prepared.article
    vectors = prepared.passage_vectors()
    held = passage_vectors(connection, article.id)
    same = set() if anew else {number for number in held if vectors.get(number) == held[number]}
    gone = {number: vector for number, vector in held.items() if number not in same}
    spans = {passage_id(article.id, article.title, span): span for span in prepared.passages}
    with recounted(connection, article.id):
        delete_passages(connection, article.id, gone)
        _put(connection, article, DERIVED, current)
    if current:
        _stale(connection, conventions.learn(connection, article))
    if prepared.day_first != _day_first(connection, article, current):
        _stale(connection, {article.id})
    new = {number: span for number, span in spans.items() if number not in same}
    insert_passages(connection, article, new, vectors)
    write_spans(connection, prepared)


def restate(connection: sqlite3.Connection, article: Article) -> None:
    """Change what is stated of a current article; what is derived from it is stale from then on."""
    with recounted(connection, article.id):
        forget_words(connection, article.id)
        _put(connection, article, STALE, current=True)
        learn_words(connection, article.id)
    _stale(connection, conventions.learn(connection, article))


def retire(connection: sqlite3.Connection, article_id: str) -> None:
    """Keep an article to be read and verified, and take it out of what is asked."""
    with recounted(connection, article_id):
        delete_passages(connection, article_id, passage_vectors(connection, article_id))
        connection.execute("UPDATE article SET current = 0 WHERE id = ?", (article_id,))
    _stale(connection, conventions.forget(connection, article_id))


def delete(connection: sqlite3.Connection, article_id: str) -> None:
    """Delete an article that no source holds, and all that was derived from it."""
    with recounted(connection, article_id):
        delete_passages(connection, article_id, passage_vectors(connection, article_id))
        _stale(connection, conventions.forget(connection, article_id))
        connection.execute("DELETE FROM article WHERE id = ?", (article_id,))


def _stale(connection: sqlite3.Connection, ids: set[str]) -> None:
    """Have what is derived from articles made again."""
    for article_id in sorted(ids):
        with recounted(connection, article_id):
            connection.execute("UPDATE article SET derived = ? WHERE id = ?", (STALE, article_id))


def _day_first(connection: sqlite3.Connection, article: Article, current: bool) -> bool | None:
    """Tell how an article's dates in figures are read: one that is kept only is asked alone."""
    return conventions.day_first(connection, article) if current else order_alone(article)


def write_spans(connection: sqlite3.Connection, prepared: Prepared) -> None:
    """Write the sentences and times of an article in place of those it had."""
    article_id = prepared.article.id
    connection.execute("DELETE FROM sentence WHERE article_id = ?", (article_id,))
    connection.execute("DELETE FROM time_expression WHERE article_id = ?", (article_id,))
    connection.executemany(
        "INSERT INTO sentence VALUES (?, ?, ?)",
        [(article_id, *_bounds(sentence)) for sentence in prepared.sentences],
    )
    connection.executemany(
        "INSERT INTO time_expression VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                article_id,
                *_bounds(time.span),
                time.type,
                time.value,
                *(day and day.isoformat() for day in (time.earliest, time.latest, time.anchor)),
            )
            for time in prepared.times
        ],
    )


def _put(connection: sqlite3.Connection, article: Article, derived: str, current: bool) -> None:
    """Write the row of an article and its left-out spans."""
    article = dated(article, _day_first(connection, article, current))
    published = article.published
    connection.execute(
        _PUT,
        (
            article.id,
            article.sha256,
            article.title,
            *_bounds(article.headline),
            article.source,
            article.item,
            article.url,
            article.author,
            article.publisher,
            article.section,
            article.language,
            published.value if published else None,
            published.method if published else None,
            *_bounds(published.evidence if published else None),
            int(current),
            derived,
            article.text,
        ),
    )
    connection.execute("DELETE FROM left_out WHERE article_id = ?", (article.id,))
    connection.executemany(
        "INSERT INTO left_out VALUES (?, ?, ?, ?)",
        [(article.id, *_bounds(piece.span), piece.reason) for piece in article.left_out],
    )


def _bounds(span: Span | None) -> tuple[int, int] | tuple[None, None]:
    """A span as two columns."""
    return (span.start, span.end) if span else (None, None)

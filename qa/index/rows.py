"""Rows of the store as values: articles, passages, sentences, time expressions, vectors.

Every function takes the connection of one ``Store.reading()`` or ``writing()``, so that what
belongs to one question is read from one consistent view.
"""

import datetime
import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qa.contract.answer import ArticleReference, CollectionReference
from qa.contract.article import Article, LeftOut, Passage, Published, Span, TimeExpression
from qa.errors import ArticleNotFound, IndexDamaged
from qa.index.name import collection_name
from qa.index.slices import words_of_article
from qa.index.totals import total

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ARTICLE = (
    "id, sha256, text, title, source, url, author, item, publisher, section, language,"
    " headline_start, headline_end, published, published_method, published_start, published_end"
)


def article(connection: sqlite3.Connection, article_id: str) -> Article:
    """Return one article, current or one that a source held before.

    :raises ArticleNotFound: when there is none with that id.
    """
    row = connection.execute(
        f"SELECT {_ARTICLE} FROM article WHERE id = ?", (article_id,)
    ).fetchone()
    if row is None:
        raise ArticleNotFound(
            f"no article with the id {article_id[:80]!r} in this collection; it may have been "
            "removed. The list of articles has those that are there."
        )
    return _article(connection, row)


def articles(connection: sqlite3.Connection) -> list[Article]:
    """Return all current articles: in order of publication, then the undated, by source."""
    rows = connection.execute(
        f"SELECT {_ARTICLE} FROM article WHERE current"
        " ORDER BY published IS NULL, published, source, id"
    ).fetchall()
    return [_article(connection, row) for row in rows]


def _article(connection: sqlite3.Connection, row: Sequence[object]) -> Article:
    """Build an Article from its row and its left-out spans."""
    key, sha256, text, title, source, url, author, item, publisher, section, language = row[:11]
    head_start, head_end, value, method, evidence_start, evidence_end = row[11:]
    left_out = connection.execute(
        'SELECT "start", "end", reason FROM left_out WHERE article_id = ? ORDER BY "start"', (key,)
    )
    return Article(
        id=str(key),
        sha256=str(sha256),
        text=str(text),
        title=str(title),
        source=str(source),
        headline=_span(head_start, head_end),
        url=_text(url),
        author=_text(author),
        published=None
        if value is None
        else Published(str(value), str(method), _span(evidence_start, evidence_end)),
        left_out=tuple(LeftOut(Span(start, end), reason) for start, end, reason in left_out),
        item=str(item),
        publisher=_text(publisher),
        section=_text(section),
        language=_text(language),
    )


def _span(start: object, end: object) -> Span | None:
    """Two nullable columns as a span."""
    return Span(start, end) if isinstance(start, int) and isinstance(end, int) else None


def is_known(connection: sqlite3.Connection, article_id: str) -> bool:
    """Tell whether there is an article with that id, current or kept."""
    row = connection.execute("SELECT 1 FROM article WHERE id = ?", (article_id,)).fetchone()
    return row is not None


def is_current(connection: sqlite3.Connection, article_id: str) -> bool:
    """Tell whether an article that is known to be there is asked, not only kept."""
    row = connection.execute("SELECT current FROM article WHERE id = ?", (article_id,)).fetchone()
    return bool(row[0])


def _text(value: object) -> str | None:
    """A nullable column of text."""
    return None if value is None else str(value)


def text(connection: sqlite3.Connection, article_id: str) -> str:
    """Return the whole text of an article that is known to be there."""
    row = connection.execute("SELECT text FROM article WHERE id = ?", (article_id,)).fetchone()
    return str(row[0])


REFERENCE = "id, title, source, url, published, sha256, publisher"
"""The columns of an ``ArticleReference``, in its order."""


def reference(connection: sqlite3.Connection, article_id: str) -> ArticleReference:
    """Return what a citation says of an article that is known to be there."""
    row = connection.execute(
        f"SELECT {REFERENCE} FROM article WHERE id = ?", (article_id,)
    ).fetchone()
    return ArticleReference(*row)


def published(connection: sqlite3.Connection, article_id: str) -> str | None:
    """Return when an article was published; None when that, or the article, is not known."""
    row = connection.execute("SELECT published FROM article WHERE id = ?", (article_id,)).fetchone()
    return None if row is None else row[0]


def passages(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Passage]:
    """Return the passages with these ids, in the order given."""
    found = []
    for passage_id in ids:
        row = connection.execute(
            'SELECT article_id, "start", "end", substr(text, "start" + 1, "end" - "start")'
            " FROM passage JOIN article ON article.id = article_id WHERE passage.id = ?",
            (passage_id,),
        ).fetchone()
        if row is None:
            raise IndexDamaged(
                f"the passage {passage_id} was found but is not in the collection. "
                "Mend the index: qa check --repair"
            )
        article_id, start, end, slice_ = row
        inside = connection.execute(
            'SELECT "start", "end" FROM sentence WHERE article_id = ? AND "start" >= ? AND'
            ' "end" <= ? ORDER BY "start"',
            (article_id, start, end),
        ).fetchall()
        # a piece of a sentence that is too long for one passage stands for its sentence
        spans = tuple(Span(*sentence) for sentence in inside) or (Span(start, end),)
        found.append(Passage(passage_id, article_id, Span(start, end), slice_, spans))
    return found


def sentences(connection: sqlite3.Connection, article_id: str) -> list[Span]:
    """Return the story sentences of an article, in order."""
    found = connection.execute(
        'SELECT "start", "end" FROM sentence WHERE article_id = ? ORDER BY "start"', (article_id,)
    )
    return [Span(start, end) for start, end in found]


def time_expressions(
    connection: sqlite3.Connection, article_id: str, within: Span | None = None
) -> list[TimeExpression]:
    """Return the time expressions of an article, in order; with ``within`` only those inside it."""
    start, end = (within.start, within.end) if within else (0, 2**62)
    rows = connection.execute(
        'SELECT "start", "end", type, value, earliest, latest, anchor FROM time_expression'
        ' WHERE article_id = ? AND "start" >= ? AND "end" <= ? ORDER BY "start"',
        (article_id, start, end),
    ).fetchall()
    _, text = words_of_article(connection, article_id) if rows else ("", "")
    return [
        TimeExpression(Span(first, last), text[first:last], kind, value, *map(_date, days))
        for first, last, kind, value, *days in rows
    ]


def _date(value: str | None) -> datetime.date | None:
    """Read a nullable ISO 8601 date column."""
    return None if value is None else datetime.date.fromisoformat(value)


def vectors(connection: sqlite3.Connection) -> "tuple[NDArray[np.int64], NDArray[np.float32]]":
    """Return all passage ids, ascending, and their vectors, shape (n, dimension)."""
    import numpy as np  # what only lists articles needs none of it

    rows = connection.execute("SELECT id, vector FROM passage ORDER BY id").fetchall()
    ids = np.array([row[0] for row in rows], dtype=np.int64)
    joined = b"".join(row[1] for row in rows)
    matrix = np.frombuffer(joined, dtype="<f4").astype(np.float32, copy=False)
    return ids, matrix.reshape(len(ids), -1 if len(ids) else 0)


def passage_ids(connection: sqlite3.Connection, article_ids: Collection[str]) -> list[int]:
    """Return the ids of all passages of these articles, ascending."""
    rows = connection.execute(
        "SELECT id FROM passage WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(sorted(article_ids)),),
    )
    return [row[0] for row in rows]


def holds_source(connection: sqlite3.Connection, wanted: str) -> bool:
    """Tell whether a current article has that source or id."""
    row = connection.execute(
        "SELECT 1 FROM article WHERE current AND (id = :wanted OR source = :wanted) LIMIT 1",
        {"wanted": wanted},
    ).fetchone()
    return row is not None


def covered(connection: sqlite3.Connection) -> tuple[str | None, str | None, int, int]:
    """Return first and last date of publication, how many articles have one, and how many none."""
    first, last, dated, articles = connection.execute(
        "SELECT min(published), max(published), count(published), count(*)"
        " FROM article WHERE current"
    ).fetchone()
    return first, last, dated, articles - dated


def references(connection: sqlite3.Connection) -> Iterator[ArticleReference]:
    """Yield what a citation says of each current article, in order of id."""
    rows = connection.execute(f"SELECT {REFERENCE} FROM article WHERE current ORDER BY id")
    for row in rows:
        yield ArticleReference(*row)


def digest(connection: sqlite3.Connection) -> str:
    """Return the SHA-256 of what the collection holds: articles with metadata, and settings.

    Independent of the order in which articles came, and of when, and of what the collection is
    called; what was held before is no part.
    """
    settings = connection.execute(
        "SELECT key, value FROM meta WHERE key NOT IN ('generation', 'engine', 'name') ORDER BY key"
    ).fetchall()
    whole = hashlib.sha256(json.dumps(settings).encode())
    whole.update(total(connection).article_sum)
    return whole.hexdigest()


def collection_reference(connection: sqlite3.Connection, folder: Path) -> CollectionReference:
    """Return name, size and digest of the collection in ``folder``."""
    return CollectionReference(
        collection_name(connection, folder), total(connection).articles, digest(connection)
    )


def passage_times(
    connection: sqlite3.Connection, passage_id: int
) -> tuple[list[TimeExpression], str | None]:
    """Return the time expressions of a passage, in order, and when its article was published."""
    article_id, start, end, published = connection.execute(
        'SELECT article_id, "start", "end", published FROM passage'
        " JOIN article ON article.id = article_id WHERE passage.id = ?",
        (passage_id,),
    ).fetchone()
    return time_expressions(connection, article_id, Span(start, end)), published

"""Articles into and out of a collection: each in one transaction that covers all of it.

Texts are the identity: the same text is the same article. A file that changed replaces what was
read from it before; a second file with the same text adds nothing.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from qa.contract.article import Article, LeftOut, Span, TimeExpression
from qa.dates.anchors import article_times
from qa.errors import ArticleNotFound, IndexMismatch
from qa.index import rows
from qa.index.store import Store
from qa.ingest.passages import passages
from qa.ingest.sentences import sentences
from qa.protocols import Embedder
from qa.text.words import searchable

Outcome = Literal["added", "updated", "unchanged", "duplicate"]

# A headline of more word pieces than this would crowd the passage out of the embedder's window.
TITLE_TOKENS = 40

# Of the embedder's window: what two special tokens and the line break to the headline take.
RESERVED_TOKENS = 4


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything of one article that goes into the store; made without touching the store."""

    article: Article
    sentences: tuple[Span, ...]
    passages: tuple[Span, ...]
    vectors: NDArray[np.float32]
    times: tuple[TimeExpression, ...]


def settings(embedder: Embedder) -> dict[str, str]:
    """Return what a collection made with ``embedder`` records of how it was made."""
    return {
        "embedder": embedder.name,
        "passages": json.dumps({"title_tokens": TITLE_TOKENS, "tokens": embedder.max_tokens}),
    }


def check_settings(store: Store, embedder: Embedder) -> None:
    """Refuse to mix vectors of two models.

    :raises IndexMismatch: when the collection was made with another embedder or other settings.
    """
    for key, expected in settings(embedder).items():
        found = store.meta(key)
        if found != expected:
            raise IndexMismatch(
                f"the index at {store.folder} was built with {key} {found}, now {expected} is "
                "loaded. Use the same one, or remove the folder and build the index again: "
                f"qa index PATH --index {store.folder}"
            )


def prepare(article: Article, embedder: Embedder) -> Prepared:
    """Cut an article into sentences and passages, embed these, and find its times.

    One article is embedded by itself, so that its vectors do not depend on what came with it.
    """
    found = sentences(article.text, article.left_out)
    title = _short_title(article.title, embedder)
    limit = embedder.max_tokens - RESERVED_TOKENS - TITLE_TOKENS
    cut = passages(article.text, found, article.left_out, embedder.count_tokens, limit)
    spans = tuple(span for span, _ in cut)
    vectors = embedder.encode([f"{title}\n{span.of(article.text)}" for span in spans])
    return Prepared(article, tuple(found), spans, vectors, tuple(article_times(article, found)))


def _short_title(title: str, embedder: Embedder) -> str:
    """Return as much of the start of a headline as fits beside a passage."""
    short = title[: TITLE_TOKENS * 4]
    while embedder.count_tokens([short])[0] > TITLE_TOKENS:
        short = short[: len(short) * 3 // 4]
    return short


def stored(store: Store, article: Article, origin: str | None) -> Outcome | None:
    """Tell what adding ``article`` would find: None when there is something to do.

    "unchanged": the same text with the same metadata from the same place. "duplicate": the same
    text from another place. ``origin`` is the resolved path of its file, None without a file.
    """
    with store.reading() as connection:
        row = connection.execute(
            "SELECT origin FROM article WHERE id = ?", (article.id,)
        ).fetchone()
        if row is None:
            return None
        if row[0] is not None and row[0] != origin:
            return "duplicate"
        return "unchanged" if rows.article(connection, article.id) == article else None


def add_article(store: Store, prepared: Prepared, origin: str | None) -> Outcome:
    """Put an article into the collection, in one transaction; return what that did.

    :raises IndexUnwritable: when it could not be written; nothing was changed then.
    """
    article = prepared.article
    with store.writing() as connection:
        old = [
            row[0]
            for row in connection.execute(
                "SELECT id FROM article WHERE id = ? OR origin = ?", (article.id, origin)
            )
        ]
        for article_id in old:
            _delete(connection, article_id)
        _insert(connection, prepared, origin)
    return "updated" if old else "added"


def remove_article(store: Store, article_id: str) -> None:
    """Take an article and all that was derived from it out of the collection.

    :raises ArticleNotFound: when there is none with that id.
    :raises IndexUnwritable: when it could not be written; nothing was changed then.
    """
    with store.writing() as connection:
        if not _delete(connection, article_id):
            raise ArticleNotFound(
                f"no article with the id {article_id[:80]!r} in this collection. "
                "qa articles lists those it holds."
            )


def _insert(connection: sqlite3.Connection, prepared: Prepared, origin: str | None) -> None:
    """Write all rows of one article."""
    article = prepared.article
    published = article.published
    evidence = published.evidence if published else None
    connection.execute(
        "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            article.sha256,
            article.text,
            article.title,
            *_bounds(article.headline),
            article.source,
            origin,
            article.url,
            article.author,
            published.value if published else None,
            published.method if published else None,
            *_bounds(evidence),
        ),
    )
    _insert_spans(connection, article.id, article.left_out, prepared.sentences, prepared.times)
    ids = [_passage_id(article, span) for span in prepared.passages]
    connection.executemany(
        "INSERT INTO passage VALUES (?, ?, ?, ?, ?)",
        [
            (number, article.id, span.start, span.end, vector.astype("<f4").tobytes())
            for number, span, vector in zip(ids, prepared.passages, prepared.vectors, strict=True)
        ],
    )
    connection.executemany(
        "INSERT INTO passage_words (rowid, title, body) VALUES (?, ?, ?)",
        sorted(
            (number, searchable(article.title), searchable(span.of(article.text)))
            for number, span in zip(ids, prepared.passages, strict=True)
        ),
    )


def _insert_spans(
    connection: sqlite3.Connection,
    article_id: str,
    left_out: Iterable[LeftOut],
    sentences: Iterable[Span],
    times: Iterable[TimeExpression],
) -> None:
    """Write what is known of an article's text, span by span."""
    connection.executemany(
        "INSERT INTO left_out VALUES (?, ?, ?, ?)",
        [(article_id, *_bounds(piece.span), piece.reason) for piece in left_out],
    )
    connection.executemany(
        "INSERT INTO sentence VALUES (?, ?, ?)",
        [(article_id, *_bounds(sentence)) for sentence in sentences],
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
            for time in times
        ],
    )


def _bounds(span: Span | None) -> tuple[int, int] | tuple[None, None]:
    """A span as two columns."""
    return (span.start, span.end) if span else (None, None)


def _passage_id(article: Article, span: Span) -> int:
    """Return a positive 63-bit id that is the same whenever and wherever it is computed.

    Two of a million passages share one with a probability of 1 in 18 million; the primary key
    would refuse the article then.
    """
    key = json.dumps([article.id, article.title, span.start, span.end])
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]) >> 1


def _delete(connection: sqlite3.Connection, article_id: str) -> bool:
    """Delete all rows of one article; tell whether there was one."""
    # FTS5 without content has to be told the words that it is to forget
    held = connection.execute(
        "SELECT passage.id, title,"
        ' substr(text, passage."start" + 1, passage."end" - passage."start")'
        " FROM passage JOIN article ON article.id = article_id WHERE article_id = ?"
        " ORDER BY passage.id",
        (article_id,),
    ).fetchall()
    connection.executemany(
        "INSERT INTO passage_words (passage_words, rowid, title, body) VALUES ('delete', ?, ?, ?)",
        [(number, searchable(title), searchable(body)) for number, title, body in held],
    )
    return connection.execute("DELETE FROM article WHERE id = ?", (article_id,)).rowcount > 0

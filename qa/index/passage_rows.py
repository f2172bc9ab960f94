"""The rows of passages, with their words (FTS5), the log of changes and the totals in step."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from qa.contract.article import Article, Span
from qa.index.schema import WORDS_TABLE
from qa.index.slices import words_of_article
from qa.index.totals import log_passages
from qa.text.words import searchable

WORDS = "4"
"""Version of the code that makes the words of a passage (``searchable`` and the tokenizer of
``passage_words``). Raise it when they come out differently: all words are made again then, before
anything is written, for FTS5 has to be told exactly the words that it is to forget."""

_LEARN = "INSERT INTO passage_words (rowid, title, body) VALUES (?, ?, ?)"


def passage_vectors(connection: sqlite3.Connection, article_id: str) -> dict[int, bytes]:
    """Return the stored vectors of an article's passages, by passage id."""
    rows = connection.execute("SELECT id, vector FROM passage WHERE article_id = ?", (article_id,))
    return dict(rows.fetchall())


def insert_passages(
    connection: sqlite3.Connection,
    article: Article,
    spans: Mapping[int, Span],
    vectors: Mapping[int, bytes],
) -> None:
    """Write passages of an article, by id, with their words."""
    connection.executemany(
        "INSERT INTO passage VALUES (?, ?, ?, ?, ?)",
        [(i, article.id, span.start, span.end, vectors[i]) for i, span in spans.items()],
    )
    learn_words(connection, article.id, among=spans)
    log_passages(connection, came={number: vectors[number] for number in spans}, went={})


def delete_passages(
    connection: sqlite3.Connection, article_id: str, vectors: Mapping[int, bytes]
) -> None:
    """Delete those passages of an article whose ids and stored vectors are given."""
    forget_words(connection, article_id, among=vectors)
    connection.executemany("DELETE FROM passage WHERE id = ?", [(number,) for number in vectors])
    log_passages(connection, came={}, went=vectors)


def rebuild_words(connection: sqlite3.Connection) -> None:
    """Make the words of all passages again."""
    connection.execute("DROP TABLE IF EXISTS passage_words")
    make_words(connection, spoken(connection))
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('words', ?)", (WORDS,))


def make_words(connection: sqlite3.Connection, words: Iterable[tuple[int, str, str]]) -> None:
    """Make the table of words, with these: id, title and body of passages."""
    connection.execute(WORDS_TABLE)
    connection.executemany(_LEARN, words)


def learn_words(
    connection: sqlite3.Connection, article_id: str, among: Mapping[int, object] | None = None
) -> None:
    """Add the words of an article's passages, or of those ``among`` them."""
    connection.executemany(_LEARN, _words(connection, article_id, among))


def forget_words(
    connection: sqlite3.Connection, article_id: str, among: Mapping[int, object] | None = None
) -> None:
    """Take out the words of an article's passages, or of those ``among`` them."""
    connection.executemany(
        "INSERT INTO passage_words (passage_words, rowid, title, body) VALUES ('delete', ?, ?, ?)",
        _words(connection, article_id, among),
    )


def spoken(connection: sqlite3.Connection) -> Iterator[tuple[int, str, str]]:
    """Yield id, title and body of every passage as FTS5 is given them, article by article."""
    articles = connection.execute("SELECT DISTINCT article_id FROM passage ORDER BY 1").fetchall()
    for (article_id,) in articles:
        yield from _words(connection, article_id, None)


def text_of_passages(
    connection: sqlite3.Connection, ids: Iterable[int]
) -> Iterator[tuple[int, bytes, str]]:
    """Yield id, vector and the words of passages that are there, headline first."""
    rows = connection.execute(
        'SELECT id, vector, article_id, "start", "end" FROM passage'
        " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(ids)),),
    )
    article, title, text = "", "", ""
    for number, vector, article_id, start, end in rows:
        if article_id != article:
            article, (title, text) = article_id, words_of_article(connection, article_id)
        yield number, vector, f"{title}\n{text[start:end]}"


def _words(
    connection: sqlite3.Connection, article_id: str, among: Mapping[int, object] | None
) -> list[tuple[int, str, str]]:
    """Return id, title and body of passages as FTS5 is given them, by id."""
    rows = connection.execute(
        'SELECT id, "start", "end" FROM passage WHERE article_id = ? ORDER BY id', (article_id,)
    ).fetchall()
    title, text = words_of_article(connection, article_id) if rows else ("", "")
    return [
        (number, searchable(title), searchable(text[start:end]))
        for number, start, end in rows
        if among is None or number in among
    ]

"""Whether an index is what it should be: the database, its words, vectors, offsets and totals.

Everything is compared with the stored texts, in one reading transaction, while others ask and
write. ``repair.py`` mends what can be made again.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Literal

import numpy as np

from qa.index import rows
from qa.index.connections import connect
from qa.index.meta import meta
from qa.index.passage_rows import WORDS, make_words, spoken
from qa.index.refresh import stale
from qa.index.snapshot import Snapshots
from qa.index.store import Store
from qa.index.totals import recount, total

Part = Literal[
    "database", "order", "texts", "sources", "derived", "words", "totals", "vectors", "models"
]

# How far the length of a vector may be from 1: float32 sums of 384 squares end within 1e-6.
TOLERANCE = 1e-3

# Parts of a text that stand in tables of their own: none may reach beyond the text.
_SPANS = ("passage", "sentence", "time_expression", "left_out")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it should be, in which part, and the articles it concerns."""

    part: Part
    text: str
    articles: tuple[str, ...] = ()


def check_database(path: Path) -> list[Problem]:
    """Return what SQLite itself finds wrong with a collection file."""
    try:
        connection = connect(path, writable=False)
        try:
            said = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
            loose = len(connection.execute("PRAGMA foreign_key_check").fetchall())
        finally:
            connection.close()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return [Problem("database", f"SQLite cannot read it: {error}")]
    problems = [
        Problem("order" if "index" in line else "database", f"SQLite: {line}")
        for line in said
        if line != "ok"
    ]
    if loose:
        problems.append(Problem("database", f"{loose:,} rows belong to nothing"))
    return problems


def check_collection(store: Store, dimension: int) -> list[Problem]:
    """Return what does not fit the stored texts; vectors should have ``dimension`` numbers.

    :raises IndexDamaged: when it cannot be read as far as that.
    """
    with store.reading() as connection:
        problems = [
            *_texts(connection),
            *_sources(connection),
            *_spans(connection),
            *_passages(connection),
            *_vectors(connection, dimension),
        ]
        old = stale(connection)
        if old:
            text = f"{len(old):,} articles were split and dated by other code than today's"
            problems.append(Problem("derived", text, tuple(old)))
        if meta(connection, "words") != WORDS or not _words_fit(connection):
            problems.append(Problem("words", "the words that are searched are not the passages'"))
        if total(connection) != recount(connection):
            problems.append(Problem("totals", "the totals are not what is there"))
        if not any(problem.part in ("derived", "totals") for problem in problems):
            problems += _searched(connection, store, dimension)
    return problems


def _texts(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Find articles whose text is not the one that was stored."""
    for key, sha256, text in connection.execute("SELECT id, sha256, text FROM article"):
        found = hashlib.sha256(str(text).encode("utf-8", "surrogatepass")).hexdigest()
        if found != sha256 or not found.startswith(key):
            yield Problem("texts", f"the text of {key} is not the one that was stored", (key,))


def _sources(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Find articles that are asked though no source holds them, or are not though one does."""
    yield from _wrong(
        connection,
        "SELECT id FROM article WHERE current != EXISTS (SELECT 1 FROM source WHERE article_id ="
        " article.id) OR NOT EXISTS (SELECT 1 FROM source WHERE article_id = article.id UNION ALL"
        " SELECT 1 FROM revision WHERE article_id = article.id)",
        ("sources", "do not fit their sources"),
    )


def _spans(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Find spans that are not inside their text."""
    for table in _SPANS:
        yield from _wrong(
            connection,
            f"SELECT DISTINCT article_id FROM {table} JOIN article ON article.id = article_id WHERE"
            ' "start" < 0 OR "end" <= "start" OR "end" > length(text)',
            ("derived", f"have a {table} that is not in the text"),
        )


def _passages(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Find articles that have no passages though they are asked, or some though they are not."""
    yield from _wrong(
        connection,
        "SELECT id FROM article WHERE EXISTS (SELECT 1 FROM passage WHERE article_id = article.id)"
        " != (current AND EXISTS (SELECT 1 FROM sentence WHERE article_id = article.id))",
        ("derived", "have not the passages they should"),
    )


def _wrong(
    connection: sqlite3.Connection, query: str, problem: tuple[Part, str]
) -> Iterator[Problem]:
    """Yield the problem of the articles whose ids ``query`` finds, if there are any."""
    part, text = problem
    ids = tuple(row[0] for row in connection.execute(f"{query} ORDER BY 1"))
    if ids:
        yield Problem(part, f"{len(ids):,} articles {text}", ids)


def _vectors(connection: sqlite3.Connection, dimension: int) -> Iterator[Problem]:
    """Find vectors of another size or length."""
    wrong = set()
    for article_id, vector in connection.execute("SELECT article_id, vector FROM passage"):
        numbers = np.frombuffer(vector[: len(vector) // 4 * 4], dtype="<f4")
        with np.errstate(over="ignore"):  # a bit more in an exponent: longer than can be told
            length = float(np.linalg.norm(numbers))
        # written so that a length that is no number is wrong too
        if len(vector) != 4 * dimension or not abs(length - 1.0) <= TOLERANCE:
            wrong.add(article_id)
    if wrong:
        ids = tuple(sorted(wrong))
        yield Problem("derived", f"{len(ids):,} articles: a vector is damaged", ids)


def _words_fit(connection: sqlite3.Connection) -> bool:
    """Tell whether FTS5 holds the words of the passages, and no others."""
    indexed = connection.execute("SELECT id FROM passage_words_docsize ORDER BY id")
    passages = connection.execute("SELECT id FROM passage ORDER BY id")
    if any(one != other for one, other in zip_longest(indexed, passages)):
        return False
    anew = sqlite3.connect("")  # a temporary file
    try:
        make_words(anew, spoken(connection))
        pairs = zip_longest(_vocabulary(connection), _vocabulary(anew))
        return all(one == other for one, other in pairs)
    finally:
        anew.close()


def _vocabulary(connection: sqlite3.Connection) -> sqlite3.Cursor:
    """Return every term with its column, passages and occurrences, in order."""
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING"
        " fts5vocab(main, passage_words, col)"
    )
    return connection.execute("SELECT * FROM temp.vocabulary ORDER BY term, col")


def _searched(connection: sqlite3.Connection, store: Store, dimension: int) -> Iterator[Problem]:
    """Find out whether the vectors that are searched are the stored ones."""
    ids, matrix = rows.vectors(connection)
    with closing(Snapshots(store, dimension)) as snapshots:
        held = snapshots.current(connection).vectors.vectors()
    if sorted(held) != ids.tolist() or any(
        not np.array_equal(held[number], vector)
        for number, vector in zip(ids.tolist(), matrix, strict=True)
    ):
        yield Problem("vectors", "the vectors that are searched are not the stored ones")

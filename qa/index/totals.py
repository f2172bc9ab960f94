"""What a collection is as a whole, kept up with every change instead of counted anew.

The row of ``total`` holds how many articles and passages there are and the sums that identify them
(``digest.py``); ``change`` names the passages that came or went, for whoever keeps vectors.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from qa.index import digest

# Generations that the log of changes goes back. Whoever kept vectors for longer builds anew.
KEPT_GENERATIONS = 10_000

_MEMBER = (
    "SELECT id, sha256, title, source, item, url, author, publisher, section, language, published,"
    " derived FROM article WHERE current"
)


@dataclass(frozen=True, slots=True)
class Total:
    """The row of ``total``; the sums are those of ``digest.changed``."""

    articles: int
    passages: int
    article_sum: bytes
    passage_sum: bytes


def total(connection: sqlite3.Connection) -> Total:
    """Return what the collection holds."""
    return Total(*connection.execute("SELECT * FROM total").fetchone())


def recount(connection: sqlite3.Connection) -> Total:
    """Return what the row of ``total`` has to be, counted from the beginning."""
    members = [digest.member(*row) for row in connection.execute(_MEMBER)]
    vectors = connection.execute("SELECT id, vector FROM passage")
    passages, passage_sum = 0, digest.EMPTY
    while some := vectors.fetchmany(1000):
        passages += len(some)
        came = (digest.vector_member(*row) for row in some)
        passage_sum = digest.changed(passage_sum, came=came)
    article_sum = digest.changed(digest.EMPTY, came=members)
    return Total(len(members), passages, article_sum, passage_sum)


def put_total(connection: sqlite3.Connection, new: Total) -> None:
    """Write the row of ``total``."""
    connection.execute("DELETE FROM total")
    connection.execute(
        "INSERT INTO total VALUES (?, ?, ?, ?)",
        (new.articles, new.passages, new.article_sum, new.passage_sum),
    )


@contextmanager
def recounted(connection: sqlite3.Connection, article_id: str) -> Iterator[None]:
    """Bring the total of articles up to what the block does to this one."""
    before = _members(connection, article_id)
    yield
    after = _members(connection, article_id)
    old = total(connection)
    connection.execute(
        "UPDATE total SET articles = ?, article_sum = ?",
        (
            old.articles + len(after) - len(before),
            digest.changed(old.article_sum, came=after, went=before),
        ),
    )


def log_passages(
    connection: sqlite3.Connection, *, came: Mapping[int, bytes], went: Mapping[int, bytes]
) -> None:
    """Record passages that came and went, each with its vector; one may do both."""
    if not came and not went:
        return
    connection.execute(
        "INSERT OR IGNORE INTO change SELECT CAST(meta.value AS INTEGER) + 1, json_each.value"
        " FROM meta, json_each(?) WHERE meta.key = 'generation'",
        (json.dumps([*came, *went]),),
    )
    connection.execute(
        "DELETE FROM change WHERE generation <= (SELECT CAST(value AS INTEGER) - ? FROM meta"
        " WHERE key = 'generation')",
        (KEPT_GENERATIONS,),
    )
    old = total(connection)
    connection.execute(
        "UPDATE total SET passages = ?, passage_sum = ?",
        (
            old.passages + len(came) - len(went),
            digest.changed(
                old.passage_sum,
                came=(digest.vector_member(*pair) for pair in came.items()),
                went=(digest.vector_member(*pair) for pair in went.items()),
            ),
        ),
    )


def changed_since(connection: sqlite3.Connection, generation: int) -> dict[int, bytes | None]:
    """Return the passages that came or went after a generation, each with its vector of now.

    One that is not there any more has None. As far as the log of changes goes back.
    """
    rows = connection.execute(
        "SELECT DISTINCT passage_id, vector FROM change LEFT JOIN passage ON passage.id ="
        " passage_id WHERE generation > ?",
        (generation,),
    )
    return dict(rows.fetchall())


def changes_since(connection: sqlite3.Connection, generation: int) -> int:
    """Return how many passages ``changed_since`` returns."""
    (count,) = connection.execute(
        "SELECT count(DISTINCT passage_id) FROM change WHERE generation > ?", (generation,)
    ).fetchone()
    return int(count)


def _members(connection: sqlite3.Connection, article_id: str) -> list[bytes]:
    """Return the article as a member of the collection; none when it is not current."""
    return [
        digest.member(*row) for row in connection.execute(f"{_MEMBER} AND id = ?", (article_id,))
    ]

"""What can still be read of a damaged collection, into a new one.

Every article is looked up by its own number, so that a page that cannot be read costs those that
stand on it and no other. A text is believed when it has the SHA-256 that was stored with it; what
was found or stated beside it (title, date, source) is taken as it can be read.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from qa.contract.article import Article
from qa.errors import ArticleError, IndexDamaged, IndexNotFound
from qa.index import collection, rows, sources
from qa.index.connections import connect
from qa.index.store import DATABASE, Store
from qa.ingest.articles import article_from_text
from qa.protocols import Embedder

FEWEST_BYTES = 256
"""Bytes of a file that an article takes at least: its hash, names and a word fill as many."""

UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What SQLite answers with where a file is damaged; the last, where the damaged bytes are a name
that its message quotes."""

_ROW = "id, sha256, text, title, source, current"


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How many articles were put into the new collection, and how many could not be read.

    ``lost`` counts those whose number answered with an error or with another text; where the list
    of articles itself is torn off, what it named cannot be counted.
    """

    saved: int
    lost: int


def salvage(folder: Path, store: Store, embedder: Embedder) -> Salvaged:
    """Put every current article of ``folder`` that can be read into ``store``.

    The damaged collection is only read. What sources held before is left behind.

    :raises IndexNotFound: when there is no collection in ``folder``.
    :raises IndexDamaged: when nothing of it can be read.
    :raises IndexUnwritable: when ``store`` could not be written; what was saved until then stays.
    """
    path = folder / DATABASE
    if not path.is_file():
        raise IndexNotFound(f"no index at {folder}: it holds no {DATABASE}. Nothing was saved.")
    saved = lost = 0
    with closing(_opened(path)) as connection:
        for read in _articles(connection, path.stat().st_size):
            if read is None:
                lost += 1
            else:
                collection.put(store, embedder, *read)
                saved += 1
    return Salvaged(saved, lost)


def _opened(path: Path) -> sqlite3.Connection:
    """Open what is there; the first page says which tables there are, and has to be readable."""
    try:
        connection = connect(path, writable=False)
        connection.execute(f"SELECT {_ROW} FROM article LIMIT 0").fetchone()
    except UNREADABLE as error:
        raise IndexDamaged(
            f"nothing of {path} can be read ({error}). Put a backup in its place: qa restore "
            f"FILE --index {path.parent}"
        ) from error
    return connection


def _articles(
    connection: sqlite3.Connection, size: int
) -> Iterator[tuple[Article, str | None] | None]:
    """Yield every current article with its place, None for one that cannot be read."""
    last = size // FEWEST_BYTES
    with suppress(*UNREADABLE):
        (last,) = connection.execute("SELECT coalesce(max(rowid), 0) FROM article").fetchone()
    for number in range(1, last + 1):
        try:
            row = connection.execute(
                f"SELECT {_ROW} FROM article WHERE rowid = ?", (number,)
            ).fetchone()
        except UNREADABLE:
            yield None
            continue
        if row is None or row[-1] == 0:
            continue
        key, sha256, text, title, source, _ = row
        if not isinstance(text, str) or not _is_whole(text, str(sha256), str(key)):
            yield None
            continue
        yield _read(connection, str(key), text, str(title), str(source))


def _is_whole(text: str, sha256: str, key: str) -> bool:
    found = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return found == sha256 and found.startswith(key)


def _read(
    connection: sqlite3.Connection, key: str, text: str, title: str, name: str
) -> tuple[Article, str | None] | None:
    """Return an article and where it came from; its text alone where its rows cannot be read."""
    try:
        holding = sources.holders(connection, key)
        if holding:
            return sources.stated(connection, holding[0].id, text), holding[0].origin
        return rows.article(connection, key), None
    except (*UNREADABLE, ValueError, TypeError, KeyError):
        with suppress(ArticleError):
            return article_from_text(text, name, title=title), None
    return None

"""Whether 03/04/2011 is of March or of April: what a publisher's other articles tell.

An article that has 25/04/2011, in its text or as its stated date, tells that its publisher writes
the day first. What all of them tell holds for those that do not tell themselves; where two
contradict each other it stays open. Where none of them tells, the other rows of its file may; for
an article of unknown publisher they come first. So an article that comes or goes can change what
others mean: they are stale then, and made again.
"""

import sqlite3
from urllib.parse import urlsplit

from qa.contract.article import Article
from qa.dates.anchors import file_order, own_order, tells_order


def day_first(connection: sqlite3.Connection, article: Article) -> bool | None:
    """Tell whether the dates in figures of an article have the day first, None when it is open."""
    if not tells_order(article):
        return None
    own = own_order(article)
    if own is not None:
        return own
    publisher, in_file = _publisher(article), file_order(article)
    if in_file is not None and (not publisher or not _told(connection, publisher)):
        return in_file
    return _usual(connection, publisher)


def learn(connection: sqlite3.Connection, article: Article) -> set[str]:
    """Take up what a current article tells; return the ids of others that mean another day now."""
    return _replaced(connection, article.id, article)


def forget(connection: sqlite3.Connection, article_id: str) -> set[str]:
    """Let an article tell nothing any more; return the ids of those that mean another day now.

    It is among them where others told what its own dates mean.
    """
    row = connection.execute(
        "SELECT publisher, day_first FROM date_order WHERE article_id = ?", (article_id,)
    ).fetchone()
    was_told = row is not None and row[1] is None and bool(_told(connection, row[0]))
    return _replaced(connection, article_id, None) | ({article_id} if was_told else set())


def _replaced(connection: sqlite3.Connection, article_id: str, article: Article | None) -> set[str]:
    rows = "SELECT publisher FROM date_order WHERE article_id = ?"
    publishers = {row[0] for row in connection.execute(rows, (article_id,))}
    tells = article is not None and tells_order(article)
    if article is not None and tells:
        publishers.add(_publisher(article))
    before = {publisher: _told(connection, publisher) for publisher in publishers}
    connection.execute("DELETE FROM date_order WHERE article_id = ?", (article_id,))
    if article is not None and tells:
        values = (article_id, _publisher(article), own_order(article))
        connection.execute("INSERT INTO date_order VALUES (?, ?, ?)", values)
    changed = [p for p in sorted(publishers) if _told(connection, p) != before[p]]
    return {key for p in changed for key in _open(connection, p)} - {article_id}


def _publisher(article: Article) -> str:
    """Return who published an article, "" where that is not known."""
    return article.publisher or urlsplit(article.url or "").hostname or ""


def _usual(connection: sqlite3.Connection, publisher: str) -> bool | None:
    """Return what the articles of a publisher tell; None when that is nothing, or two things."""
    told = _told(connection, publisher)
    return next(iter(told)) if len(told) == 1 else None


def _told(connection: sqlite3.Connection, publisher: str) -> set[bool]:
    """Return all that the articles of a publisher tell."""
    found = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM date_order WHERE publisher = :publisher AND day_first = 1),"
        " EXISTS (SELECT 1 FROM date_order WHERE publisher = :publisher AND day_first = 0)",
        {"publisher": publisher},
    ).fetchone()
    return {first for first, there in zip((True, False), found, strict=True) if there}


def _open(connection: sqlite3.Connection, publisher: str) -> set[str]:
    """Return the ids of a publisher's articles that do not tell themselves."""
    found = connection.execute(
        "SELECT article_id FROM date_order WHERE publisher = ? AND day_first IS NULL", (publisher,)
    )
    return {row[0] for row in found}

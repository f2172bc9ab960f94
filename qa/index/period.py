"""Passages by time: that of their sentences, or of their article."""

import datetime
import json
import sqlite3
from collections.abc import Collection, Mapping

Days = tuple[datetime.date | None, datetime.date | None]
"""First and last day, None where open."""

LONGEST_DAYS = 366
"""Days of a time expression that can place something: "the 1990s" does not tell of 1994."""


def passages_of_time(
    connection: sqlite3.Connection, days: Days, k: int, among: Collection[int] | None = None
) -> list[int]:
    """Return the ids of up to ``k`` passages, those whose sentences state a time first.

    Behind them come the first passages of articles published then. Where more state a time than
    ``k``, every n-th of them, in order of that time, is taken. ``among`` limits them; None: all.
    """
    first, last = (day.isoformat() if day else "" for day in days)
    limits = {
        "first": first or "0000",
        "last": last or "9999",
        "longest": LONGEST_DAYS,
        "among": _listed(among),
    }
    stated = _ids(connection, _STATED, limits)
    if len(stated) > k:
        stated = [stated[place * len(stated) // k] for place in range(k)]
    published = _ids(connection, _PUBLISHED, limits)
    if len(published) > k:
        published = [published[place * len(published) // k] for place in range(k)]
    return list(dict.fromkeys([*stated, *published]))[:k]


def newest_passages(
    connection: sqlite3.Connection, k: int, among: Collection[int] | None = None
) -> list[int]:
    """Return the ids of the first passages of the ``k`` newest articles, the undated last.

    ``among`` limits them; None: all.
    """
    limits = {"k": k, "among": _listed(among)}
    return _ids(connection, _NEWEST, limits)


_AMONG = " AND (:among IS NULL OR passage.id IN (SELECT value FROM json_each(:among)))"
_STATED = (
    "SELECT passage.id FROM time_expression JOIN passage USING (article_id)"
    ' WHERE earliest <= :last AND latest >= :first AND time_expression."start" >= passage."start"'
    ' AND time_expression."end" <= passage."end"'
    f" AND julianday(latest) - julianday(earliest) <= :longest{_AMONG}"
    " GROUP BY passage.id ORDER BY min(earliest), passage.id"
)
_PUBLISHED = (
    "SELECT min(passage.id) FROM article JOIN passage ON article_id = article.id"
    " WHERE current AND published <= :last || '~' AND published || '~' >= :first"
    f"{_AMONG} GROUP BY article.id ORDER BY published, article.id"
)

_OF_ARTICLE = f"SELECT id FROM passage WHERE article_id = article.id{_AMONG}"
_NEWEST = (
    f'SELECT ({_OF_ARTICLE} ORDER BY "start" LIMIT 1) FROM article'
    f" WHERE current AND EXISTS ({_OF_ARTICLE}) ORDER BY published DESC, id LIMIT :k"
)


def _listed(among: Collection[int] | None) -> str | None:
    """Return passage ids as the queries take them."""
    return None if among is None else json.dumps(sorted(among))


def _ids(connection: sqlite3.Connection, query: str, limits: Mapping[str, object]) -> list[int]:
    return [number for (number,) in connection.execute(query, limits)]

"""Which articles and passages a question may be answered from, told by the database.

The passages are never listed where they are many: whoever searches asks whether one is among them.
"""

import datetime
import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

FIRST_LOOK = 4
"""Times as many passages as are wanted are looked at first, then four times as many again."""

MOST = 8
"""Where more than one passage in so many is allowed, the best of all are looked through for those
that are; where fewer are, they are listed and only they are compared."""

Search = Callable[[int, Collection[int] | None], list[tuple[int, float]]]
"""Returns up to so many (passage id, score), best first, among some or (None) all passages."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Sources or article ids (empty: all), and days of publication (None: open).

    ``earliest`` and ``latest`` ask for articles that are known to be of that time: an undated one,
    or one known by its year alone that might lie outside, is left out. ``as_of`` leaves out what is
    known to be later, and keeps the undated.
    """

    sources: Sequence[str] = ()
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    as_of: datetime.date | None = None


# The first and the last day that a date known by its year or month can mean.
_FIRST = "substr(published || '-01-01', 1, 10)"
_LAST = (
    "CASE length(published) WHEN 4 THEN published || '-12-31'"
    " WHEN 7 THEN date(published || '-01', '+1 month', '-1 day') ELSE published END"
)
_FITS = (
    "current"
    " AND (:sources IS NULL OR source IN (SELECT value FROM json_each(:sources))"
    "  OR article.id IN (SELECT value FROM json_each(:sources)))"
    f" AND (:earliest IS NULL OR {_FIRST} >= :earliest)"
    f" AND (:latest IS NULL OR {_LAST} <= :latest)"
    f" AND (:as_of IS NULL OR published IS NULL OR {_FIRST} <= :as_of)"
)
_PASSAGES = f"FROM passage JOIN article ON article.id = article_id WHERE {_FITS}"


class Allowed(Collection[int]):
    """The ids of the passages that ``limits`` leave, as one transaction sees them."""

    def __init__(self, connection: sqlite3.Connection, limits: Limits) -> None:
        """Count them; ``articles`` is how many articles they are of."""
        self._connection = connection
        self._values = {
            "sources": json.dumps(list(limits.sources)) if limits.sources else None,
            **{
                name: day and day.isoformat()
                for name, day in (
                    ("earliest", limits.earliest),
                    ("latest", limits.latest),
                    ("as_of", limits.as_of),
                )
            },
        }
        self.articles: int = self._one(f"SELECT count(*) FROM article WHERE {_FITS}")
        self._passages: int = self._one(f"SELECT count(*) {_PASSAGES}")

    def __len__(self) -> int:
        return self._passages

    def __iter__(self) -> Iterator[int]:
        rows = self._connection.execute(f"SELECT passage.id {_PASSAGES}", self._values)
        return (number for (number,) in rows)

    def __contains__(self, passage_id: object) -> bool:
        values = {**self._values, "id": passage_id}
        row = self._connection.execute(f"SELECT 1 {_PASSAGES} AND passage.id = :id", values)
        return row.fetchone() is not None

    def best(self, search: Search, k: int, passages: int) -> list[tuple[int, float]]:
        """Return the best ``k`` that are allowed of what ``search`` finds in so many passages."""
        if len(self) * MOST < passages:
            return search(k, list(self))
        depth = FIRST_LOOK * k
        while True:
            found = search(depth, None)
            kept = [pair for pair in found if pair[0] in self]
            if len(kept) >= k or len(found) < depth:
                return kept[:k]
            depth *= FIRST_LOOK

    def _one(self, query: str) -> int:
        (number,) = self._connection.execute(query, self._values).fetchone()
        return int(number)

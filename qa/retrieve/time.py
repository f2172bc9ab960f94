"""Candidates in the light of the time that was asked for."""

import sqlite3
from collections.abc import Sequence

from qa.dates.fit import CONTRADICTED, fit_of_passage
from qa.dates.question import TimeScope
from qa.index import rows

# How much of its score a passage of the right time gains, so that the subject still counts. On 400
# questions over 10,000 news stories, each naming a day, 0.3 to 1.0 do equally well, 0.1 worse.
TIME_WEIGHT = 0.3


def by_time(
    connection: sqlite3.Connection, fused: Sequence[tuple[int, float]], scope: TimeScope
) -> list[tuple[int, float]]:
    """Return (id, score) pairs reordered by how well they fit ``scope``, contradicted ones gone.

    Best first, ties by smaller id.
    """
    weighted = []
    for passage_id, score in fused:
        times, published = rows.passage_times(connection, passage_id)
        fits = fit_of_passage(scope, times, published)
        if fits > CONTRADICTED:
            weighted.append((passage_id, score * (1 + TIME_WEIGHT * fits)))
    return sorted(weighted, key=lambda pair: (-pair[1], pair[0]))

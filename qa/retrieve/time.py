"""Candidates in the light of the time that was asked for."""

import sqlite3
from collections.abc import Sequence

from qa.dates.fit import CONTRADICTED, fit
from qa.dates.question import TimeScope
from qa.index import rows

# How much of its score a passage gains or loses by its time: a stated time lifts rank 30 of one
# search to rank 1, so that the subject still counts.
TIME_WEIGHT = 0.5


def by_time(
    connection: sqlite3.Connection, fused: Sequence[tuple[int, float]], scope: TimeScope
) -> list[tuple[int, float]]:
    """Return (id, score) pairs reordered by how well they fit ``scope``, contradicted ones gone.

    Best first, ties by smaller id.
    """
    weighted = []
    for passage_id, score in fused:
        times, published = rows.passage_times(connection, passage_id)
        fits = fit(scope, times, published)
        if fits > CONTRADICTED:
            weighted.append((passage_id, score * (1 + TIME_WEIGHT * fits)))
    return sorted(weighted, key=lambda pair: (-pair[1], pair[0]))

"""Which of the extracts answers, and how sure that is.

The reader alone looks at one passage at a time: it does not know that another passage has all of
the question's rare words, or that this one is about another year. So what retrieval and the dates
say is added to its score, in the reader's own unit.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from qa.datatypes import Extract, Hit
from qa.dates.fit import LIKELY, STATED
from qa.dates.question import TimeScope, asks_for_time
from qa.index import rows
from qa.read.confidence import Calibration, confidence, features
from qa.read.timing import timed
from qa.read.wording import within, word_weights, wording

# Extracts past these never come first, and rating each costs time.
MOST_EXTRACTS = 40

# What is added to the reader's margin (logits), chosen on questions it was not trained on. On 264
# of them asked of 950 paragraphs they lift "the first span stands in the right passage" from 0.83
# to 0.94; half or double of each does nearly as well.
LEXICAL = 6.0
"""For the passage that shares most with the question (bm25), proportionally less for others."""
FIRST = 3.0
"""For the passage retrieved first; half of it for the second, a third for the third …"""
WORDING = 2.0
"""For a sentence that holds all words of the question."""
TIME = 8.0
"""Lost by a quote whose time is unknown when a time was asked for. The questions above ask for
none: this one is what tells years apart in the tests of time."""
WHEN = 3.0
"""For a span with a resolved time in it, when a time is asked for."""


@dataclass(frozen=True, slots=True)
class Rated:
    """An extract in the light of everything known.

    ``rank`` is what the order is by, in logits, bigger is better, comparable within one question;
    ``values`` are the ``FEATURES`` that ``confidence``, 0 to 1, is a function of.
    """

    extract: Extract
    rank: float
    values: tuple[float, ...]
    confidence: float


def rate(
    connection: sqlite3.Connection,
    question: str,
    scope: TimeScope | None,
    hits: Sequence[Hit],
    extracts: Sequence[Extract],
    calibration: Calibration,
) -> list[Rated]:
    """Return the extracts that do not contradict ``scope``, best first.

    ``hits`` are in the order they were retrieved in, ``extracts`` were read from them and come
    best first; so ties stay. No extracts: an empty list.
    """
    places = {hit.passage.id: place for place, hit in enumerate(hits)}
    most = max((hit.lexical for hit in hits), default=0.0) or 1.0
    weights = word_weights(question, hits)
    when = WHEN if asks_for_time(question) else 0.0
    ranked = []
    for extract, fits in timed(connection, extracts[:MOST_EXTRACTS], scope):
        place = places[extract.passage.id]
        rank = (
            extract.score
            + LEXICAL * hits[place].lexical / most
            + FIRST / (1 + place)
            + WORDING * wording(weights, within(extract.passage, extract.quote))
            + TIME * (fits - STATED)
        )
        if when and _tells_time(connection, extract):
            rank += when
        ranked.append((extract, rank, fits))
    ranked.sort(key=lambda entry: -entry[1])  # stable
    pairs = [(extract, rank) for extract, rank, _ in ranked]
    rated = []
    for extract, rank, fits in ranked:
        hit = hits[places[extract.passage.id]]
        # halfway, an article of the right time, speaks neither for a quote nor against it
        time = fits - LIKELY if scope and (scope.earliest or scope.latest) else 0.0
        values = features(question, extract, rank, pairs, hit, time)
        rated.append(Rated(extract, rank, values, confidence(calibration, values)))
    return rated


def _tells_time(connection: sqlite3.Connection, extract: Extract) -> bool:
    """Tell whether a resolved time expression shares a character with the answer."""
    times = rows.time_expressions(connection, extract.passage.article_id, extract.quote)
    return any(time.earliest and time.span.overlaps(extract.answer) for time in times)

"""Which of the extracts answers, and how sure that is.

The reader alone looks at one passage at a time: it does not know that another passage has all of
the question's rare words, or that this one is about another year. So what retrieval and the dates
say is added to its score, in the reader's own unit.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from qa.contract.article import TimeExpression
from qa.contract.candidates import Extract
from qa.dates.fit import LIKELY, STATED
from qa.dates.question import asks_for_time
from qa.index import rows
from qa.protocols import Verifier
from qa.read.confidence import FEATURES, Calibration, confidence, features
from qa.read.evidence.wording import in_context, word_weights, wording
from qa.read.timing import timed
from qa.retrieve.fusion import fuse
from qa.retrieve.scoped import Retrieved

# Extracts past these never come first, and rating each costs time.
MOST_EXTRACTS = 40

# What is added to the reader's margin (logits), chosen on questions it was not trained on. On 1,120
# of them asked of 790 paragraphs they lift "the first span stands in the right passage" from 0.85
# to 0.93; half or double of each does nearly as well.
RETRIEVED = 12.0
"""For the passage that retrieval finds nearest, in meaning and in words, proportionally less for
others."""
WORDING = 5.0
"""For a sentence that holds all words of the question. Of the questions above, 74.2 % are answered
rightly with 2, 74.9 % with 5, 75.4 % with 10."""
TIME = 10.0
"""Lost by a quote whose time is unknown when a time was asked for. The questions above ask for
none: this one is what tells years apart in the tests of time."""
WHEN = 3.0
"""For a span with a resolved time in it, when a time is asked for."""
VERIFIED = 3
"""Extracts that are verified, the best by all of the above."""
SECOND = 2 / 3
"""Weight of the verifier's margin in the mean of both that then stands for the reader's. Of the
questions above, 75.1 in F1 without, 78.2 with a half, 78.7 so; 78.6 when only two are verified."""


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
    retrieved: Retrieved,
    extracts: Sequence[Extract],
    verifier: Verifier,
    calibration: Calibration,
) -> list[Rated]:
    """Return the extracts that do not contradict the time asked for, best first.

    ``extracts`` were read from the hits ``retrieved`` and come best first; so ties stay. No
    extracts: an empty list. The best ``VERIFIED`` are verified; what comes after them counts as
    the least sure of these. One whose passage has no word of the question is not sure at all.
    """
    question, scope, hits = retrieved.wording, retrieved.scope, retrieved.hits
    found = {hit.passage.id: hit for hit in hits}
    # anew, not the hits' own scores: the time is judged below, by the quote
    near = dict(
        fuse(
            {number: hit.dense for number, hit in found.items()},
            {number: hit.lexical for number, hit in found.items()},
        )
    )
    weights = word_weights(question, hits)
    when = WHEN if asks_for_time(question) else 0.0
    ranked = []
    for extract, fits in timed(connection, extracts[:MOST_EXTRACTS], scope):
        rank = (
            extract.score
            + RETRIEVED * near[extract.passage.id]
            + WORDING * wording(weights, in_context(extract.passage, extract.quote))
            + TIME * (fits - STATED)
        )
        times = _times(connection, extract) if when else []
        if times:
            rank += when
        anchored = any(time.anchor for time in times)
        ranked.append((extract, rank, fits, anchored))
    ranked.sort(key=lambda entry: -entry[1])  # stable
    best = ranked[:VERIFIED]
    margins = [
        # no reader is told the article's day: to them "last year" names no year
        margin + WHEN if anchored else margin
        for margin, (*_, anchored) in zip(
            verifier.verify(question, [extract for extract, *_ in best]), best, strict=True
        )
    ]
    margins += [min(margins, default=0.0)] * (len(ranked) - len(margins))
    judged = [
        (extract, rank + SECOND * (margin - extract.score), fits, margin)
        for (extract, rank, fits, _), margin in zip(ranked, margins, strict=True)
    ]
    judged.sort(key=lambda entry: -entry[1])  # stable
    pairs = [(extract, rank) for extract, rank, *_ in judged]
    rated = []
    for extract, rank, fits, margin in judged:
        hit = found[extract.passage.id]
        # the right time makes no answer right, but a quote that may be of another is likely wrong
        asked = scope and (scope.earliest or scope.latest)
        time = min(0.0, fits - LIKELY) if asked else 0.0
        values = features(weights, extract, rank, pairs, hit, margin, time)
        # of 19 such answers to the questions that confidence was fitted on, none was right
        strange = values[FEATURES.index("about")] == 0.0
        sure = 0.0 if strange else confidence(calibration, values)
        rated.append(Rated(extract, rank, values, sure))
    return rated


def _times(connection: sqlite3.Connection, extract: Extract) -> list[TimeExpression]:
    """Return the resolved time expressions that share a character with the answer."""
    times = rows.time_expressions(connection, extract.passage.article_id, extract.quote)
    return [time for time in times if time.earliest and time.span.overlaps(extract.answer)]

"""Extracts in the light of the time that was asked for, and when an answer was."""

import sqlite3
from collections.abc import Sequence

from qa.contract.answer import Citation, Interval
from qa.contract.candidates import Extract
from qa.dates.fit import CONTRADICTED, STATED, UNKNOWN, fit
from qa.dates.question import TimeScope, asks_for_time
from qa.index import rows


def timed(
    connection: sqlite3.Connection, extracts: Sequence[Extract], scope: TimeScope | None
) -> list[tuple[Extract, float]]:
    """Return the extracts with their time fit, in the order given; contradicted ones are dropped.

    The fit is judged by the times of the quote itself, else by those of its passage as far as they
    speak for it, else by the article's date. Without a scope everything fits (``STATED``).
    """
    if scope is None:
        return [(extract, STATED) for extract in extracts]
    found = []
    for extract in extracts:
        around, published = rows.passage_times(connection, extract.passage.id)
        inside = [time for time in around if extract.quote.holds(time.span)]
        fits = fit(scope, inside, published)
        if fits == UNKNOWN:
            fits = max(fits, fit(scope, around, published) / 2)
        if fits > CONTRADICTED:
            found.append((extract, fits))
    return found


def date_of(question: str, citations: Sequence[Citation]) -> Interval | None:
    """Return when it was, if the question asks for a time and the first quote tells it.

    A time inside the answer comes before one beside it.
    """
    if not citations or not asks_for_time(question):
        return None
    answer = citations[0].answer
    dates = sorted(
        citations[0].dates,
        key=lambda date: (not (date.start < answer.end and answer.start < date.end), date.start),
    )
    return Interval(dates[0].value, dates[0].earliest, dates[0].latest) if dates else None

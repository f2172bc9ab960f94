"""When an answer was."""

from collections.abc import Sequence

from qa.contract.answer import Citation, Interval
from qa.dates.question import asks_for_time


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

"""Whether a text speaks of the time asked for."""

import datetime

import pytest

from qa.contract.article import Span, TimeExpression
from qa.dates.fit import CONTRADICTED, LIKELY, STATED, UNKNOWN, UNLIKELY, fit
from qa.dates.partial import interval
from qa.dates.question import TimeScope


def scope(earliest: str | None, latest: str | None) -> TimeScope:
    days = [day and datetime.date.fromisoformat(day) for day in (earliest, latest)]
    return TimeScope((), "then", "in", *days)  # type: ignore[arg-type]


def time(value: str) -> TimeExpression:
    return TimeExpression(Span(0, 4), "then", "DATE", value, *interval(value))


IN_2010 = scope("2010-01-01", "2010-12-31")


@pytest.mark.parametrize(
    ("times", "published", "expected"),
    [
        (["2010"], "2011-01-07", STATED),
        (["2010-06-05"], None, STATED),
        (["2022-08", "2010"], "2024", STATED),
        (["2022-08"], "2024", CONTRADICTED),
        (["2022-08"], None, CONTRADICTED),
        (["2014"], "2010-05-01", UNKNOWN),  # an aside in an article of the time
        ([], "2010-05-01", LIKELY),
        ([], "2010", LIKELY),
        ([], None, UNKNOWN),
        ([], "2009-12-31", CONTRADICTED),  # nothing can tell of what is to come
        ([], "2011-01-01", UNLIKELY),
    ],
)
def test_times_and_publication_decide(
    times: list[str], published: str | None, expected: float
) -> None:
    assert fit(IN_2010, [time(value) for value in times], published) == expected


def test_an_open_side_has_no_bound() -> None:
    since = scope("2010-01-01", None)
    assert fit(since, [time("2024")], None) == STATED
    assert fit(since, [time("2009")], None) == CONTRADICTED
    before = scope(None, "2009-12-31")
    assert fit(before, [time("2009")], None) == STATED
    assert fit(before, [time("2024")], None) == CONTRADICTED


def test_a_time_that_could_not_be_resolved_tells_nothing() -> None:
    unresolved = TimeExpression(Span(0, 7), "Tuesday", "DATE", "XXXX-WXX-2")
    assert fit(IN_2010, [unresolved], None) == UNKNOWN
    assert fit(scope(None, None), [time("2010")], "2010") == UNKNOWN

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


MAY_2010 = scope("2010-05-01", "2010-05-31")


def some(value: str, earliest: str, latest: str) -> TimeExpression:
    """A time known only to lie between two days, counted from an article's year."""
    days = [datetime.date.fromisoformat(day) for day in (earliest, latest)]
    return TimeExpression(Span(0, 4), "then", "DATE", value, *days)


@pytest.mark.parametrize(
    ("times", "published", "expected"),
    [
        ([], "2010", UNKNOWN),  # any month of that year
        ([], "2010-05", LIKELY),
        ([], "2010-06", UNLIKELY),
        ([some("XXXX-WXX-1", "2010-01-04", "2010-12-27")], "2010", UNKNOWN),  # which Monday?
        ([some("XXXX-05", "2009-05-01", "2010-05-31")], "2010", UNKNOWN),
        ([some("XXXX-05-09", "2010-05-09", "2010-05-09")], "2010", STATED),
        ([some("XXXX-WXX-1", "2011-01-03", "2011-12-26")], "2011", CONTRADICTED),
        ([time("2010-05-09")], "2010", STATED),
        ([time("2010")], "2011", STATED),
    ],
)
def test_what_is_known_by_its_year_alone_says_nothing_of_a_month(
    times: list[TimeExpression], published: str, expected: float
) -> None:
    assert fit(MAY_2010, times, published) == expected

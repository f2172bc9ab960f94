"""Partial dates: the days they can mean, and how people write them."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.contract.article import Span, TimeExpression
from qa.dates.partial import in_words, interval
from qa.text.months import MONTHS
from web.words import meaning


def test_dates_are_written_as_people_do() -> None:
    assert in_words("2011-01-07") == "7 January 2011"
    assert in_words("2012-09") == "September 2012"
    assert in_words("2024") == "2024"


@pytest.mark.parametrize(
    "value", ["", "spring", "2011-SP", "2011-13", "2011-1-7", "٢٠١١", "2011\n"]
)
def test_what_is_no_date_comes_back_as_it_is(value: str) -> None:
    assert in_words(value) == value


@settings(deadline=None)
@given(st.text())
def test_every_text_has_words(value: str) -> None:
    assert isinstance(in_words(value), str)


@settings(deadline=None)
@given(st.dates(datetime.date(1000, 1, 1), datetime.date(9999, 11, 30)))
def test_the_words_say_the_date(day: datetime.date) -> None:
    number, month, year = in_words(day.isoformat()).split()
    assert datetime.date(int(year), MONTHS.index(month) + 1, int(number)) == day
    first, last = interval(day.isoformat()[:7])
    assert (first.day, first.month) == (1, day.month)
    assert first <= day <= last
    assert (last + datetime.timedelta(days=1)).day == 1


def test_what_an_expression_means_is_said_in_these_words() -> None:
    day = datetime.date(2011, 1, 7)
    said = TimeExpression(Span(0, 5), "today", "DATE", "2011-01-07", day, day, anchor=day)
    assert meaning(said) == f"today: {in_words('2011-01-07')} (seen from 7 January 2011)"

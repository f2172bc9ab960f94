"""Dates written out: the same day in every form, and none where there is no such day."""

import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.dates.written import DATE, written_date
from qa.text.months import MONTHS, SHORT_MONTHS, WEEKDAYS


@settings(deadline=None, max_examples=150)
@given(st.dates(datetime.date(1600, 1, 1), datetime.date(2199, 12, 31)))
def test_every_form_of_a_date_is_that_day(day: datetime.date) -> None:
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    short = (SHORT_MONTHS[day.month - 1] or (month,))[0]
    for written in (
        f"{month} {day.day}, {day.year}",
        f"{weekday}, {month} {day.day}, {day.year}",
        f"{short}. {day.day} , {day.year}" if short != month else f"May {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"{day.day:02}-{short}-{day.year}",
        f"{short} {day.day}  {day.year}".upper(),
        f"{day.day} {month} {day.year}".lower(),
        f"{day.day}.{day.month}.{day.year}",
        day.isoformat(),
    ):
        assert re.fullmatch(DATE, written, re.IGNORECASE), written
        assert written_date(written) == day.isoformat(), written
    assert written_date(f"{month} {day.year}") == day.isoformat()[:7]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Friday, 3rd of May 2014", "2014-05-03"),
        ("May 21st 2014", "2014-05-21"),
        ("5/6/2014", "2014"),
        ("5/5/2014", "2014-05-05"),
        ("25/12/2010", "2010-12-25"),
        ("12/25/2010", "2010-12-25"),
        ("February 30, 2012", None),
        ("13/13/2012", None),
        ("2012-13-01", None),
        ("last year", None),
        ("", None),
    ],
)
def test_written_dates(written: str, value: str | None) -> None:
    assert written_date(written) == value


@settings(deadline=None)
@given(st.text())
def test_any_text_is_a_date_or_none(written: str) -> None:
    value = written_date(written)
    assert value is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", value)

"""TIMEX3 values and the days they cover.

A value is a calendar time of some grain: ``1999``, ``1999-10``, ``1999-10-23``, ``1999-W42`` (ISO
week), ``1999-W42-WE`` (its weekend), ``1999-Q3``, ``1999-H1``, ``1999-FA``, ``199`` (a decade),
``19`` (a century), each with an hour or part of the day after a ``T``. ``X`` stands for a digit
that is not known.
"""

import calendar
import datetime
import re
from functools import lru_cache

Days = tuple[datetime.date, datetime.date]

_LAST = datetime.date.max.toordinal()
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?|-W(?P<week>\d\d)(?P<weekend>-WE)?"
    r"|-Q(?P<quarter>[1-4])|-H(?P<half>[12])|-(?P<season>SP|SU|FA|WI))?"
)
# Meteorological seasons of the north, as first month and number of months. A winter named by a
# year may be either of two, so it runs from the December before to the February after.
_SEASONS = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (0, 15)}


def month_value(year: int, month: int) -> str:
    """Return ``1999-10``."""
    return f"{year:04d}-{month:02d}"


def week_value(day: datetime.date) -> str:
    """Return the ISO week that a day lies in, ``1999-W42``."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_value(year: int, quarter: int) -> str:
    """Return ``1999-Q3``; quarters outside of 1 to 4 run on into other years."""
    years, quarter = divmod(quarter - 1, 4)
    return f"{year + years:04d}-Q{quarter + 1}"


def add_months(day: datetime.date, months: int) -> datetime.date | None:
    """Return the same day so many months on, or the last of a shorter month.

    Outside of the calendar's years, 1 to 9999, there is none.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not 1 <= year <= 9999:
        return None
    last = calendar.monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last))


def add_days(day: datetime.date, days: int) -> datetime.date | None:
    """Return the day so many days on, None outside of the calendar's years, 1 to 9999."""
    number = day.toordinal() + days
    return datetime.date.fromordinal(number) if 1 <= number <= _LAST else None


def bound(day: datetime.date, days: int) -> datetime.date:
    """Return the day so many days on, or the calendar's first or last day when there is none.

    For the limits of a range alone: "after 9999" has to begin somewhere.
    """
    return datetime.date.fromordinal(min(max(day.toordinal() + days, 1), _LAST))


@lru_cache(maxsize=4096)
def days_of(value: str) -> Days | None:
    """Return the first and the last day that a value covers, None when it names no known days.

    >>> days_of("1989-W43")
    (datetime.date(1989, 10, 23), datetime.date(1989, 10, 29))
    >>> days_of("PAST_REF") is None
    True
    """
    if value.isdecimal() and len(value) in (2, 3):
        width = 10 ** (4 - len(value))
        first = int(value) * width
        return _years(first, first + width - 1)
    found = _VALUE.match(value)
    if found is None or value[found.end() : found.end() + 1] not in ("", "T", "-"):
        return None
    year = int(found["year"])
    if found["week"]:
        return _week(year, int(found["week"]), weekend=found["weekend"] is not None)
    if found["day"]:
        return _single(year, int(found["month"]), int(found["day"]))
    if found["month"]:
        return _months(year, int(found["month"]), 1)
    if found["quarter"]:
        return _months(year, 3 * int(found["quarter"]) - 2, 3)
    if found["half"]:
        return _months(year, 6 * int(found["half"]) - 5, 6)
    if found["season"]:
        return _months(year, *_SEASONS[found["season"]])
    return _years(year, year)


def _years(first: int, last: int) -> Days | None:
    if not 1 <= first <= last <= 9999:
        return None
    return datetime.date(first, 1, 1), datetime.date(last, 12, 31)


def _months(year: int, month: int, count: int) -> Days | None:
    if not (1 <= year <= 9999 and month <= 12):
        return None
    first = add_months(datetime.date(year, 1, 1), month - 1)
    end = None if first is None else add_months(first, count - 1)
    if first is None or end is None:
        return None
    return first, end.replace(day=calendar.monthrange(end.year, end.month)[1])


def _single(year: int, month: int, day: int) -> Days | None:
    if year < 1 or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    only = datetime.date(year, month, day)
    return only, only


def _week(year: int, week: int, *, weekend: bool) -> Days | None:
    if not (1 <= year <= 9999 and 1 <= week <= 53):
        return None
    monday = datetime.date.fromisocalendar(year, 1, 1)
    first = add_days(monday, 7 * (week - 1) + (5 if weekend else 0))
    last = add_days(monday, 7 * week - 1)
    return None if first is None or last is None else (first, last)

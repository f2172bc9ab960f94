"""Holidays that news names as dates, as days of a year.

A holiday is written as ``12-25`` (month and day), ``11-4-3`` (month, which one, weekday with
Monday as 0: the fourth Thursday of November; ``L`` for the last one, ``1T`` for the first one
after the first Monday) or ``EASTER-2`` (days from Easter Sunday); ``+1`` behind it is a day later.
"""

import calendar
import datetime
from functools import lru_cache


@lru_cache(maxsize=1024)
def holiday(rule: str, year: int) -> datetime.date:
    """Return the day that a holiday falls on in a year.

    >>> holiday("11-4-3", 1999)
    datetime.date(1999, 11, 25)
    >>> holiday("EASTER", 2011)
    datetime.date(2011, 4, 24)
    """
    if rule.startswith("EASTER"):
        return easter(year) + datetime.timedelta(days=int(rule[6:] or 0))
    rule, _, later = rule.partition("+")
    if later:
        return holiday(rule, year) + datetime.timedelta(days=int(later))
    parts = rule.split("-")
    month = int(parts[0])
    if len(parts) == 2:
        return datetime.date(year, month, int(parts[1]))
    weekday = int(parts[2])
    if parts[1] == "1T":
        return _nth(year, month, 0, 1) + datetime.timedelta(days=weekday)
    if parts[1] == "L":
        last = datetime.date(year, month, calendar.monthrange(year, month)[1])
        return last - datetime.timedelta(days=(last.weekday() - weekday) % 7)
    return _nth(year, month, weekday, int(parts[1]))


def easter(year: int) -> datetime.date:
    """Return Western Easter Sunday by the Gregorian computus (Butcher's algorithm)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return datetime.date(year, month, day + 1)


def _nth(year: int, month: int, weekday: int, which: int) -> datetime.date:
    first = datetime.date(year, month, 1)
    return first + datetime.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))

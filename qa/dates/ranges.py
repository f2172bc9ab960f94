"""The two ends of a range in order: "from Monday to Friday", "from November to February".

Each end alone is read as the one nearest to the day of writing; together the second follows the
first.
"""

import dataclasses
import datetime
import re
from collections.abc import Sequence

from qa.contract.article import TimeExpression
from qa.dates.timex import add_days, add_months, days_of

_LINK = re.compile(r"\s*(?:(?P<to>to|until|till|through|[-–—])|and)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_MONTH, _DAY = len("2011-01"), len("2011-01-07")


def in_order(times: Sequence[TimeExpression], text: str) -> list[TimeExpression]:
    """Return the times of a text with the ends of its ranges in order.

    Of two ends that are both counted from the day of writing and stand in the wrong order the
    second is moved on where the range lies ahead, else the first is moved back.
    """
    ordered = list(times)
    for place in range(len(ordered) - 1):
        first, second = ordered[place], ordered[place + 1]
        if not _is_range(first, second, text) or not _is_turned(first, second):
            continue
        if first.earliest is not None and first.anchor and first.earliest > first.anchor:
            ordered[place + 1] = _moved(second, 1)
        else:
            ordered[place] = _moved(first, -1)
    return ordered


def _is_range(first: TimeExpression, second: TimeExpression, text: str) -> bool:
    if first.anchor is None or second.anchor is None or len(first.value) != len(second.value):
        return False
    link = _LINK.fullmatch(text, first.span.end, second.span.start)
    if link is None:
        return False
    before = text[max(0, first.span.start - 16) : first.span.start]
    return link["to"] is not None or _BETWEEN.search(before) is not None


def _is_turned(first: TimeExpression, second: TimeExpression) -> bool:
    return (
        len(first.value) in (_MONTH, _DAY)
        and first.earliest is not None
        and second.earliest is not None
        and first.earliest > second.earliest
    )


def _moved(time: TimeExpression, way: int) -> TimeExpression:
    """Return a weekday a week, a day of a month or a month a year before or after."""
    if time.earliest is None:
        return time
    weekly = len(time.value) == _DAY and not any(letter.isdecimal() for letter in time.text)
    day: datetime.date | None = (
        add_days(time.earliest, 7 * way) if weekly else add_months(time.earliest, 12 * way)
    )
    days = None if day is None else days_of(day.isoformat()[: len(time.value)])
    if day is None or days is None:
        return time
    return dataclasses.replace(
        time, value=day.isoformat()[: len(time.value)], earliest=days[0], latest=days[1]
    )

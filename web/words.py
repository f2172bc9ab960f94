"""Dates and times as people write them, in English; ``static/js/words.js`` is its twin."""

import re

from qa.datatypes import TimeExpression

MONTHS = (
    "January February March April May June July August September October November December"
).split()
ISO_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")


def date_in_words(value: str) -> str:
    """Return "7 January 2011", "January 2011" or "2011" for an ISO 8601 date, maybe partial.

    Anything else is returned as it is.
    """
    match = ISO_DATE.fullmatch(value)
    if match is None:
        return value
    year, month, day = match.groups()
    if month is None:
        return year
    name = MONTHS[int(month) - 1]
    return f"{name} {year}" if day is None else f"{int(day)} {name} {year}"


def meaning(expression: TimeExpression) -> str:
    """Say what a resolved time expression means: "Last year: 2010 (seen from 7 January 2011)".

    Empty while it is unresolved.
    """
    if expression.earliest is None or expression.latest is None:
        return ""
    value = expression.value
    first, last = expression.earliest.isoformat(), expression.latest.isoformat()
    # "Less than two years ago" may be put down as 2010, but is no such year.
    if ISO_DATE.fullmatch(value) and first.startswith(value) and last.startswith(value):
        when = date_in_words(value)
    elif first == last:
        when = date_in_words(first)
    else:
        when = f"{date_in_words(first)} to {date_in_words(last)}"
    seen = (
        ""
        if expression.anchor is None
        else (f" (seen from {date_in_words(expression.anchor.isoformat())})")
    )
    return f"{expression.text}: {when}{seen}"

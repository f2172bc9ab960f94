"""Partial ISO 8601 dates (``2011``, ``2011-01``, ``2011-01-07``) as the days they can mean."""

import calendar
import datetime
import re

from qa.text.months import MONTHS

PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")


def interval(value: str) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of a partial date.

    >>> interval("2012-02")
    (datetime.date(2012, 2, 1), datetime.date(2012, 2, 29))

    :raises ValueError: when it is not a date of that form.
    """
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return datetime.date(parts[0], 1, 1), datetime.date(parts[0], 12, 31)
    if len(parts) == 2:
        last = calendar.monthrange(parts[0], parts[1])[1]
        return datetime.date(parts[0], parts[1], 1), datetime.date(parts[0], parts[1], last)
    day = datetime.date.fromisoformat(value)
    return day, day


def in_words(value: str) -> str:
    """Return a partial date as people write it, in English; anything else as it is.

    >>> [in_words(value) for value in ("2011", "2011-01", "2011-01-07", "2011-SP")]
    ['2011', 'January 2011', '7 January 2011', '2011-SP']
    """
    match = PARTIAL_DATE.fullmatch(value)
    if match is None:
        return value
    year, month, day = match.groups()
    words = [day and str(int(day)), month and MONTHS[int(month) - 1], year]
    return " ".join(filter(None, words))


def period_in_words(value: str, earliest: datetime.date | str, latest: datetime.date | str) -> str:
    """Return the days of a resolved time as people write them, by its value where that says it all.

    What both ends share is said once. Twin of ``timeInWords`` in ``web/static/js/words.js``.

    >>> period_in_words("2010", "2010-01-01", "2010-12-31")
    '2010'
    >>> period_in_words("2010-09-18/2012-09-18", "2010-09-18", "2012-09-18")
    '18 September 2010 to 18 September 2012'
    >>> period_in_words("2023-W42", "2023-10-16", "2023-10-22")
    '16 to 22 October 2023'
    """
    first, last = str(earliest), str(latest)
    if PARTIAL_DATE.fullmatch(value) and first.startswith(value) and last.startswith(value):
        return in_words(value)
    return " to ".join(_ends(first, last))


def range_in_words(value: str, earliest: str, latest: str) -> str:
    """Return the days of a resolved time as a list in order of time says them.

    What both ends share is said once; "Between" where the time lies somewhere in them. Twin of
    ``span`` in ``web/static/js/words.js``.

    >>> range_in_words("2010-12", "2010-12-01", "2010-12-31")
    'December 2010'
    >>> range_in_words("2010-09-18/2010-12-18", "2010-09-18", "2010-12-18")
    '18 September – 18 December 2010'
    >>> range_in_words("199X", "1990-01-01", "1999-12-31")
    'Between 1990 and 1999'
    """
    exact = PARTIAL_DATE.fullmatch(value)
    if exact and earliest.startswith(value) and latest.startswith(value):
        return in_words(value)
    ends = _ends(earliest, latest)
    if len(ends) > 1 and (exact or "X" in value or ".." in value):
        return f"Between {' and '.join(ends)}"
    return " – ".join(ends)


def _ends(earliest: str, latest: str) -> list[str]:
    """Return the ends of a period in words, what they share said once; one where they are one."""
    first, last = _whole(earliest, latest)
    words = in_words(first)
    if first == last:
        return [words]
    for length, shared in ((7, words.split(" ")[0]), (4, words[:-5])):
        if len(first) > length and first[:length] == last[:length]:
            words = shared
            break
    return [words, in_words(last)]


def _whole(first: str, last: str) -> tuple[str, str]:
    """Return days that make whole years or months as such."""
    for length in (4, 7):
        start, end = first[:length], last[:length]
        if interval(start)[0].isoformat() == first and interval(end)[1].isoformat() == last:
            return start, end
    return first, last

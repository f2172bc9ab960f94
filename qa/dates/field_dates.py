"""The first date in a short text, however it is written: for fields that state one.

``publication`` is strict about what a line of running text must look like to date an article. A
field such as ``PD 29 décembre 2011`` is known to be a date; here only its form has to be read.
"""

import datetime
import re
from email.utils import parsedate_to_datetime

from qa.text.folding import narrow
from qa.text.foreign_months import month_in_any_language

LONGEST_FIELD = 200
"""Code points in which a date is looked for."""

_YEAR = r"(?P<year>(?:1[6-9]|20|21)\d\d)"
_NAME = r"(?P<month>[^\W\d_]{3,12})\.?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<!\d){_YEAR}(?P<mark>[-/.]?)(?P<month>0[1-9]|1[0-2])(?P=mark)(?P<day>[0-3]\d)(?!\d)",
        rf"{_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?(?:\s+(?:de|of))?[\s-]+{_NAME}"
        rf"(?:\s+(?:de|of))?\s*,?[\s-]+{_YEAR}(?!\d)",
        rf"{_YEAR}\s*[-,]?\s+{_NAME}\s+(?P<day>\d{{1,2}})(?!\d)",
        rf"(?<!\d){_YEAR}年\s?(?P<month>\d{{1,2}})月\s?(?P<day>\d{{1,2}})日",
        rf"(?<!\d){_YEAR}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d)",
        rf"(?<![\d:])(?P<day>\d{{1,2}})(?P<mark>[/.-])(?P<month>\d{{1,2}})(?P=mark){_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}-(?P<month>0[1-9]|1[0-2])(?![\d-])",
        rf"{_NAME}\s*,?\s+{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}(?!\d)",
    )
)
_FIGURES = re.compile(rf"(?<!\d)\d{{1,2}}([/-])\d{{1,2}}\1{_YEAR}(?!\d)")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?(?:\.\d+)?")


def field_date(raw: str) -> str | None:
    """Return the date that ``raw`` states as ISO 8601, maybe only month or year; None without one.

    Of ``03/04/2011``, which is March to some and April to others, the year is returned. Seconds
    since 1970, as programs write them, are read in UTC.

    >>> field_date("jeudi 5 octobre 2013")
    '2013-10-05'
    >>> field_date("December 19, 1991, Sunday, An Edition")
    '1991-12-19'
    """
    text = narrow(raw.strip()[:LONGEST_FIELD])
    if _EPOCH.fullmatch(text):
        seconds = float(text) if len(text.split(".")[0]) == 10 else float(text) / 1000
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat()
    if not _ISO.match(text):
        try:
            return parsedate_to_datetime(text).date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            pass
    for form in _FORMS:
        for match in form.finditer(text):
            value = _value(match)
            if value is not None:
                return value
    return None


def date_in_figures(raw: str) -> str | None:
    """Return the date that ``raw`` states as it is written, where the day may come first or second.

    None where it states none, or one of another form.

    >>> date_in_figures("posted 03/04/2011 10:15"), date_in_figures("2011-04-03")
    ('03/04/2011', None)
    """
    found = _FIGURES.search(narrow(raw[:LONGEST_FIELD]))
    return found[0] if found and field_date(found[0]) == field_date(raw) else None


def _value(match: re.Match[str]) -> str | None:
    """Return what a form's parts mean, None when a name is no month or there is no such day."""
    parts = match.groupdict()
    year, month, day = int(parts["year"]), parts.get("month"), parts.get("day")
    if month is None:
        return f"{year:04}"
    number = int(month) if month.isdigit() else month_in_any_language(month)
    if number is None:
        return None
    if day is None:
        return f"{year:04}-{number:02}"
    first = int(day)
    if parts.get("mark") in ("/", "-") and match.start("day") < match.start("year"):
        if number <= 12 and first <= 12 and number != first:
            return f"{year:04}"
        if number > 12:
            first, number = number, first
    try:
        return datetime.date(year, number, first).isoformat()
    except ValueError:
        return None

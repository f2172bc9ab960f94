"""Datelines that are only told by their date: without a dash, in brackets, day first.

``qa.ingest.dateline`` knows what every reader of a text must tell from its story. Here is what
dates an article besides: a place with a full date, signed by an agency or set in brackets.
"""

import re
from typing import NamedTuple

from qa.contract.article import Span
from qa.dates.field_dates import field_date
from qa.dates.written import DATE, YEAR
from qa.ingest.dateline import NAME
from qa.text.months import MONTH

LONGEST = 160
"""Code points within which such an opening ends."""

_PLACE = rf"{NAME}(?:[\s/]+{NAME}){{0,3}}(?:,\s*{NAME}){{0,2}}"
_DAY_FIRST = rf"\d{{1,2}}\.?\s+[^\W\d_]{{3,12}}\.?\s+{YEAR}"
_FULL = rf"(?P<date>(?i:{DATE})|{_DAY_FIRST})"
_AGENCY = (
    r"(?:\((?:[A-Z][A-Z/. -]{1,24}|Reuters|Xinhua|Yonhap|Kyodo(?: News)?|Interfax|Bloomberg|dpa|"
    r"Agence France-Presse)\)|/[A-Z][\w.-]{1,20}/)"
)
_CAPITALS = r"(?=[A-Z][A-Z.'’ /-]+[A-Z],)"
_DASH = r"\s*(?:--?|[–—])"
_OPENINGS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[(\[]?{_PLACE},\s*{_FULL}(?:[)\]]|,?\.?\s*{_AGENCY})",
        rf"{_CAPITALS}{_PLACE},\s*{_FULL}[.:,]?\s+(?=[\"“‘]?[A-Z])",
        rf"{_AGENCY}\s*{_PLACE},\s*{_FULL}",
        rf"{_FULL},?\s+{_PLACE}\s*(?:{_AGENCY})?{_DASH}",
        rf"{_PLACE}--\([A-Z][A-Z ]{{2,30}}\)--\s*{_FULL}",
        rf"{_PLACE}:\s*{_FULL}{_DASH}",
    )
)
_DAY = re.compile(
    rf"(?:{_AGENCY}\s*|[(\[])?{_PLACE},\s*(?P<date>(?i:{MONTH})\.?\s+\d{{1,2}}|\d{{1,2}}\.?\s+(?i:{MONTH})\.?)"
    rf"(?!\d|,?\s*{YEAR})(?:[)\]]|,?\.?\s*{_AGENCY}|{_DASH})"
)
_NO_PLACE = re.compile(
    r"(?:In|On|At|By|From|After|Before|Since|Until|The|A|Born|As|It|He|She|They|But)\s"
)


class Opening(NamedTuple):
    """The date of an opening, ISO 8601, and where it is written in the line."""

    value: str
    place: Span


def find_opening(line: str) -> Opening | None:
    """Return the date of the opening that a line begins with, None when it begins with none.

    >>> find_opening("New Delhi, Apr 3, 2011 (PTI) The minister resigned.").value
    '2011-04-03'
    """
    if _NO_PLACE.match(line.lstrip("([")):
        return None
    for opening in _OPENINGS:
        found = opening.match(line, 0, LONGEST)
        value = field_date(found["date"]) if found else None
        if found and value and len(value) == len("2011-04-03"):
            return Opening(value, Span(*found.span("date")))
    return None


def find_day(line: str, year: str) -> Opening | None:
    """Return the date of an opening that names a day without its year, taken to be in ``year``.

    >>> find_day("TOKYO, April 1 (Reuters) - Shares fell.", "2011").value
    '2011-04-01'
    """
    found = None if _NO_PLACE.match(line.lstrip("([")) else _DAY.match(line, 0, LONGEST)
    value = field_date(f"{found['date']} {year}") if found else None
    if found is None or value is None or len(value) < len("2011-04-03"):
        return None
    return Opening(value, Span(*found.span("date")))

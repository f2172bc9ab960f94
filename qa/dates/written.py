"""Dates written out with their day, month and year, as date lines and datelines have them.

The patterns say where one may stand; what it means the resolver of time expressions says.
"""

from qa.dates.expressions import find_expressions
from qa.dates.partial import PARTIAL_DATE
from qa.text.folding import narrow
from qa.text.months import MONTH, SHORT_WEEKDAYS, WEEKDAYS

YEAR = r"(?:1[6-9]|20|21)\d\d"
_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_MONTH = rf"{MONTH}\.?"
_WEEKDAYS = "|".join((*WEEKDAYS, *(form for forms in SHORT_WEEKDAYS for form in forms)))
_WEEKDAY = rf"(?:(?:{_WEEKDAYS})\b\.?,?\s+)?"
_IN_FIGURES = rf"{YEAR}-\d\d-\d\d(?![\d-])|\d{{1,2}}/\d{{1,2}}/{YEAR}|\d{{1,2}}\.\d{{1,2}}\.{YEAR}"

DATE = (
    rf"(?:{_WEEKDAY}(?:{_MONTH}\s+{_NUMBER}\s*,?\s+{YEAR}"
    rf"|{_NUMBER}(?:\s+of)?[\s-]+{_MONTH}\s*,?[\s-]+{YEAR}"
    rf"|{_MONTH}\s*,?\s+{YEAR}|{_IN_FIGURES})(?!\d))"
)
"""A pattern: a date with its year, in any case (``re.IGNORECASE``)."""

DAY = rf"(?:{DATE}|{_WEEKDAY}(?:{_MONTH}\s+{_NUMBER}|{_NUMBER}(?:\s+of)?[\s-]+{_MONTH})(?!\d))"
"""A pattern: a date, or a day of a month without its year."""


def written_date(written: str, day_first: bool | None = None) -> str | None:
    """Return the partial ISO date that a date written out means, None when there is no such day.

    Of one like 5/6/2014, which is read as May by some and as June by others, the year, unless
    ``day_first`` tells.

    >>> written_date("Friday, 3rd of May 2014"), written_date("5/6/2014")
    ('2014-05-03', '2014')
    >>> written_date("5/6/2014", day_first=True)
    '2014-06-05'
    """
    line = " ".join(narrow(written).split()).replace(" ,", ",").title()
    for time in find_expressions(line, day_first=day_first):
        value = time.value.removesuffix("-XX-XX")
        if time.text == line and PARTIAL_DATE.fullmatch(value):
            return value
    return None

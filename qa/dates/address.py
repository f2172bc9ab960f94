"""The date in the address of a page, as most papers write it there: /2011/04/01/harbour-closed."""

import re

from qa.dates.partial import interval
from qa.text.months import month_number

_DAY = re.compile(
    r"/(?:[^/?#]*[^\d/?#])?((?:19|20)\d\d)([/-]?)(\d\d?|[a-z]{3})\2(\d\d?)(?=[/\-_.?#]|$)",
    re.IGNORECASE,
)
_MONTH = re.compile(r"/((?:19|20)\d\d)/(\d\d)/")


def address_date(address: str) -> tuple[str, str] | None:
    """Return the day, else the month, in an address (ISO 8601), and how it is written there.

    >>> address_date("https://courier.example/2011/apr/1/harbour-closed")
    ('2011-04-01', '2011/apr/1')
    >>> address_date("https://courier.example/news/20118") is None
    True
    """
    day = _DAY.search(address)
    if day:
        number = str(month_number(day[3]) or day[3])
        value = f"{day[1]}-{number.zfill(2)}-{day[4].zfill(2)}"
        if (day[2] or len(day[3] + day[4]) == 4) and is_date(value):
            return value, day[0].strip("/")
    month = _MONTH.search(address)
    if month and is_date(f"{month[1]}-{month[2]}"):
        return f"{month[1]}-{month[2]}", month[0].strip("/")
    return None


def is_date(value: str) -> bool:
    """Tell whether there is such a day, month or year."""
    try:
        interval(value)
    except ValueError:
        return False
    return True

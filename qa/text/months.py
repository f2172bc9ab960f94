"""The months and the days of the week: their names, how they are shortened, and patterns for both.

English, and not the calendar's names, which the locale of the process changes.
"""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

SHORT_MONTHS = (
    ("Jan",), ("Feb",), ("Mar",), ("Apr",), (), ("Jun",), ("Jul",), ("Aug",), ("Sept", "Sep"),
    ("Oct",), ("Nov",), ("Dec",),
)  # fmt: skip
"""The short forms of each month, with or without a stop behind them; May has none."""

SHORT_WEEKDAYS = (
    ("Mon",), ("Tue", "Tues"), ("Wed",), ("Thu", "Thur", "Thurs"), ("Fri",), ("Sat",), ("Sun",),
)  # fmt: skip

NEWS_MONTHS = (
    "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."
)  # fmt: skip
"""As the Associated Press shortens them before a day."""

MONTH = "(?:{})\\b".format(
    "|".join("|".join((name, *short)) for name, short in zip(MONTHS, SHORT_MONTHS, strict=True))
)
"""A pattern: whole or short, capital letters first, without the stop of an abbreviation."""

WEEKDAY = "(?:{})".format("|".join(WEEKDAYS))
"""A pattern: a weekday, whole, capital letter first."""

_NUMBERS = {
    form.lower(): number
    for number, (name, short) in enumerate(zip(MONTHS, SHORT_MONTHS, strict=True), start=1)
    for form in (name, *short)
}


def month_number(name: str) -> int | None:
    """Return the number of a month, whole or short and in any case, None for another word.

    >>> month_number("SEPT."), month_number("may"), month_number("Marine")
    (9, 5, None)
    """
    return _NUMBERS.get(name.lower().removesuffix("."))

"""Resolves days and hours: dates in words and figures, weekdays, holidays, times of day."""

import re

from qa.dates.amounts import shifted
from qa.dates.holidays import holiday
from qa.dates.meaning import (
    Meaning,
    Scene,
    Tokens,
    calendar_time,
    from_focus,
    in_part_of_day,
    pick,
    step,
)
from qa.dates.periods import year_named
from qa.dates.scan import full_year
from qa.dates.timex import days_of, month_value

# A date without its year is the nearest one; beyond this many days the verb decides.
_NEAR = 120


def day(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "Oct. 23, 1998", "Friday, Oct. 23", "the 12th of March", "March 31 last year"."""
    month, number = pick(tokens, "M"), pick(tokens, "No")
    if month is None or number is None:
        numeric = pick(tokens, "Z")
        return None if numeric is None else _numeric(numeric.symbol, tokens)
    year, relative = year_named(tokens, scene)
    if year is None:
        year, relative = _year_of_day(month.number, number.number, scene), True
    value = f"{month_value(year, month.number)}-{number.number:02d}"
    if days_of(value) is None:
        return None
    return in_part_of_day(value, pick(tokens, "Pp"), relative=relative)


def days(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "Jan. 7-9, 2011": the value is the month, the days are the exact ones."""
    first = day(tokens, scene)
    numbers = [token.number for token in tokens if token.kind == "N"]
    if first is None or first.days is None or numbers[0] >= numbers[1]:
        return None
    last = days_of(f"{first.value[:7]}-{numbers[1]:02d}")
    if last is None:
        return None
    return first._replace(value=first.value[:7], days=(first.days[0], last[0]))


def _numeric(written: str, tokens: Tokens) -> Meaning | None:
    """Read ``1999-10-23``, ``10/23/1999`` (month first unless it cannot be) and ``10/23/99``."""
    if written[10:11] == "t":
        if days_of(written[:10]) is None:
            return None
        return calendar_time(f"{written[:10]}T{written[11:16]}", relative=False, type="TIME")
    parts = [int(part) for part in written.replace("/", "-").replace(".", "-").split("-")]
    if len(parts) == 2:
        if "/" in written and parts[1] != (parts[0] + 1) % 100:
            return None
        return _year_and(parts[0], parts[1])
    if parts[0] > 31:
        year, month, number = parts
    else:
        month, number, year = parts
        if month > 12:
            month, number = number, month
        year = year if year > 99 else full_year(year)
    value = f"{month_value(year, month)}-{number:02d}"
    return (
        None
        if days_of(value) is None
        else in_part_of_day(value, pick(tokens, "Pp"), relative=False)
    )


def _year_and(year: int, other: int) -> Meaning | None:
    """Read ``2010-11`` and ``1986/87`` as a season of two years, ``2010-03`` as a month."""
    if other == (year + 1) % 100:
        first, last = days_of(f"{year:04d}"), days_of(f"{year + 1:04d}")
        if first is None or last is None:
            return None
        return Meaning("DATE", f"{year:04d}", (first[0], last[1]))
    if 1 <= other <= 12:
        return calendar_time(month_value(year, other), relative=False)
    return calendar_time(f"{year:04d}", relative=False)


def _year_of_day(month: int, number: int, scene: Scene) -> int:
    """Choose the year of a day named without one: the nearest, or as the verb has it."""
    anchor = scene.anchor
    distances = {}
    reach = 8 if (month, number) == (2, 29) else 1
    for year in range(anchor.year - reach, anchor.year + reach + 1):
        days = days_of(f"{month_value(year, month)}-{number:02d}")
        if days is not None:
            distances[year] = days[0].toordinal() - anchor.toordinal()
    if not distances:
        return anchor.year
    nearest = min(distances, key=lambda year: abs(distances[year]))
    if scene.exact and abs(distances[nearest]) <= _NEAR:
        return nearest
    way = scene.direction() or (0 if scene.exact else -1)
    fitting = [year for year, distance in distances.items() if distance * way >= 0]
    if way == 0 or not fitting:
        return nearest
    return min(fitting, key=lambda year: abs(distances[year]))


def weekday(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "Friday", on or before the anchor unless the verb points ahead, and "next Friday"."""
    named = pick(tokens, "W")
    if named is None:
        return None
    way = step(tokens)
    anchor = scene.day or scene.anchor if from_focus(tokens) else scene.anchor
    before = (anchor.weekday() - named.number) % 7
    if way == -1:
        days = -(before or 7)
    elif way == 1:
        days = 7 - before
    elif before == 0:
        days = 0
    elif way == 0:
        days = named.number - anchor.weekday()
    else:
        days = 7 - before if scene.direction() == 1 else -before
    return in_part_of_day(shifted(anchor, days, "D"), pick(tokens, "Pp"), relative=True)


def today(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "yesterday", "tomorrow morning", "early today", "tonight"."""
    named = pick(tokens, "T")
    if named is None:
        return None
    part = named if named.symbol else pick(tokens, "Pp")
    return in_part_of_day(shifted(scene.anchor, named.number, "D"), part, relative=True)


def holidays(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "Thanksgiving", "Easter 1999", "last Christmas": the nearest unless told otherwise."""
    named = pick(tokens, "H")
    if named is None:
        return None
    year, relative = year_named(tokens, scene)
    if year is not None and 1 < year < 9999:
        return calendar_time(holiday(named.symbol, year).isoformat(), relative=relative)
    anchor = scene.anchor
    years = range(max(2, anchor.year - 1), min(9998, anchor.year + 1) + 1)
    candidates = [holiday(named.symbol, number) for number in years]
    way = step(tokens)
    if way:
        fitting = [found for found in candidates if (found - anchor).days * way > 0]
        candidates = fitting or candidates
    nearest = min(candidates, key=lambda found: abs((found - anchor).days))
    return calendar_time(nearest.isoformat())


def clock(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "9 a.m. EST Tuesday", "noon Saturday", "Tuesday at 9 a.m."."""
    time = pick(tokens, "C")
    if time is None:
        return None
    hour = clock_hour(time.symbol)
    if hour is None:
        return None
    on: Meaning | None = None
    for kinds, rule in (("M", day), ("W", weekday), ("T", today), ("Z", day)):
        if on is None and pick(tokens, kinds) is not None:
            on = rule(tokens, scene)
    value = scene.anchor.isoformat() if on is None else on.value[:10]
    if days_of(value) is None:
        return on
    return calendar_time(f"{value}T{hour}", type="TIME", relative=on is None or on.relative)


def clock_hour(written: str) -> str | None:
    """Return ``17:05`` for "5:05 p.m.", None for what is no time of day.

    >>> clock_hour("5 p.m."), clock_hour("12 a.m."), clock_hour("25:00")
    ('17:00', '00:00', None)
    """
    parts = [int(part) for part in re.findall(r"\d{1,2}", written)]
    hour, minute = parts[0], parts[1] if len(parts) > 1 else 0
    letters = "".join(letter for letter in written if letter.isalpha())
    if letters in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if letters == "pm" else 0)
    return f"{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None

"""Resolves days and hours: dates in words and figures, weekdays, holidays, times of day."""

import datetime
import re

from qa.dates.amounts import shifted
from qa.dates.holidays import holiday
from qa.dates.meaning import (
    Meaning,
    Scene,
    Tokens,
    calendar_time,
    focus,
    from_focus,
    in_part_of_day,
    pick,
    step,
)
from qa.dates.periods import year_named
from qa.dates.scan import Token, full_year
from qa.dates.timex import days_of, month_value, week_value

# Days from the day of writing within which news is taken to mean a date in figures.
_NEAR_FIGURES = 14
# A date without its year is the nearest one; beyond this many days the verb decides.
_NEAR = 120


def day(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "Oct. 23, 1998", "Friday, Oct. 23", "the 12th of March", "March 31 last year"."""
    month, number = pick(tokens, "M"), pick(tokens, "No")
    if month is None or number is None:
        numeric = pick(tokens, "Z")
        return None if numeric is None else _numeric(numeric.symbol, tokens, scene)
    year, relative = year_named(tokens, scene)
    if year is None:
        year, relative = _year_of_day(month.number, number.number, scene), True
    value = f"{month_value(year, month.number)}-{number.number:02d}"
    if days_of(value) is None:
        return None
    return in_part_of_day(value, pick(tokens, "Pp"), relative=relative)


def another_day(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read the "8" of "Jan. 7 and 8": a day of the month that was just named."""
    number = pick(tokens, "No")
    if number is None or scene.date is None or number.number <= scene.date.day:
        return None
    year = pick(tokens, "Y")
    month = month_value(year.number if year else scene.date.year, scene.date.month)
    value = f"{month}-{number.number:02d}"
    return None if days_of(value) is None else calendar_time(value, relative=year is None)


def _numeric(written: str, tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read ``1999-10-23``, ``23.10.1999``, ``10/23/1999`` and ``10/23/99``.

    Which of two small numbers is the day, other dates of the text tell, else the day of writing
    when one reading is near it and the other is not; else both readings stand.
    """
    if written[10:11] == "t":
        if days_of(written[:10]) is None:
            return None
        return calendar_time(f"{written[:10]}T{written[11:16]}", relative=False, type="TIME")
    parts = [int(part) for part in re.split(r"[-–‑/.]", written)]
    if len(parts) == 2:
        if "/" in written and parts[1] != (parts[0] + 1) % 100:
            return None
        return _year_and(parts[0], parts[1], "–" in written)
    if parts[0] > 31:
        year, month, number = parts
    else:
        one, two, year = parts
        year = year if year > 99 else full_year(year)
        way = True if "." in written or one > 12 else False if two > 12 else scene.day_first
        if way is None and one != two:
            return _either_way(one, two, year, tokens, scene)
        month, number = (two, one) if way else (one, two)
    value = f"{month_value(year, month)}-{number:02d}"
    return (
        None
        if days_of(value) is None
        else in_part_of_day(value, pick(tokens, "Pp"), relative=False)
    )


def _either_way(one: int, two: int, year: int, tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read 03/04/2011 where the text does not tell which is the month."""
    values = [f"{month_value(year, month)}-{day:02d}" for month, day in ((one, two), (two, one))]
    days = [read[0] for value in values if (read := days_of(value)) is not None]
    near = [day for day in days if scene.exact and abs((day - scene.anchor).days) <= _NEAR_FIGURES]
    if len(near) == 1 or len(days) == 1:
        value = (near or days)[0].isoformat()
        return in_part_of_day(value, pick(tokens, "Pp"), relative=False)
    return Meaning("DATE", f"{year:04d}-XX-XX", (min(days), max(days))) if days else None


def _year_and(year: int, other: int, dash: bool) -> Meaning | None:
    """Read ``2010-11``, ``1986/87``, ``1939-45`` as years, ``2010-03`` as a month."""
    if other == (year + 1) % 100 or other > max(12, year % 100) or (dash and other > year % 100):
        end = year - year % 100 + other + (100 if other <= year % 100 else 0)
        first, last = days_of(f"{year:04d}"), days_of(f"{end:04d}")
        if first is None or last is None:
            return None
        return Meaning("DATE", f"{year:04d}/{end:04d}", (first[0], last[1]))
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
    anchor = focus(scene, "D") if from_focus(tokens) else scene.anchor
    if anchor is None:
        return Meaning("DATE", f"XXXX-WXX-{named.number + 1}")
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
    if len(named.symbol) == len("1987-10-19"):
        return calendar_time(named.symbol, relative=False)
    year, relative = year_named(tokens, scene)
    whole = pick(tokens, "KU")
    if year is not None and 1 < year < 9999:
        return _feast(holiday(named.symbol, year), whole, relative)
    anchor = scene.anchor
    years = range(max(2, anchor.year - 1), min(9998, anchor.year + 1) + 1)
    candidates = [holiday(named.symbol, number) for number in years]
    way = step(tokens)
    if way:
        fitting = [found for found in candidates if (found - anchor).days * way > 0]
        candidates = fitting or candidates
    nearest = min(candidates, key=lambda found: abs((found - anchor).days))
    return _feast(nearest, whole, True)


# How far the Saturday of its weekend is from a feast, Monday to Sunday: the nearest weekend.
_SATURDAY = (-2, -3, 3, 2, 1, 0, -1)


def _feast(day: datetime.date, whole: Token | None, relative: bool) -> Meaning:
    """Return the meaning of a feast, or of the week or weekend that it gives its name to."""
    if whole is None:
        return calendar_time(day.isoformat(), relative=relative)
    if whole.kind == "U":
        return calendar_time(week_value(day), relative=relative)
    saturday = day + datetime.timedelta(days=_SATURDAY[day.weekday()])
    weekend = calendar_time(shifted(saturday, 0, "WE"), relative=relative)
    if weekend.days is None:
        return weekend
    return weekend._replace(days=(min(day, weekend.days[0]), max(day, weekend.days[1])))


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
    night = step(tokens)
    if on is None and night is not None and pick(tokens, "P") is not None:  # 10 p.m. last night
        on = calendar_time(shifted(scene.anchor, night, "D"))
    value = (scene.date or scene.anchor).isoformat() if on is None else on.value[:10]
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

"""Resolves parts of a longer time: "the first Monday of May", "the second half of the 1980s"."""

import calendar
import datetime

from qa.dates.amounts import amount, duration, move, shifted
from qa.dates.meaning import Meaning, Scene, Tokens, calendar_time, pick, place_of, range_of, step
from qa.dates.periods import month, year_named
from qa.dates.points import day
from qa.dates.timex import Days, add_days, days_of


def nth(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the first Monday of May", "last Sunday in May", "the last week of August"."""
    place = place_of(tokens, "fi")
    if tokens[place].kind == "i" and tokens[place].symbol != "in":
        return None
    whole, which = _container(tokens[place + 1 :], scene), pick(tokens, "oL")
    named = pick(tokens[:place], "WUK")
    if whole is None or whole.days is None or which is None or named is None:
        return None
    number = which.number if which.kind == "o" else -1
    first, last = whole.days
    if named.kind in "WK":
        wanted = named.number if named.kind == "W" else 5
        start = add_days(first, -1) if number > 0 else add_days(last, 1)
        found = None if start is None else weekday_from(start, wanted, number)
        if found is None or not first <= found <= last:
            return None
        return at_day(found, relative=whole.relative, grain="D" if named.kind == "W" else "WE")
    return _nth_unit(number, named.symbol, whole)


def _nth_unit(number: int, unit: str, whole: Meaning) -> Meaning | None:
    """Return the day, the seven days or the month so far from the start (or end) of a time."""
    if whole.days is None:
        return None
    first, last = whole.days
    if unit == "M":
        value = shifted(first, number - 1, "M") if number > 0 else shifted(last, 0, "M")
        return calendar_time(value, relative=whole.relative) if len(whole.value) == 4 else None
    size = {"D": 1, "W": 7}.get(unit)
    if size is None:
        return None
    start = add_days(first, size * (number - 1)) if number > 0 else add_days(last, 1 - size)
    end = start and add_days(start, size - 1)
    if start is None or end is None or not first <= start <= end <= last:
        return None
    return range_of(start, end, relative=whole.relative)


def nth_units(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the first nine months of 1987", "the last three days of April"."""
    place = place_of(tokens, "fi")
    if tokens[place].kind == "i" and tokens[place].symbol != "in":
        return None
    whole, which = _container(tokens[place + 1 :], scene), pick(tokens, "oL")
    count, unit = amount(tokens[:place])
    if whole is None or whole.days is None or count is None or which is None:
        return None
    if which.kind == "o" and which.number not in (1, -1):
        return None
    first, last = whole.days
    if which.number == 1 and which.kind == "o":
        end = move(first, count, unit)
        bounds = None if end is None else (first, add_days(end, -1))
    else:
        after = add_days(last, 1)
        start = None if after is None else move(after, -count, unit)
        bounds = None if start is None else (start, last)
    if bounds is None or bounds[1] is None or not first <= bounds[0] <= bounds[1] <= last:
        return None
    return Meaning("DURATION", duration(count, unit), (bounds[0], bounds[1]), whole.relative)


def part(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the second half of May", "the first decade of the 21st century"."""
    which, half = pick(tokens, "oL"), pick(tokens, "h")
    if which is None:
        return None
    number = which.number if which.kind == "o" else -1
    place = place_of(tokens, "fi")
    inside = tokens[place + 1 :]
    century = pick(inside, "o")
    if half is None:
        units = [token.symbol for token in tokens if token.kind == "U"]
        if units != ["E", "C"] or century is None or not 1 <= abs(number) <= 10:
            return None
        return calendar_time(
            f"{century.number - 1:02d}{number - 1 if number > 0 else 9}", relative=False
        )
    if number not in (1, 2, -1):
        return None
    decade = pick(inside, "k")
    if decade is not None:
        whole: Meaning | None = calendar_time(decade.symbol, relative=False)
    elif century is None:
        whole = month(inside, scene)
    elif inside[-1].symbol == "C":
        whole = calendar_time(f"{century.number - 1:02d}", relative=False)
    else:
        return None
    if whole is None or whole.days is None:
        return None
    middle = _middle(whole.days)
    if number == 1:
        return whole._replace(days=(whole.days[0], datetime.date.fromordinal(middle - 1)))
    return whole._replace(days=(datetime.date.fromordinal(middle), whole.days[1]))


def _middle(days: Days) -> int:
    """Return the first day of the second half, as an ordinal: the 16th, or a New Year's Day."""
    first, last = days
    if first.year == last.year:
        return first.replace(day=16).toordinal()
    return datetime.date((first.year + last.year + 1) // 2, 1, 1).toordinal()


def weekday_day(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "Friday the 13th": the nearest such day of a month that is such a weekday."""
    named, number = pick(tokens, "W"), pick(tokens, "o")
    if named is None or number is None or number.end - number.start > len("13th"):
        return None  # "Friday, the fourth decline"
    found = [
        days[0]
        for months in range(-14, 15)
        for days in [
            days_of(f"{shifted(scene.anchor.replace(day=1), months, 'M')}-{number.number:02d}")
        ]
        if days is not None and days[0].weekday() == named.number
    ]
    if not found:
        return None
    return at_day(min(found, key=lambda day: (abs((day - scene.anchor).days), day)), relative=True)


def day_of_month(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the first of next month", "the 12th of the month"."""
    number, named = pick(tokens, "o"), pick(tokens, "U")
    if number is None or named is None or named.symbol != "M":
        return None
    value = f"{shifted(scene.anchor, step(tokens) or 0, 'M')}-{number.number:02d}"
    return None if days_of(value) is None else calendar_time(value)


def two_years(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the winter of 2010-11", "the 2014-15 fiscal year"."""
    written, named = pick(tokens, "Z"), pick(tokens, "S")
    whole = None if written is None else day((written,), scene)
    if whole is None or whole.days is None or whole.days[0].year + 1 != whole.days[1].year:
        return None
    if named is None:
        return whole
    south = pick(tokens, "O") is not None
    if named.symbol != ("SU" if south else "WI"):
        return None
    first = datetime.date(whole.days[0].year, 12, 1)
    year = whole.days[1].year
    last = datetime.date(year, 2, calendar.monthrange(year, 2)[1])
    return Meaning("DATE", f"{first.year:04d}-{named.symbol}", (first, last))


def _container(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Return the month, week or year that something is the first or the last of."""
    if pick(tokens, "M") is not None:
        return month(tokens, scene)
    named = pick(tokens, "Uuc")
    if named is None:
        year, relative = year_named(tokens, scene)
        return None if year is None else calendar_time(f"{year:04d}", relative=relative)
    if named.symbol.startswith("T"):
        return None
    return calendar_time(shifted(scene.anchor, step(tokens) or 0, named.symbol))


def weekday_from(start: datetime.date, wanted: int, count: int) -> datetime.date | None:
    """Return the ``count``-th such weekday after ``start``, before it when negative."""
    if count > 0:
        return add_days(start, ((wanted - start.weekday() - 1) % 7) + 1 + 7 * (count - 1))
    return add_days(start, -(((start.weekday() - wanted - 1) % 7) + 1 + 7 * (-count - 1)))


def at_day(found: datetime.date, *, relative: bool, grain: str = "D") -> Meaning:
    """Return the meaning of a day, or of the week, weekend or month that it lies in."""
    return calendar_time(shifted(found, 0, grain), relative=relative)

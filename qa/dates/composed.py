"""Resolves times made of others: "the first Monday of May", "three days after Christmas"."""

import calendar
import datetime
from collections.abc import Callable

from qa.dates.amounts import amount, duration, move, shifted
from qa.dates.meaning import (
    Meaning,
    Scene,
    Tokens,
    calendar_time,
    in_part_of_day,
    pick,
    range_of,
    step,
)
from qa.dates.periods import month, season, year_named
from qa.dates.points import day, holidays, today, weekday
from qa.dates.timex import Days, add_days, days_of, week_value

Rule = Callable[[Tokens, Scene], Meaning | None]


def days(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "Jan. 7-9, 2011", "3 to 5 May", "between the 3rd and the 5th of May"."""
    named, link = pick(tokens, "M"), pick(tokens, "-ij")
    numbers = [token for token in tokens if token.kind in "No"]
    if named is None or link is None or (link.kind == "i" and link.symbol != "to"):
        return None
    if numbers[0].number >= numbers[1].number:
        return None
    others = [token for token in tokens if token.kind in "MY"]
    first, last = (day((*others, number), scene) for number in numbers)
    if first is None or last is None or first.days is None or last.days is None:
        return None
    return range_of(first.days[0], last.days[1], relative=first.relative)


def offset(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "three days after Christmas", "the Friday before Easter", "the year before 2000"."""
    place = next(index for index, token in enumerate(tokens) if token.kind in "<>")
    lead, way = tokens[:place], -1 if tokens[place].kind == "<" else 1
    point = _point(tokens[place + 1 :], scene)
    if point is None or point.days is None:
        return None
    first, last = point.days
    named = pick(lead, "W")
    if named is not None:
        which = pick(lead, "o")
        count = which.number if which is not None else 1
        found = _weekday_from(first if way < 0 else last, named.number, way * count)
        return None if found is None else _at(found, relative=point.relative)
    weekend = pick(lead, "K")
    if weekend is not None:
        # The nearest Saturday whose Sunday does not reach the day.
        start = add_days(first, -1) if way < 0 else last
        found = None if start is None else _weekday_from(start, 5, way)
        return None if found is None else _at(found, relative=point.relative, grain="WE")
    count_of, unit = amount(lead)
    grain = _grain(point.value)
    if count_of is None or unit in ("TM", "TS") or _RANKS[unit] < _RANKS[grain]:
        return None
    if any(token.kind == "t" for token in lead):  # "the week before", not "a week before"
        grain = unit
    value = shifted(first, round(way * count_of), unit)
    if _RANKS[grain] < _RANKS[unit] or grain == "D":
        moved = move(first, way * count_of, unit)
        if moved is None:
            return None
        value = shifted(moved, 0, grain)
    return calendar_time(value, relative=point.relative)


# From fine to coarse: "two weeks before June" has no day to count from.
_RANKS = {"TH": 0, "D": 0, "W": 1, "F": 1, "WE": 1, "M": 2, "Q": 3, "Y": 4, "E": 5, "C": 6}


def _grain(value: str) -> str:
    """Return the unit of a calendar value: a year, a month, else a day."""
    return {4: "Y", 7: "M"}.get(len(value), "D")


def _point(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Return the day, month or year that others are counted from."""
    if not tokens:
        return None
    kinds = "".join(token.kind for token in tokens)
    if ("o" in kinds or "L" in kinds) and pick(tokens, "fi") is not None and "W" in kinds:
        return nth(tokens, scene)
    rules: tuple[tuple[str, Rule], ...] = (
        ("H", holidays),
        ("Z", day),
        ("M", day if pick(tokens, "No") is not None else month),
        ("W", weekday),
        ("T", today),
    )
    for kind, rule in rules:
        if kind in kinds:
            return rule(tokens, scene)
    named = pick(tokens, "Y")
    return None if named is None else calendar_time(f"{named.number:04d}", relative=False)


def nth(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the first Monday of May", "last Sunday in May", "the last week of August"."""
    place = next(index for index, token in enumerate(tokens) if token.kind in "fi")
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
        found = None if start is None else _weekday_from(start, wanted, number)
        if found is None or not first <= found <= last:
            return None
        return _at(found, relative=whole.relative, grain="D" if named.kind == "W" else "WE")
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
    place = next(index for index, token in enumerate(tokens) if token.kind in "fi")
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
    place = next(index for index, token in enumerate(tokens) if token.kind in "fi")
    inside = tokens[place + 1 :]
    century = pick(inside, "o")
    if half is None:
        units = [token.symbol for token in tokens if token.kind == "U"]
        if units != ["E", "C"] or century is None or not 1 <= abs(number) <= 10:
            return None
        return calendar_time(f"{century.number - 1:02d}{number - 1 if number > 0 else 9}")
    if number not in (1, 2, -1):
        return None
    decade = pick(inside, "k")
    if century is not None and inside[-1].symbol != "C":
        return None
    if decade is None and century is None:
        whole = month(inside, scene)
    else:
        value = decade.symbol if decade is not None else f"{_number(century) - 1:02d}"
        whole = calendar_time(value, relative=False)
    if whole is None or whole.days is None:
        return None
    middle = _middle(whole.days)
    if number == 1:
        return whole._replace(days=(whole.days[0], datetime.date.fromordinal(middle - 1)))
    return whole._replace(days=(datetime.date.fromordinal(middle), whole.days[1]))


def _number(token: object) -> int:
    return int(getattr(token, "number", 0))


def _middle(days: Days) -> int:
    """Return the first day of the second half, as an ordinal: the 16th, or a New Year's Day."""
    first, last = days
    if first.year == last.year:
        return first.replace(day=16).toordinal()
    return datetime.date((first.year + last.year + 1) // 2, 1, 1).toordinal()


def from_point(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "a week from Friday", "two weeks from tomorrow"."""
    place = next(index for index, token in enumerate(tokens) if token.kind == "i")
    if tokens[place].symbol != "from":
        return None
    rest, (count, unit) = tokens[place + 1 :], amount(tokens[:place])
    named = pick(rest, "W")
    if named is not None and pick(rest, "MZ") is None:
        start = _weekday_from(scene.anchor, named.number, 1)
    else:
        point = _point(rest, scene)
        start = point.days[0] if point is not None and point.days is not None else None
    return _moved(start, count, unit)


def ago_point(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "a week ago Monday", "two years ago today"."""
    count, unit = amount([token for token in tokens if token.kind not in "WT"])
    named, day_named = pick(tokens, "W"), pick(tokens, "T")
    if named is not None:
        start = add_days(scene.anchor, -((scene.anchor.weekday() - named.number) % 7))
    elif day_named is not None and not day_named.symbol:
        start = add_days(scene.anchor, day_named.number)
    else:
        return None
    return _moved(start, None if count is None else -count, unit)


def _moved(start: datetime.date | None, count: float | None, unit: str) -> Meaning | None:
    if start is None or count is None or unit.startswith("T"):
        return None
    moved = move(start, count, unit)
    return None if moved is None else _at(moved, relative=True)


def plural_ago(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "two Fridays ago", "three summers ago"."""
    count, named = tokens[0].number, tokens[1]
    if named.kind == "w":
        found = _weekday_from(scene.anchor, named.number, -count)
        return None if found is None else _at(found, relative=True)
    year = scene.anchor.year - count
    if named.symbol[0].isdigit():
        return calendar_time(f"{year:04d}-{named.symbol}")
    return calendar_time(f"{year:04d}-{named.symbol}")


def week_hence(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read the British "Saturday week" and "today week": a week after the one to come."""
    if tokens[1].symbol != "W":
        return None
    if tokens[0].kind == "T":
        return None if tokens[0].symbol else _moved(scene.anchor, 7 + tokens[0].number, "D")
    return _moved(_weekday_from(scene.anchor, tokens[0].number, 1), 1, "W")


def before_last(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the week before last", "the month after next", "the night before last"."""
    named = pick(tokens, "UucKWSP")
    way = -1 if pick(tokens, "<") is not None else 1
    if named is None:
        return None
    if named.kind == "W":
        found = _weekday_from(scene.anchor, named.number, 2 * way)
        return None if found is None else _at(found, relative=True)
    if named.kind == "P":
        return in_part_of_day(shifted(scene.anchor, 2 * way, "D"), named, relative=True)
    if named.kind == "S":
        last = next(token for token in tokens if token.kind in "LX")
        once = season((last, named), scene)
        year = int(once.value[:4]) + way if once is not None else 0
        return calendar_time(f"{year:04d}-{named.symbol}")
    if named.symbol.startswith("T"):
        return None
    return calendar_time(shifted(scene.anchor, 2 * way, named.symbol))


def day_of_month(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the first of next month", "the 12th of the month"."""
    number, named = pick(tokens, "o"), pick(tokens, "U")
    if number is None or named is None or named.symbol != "M":
        return None
    value = f"{shifted(scene.anchor, step(tokens) or 0, 'M')}-{number.number:02d}"
    return None if days_of(value) is None else calendar_time(value)


def week_of(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the week of 4 July", "the night of 5 May"."""
    named, point = tokens[1], _point(tokens[3:], scene)
    if point is None or point.days is None or (named.kind == "U" and named.symbol != "W"):
        return None
    if named.kind == "P":
        return in_part_of_day(point.value, named, relative=point.relative)
    return calendar_time(week_value(point.days[0]), relative=point.relative)


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


def _weekday_from(start: datetime.date, wanted: int, count: int) -> datetime.date | None:
    """Return the ``count``-th such weekday after ``start``, before it when negative."""
    if count > 0:
        return add_days(start, ((wanted - start.weekday() - 1) % 7) + 1 + 7 * (count - 1))
    return add_days(start, -(((start.weekday() - wanted - 1) % 7) + 1 + 7 * (-count - 1)))


def _at(found: datetime.date, *, relative: bool, grain: str = "D") -> Meaning:
    return calendar_time(shifted(found, 0, grain), relative=relative)


COMPOSED_RULES: dict[str, Rule] = {
    "days": days,
    "offset": offset,
    "nth": nth,
    "nth_units": nth_units,
    "part": part,
    "from_point": from_point,
    "ago_point": ago_point,
    "plural_ago": plural_ago,
    "week_hence": week_hence,
    "before_last": before_last,
    "day_of_month": day_of_month,
    "week_of": week_of,
    "two_years": two_years,
}

"""Resolves times counted from others: "three days after Christmas", "a week from Friday"."""

import datetime
from collections.abc import Callable

from qa.dates.amounts import amount, move, shifted
from qa.dates.meaning import (
    Meaning,
    Scene,
    Tokens,
    calendar_time,
    focus,
    in_part_of_day,
    pick,
    place_of,
    range_of,
)
from qa.dates.parts import (
    at_day,
    day_of_month,
    nth,
    nth_units,
    part,
    two_years,
    weekday_day,
    weekday_from,
)
from qa.dates.periods import month, season, year_named
from qa.dates.points import day, holidays, today, weekday
from qa.dates.timex import add_days, add_months, days_of, month_value, week_value

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
    place = place_of(tokens, "<>")
    lead, way = tokens[:place], -1 if tokens[place].kind == "<" else 1
    point = _point(tokens[place + 1 :], scene)
    if point is None or point.days is None:
        return None
    first, last = point.days
    named = pick(lead, "W")
    if named is not None:
        which = pick(lead, "o")
        count = which.number if which is not None else 1
        found = weekday_from(first if way < 0 else last, named.number, way * count)
        return None if found is None else at_day(found, relative=point.relative)
    weekend = pick(lead, "K")
    if weekend is not None:
        # The nearest Saturday whose Sunday does not reach the day.
        start = add_days(first, -1) if way < 0 else last
        found = None if start is None else weekday_from(start, 5, way)
        return None if found is None else at_day(found, relative=point.relative, grain="WE")
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


def from_point(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "a week from Friday", "two weeks from tomorrow"."""
    place = place_of(tokens, "i")
    if tokens[place].symbol != "from":
        return None
    rest, (count, unit) = tokens[place + 1 :], amount(tokens[:place])
    named = pick(rest, "W")
    if named is not None and pick(rest, "MZ") is None:
        start = weekday_from(scene.anchor, named.number, 1)
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
    return None if moved is None else at_day(moved, relative=True)


def plural_ago(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "two Fridays ago", "three summers ago"."""
    count, named = tokens[0].number, tokens[1]
    if named.kind == "w":
        found = weekday_from(scene.anchor, named.number, -count)
        return None if found is None else at_day(found, relative=True)
    year = scene.anchor.year - count
    return calendar_time(f"{year:04d}-{named.symbol}")


def week_hence(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read the British "Saturday week" and "today week": a week after the one to come."""
    if tokens[1].symbol != "W":
        return None
    if tokens[0].kind == "T":
        return None if tokens[0].symbol else _moved(scene.anchor, 7 + tokens[0].number, "D")
    return _moved(weekday_from(scene.anchor, tokens[0].number, 1), 1, "W")


def before_last(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the week before last", "the month after next", "the night before last"."""
    named = pick(tokens, "UucKWSP")
    way = -1 if pick(tokens, "<") is not None else 1
    if named is None:
        return None
    if named.kind == "W":
        found = weekday_from(scene.anchor, named.number, 2 * way)
        return None if found is None else at_day(found, relative=True)
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


def same_unit(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the same period last year", "the same month a year earlier"."""
    named, rest = tokens[2], tokens[3:]
    start = focus(scene, named.symbol)
    quarter = scene.quarter if named.kind in "cd" and not scene.longer else None
    if named.symbol.startswith("T") or (named.kind in "uc" and quarter is None) or start is None:
        return None
    year, relative = year_named(rest, scene)
    if pick(rest, "AB") is not None or year is None:
        year = (int(quarter[:4]) if quarter else start.year) - 1
    if named.kind in "cd":
        return calendar_time(f"{year:04d}{quarter[4:] if quarter else ''}", relative=relative)
    day = add_months(start, 12 * (year - start.year))
    return None if day is None else calendar_time(shifted(day, 0, named.symbol))


def months(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the January-March quarter": of the year that puts it nearest, or that is named."""
    first, last = (token.number for token in tokens if token.kind == "M")
    named, relative = year_named(tokens, scene)
    this = scene.anchor.year
    years = range(max(1, this - 1), this + 2) if named is None else (named,)
    found = [
        (start[0], end[1])
        for year in years
        for start, end in [
            (
                days_of(month_value(year, first)),
                days_of(month_value(year + (last < first), last)),
            )
        ]
        if start is not None and end is not None
    ]
    if not found or (last - first) % 12 > 5:
        return None
    anchor = scene.anchor
    begin, end = min(
        found, key=lambda days: (max((days[0] - anchor).days, (anchor - days[1]).days, 0), days)
    )
    value = f"{month_value(begin.year, first)}/{month_value(end.year, last)}"
    if (last - first, first % 3) == (2, 1):
        value = shifted(begin, 0, "Q")
    return Meaning("DATE", value, (begin, end), relative or named is None)


def week_of(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the week of 4 July", "the night of 5 May"."""
    named, point = tokens[1], _point(tokens[3:], scene)
    if point is None or point.days is None or (named.kind == "U" and named.symbol != "W"):
        return None
    if named.kind == "P":
        return in_part_of_day(point.value, named, relative=point.relative)
    return calendar_time(week_value(point.days[0]), relative=point.relative)


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
    "same_unit": same_unit,
    "months": months,
    "weekday_day": weekday_day,
    "two_years": two_years,
}

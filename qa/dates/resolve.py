"""What each rule of the grammar means: from tokens to a TIMEX3 type, value and days."""

import datetime
from collections.abc import Callable

from qa.dates import lengths, periods, points
from qa.dates.amounts import amount, duration, move, shifted
from qa.dates.composed import COMPOSED_RULES
from qa.dates.frequencies import frequency
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
from qa.dates.timex import quarter_value

# What these rules find is what "that day" and "the following year" are counted from.
_FOCUSING = COMPOSED_RULES.keys() | frozenset(
    "day another_day weekday month year season quarter today holiday unit clock".split()
)
# What a report tells of behind its quarter; "a year earlier" is then no quarter either.
_QUARTERS = frozenset(("P6M", "P9M", "P12M"))
_UNKNOWN = {"W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}


def meaning(rule: str, tokens: Tokens, scene: Scene) -> Meaning | None:
    """Return what the tokens of a rule mean, None when they are no time after all."""
    found = _RULES[rule](tokens, scene)
    if found is not None and found.value in _QUARTERS and pick(tokens, "t") is not None:
        scene.longer = True
    if found is not None and found.type in ("DATE", "TIME") and found.days is not None:
        if "-Q" in found.value:
            scene.last_quarter = found.value
        if rule in ("quarter", "unit") and "-Q" in found.value:
            # A report goes on about its own quarter, which is the latest it tells of.
            scene.quarter = max(scene.quarter or "", found.value)
            scene.longer = False
        if rule in _FOCUSING:
            scene.days = found.days
            if found.days[0] == found.days[1]:
                scene.date = found.days[0]
    return found


def _ago(tokens: Tokens, scene: Scene) -> Meaning | None:
    count, unit = amount(tokens)
    if count is None or unit.startswith("T"):
        value = duration(count, unit) if unit.startswith("T") else "PAST_REF"
        days = (scene.anchor, scene.anchor) if unit.startswith("T") and count else None
        return Meaning("DATE", value, days, relative=days is not None)
    if unit in "YQ" and _of_quarter(scene) and count == 1:
        return _year_before(scene)
    return _distance(tokens, scene, -count, unit)


def _distance(tokens: Tokens, scene: Scene, count: float, unit: str) -> Meaning:
    """Return the time so far from the anchor; "less than" leaves all the days on the way."""
    limit, far = pick(tokens, "Q"), move(scene.anchor, count, unit)
    if limit is not None and limit.symbol == "<" and far is not None:
        first, last = sorted((far, scene.anchor))
        # ISO 8601-2's "one of": some time in these days, not all of them.
        return Meaning("DATE", f"[{first}..{last}]", (first, last), True)
    return calendar_time(_counted(scene.anchor, count, unit))


# What half a unit, or one of many years, is counted in.
_FINER = {"C": (100, "Y"), "E": (10, "Y"), "Y": (12, "M"), "M": (30, "D"), "W": (7, "D")}


def _counted(start: datetime.date, count: float, unit: str) -> str:
    """Return the value so far from a day, in a finer unit when the count is not whole."""
    if count % 1 and unit in _FINER:
        times, unit = _FINER[unit]
        return _counted(start, count * times, unit)
    return shifted(start, round(count), unit)


def _of_quarter(scene: Scene) -> bool:
    """Tell whether "a year earlier" is said of a quarter."""
    return scene.quarter is not None and not scene.longer


def _year_before(scene: Scene) -> Meaning:
    year, number = (scene.quarter or "0001-Q1").split("-Q")
    return calendar_time(quarter_value(int(year) - 1, int(number)))


def _shift(tokens: Tokens, scene: Scene) -> Meaning | None:
    count, unit = amount(tokens)
    way = pick(tokens, "B")
    if unit.startswith("T") and tokens[0].kind == "t":
        return None
    if count is None or unit.startswith("T"):
        return Meaning("DURATION", duration(count, unit))
    back = way is None or way.symbol == "<"
    if back and unit == "Y" and count == 1 and _of_quarter(scene):
        return _year_before(scene)
    from_now = way is not None and way.symbol == "now"
    start = scene.anchor if from_now else focus(scene, unit)
    if start is None:
        return Meaning("DURATION", duration(count, unit))
    if unit in "EC":
        count, unit = count * (10 if unit == "E" else 100), "Y"
    return calendar_time(_counted(start, -count if back else count, unit))


def _year_ago(tokens: Tokens, scene: Scene) -> Meaning | None:
    units = [token for token in tokens if token.kind in "UucV"]
    if len(units) > 1 and units[-1].kind == "V":
        return Meaning("DURATION", duration(*amount(tokens[tokens.index(units[0]) + 1 :])))
    if units[0].symbol == "Y" and _of_quarter(scene):
        return _year_before(scene)
    return calendar_time(shifted(scene.anchor, -1, units[0].symbol))


def _unit(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "last week", "early next year", "this morning", "that quarter"."""
    named, way = pick(tokens, "UucKP"), step(tokens)
    if named is None:
        return None
    recent = pick(tokens, "r")
    if recent is not None and recent.symbol == "PAST_REF":  # a recent afternoon
        return Meaning("DATE", "PAST_REF")
    way = way or 0
    anchor = focus(scene, named.symbol) if from_focus(tokens) else scene.anchor
    if named.kind == "P" and step(tokens) is None and scene.date is not None:
        anchor = scene.date
    if anchor is None:
        return _event_unit(tokens, scene)
    if named.kind == "P":
        return in_part_of_day(shifted(anchor, way, "D"), named, relative=True)
    if named.symbol.startswith("T"):
        return Meaning("DURATION", duration(1, named.symbol))
    if pick(tokens, "D") is not None and named.symbol == "Q" and scene.last_quarter is not None:
        return calendar_time(scene.last_quarter)
    if pick(tokens, "l") is not None and way == -1 and named.kind != "K":
        return lengths.length_to_now(tokens, scene)
    if named.kind == "K" and way == 0 and step(tokens) is None and anchor.weekday() < 5:
        way = 0 if scene.direction() == 1 else -1
    found = calendar_time(shifted(anchor, way, named.symbol))
    return found if way else _up_to_now(found, tokens, scene)


def _up_to_now(found: Meaning, tokens: Tokens, scene: Scene) -> Meaning:
    """Return what is left of a time "earlier this month" and "later this month"."""
    side = pick(tokens, "B")
    if side is None or found.days is None:
        return found
    first, last = found.days
    if side.symbol == "<":
        return found._replace(days=(first, max(scene.anchor, first)))
    return found._replace(days=(scene.anchor, max(last, scene.anchor)))


def _ended_unit(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the quarter ended June 30"; "the year ended March 31" is a length, no calendar year."""
    unit = pick(tokens, "Uuc")
    if unit is None or unit.symbol != "Q":
        return Meaning("DURATION", duration(1, unit.symbol if unit else ""))
    end = points.day(tokens, scene) if pick(tokens, "M") is not None else None
    if end is None or end.days is None:
        return _the_unit(tokens, scene)
    last = end.days[0]
    scene.quarter = quarter_value(last.year, (last.month + 2) // 3)
    return calendar_time(scene.quarter, relative=end.relative)


def _the_unit(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the quarter", "the end of the year", "the morning", "the full year", "mid-year"."""
    named, which = pick(tokens, "UucKP"), pick(tokens, "m")
    if named is None:
        return None
    if which is not None and which.symbol != "whole":
        return None
    if (which is not None or tokens[0].kind == "e") and named.symbol[0] in "DT":
        return None
    if named.symbol == "Q":
        if scene.quarter is None:
            return calendar_time(shifted(scene.anchor, -1, "Q"))
        return calendar_time(scene.quarter)
    return _unit(tokens, scene)


def _unit_before(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "The day before, ...": one unit from what was spoken of before."""
    if tokens[1].symbol.startswith("T"):
        return Meaning("DURATION", duration(1, tokens[1].symbol))
    count = -1 if tokens[2].kind == "<" else 1
    start = focus(scene, tokens[1].symbol)
    if start is None:
        return _event_unit(tokens[:2], scene)
    return calendar_time(shifted(start, count, tokens[1].symbol))


def _event_unit(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the day" of "the day after the attack": some day, which one the text may tell."""
    return Meaning("DATE", _UNKNOWN.get(tokens[-1].symbol, "XXXX-XX-XX"))


def _same_as_event(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the same day he won": the day spoken of before, if one was."""
    return _event_unit(tokens, scene) if scene.days is None else _unit(tokens, scene)


def _ordinal_unit(tokens: Tokens, scene: Scene) -> Meaning | None:
    named, which = pick(tokens, "Uuc"), pick(tokens, "oX")
    if named is None or which is None:
        return None
    if which.kind == "X":
        start = focus(scene, named.symbol)
        if start is None:
            return _event_unit((named,), scene)
        return calendar_time(shifted(start, 1, named.symbol))
    if which.number < 0:
        return None
    if named.symbol == "C" and which.number > 1:
        return calendar_time(f"{which.number - 1:02d}", relative=False)
    if named.symbol == "D":  # some day, which one the text may tell
        return Meaning("DATE", "XXXX-XX-XX")
    return Meaning("DURATION", duration(1, named.symbol))


def _units(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "recent weeks", "the coming months", "days"."""
    those = pick(tokens, "D")
    if those is not None:  # these days, in those years
        return Meaning("DATE", those.symbol) if those.symbol else None
    if pick(tokens, "r+lLX") is not None:
        return Meaning(
            "DATE", "FUTURE_REF" if step(tokens) == 1 or _of_future(tokens) else "PAST_REF"
        )
    return Meaning("DURATION", duration(None, amount(tokens)[1]))


def _of_future(tokens: Tokens) -> bool:
    return any(token.symbol == "FUTURE_REF" for token in tokens)


def _bare_unit(tokens: Tokens, scene: Scene) -> Meaning | None:
    return Meaning("DURATION", duration(1, tokens[0].symbol))


def _part_of_day(tokens: Tokens, scene: Scene) -> Meaning | None:
    day = focus(scene, "D") or scene.anchor
    return in_part_of_day(day.isoformat(), pick(tokens, "P"), relative=True)


def _reference(tokens: Tokens, scene: Scene) -> Meaning | None:
    named = pick(tokens, "Rr+U")
    if named is not None and named.kind == "U":
        return Meaning("DATE", "PAST_REF") if named.symbol == "D" else None  # the other day
    return Meaning("DATE", "PAST_REF" if named is None else named.symbol)


_RULES: dict[str, Callable[[Tokens, Scene], Meaning | None]] = COMPOSED_RULES | {
    "clock": points.clock,
    "frequency": frequency,
    "day": points.day,
    "another_day": points.another_day,
    "weekday": points.weekday,
    "month": periods.month,
    "quarter": periods.quarter,
    "decade": periods.decade,
    "year_ago": _year_ago,
    "ago": _ago,
    "shift": _shift,
    "span": lengths.span,
    "first_units": lengths.first_units,
    "length_to_now": lengths.length_to_now,
    "season": periods.season,
    "duration": lengths.whole_length,
    "unit_end": periods.unit_end,
    "year": periods.year,
    "unit": _unit,
    "ordinal_unit": _ordinal_unit,
    "ended_unit": _ended_unit,
    "the_unit": _the_unit,
    "event_unit": _event_unit,
    "same_as_event": _same_as_event,
    "unit_before": _unit_before,
    "today": points.today,
    "holiday": points.holidays,
    "units": _units,
    "bare_unit": _bare_unit,
    "part_of_day": _part_of_day,
    "reference": _reference,
}

"""How long: amounts of units in words or figures as TIMEX3 durations, and distances in time."""

import datetime
import math
from collections.abc import Sequence

from qa.dates.scan import Token
from qa.dates.timex import add_days, add_months, month_value, quarter_value, week_value

# How many of a smaller unit half of one is, where TIMEX3 has no halves ("2 1/2 years" is P2Y6M).
_HALVES = {"Y": (6, "M"), "E": (5, "Y"), "C": (50, "Y"), "TH": (30, "TM"), "TM": (30, "TS")}
# Units that are counted in another one.
_COUNTED = {"E": (10, "Y"), "C": (100, "Y"), "F": (2, "W"), "WE": (1, "WE")}


def amount(tokens: Sequence[Token]) -> tuple[float | None, str]:
    """Return how many of which unit the tokens say; None for "few", "several" and bare plurals.

    A range ("two or three weeks") counts as its first number; no unit gives an empty string.
    """
    unit, vague = "", False
    count: float | None = None
    units = [token for token in tokens if token.kind in "Uuc"]
    if len(units) == 2 and units[0].kind == "c":  # a quarter of a century
        return 0.25, units[1].symbol
    for token in tokens:
        if token.kind in "UucVK":
            unit = unit or token.symbol
        elif token.kind in "nNY" and count is None:
            count = float(token.symbol) if "." in token.symbol else float(token.number)
            count += 0.5 if token.symbol == "half" else 0
        elif token.kind == "q" and count is None:
            vague, count = True, float(token.number) or None
        elif token.kind == "h":
            count = 0.5 if count is None and not unit else (count or 1) + 0.5
    if count is None and not vague and any(token.kind in "UucKa" for token in tokens):
        count = 1
    return count, unit


def duration(count: float | None, unit: str) -> str:
    """Return the TIMEX3 duration.

    >>> duration(3, "D"), duration(None, "M"), duration(2.5, "Y"), duration(0.5, "TH")
    ('P3D', 'PXM', 'P2Y6M', 'PT30M')
    """
    if count is None:
        return f"PTX{unit[1]}" if unit.startswith("T") else f"PX{unit}"
    times, unit = _COUNTED.get(unit, (1, unit))
    count *= times
    parts: list[tuple[float, str]]
    whole, half = int(count), count % 1
    if half == 0.5 and unit in _HALVES:
        number, smaller = _HALVES[unit]
        parts = [(float(whole), unit), (float(number), smaller)] if whole else [(number, smaller)]
    else:
        parts = [(count, unit)]
    clock = "T" if unit.startswith("T") else ""
    return f"P{clock}" + "".join(f"{_figure(part)}{letter[-1:]}" for part, letter in parts)


def _figure(count: float) -> str:
    return str(int(count)) if count == int(count) else f"{count:g}"


def shifted(day: datetime.date, count: int, unit: str) -> str:
    """Return the value, of the unit's grain, that lies ``count`` units after a day.

    What lies outside of the calendar's years is some past or some future.

    >>> shifted(datetime.date(1989, 10, 30), -1, "W")
    '1989-W43'
    >>> shifted(datetime.date(2011, 1, 7), -8000, "Y")
    'PAST_REF'
    """
    moved = move(day, count, unit)
    if moved is None:
        return "PAST_REF" if count < 0 else "FUTURE_REF"
    if unit == "Y":
        return f"{moved.year:04d}"
    if unit == "Q":
        return quarter_value(moved.year, (moved.month + 2) // 3)
    if unit == "M":
        return month_value(moved.year, moved.month)
    if unit in ("W", "F"):
        return week_value(moved)
    if unit == "WE":
        return f"{week_value(moved)}-WE"
    if unit == "E":
        return f"{moved.year // 10:03d}"
    if unit == "C":
        return f"{moved.year // 100:02d}"
    return moved.isoformat()


def move(day: datetime.date, count: float, unit: str) -> datetime.date | None:
    """Return the day that lies ``count`` units after ``day``, None outside of the calendar.

    Hours reach as many days as they need from midnight; minutes and seconds stay that day.
    """
    if unit == "TH":
        return add_days(day, math.ceil(count / 24) if count > 0 else math.floor(count / 24))
    days = {"D": 1, "W": 7, "F": 14, "WE": 7}.get(unit)
    if days is not None:
        return add_days(day, round(count * days))
    months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}.get(unit, 0)
    return add_months(day, round(count * months))

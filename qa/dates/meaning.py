"""The vocabulary of resolving: what an expression means, and what it is read against."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qa.dates.scan import Token
from qa.dates.timex import Days, days_of

Tokens = Sequence[Token]


class Meaning(NamedTuple):
    """``days`` is None while unresolved; ``relative`` tells that the anchor was needed."""

    type: str
    value: str
    days: Days | None = None
    relative: bool = False


@dataclass(slots=True)
class Scene:
    """What an expression is read against: the day of writing, and what was spoken of before.

    ``direction`` tells whether the words around the expression point ahead (1), back (-1) or
    neither way (0). ``exact`` tells whether the day of writing is known: nearness to it says
    something only then. ``days`` are those of the last time named in the text so far, ``date`` the
    last of them that was a single day, ``last_quarter`` the quarter named last and ``quarter`` the
    latest one; ``longer`` tells that the text has gone on from that quarter to several of them,
    "the nine months". ``day_first`` tells whether the text writes 23/10 or 10/23, None when it
    does not show.
    """

    anchor: datetime.date
    direction: Callable[[], int] = lambda: 0
    exact: bool = True
    days: Days | None = None
    date: datetime.date | None = None
    day_first: bool | None = None
    quarter: str | None = None
    last_quarter: str | None = None
    longer: bool = False


# How many days a unit has at most.
_LENGTHS = {"TH": 1, "D": 1, "W": 7, "WE": 7, "F": 14, "M": 31, "Q": 92, "Y": 366}


def focus(scene: Scene, unit: str) -> datetime.date | None:
    """Return the day that "the following week" is counted from, by what was spoken of before.

    None when that is longer than the unit: after "in 2008" nothing tells which "the next day" is.
    """
    if scene.days is None:
        return scene.anchor
    first, last = scene.days
    return first if (last - first).days < _LENGTHS.get(unit, 36600) else None


def pick(tokens: Tokens, kinds: str) -> Token | None:
    """Return the first token of one of the classes, None when there is none."""
    for token in tokens:
        if token.kind in kinds:
            return token
    return None


def place_of(tokens: Tokens, kinds: str) -> int:
    """Return the place of the first token of one of the classes; one must be there."""
    return next(place for place, token in enumerate(tokens) if token.kind in kinds)


def step(tokens: Tokens) -> int | None:
    """Return -1 for "last", 1 for "next", 0 for "this" and "that", None without such a word."""
    steps = [
        {"L": -1, "l": -1, "X": 1}.get(token.kind, 0) for token in tokens if token.kind in _WHICH
    ]
    return next((way for way in steps if way), 0) if steps else None


def from_focus(tokens: Tokens) -> bool:
    """Tell whether "that", "the following", "the next" count from what was spoken of before."""
    for before, token in zip((None, *tokens), tokens, strict=False):
        if token.kind == "D" or token.symbol == "then":
            return True
        if token.kind == "X" and not token.symbol and before is not None and before.kind == "t":
            return True
    return False


_WHICH = "LlXIDr"


def in_part_of_day(value: str, part: Token | None, *, relative: bool) -> Meaning:
    """Return the meaning of a day, or of its morning or night when one is named."""
    if part is None or days_of(value) is None:
        return calendar_time(value, relative=relative)
    return calendar_time(f"{value}T{part.symbol}", relative=relative, type="TIME")


def range_of(first: datetime.date, last: datetime.date, *, relative: bool) -> Meaning:
    """Return the meaning of the days from one to another: ``2011-01-07/2011-01-09``."""
    value = first.isoformat() if first == last else f"{first}/{last}"
    return Meaning("DATE", value, (first, last), relative)


def calendar_time(value: str, *, relative: bool = True, type: str = "DATE") -> Meaning:
    """Return the meaning of a calendar value."""
    return Meaning(type, value, days_of(value), relative)

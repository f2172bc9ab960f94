"""What goes wrong with time expressions, by kind, as counts."""

import re
from collections import Counter
from collections.abc import Iterable

from qa.contract.article import TimeExpression
from qa.evaluate.timeml import MarkedTime

NOT_FOUND = "marked by people and not found"
NOT_MARKED = "found and not marked by people"
SPAN = "value right, other span"
TYPE = "other type"
OPEN = "people left a figure open (1989-WXX)"
VAGUE = "vague on one side only"
GRAIN = "other grain (a day, a week, a year)"
OTHER = "same grain, another time"

_VAGUE = re.compile(r"[A-Z]+_REF|P.*X")


def count_errors(
    pairs: Iterable[tuple[MarkedTime, TimeExpression | None]], not_marked: int
) -> dict[str, int]:
    """Return how many errors there are of each kind, most first.

    ``pairs`` are the marked expressions, each with the one that was found for it; ``not_marked``
    counts those that were found where people marked none.
    """
    kinds = Counter({NOT_MARKED: not_marked})
    kinds.update(kind for mark, time in pairs if (kind := error_kind(mark, time)) is not None)
    return dict(sorted((+kinds).items(), key=lambda kind: (-kind[1], kind[0])))


def error_kind(mark: MarkedTime, time: TimeExpression | None) -> str | None:
    """Return what is wrong with what was found for a marked expression, None when nothing is."""
    if time is None:
        return NOT_FOUND
    if time.value == mark.value:
        return SPAN if time.span != mark.span else None
    if bool(_VAGUE.match(time.value)) != bool(_VAGUE.match(mark.value)):
        return VAGUE
    if time.type != mark.type:
        return TYPE
    if "X" in mark.value and "X" not in time.value:
        return OPEN
    return GRAIN if _shape(time.value) != _shape(mark.value) else OTHER


def _shape(value: str) -> str:
    return re.sub(r"\d", "0", re.sub(r"T.*", "T", value))

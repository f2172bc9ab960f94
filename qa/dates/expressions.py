"""Finds the time expressions of a news text and says what they mean.

The steps, each in its own file: ``scan`` finds the runs of words that may hold one, ``grammar``
says where it begins and ends, ``doubts`` puts aside what only looks like one, and ``resolve`` gives
it a TIMEX3 value and the days it can lie on. Nothing here knows what day it is today.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial

from qa.contract.article import Span, TimeExpression
from qa.dates.ambiguous import settled
from qa.dates.direction import direction
from qa.dates.doubts import is_none
from qa.dates.grammar import COMPOSED, GRAMMAR, SIMPLE
from qa.dates.meaning import Meaning, Scene, Tokens, pick
from qa.dates.neighbours import by_neighbours, is_shift, shared_tokens
from qa.dates.partial import interval
from qa.dates.ranges import in_order
from qa.dates.resolve import meaning
from qa.dates.scan import Run, day_first_in, lowered, runs
from qa.text.folding import narrow

# Where nothing is known of when a text was written it may be any of these days: what comes out
# the same for both does not depend on it. They differ in every figure of a date.
_ANY_DAY = (datetime.date(1000, 3, 1), datetime.date(2999, 12, 31))


def find_expressions(
    text: str,
    anchor: datetime.date | str | None = None,
    *,
    within: Sequence[Span] | None = None,
    day_first: bool | None = None,
) -> list[TimeExpression]:
    """Return the time expressions of a text in order of start, free of overlaps.

    ``anchor`` is when the text was written: a day, or a partial date ("2024", "2024-01",
    "2024-01-07") as ``Published.value`` has it. When only the month or year is known, an
    expression is read against its first and its last day: ``earliest`` and ``latest`` hold both
    readings, ``value`` has an ``X`` for each figure they differ in, and its ``anchor`` is None.
    Without an anchor a relative expression stays unresolved (``XXXX-10-23``, no days).
    ``day_first`` tells whether 03/04/2011 is of April, where the text does not tell itself.

    ``within`` limits the search to these spans, in order; offsets stay those of the whole text.

    >>> [(time.text, time.value) for time in find_expressions("Last year", "2011-01-07")]
    [('Last year', '2010')]

    :raises ValueError: when a partial date is not one.
    """
    if isinstance(anchor, datetime.date):
        return _expressions(text, within, (anchor, anchor), day_first)
    days = _ANY_DAY if anchor is None else interval(anchor)
    return _expressions(text, within, days, day_first)


def _expressions(
    written: str,
    within: Sequence[Span] | None,
    days: tuple[datetime.date, datetime.date],
    usual: bool | None,
) -> list[TimeExpression]:
    first, last = days
    exact = first == last
    scenes = [Scene(day, exact=exact) for day in ([first] if exact else [first, last])]
    unknown = (first, last) == _ANY_DAY
    text = narrow(written)
    lower = lowered(text)
    figures = day_first_in(lower)
    for scene in scenes:
        scene.day_first = usual if figures is None else figures
    found: list[TimeExpression] = []
    for span in within if within is not None else _whole(text):
        for run in runs(lower, span.start, span.end):
            for what, start, end in _times(run, text, lower, scenes, unknown):
                earliest, latest = what.days or (None, None)
                found.append(
                    TimeExpression(
                        Span(start, end),
                        written[start:end],
                        what.type,
                        what.value,
                        earliest,
                        latest,
                        first if what.relative and exact else None,
                    )
                )
    return in_order(found, text)


def _whole(text: str) -> tuple[Span, ...]:
    return (Span(0, len(text)),) if text else ()


def _times(
    run: Run, text: str, lower: str, scenes: list[Scene], unknown: bool
) -> Iterator[tuple[Meaning, int, int]]:
    """Yield meaning, start and end of each time expression that the words of a run make."""
    run, place, simple = settled(run, text, lower), 0, 0
    kinds = run.kinds
    while (found := _next_phrase(kinds, place, place < simple)) is not None:
        rule, first, last = found
        if rule == "duration" and is_shift(run, last, lower):
            rule, last = "shift", last + 1
        place = last
        if is_none(rule, run, first, last, text, lower):
            continue
        rule, last = by_neighbours(rule, run, first, last, text, lower)
        place = last
        if rule == "duration" and run.tokens[first].symbol == "~":
            first += 1  # "about two weeks" is said of two weeks
        tokens = run.tokens[first:last]
        start, end = run.start + tokens[0].start, run.start + tokens[-1].end
        if rule == "shift" and tokens[-1].kind in "<>":
            tokens = (*tokens[:-1], tokens[-1]._replace(kind="B", symbol=tokens[-1].kind))
        if rule == "unit_end" and first and kinds[first - 1] == "i":
            tokens = (run.tokens[first - 1], *tokens)  # since year-end
        tokens = (*tokens, *shared_tokens(rule, run, first, last))
        ways = _meanings(rule, tokens, scenes, partial(direction, lower, start, end))
        if ways is not None:
            what = ways[0] if len(ways) == 1 else _either(ways[0], ways[1], tokens, unknown)
            yield what, start, end
            yield from _as_last(rule, run, first, end, lower, scenes)
        elif rule in COMPOSED:  # "the week before 1995": its parts may be times
            place, simple = first, last


# "more this year than last"
_AS_LAST = re.compile(r" (?:as|than|from|to|versus|vs\.?) (last)(?=[.,;:)]|\s*$)")


def _as_last(
    rule: str, run: Run, first: int, end: int, lower: str, scenes: list[Scene]
) -> Iterator[tuple[Meaning, int, int]]:
    """Yield the "last" of "twice as much this year as last"."""
    this, unit = run.tokens[first], run.tokens[first + 1 : first + 2]
    last = _AS_LAST.match(lower, end) if rule == "unit" and this.kind == "I" and unit else None
    if last is not None and len(scenes) == 1:
        what = meaning(rule, (this._replace(kind="L"), *unit), scenes[0])
        if what is not None:
            yield what, last.start(1), last.end(1)


# The classes of a run are short and few: nearly every run of a text has been seen before.
@lru_cache(maxsize=1 << 14)
def _next_phrase(kinds: str, place: int, simple: bool) -> tuple[str, int, int] | None:
    """Return the rule that matches first at or after ``place``, and what it matches.

    ``simple`` leaves out the rules that are made of others.
    """
    match = (SIMPLE if simple else GRAMMAR).search(kinds, place)
    if match is None or match.lastgroup is None:
        return None
    first, last = match.span()
    # "the two-week crisis": the article belongs to the crisis.
    if (
        match.lastgroup in ("duration", "quarter")
        and kinds[first] in "ta"
        and kinds[last - 2] == "-"
        and kinds[first + 1] != "-"
    ):
        first += 1
    return match.lastgroup, first, last


def _meanings(
    rule: str, tokens: Tokens, scenes: list[Scene], way: Callable[[], int]
) -> list[Meaning] | None:
    """Return what an expression means in each scene, None when it is no time after all."""
    ways = []
    for scene in scenes:
        scene.direction = way
        what = meaning(rule, tokens, scene)
        if what is None:
            return None
        ways.append(what)
    return ways


def _either(one: Meaning, other: Meaning, tokens: Tokens, unknown: bool) -> Meaning:
    """Return what two readings of an expression have in common; all of it when they agree."""
    if one.value == other.value and one.days == other.days:
        return one._replace(relative=False)
    if one.value.endswith("_REF") or other.value.endswith("_REF"):
        # Told from one day, "last year" lies outside of the calendar.
        return Meaning(one.type, one.value if one.value.endswith("_REF") else other.value)
    parts, others = _PARTS.findall(one.value), _PARTS.findall(other.value)
    value = "".join(
        part if part == its else "X" * len(part) for part, its in zip(parts, others, strict=False)
    )
    weekday = pick(tokens, "W")
    if weekday is not None and pick(tokens, "M") is None:
        value = f"XXXX-WXX-{weekday.number + 1}{value[10:]}"
    if unknown or one.days is None or other.days is None:
        return Meaning(one.type, value)
    days = (min(one.days[0], other.days[0]), max(one.days[1], other.days[1]))
    return Meaning(one.type, value, days)


_PARTS = re.compile(r"\d+|\D+")

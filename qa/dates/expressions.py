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
from qa.dates.direction import direction
from qa.dates.doubts import counts_from_event, is_none, settled
from qa.dates.grammar import COMPOSED, GRAMMAR, SIMPLE
from qa.dates.meaning import Meaning, Scene, Tokens, pick
from qa.dates.partial import interval
from qa.dates.ranges import in_order
from qa.dates.resolve import meaning
from qa.dates.scan import Run, Token, day_first_in, lowered, runs
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
    kinds, place, simple = settled(run, text, lower), 0, 0
    while (found := _next_phrase(kinds, place, place < simple)) is not None:
        rule, first, last = found
        if rule == "duration" and _is_shift(run, last, lower):
            rule, last = "shift", last + 1
        place = last
        if is_none(rule, run, first, last, text, lower):
            continue
        if rule == "the_unit" and first == last - 2:
            rule, last = _the_unit(run, last, lower)
            place = last
        if rule == "duration" and run.tokens[first].symbol == "~":
            first += 1  # "about two weeks" is said of two weeks
        tokens = run.tokens[first:last]
        start, end = run.start + tokens[0].start, run.start + tokens[-1].end
        if rule == "shift" and tokens[-1].kind in "<>":
            tokens = (*tokens[:-1], tokens[-1]._replace(kind="B", symbol=tokens[-1].kind))
        tokens = (*tokens, *_year_after(rule, run, kinds, first, last))
        tokens = (*tokens, *_end_after(rule, run, kinds, last))
        tokens = (*tokens, *_nights_after(rule, run, kinds, last))
        ways = _meanings(rule, tokens, scenes, partial(direction, lower, start, end))
        if ways is not None:
            what = ways[0] if len(ways) == 1 else _either(ways[0], ways[1], tokens, unknown)
            yield what, start, end
        elif rule in COMPOSED:  # "the week before 1995": its parts may be times
            place, simple = first, last


_CLAUSE_ENDS = re.compile(r"['\"’”)]*(?:[.,;:!?]|\s*$)")


def _is_shift(run: Run, last: int, lower: str) -> bool:
    """Tell "a year before, ..." from "a year before the war": nothing follows to count from."""
    after = run.tokens[last : last + 1]
    if (
        not after
        or after[0].kind not in "<>"
        or run.kinds[last + 1 : last + 2] not in ("", ",", "j")
    ):
        return False
    end = run.start + after[0].end
    return _CLAUSE_ENDS.match(lower, end) is not None or _GOES_ON.match(lower, end) is not None


_GOES_ON = re.compile(r" (?:and|but|while|with)\b(?! (?:after|before)\b)")


def _the_unit(run: Run, last: int, lower: str) -> tuple[str, int]:
    """Tell "the day before," from "the day before he left" and from plain "the day"."""
    after = run.tokens[last : last + 1]
    if after and after[0].kind in "<>" and _CLAUSE_ENDS.match(lower, run.start + after[0].end):
        return "unit_before", last + 1
    end = run.start + run.tokens[last - 1].end
    return ("event_unit" if counts_from_event(lower, end) else "the_unit"), last


# "March to June 2011", "Aug. 1 and Oct. 31, 1989": the year stands once, at the end.
_UP_TO_YEAR = re.compile(
    r"(?:j[No]|(?:(?P<range>-|i)|,?j|,)(?:t?e-?)?(?:[No]-?f?)?M(?:-?[No])?(?:,?j?M(?:-?[No])?)*),?Y"
)


def _year_after(rule: str, run: Run, kinds: str, first: int, last: int) -> tuple[Token, ...]:
    """Return the year that a date without one shares with the date after it, if there is one."""
    if rule not in ("day", "days", "month") or not {"Y", "u", "Z"}.isdisjoint(kinds[first:last]):
        return ()
    shared = _UP_TO_YEAR.match(kinds, last)
    if shared is None:
        return ()
    year = run.tokens[shared.end() - 1]
    months = [token.number for token in run.tokens[first : shared.end()] if token.kind == "M"]
    over_new_year = shared["range"] is not None and months[0] > months[-1]
    return (year._replace(number=year.number - over_new_year),)


_ENDS_ON = re.compile(r"&(?:i?t?)(?P<day>M-?[No](?:,?Y)?|[No]f?M(?:,?Y)?)")


def _end_after(rule: str, run: Run, kinds: str, last: int) -> tuple[Token, ...]:
    """Return the day that "the quarter ended June 30" ends on, if it is named."""
    day = _ENDS_ON.match(kinds, last) if rule == "ended_unit" else None
    return run.tokens[slice(*day.span("day"))] if day else ()


_NIGHTS = re.compile(r"(?:,W)*,?jWp")


def _nights_after(rule: str, run: Run, kinds: str, last: int) -> tuple[Token, ...]:
    """Return the "nights" that "Monday" shares in "Monday and Tuesday nights"."""
    shared = _NIGHTS.match(kinds, last) if rule == "frequency" and kinds[last - 1] == "W" else None
    return (run.tokens[shared.end() - 1],) if shared else ()


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

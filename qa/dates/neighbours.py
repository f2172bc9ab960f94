"""What the words around a time expression make of it: a length, an unknown day, a shared year."""

import re

from qa.dates.doubts import counts_from_event, is_rate
from qa.dates.scan import Run, Token


def shared_tokens(rule: str, run: Run, first: int, last: int) -> tuple[Token, ...]:
    """Return the tokens behind an expression that it shares: a year, an end, "nights", a day."""
    kinds = run.kinds
    return (
        *_year_after(rule, run, kinds, first, last),
        *_end_after(rule, run, kinds, last),
        *_nights_after(rule, run, kinds, last),
        *_day_after(rule, run, kinds, first, last),
    )


_TODAY_IS = re.compile(r"\b(?:it['’]s|it is|this is|today (?:is|was|marks|marked)) $")


def by_neighbours(
    rule: str, run: Run, first: int, last: int, text: str, lower: str
) -> tuple[str, int]:
    """Return the rule that the words around an expression ask for, and where it ends then."""
    kinds, start = run.kinds[first:last], run.start + run.tokens[first].start
    end = run.start + run.tokens[last - 1].end
    if rule == "unit" and kinds in _LAST_UNIT:
        return _last_unit(run, first, last, lower), last
    if rule == "the_unit" and first == last - 2:
        return _the_unit(run, last, lower, text)
    if rule == "duration" and kinds in ("aU", "au") and is_rate(start, end, lower):
        return "frequency", last
    if rule == "unit" and kinds.startswith("tD") and counts_from_event(lower, end, text):
        return "same_as_event", last
    if rule == "ordinal_unit" and run.tokens[last - 1].symbol == "D":
        # "It is the second day of the strike" is said of today.
        today = _TODAY_IS.search(lower, max(0, start - len("today marked ")), start)
        return "the_unit" if today and kinds[0] == "t" else rule, last
    return rule, last


_CLAUSE_ENDS = re.compile(r"['\"’”)]*(?:[.,;:!?]|\s*$)")


def is_shift(run: Run, last: int, lower: str) -> bool:
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


_LAST_UNIT = frozenset(("tLU", "tLu", "tXU", "tXu"))


def _last_unit(run: Run, first: int, last: int, lower: str) -> str:
    """Tell "over the last week", a length, and "the last week of the campaign" from "last week"."""
    if lower.startswith(" of ", run.start + run.tokens[last - 1].end):
        return "event_unit"
    before, which, unit = run.tokens[first - 1 : first], run.tokens[last - 2], run.tokens[last - 1]
    length = before and before[0].kind == "i" and before[0].symbol in ("in", "over")
    return "length_to_now" if length and not which.symbol and unit.symbol in "WMY" else "unit"


def _the_unit(run: Run, last: int, lower: str, text: str) -> tuple[str, int]:
    """Tell "the day before," from "the day before he left" and from plain "the day"."""
    after = run.tokens[last : last + 1]
    if after and after[0].kind in "<>" and _CLAUSE_ENDS.match(lower, run.start + after[0].end):
        return "unit_before", last + 1
    end = run.start + run.tokens[last - 1].end
    return ("event_unit" if counts_from_event(lower, end, text) else "the_unit"), last


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


# "from 9 a.m. to 5 p.m. Monday", "7:30 a.m., 8:30 a.m. and noon on Jan. 7, 2011"
_HOURS_OF_DAY = re.compile(
    r"(?:(?:,?j|,|-|i)Cz?)+,?i?(?P<day>(?:W,?t?)?(?:M-?[No](?:,?Y)?|Z)|W|T)(?!p)"
)


def _day_after(rule: str, run: Run, kinds: str, first: int, last: int) -> tuple[Token, ...]:
    """Return the day that an hour shares with the hours after it, if they name one."""
    if rule != "clock" or not {"M", "W", "T", "Z"}.isdisjoint(kinds[first:last]):
        return ()
    shared = _HOURS_OF_DAY.match(kinds, last)
    return run.tokens[slice(*shared.span("day"))] if shared else ()

"""How many single cases of Microsoft's Recognizers-Text are found and resolved exactly.

The file is its ``DateTimeModel.json``: inputs with a reference time and the expressions in them,
each with its span and its possible resolutions. Its conventions are those of a calendar assistant,
so only the cases that TIMEX3 covers count; the others are counted by the reason they do not.
"""

import datetime
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.contract.article import TimeExpression
from qa.dates.expressions import find_expressions
from qa.dates.timex import days_of
from qa.errors import ArticleError

Result = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """How many of the applicable cases are right; ``left_out`` counts the others by reason.

    A case is right when each of its expressions is found with exactly its span and one of its
    resolutions. ``wrong`` holds the inputs of those that are not.
    """

    cases: int
    applicable: int
    right: int
    left_out: dict[str, int]
    wrong: tuple[str, ...]

    @property
    def share(self) -> float:
        """The right ones in percent of the applicable ones, 0.0 when there is none."""
        return 100 * self.right / self.applicable if self.applicable else 0.0


_TYPES = frozenset("date time datetime daterange timerange datetimerange duration set".split())
# Two ends in one span: TIMEX3 marks two expressions there.
_TWO_ENDS = re.compile(
    r"\b(?:from|between|to|through|until|till|and)\b|~|--|\w ?- ?(?:\d{1,2}(?!\d)\b|[a-z]{3})"
)
# A preposition inside the span: TIMEX3 leaves it out.
_PREPOSITION = re.compile(
    r"^(?:before|after|since|until|till|by|in|on|at|around|within|during|as of|prior to|from|ago"
    r"|starting|ending|later than|earlier than|no later than|on or)\b"
)
_FIGURES = re.compile(r"\b(\d{1,2})[-/.](\d{1,2})\b")


def evaluate_cases(path: Path) -> CaseFigures:
    """Measure on the cases of a file.

    A case is left out when nothing is to be found in it; when one of its expressions is of a kind
    TIMEX3 has not; when its span joins two ends of a range or takes in the preposition, which
    TIMEX3 does not; or when it reads figures day first that news in English reads month first.

    :raises ArticleError: when the file is not such a list of cases.
    """
    try:
        cases = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise ArticleError(str(path), f"not JSON ({error})") from error
    if not isinstance(cases, list):
        raise ArticleError(str(path), "not a list of cases")
    left_out: Counter[str] = Counter()
    wrong: list[str] = []
    applicable = 0
    for case in cases:
        reason = next(filter(None, map(_reason, case["Results"])), None)
        if not case["Results"]:
            reason = "nothing to find"
        if reason is not None:
            left_out[reason] += 1
            continue
        applicable += 1
        if not _is_right(case):
            wrong.append(case["Input"])
    return CaseFigures(
        cases=len(cases),
        applicable=applicable,
        right=applicable - len(wrong),
        left_out=dict(sorted(left_out.items())),
        wrong=tuple(wrong),
    )


def _reason(result: Result) -> str | None:
    """Return why an expression is outside of TIMEX3 or of news, None when it is inside."""
    kind, text = result["TypeName"].removeprefix("datetimeV2."), result["Text"].lower()
    values = result.get("Resolution", {}).get("values", [])
    if kind not in _TYPES:
        return f"of a kind TIMEX3 has not: {kind}"
    if "Start" not in result or not values:
        return "without a span or a resolution"
    if kind.endswith("range") and _TWO_ENDS.search(text):
        return "two ends of a range in one span"
    if _PREPOSITION.search(text):
        return "the preposition is part of the span"
    figures = _FIGURES.search(text)
    if figures and all(_reads_day_first(value, figures) for value in values):
        return "figures read day first"
    return None


def _reads_day_first(value: Mapping[str, str], figures: re.Match[str]) -> bool:
    day, month = (int(figure) for figure in figures.groups())
    resolved = value.get("value", value.get("start", ""))[5:10]
    return day != month and day <= 12 and resolved == f"{month:02d}-{day:02d}"


def _is_right(case: Mapping[str, Any]) -> bool:
    anchor = datetime.date.fromisoformat(case["Context"]["ReferenceDateTime"][:10])
    found = {
        (time.span.start, time.span.end): time for time in find_expressions(case["Input"], anchor)
    }
    for result in case["Results"]:
        time = found.get((result["Start"], result["End"] + 1))
        if time is None:
            return False
        if not any(_resolves(time, value) for value in result["Resolution"]["values"]):
            return False
    return True


def _resolves(time: TimeExpression, value: Mapping[str, str]) -> bool:
    """Tell whether an expression has the value or the days of a resolution.

    A day is right when it is the resolved day, a range when its first and last day are (``end``
    is exclusive there), anything else when its TIMEX is ours; a resolved clock time and our
    minutes are compared as far as both go.
    """
    timex, kind = value.get("timex", ""), value["type"]
    if time.value == timex or time.value == timex.strip("()").split(",")[-1]:
        return True
    if kind == "date" and time.earliest is not None:
        return time.earliest == time.latest and time.earliest.isoformat() == value.get("value")
    if kind == "datetime":
        return value.get("value", "").replace(" ", "T").startswith(time.value) and "T" in time.value
    if kind == "time":
        return time.value[10:] == f"T{value.get('value', '')[:5]}"
    if kind == "timerange":
        return time.value.endswith(timex)
    if kind == "daterange" and re.fullmatch(timex.replace("X", r"\d"), time.value):
        return time.value[:4] == value.get("start", "")[:4]  # "mid-November" is XXXX-11
    if kind == "daterange" and "start" in value and "end" in value and time.earliest is not None:
        covered = days_of(value["start"]), days_of(value["end"])
        if covered[0] is None or covered[1] is None or time.latest is None:
            return False
        last = covered[1][0] - datetime.timedelta(days=1)
        return (time.earliest, time.latest) == (covered[0][0], last)
    return False

"""The time scope of a question: "in 2010", "since March", "between 2010 and 2012", "last month"."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.contract.article import Span, TimeExpression
from qa.dates.expressions import find_expressions
from qa.dates.timex import bound
from qa.text.folding import narrow
from qa.text.question_words import QUESTION_WORD


@dataclass(frozen=True, slots=True)
class TimeScope:
    """The days that a question asks about.

    ``spans`` are the places in the question it was read from, prepositions included, in order;
    ``words`` says to a person what was understood. ``relation`` is "in", "before", "after",
    "since" or "between". ``earliest`` and ``latest`` are inclusive and None where open; both are
    None when a relative time ("last month") had no day to count from, as ``words`` then says.
    """

    spans: tuple[Span, ...]
    words: str
    relation: str
    earliest: datetime.date | None = None
    latest: datetime.date | None = None


_RELATIONS = {
    "before": "before",
    "prior to": "before",
    "earlier than": "before",
    "until": "until",
    "till": "until",
    "up to": "until",
    "by": "until",
    "after": "after",
    "later than": "after",
    "following": "after",
    "since": "since",
    "from": "since",
    "starting in": "since",
    "as of": "since",
    "between": "between",
    "in": "in",
    "on": "in",
    "at": "in",
    "of": "in",
    "for": "in",
    "over": "in",
    "during": "in",
    "within": "in",
    "throughout": "in",
}
_RELATION_BEFORE = re.compile(
    rf"\b(?P<word>{'|'.join(sorted(_RELATIONS, key=len, reverse=True))})\s+(?P<the>the\s+)?$",
    re.IGNORECASE,
)
# What stands between the two ends of a range.
_RANGE = re.compile(r"\s*(?:[-–—]|\b(?:and|to|until|till|through|up to)\b)\s*", re.IGNORECASE)
# A length that is counted from a day: "the past two years".
_COUNTED = re.compile(r"(?:the\s+)?(?:last|past|next|coming)\b", re.IGNORECASE)
_TIME_WORDS = "year|month|week|day|date|weekday|decade|century|season|quarter|hour|time|point"
_ASKS_FOR_TIME = re.compile(
    rf"^\W*(?:(?:and|but|so|then|ok|please)\b\W*)*(?:since |until |from |by )?when\b"
    rf"|\b(?:what|which)\s+(?:(?:exact|calendar|last|first)\s+)?(?:{_TIME_WORDS})s?\b(?!\s+of\s+the\s+art)"
    r"|\bhow\s+(?:long\s+ago|recently|soon|early|late)\b|\bwhat(?:'s|’s|\s+is|\s+was)\s+the\s+date\b"
    r"|[,;:]\s*when\s+(?:did|do|does|was|were|is|are|has|had|have|will|would)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:before|prior\s+to|after|following|since|during|until|at\s+the\s+time\s+of"
    r"|in\s+the\s+wake\s+of|in\s+the\s+run-up\s+to)\s+(?P<event>[^\s,;:?!.()\"“”][^,;:?!.()\"“”]*)",
    re.IGNORECASE,
)
_NO_TIME = re.compile(
    r"\b(?:(?:re|nick)?named|called|christened|modell?ed|patterned|look(?:s|ed|ing)?)\s+$",
    re.IGNORECASE,
)
# Where the name of an event ends: the question goes on with its verb or another circumstance.
_EVENT_ENDS = re.compile(
    r"\s+(?:did|do|does|has|had|have|was|were|is|are|will|would|could|can|in|on|at|by|when|why|how"
    r"|what|who|which|before|after|since|during)\b",
    re.IGNORECASE,
)


# "after the president was ousted": behind the question's own word such a verb is the event's.
_PASSIVE = re.compile(
    r"\s+(?:was|were|had|(?:had|has|have)\s+been)\s+(?:[a-z]+ed|[a-z]+en|held|met|shot|hit|cut"
    r"|built|made|lost|sold|set|sent|struck|left|put|paid|won|sunk|torn|brought|caught)\b",
    re.IGNORECASE,
)


def time_scope(question: str, as_of: datetime.date | None = None) -> TimeScope | None:
    """Return the days a question asks about, None when it names no time.

    ``as_of`` is the day that "last month" and "on Tuesday" are counted from; without one they are
    left unresolved, never counted from the clock. Several times that make no range are taken
    together, from the first to the last; vague ones ("recently") and lengths set no scope.

    >>> scope = time_scope("Why did China suspend ties in 2010?")
    >>> scope.words, scope.relation, scope.latest
    ('in 2010', 'in', datetime.date(2010, 12, 31))
    """
    question = narrow(question)
    times = [time for time in find_expressions(question, as_of) if _names_days(time)]
    if not times:
        return None
    for first, second in zip(times, times[1:], strict=False):
        if _RANGE.fullmatch(question[first.span.end : second.span.start]):
            return _between(question, first, second)
    scopes = [_scope(question, time) for time in times]
    return scopes[0] if len(scopes) == 1 else _together(scopes)


def asks_for_time(question: str) -> bool:
    """Tell whether a question asks when something was: "when", "in what year", "how long ago"."""
    return _ASKS_FOR_TIME.search(question) is not None


def named_event(question: str) -> Span | None:
    """Return where the question names what may be an event to be before, after, during or since.

    "Named after", "called after" and "looked after" speak of no time.

    >>> named_event("What did China do after Pelosi's visit?").of(
    ...     "What did China do after Pelosi's visit?")
    "Pelosi's visit"
    """
    found = _EVENT.search(question)
    if found is None or _NO_TIME.search(question, 0, found.start()):
        return None
    start, end = found.span("event")
    stop = _EVENT_ENDS.search(question, start, end)
    if stop is not None:
        passive = _PASSIVE.match(question, stop.start(), end)
        if passive is not None and QUESTION_WORD.search(question, 0, found.start()):
            stop = _EVENT_ENDS.search(question, passive.end(), end)
        end = stop.start() if stop else end
    event = Span(start, start + len(question[start:end].rstrip()))
    if any(time.span.overlaps(event) for time in find_expressions(question)):
        return None
    return event


def event_relation(question: str, event: Span) -> str:
    """Return "before", "after", "since" or "in" (during) for what ``named_event`` found."""
    before = question[: event.start].rstrip().lower()
    if before.endswith(("before", "prior to", "until", "run-up to")):
        return "before"
    if before.endswith(("after", "following", "wake of")):
        return "after"
    return "since" if before.endswith("since") else "in"


def without_time(question: str, scope: TimeScope | None) -> str:
    """Return the question without the words of its scope, for searching by its topic alone.

    Words that could not be resolved ("in the spring", without a day to count from) stay: an article
    may well say the same.

    >>> question = "Why did China suspend ties in 2010?"
    >>> without_time(question, time_scope(question))
    'Why did China suspend ties?'
    """
    if scope is None or (scope.earliest is None and scope.latest is None):
        return question
    pieces, place = [], 0
    for span in scope.spans:
        pieces.append(question[place : span.start].rstrip())
        place = span.end
    return "".join([*pieces, question[place:]]).strip(" ,;")


def _names_days(time: TimeExpression) -> bool:
    """Tell whether a time can limit a question: known days, or days that only lack an anchor."""
    if time.type not in ("DATE", "TIME", "DURATION"):
        return False
    if time.type == "DURATION":
        return time.earliest is not None or _COUNTED.match(time.text) is not None
    return time.earliest is not None or "X" in time.value


def _lead(question: str, time: TimeExpression) -> tuple[int, str, bool]:
    """Return where a time begins with its preposition, its relation, and whether "the" is there."""
    found = _RELATION_BEFORE.search(question, 0, time.span.start)
    if found is None:
        return time.span.start, "in", False
    word = " ".join(found["word"].lower().split())
    return found.start(), _RELATIONS[word], found["the"] is not None


def _scope(question: str, time: TimeExpression) -> TimeScope:
    start, relation, article = _lead(question, time)
    span = Span(start, time.span.end)
    words = span.of(question)
    if article:  # the noun that follows keeps its preposition: "before the visit"
        span = time.span
    first, last = time.earliest, time.latest
    if first is None or last is None:
        relation = {"until": "before", "between": "in"}.get(relation, relation)
        return TimeScope((span,), f"{words}: unknown without a day to count from", relation)
    if "/" in time.value and words.lower().startswith(("from", "between")):
        relation = "between"  # "from 3 to 5 May" has both its ends
    if time.anchor is not None:
        words += f": {first}" if first == last else f": {first} to {last}"
    # "before the 2012 visit" can be in 2012; "before 2012" cannot.
    if relation == "before":
        return TimeScope((span,), words, "before", None, last if article else bound(first, -1))
    if relation == "until":
        return TimeScope((span,), words, "before", None, last)
    if relation == "after":
        return TimeScope((span,), words, "after", first if article else bound(last, 1))
    if relation == "since":
        return TimeScope((span,), words, "since", first)
    both_ends = relation == "between" and "/" in time.value
    return TimeScope((span,), words, "between" if both_ends else "in", first, last)


def _between(question: str, first: TimeExpression, second: TimeExpression) -> TimeScope:
    start = _lead(question, first)[0]
    span = Span(start, second.span.end)
    words = span.of(question)
    if second.latest is not None and (first.earliest is None or first.anchor is not None):
        # "from March to June 2011": the year stands once, at the end.
        again = find_expressions(question, second.latest)
        first = next((time for time in again if time.span == first.span), first)
    earliest, latest = first.earliest, second.latest
    if earliest is None or latest is None:
        words = f"{words}: unknown without a day to count from"
        return TimeScope((span,), words, "between")
    return TimeScope((span,), words, "between", min(earliest, latest), max(earliest, latest))


def _together(scopes: Sequence[TimeScope]) -> TimeScope:
    known = [scope for scope in scopes if scope.earliest or scope.latest] or list(scopes)
    if len(known) == 1:
        return known[0]
    spans = tuple(span for scope in known for span in scope.spans)
    words = ", ".join(scope.words for scope in known)
    earliest = [scope.earliest for scope in known if scope.earliest]
    latest = [scope.latest for scope in known if scope.latest]
    return TimeScope(
        spans,
        words,
        known[0].relation,
        min(earliest) if len(earliest) == len(known) else None,
        max(latest) if len(latest) == len(known) else None,
    )

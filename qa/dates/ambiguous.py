"""Words that are a month or a weekday only where they stand so: May, March, Sun; April eight."""

import re
from itertools import pairwise

from qa.dates.scan import Run

# "after May said", "the March for Life": a person, a demonstration.
_VERB_AFTER = re.compile(r" (?:be|have|not|also|say|says|said|has|had|is|will|told|i|we|you)\b")
_PURPOSE_AFTER = re.compile(r" (?:for|on|to|of|in|by)\b")
_NAME_AFTER = re.compile(r"\.?\s+[A-Z][a-z]")
# "on April eight." is a day, "since April eight people" is none.
_SPELLED_DAY_ENDS = re.compile(
    r"[.,;:)]|\s*$|[ ]*\n|\s+(?:to (?:share|stock)?holders"
    r"|(?:record|reuter|and|to|until|through|at|from|with|which|all)\b)"
)
_DAYS = range(1, 32)


def settled(run: Run, text: str, lower: str) -> Run:
    """Return a run with the class ``_`` for a "may" or "Sun" that is no month or day.

    The number of "payable April eight" gets the class of a day of the month.
    """
    if "Mn" in run.kinds:
        run = _with_spelled_days(run, lower)
    if all(token.symbol != "?" for token in run.tokens):
        return run
    kinds = (
        token.kind if token.symbol != "?" or _is_name(place, run, text, lower) else "_"
        for place, token in enumerate(run.tokens)
    )
    return run._replace(kinds="".join(kinds))


def _with_spelled_days(run: Run, lower: str) -> Run:
    tokens = list(run.tokens)
    for place, (month, number) in enumerate(pairwise(run.tokens)):
        if month.kind + number.kind != "Mn" or number.number not in _DAYS:
            continue
        counted = lower.endswith("in ", 0, run.start + month.start)  # in April two.
        if not counted and _SPELLED_DAY_ENDS.match(lower, run.start + number.end):
            tokens[place + 1] = number._replace(kind="N")
    return Run(run.start, tuple(tokens), "".join(token.kind for token in tokens))


def _is_name(place: int, run: Run, text: str, lower: str) -> bool:
    """Tell whether an ambiguous word is a month or weekday, by its capital and its neighbours."""
    token = run.tokens[place]
    first, last = run.start + token.start, run.start + token.end
    before = run.kinds[place - 1] if place else ""
    after = run.kinds[place + 1 : place + 2]
    if after == ",":
        after = run.kinds[place + 2 : place + 3].strip("No")
    if before == "-" and after == "-" and run.kinds[place - 2 : place + 3 : 4] == "NY":
        return True  # 26-Feb-1987
    capital = text[first].isupper()
    written_out = lower[first:last] in ("may", "march")
    if token.kind == "W":
        if _NAME_AFTER.match(text, last) and after != "M":  # Sun Microsystems
            return False
        return capital and (after in ("M", "N", "C") or (before in ("i", "<", ">") and after == ""))
    if after and after in "NoY":
        return capital or written_out
    if before and before in "No":
        return capital
    if not capital or not written_out or not before or before not in "ieELXIf-jt<>=":
        return False
    if before == "t" and _PURPOSE_AFTER.match(lower, last):
        return False
    return _VERB_AFTER.match(lower, last) is None

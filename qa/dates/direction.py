"""Whether a sentence speaks of what is to come or of what has been, around a bare "Friday".

News says "said on Friday" of the Friday before and "will meet on Friday" of the one after; only
the words near by tell them apart.
"""

import re

# Characters looked at on either side: about a clause.
_BEFORE, _AFTER = 90, 40
_SIGNS = re.compile(
    r"(?P<future>\b(?:will|would|shall|won't|to be|is to|are to|going to|expect(?:s|ed)?|scheduled"
    r"|due|planned|plan(?:s|ning)? (?:an?|to|for)|ahead of|set for|set to|slated|upcoming"
    r"|beginning|deadline|expires?|matur(?:es?|ing)|payable|intend(?:s|ed)?|hope(?:s|d)? to"
    r"|extend(?:s|ed)?|as (?:early|soon) as|no later than)\b|['’]ll\b)"
    r"|(?P<past>\b(?:said|says|told|was|were|had|rose|fell|met|began|came|went|took|made|held|left"
    r"|got|won|lost|since|ago)\b|(?<!be )\b\w{2,12}[^aeiou\W]?ed\b)"
)
# A day that something lasts until, or is done by, lies ahead where no verb tells.
_AHEAD = re.compile(r"\b(?:until|till|by|through|as (?:early|soon) as|no (?:later|earlier) than) $")
_STOP = re.compile(r"[.!?][\"'’”)]*\s+(?=[a-z\"'“‘(])|\n\s*\n")


def direction(lower: str, start: int, end: int) -> int:
    """Return 1 when the words around ``lower[start:end]`` point ahead, -1 back, 0 neither way."""
    first = max(0, start - _BEFORE)
    for stop in _STOP.finditer(lower, first, start + 1):
        first = stop.end()
    sign = 0
    for found in _SIGNS.finditer(lower, first, start):
        sign = -1 if found.lastgroup == "past" else 1
    if sign:
        return sign
    last = min(len(lower), end + _AFTER)
    stop_after = _STOP.search(lower, end, last)
    found_after = _SIGNS.search(lower, end, stop_after.start() if stop_after else last)
    if found_after is None:
        return 1 if _AHEAD.search(lower, max(0, start - len(" no earlier than ")), start) else 0
    return -1 if found_after.lastgroup == "past" else 1

"""The members of an enumeration: "Norway, Portugal, Canada and Japan"."""

import re

from qa.contract.article import Span
from qa.ingest.lines import trimmed

MOST_WORDS = 8
"""Words of a member; where one is longer, the commas part clauses."""
MANY, MOST_OF_MANY = 4, 12
"""Of so many members none is a clause by chance: each may have so many words."""

_SEPARATOR = re.compile(
    r"\s*[,;]\s*(?P<last>and|or|as well as|plus)\s+|\s*[,;]\s+"
    r"|\s+(?P<only>and|or|as well as|&)\s+",
    re.IGNORECASE,
)
# What stands before the first member and is none of it.
_LED = re.compile(
    r"^.*?\b(?:such as|including|namely)\s*,?\s+|^(?:both|either|between)\s+|^[^,;]*?\s?:\s+",
    re.IGNORECASE,
)
_OPENING, _CLOSING = "([“", ")]”"


def enumerated(text: str) -> list[Span]:
    """Return where the members of an enumeration stand in a text; empty where it is none.

    A comma behind the last "and" parts no members: "Wilmington and Southport, North Carolina".

    >>> [span.of("jam, fish and bread") for span in enumerated("jam, fish and bread")]
    ['jam', 'fish', 'bread']
    >>> enumerated("Fennmark, a pension fund")
    []
    """
    led = _LED.match(text)
    start = led.end() if led and led.end() < len(text) else 0
    separators = _separators(text, start)
    joined = [place for place, (_, joins) in enumerate(separators) if joins]
    if joined:
        separators = separators[: joined[-1] + 1]
    elif len(separators) < 2:
        return []
    members = []
    for separator, _ in [*separators, (Span(len(text), len(text) + 1), False)]:
        member = trimmed(text, start, separator.start)
        if member is not None:
            members.append(member)
        start = separator.end
    most = MOST_WORDS if len(members) < MANY else MOST_OF_MANY
    long = any(len(member.of(text).split()) > most for member in members)
    return members if len(members) > 1 and not long else []


def _separators(text: str, start: int) -> list[tuple[Span, bool]]:
    """Return what parts members, outside of brackets and quotation marks, and whether it joins."""
    found: list[tuple[Span, bool]] = []
    depth, place = 0, start
    while place < len(text):
        depth += text[place] in _OPENING
        depth -= text[place] in _CLOSING and depth > 0
        separator = _SEPARATOR.match(text, place) if depth == 0 and place > start else None
        if separator:
            found.append((Span(*separator.span()), bool(separator["last"] or separator["only"])))
            place = separator.end()
        else:
            place += 1
    return found

"""Where a report was sent from and when: ``WASHINGTON, Jan. 7, 2011 -`` at the start of a story.

One pattern for all that ask: it dates an article, it marks prose, it is no part of a clause, and
no answer stands in it.
"""

import re
from dataclasses import dataclass

from qa.contract.article import Span
from qa.dates.written import DAY
from qa.text.folding import narrow

LONGEST = 200
"""Code points within which a dateline ends; the longest seen have about 100."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """The parts of a dateline in code points of the line; ``end`` is where the report begins.

    ``day`` is the date as written, with or without its year, None where only an agency is named.
    """

    place: Span
    day: Span | None
    end: int


NAME = r"[^\W\d_a-z][\w.'’-]*"
_OF = r"(?:de|del|la|las|los|da|do|dos|of|upon|on|the|am|an|der)"
_PLACE = rf"{NAME}(?:[\s/]+(?:{_OF}\s+)?{NAME}){{0,4}}(?:,\s*{NAME}(?:\s+{NAME}){{0,2}}){{0,2}}"
_AGENCY = r"(?:\([A-Z][^()\n]{1,50}\)|/[A-Z][\w .-]{1,30}/)"
_DASH = r"\s*(?:--?|[–—])(?:\s+|$|(?<=[–—])(?=\w))"
# "Smith (Republican) - who won" begins like "LONDON (Reuters) - who won".
_IN_CAPITALS = r"(?=[^\W\d_a-z]{4}|[^\W\d_a-z]{2,3}\.?\s[^\W\d_a-z]{2})"
_DATELINE = re.compile(
    r"(?!(?:In|On|At|By|From|After|Before|Since|Until)\s)"
    rf"(?:(?P<place>{_PLACE})\s*(?:{_AGENCY}\s*)?(?:,|(?<=\.))\s*(?P<day>(?i:{DAY}))"
    rf"(?:\s*,?\s*{_AGENCY}|,\s*(?:Reuters?|AP|AFP|UPI|DPA|Xinhua)){{0,2}},?"
    rf"(?:{_DASH}|(?<=\d\d\d\d):\s+)"
    rf"|{_IN_CAPITALS}(?P<sent>{_PLACE})\s*{_AGENCY}{_DASH})"
)
_BARE = re.compile(
    r"(?P<place>(?:[A-Z][A-Z.'’]+|ST\.)(?:[ /-][A-Z][A-Z.'’]+){0,4}(?:, ?[A-Z][\w.]{1,20}){0,2})"
    r"(?: -{1,2} | ?[–—] ?)"
)


def find_dateline(line: str) -> Dateline | None:
    """Return the dateline that a line begins with, None when it begins with none.

    A place alone is none, for "NASA - the space agency - said" begins like one: a day or an agency
    must follow it, and a dash.

    >>> text = "WASHINGTON, Jan. 7, 2011 - China will talk."
    >>> dateline = find_dateline(text)
    >>> dateline.day.of(text), text[dateline.end:]
    ('Jan. 7, 2011', 'China will talk.')
    >>> find_dateline("NASA - the space agency - said so.") is None
    True
    """
    found = _DATELINE.match(narrow(line[:LONGEST]))
    if found is None:
        return None
    name = "place" if found["place"] else "sent"
    day = Span(*found.span("day")) if found["day"] else None
    return Dateline(Span(*found.span(name)), day, found.end())


def find_bare_dateline(line: str) -> Dateline | None:
    """Return a dateline, also one of a place in capitals alone: "NEW YORK - Shares fell".

    For what does no harm when it was none: telling prose from headlines.
    """
    dateline = find_dateline(line)
    if dateline is not None:
        return dateline
    found = _BARE.match(line, 0, LONGEST)
    return None if found is None else Dateline(Span(*found.span("place")), None, found.end())

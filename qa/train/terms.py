"""Terms of one kind: years, months, ordinals, names; what may stand in another's place.

"Who won in 1988?" is nearly answered by a sentence about 1992. Which other year makes the nearest
miss, the passage says; where it has none, the neighbours on the scale do.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.text.months import MONTHS, WEEKDAYS
from qa.text.numbers import CARDINALS, ORDINALS

SEASONS = ("spring", "summer", "autumn", "winter")
FIRST = tuple(ORDINALS)[:10]
COUNTS = tuple(CARDINALS)[1:10]
"""Without "one", which as often counts nothing: "one of the delegates"."""
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
OFFICES = (
    "president", "prime minister", "minister", "secretary", "governor", "mayor", "chairman",
    "director", "chancellor", "king", "queen", "ambassador", "chief executive", "captain", "coach",
)  # fmt: skip
SCALES = (
    ("month", MONTHS, 0),
    ("weekday", WEEKDAYS, 0),
    ("season", SEASONS, 0),
    ("ordinal", FIRST, re.IGNORECASE),
    ("count", COUNTS, 0),
    ("office", OFFICES, re.IGNORECASE),
)

NEAR = 3
"""How far from a term on its scale one is made up that no text has."""

_NUMBERED = (
    r"\b(?:[Ss]easons?|[Ss]eries|[Pp]art|[Cc]hapter|[Vv]olume|[Rr]ound|[Pp]hase|[Ss]tage|[Ww]eek"
    r"|[Dd]ay|[Gg]ame|[Vv]ersion|[Gg]rade|[Ss]tep) (\d{1,2})\b(?!\.\d)"
)
_PATTERNS = (
    ("year", re.compile(r"\b((?:1[0-9]|20)\d\d)\b(?!s)")),
    ("numbered", re.compile(_NUMBERED)),
    ("nth", re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b")),
    ("numeral", re.compile(rf"(?<=[a-z] )({'|'.join(ROMAN)})\b")),
    *(
        (kind, re.compile(rf"(?<!^)\b({'|'.join(scale)})\b", flags))
        for kind, scale, flags in SCALES
    ),
)
_NAME = re.compile(r"[A-Z]\w*[a-z]\w*(?:(?: (?:of|the|de|von|van))? [A-Z]\w*[a-z]\w*)*")
_PLACED = re.compile(r"\b(?:in|at|near|from|to) (?:the )?$")
_OPENING = re.compile(r"(?:^|[.!?:\n]['\"”’)\]]*\s+|[\"“‘(])$")
_DATED = frozenset(MONTHS + WEEKDAYS)
# Capital letters that name nothing: titles, short months, words that open a clause in a headline.
_NAMELESS = frozenset(
    """Mr Mrs Ms Dr Sir Sen Rep Gov Lt Gen Col Capt Prof Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct
    Nov Dec If Let Well Imagine That This These Those Here There Did Do Does Okay Yes No Not But And
    Or So It He She They We You His Her Their Our My What When Where Who Why How While Nobody
    Everyone Someone Compared Probably Also Still Now Then Today In On At For From With By As Of To
    An Every Each All Some Many Most Another Other Such Just Even Only Our Your Its""".split()
)


@dataclass(frozen=True, slots=True)
class Term:
    """A term at ``start`` to ``end`` of a text; two of one ``kind`` may stand for each other."""

    start: int
    end: int
    text: str
    kind: str


def terms(text: str) -> list[Term]:
    """Return the terms of ``text`` in order; none overlaps another.

    >>> [(term.text, term.kind) for term in terms("Who won the third final in Paris in 1988?")]
    [('third', 'ordinal'), ('Paris', 'place'), ('1988', 'year')]
    """
    taken: list[Term] = []
    for term in _all(text):
        if not any(term.start < other.end and other.start < term.end for other in taken):
            taken.append(term)
    return sorted(taken, key=lambda term: term.start)


def _all(text: str) -> Iterator[Term]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if match.group() != "May":  # which is a verb as often
                yield Term(*match.span(1), match[1], kind)
    for match in _NAME.finditer(text):
        before = text[: match.start()]
        if _OPENING.search(before[-6:]) or match.group() in _DATED | _NAMELESS:
            continue
        yield Term(*match.span(), match.group(), "place" if _PLACED.search(before) else "name")


def another(term: Term, passage: str, banned: str, chance: random.Random) -> str | None:
    """Return another term of the kind, of ``passage`` if it has one, that ``banned`` lacks.

    Names and places come from the passage alone; None when it has no other. A name is as long as
    the term, one word or several, and shares no word with it.
    """
    known = sorted({other.text for other in terms(passage) if other.kind == term.kind})
    lowered = banned.lower()
    free = [other for other in known if fits(term, other) and other.lower() not in lowered]
    if term.kind in ("name", "place"):
        return chance.choice(free) if free else None
    if free and chance.random() < 0.7:
        return chance.choice(free)
    near = [other for other in neighbours(term) if not re.search(rf"\b{other}\b", banned, re.I)]
    return chance.choice(near) if near else None


def fits(term: Term, other: str) -> bool:
    """Tell whether ``other`` may stand for the term: as long, and no word in both."""
    mine, theirs = (frozenset(text.lower().split()) for text in (term.text, other))
    return not mine & theirs and (len(mine) > 1) == (len(theirs) > 1)


def neighbours(term: Term) -> list[str]:
    """Return what stands within ``NEAR`` places of the term on its scale, in order.

    >>> neighbours(Term(0, 4, "1988", "year"))
    ['1985', '1986', '1987', '1989', '1990', '1991']
    """
    if term.kind == "nth":
        return []
    if term.text.isdigit():
        here = int(term.text)
        return [str(n) for n in range(max(1, here - NEAR), here + NEAR + 1) if n != here]
    for scale in (*(scale for _, scale, _ in SCALES), ROMAN):
        if term.text in scale:
            here = scale.index(term.text)
            return [o for n, o in enumerate(scale) if n != here and abs(n - here) <= NEAR]
    return []

"""The sides of a comparison: "Compare what Panetta and Gates said about China"."""

import re
from dataclasses import dataclass

from qa.text.words import words

MOST_SIDE_WORDS = 6
"""Words that name one side; what is longer is a clause and was read wrongly."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Two things that are compared, as typed, and the ``matter`` that they are compared in.

    ``matter`` is empty where none is named. ``speak`` tells that what they said is asked for.
    """

    names: tuple[str, str]
    matter: str = ""
    speak: bool = False


_JOIN = r"\s+(?:and|with|to|versus|vs\.?|against|&)\s+"
_OF = (
    r"(?:positions?|views?|statements?|figures?|plans?|opinions?|claims?|accounts?|numbers?"
    r"|remarks?)"
)
_OPENING = re.compile(
    r"(?:(?:please\s+)?(?:compare|contrast)\s+"
    r"|(?:what|where)(?:['’]s|\s+is|\s+are|\s+was|\s+were)\s+the\s+(?:main\s+)?differences?"
    r"\s+between\s+|(?:the\s+)?differences?\s+between\s+)"
    rf"(?:(?:what|how)\s+|the\s+{_OF}\s+of\s+)?(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_DIFFER = re.compile(
    r"(?:how|where|in\s+what)\s+(?:do|does|did|is|are|was|were)\s+(?P<rest>\S.*?)\s+"
    r"(?:differ|disagree|compare|different)\b(?P<matter>.*)",
    re.IGNORECASE | re.DOTALL,
)
_VERSUS = re.compile(
    r"(?P<one>[^?.,;]+?)\s+(?:versus|vs\.?)\s+(?P<other>[^?.,;]+?)\W*$", re.IGNORECASE | re.DOTALL
)
# Where the second side ends and the matter begins.
_MATTER = re.compile(
    r"\s+(?:(?P<speak>(?:have\s+|has\s+|had\s+)?(?:said|say|says|told|think|thinks|thought|claimed?"
    r"|stated?|wrote|argued?))|want(?:s|ed)?|did|does|do|propose[sd]?|plan(?:s|ned)?|offer(?:s|ed)?"
    r"|on|about|regarding|over|for|in|concerning|as\s+to)\b(?P<matter>.*)",
    re.IGNORECASE | re.DOTALL,
)
_POSSESSED = re.compile(r"^(?P<side>.*?(?:['’]s|s['’]))\s+(?P<matter>\S.*)", re.DOTALL)
# "the death toll in Alba and Brest": the matter of both stands before the first of them.
_SHARED = re.compile(
    r"(?P<matter>[^A-Z]+?)\s+(?:of|in|for|at)\s+(?P<side>(?:(?:the|a|an)\s+)?[A-Z].*)", re.DOTALL
)
_LED = re.compile(
    r"^(?:(?:about|on|in|over|regarding|of|to|for|their|the|do|with|concerning)\s+)+", re.IGNORECASE
)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def sides(asked: str) -> Sides | None:
    """Return what is compared with what, None when nothing is.

    >>> sides("Compare what Panetta and Gates said about China")
    Sides(names=('Panetta', 'Gates'), matter='China', speak=True)
    >>> sides("union vs company on the pay rise").matter
    'pay rise'
    """
    differ = _DIFFER.match(asked)
    if differ:
        return _split(differ["rest"], differ["matter"])
    opening = _OPENING.match(asked)
    if opening:
        return _split(opening["rest"], "")
    versus = _VERSUS.match(asked)
    return _sides(versus["one"], versus["other"], "") if versus else None


def asked_of(sides: Sides, side: int) -> str:
    """Return the question that a side, 0 or 1, answers by itself; "" where no matter is named.

    >>> asked_of(Sides(("Panetta", "Gates"), "China", speak=True), 1)
    'What did Gates say about China?'
    >>> asked_of(Sides(("Alba", "Brest"), "death toll"), 0)
    'What is the death toll of Alba?'
    """
    name = sides.names[side]
    if not sides.matter:
        return ""
    if sides.speak:
        return f"What did {name} say about {sides.matter}?"
    return f"What is the {sides.matter} of {name}?"


def _split(rest: str, matter: str) -> Sides | None:
    """Split "A and B said about C" into its sides."""
    found = re.split(_JOIN, rest, maxsplit=1, flags=re.IGNORECASE)
    return _sides(found[0], found[1], matter) if len(found) == 2 else None


def _sides(one: str, other: str, matter: str) -> Sides | None:
    """Put the sides together; what follows the second one's name is the matter."""
    speak = False
    possessed = _POSSESSED.match(other) if re.search(r"(?:['’]s|s['’])$", one.strip()) else None
    ends = _MATTER.search(other)
    if possessed:
        other, matter = possessed["side"], f"{possessed['matter']} {matter}"
    elif ends:
        speak = bool(ends["speak"])
        other, matter = other[: ends.start()], f"{ends['matter']} {matter}"
    shared = _SHARED.match(_ARTICLE.sub("", one.strip()))
    if shared and not matter.strip() and not _SHARED.match(other.strip()):
        one, matter = shared["side"], shared["matter"]
    names = (_name(one), _name(other))
    if not all(1 <= len(words(name)) <= MOST_SIDE_WORDS for name in names):
        return None
    return Sides(names, _LED.sub("", matter.strip(" \t\n?!.,;:")), speak)


def _name(side: str) -> str:
    """Return the name of a side without its article and the ending of its possessive."""
    return re.sub(r"(?:['’]s|(?<=s)['’])$", "", _ARTICLE.sub("", side.strip(" \t\n?!.,;:")))

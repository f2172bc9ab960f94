"""A deputy is not the one whose deputy he is: offices asked for and offices named.

The reader was trained on texts where the office asked for is named in the passage or nowhere. In
news the deputy speaks, and "U.S. Deputy Assistant Secretary of Defense" has every word of "the U.S.
Defense Secretary".
"""

import re

from qa.contract.candidates import Candidate
from qa.index.view import View
from qa.question.question import Question

_OFFICE = (
    r"(?P<office>secretar(?:y|ies)|presidents?|(?:prime\s+)?ministers?|premiers?|chancellors?"
    r"|directors?|chair(?:man|men|woman|women|person)?|chiefs?|heads?|leaders?|governors?|mayors?"
    r"|commanders?|commissioners?|ambassadors?|attorneys?|speakers?|managers?|editors?|inspectors?)"
)
# "under President Obama" names the president: only a secretary has an under secretary.
_SECOND = r"(?:deputy|vice|assistant|associate|under(?=[\s-]+secretar))"

# Who held the office before, and what only belongs to its holder.
_BEFORE = r"(?:former|ex|ousted|outgoing)"
_NAMED = re.compile(
    rf"\b(?P<second>{_SECOND}[\s-]+(?:\w+[\s-]+){{0,2}}?)?"
    rf"(?P<former>{_BEFORE}[\s-]+(?:\w+[\s-]+){{0,2}}?)?{_OFFICE}\b(?P<owner>['’]s\b)?",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:is|are)\b", re.IGNORECASE)


def deputy(view: View, question: Question, candidate: Candidate) -> float:
    """Return 1.0 where the quote names only a deputy of the one asked for, or one before him."""
    return float(of_a_deputy(question.text, candidate.sentence))


def of_a_deputy(question: str, quote: str) -> bool:
    """Tell whether ``quote`` names an office that ``question`` asks about, but not its holder.

    >>> of_a_deputy("Who is the Defense Secretary?", "Deputy Assistant Secretary of Defense Chase")
    True
    >>> of_a_deputy("Who is the deputy secretary?", "Deputy Assistant Secretary of Defense Chase")
    False
    >>> of_a_deputy("Who is the president?", "Vice President Xi met President Hu.")
    False
    >>> of_a_deputy("Who is the director?", "The former director, Elsa Vik, sued.")
    True
    """
    now = _NOW.search(question) is not None
    asked = {office for office, second in _offices(question, now) if not second}
    named = [(office, second) for office, second in _offices(quote, now) if office in asked]
    return bool(named) and all(second for _, second in named)


def _offices(text: str, now: bool) -> list[tuple[str, bool]]:
    """Return each office named, in lower case, and whether another than its holder is meant.

    Who held it before is another where it is asked who holds it ``now``.
    """
    return [
        (
            m["office"].lower(),
            bool(m["second"] or m["owner"] or (now and m["former"])),
        )
        for m in _NAMED.finditer(text)
    ]

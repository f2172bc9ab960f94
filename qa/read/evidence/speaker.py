"""Whether an answer is named as the speaker where it is asked who said something."""

import re

from qa.contract.candidates import Candidate
from qa.index.view import View
from qa.question.question import Question

_SAYING = (
    r"(?:said|says|told|tells|warned|added|argued|wrote|tweeted|claimed|announced|insisted|noted"
    r"|explained|testified|declared|stated|asked|called|suggested|recalled|predicted|urged|joked"
    r"|complained|conceded|acknowledged|admitted|replied|responded|quipped|boasted|stressed|vowed)"
)
_ASKS = re.compile(
    rf"\bwho\b.*\b(?:{_SAYING}|say|quoted)\b|\baccording\s+to\s+whom\b", re.IGNORECASE | re.DOTALL
)
_BEFORE = re.compile(
    rf"(?:\b{_SAYING}(?:\s+\w+)?|\baccording\s+to)\s+(?:[\w.,’'-]+\s+){{0,4}}$", re.I
)
_BEHIND = re.compile(rf"[^.“”\"]{{0,60}}?\b{_SAYING}\b", re.IGNORECASE)


def speaker(view: View, question: Question, candidate: Candidate) -> float:
    """Return 1.0 for an answer with a verb of saying beside it, where it is asked who said so."""
    if not _ASKS.search(question.text):
        return 0.0
    sentence, place = candidate.sentence, candidate.place
    beside = _BEFORE.search(sentence[: place.start]) or _BEHIND.match(sentence, place.end)
    return float(beside is not None)

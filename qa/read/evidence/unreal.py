"""Whether a sentence tells of what was only planned, or did not happen, where a fact is asked."""

import re

from qa.contract.candidates import Candidate
from qa.index.view import View
from qa.question.question import Question

# In the clause around the answer: a plan, a refusal, a possibility.
_UNREAL = re.compile(
    r"\b(?:cancel\w*|call(?:ed|ing)?\s+off|turn(?:ed|ing|s)?\s+down|reject\w*|declin(?:ed?|ing)"
    r"|postpon\w*|propos\w*|plan(?:s|ned|ning)?|schedul\w*|due\s+to|would|could|might|may"
    r"|hop(?:es?|ed|ing)\s+to|expect\w*|fail(?:s|ed)?\s+to|refus\w*|threaten\w*|intend\w*"
    r"|consider\w*|never|not|n[o'’]t|no\s+longer|unless|if|abandon\w*|scrap\w*|deni(?:ed|es)|deny"
    r"|suspend\w*|block\w*|prevent\w*|avoid\w*|will|going\s+to|aim(?:s|ed)?\s+to|want\w*\s+to)\b",
    re.IGNORECASE,
)
_ASKS_OF_PLANS = re.compile(
    rf"{_UNREAL.pattern}|\b(?:supposed|should|can|invite\w*|offer\w*|seek\w*|urge\w*)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:did|was|were|had|has|have)\b|\b\w+ed\b", re.IGNORECASE)


def unreal(view: View, question: Question, candidate: Candidate) -> float:
    """Return 1.0 where what happened is asked, and the quote tells of what did not, or not yet.

    A question that speaks of plans and refusals itself may well be answered by them.
    """
    if not _PAST.search(question.text) or _ASKS_OF_PLANS.search(question.text):
        return 0.0
    return float(_UNREAL.search(candidate.sentence) is not None)

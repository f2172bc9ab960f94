"""Where a cause is told: what a *why* question looks for.

The reader saw few *why* questions in its training, and takes the nearest clause for the cause. The
words that tell a cause are a closed class (Girju, "Automatic detection of causal relations for
question answering", 2003), and news uses a few more ("sanctions over the test").
"""

import re

from qa.contract.candidates import Candidate
from qa.index.view import View
from qa.question.question import Question

_WHY = re.compile(
    r"\bwhy\b|\bhow come\b|\b(?:what|which)\s+(?:reason|cause|prompt|led)", re.IGNORECASE
)

_CUE = re.compile(
    r"\b(?:because(?:\s+of)?|due\s+to|owing\s+to|thanks\s+to|on\s+account\s+of"
    r"|(?:in\s+)?(?:response|reaction|retaliation|answer)\s+(?:to|for)"
    r"|(?:in\s+)?(?:anger|protest|outrage|fury)\s+(?:at|over|against|of|about)"
    r"|as\s+a\s+result\s+of|amid|over|following|so\s+that|in\s+order\s+to)\s+(?=\S)",
    re.IGNORECASE,
)


def cause(view: View, question: Question, candidate: Candidate) -> float:
    """Return 1.0 for an answer that begins with such words or right behind them, to a *why*."""
    if not _WHY.search(question.text):
        return 0.0
    start = candidate.place.start
    return float(any(start in cue.span() for cue in _CUE.finditer(candidate.sentence)))

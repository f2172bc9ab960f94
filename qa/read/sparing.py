"""Passages read in order of promise, until what is left can hardly come first.

What speaks for a passage is known before it is read, and the rest of the evidence for a candidate
rarely outweighs it. So the passages that were found first are read, and of the others those only
for which nearly as much speaks as for the best candidate so far.
"""

import math
from collections.abc import Sequence

from qa.contract.candidates import Candidate, Hit
from qa.index.view import View
from qa.question.question import Question
from qa.read.evidence.retrieval import OF_PASSAGE
from qa.read.models import Models
from qa.read.rank import shortlist
from qa.read.reader import apart

FIRST = 4
"""Passages that are always read: with three, two of 475 first candidates are lost, none right."""


def read_promising(
    view: View, question: Question, hits: Sequence[Hit], models: Models
) -> list[Candidate]:
    """Return the candidates of the passages worth reading, best first, none overlapping another."""
    within = models.calibration.read_within
    if within == math.inf:
        return models.reader.read(question.wording, hits)
    candidates = models.reader.read(question.wording, hits[:FIRST])
    best = shortlist(view, question, candidates, models.calibration)
    least = best[0].rank - within if best else -math.inf
    others = [hit for hit in hits[FIRST:] if promise(hit, models) >= least]
    if not others:
        return candidates
    return apart([*candidates, *models.reader.read(question.wording, others)])


def promise(hit: Hit, models: Models) -> float:
    """Return what speaks for a passage itself, in units of the shortlist."""
    weights = models.calibration.shortlist
    return sum(weights.get(name, 0.0) * value(hit) for name, value in OF_PASSAGE.items())

"""How sure an answer is: from its evidence to the probability that it is right.

A logistic regression, fitted on questions of several kinds that no model was trained on. Platt,
"Probabilistic outputs for support vector machines", 1999; Kamath, Jia and Liang, "Selective
question answering under domain shift", ACL 2020, for using more than the reader's own score.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa.contract.candidates import Candidate
from qa.read.calibration import Calibration
from qa.read.rank import Weighed, weighted_sum
from qa.retrieve.retriever import Retrieved
from qa.text.words import coverage, stems

# A lead past this says no more.
MOST_LEAD = 8.0

# Two answers say the same when this share of the words of the one is in the other.
AGREEMENT = 0.7


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with all that is known of it.

    ``evidence`` is by name, that of ``COMPARED`` included; ``rank`` is what the order is by;
    ``confidence``, 0 to 1, is the probability that the answer is right. One that was not verified
    has confidence 0.0: nothing is claimed of it.
    """

    candidate: Candidate
    evidence: Mapping[str, float]
    rank: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was retrieved for a question, and the candidates read from it, best first."""

    retrieved: Retrieved
    judged: tuple[Judged, ...]


def judge(weighed: Sequence[Weighed], calibration: Calibration) -> list[Judged]:
    """Return the ranked candidates of a question with their confidence, in the order given."""
    verified = [each for each in weighed if each.candidate.verified is not None]
    judged = []
    for each in weighed:
        if each.candidate.verified is None:
            judged.append(Judged(each.candidate, each.evidence, each.rank, 0.0))
            continue
        values = {**each.evidence, **compared(each, verified)}
        judged.append(Judged(each.candidate, values, each.rank, confidence(calibration, values)))
    return judged


def compared(each: Weighed, weighed: Sequence[Weighed]) -> dict[str, float]:
    """Return the evidence of a candidate among those ``weighed``.

    The lead is over the best of another sentence, ``MOST_LEAD`` when there is none: is there
    another candidate elsewhere? Agreement counts the other articles that give the same words, 2 at
    most.
    """
    answer = stems(each.candidate.words)
    others = [other for other in weighed if not _same_sentence(other.candidate, each.candidate)]
    best = max((other.rank for other in others), default=each.rank - MOST_LEAD)
    agreeing = {
        other.candidate.passage.article_id
        for other in others
        if other.candidate.passage.article_id != each.candidate.passage.article_id
        and answer
        and coverage(answer, stems(other.candidate.words)) > AGREEMENT
    }
    return {
        "lead": max(-MOST_LEAD, min(MOST_LEAD, each.rank - best)),
        "agreement": min(2.0, float(len(agreeing))),
    }


def confidence(calibration: Calibration, values: Mapping[str, float]) -> float:
    """Return the probability, 0 to 1, that an answer with this evidence is right."""
    total = calibration.bias + weighted_sum(calibration.confidence, values)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def _same_sentence(one: Candidate, other: Candidate) -> bool:
    """Tell whether two candidates stand in the same sentence; passages overlap by one."""
    return one.passage.article_id == other.passage.article_id and one.quote == other.quote

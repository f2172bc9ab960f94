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
from qa.read.rank import Weighed, same_sentence, weighted_sum
from qa.retrieve.retriever import Retrieved
from qa.text.words import question_stems

# A lead past this says no more.
MOST_LEAD = 8.0

# Two answers say the same when the shorter has this share of its words in the longer one, and the
# longer one this share in the shorter: "arms sales to Taiwan" and "selling arms to Taiwan".
MOST_OF_SHORTER, SOME_OF_LONGER = 0.6, 0.3


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
    """What was retrieved for a question, and the candidates read from it, best first.

    ``further`` are candidates of articles that no verified one speaks for, verified besides: they
    neither come first nor change what the others are worth.
    """

    retrieved: Retrieved
    judged: tuple[Judged, ...]
    further: tuple[Judged, ...] = ()


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

    The lead is over the best of another sentence that says something else, ``MOST_LEAD`` when there
    is none: is there another answer? Agreement counts the other articles that say the same, 2 at
    most.
    """
    mine = each.candidate
    others = [other for other in weighed if not same_sentence(other, each)]
    agreeing = [other for other in others if say_the_same(other.candidate.words, mine.words)]
    rivals = [other.rank for other in others if other not in agreeing]
    articles = {other.candidate.passage.article_id for other in agreeing}
    best = max(rivals, default=each.rank - MOST_LEAD)
    return {
        "lead": max(-MOST_LEAD, min(MOST_LEAD, each.rank - best)),
        "agreement": min(2.0, float(len(articles - {mine.passage.article_id}))),
    }


def say_the_same(one: str, other: str) -> bool:
    """Tell whether two answers share most of their words, stop words left aside.

    >>> say_the_same("arms sales to Taiwan", "the United States selling arms to Taiwan")
    True
    >>> say_the_same("Robert Gates", "Leon Panetta")
    False
    """
    words, others = question_stems(one), question_stems(other)
    shared = len(words & others)
    return shared > 0 and (
        shared >= MOST_OF_SHORTER * min(len(words), len(others))
        and shared >= SOME_OF_LONGER * max(len(words), len(others))
    )


def confidence(calibration: Calibration, values: Mapping[str, float]) -> float:
    """Return the probability, 0 to 1, that an answer with this evidence is right."""
    total = calibration.bias + weighted_sum(calibration.confidence, values)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

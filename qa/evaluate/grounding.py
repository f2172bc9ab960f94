"""Figures of answers grounded in sentences: precision, recall, abstention. Pure functions."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from qa.evaluate.squad import auroc


@dataclass(frozen=True, slots=True)
class SentencesAsked:
    """How one question went.

    ``gold`` is how many sentences support the answer. ``found`` are the sentences an answer was
    found in, best first and each once, as (confidence, is gold).
    """

    answerable: bool
    gold: int
    found: tuple[tuple[float, bool], ...]

    @property
    def confidence(self) -> float:
        """That of the best; 0.0 when nothing was found."""
        return self.found[0][0] if self.found else 0.0

    def given(self, threshold: float) -> list[bool]:
        """Return, for each sentence given at ``threshold``, whether it is gold.

        The best one decides whether there is an answer; others are given that are sure enough by
        themselves.
        """
        if not self.found or self.confidence < threshold:
            return []
        return [gold for confidence, gold in self.found if confidence >= threshold]


@dataclass(frozen=True, slots=True)
class SentenceFigures:
    """The figures of one run: fractions 0 to 1; one over no questions is NaN.

    ``precision`` and ``recall`` are of the sentences given at ``threshold``, counted over all
    questions; those given to unanswerable ones are wrong. ``overlaps_gold`` is the share of the
    answerable questions that are answered, the answer standing in a gold sentence; ``rejected`` of
    the unanswerable that are not answered. ``balanced_...`` are at the threshold where the smaller
    of these two is largest on these very questions. ``any_overlaps_gold`` is ``overlaps_gold``
    without a threshold. ``auroc`` is how well the confidence tells answerable from unanswerable.
    """

    questions: int
    answerable: int
    threshold: float
    precision: float
    recall: float
    overlaps_gold: float
    rejected: float
    balanced_threshold: float
    balanced_overlaps_gold: float
    balanced_rejected: float
    any_overlaps_gold: float
    auroc: float


def figures(asked: Sequence[SentencesAsked], threshold: float) -> SentenceFigures:
    """Sum up."""
    given = [gold for one in asked for gold in one.given(threshold)]
    overlaps, rejected = shares(asked, threshold)
    balanced = balanced_threshold(asked)
    # NaN is the threshold only when one of the two kinds is missing: there is no balance then
    balanced_overlaps, balanced_rejected = (
        (math.nan, math.nan) if math.isnan(balanced) else shares(asked, balanced)
    )
    return SentenceFigures(
        questions=len(asked),
        answerable=sum(one.answerable for one in asked),
        threshold=threshold,
        precision=_share(sum(given), len(given)),
        recall=_share(sum(given), sum(one.gold for one in asked)),
        overlaps_gold=overlaps,
        rejected=rejected,
        balanced_threshold=balanced,
        balanced_overlaps_gold=balanced_overlaps,
        balanced_rejected=balanced_rejected,
        any_overlaps_gold=shares(asked, -math.inf)[0],
        auroc=auroc([one.confidence for one in asked], [one.answerable for one in asked]),
    )


def shares(asked: Sequence[SentencesAsked], threshold: float) -> tuple[float, float]:
    """Return the shares answered from a gold sentence (answerable) and rejected (the others)."""
    firsts = [(one.answerable, one.given(threshold)[:1]) for one in asked]
    return (
        _share(sum(first == [True] for can, first in firsts if can), sum(c for c, _ in firsts)),
        _share(sum(not first for can, first in firsts if not can), sum(not c for c, _ in firsts)),
    )


def balanced_threshold(asked: Sequence[SentencesAsked]) -> float:
    """Return the confidence at which the smaller of the two ``shares`` is largest.

    Ties: the larger sum, then the lower threshold. NaN unless there are questions of both kinds.
    """
    if not 0 < sum(one.answerable for one in asked) < len(asked):
        return math.nan
    # where nothing was found no threshold changes anything
    candidates = sorted({one.confidence for one in asked if one.found}) or [0.0]
    return max(candidates, key=lambda at: (min(shares(asked, at)), sum(shares(asked, at))))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else math.nan

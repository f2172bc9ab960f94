"""How well confidence tells right answers from wrong ones: risk against coverage, calibration."""

import math
from collections.abc import Sequence
from typing import Protocol

ACCEPTED_RISK = 0.1
# Bins of equal width for the calibration error (Guo et al., ICML 2017).
BINS = 10


class Asked(Protocol):
    """How a question went with the best answer there was, given or not."""

    @property
    def answerable(self) -> bool:
        """Tell whether anything answers."""

    @property
    def right(self) -> bool:
        """Tell whether the best answer is right; never so of what nothing answers."""

    @property
    def confidence(self) -> float:
        """Return how sure the best answer was, 0 to 1."""


def risk_coverage(asked: Sequence[Asked]) -> list[tuple[float, float]]:
    """Return (coverage of the answerable, risk of all given) at every threshold, surest first.

    El-Yaniv and Wiener, "On the foundations of noise-free selective classification", JMLR 2010.
    Questions of equal confidence are let in together. Nothing answerable: no points.
    """
    total = sum(each.answerable for each in asked)
    order = sorted(asked, key=lambda each: -each.confidence)
    points: list[tuple[float, float]] = []
    covered = wrong = 0
    for place, each in enumerate(order):
        covered += each.answerable
        wrong += not each.right
        last = place + 1 == len(order) or order[place + 1].confidence < each.confidence
        if last and total:
            points.append((covered / total, wrong / (place + 1)))
    return points


def coverage_at_risk(asked: Sequence[Asked]) -> float:
    """Return the largest coverage with a risk of ``ACCEPTED_RISK`` at most, 0.0 without any.

    Nothing answerable: NaN.
    """
    if not any(each.answerable for each in asked):
        return math.nan
    points = risk_coverage(asked)
    return max((covered for covered, risk in points if risk <= ACCEPTED_RISK), default=0.0)


def calibration_error(asked: Sequence[Asked]) -> float:
    """Return the expected calibration error: |confidence - share right| over bins, weighted.

    Nothing asked: NaN.
    """
    bins: list[list[Asked]] = [[] for _ in range(BINS)]
    for each in asked:
        bins[min(BINS - 1, int(each.confidence * BINS))].append(each)
    errors = [
        len(held)
        / len(asked)
        * abs(share([each.confidence for each in held]) - share([each.right for each in held]))
        for held in bins
        if held
    ]
    return sum(errors) if errors else math.nan


def share(values: Sequence[float]) -> float:
    """Return the mean, of truth values the share that is true; NaN of none."""
    return sum(values) / len(values) if values else math.nan

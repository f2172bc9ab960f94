"""From fitted weights to what is shipped: the threshold, its risk, and the measured reliability.

All by cross-validation: every question is judged by weights it had no part in. Each kind of text
counts the same.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.evaluate.squad import auroc
from qa.evaluate.sureness import calibration_error, coverage_at_risk, share
from qa.read.calibration import Calibration
from qa.train.fit import Outcome, cross_validated, fit, shares_of_kinds
from qa.train.gather import Gathered

Floats = NDArray[np.float64]

RISK = 0.15
"""At most this share of the answers given is wrong, on the mixture. Of the questions half have no
answer, most of these near misses; people's questions are kinder."""

POSSIBLE = 0.25
"""At least this share of what is shown as possible is right, on the mixture: one of four is worth
a look, and much less than an answer."""

STEPS = (*(step / 20 for step in range(20)), 0.98)
"""Least confidences from which on a share of right answers is told to people."""
WIDTH = 0.1
"""Answers this far to either side of a step's middle count for it; fewer near certainty, where
the shares rise fast. Hard bands of so few answers (50 to 70) would jump by a fifth."""


@dataclass(frozen=True, slots=True)
class KindFigures:
    """How one kind of text goes at the shipped threshold; fractions 0 to 1.

    ``right_first`` is of the answerable questions; ``given`` of those right first that are given;
    ``refused`` of the questions without an answer. ``coverage`` is the largest share of the
    answerable answered when at most ``sureness.ACCEPTED_RISK`` of all answers may be wrong.
    """

    questions: int
    answerable: int
    right_first: float
    given: float
    refused: float
    coverage: float
    calibration_error: float
    auroc: float


def calibrated(
    gathered: Sequence[Gathered],
) -> tuple[Calibration, dict[str, KindFigures]]:
    """Return the weights with threshold, risk and reliability, and the figures of each kind."""
    outcomes = cross_validated(gathered)
    shares = shares_of_kinds([each.kind for each in outcomes])
    sure = np.array([each.confidence for each in outcomes])
    right = np.array([each.right for each in outcomes])
    threshold = lowest_threshold(sure, right, shares)
    given = sure >= threshold
    risk = float((shares * ~right)[given].sum() / shares[given].sum())
    calibration = replace(
        fit(gathered),
        threshold=threshold,
        possible=lowest_possible(sure, right, shares, threshold),
        risk=round(risk, 3),
        reliability=reliability(sure, right, shares),
    )
    kinds = sorted({each.kind for each in outcomes})
    return calibration, {
        kind: figures([each for each in outcomes if each.kind == kind], threshold) for kind in kinds
    }


def lowest_threshold(sure: Floats, right: NDArray[np.bool_], shares: Floats) -> float:
    """Return the lowest hundredth from which on at most ``RISK`` of the answers are wrong."""
    for hundredth in range(1, 100):
        given = sure >= hundredth / 100
        if (shares * ~right)[given].sum() <= RISK * shares[given].sum():
            return hundredth / 100
    return 1.0


def lowest_possible(
    sure: Floats, right: NDArray[np.bool_], shares: Floats, threshold: float
) -> float:
    """Return the lowest hundredth from which on, up to ``threshold``, ``POSSIBLE`` are right.

    The threshold itself when there is none: then nothing is shown as possible.
    """
    for hundredth in range(1, round(100 * threshold)):
        shown = (sure >= hundredth / 100) & (sure < threshold)
        if (shares * right)[shown].sum() >= POSSIBLE * shares[shown].sum() > 0.0:
            return hundredth / 100
    return threshold


def reliability(
    sure: Floats, right: NDArray[np.bool_], shares: Floats
) -> tuple[tuple[float, float, int], ...]:
    """Return (least confidence, share right, answers counted) of each step, ascending in both."""
    table: list[tuple[float, float, int]] = []
    for least, most in zip(STEPS, (*STEPS[1:], 1.0), strict=True):
        middle = (least + most) / 2
        near = np.abs(sure - middle) <= min(WIDTH, 1.02 - middle)
        if near.any():
            share = float((shares * right)[near].sum() / shares[near].sum())
            best_below = table[-1][1] if table else 0.0
            table.append((least, max(best_below, round(share, 3)), int(near.sum())))
    return tuple(table)


def figures(outcomes: Sequence[Outcome], threshold: float) -> KindFigures:
    """Sum up one kind; a figure over no questions is NaN."""
    answerable = [each for each in outcomes if each.answerable]
    right = [each for each in outcomes if each.right]
    none = [each for each in outcomes if not each.answerable]
    return KindFigures(
        questions=len(outcomes),
        answerable=len(answerable),
        right_first=share([each.right for each in answerable]),
        given=share([each.confidence >= threshold for each in right]),
        refused=share([each.confidence < threshold for each in none]),
        coverage=coverage_at_risk(outcomes),
        calibration_error=calibration_error(outcomes),
        auroc=auroc([each.confidence for each in outcomes], [each.right for each in outcomes]),
    )


def write(
    path: Path,
    calibration: Calibration,
    kinds: Mapping[str, KindFigures],
    models: Mapping[str, str],
) -> None:
    """Write ``evidence.json``: the weights rounded, the models they belong to, the figures."""
    values: dict[str, Any] = {"models": dict(models), **asdict(calibration)}
    for name in ("shortlist", "rank", "confidence"):
        values[name] = {key: round(value, 4) for key, value in values[name].items()}
    values["bias"] = round(values["bias"], 4)
    values["measured"] = {
        kind: {name: round(value, 4) for name, value in asdict(figure).items()}
        for kind, figure in kinds.items()
    }
    path.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")

"""What each piece of evidence is worth: how often it fires, and what is lost without it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qa.read.calibration import COMPARED
from qa.read.evidence.ledger import EVIDENCE
from qa.train.fit import Outcome, cross_validated
from qa.train.gather import Gathered


@dataclass(frozen=True, slots=True)
class EvidenceFigures:
    """One piece of evidence over the candidates verified; all kinds of text count the same.

    ``on_right`` and ``on_wrong`` are the shares of right and wrong candidates it is not zero for.
    Without it, weights fitted anew, so many questions fewer in a thousand have a right answer
    first (``order``), and the log-loss of confidence is so many thousandths larger (``loss``);
    below zero: it harms.
    """

    on_right: float
    on_wrong: float
    order: float
    loss: float


def evaluate_evidence(gathered: Sequence[Gathered]) -> dict[str, EvidenceFigures]:
    """Return the figures of each piece of evidence, in the order of the ledger.

    Firing rates are nan for what only ranked candidates have (``COMPARED``).
    """
    first, loss = _totals(cross_validated(gathered))
    figures = {}
    for name in (*EVIDENCE, *COMPARED):
        less, more = _totals(cross_validated(gathered, without=(name,)))
        figures[name] = EvidenceFigures(
            *_firing(gathered, name), order=1000 * (first - less), loss=1000 * (more - loss)
        )
    return figures


def _firing(gathered: Sequence[Gathered], name: str) -> tuple[float, float]:
    """Return the shares of right and of wrong candidates that it is not zero for."""
    if name in COMPARED:
        return float("nan"), float("nan")
    shares = []
    for wanted in (True, False):
        fired = [
            each.evidence[name] != 0.0
            for question in gathered
            for each, right in zip(question.weighed, question.right, strict=True)
            if right == wanted and each.candidate.verified is not None
        ]
        shares.append(float(np.mean(fired)) if fired else float("nan"))
    return shares[0], shares[1]


def _totals(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """Return the share of answerable questions with a right first, and the log-loss, by kind."""
    firsts, losses = [], []
    for kind in sorted({each.kind for each in outcomes}):
        of_kind = [each for each in outcomes if each.kind == kind]
        firsts.append(np.mean([each.right for each in of_kind if each.answerable]))
        sure = np.clip([each.confidence for each in of_kind], 1e-3, 1 - 1e-3)
        right = np.array([each.right for each in of_kind])
        losses.append(-np.mean(np.where(right, np.log(sure), np.log(1 - sure))))
    return float(np.mean(firsts)), float(np.mean(losses))

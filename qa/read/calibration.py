"""The fitted numbers: what each piece of evidence counts, and what a confidence is worth.

Shipped as ``models/evidence.json``, made by ``qa.train fit``. They belong to the models they were
fitted with: other models say other margins, and the numbers would mean nothing.
"""

import json
import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from qa.errors import ModelNotFound

CALIBRATION = Path(__file__).parent.parent / "models" / "evidence.json"

CITED = {"shortlist": 1.0, "rank": 1.0, "confidence": 1.0}
"""What it counts that a candidate stands in the article that the conversation goes on about."""

READ_WITHIN = 1.0
"""How far what speaks for a passage may lie below the best candidate so far, for it to be read.

In units of the shortlist. Another candidate gains little beyond its passage's evidence: over 263
questions of the news quiz and 212 of SQuAD two thirds of the text is then read, and as many are
right first as before, 255. With 0.0 it is a tenth less; with -1.0 one right answer is lost."""

VERIFIED_WITHIN = 3.0
"""How far below the best of the shortlist a candidate may lie, for it to be verified. On the same
questions three quarters of the verifying is left, and none is lost; with 2.0 four of 255 are."""

COMPARED = ("lead", "agreement")
"""Evidence of a candidate among the others of its question, known once they are ranked."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights by name of evidence; a name that is missing counts nothing.

    ``shortlist`` says which ``verified`` candidates are verified, ``rank`` which of them comes
    first, both linear in the evidence; what is further below the best one than ``read_within`` is
    not read, and further than ``verified_within`` not verified. ``confidence`` and ``bias`` make a
    logistic function of the evidence and of ``COMPARED``. Answers under ``threshold`` are not
    given; of those above it the share ``risk`` was wrong on the questions it was fitted on, held
    out by cross-validation. One of ``possible`` or more that is not given may still be right.
    ``reliability`` holds (least confidence, share right, answers seen), ascending, so measured.
    """

    shortlist: Mapping[str, float]
    verified: int
    rank: Mapping[str, float]
    confidence: Mapping[str, float]
    bias: float
    threshold: float
    possible: float
    risk: float
    reliability: tuple[tuple[float, float, int], ...]
    read_within: float = READ_WITHIN
    verified_within: float = VERIFIED_WITHIN

    def thorough(self) -> "Calibration":
        """Return the calibration that spares nothing: a list has items further down, too."""
        return replace(self, read_within=math.inf, verified_within=math.inf)

    def right_of_hundred(self, confidence: float) -> int | None:
        """Return how many of 100 held-out answers this sure were right; None when none was."""
        place = bisect_right([least for least, *_ in self.reliability], confidence)
        return round(100 * self.reliability[place - 1][1]) if place else None


def load_calibration(path: Path, models: Mapping[str, str]) -> Calibration:
    """Read ``evidence.json``; ``models`` are the models loaded, by part.

    With another ``embedder`` the reliability is empty: it was not measured.

    :raises ModelNotFound: when the file is absent or damaged, or was fitted with another reader or
        verifier.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        fitted_with = dict(values["models"])
        calibration = read_calibration(values)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelNotFound(
            f"no usable weights of evidence at {path}: {error!r}. Expected the file that is "
            "shipped with the models; install this package again."
        ) from error
    for part in ("reader", "verifier"):
        if fitted_with.get(part) != models[part]:
            raise ModelNotFound(
                f"the weights of evidence at {path} were fitted with the {part} "
                f"{fitted_with.get(part)}, now {models[part]} is loaded. Fit them anew: "
                "python -m qa.train fit --help"
            )
    calibration = replace(
        calibration,
        shortlist={**calibration.shortlist, "cited": CITED["shortlist"]},
        rank={**calibration.rank, "cited": CITED["rank"]},
        confidence={**calibration.confidence, "cited": CITED["confidence"]},
    )
    if fitted_with.get("embedder") != models["embedder"]:
        return replace(calibration, reliability=())
    return calibration


def read_calibration(values: Mapping[str, Any]) -> Calibration:
    """Return the calibration of a JSON object.

    :raises KeyError: when a part is missing.
    """
    return Calibration(
        shortlist=values["shortlist"],
        verified=values["verified"],
        rank=values["rank"],
        confidence=values["confidence"],
        bias=values["bias"],
        threshold=values["threshold"],
        possible=values["possible"],
        risk=values["risk"],
        reliability=tuple(
            (least, share, answers) for least, share, answers in values["reliability"]
        ),
    )

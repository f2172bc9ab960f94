"""How sure we are: from what was read to the probability that the answer is right.

A logistic regression over a few features, fitted on questions that nothing else was tuned on and
shipped as numbers with the reader (``confidence.json``). Platt, "Probabilistic outputs for support
vector machines", 1999; Kamath, Jia and Liang, "Selective question answering under domain shift",
ACL 2020, for using more than the reader's own score.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.contract.candidates import Extract, Hit
from qa.errors import ModelNotFound
from qa.read.evidence.wording import within, wording
from qa.text.words import coverage, stems

FEATURES = ("certainty", "lead", "dense", "about", "agreement", "verified", "time")


@dataclass(frozen=True, slots=True)
class Calibration:
    """Shipped numbers of one reader.

    ``weights`` follow ``FEATURES``. Answers under ``threshold`` are not given; of those above it
    the share ``risk`` was wrong on questions that were held out, half of which have no answer.
    ``reliability`` holds (least confidence, share right, answers seen), ascending.
    """

    reader: str
    weights: tuple[float, ...]
    bias: float
    threshold: float
    risk: float
    reliability: tuple[tuple[float, float, int], ...]

    def right_of_hundred(self, confidence: float) -> int | None:
        """Return how many of 100 held-out answers this sure were right; None when none was."""
        shares = [share for least, share, _ in self.reliability if confidence >= least]
        return round(100 * shares[-1]) if shares else None


def load_calibration(path: Path) -> Calibration:
    """Read ``confidence.json``.

    :raises ModelNotFound: when it is absent or was made for other features.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if tuple(values["features"]) != FEATURES:
            raise ValueError(f"features {values['features']}, expected {list(FEATURES)}")
        return Calibration(
            reader=values["reader"],
            weights=tuple(values["weights"]),
            bias=values["bias"],
            threshold=values["threshold"],
            risk=values["risk"],
            reliability=tuple(
                (least, share, answers) for least, share, answers in values["reliability"]
            ),
        )
    except (OSError, ValueError, KeyError) as error:
        raise ModelNotFound(
            f"no usable calibration at {path}: {error}. Expected the file that is shipped with "
            "the reader; install this package again."
        ) from error


def features(
    weights: Mapping[str, float],
    extract: Extract,
    rank: float,
    ranked: Sequence[tuple[Extract, float]],
    hit: Hit,
    margin: float,
    time_fit: float,
) -> tuple[float, ...]:
    """Return the values of ``FEATURES`` for one of the ``ranked`` extracts of a question.

    ``weights`` are those of the question's words (``word_weights``), ``rank`` is the extract's own,
    ``hit`` the passage it was read from, ``margin`` the verifier's, ``time_fit`` 0 or, below, how
    much its time speaks against it. The reader's certainty weighs the other spans of the passage,
    the lead over the best of the other sentences stands for "is there another candidate elsewhere".
    A passage with hardly any of the question's words is about something else (``about``). Agreement
    counts independent articles that give the same words.
    """
    answer = _answer_stems(extract)
    others = [(other, its) for other, its in ranked if not _same_sentence(other, extract)]
    best_other = max((its for _, its in others), default=rank - MOST_LEAD)
    agreeing = {
        other.passage.article_id
        for other, _ in others
        if other.passage.article_id != extract.passage.article_id
        and answer
        and coverage(answer, _answer_stems(other)) > AGREEMENT
    }
    return (
        extract.certainty,
        max(-MOST_LEAD, min(MOST_LEAD, rank - best_other)),
        hit.dense,
        min(ABOUT, wording(weights, extract.passage.text)),
        min(2.0, float(len(agreeing))),
        margin,
        time_fit,
    )


def _same_sentence(one: Extract, other: Extract) -> bool:
    """Tell whether two extracts stand in the same sentence; passages overlap by one."""
    return one.passage.article_id == other.passage.article_id and one.quote == other.quote


# A lead past this many logits says no more.
MOST_LEAD = 8.0

# A passage with this share of the question's words, rare ones counting more, is about the subject.
ABOUT = 0.3

# Two answers say the same when this share of the words of the one is in the other.
AGREEMENT = 0.7


def _answer_stems(extract: Extract) -> frozenset[str]:
    """Return the stems of the words of an answer."""
    return stems(within(extract.passage, extract.answer))


def confidence(calibration: Calibration, values: Sequence[float]) -> float:
    """Return the probability, 0 to 1, that an answer with these feature values is right."""
    total = calibration.bias + sum(
        weight * value for weight, value in zip(calibration.weights, values, strict=True)
    )
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

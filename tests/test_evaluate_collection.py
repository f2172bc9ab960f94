"""The figures of a collection: measures by hand, and a small file asked from end to end."""

import json
import math
from pathlib import Path

import pytest

from qa.evaluate.collection import (
    CollectionAsked,
    evaluate_collection,
    figures,
)
from qa.evaluate.plot import plot_risk_coverage
from qa.evaluate.sureness import calibration_error, risk_coverage


def asked(confidence: float, f1: float | None, rank: int | None = 0) -> CollectionAsked:
    """A question; ``f1`` None means that it has no answer."""
    return CollectionAsked(f1 is not None, rank, (f1 or 0) > 0, f1 or 0.0, 0.0, confidence)


def test_risk_and_coverage_by_hand() -> None:
    rows = [asked(0.9, 1.0), asked(0.8, None), asked(0.7, 0.6), asked(0.2, 0.1)]
    assert risk_coverage(rows) == [
        (pytest.approx(1 / 3), 0.0),
        (pytest.approx(1 / 3), 0.5),
        (pytest.approx(2 / 3), pytest.approx(1 / 3)),
        (1.0, 0.5),
    ]
    assert figures(rows, 4).coverage_at_risk_10 == pytest.approx(1 / 3)


def test_questions_of_equal_confidence_are_let_in_together() -> None:
    rows = [asked(0.5, 1.0), asked(0.5, None)]
    assert risk_coverage(rows) == [(1.0, 0.5)]
    assert figures(rows, 2).coverage_at_risk_10 == 0.0


def test_calibration_error_by_hand() -> None:
    assert calibration_error([asked(0.75, 1.0), asked(0.75, None)]) == pytest.approx(0.25)
    assert calibration_error([asked(1.0, 1.0), asked(0.0, None)]) == 0.0
    # two bins of two: |0.95 - 1| and |0.15 - 0.5|
    rows = [asked(0.95, 1.0), asked(0.95, 0.9), asked(0.15, 0.5), asked(0.15, None)]
    assert calibration_error(rows) == pytest.approx((0.05 + 0.35) / 2)


def test_recall_counts_answerable_questions_only() -> None:
    rows = [asked(0.5, 1.0, 0), asked(0.5, 1.0, 4), asked(0.5, 0.0, None), asked(0.5, None, 9)]
    found = figures(rows, 7)
    assert (found.recall_1, found.recall_5) == (pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert (found.questions, found.answerable, found.passages) == (4, 3, 7)
    assert found.f1 == pytest.approx(200 / 3)
    assert math.isnan(figures([], 0).f1)


def test_a_small_file_is_asked_from_end_to_end(tmp_path: Path) -> None:
    paragraphs = [
        (
            "The Arlo bridge was opened by Mayor Ines Duarte in 1931 after six years of work.",
            [("Who opened the Arlo bridge?", "Mayor Ines Duarte")],
        ),
        (
            "Sea otters wrap themselves in kelp before they sleep, so that no current moves them.",
            [("What do sea otters wrap themselves in?", "kelp"), ("Who eats sea otters?", None)],
        ),
    ]
    data = [
        {
            "context": context,
            "qas": [
                {
                    "id": question,
                    "question": question,
                    "is_impossible": answer is None,
                    "answers": [{"text": answer, "answer_start": context.index(answer)}]
                    if answer
                    else [],
                }
                for question, answer in questions
            ],
        }
        for context, questions in paragraphs
    ]
    file = tmp_path / "small.json"
    file.write_text(json.dumps({"data": [{"title": "t", "paragraphs": data}]}))
    found, rows = evaluate_collection(file, tmp_path / "index")
    assert (found.questions, found.answerable, found.passages) == (3, 2, 2)
    assert found.recall_1 == found.span_from_right_passage == 1.0
    assert found.f1 > 60
    assert rows[2].confidence < max(rows[0].confidence, rows[1].confidence)
    again, _ = evaluate_collection(file, tmp_path / "index")  # the kept collection
    assert again == found
    assert evaluate_collection(file, tmp_path / "index", every=2)[0].questions == 2


def test_the_plot_is_a_picture(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    file = tmp_path / "curve.png"
    plot_risk_coverage([(0.2, 0.0), (1.0, 0.4)], 0.1, file)
    assert file.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"

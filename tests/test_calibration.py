"""Fitted weights belong to their models, and say what was measured."""

import json
from pathlib import Path

import pytest

from qa.errors import ModelNotFound
from qa.read.calibration import load_calibration

MODELS = {"embedder": "e@1", "reader": "r1", "verifier": "v1"}
VALUES = {
    "models": MODELS,
    "shortlist": {"margin": 1.0},
    "verified": 3,
    "rank": {"margin": 0.5},
    "confidence": {"lead": 0.1},
    "bias": -1.0,
    "threshold": 0.4,
    "possible": 0.2,
    "risk": 0.2,
    "reliability": [[0.0, 0.1, 50], [0.5, 0.6, 40], [0.9, 0.93, 60]],
}


def written(folder: Path, **changed: object) -> Path:
    path = folder / "evidence.json"
    path.write_text(json.dumps(VALUES | changed), encoding="utf-8")
    return path


def test_the_measured_share_is_that_of_the_band(tmp_path: Path) -> None:
    calibration = load_calibration(written(tmp_path), MODELS)
    asked = [calibration.right_of_hundred(value) for value in (0.0, 0.49, 0.5, 0.89, 0.9, 1.0)]
    assert asked == [10, 10, 60, 60, 93, 93]


@pytest.mark.parametrize("part", ["reader", "verifier"])
def test_weights_of_other_readers_are_refused(tmp_path: Path, part: str) -> None:
    with pytest.raises(ModelNotFound, match=f"fitted with the {part}.*Fit them anew"):
        load_calibration(written(tmp_path), MODELS | {part: "another"})


def test_with_another_embedder_no_share_is_claimed(tmp_path: Path) -> None:
    calibration = load_calibration(written(tmp_path), MODELS | {"embedder": "other"})
    assert calibration.right_of_hundred(0.9) is None
    assert calibration.rank["margin"] == 0.5


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"models": {}}'])
def test_a_damaged_file_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "evidence.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ModelNotFound, match="install this package again"):
        load_calibration(path, MODELS)
    with pytest.raises(ModelNotFound):
        load_calibration(tmp_path / "absent.json", MODELS)

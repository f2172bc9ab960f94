"""Confidence from questions that were not trained on: what is fitted, and what is held out."""

from pathlib import Path

import numpy as np
import pytest
from fakes import FirstSentenceReader, ShortVerifier, WordEmbedder
from hypothesis import given
from hypothesis import strategies as st

from qa.evaluate.squad import Example
from qa.index import collection
from qa.index.store import create_store
from qa.read.confidence import FEATURES
from qa.train.calibrate import (
    REJECTED,
    RUN,
    TIME_WEIGHT,
    WITHHELD,
    ask,
    build,
    fit,
    lowest_threshold,
)

PARAGRAPHS = [f"Bridge number {n} spans the river Arlo. Town {n} paid." for n in range(RUN * 2)]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_the_threshold_rejects_enough_and_no_lower_one_does(confidences: list[float]) -> None:
    found = lowest_threshold(np.array(confidences))

    def rejected(threshold: float) -> float:
        return float(np.mean([confidence < threshold for confidence in confidences]))

    if found < 1.0:
        assert rejected(found) >= REJECTED
    assert all(rejected(hundredth / 100) < REJECTED for hundredth in range(round(100 * found)))


def test_a_part_of_the_subjects_is_kept_out_of_the_collection(tmp_path: Path) -> None:
    examples = [
        Example(str(n), f"Which town paid for bridge {n}?", text, ((0, 6),))
        for n, text in enumerate(PARAGRAPHS)
    ]
    examples.append(Example("trick", "Who closed bridge 39?", PARAGRAPHS[-1], ()))
    embedder = WordEmbedder()
    with create_store(tmp_path / "index", collection.settings(embedder)) as store:
        questions = build(examples, store, embedder)
        assert [bool(question.golds) for question in questions] == [
            *(n // RUN % WITHHELD != 0 for n in range(len(PARAGRAPHS))),
            False,
        ]
        values, right, answerable = ask(
            questions, store, embedder, FirstSentenceReader(), ShortVerifier()
        )
    assert values.shape == (len(questions), len(FEATURES))
    assert answerable.sum() == RUN
    assert not right[~answerable].any()


def test_what_tells_right_from_wrong_is_learnt_and_its_share_is_stated() -> None:
    chance = np.random.default_rng(1)
    values = chance.normal(size=(2000, len(FEATURES)))
    right = values[:, 0] + 0.5 * chance.normal(size=2000) > 0
    answerable = right | (chance.random(2000) > 0.5)
    found = fit(values, right, answerable)
    weights = dict(zip(found["features"], found["weights"], strict=True))
    assert weights["certainty"] > 1 > abs(weights["lead"])
    assert weights["time"] == TIME_WEIGHT
    for least, share, answers in found["reliability"]:
        assert abs(share - (least + 0.05)) < 0.15, f"{answers} answers from {least} on"
    assert found["answerable"] == answerable.sum()
    assert found["right_of_answerable"] == pytest.approx(right[answerable].mean(), abs=0.001)
    assert 0 < found["risk"] < 1 - right.mean()

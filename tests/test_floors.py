"""How good the answers are, pinned: on samples of the public benchmarks.

Lowering a floor needs a reason here. They stand a point or two under what was measured, for a
sample is a sample and another processor rounds otherwise.
"""

from pathlib import Path

import pytest
from conftest import SHARED, sample

from qa.evaluate.collection import evaluate_collection
from qa.evaluate.reader import predictions
from qa.evaluate.sentences import evaluate_sentences
from qa.evaluate.squad import evaluate, read_examples
from qa.index.embedder import SentenceEmbedder
from qa.read.models import load_models
from qa.read.span_model.model import SpanModel

FILE = SHARED / "data" / "reader" / "dev" / "squad2_dev_a.json.gz"
GROUNDED = sorted((SHARED / "data" / "answers").glob("clapnq_dev_*answerable.jsonl"))

needs_squad = pytest.mark.skipif(not FILE.exists(), reason=f"needs the benchmark data: {FILE.name}")


@needs_squad
def test_the_reader_on_squad(shipped: SpanModel) -> None:
    examples = read_examples(Path(FILE))[::20]
    found = evaluate(examples, predictions(examples, shipped))
    # of these 304 questions 68.5 and, of those with an answer, 79.0; of all of half A see README
    assert found.f1 >= 67
    assert found.has_answer_f1 >= 77.5
    assert found.auroc >= 0.81


@needs_squad
def test_the_whole_of_it_as_one_collection(tmp_path: Path) -> None:
    found, _ = evaluate_collection(FILE, tmp_path / "index", every=100)
    # 61 questions, which a slow machine answers in a minute; every fourth is in the README. Of the
    # 27 that have an answer: 0.89, 0.96, 1.0, F1 83.1, 0.44 and 0.10. With version 3 of the
    # verifier 0.81 and 0.14, yet of every fourth question (739 that have an answer) 0.32 and 0.07,
    # where it is 0.40 and 0.07 now: a sure mistake more or less among 27 moves it by a half.
    assert found.recall_1 >= 0.85
    assert found.recall_5 >= 0.92
    assert found.span_from_right_passage >= 0.92
    assert found.f1 >= 78
    assert found.coverage_at_risk_10 >= 0.35
    assert found.calibration_error <= 0.14


@pytest.mark.skipif(len(GROUNDED) < 2, reason="needs the benchmark data: clapnq_dev_*.jsonl")
def test_answers_stand_in_sentences_that_support_them(tmp_path: Path) -> None:
    files = [sample(file, 10, tmp_path) for file in GROUNDED]
    embedder = SentenceEmbedder()
    found = evaluate_sentences(files, embedder, load_models(embedder), apart=True)
    # of 54 questions that nothing was fitted on: 0.66 and 0.72 balanced, 0.59 answered and 0.88
    # rejected at the shipped threshold, which is set for a stated risk; of all of them see README
    assert min(found.balanced_overlaps_gold, found.balanced_rejected) >= 0.62
    assert found.overlaps_gold >= 0.55
    assert found.rejected >= 0.84

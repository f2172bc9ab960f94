"""SQuAD 2.0's measures: worked examples, and the official definitions' corner cases."""

import gzip
import json
import math
from pathlib import Path

import pytest

from qa.evaluate.squad import (
    Example,
    Prediction,
    auroc,
    best_over,
    evaluate,
    exact_match,
    f1_score,
    normalise,
    read_examples,
)

CONTEXT = "The Normans gave their name to Normandy, a region in France."


def example(id: str, *answers: str) -> Example:
    spans = [(CONTEXT.index(text), CONTEXT.index(text) + len(text)) for text in answers]
    return Example(id, "?", CONTEXT, tuple(spans))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Battle of  the Alamo!", "battle of alamo"),
        ("anaconda, theory & a", "anaconda theory"),
        ("U.S.-based", "usbased"),
        ("the", ""),
        # Only ASCII punctuation goes, as in the official script.
        ("“Café” – 5 €", "“café” – 5 €"),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_exact_match_ignores_articles_case_and_punctuation() -> None:
    assert exact_match("the Eiffel Tower", "eiffel tower.") == 1.0
    assert exact_match("Eiffel Tower", "Eiffel") == 0.0


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        # 2 words in common of 2 and 4: precision 1/2, recall 1.
        ("the Eiffel Tower", "Eiffel Tower in Paris", 2 / 3),
        # A repeated word counts as often as both have it: 1 of 2 and 1 of 1.
        ("very very", "very", 2 / 3),
        ("Paris", "Lyon", 0.0),
        ("", "", 1.0),
        ("", "Lyon", 0.0),
        ("Paris", "", 0.0),
        # Nothing is left of "The" after normalisation: an empty prediction.
        ("", "The", 1.0),
    ],
)
def test_f1_score(gold: str, predicted: str, expected: float) -> None:
    assert f1_score(gold, predicted) == pytest.approx(expected)


def test_best_over_takes_the_gold_that_fits_best() -> None:
    assert best_over(["in France", "France", "Normandy"], "France", f1_score) == 1.0


def test_golds_without_content_are_dropped_and_none_is_the_empty_answer() -> None:
    assert Example("1", "?", "A the Norman", ((0, 5), (6, 12))).golds == ("Norman",)
    assert Example("1", "?", CONTEXT, ()).golds == ("",)


def test_evaluate_by_hand() -> None:
    examples = [
        example("a", "France"),
        example("b", "Normandy", "The Normans"),
        example("c"),
        example("d"),
    ]
    predictions = {
        "a": Prediction("France", 4.0),  # right
        "b": Prediction("Normandy, a region", -1.0),  # F1 2/3 (2 words left), below the threshold
        "c": Prediction("Normandy", 2.0),  # should have abstained
        "d": Prediction("Normans", -3.0),  # abstains, rightly
    }
    result = evaluate(examples, predictions, threshold=0.0)
    assert (result.questions, result.answerable) == (4, 2)
    assert result.exact == result.f1 == pytest.approx(100 * (1 + 0 + 0 + 1) / 4)
    assert result.has_answer_exact == pytest.approx(50.0)
    assert result.has_answer_f1 == pytest.approx(100 * (1 + 2 / 3) / 2)
    assert result.kept_f1 == pytest.approx(50.0)
    assert result.no_answer_accuracy == pytest.approx(50.0)
    # Answering only "a" is best: both unanswerable ones right, "b" lost.
    assert result.best_f1 == result.best_exact == pytest.approx(75.0)
    assert result.best_threshold == 4.0
    # Of the four pairs only (b, c) is the wrong way round.
    assert result.auroc == pytest.approx(3 / 4)


def test_best_threshold_may_be_never_to_answer() -> None:
    result = evaluate([example("a"), example("b")], {i: Prediction("x", 1.0) for i in "ab"})
    assert result.best_f1 == 100.0
    assert result.best_threshold == math.inf
    assert result.f1 == 0.0
    assert math.isnan(result.auroc) and math.isnan(result.has_answer_f1)


def test_best_threshold_keeps_what_scores_exactly_that() -> None:
    examples = [example("a", "France"), example("b")]
    predictions = {"a": Prediction("France", 1.5), "b": Prediction("Normandy", 1.0)}
    best = evaluate(examples, predictions)
    assert evaluate(examples, predictions, threshold=best.best_threshold).f1 == best.best_f1 == 100


def test_a_question_without_prediction_is_an_error() -> None:
    with pytest.raises(KeyError):
        evaluate([example("a", "France")], {})


def test_auroc_counts_ties_half_and_knows_the_direction() -> None:
    assert auroc([2.0, 1.0], [True, False]) == 1.0
    assert auroc([1.0, 2.0], [True, False]) == 0.0
    assert auroc([1.0, 1.0, 1.0], [True, False, False]) == 0.5


def content(start: int) -> bytes:
    answer = {"text": "France", "answer_start": start}
    questions = [
        {"id": "1", "question": "Where?", "answers": [answer]},
        {"id": "2", "question": "Who?", "is_impossible": True, "answers": []},
    ]
    paragraphs = [{"context": CONTEXT, "qas": questions}]
    return json.dumps(
        {"version": "v2.0", "data": [{"title": "", "paragraphs": paragraphs}]}
    ).encode()


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_read_examples(tmp_path: Path, packed: bool) -> None:
    data = content(CONTEXT.index("France"))
    path = tmp_path / "questions"
    path.write_bytes(gzip.compress(data) if packed else data)
    first, second = read_examples(path)
    assert (first.id, first.golds, second.id, second.golds) == ("1", ("France",), "2", ("",))


def test_read_examples_refuses_an_answer_that_stands_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "questions.json"
    path.write_bytes(content(3))
    with pytest.raises(ValueError, match="question 1"):
        read_examples(path)

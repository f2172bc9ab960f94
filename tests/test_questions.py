"""The questions about the seeds: quality that is pinned. Lowering a floor needs a reason here."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import ROOT

from qa.assistant import Assistant
from qa.errors import QuestionError
from qa.evaluate.questions import Asked, QuestionFigures, evaluate_questions, load_questions

QUESTIONS = ROOT / "tests" / "questions"


@pytest.fixture(scope="module")
def seeds(assistant: Assistant) -> tuple[QuestionFigures, Sequence[Asked]]:
    return evaluate_questions(assistant, QUESTIONS / "seeds.jsonl")


def test_a_sentence_that_answers_stands_first(
    seeds: tuple[QuestionFigures, Sequence[Asked]],
) -> None:
    figures, asked = seeds
    assert figures.answerable == 13
    assert figures.first >= 10, [row for row in asked if not row.first]
    # 12 while answers were given from a confidence of 0.14: from 0.40 on one right answer is held
    # back, and shown as the nearest; of near misses over news 88 in 100 are refused, 57 before
    assert figures.cited >= 11, [row for row in asked if not row.cited]
    # 11 until the verifier was trained on who said what: asked what somebody said, it takes the
    # whole quotation now, where a clause of it is meant here (two of 13)
    assert figures.span >= 8, [row for row in asked if not row.span]
    assert figures.first > figures.nearest_first
    assert figures.cited > figures.nearest_cited


def test_what_the_seeds_do_not_say_is_not_answered(
    seeds: tuple[QuestionFigures, Sequence[Asked]],
) -> None:
    figures, asked = seeds
    assert figures.rejected == figures.unanswerable == 4, [row for row in asked if not row.first]


def test_the_headline_question(assistant: Assistant) -> None:
    answer = assistant.ask("Why did China suspend ties in 2010?")
    first = answer.citations[0]
    assert (first.article.source[:3], first.quote.text[:9]) in [
        ("003", "Last year"),
        ("000", "China fro"),
    ]
    assert "2022" not in first.quote.text


def test_every_gold_answer_stands_in_its_article() -> None:
    for file in sorted(QUESTIONS.glob("seeds*.jsonl")):
        for question, golds in load_questions(file):
            for gold in golds:
                text = (ROOT / "seeds" / gold.source).read_bytes().decode("utf-8")
                assert gold.quote in text, question
                assert all(span in text for span in gold.spans), question


def test_a_file_that_holds_no_questions_is_said(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"question": "Who?"}\n')
    with pytest.raises(QuestionError, match=r"bad\.jsonl"):
        load_questions(tmp_path / "bad.jsonl")

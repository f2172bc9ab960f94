"""Measuring the reader: figures known by hand, the threshold that is shipped, and the command."""

import gzip
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from qa.errors import ModelNotFound, QuestionError
from qa.evaluate.reader import evaluate_reader, predictions, shipped_threshold
from qa.evaluate.squad import Example
from qa.read.reader import MODEL
from qa.read.span_model.pieces import SpanScore
from qa.terminal.cli import main

TIES = (
    "China resumed military exchanges with the United States in January 2011. Beijing had "
    "suspended the ties in early 2010 to protest the sale of weapons worth $6.4 billion to Taiwan."
)
ORCHESTRA = "The orchestra played Brahms in Vienna on Friday, and 1,200 people clapped."


class KnownScores:
    """Scores as told: question to (text of the span, score); records what it was asked."""

    def __init__(self, known: dict[str, tuple[str, float]]) -> None:
        self.known = known
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def score(
        self,
        question: str,
        passages: Sequence[str],
        *,
        n_best: int = 5,
        sections: Sequence[Sequence[tuple[int, int]]] | None = None,
    ) -> list[list[SpanScore]]:
        assert sections is not None and len(sections) == len(passages)
        self.asked.append((question, tuple(passages)))
        text, score = self.known[question]
        return [
            [SpanScore(passage.index(text), passage.index(text) + len(text), score, 0.0)][:n_best]
            if text
            else []
            for passage in passages
        ]


def squad(*paragraphs: tuple[str, list[tuple[str, str]]]) -> dict[str, Any]:
    """A file: (context, [(question, answer or "")]); the question is its own id."""
    return {
        "version": "v2.0",
        "data": [
            {
                "title": "",
                "paragraphs": [
                    {
                        "context": context,
                        "qas": [
                            {
                                "id": question,
                                "question": question,
                                "is_impossible": not answer,
                                "answers": [{"text": answer, "answer_start": context.index(answer)}]
                                if answer
                                else [],
                            }
                            for question, answer in asked
                        ],
                    }
                    for context, asked in paragraphs
                ],
            }
        ],
    }


def written(folder: Path, content: Any, name: str = "questions.json") -> Path:
    path = folder / name
    data = json.dumps(content).encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


FOUR = squad(
    (TIES, [("When suspended?", "early 2010"), ("Worth?", "$6.4 billion"), ("Which king?", "")]),
    (ORCHESTRA, [("What was eaten?", "")]),
)
SCORES = {
    "When suspended?": ("2010", 3.0),  # F1 2/3
    "Worth?": ("$6.4 billion", 1.0),  # right, under a threshold of 2
    "Which king?": ("United States", 2.5),  # should have abstained
    "What was eaten?": ("Brahms", -4.0),
}


@pytest.mark.parametrize("name", ["questions.json", "questions.json.gz"])
def test_the_figures_by_hand(tmp_path: Path, name: str) -> None:
    model = KnownScores(SCORES)
    result = evaluate_reader(written(tmp_path, FOUR, name), model, 0.0)
    assert (result.questions, result.answerable, result.threshold) == (4, 2, 0.0)
    assert result.exact == pytest.approx(100 * (0 + 1 + 0 + 1) / 4)
    assert result.f1 == pytest.approx(100 * (2 / 3 + 1 + 0 + 1) / 4)
    assert result.has_answer_exact == pytest.approx(50)
    assert result.has_answer_f1 == pytest.approx(100 * (2 / 3 + 1) / 2)
    assert result.no_answer_accuracy == pytest.approx(50)
    # from never answering (2 of 4): in come 2/3 of a point, a loss of 1, a gain of 1
    assert result.best_f1 == pytest.approx(100 * (2 + 2 / 3) / 4)
    assert result.best_threshold == 3.0
    # only "Worth?" against "Which king?" is the wrong way round
    assert result.auroc == pytest.approx(3 / 4)


def test_the_threshold_keeps_answers_back_and_nothing_else(tmp_path: Path) -> None:
    path = written(tmp_path, FOUR)
    low, high = (evaluate_reader(path, KnownScores(SCORES), at) for at in (0.0, 2.0))
    assert high.f1 == pytest.approx(100 * (2 / 3 + 0 + 0 + 1) / 4)
    assert high.has_answer_f1 == low.has_answer_f1
    assert (high.best_f1, high.auroc) == (low.best_f1, low.auroc)


def test_every_question_is_read_with_its_own_paragraph_only(tmp_path: Path) -> None:
    model = KnownScores(SCORES)
    evaluate_reader(written(tmp_path, FOUR), model, 0.0)
    assert model.asked == [
        ("When suspended?", (TIES,)),
        ("Worth?", (TIES,)),
        ("Which king?", (TIES,)),
        ("What was eaten?", (ORCHESTRA,)),
    ]


def test_a_paragraph_without_a_span_is_an_abstention() -> None:
    found = predictions([Example("a", "?", "…", ())], KnownScores({"?": ("", 0.0)}))
    assert (found["a"].text, found["a"].score) == ("", -math.inf)


def test_progress_is_not_among_the_figures(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    evaluate_reader(written(tmp_path, FOUR), KnownScores(SCORES), 0.0)
    # Nor is it shown where no terminal is: a log has no use for a bar.
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no json",
        b"[]",
        b'{"data": [{"paragraphs": [{"context": "x"}]}]}',
        b'{"data": [{"paragraphs": [{"context": "x", "qas": ["what?"]}]}]}',
        gzip.compress(b"{" * 1000, mtime=0)[:40],
        gzip.compress(json.dumps(FOUR).encode(), mtime=0)[:-20] + b"\0" * 20,
        json.dumps(squad((TIES, [("Who?", ""), ("Who?", "")]))).encode(),
        json.dumps(FOUR).replace('"answer_start": ', '"answer_start": 9').encode(),
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_such_file_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "questions.json"
    path.write_bytes(data)
    with pytest.raises(QuestionError, match=r"questions\.json is no file of questions"):
        evaluate_reader(path, KnownScores(SCORES), 0.0)


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="is no file of questions"):
        evaluate_reader(tmp_path / "none.json", KnownScores({}), 0.0)


@pytest.mark.parametrize(("text", "expected"), [("{}", 0.0), ('{"threshold": -1.5}', -1.5)])
def test_the_threshold_is_read_from_the_manifest(
    tmp_path: Path, text: str, expected: float
) -> None:
    (tmp_path / "manifest.json").write_text(text)
    assert shipped_threshold(tmp_path) == expected


@pytest.mark.parametrize("text", ["", "[]", '{"threshold": "2"}', '{"threshold": NaN}', None])
def test_a_threshold_that_is_none_is_refused(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(ModelNotFound, match=r"manifest\.json"):
        shipped_threshold(tmp_path)


def test_the_shipped_reader_has_a_threshold() -> None:
    assert math.isfinite(shipped_threshold(MODEL))


def run(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str | Path
) -> str:
    monkeypatch.setattr(sys, "argv", ["qa", "evaluate", "reader", *map(str, arguments)])
    with pytest.raises(SystemExit) as stop:
        main()
    assert not stop.value.code
    return capfd.readouterr().out


def test_the_command_reads_with_the_shipped_model(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(
        tmp_path,
        squad(
            (
                TIES,
                [
                    ("How much were the weapons sold to Taiwan worth?", "$6.4 billion"),
                    ("Which country was sold the weapons?", "Taiwan"),
                ],
            ),
            (ORCHESTRA, [("When did Beijing suspend military ties?", "")]),
        ),
    )
    figures = json.loads(run(capfd, monkeypatch, path, "--json"))
    assert (figures["questions"], figures["answerable"]) == (3, 2)
    assert figures["has_answer_f1"] > 50 and figures["auroc"] == 1.0
    assert figures["threshold"] == shipped_threshold(MODEL)
    wanted = "exact f1 has_answer_exact has_answer_f1 no_answer_accuracy best_f1 best_threshold"
    assert set(wanted.split()) <= set(figures)
    table = run(capfd, monkeypatch, path)
    assert "no answer accuracy" in table and "auroc" in table


def test_a_figure_over_no_questions_is_null(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, squad((TIES, [("Which country was sold the weapons?", "Taiwan")])))
    figures = json.loads(
        run(capfd, monkeypatch, path, "--json"), parse_constant=lambda name: pytest.fail(name)
    )
    assert figures["auroc"] is None and figures["no_answer_accuracy"] is None

"""The figures of question sets: sums by hand, and a small quiz asked from end to end."""

import json
import math
from pathlib import Path

from typer.testing import CliRunner

from qa.evaluate.cli import evaluate
from qa.evaluate.news_figures import evaluate_quiz
from qa.evaluate.set_figures import SetAsked, figures
from qa.evaluate.sets import SetQuestion


def asked(confidence: float, golds: tuple[str, ...], given: bool, right: bool) -> SetAsked:
    return SetAsked(SetQuestion("Who?", golds, "g"), "a", "a b", given, right, confidence)


def test_the_figures_by_hand() -> None:
    rows = [
        asked(0.95, ("a",), True, True),
        asked(0.85, ("a",), True, False),
        asked(0.75, (), True, False),
        asked(0.45, ("a",), False, True),
        asked(0.15, (), False, False),
    ]
    found = figures(rows)
    assert (found.questions, found.answerable) == (5, 3)
    assert found.right_first == 2 / 3
    assert found.refused == 1 / 2
    assert found.given_of_right == 1 / 2
    assert found.coverage_at_risk_10 == 1 / 3
    assert found.auroc == 4 / 6
    assert math.isclose(found.calibration_error, (0.05 + 0.85 + 0.75 + 0.55 + 0.15) / 5)


def test_figures_over_nothing_are_no_numbers() -> None:
    found = figures([])
    assert found.questions == 0
    assert math.isnan(found.right_first) and math.isnan(found.coverage_at_risk_10)
    assert math.isnan(figures([asked(0.5, (), False, False)]).given_of_right)


def small_quiz(folder: Path) -> None:
    """Two paragraphs, one question that the first answers, one that nothing does."""
    articles = [
        ("w1_0", "Mayor Ines Duarte opened the Arlo bridge after six years of work on it."),
        ("w2_0", "Sea otters wrap themselves in kelp before they sleep in the open sea."),
    ]
    (folder / "articles.jsonl").write_text(
        "".join(
            json.dumps({"id": name, "published": "2020-05-01", "text": text}) + "\n"
            for name, text in articles
        )
    )
    questions: list[tuple[str, list[str], str]] = [
        ("Who opened the Arlo bridge?", ["Ines Duarte"], "w1_0"),
        ("Which bank failed in Lisbon this week?", [], "w3_0"),
    ]
    (folder / "questions.jsonl").write_text(
        "".join(
            json.dumps({"question": text, "gold": gold, "source": source}) + "\n"
            for text, gold, source in questions
        )
    )


def test_a_small_quiz_is_asked_and_its_collection_kept(tmp_path: Path) -> None:
    small_quiz(tmp_path)
    found, rows = evaluate_quiz(tmp_path, tmp_path / "index")
    assert (found.all.questions, found.all.answerable) == (2, 1)
    assert found.all.right_first == found.quote_first == 1.0
    assert rows[0].confidence > rows[1].confidence
    assert [row.question.group for row in rows] == ["w1", "w3"]

    out = tmp_path / "rows.jsonl"
    ran = CliRunner().invoke(
        evaluate,
        ["quiz", str(tmp_path), "--index", str(tmp_path / "index"), "--rows", str(out), "--json"],
    )
    assert ran.exit_code == 0, ran.output
    assert json.loads(ran.stdout)["all"]["right_first"] == 1.0
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["text"] for line in lines] == [row.text for row in rows]

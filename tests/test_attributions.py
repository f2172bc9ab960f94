"""Questions of who said what, and questions as people type them."""

import gzip
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from qa.evaluate.squad import Example, read_examples
from qa.train.attributions import attribution_questions, clause_of
from qa.train.cli import app
from qa.train.wordings import WORDINGS, key_words, led_in, misspelt, pointed, reworded, small

TEXT = (
    "The council met on Monday. Mayor Ann Reed said the new bridge in Leeds will open in June. "
    "It has been late before. “The bridge is far too narrow,” said engineer Paul Dent. "
    "He said it will be widened."
)


def span(words: str, after: str = "") -> list[int]:
    start = TEXT.index(words, TEXT.index(after))
    return [start, start + len(words)]


@pytest.fixture(name="file")
def news_file(tmp_path: Path) -> Path:
    attributions = [
        {
            "source": span("Mayor Ann Reed"),
            "cue": span("said"),
            "content": span("the new bridge in Leeds will open in June"),
        },
        {
            "source": span("engineer Paul Dent"),
            "cue": span("said", after="narrow"),
            "content": span("“The bridge is far too narrow,”"),
        },
        {
            "source": span("He said")[:1] + span(" said it")[:1],
            "cue": span("said", after="He"),
            "content": span("it will be widened"),
        },
    ]
    line = json.dumps({"id": "a", "text": TEXT, "attributions": attributions})
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress(line.encode()))
    return path


def test_the_source_answers_and_another_speaker_does_not(file: Path) -> None:
    made = [pair for seed in range(8) for pair in attribution_questions(file, seed=seed)]
    kinds = {kind for kind, _ in made}
    assert {"who", "what", "other-words", "other-speaker"} <= kinds
    for kind, example in made:
        assert example.context in TEXT and bool(example.answers) == (kind in ("who", "what"))
        if kind == "who":
            assert example.golds[0] in ("Mayor Ann Reed", "engineer Paul Dent")
        if kind == "what":
            assert example.golds[0] in example.context
        if kind == "other-speaker":
            assert "Paul Dent" in example.question and "Reed" in example.context
        assert not example.question.startswith("Who said that He ")


@pytest.mark.parametrize(
    ("said", "clause"),
    [
        ("that the plan “will never work.”", "the plan will never work"),
        ("The bridge is far too narrow,", "the bridge is far too narrow"),
        ("to build a bridge and to open it", None),
        ("too narrow", None),
        ("“I have never seen the bridge”", None),
        ("they will come back for more", None),
        ("a rather long and winding road", None),
    ],
)
def test_only_a_clause_that_stands_alone_is_asked_about(said: str, clause: str | None) -> None:
    assert clause_of(said, random.Random(1)) == clause


QUESTION = Example(
    "q",
    "Who opened the new bridge in Leeds?",
    TEXT,
    ((TEXT.index("Mayor Ann Reed"), TEXT.index(" said the new")),),
)


def test_wordings_keep_passage_and_answer() -> None:
    assert small(QUESTION, random.Random(1)) == "who opened the new bridge in leeds"
    keys = key_words(QUESTION, random.Random(1))
    assert keys is not None and set(keys.split()) == {"who", "opened", "new", "bridge", "leeds"}
    lead = led_in(QUESTION, random.Random(1))
    assert lead is not None and lead.endswith(f" {QUESTION.question}")
    assert "Ann Reed" not in lead
    made = reworded([QUESTION] * 80, seed=3)
    assert {name for name, _ in made} == {wording.__name__ for wording in WORDINGS}
    assert all(e.context == TEXT and e.answers == QUESTION.answers for _, e in made)


def test_a_clue_is_made_of_a_question_whose_subject_is_asked_for() -> None:
    for question, clue in (
        ("Who opened the bridge?", "This person opened the bridge."),
        ("Which two towns were badly flooded?", "These two towns were badly flooded."),
        ("What class opened it?", "This class opened it."),
        ("Which town did he flood?", None),
        ("What year was the bridge opened?", None),
        ("What is the bridge called?", None),
        ("Who is he?", None),
    ):
        assert pointed(replace(QUESTION, question=question), random.Random(1)) == clue


@given(st.integers(0, 1000))
def test_a_slip_is_one_letter_at_most_and_never_the_first(seed: int) -> None:
    typed = misspelt(QUESTION, random.Random(seed))
    assert typed is not None and abs(len(typed) - len(QUESTION.question)) <= 1
    words, slips = QUESTION.question.split(), typed.split()
    assert [word[0] for word in words] == [word[0] for word in slips]
    assert sum(one != other for one, other in zip(words, slips, strict=True)) <= 1


def test_the_commands_write_what_was_counted(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "said.json.gz"
    result = CliRunner().invoke(app, ["attributions", str(file), "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert len(read_examples(out)) == len(list(attribution_questions(file)))
    typed = tmp_path / "typed.json.gz"
    arguments = ["wordings", str(out), "--out", str(typed), "--share", "1"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    assert read_examples(typed)

"""The figures of the follow-up questions: how they are counted, and that they do not fall."""

import gzip
import json
from pathlib import Path

import pytest
from conftest import SHARED
from fakes import LastWordSelector

from qa.evaluate.conversation import (
    LAST,
    NOTHING,
    OURS,
    ConversationFigures,
    evaluate_conversation,
    score,
    table,
)
from qa.evaluate.follow_ups import HELD_OUT, FollowUp, fold_of, read_canard, read_rewrites
from qa.question.context.layout import Said
from qa.question.context.selector import TermSelector
from qa.question.context.words import content_stems

FOLDER = SHARED / "data" / "conversation"

EPSILON = 0.005
"""Some three words of a thousand."""


@pytest.fixture(scope="module")
def figures() -> ConversationFigures:
    if not FOLDER.is_dir():
        pytest.skip(f"the CAsT topics are not here: {FOLDER}")
    return evaluate_conversation(FOLDER, TermSelector())


def test_content_words_are_lower_case_singular_and_no_function_words() -> None:
    assert content_stems("What are the LUNG cancer's symptoms?") == {"lung", "cancer", "symptom"}
    assert content_stems("Isn't it there? And they\u2019re his.") == frozenset()
    assert content_stems("U.S.-China ties in 2010") == {"u.s", "china", "tie", "2010"}


def test_added_words_are_counted_over_all_turns_but_first_ones() -> None:
    follow_ups = [
        FollowUp(
            "1", "Can it kill?", (Said("What is anemia?", 1),), frozenset({"severe", "anemia"})
        ),
        FollowUp("1", "Who is Ann?", (Said("What is anemia?", 1),), frozenset()),
    ]
    figures = score("2019", "all", OURS, follow_ups, [frozenset({"anemia", "blood"}), frozenset()])
    assert (figures.turns, figures.self_contained, figures.left_alone) == (2, 1, 1.0)
    assert (figures.precision, figures.recall, figures.f1) == (0.5, 0.5, 0.5)
    figures = score("2019", "all", NOTHING, follow_ups, [frozenset(), frozenset()])
    assert (figures.precision, figures.recall, figures.f1, figures.left_alone) == (0, 0, 0, 1.0)


def test_rewrites_are_read_with_quotes_as_characters(tmp_path: Path) -> None:
    path = tmp_path / "rewrites.tsv"
    path.write_text(
        'conversation_id\tturn_id\tid\tquery\toriginal\n31\t2\t31_2\t"Is it?" \tx\n',
        encoding="utf-8",
    )
    assert read_rewrites(path) == {(31, 2): '"Is it?"'}


def test_a_conversation_of_canard_is_read_with_or_without_its_answers(tmp_path: Path) -> None:
    row = {
        "History": ["Frank Zappa", "Disbandment", "What group disbanded?", "The Mothers"],
        "QuAC_dialog_id": "C_1",
        "Question": "When did they disband?",
        "Rewrite": "When did the Mothers disband?",
    }
    path = tmp_path / "canard.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({**row, "History": row["History"][:2]}) + "\n")
        lines.write(json.dumps(row) + "\n")
    (one,) = read_canard(path, with_answers=True)
    assert one.history == (
        Said("What group disbanded?", 1),
        Said("The Mothers", 1, cited=True),
    )
    assert one.wanted == {"mother"}
    (without,) = read_canard(path, with_answers=False)
    assert without.history == one.history[:1]
    assert fold_of("C_1") == fold_of("C_1") < 10


def test_both_years_are_scored_whole(figures: ConversationFigures) -> None:
    for year, turns in (("2019", 429), ("2020", 191)):
        parts = [figures.of(year, OURS, topics) for topics in ("trained on", "held out")]
        assert sum(part.turns for part in parts) == turns
    assert [len(HELD_OUT[year]) for year in ("2019", "2020")] == [13, 12]
    assert len(table(figures.figures).splitlines()) == 1 + len(figures.figures)


FLOORS = [("2019", 0.55, 0.98), ("2020", 0.40, 0.6)]


@pytest.mark.parametrize(("year", "f1", "left_alone"), FLOORS)
def test_our_figures_on_topics_that_nothing_was_trained_on_do_not_fall(
    figures: ConversationFigures, year: str, f1: float, left_alone: float
) -> None:
    ours = figures.of(year, OURS)
    assert ours.f1 >= f1 - EPSILON
    assert ours.left_alone >= left_alone - EPSILON
    assert ours.f1 > figures.of(year, LAST).f1


def test_a_selector_that_takes_anything_is_found_out(figures: ConversationFigures) -> None:
    rough = evaluate_conversation(FOLDER, LastWordSelector())
    assert rough.of("2019", OURS).precision < figures.of("2019", OURS).precision

"""The figures of the follow-up questions: how they are counted, and that they do not fall."""

from pathlib import Path

import pytest
from conftest import SHARED

from qa.evaluate.conversation import (
    HELD_OUT,
    OURS,
    QURETEC,
    RULE_BASED,
    ConversationFigures,
    content_words,
    evaluate_conversation,
    read_rewrites,
    score,
    table,
)

FOLDER = SHARED / "data" / "conversation"

EPSILON = 0.005
"""Some three words of a thousand: less than any rule is worth."""


@pytest.fixture(scope="module")
def figures() -> ConversationFigures:
    if not FOLDER.is_dir():
        pytest.skip(f"the CAsT topics are not here: {FOLDER}")
    return evaluate_conversation(FOLDER)


def test_content_words_are_lower_case_singular_and_no_function_words() -> None:
    assert content_words("What are the LUNG cancer's symptoms?") == {"lung", "cancer", "symptom"}
    assert content_words("Isn't it there? And they\u2019re his.") == frozenset()
    assert content_words("U.S.-China ties in 2010") == {"u.s", "china", "tie", "2010"}


def test_added_words_are_counted_over_all_turns_but_first_ones() -> None:
    asked = {(1, 1): "What is anemia?", (1, 2): "Can it kill?", (1, 3): "Who is Ann?"}
    wanted = {**asked, (1, 2): "Can severe anemia kill?"}
    ours = {(1, 1): "anything", (1, 2): "Can anemia in blood kill?", (1, 3): "Who is Ann?"}
    figures = score("2019", "all", OURS, list(asked), asked, wanted, ours)
    assert (figures.turns, figures.self_contained, figures.left_alone) == (2, 1, 1.0)
    assert (figures.precision, figures.recall, figures.f1) == (0.5, 0.5, 0.5)


def test_a_system_that_adds_nothing_scores_nothing_and_leaves_all_alone() -> None:
    asked = {(1, 1): "What is anemia?", (1, 2): "Can it kill?", (1, 3): "Who is Ann?"}
    wanted = {**asked, (1, 2): "Can anemia kill?"}
    figures = score("2019", "all", OURS, list(asked), asked, wanted, asked)
    assert (figures.precision, figures.recall, figures.f1, figures.left_alone) == (0, 0, 0, 1.0)


def test_rewrites_are_read_with_quotes_as_characters(tmp_path: Path) -> None:
    path = tmp_path / "rewrites.tsv"
    path.write_text(
        'conversation_id\tturn_id\tid\tquery\toriginal\n31\t2\t31_2\t"Is it?" \tx\n',
        encoding="utf-8",
    )
    assert read_rewrites(path) == {(31, 2): '"Is it?"'}


def test_both_years_are_scored_whole(figures: ConversationFigures) -> None:
    assert figures.of("2019", OURS).turns == 429
    assert figures.of("2020", OURS).turns == 191
    for year in ("2019", "2020"):
        parts = [figures.of(year, OURS, topics) for topics in ("tuning", "held out")]
        assert sum(part.turns for part in parts) == figures.of(year, OURS).turns
    assert [len(HELD_OUT[year]) for year in ("2019", "2020")] == [13, 12]
    assert len(table(figures.figures).splitlines()) == 1 + len(figures.figures)


@pytest.mark.parametrize(
    ("year", "topics", "f1", "left_alone"),
    [
        ("2019", "all", 0.750, 0.967),
        ("2019", "held out", 0.580, 0.889),
        ("2020", "all", 0.431, 1.0),
        ("2020", "held out", 0.371, 1.0),
    ],
)
def test_our_figures_do_not_fall(
    figures: ConversationFigures, year: str, topics: str, f1: float, left_alone: float
) -> None:
    ours = figures.of(year, OURS, topics)
    assert ours.f1 >= f1 - EPSILON
    assert ours.left_alone >= left_alone - EPSILON


@pytest.mark.parametrize("year", ["2019", "2020"])
def test_we_are_ahead_of_the_rule_based_system(figures: ConversationFigures, year: str) -> None:
    ours, rule_based = figures.of(year, OURS), figures.of(year, RULE_BASED)
    assert ours.f1 > rule_based.f1
    assert ours.precision > rule_based.precision


def test_2019_is_ahead_of_quretec(figures: ConversationFigures) -> None:
    ours, quretec = figures.of("2019", OURS), figures.of("2019", QURETEC)
    assert ours.f1 > quretec.f1
    assert ours.precision > quretec.precision


@pytest.mark.parametrize("year", ["2019", "2020"])
def test_self_contained_turns_are_left_alone_more_often_than_by_either_system(
    figures: ConversationFigures, year: str
) -> None:
    ours = figures.of(year, OURS).left_alone
    assert ours > figures.of(year, RULE_BASED).left_alone
    assert ours > figures.of(year, QURETEC).left_alone

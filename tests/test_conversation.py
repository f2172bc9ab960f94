"""Follow-up questions: what they are understood as after what was asked and answered before."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.contract.answer import Turn
from qa.question.follow_up.mentions import mentions
from qa.question.follow_up.standalone import HISTORY_TURNS, QUESTION_LIMIT, standalone
from qa.question.follow_up.tokens import tokens

CHINA = [
    Turn(
        "Why did China suspend ties in 2010?",
        "in response to the United States selling arms to Taiwan",
    ),
    Turn("And when were they restored?", "less than two years ago"),
]
PANETTA = [Turn("Who is Leon Panetta?", "U.S. Defense Secretary")]

SELF_CONTAINED = [
    "Who is Robert Gates?",
    "What did Liang Guanglie say about the Diaoyu islands?",
    "Is it true that Nancy Pelosi visited Taiwan in August 2022?",
    "How long does it take to fly from Beijing to Washington?",
    "What is the Rim of the Pacific and how often is it held?",
    "When did President Joe Biden meet Xi Jinping in California?",
    "If Japan buys the Senkaku islands, will it own them?",
    "What is a carrier strike group?",
    "Are there any protests in Hong Kong?",
    "Taiwan arms sales",
    "Why did the US say that its policy is unchanged?",
    "How is cassoulet made?",
    "Why did Mr. Gates visit Beijing? And when?",
    "What caused inflation in Europe?",
]


@pytest.mark.parametrize("history", [CHINA, PANETTA], ids=["after China", "after Panetta"])
@pytest.mark.parametrize("question", SELF_CONTAINED)
def test_a_self_contained_question_is_left_untouched(question: str, history: list[Turn]) -> None:
    understood = standalone(question, history)
    assert understood.text == question
    assert not understood.changed
    assert understood.carried == ()


@pytest.mark.parametrize(
    "question",
    [
        "And in 2012?",
        "Why?",
        "What did he say?",
        "",
        "   ",
        "?!",
        "thanks",
        "<script>alert(1)</script>",
        "'; DROP TABLE articles; --",
        "\u202ewhat did he say\u202c",
        "\u200b\u200b",
        "he " * 400,
        "\ud83d\ude00 it?",
        "And",
        "What about",
        "the the the the",
        "'s 's 's",
    ],
)
def test_odd_questions_come_back(question: str) -> None:
    assert standalone(question, []).text == question
    for history in (CHINA, [Turn("", "")], [Turn(question, question)] * 3):
        understood = standalone(question, history)
        assert len(understood.text) <= max(QUESTION_LIMIT, len(question))
        assert understood.changed == (understood.text != question)


def test_only_the_last_turns_are_read() -> None:
    other = [Turn("What is frictional unemployment?", "")] * HISTORY_TURNS
    question = "What did he urge?"
    assert standalone(question, [*PANETTA, *other]).text == question
    assert standalone(question, [*other * 50, *PANETTA]).text == "What did Leon Panetta urge?"


def test_a_question_that_would_grow_too_long_is_left_alone() -> None:
    question = f"What did he say about {'trade ' * 160}talks?"
    assert len(question) < QUESTION_LIMIT
    history = [Turn(f"Who is {'Maximilian ' * 3}Panetta?", "")]
    assert standalone(question, history).text == question


QUESTION_WORDS = st.sampled_from(
    "who what when where why how did does is are was were he she it they them his its their there "
    "then that those the a an and or but in of about between one ones first largest most any "
    "other China Beijing Panetta 2010 2022 talks ties visit islands visited held said ? , . ' 's "
    "\u2019s \u201c \u201d - \u00e9t\u00e9 \U0001f600 And What Which Who".split()
)
QUESTIONS = st.one_of(
    st.text(max_size=60),
    st.lists(QUESTION_WORDS, max_size=14).map(" ".join),
)
TURNS = st.lists(st.builds(Turn, QUESTIONS, QUESTIONS), max_size=4)


@settings(deadline=None, max_examples=300)
@given(QUESTIONS, TURNS)
def test_any_conversation_is_understood_the_same_way_twice(
    question: str, history: list[Turn]
) -> None:
    understood = standalone(question, history)
    assert standalone(question, list(history)) == understood
    assert len(understood.text) <= max(QUESTION_LIMIT, len(question))
    assert understood.changed == (understood.text != question)


@settings(deadline=None)
@given(QUESTIONS)
def test_a_first_question_is_left_alone(question: str) -> None:
    assert standalone(question, []).text == question


@settings(deadline=None, max_examples=200)
@given(QUESTIONS)
def test_words_and_mentions_stand_where_they_say(question: str) -> None:
    for token in tokens(question):
        assert question[token.start : token.end] == token.text
    for mention in mentions(question):
        assert 0 <= mention.start < mention.end <= len(question)

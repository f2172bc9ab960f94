"""Follow-up questions: what they are understood as after what was asked and answered before."""

import doctest
import importlib
import pkgutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qa.conversation
from qa.conversation.mentions import mentions
from qa.conversation.standalone import HISTORY_TURNS, QUESTION_LIMIT, standalone
from qa.conversation.tokens import tokens
from qa.datatypes import Turn

# A dialogue: (question, what it is understood as or None for left alone, answer), in order.
Dialogue = list[tuple[str, str | None, str]]

ARMS = "in response to the United States selling arms to Taiwan"

DIALOGUES: dict[str, Dialogue] = {
    "a person and what he did": [
        ("Who is Leon Panetta?", None, "U.S. Defense Secretary"),
        (
            "What did he urge?",
            "What did Leon Panetta urge?",
            "China on Tuesday to expand military relations with the United States",
        ),
        (
            "When?",
            "When did Leon Panetta urge China to expand military relations with the United States?",
            "",
        ),
    ],
    "a person, nothing answered": [
        ("Who is Leon Panetta?", None, ""),
        ("What did he urge?", "What did Leon Panetta urge?", ""),
        ("When?", "When did Leon Panetta urge?", ""),
        ("What was his role?", "What was Leon Panetta's role?", ""),
    ],
    "another year": [
        ("Why did China suspend ties in 2010?", None, ARMS),
        ("And in 2022?", "Why did China suspend ties in 2022?", "Nancy Pelosi's visit to Taiwan"),
        ("Who visited Beijing in between?", "Who visited Beijing between 2010 and 2022?", ""),
    ],
    "ties restored": [
        ("Why did China suspend ties in 2010?", None, ARMS),
        ("And when were they restored?", "When were China's ties restored?", ""),
        ("By whom?", "By whom were China's ties restored?", ""),
    ],
    "talks": [
        ("Which talks were held at the Pentagon?", None, "policy coordination talks"),
        (
            "Who took part?",
            "Who took part in policy coordination talks?",
            "Michael Chase met at the Pentagon with Major General Song Yanchao",
        ),
        ("How often are they held?", "How often are policy coordination talks held?", "annually"),
        ("Why were they cancelled?", "Why were policy coordination talks cancelled?", ""),
    ],
    "talks, nothing answered": [
        ("Which talks were held at the Pentagon?", None, ""),
        ("Who took part?", "Who took part in the talks at the Pentagon?", ""),
        ("How often are they held?", "How often are the talks held?", ""),
        ("When?", "When are the talks held?", ""),
    ],
    "the topic changes in the third turn": [
        ("Why did China suspend ties in 2010?", None, ARMS),
        ("When were they restored?", "When were China's ties restored?", "less than two years ago"),
        ("Who is Leon Panetta?", None, "U.S. Defense Secretary"),
        ("Where did he go?", "Where did Leon Panetta go?", ""),
    ],
    "places and times": [
        ("When did Gates visit Beijing?", None, "January 2011"),
        ("Whom did he meet there?", "Whom did Gates meet in Beijing?", "Hu Jintao"),
        ("What happened that year?", "What happened in 2011?", ""),
        ("Was the visit a success?", "Was the visit of Gates a success?", ""),
    ],
    "a person who was the answer": [
        ("Who visited Taiwan in August 2022?", None, "Nancy Pelosi"),
        ("Why did she go there?", "Why did Nancy Pelosi go to Taiwan?", ""),
        ("What happened then?", "What happened in August 2022?", ""),
    ],
    "what about another": [
        ("What did the Pentagon say about Taiwan?", None, ""),
        ("What about Japan?", "What did Japan say about Taiwan?", ""),
        ("And Russia?", "What did Russia say about Taiwan?", ""),
    ],
    "another place": [
        ("What will Gates do in Tokyo?", None, "speak with leaders"),
        ("And in Seoul?", "What will Gates do in Seoul?", ""),
        ("Why?", "Why will Gates do in Seoul?", ""),
    ],
    "islands": [
        ("Where is the dispute?", None, "a cluster of islands in the East China Sea"),
        ("Who claims the islands?", "Who claims the cluster of islands?", "Japan and China"),
    ],
    "two people": [
        ("Who did Michael Chase meet?", None, "Major General Song Yanchao"),
        (
            "Where did they meet?",
            "Where did Major General Song Yanchao and Michael Chase meet?",
            "the Pentagon",
        ),
    ],
    "he and she": [
        ("Who won the 2016 election?", None, "Donald Trump"),
        ("Who did he beat?", "Who did Donald Trump beat?", "Hillary Clinton"),
        ("How old was she?", "How old was Hillary Clinton?", ""),
        ("And in 2012?", "How old was Hillary Clinton in 2012?", ""),
    ],
    "an event and what belongs to it": [
        ("How many people died in the earthquake?", None, "12"),
        ("How many were injured?", "How many were injured in the earthquake?", ""),
        ("What was the magnitude?", "What was the magnitude of the earthquake?", ""),
    ],
    "how many of them": [
        ("Did China buy Russian jets?", None, ""),
        ("How many?", "How many Russian jets did China buy?", ""),
        ("How much did they cost?", "How much did Russian jets cost?", ""),
    ],
    "who was the answer becomes the subject": [
        ("Who visited Beijing?", None, "Leon Panetta"),
        ("When?", "When did Leon Panetta visit Beijing?", ""),
    ],
    "answers that are whole sentences": [
        (
            "Which talks were held at the Pentagon?",
            None,
            "US and Chinese defense officials held policy coordination talks at the Pentagon on "
            "Monday and Tuesday.",
        ),
        ("Who took part?", "Who took part in policy coordination talks?", ""),
        ("Who is Leon Panetta?", None, "a former congressman"),
        (
            "What did he urge?",
            "What did Leon Panetta urge?",
            "BEIJING (Reuters) - U.S. Defense Secretary Leon Panetta urged China on Tuesday to "
            "expand military relations, even as the two powers grappled with a dispute.",
        ),
        ("When?", "When did Leon Panetta urge China to expand military relations?", ""),
    ],
    "a shared noun": [
        ("What was the Stanford experiment?", None, ""),
        ("Who led the experiment?", "Who led the Stanford experiment?", ""),
        ("What were the results?", "What were the results of the Stanford experiment?", ""),
    ],
}


@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES.keys())
def test_a_dialogue_is_understood(dialogue: Dialogue) -> None:
    history: list[Turn] = []
    for question, expected, answer in dialogue:
        understood = standalone(question, history)
        assert understood.text == (question if expected is None else expected)
        assert understood.changed == (expected is not None)
        assert bool(understood.carried) == understood.changed
        history.append(Turn(question, answer))


CHINA = [
    Turn("Why did China suspend ties in 2010?", ARMS),
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


@pytest.mark.parametrize(
    "name", sorted(module.name for module in pkgutil.iter_modules(qa.conversation.__path__))
)
def test_the_examples_of_the_docstrings_hold(name: str) -> None:
    module = importlib.import_module(f"qa.conversation.{name}")
    assert doctest.testmod(module).failed == 0

"""Context: which words of earlier turns a question is asked with."""

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT
from fakes import LastWordSelector
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.assistant import Assistant
from qa.contract.answer import ContextTerm, Turn
from qa.contract.request import check_request
from qa.errors import ModelNotFound
from qa.index.kept import FOLDER
from qa.question.context.carried import carried, context_of, said_in
from qa.question.context.referents import phrases
from qa.question.context.selector import ADAPTERS, MANIFEST, MODEL, TermSelector
from qa.question.context.words import content_stems
from qa.question.question import parse_question, with_context

ARMS = "in response to the United States selling arms to Taiwan"
TIES = Turn(
    "Why did China suspend ties in 2010?",
    ARMS,
    f"Last year, {ARMS}, China suspended its military-to-military contacts with the United States.",
)
EXERCISE = Turn(
    "Which exercise was China invited to in 2014?",
    "Rim of the Pacific exercises",
    "The United States had invited a Chinese warship to participate in the 2014 Rim of the Pacific "
    "exercises, a U.S.-sponsored large-scale naval exercise.",
)
TALKS = Turn(
    "Why did Beijing cancel the policy coordination talks?",
    "following then-House Speaker Nancy Pelosi’s visit to Taiwan",
    "The talks were canceled by Beijing following then-House Speaker Nancy Pelosi’s visit to Taiwan"
    " in August 2022.",
)
WEISS = Turn(
    "Who is the mediator in the ferry strike?",
    "Johanna Weiss",
    "The government on Friday named Johanna Weiss, a former judge, as mediator in the strike.",
)

SELF_CONTAINED = [
    "Is there trust between the two armed forces?",
    "Who is Robert Gates?",
    "What did Liang Guanglie say about the Diaoyu islands?",
    "Is it true that Nancy Pelosi visited Taiwan in August 2022?",
    "How long does it take to fly from Beijing to Washington?",
    "When did President Joe Biden meet Xi Jinping in California?",
    "What is a carrier strike group?",
    "How much is a small claims filing fee?",
    "How many votes did Helen Brandt win in the runoff?",
    "Taiwan arms sales",
    "Tell me about the theft",
    "Summarize the takeover",
    "What is the latest on the storm?",
    "Compare the storm and the fire",
]

LEANING = [
    (EXERCISE, "How many countries take part in it?", "Rim of the Pacific exercises"),
    (TALKS, "When was that?", "Beijing cancel the policy coordination talks"),
    (TALKS, "Who won the Super Bowl that year?", "2022"),
    (TIES, "And in 2022?", "China suspend ties"),
    (WEISS, "How old is she?", "Johanna Weiss"),
    (WEISS, "What did she settle before?", "Johanna Weiss"),
    (Turn("Who is Leon Panetta?", "Defense Secretary"), "What did he urge?", "Leon Panetta"),
    (
        Turn("What did the union boss Ragnar Holm say?", ""),
        "What did he instruct his staff to check?",
        "Ragnar Holm",
    ),
    (
        Turn("Which countries worry the officials?", "North Korea, Iran and Syria"),
        "What do they say of the second one?",
        "Iran",
    ),
]


@pytest.fixture(scope="module")
def selector() -> TermSelector:
    return TermSelector()


def test_what_was_kept_selects_alike(selector: TermSelector, tmp_path: Path) -> None:
    folder = tmp_path / "context"
    shutil.copytree(MODEL, folder, ignore=shutil.ignore_patterns(FOLDER))
    turn, question, _ = LEANING[0]
    said = said_in([turn])
    for _ in range(2):  # compiled, then read from where it was kept
        assert TermSelector(folder).select(question, said) == selector.select(question, said)
    assert len(list((folder / FOLDER).iterdir())) == 1


@pytest.mark.parametrize("question", SELF_CONTAINED)
@pytest.mark.parametrize("turn", [TIES, EXERCISE, TALKS, WEISS], ids=lambda turn: turn.question)
def test_a_question_with_its_own_subject_carries_nothing(
    selector: TermSelector, turn: Turn, question: str
) -> None:
    assert carried(question, said_in([turn]), selector) == ()


@pytest.mark.parametrize(("turn", "question", "words"), LEANING, ids=[q for _, q, _ in LEANING])
def test_what_a_follow_up_leans_on_is_carried(
    selector: TermSelector, turn: Turn, question: str, words: str
) -> None:
    assert ContextTerm(words, 1) in carried(question, said_in([turn]), selector)


CARSON = ("Tell me about Ben Carson", "")
FIGHT = ("How does he want to fight the Islamic State?", "declare war")
OBAMA = ("What did President Obama announce?", "new sanctions")
MERKEL = ("What did he tell Angela Merkel?", "that they would hurt")


@pytest.mark.parametrize(
    ("turns", "question", "person"),
    [
        ((CARSON, FIGHT), "What does he say about poverty?", "Ben Carson"),
        ((CARSON, ("Where was he on Friday?", "New York")), "Whom did he meet?", "Ben Carson"),
        (
            (("Who is Theresa May?", ""), ("Did she visit Saudi Arabia?", "in April")),
            "Why did she go?",
            "Theresa May",
        ),
        (
            (("Who is Theresa May?", ""), ("When did she meet Donald Trump?", "in July")),
            "What did he promise?",
            "Donald Trump",
        ),
        ((OBAMA, MERKEL), "What did she answer?", "Angela Merkel"),
        ((OBAMA, MERKEL), "When did he say so to the press?", "President Obama"),
        ((OBAMA, MERKEL, ("Where did he meet her?", "Berlin")), "Was he alone?", "President Obama"),
    ],
)
def test_a_name_in_a_question_about_him_is_of_another(
    selector: TermSelector, turns: tuple[tuple[str, str], ...], question: str, person: str
) -> None:
    history = said_in([Turn(*turn) for turn in turns])
    context = [term.text for term in carried(question, history, selector)]
    assert person in context
    others = {"Ben Carson", "Theresa May", "Donald Trump", "President Obama", "Angela Merkel"}
    assert others.intersection(context) == {person}
    assert "Islamic State" not in context


UNANSWERED = [
    ("Which exercise was China invited to in 2014?", "How many take part in it?", "exercise"),
    ("How many miners died in Brennock?", "Why?", "miners died in Brennock"),
    ("Who is Johanna Weiss?", "How old is she?", "Johanna Weiss"),
]


@pytest.mark.parametrize(("before", "question", "words"), UNANSWERED)
def test_what_was_not_answered_is_leant_on_all_the_same(
    selector: TermSelector, before: str, question: str, words: str
) -> None:
    context = carried(question, said_in([Turn(before, "")]), selector)
    assert words in [term.text for term in context]


def test_a_word_of_a_name_stands_for_the_whole_name() -> None:
    history = said_in([Turn("What did people hear of Johanna Weiss?", "")])
    terms = carried("How much do crews earn now?", history, LastWordSelector())
    assert terms == (ContextTerm("Johanna Weiss", 1),)


def test_a_time_of_its_own_takes_the_place_of_the_earlier_one(selector: TermSelector) -> None:
    context = carried("And in 2022?", said_in([TIES]), selector)
    assert not any("2010" in term.text for term in context)
    asked = with_context(parse_question("And in 2022?"), context)
    assert asked.scope and str(asked.scope.earliest) == "2022-01-01"
    assert asked.standalone == "And in 2022? (China suspend ties)"


def test_a_question_of_that_year_is_limited_to_it(selector: TermSelector) -> None:
    question = "Who won the Super Bowl that year?"
    asked = with_context(parse_question(question), carried(question, said_in([TALKS]), selector))
    assert asked.scope and str(asked.scope.earliest) == "2022-01-01"
    assert asked.text == question


def test_last_year_counts_from_the_day_of_the_article_that_says_it() -> None:
    question, history = "What else happened that year?", [replace(TIES, article="a")]
    history = [replace(history[0], question="Why did China suspend ties?")]
    said = said_in(history, {"a": "2011-01-07"}.get)
    assert ContextTerm("2010", 1) in carried(question, said, LastWordSelector())
    unknown = carried(question, said_in(history, {}.get), LastWordSelector())
    assert not any(term.text.isdecimal() for term in unknown)


def test_context_stands_behind_the_question_which_stays_as_typed() -> None:
    parsed = parse_question("When were they restored?")
    asked = with_context(parsed, [ContextTerm("military ties", 1), ContextTerm("China", 1)])
    assert asked.standalone == "When were they restored? (military ties, China)"
    assert (asked.text, asked.asks) == (parsed.text, parsed.asks)
    assert asked.names == ("China",)
    assert with_context(parsed, []) == parsed


def test_a_person_chooses_the_words_or_none() -> None:
    def context(**given: object) -> list[tuple[str, int]]:
        request = check_request("Who took part?", {"history": [TALKS, WEISS], **given})
        terms = context_of(request, LastWordSelector(), lambda _: None)
        return [(term.text, term.turn) for term in terms]

    assert context() == [("strike", 2)]
    assert context(context=[]) == context(standalone=True) == []
    assert context(context=["policy coordination talks", "of my own"]) == [
        ("policy coordination talks", 1),
        ("of my own", 0),
    ]


def test_phrases_stand_in_the_text() -> None:
    text = "What share of the votes did Ortega receive in the first round?"
    assert [term.text for term in phrases(text, 1)] == [
        "share of the votes",
        "Ortega receive in the first round",
    ]


QUESTION_WORDS = st.sampled_from(
    "who what when where why how did does is are was were he she it they them his its their there "
    "then that those the a an and or but in of about between one ones first second last most any "
    "other China Beijing Panetta 2010 2022 talks ties visit islands visited held said year ? , . ' "
    "\u2019s \u201c \u201d - \u00e9t\u00e9 \U0001f600 And What Which Who".split()
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(QUESTION_WORDS, max_size=14).map(" ".join))
HISTORIES = st.lists(st.builds(Turn, TEXTS, TEXTS, TEXTS), max_size=4)


@settings(deadline=None, max_examples=200)
@given(TEXTS, HISTORIES)
def test_whatever_was_said_each_word_is_carried_once_and_verbatim(
    question: str, history: list[Turn]
) -> None:
    said = said_in(history)
    context = carried(question, said, LastWordSelector())
    assert context == carried(question, said, LastWordSelector())
    covered = set(content_stems(question))
    for term in context:
        texts = [one.text for one in said if one.turn == term.turn]
        texts += [one.answer for one in said if one.turn == term.turn]
        texts += [" ".join(text.split()) for text in texts]  # a name over two lines is one name
        assert any(term.text in text for text in texts) or term.text.isdecimal()
        assert not content_stems(term.text) <= covered
        covered |= content_stems(term.text)
    with_context(parse_question(question), context)


def test_the_network_says_the_same_twice_and_nothing_of_nothing(selector: TermSelector) -> None:
    said = said_in([TIES])
    assert selector.select("When were they restored?", said) == selector.select(
        "When were they restored?", said
    )
    assert selector.select("Who?", []).places == ()


def test_a_damaged_model_is_not_loaded(tmp_path: Path) -> None:
    manifest = (MODEL / MANIFEST).read_bytes()
    (tmp_path / MANIFEST).write_bytes(manifest)
    with pytest.raises(ModelNotFound, match="absent"):
        TermSelector(tmp_path)
    (tmp_path / ADAPTERS).write_bytes(b"other")
    with pytest.raises(ModelNotFound, match="SHA-256"):
        TermSelector(tmp_path)
    files = json.loads(manifest)["files"]
    assert files[ADAPTERS] == hashlib.sha256((MODEL / ADAPTERS).read_bytes()).hexdigest()


def test_what_was_asked_with_context_is_asked_again_the_same(assistant: Assistant) -> None:
    answer = assistant.ask("How many countries take part in it?", history=[EXERCISE])
    words = [term.text for term in answer.context]
    again = assistant.ask(answer.question, context=words)
    assert words == ["Rim of the Pacific exercises"]
    assert (again.id, again.citations) == (answer.id, answer.citations)
    assert assistant.verify(answer.to_dict()).holds


def test_the_dialogues_are_of_the_two_collections() -> None:
    lines = (ROOT / "tests" / "questions" / "dialogues.jsonl").read_text("utf-8").splitlines()
    dialogues = [json.loads(line) for line in lines]
    assert len(dialogues) >= 40
    folders = {"seeds": ROOT / "seeds", "news": ROOT / "tests" / "news"}
    texts = {
        name: "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.txt")))
        for name, folder in folders.items()
    }
    for dialogue in dialogues:
        golds = [gold for turn in dialogue["turns"] for gold in turn["golds"]]
        assert all(gold in texts[dialogue["collection"]] for gold in golds), dialogue["name"]

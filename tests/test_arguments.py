"""What is asked with is checked once, in the same words by the library and by the client."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_assistant import quoting, small_assistant

from qa.assistant import Assistant
from qa.client import Client
from qa.contract.answer import Turn
from qa.contract.arguments import near, seen
from qa.contract.request import (
    MAX_TURNS,
    SETTINGS,
    Request,
    check_request,
    request_to_plain,
)
from qa.contract.timeline import check_timeline
from qa.errors import ArticleNotFound, QuestionError
from qa.ingest.articles import article_from_text
from web.app import create_app
from web.ask_schema import AskIn

DAY = datetime.date(2011, 1, 31)
ARTICLES = [
    article_from_text("Harbour\n\nLISBON, Jan. 7, 2011 - The bridge was closed.\n", "bridge.txt"),
    article_from_text("Ferry\n\nThe ferry runs again.\n", "ferry-2012.txt"),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with small_assistant(tmp_path_factory.mktemp("index"), ARTICLES) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(library: Assistant) -> Iterator[Client]:
    with Client("http://localhost", transport=httpx2.WSGITransport(create_app(library))) as opened:
        yield opened


TURN = Turn("Who closed it?", "the city")


@pytest.mark.parametrize(
    "written",
    [
        [TURN],
        (TURN,),
        [("Who closed it?", "the city")],
        [["Who closed it?", "the city"]],
        [{"question": "Who closed it?", "answer": "the city"}],
        [{"answer": "the city", "question": "Who closed it?"}],
    ],
    ids=repr,
)
def test_a_turn_can_be_written_in_three_ways(
    library: Assistant, client: Client, written: Any
) -> None:
    assert check_request("When?", {"history": written}).history == (TURN,)
    ours = library.ask("And when was it closed?", history=written)
    theirs = client.ask("And when was it closed?", history=written)
    assert replace(ours, elapsed_ms=0) == replace(theirs, elapsed_ms=0)
    assert ours.id == library.ask("And when was it closed?", history=[TURN]).id


def test_an_answer_is_the_turn_that_it_was(library: Assistant, client: Client) -> None:
    first = library.ask("What was closed?")
    assert first.citations
    assert check_request("When?", {"history": [first]}).history == (Turn.of(first),)
    asked = [
        assistant.ask("When was that?", history=[earlier]).id
        for assistant, earlier in (
            (library, first),
            (library, Turn.of(first)),
            (client, client.ask("What was closed?")),
        )
    ]
    assert len(set(asked)) == 1


def test_history_of_several_kinds_keeps_its_order() -> None:
    turns = [("a", "1"), {"question": "b", "answer": ""}, Turn("c", "3")]
    assert check_request("d", {"history": turns}).history == (
        Turn("a", "1"),
        Turn("b", ""),
        Turn("c", "3"),
    )


@pytest.mark.parametrize("name", ["as_of", "published_from", "published_to"])
def test_a_day_can_be_a_date_or_written_or_left_open(
    library: Assistant, client: Client, name: str
) -> None:
    for given_day in (DAY, "2011-01-31"):
        assert getattr(check_request("Who?", {name: given_day}), name) == DAY
    assert getattr(check_request("Who?", {name: None}), name) is None
    answers = [
        asked.ask("What was closed?", **{name: value}).id
        for asked in (library, client)
        for value in (DAY, "2011-01-31")
    ]
    assert len(set(answers)) == 1


def test_what_is_not_set_is_what_it_says() -> None:
    assert check_request("Who?", {}) == Request(
        "Who?", (), False, False, None, None, None, (), 3, explain=False
    )


def test_numbers_of_numpy_are_numbers() -> None:
    assert check_request("Who?", {"max_citations": np.int64(4)}).max_citations == 4


class Unshowable:
    def __repr__(self) -> str:
        raise RuntimeError("no words for it")


REFUSED: list[tuple[Any, dict[str, Any], str]] = [
    (None, {}, "the question is None; expected text"),
    (7, {}, "the question is 7; expected text"),
    (b"Who?", {}, "b'Who\\?'; expected text"),
    (["Who?"], {}, "expected text"),
    ("", {}, "empty"),
    ("\u00a0\n", {}, "empty"),
    ("x" * 1001, {}, "1,001 characters; expected at most 1,000"),
    ("\udfff", {}, "lone surrogate"),
    (Unshowable(), {}, "a value of type Unshowable"),
    ("Who?", {"max_citation": 3}, "no 'max_citation'; did you mean max_citations\\?"),
    ("Who?", {"source": ["a"]}, "did you mean sources"),
    ("Who?", {"histroy": []}, "did you mean history"),
    ("Who?", {"AS_OF": DAY}, "did you mean as_of"),
    ("Who?", {"until": DAY}, "expected history, standalone, as_typed, context, as_of"),
    ("Who?", {"max_citations": "3"}, "max_citations is '3'; expected a whole number, 1 to 10"),
    ("Who?", {"max_citations": True}, "max_citations is True; expected a whole number"),
    ("Who?", {"max_citations": 3.0}, "max_citations is 3.0; expected a whole number"),
    ("Who?", {"max_citations": None}, "max_citations is None"),
    ("Who?", {"max_citations": int}, "expected a whole number"),
    ("Who?", {"max_citations": 0}, "max_citations is 0; expected 1 to 10"),
    ("Who?", {"max_citations": 11}, "expected 1 to 10"),
    ("Who?", {"max_citations": 10**5000}, "a value of type int; expected 1 to 10"),
    ("Who?", {"standalone": 1}, "standalone is 1; expected True or False"),
    ("Who?", {"standalone": "no"}, "expected True or False"),
    ("Who?", {"standalone": None}, "expected True or False"),
    ("Who?", {"context": "ties"}, "context is 'ties'; expected a list of words"),
    ("Who?", {"context": ["ties", " "]}, r"context\[1\] is empty"),
    ("Who?", {"context": [7]}, r"context\[0\] is 7; expected text"),
    ("Who?", {"context": ["x" * 201]}, r"context\[0\] has 201 characters"),
    ("Who?", {"context": ["x"] * 21}, "context has 21 entries; expected at most 20"),
    ("Who?", {"history": [Turn("a", "b", 3)]}, r"history\[0\].quote is 3; expected text"),  # type: ignore[arg-type]
    ("Who?", {"history": [{"question": "a", "answer": "b", "article": None}]}, "article is None"),
    ("Who?", {"explain": 1}, "explain is 1; expected True or False"),
    ("Who?", {"as_of": "yesterday"}, "as_of is 'yesterday'; expected a day such as 2011-01-31"),
    ("Who?", {"as_of": "20110131"}, "such as 2011-01-31"),
    ("Who?", {"as_of": "2011-1-31"}, "such as 2011-01-31"),
    ("Who?", {"as_of": ""}, "such as 2011-01-31"),
    ("Who?", {"as_of": 2011}, "such as 2011-01-31"),
    ("Who?", {"as_of": "2011-02-29"}, "not in the calendar"),
    ("Who?", {"as_of": "0000-01-01"}, "not in the calendar"),
    ("Who?", {"as_of": datetime.datetime(2011, 1, 31)}, "a moment; expected a day"),
    ("Who?", {"published_to": datetime.datetime.now(datetime.UTC)}, "published_to is .* a moment"),
    (
        "Who?",
        {"published_from": "2012-01-02", "published_to": "2012-01-01"},
        "published_from is 2012-01-02, published_to 2012-01-01; expected the earlier",
    ),
    ("Who?", {"sources": "bridge.txt"}, "sources is 'bridge.txt'; expected a list"),
    ("Who?", {"sources": None}, "expected a list"),
    ("Who?", {"sources": {"bridge.txt"}}, "expected a list"),
    ("Who?", {"sources": ["bridge.txt", 7]}, r"sources\[1\] is 7; expected text"),
    ("Who?", {"sources": [" "]}, r"sources\[0\] is empty"),
    ("Who?", {"sources": ["\ud800"]}, r"sources\[0\] holds a lone surrogate"),
    ("Who?", {"sources": ["x" * 1001]}, r"sources\[0\] has 1,001 characters"),
    ("Who?", {"sources": ["x"] * 101}, "sources has 101 entries; expected at most 100"),
    ("Who?", {"sources": range(10**9)}, "sources has 1,000,000,000 entries"),
    ("Who?", {"history": None}, "history is None; expected a list of earlier turns"),
    ("Who?", {"history": "Who was it?"}, "expected a list of earlier turns"),
    ("Who?", {"history": TURN}, "expected a list of earlier turns"),
    ("Who?", {"history": {"question": "a", "answer": "b"}}, "expected a list of earlier turns"),
    ("Who?", {"history": ("a", "b")}, r"history\[0\] is 'a'; expected an Answer, a Turn, a dict"),
    ("Who?", {"history": [TURN, ("a", "b", "c")]}, r"history\[1\] is .*; expected an Answer"),
    ("Who?", {"history": [None]}, r"history\[0\] is None; expected an Answer"),
    ("Who?", {"history": [("a", None)]}, r"history\[0\].answer is None; expected text"),
    ("Who?", {"history": [Turn(3, "b")]}, r"history\[0\].question is 3; expected text"),  # type: ignore[arg-type]
    ("Who?", {"history": [{"question": "a"}]}, r"history\[0\] .*its answer is missing"),
    (
        "Who?",
        {"history": [{"question": "a", "anwser": "b"}]},
        r"history\[0\] has no 'anwser'; did you mean answer\?",
    ),
    ("Who?", {"history": [{"question": "a", "answer": "b", 3: 4}]}, r"history\[0\] has no 3"),
    ("Who?", {"history": [("\ud800", "")]}, r"history\[0\].question holds a lone surrogate"),
    ("Who?", {"history": [("x" * 1001, "")]}, r"history\[0\].question has 1,001"),
    ("Who?", {"history": [("a", "x" * 10_001)]}, r"history\[0\].answer has 10,001"),
    ("Who?", {"history": [TURN] * 101}, "history has 101 entries; expected at most 100"),
    ("Who?", {"sources": ["Bridge.txt"]}, "source 'Bridge.txt'; did you mean 'bridge.txt'\\?"),
    ("Who?", {"sources": ["bridge.txt", "ferry"]}, "'ferry'; did you mean 'ferry-2012.txt'"),
    ("Who?", {"sources": ["seeds/bridge.txt"]}, "did you mean 'bridge.txt'"),
    ("Who?", {"sources": ["nobody"]}, "source 'nobody'. The list of articles"),
]


@pytest.mark.parametrize(
    ("question", "settings", "said"),
    REFUSED,
    ids=[f"{number} {said[:30]}" for number, (_, _, said) in enumerate(REFUSED)],
)
def test_what_cannot_be_used_is_said_alike(
    library: Assistant, client: Client, question: Any, settings: dict[str, Any], said: str
) -> None:
    with pytest.raises(QuestionError, match=said) as ours:
        library.ask(question, **settings)
    with pytest.raises(QuestionError) as theirs:
        client.ask(question, **settings)
    assert str(theirs.value) == str(ours.value)
    assert len(str(ours.value)) < 300
    str(ours.value).encode("utf-8")


def test_steps_refuse_before_the_first_of_them(library: Assistant) -> None:
    with pytest.raises(QuestionError):
        library.steps("Who?", max_citations=0)
    with pytest.raises(QuestionError):
        next(library.steps("Who?", sources=["nobody"]))


def test_a_stream_refuses_a_source_before_it_starts(library: Assistant) -> None:
    body = {"question": "Who?", "sources": ["nobody"]}
    reply = create_app(library).test_client().post("/api/v1/ask/stream", json=body)
    assert (reply.status_code, reply.mimetype) == (422, "application/problem+json")
    assert "'nobody'" in reply.json["detail"]


def test_sources_and_ids_of_the_collection_are_taken(library: Assistant, client: Client) -> None:
    for asked in (library, client):
        for source in ("ferry-2012.txt", ARTICLES[1].id):
            answer = asked.ask("What was closed?", sources=[source])
            assert {each.article.id for each in answer.citations} == {ARTICLES[1].id}


@pytest.mark.parametrize(("topic", "most"), [(None, 5), ("", 5), ("a", "5"), ("a", True), ("a", 0)])
def test_a_timeline_is_checked_as_well(library: Assistant, topic: Any, most: Any) -> None:
    with pytest.raises(QuestionError):
        library.timeline(topic, most=most)
    with pytest.raises(QuestionError):
        check_timeline(topic, most, {})


@pytest.mark.parametrize("limits", [{"sources": ["nobody"]}, {"as_of": "2012"}, {"history": ()}])
def test_what_limits_no_question_limits_no_timeline(
    library: Assistant, client: Client, limits: dict[str, Any]
) -> None:
    for asked in (library, client):
        with pytest.raises(QuestionError):
            asked.timeline("the bridge", **limits)


def test_what_is_sent_is_what_was_set_as_json() -> None:
    settings = {"history": [TURN], "as_of": DAY, "published_to": None, "sources": ("a",)}
    sent = request_to_plain("Who?", settings)
    assert json.loads(json.dumps(sent)) == sent
    assert sent == {
        "question": "Who?",
        "history": [
            {"question": "Who closed it?", "answer": "the city", "quote": "", "article": ""}
        ],
        "as_of": "2011-01-31",
        "published_to": None,
        "sources": ["a"],
    }
    assert check_request(sent.pop("question"), sent) == check_request("Who?", settings)


@pytest.mark.parametrize("article_id", [None, 7, b"0", "\ud800", "", "none", "x" * 5000])
def test_what_is_no_id_is_no_article(library: Assistant, client: Client, article_id: Any) -> None:
    for call in (library.article, library.remove, client.article):
        with pytest.raises(ArticleNotFound):
            call(article_id)


def test_every_setting_is_in_request_and_api() -> None:
    fields = {"question", *SETTINGS}
    assert set(Request.__dataclass_fields__) == fields
    assert set(AskIn.model_fields) == fields


def test_a_conversation_can_be_longer_than_what_is_sent_of_it() -> None:
    app = create_app(quoting(ARTICLES))
    with Client("http://localhost", transport=httpx2.WSGITransport(app)) as client:
        chat = client.chat()
        for _ in range(MAX_TURNS + 2):
            chat.ask("When was the bridge closed?")
        assert len(chat.history) == MAX_TURNS + 2


def test_near_names() -> None:
    known = ["as_of", "history", "a.txt", "2012/ferry.txt"]
    assert near("ferry.txt", known) == "2012/ferry.txt"
    assert near("FERRY", known) == "2012/ferry.txt"
    assert near("hystori", known) == "history"
    assert near("of", known) is None
    assert near("", known) is None
    assert near("history", []) is None


def _hashable(value: object) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=20)
    | st.binary(max_size=5)
    | st.dates()
    | st.datetimes(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(st.sampled_from(["question", "answer"]) | inner.filter(_hashable), inner)
        | st.builds(Turn, inner, inner)
    ),
    max_leaves=6,
)


@given(
    question=VALUES | st.text(st.characters()),
    settings=st.dictionaries(st.sampled_from(SETTINGS) | st.text(max_size=9), VALUES),
)
def test_anything_is_a_request_or_a_question_error(
    question: object, settings: dict[str, object]
) -> None:
    try:
        request = check_request(question, settings)
    except QuestionError as error:
        str(error).encode("utf-8")
    else:
        assert request.question == question
        assert 1 <= request.max_citations <= 10


@given(VALUES)
def test_every_value_can_be_shown(value: object) -> None:
    assert len(seen(value)) <= 81

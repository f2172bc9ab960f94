"""How sure an answer is: one measured number, the same wherever it is said."""

import json
import re
from collections.abc import Iterator

import httpx2
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from small_assistant import MEASURED, small_assistant

from qa.assistant import Assistant
from qa.client import Client
from qa.contract.answer import Answer
from qa.contract.sureness import BANDS, in_words, meaning
from qa.ingest.articles import article_from_text
from qa.terminal.rendering import answer_lines
from web.app import create_app

QUESTION = "Which bridge was closed?"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    article = article_from_text("Harbour\n\nThe harbour bridge was closed.\n", "bridge.txt")
    with small_assistant(tmp_path_factory.mktemp("index"), [article]) as opened:
        yield opened


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with small_assistant(tmp_path_factory.mktemp("index"), []) as opened:
        yield opened


def printed(answer: Answer) -> str:
    return "\n".join(line.plain for line in answer_lines(answer))


def test_the_share_is_that_of_the_reliability_table(small: Assistant) -> None:
    answer = small.ask(QUESTION)
    assert answer.right_of_hundred == MEASURED.right_of_hundred(answer.confidence) == 67
    assert round(100 * answer.confidence) != 67  # so that it cannot be the confidence itself


def test_library_client_api_and_terminal_say_the_same(small: Assistant) -> None:
    app = create_app(small)
    with Client("http://localhost", transport=httpx2.WSGITransport(app)) as client:
        assert client.ask(QUESTION).right_of_hundred == 67
    reply = app.test_client().post("/api/v1/ask", json={"question": QUESTION})
    assert reply.json["right_of_hundred"] == 67
    said = printed(small.ask(QUESTION))
    assert said.endswith("About even. Of answers this sure, 67 in 100 were right on our test.")


def test_where_nothing_was_read_nothing_is_sure(empty: Assistant) -> None:
    answer = empty.ask(QUESTION)
    assert (answer.answered, answer.right_of_hundred) == (False, None)
    assert "sure" not in printed(answer)


def test_an_answer_of_an_older_server_has_no_share(small: Assistant) -> None:
    values = small.ask(QUESTION).to_dict()
    del values["right_of_hundred"]
    answer = Answer.from_dict(values)
    assert answer.right_of_hundred is None
    assert "sure" not in printed(answer)


def test_words_begin_at_their_shares() -> None:
    begins = {words: least for least, words in BANDS}
    assert begins == {
        "almost certain": 97,
        "very likely": 90,
        "likely": 70,
        "about even": 45,
        "doubtful": 0,
    }
    for words, least in begins.items():
        assert in_words(least) == words
        assert in_words(least - 1) != words if least else True
    assert in_words(None) == meaning(None) == ""


@given(st.integers(0, 100), st.integers(0, 100))
def test_more_right_is_never_said_to_be_less_sure(one: int, other: int) -> None:
    order = [words for _, words in BANDS]
    if one >= other:
        assert order.index(in_words(one)) <= order.index(in_words(other))
    assert str(one) in meaning(one)


def test_the_page_has_the_same_words_from_the_same_shares() -> None:
    script = (ROOT / "web/static/js/words.js").read_text(encoding="utf-8")
    found = re.search(r"const SURENESS = (\[.*\]);", script)
    assert found is not None
    assert json.loads(found[1]) == [list(band) for band in BANDS]


def test_the_page_never_reads_the_raw_number() -> None:
    """What each piece of evidence counts for it is another number: the ledger's, in ``why.js``."""
    for path in (ROOT / "web/static/js").glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert "confidence" not in text or path.name == "why.js", path
        assert ".confidence" not in text, path

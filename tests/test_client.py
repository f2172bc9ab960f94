"""The client gives what the library gives, errors included."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx2
import pytest
from fake_assistant import FakeAssistant

from qa.assistant import Assistant
from qa.client import Client
from qa.contract.answer import Turn
from qa.errors import (
    ArticleError,
    ArticleNotFound,
    QAError,
    QuestionError,
    ReceiptError,
    ServerError,
)
from web.app import create_app

SEEDS = Path(__file__).parent.parent / "seeds"
QUESTIONS = [
    "Why did China suspend ties in 2010?",
    "Who is Wu Qian?",
    "How tall is Leon Panetta?",
    "“quotes” OR NEAR( * 🙂",
    "why",
]


def client_of(assistant: Assistant | FakeAssistant, *, writable: bool = False) -> Client:
    app = create_app(assistant, writable=writable)
    return Client("http://localhost", transport=httpx2.WSGITransport(app))


@pytest.fixture
def client(fake: FakeAssistant) -> Iterator[Client]:
    with client_of(fake, writable=True) as client:
        yield client


@pytest.mark.parametrize("question", QUESTIONS)
def test_ask_equals_the_library(either: Assistant, question: str) -> None:
    with client_of(either) as client:
        asked, answered = client.ask(question), either.ask(question)
    assert replace(asked, elapsed_ms=0) == replace(answered, elapsed_ms=0)
    assert asked.elapsed_ms >= 0


def test_settings_mean_what_they_mean_to_the_library(either: Assistant) -> None:
    settings = {
        "history": (Turn("Who is Wu Qian?", "a spokesman"),),
        "standalone": True,
        "as_typed": True,
        "as_of": date(2024, 12, 31),
        "published_from": date(2010, 1, 1),
        "published_to": date(2011, 12, 31),
        "sources": ("003_1aa9b03e41209577.txt",),
        "max_citations": 1,
    }
    question = "Why did China suspend its contacts with the United States?"
    with client_of(either) as client:
        asked, answered = client.ask(question, **settings), either.ask(question, **settings)
    assert replace(asked, elapsed_ms=0) == replace(answered, elapsed_ms=0)
    assert {citation.article.source for citation in asked.citations} <= set(settings["sources"])


def test_articles_equal_the_library(either: Assistant) -> None:
    with client_of(either) as client:
        references = client.articles()
        assert [reference.id for reference in references] == [a.id for a in either.articles()]
        for reference in references:
            assert client.article(reference.id) == either.article(reference.id)
        assert client.health() == either.collection()


def test_a_long_list_is_fetched_in_parts(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    whole = client.articles()
    monkeypatch.setattr("qa.client.PAGE", 2)
    assert client.articles() == whole
    assert len(whole) == 5


def test_quotations_and_receipts_equal_the_library(either: Assistant) -> None:
    quotation = "China suspended its military-to-military contacts with the United States"
    draft = f"It reads: “{quotation}.” And “nothing else at all”."
    with client_of(either) as client:
        assert client.trace(quotation) == either.trace(quotation)
        assert client.trace(quotation).verdict == "exact"
        assert client.trace_draft(draft) == either.trace_draft(draft)
        settings = {"max_citations": 1, "as_of": date(2024, 12, 31), "history": (Turn("a", "b"),)}
        receipt = client.receipt(QUESTIONS[0], **settings)
        assert receipt == either.receipt(QUESTIONS[0], **settings)
        assert client.verify(receipt.to_dict()) == either.verify(receipt.to_dict())
        assert client.verify(receipt.to_dict()).holds


def ask(question: str, **settings: object) -> Callable[[Client | FakeAssistant], object]:
    return lambda asked: asked.ask(question, **settings)


@pytest.mark.parametrize(
    "call",
    [
        ask(""),
        ask(" "),
        ask("x" * 10_000),
        ask("\ud800"),
        ask("why", max_citations=0),
        ask("why", history=[Turn("\udc00", "")]),
        lambda asked: asked.trace(" "),
        lambda asked: asked.trace("x" * 10_000),
        lambda asked: asked.trace_draft(""),
        lambda asked: asked.receipt(""),
        lambda asked: asked.verify({}),
        lambda asked: asked.verify({"sha256": "0", "citations": [7]}),
        lambda asked: asked.article("none"),
        lambda asked: asked.article("../health"),
        lambda asked: asked.remove("none"),
    ],
)
def test_errors_are_those_of_the_library(
    client: Client, fake: FakeAssistant, call: Callable[[Client | FakeAssistant], object]
) -> None:
    with pytest.raises(QAError) as ours:
        call(fake)
    with pytest.raises(QAError) as theirs:
        call(client)
    assert type(theirs.value) is type(ours.value)
    assert type(theirs.value) in {QuestionError, ReceiptError, ArticleNotFound}


def test_a_chat_remembers_its_turns(client: Client, fake: FakeAssistant) -> None:
    chat = client.chat()
    first = chat.ask("Why did China suspend its military contacts with the United States?")
    second = chat.ask("And when were they restored?")
    assert chat.history == (Turn.of(first), Turn.of(second))
    alone = fake.ask(second.question, history=chat.history[:1])
    assert replace(second, elapsed_ms=0) == replace(alone, elapsed_ms=0)
    with pytest.raises(QuestionError):
        chat.ask("")
    assert len(chat.history) == 2
    chat.reset()
    assert chat.history == ()


def test_adding_and_removing(client: Client, fake: FakeAssistant, tmp_path: Path) -> None:
    path = tmp_path / "bridge é.txt"
    text = "Bridge closed\r\n\r\nThe bridge was closed on Monday \U0001f642.\r\n"
    path.write_bytes(text.encode())
    added = client.add(path, title="A bridge", published="2011-01")
    article = client.article(added.id)
    assert (article.text, article.source) == (text, "bridge é.txt")
    assert (article.title, added.published) == ("A bridge", "2011-01")
    assert client.add_text(text, "again.txt").id == added.id
    assert len(fake.articles()) == 6
    client.remove(added.id)
    with pytest.raises(ArticleNotFound, match=added.id):
        client.article(added.id)


def test_what_cannot_become_an_article(client: Client, tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="No such file"):
        client.add(tmp_path / "none.txt")
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\x00\x01")
    with pytest.raises(ArticleError, match="image.txt") as refused:
        client.add(tmp_path / "image.txt")
    assert refused.value.source == "image.txt"
    for text, source in [("", "a.txt"), ("\ud800", "a.txt"), ("A text.", "")]:
        with pytest.raises(ArticleError):
            client.add_text(text, source)


def test_a_server_that_takes_no_changes_says_so(fake: FakeAssistant) -> None:
    with client_of(fake) as client, pytest.raises(ServerError, match="--writable") as refused:
        client.add_text("A text.", "a.txt")
    assert refused.value.status == 403


def test_a_server_that_fails(
    client: Client, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(fake, "collection", broken)
    with pytest.raises(ServerError, match="log") as failed:
        client.health()
    assert failed.value.status == 500


@pytest.mark.parametrize(
    "reply",
    [
        httpx2.Response(200, text="<html>hello</html>"),
        httpx2.Response(200, json={"hello": "there"}),
        httpx2.Response(200, json=[]),
        httpx2.Response(200),
        httpx2.Response(502, text="Bad gateway"),
        httpx2.Response(404, json=["nothing"]),
        httpx2.Response(302, headers={"Location": "http://elsewhere.example/"}),
    ],
    ids=lambda reply: f"{reply.status_code} {reply.text[:10]}",
)
@pytest.mark.parametrize(
    "call",
    [
        lambda client: client.ask("why"),
        lambda client: client.articles(),
        lambda client: client.article("0"),
        lambda client: client.add_text("A text.", "a.txt"),
        lambda client: client.health(),
    ],
    ids=["ask", "articles", "article", "add", "health"],
)
def test_a_server_that_is_none_of_ours(
    reply: httpx2.Response, call: Callable[[Client], object]
) -> None:
    transport = httpx2.MockTransport(lambda request: reply)
    with (
        Client("http://localhost", transport=transport) as client,
        pytest.raises(ServerError, match="Check the address") as strange,
    ):
        call(client)
    assert strange.value.status == reply.status_code


def test_no_server() -> None:
    with Client("http://127.0.0.1:9") as client, pytest.raises(ServerError, match="qa serve") as no:
        client.ask("why")
    assert no.value.status is None
    for address in ("localhost:8000", "not an address", "http://[", ""):
        with pytest.raises(ServerError):
            Client(address).health()


def test_a_server_that_takes_too_long() -> None:
    def late(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ReadTimeout("late", request=request)

    with (
        Client("http://localhost", timeout=2, transport=httpx2.MockTransport(late)) as client,
        pytest.raises(ServerError, match="within 2 seconds"),
    ):
        client.ask("why")


def test_importing_the_client_brings_nothing_heavy() -> None:
    code = "import sys, qa.client; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout
    assert not {"httpx2", "torch", "faiss", "numpy", "flask", "qa.assistant"} & set(loaded.split())

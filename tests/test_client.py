"""The client gives what the library gives, errors included."""

import asyncio
import inspect
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest
from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.serving import make_server

from qa.assistant import Assistant
from qa.client import AsyncClient, Client
from qa.contract.answer import Turn
from qa.contract.listing import ArticleFilter
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


def client_of(assistant: Assistant, *, writable: bool = False) -> Client:
    app = create_app(assistant, writable=writable)
    return Client("http://localhost", transport=httpx2.WSGITransport(app))


class Looped:
    """The client for an event loop, or a part of it, in a loop that is run for every call."""

    def __init__(self, runner: asyncio.Runner, inner: object) -> None:
        self.runner, self.inner = runner, inner

    def __getattr__(self, name: str) -> Any:
        part = getattr(self.inner, name)
        return self._call(part) if callable(part) else part

    def _call(self, part: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: object, **settings: object) -> Any:
            made = part(*given, **settings)
            if inspect.iscoroutine(made):
                return self.runner.run(made)
            if inspect.isasyncgen(made):
                return iter(self.runner.run(gathered(made)))
            return Looped(self.runner, made)

        return call


async def gathered(steps: AsyncIterator[Any]) -> list[Any]:
    return [step async for step in steps]


@contextmanager
def looped(address: str, **settings: Any) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        client = AsyncClient(address, **settings)
        yield Looped(runner, client)  # type: ignore[misc]  # every call is that of a Client
        runner.run(client.close())


@contextmanager
def served(app: Any) -> Iterator[str]:
    """A real server on a port that is free."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=["waits", "loops"])
def client(request: pytest.FixtureRequest, small: Assistant) -> Iterator[Client]:
    if request.param == "waits":
        with client_of(small, writable=True) as client:
            yield client
        return
    with served(create_app(small, writable=True)) as address, looped(address) as client:
        yield client


@pytest.fixture(params=["waits", "loops"])
def over(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """A client whose network is a function."""

    def client(answer: Callable[[httpx2.Request], httpx2.Response], **settings: Any) -> Any:
        transport = httpx2.MockTransport(answer)
        if request.param == "waits":
            return Client("http://localhost", transport=transport, **settings)
        return looped("http://localhost", transport=transport, **settings)

    return client


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
    monkeypatch.setattr("qa.client.calls.PAGE", 2)
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


def ask(question: str, **settings: object) -> Callable[[Client | Assistant], object]:
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
    client: Client, small: Assistant, call: Callable[[Client | Assistant], object]
) -> None:
    with pytest.raises(QAError) as ours:
        call(small)
    with pytest.raises(QAError) as theirs:
        call(client)
    assert type(theirs.value) is type(ours.value)
    assert type(theirs.value) in {QuestionError, ReceiptError, ArticleNotFound}


def test_a_chat_remembers_its_turns(client: Client, small: Assistant) -> None:
    chat = client.chat()
    first = chat.ask("Why did China suspend its military contacts with the United States?")
    second = chat.ask("And when were they restored?")
    assert chat.history == (Turn.of(first), Turn.of(second))
    alone = small.ask(second.question, history=chat.history[:1])
    assert replace(second, elapsed_ms=0) == replace(alone, elapsed_ms=0)
    with pytest.raises(QuestionError):
        chat.ask("")
    assert len(chat.history) == 2
    chat.reset()
    assert chat.history == ()


def test_adding_and_removing(client: Client, small: Assistant, tmp_path: Path) -> None:
    path = tmp_path / "bridge é.txt"
    text = "Bridge closed\r\n\r\nThe bridge was closed on Monday \U0001f642.\r\n"
    path.write_bytes(text.encode())
    added = client.add(path, title="A bridge", published="2011-01")
    article = client.article(added.id)
    assert (article.text, article.source) == (text, "bridge é.txt")
    assert (article.title, added.published) == ("A bridge", "2011-01")
    assert client.add_text(text, "again.txt").id == added.id
    assert len(small.articles()) == 6
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


def test_a_server_that_takes_no_changes_says_so(small: Assistant) -> None:
    with client_of(small) as client, pytest.raises(ServerError, match="--writable") as refused:
        client.add_text("A text.", "a.txt")
    assert refused.value.status == 403


def test_a_server_that_fails(
    client: Client, small: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(small, "collection", broken)
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
        lambda client: list(client.stream("why")),
    ],
    ids=["ask", "articles", "article", "add", "health", "stream"],
)
def test_a_server_that_is_none_of_ours(
    over: Callable[..., Any], reply: httpx2.Response, call: Callable[[Client], object]
) -> None:
    with (
        over(lambda request: again(reply)) as client,
        pytest.raises(ServerError, match="http://localhost/api/v1.*Check the address") as strange,
    ):
        call(client)
    assert strange.value.status == reply.status_code


def again(reply: httpx2.Response) -> httpx2.Response:
    """A reply of its own for every request."""
    return httpx2.Response(reply.status_code, headers=reply.headers, content=reply.content)


def test_no_server() -> None:
    with Client("http://127.0.0.1:9") as client, pytest.raises(ServerError, match="qa serve") as no:
        client.ask("why")
    assert no.value.status is None
    for address in ("localhost:8000", "not an address", "http://[", "", "ftp://a", "http://a/?b"):
        with pytest.raises(ServerError):
            Client(address).health()


def test_a_server_that_takes_too_long(over: Callable[..., Any]) -> None:
    def late(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ReadTimeout("late", request=request)

    with over(late, timeout=2) as client:
        for call in (lambda: client.ask("why"), lambda: list(client.stream("why"))):
            with pytest.raises(ServerError, match="within 2 seconds"):
                call()


def test_both_clients_have_the_same_calls() -> None:
    def calls(client: type) -> dict[str, inspect.Signature]:
        return {
            name: inspect.signature(getattr(client, name)).replace(return_annotation=Any)
            for name in dir(client)
            if not name.startswith("_") and callable(getattr(client, name))
        }

    assert calls(Client) == calls(AsyncClient)
    assert all(getattr(Client, name).__doc__ for name in calls(Client))


def test_an_answer_comes_in_steps(client: Client, small: Assistant) -> None:
    *before, streamed = client.stream(QUESTIONS[0], max_citations=2)
    *expected, answered = small.steps(QUESTIONS[0], max_citations=2)
    assert before == expected
    assert replace(streamed, elapsed_ms=0) == replace(answered, elapsed_ms=0)
    with pytest.raises(QuestionError, match="sources"):
        list(client.stream("why", sources=[""]))


def test_steps_that_are_no_longer_wanted_are_left(client: Client, small: Assistant) -> None:
    steps = client.stream(QUESTIONS[0])
    assert next(steps) == next(small.steps(QUESTIONS[0]))
    del steps
    assert client.health() == small.collection()


def test_a_failure_within_the_steps_is_raised(
    client: Client, small: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(small.models.reader, "read", broken)
    with pytest.raises(ServerError, match="log") as failed:
        list(client.stream(QUESTIONS[0]))
    assert failed.value.status == 500


def test_timelines_suggestions_and_lists_equal_the_library(either: Assistant) -> None:
    with client_of(either) as client:
        wanted: Any
        for wanted in ({}, {"as_of": date(2011, 6, 1)}, {"sources": [either.articles()[0].id]}):
            told = either.timeline("military ties", most=5, **wanted)
            assert client.timeline("military ties", most=5, **wanted) == told
        assert client.suggestions() == either.suggestions()
        assert client.counts() == either.count_articles()
        days = {"published_from": date(2011, 1, 1), "published_to": date(2012, 12, 31)}
        for filters in ({"query": "gates"}, {"text": "Panetta"}, days, {"order": "newest"}):
            held = either.list_articles(ArticleFilter(**filters)).articles
            assert client.articles(**filters) == [summary.reference for summary in held]
        assert client.articles(published_from="2011-01-01", query="") == client.articles(
            published_from=date(2011, 1, 1), published_to=None
        )


@pytest.mark.parametrize(
    "wanted",
    [
        {"querry": "x"},
        {"query": 7},
        {"order": "x"},
        {"anywhere": 1},
        {"published_from": "2011"},
        {"text": "x" * 5_000},
    ],
)
def test_a_list_that_cannot_be_made(client: Client, wanted: dict[str, Any]) -> None:
    with pytest.raises(QuestionError):
        client.articles(**wanted)
    with pytest.raises(QuestionError):
        client.timeline("ties", most=0)


GOOD = {"suggestions": ["Why?"]}
BUSY = {"type": "about:blank", "title": "Busy", "status": 503, "detail": "Too many wait."}


class Busy:
    """A server that is busy a few times, each time in its own words, before it answers."""

    def __init__(self, *waits: str | None, status: int = 503) -> None:
        self.waits, self.status, self.asked = list(waits), status, 0

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked += 1
        if not self.waits:
            return httpx2.Response(200, json=GOOD)
        wait = self.waits.pop(0)
        headers = {} if wait is None else {"Retry-After": wait}
        return httpx2.Response(self.status, json=BUSY | {"status": self.status}, headers=headers)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again(over: Callable[..., Any], status: int) -> None:
    past = format_datetime(datetime.now(UTC) - timedelta(seconds=5), usegmt=True)
    busy = Busy("0", past, "1", status=status)
    began = time.monotonic()
    with over(busy) as client:
        assert client.suggestions() == GOOD["suggestions"]
    assert busy.asked == 4
    assert time.monotonic() - began >= 1


@pytest.mark.parametrize(
    ("waits", "asked"),
    [(["0"] * 9, 3), ([None], 1), (["soon"], 1), (["3600"], 1), (["0", "61"], 2)],
    ids=["always", "for how long it does not say", "no time", "too long", "longer and longer"],
)
def test_patience_has_an_end(over: Callable[..., Any], waits: list[str], asked: int) -> None:
    busy = Busy(*waits)
    with over(busy, retries=2, timeout=60) as client:
        with pytest.raises(ServerError, match="Too many wait") as refused:
            client.suggestions()
        assert (refused.value.status, busy.asked) == (503, asked)
        with pytest.raises(ServerError, match="Too many wait"):
            busy.waits = [None]
            list(client.stream("why"))


def test_other_refusals_are_final(over: Callable[..., Any]) -> None:
    busy = Busy("0", "0", status=500)
    with over(busy) as client, pytest.raises(ServerError):
        client.suggestions()
    assert busy.asked == 1


def test_a_token_is_sent_and_not_shown(over: Callable[..., Any]) -> None:
    def guarded(request: httpx2.Request) -> httpx2.Response:
        good = request.headers.get("Authorization") == "Bearer s3cret-token"
        problem = BUSY | {"status": 401, "detail": "A token is needed."}
        return httpx2.Response(200, json=GOOD) if good else httpx2.Response(401, json=problem)

    with over(guarded, token="s3cret-token") as client:
        assert client.suggestions() == GOOD["suggestions"]
    for token in (None, "another"):
        with over(guarded, token=token) as client, pytest.raises(ServerError) as refused:
            client.suggestions()
        assert refused.value.status == 401
    for kind in (Client, AsyncClient):
        assert "s3cret" not in repr(kind("http://localhost", token="s3cret-token"))
        for wrong in ("", "two words", "line\nbreak", "größe"):
            with pytest.raises(ServerError, match="token"):
                kind("http://localhost", token=wrong)


@pytest.mark.parametrize("ending", ["", "/", "/api/v1", "/api/v1/"])
@pytest.mark.parametrize("path", ["", "/news/desk"])
def test_a_server_below_a_path(small: Assistant, path: str, ending: str) -> None:
    app = DispatcherMiddleware(NotFound(), {path: create_app(small)})
    transport = httpx2.WSGITransport(app)
    with Client(f"http://localhost{path}{ending}", transport=transport) as client:
        assert client.health() == small.collection()
        assert client.base_url == f"http://localhost{path}"
        assert repr(client) == f"Client('http://localhost{path}')"


def test_a_wrong_path_is_named(small: Assistant) -> None:
    transport = httpx2.WSGITransport(create_app(small))
    with (
        Client("http://localhost/docs", transport=transport) as client,
        pytest.raises(ServerError, match="http://localhost/docs/api/v1/health"),
    ):
        client.health()


def test_importing_the_client_brings_nothing_heavy() -> None:
    code = "import sys, qa.client; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout
    assert not {"httpx2", "torch", "faiss", "numpy", "flask", "qa.assistant"} & set(loaded.split())

"""The queue is bounded: in order, so many at a time, the rest refused at once; nobody is lost."""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from flask.testing import FlaskClient
from scripted_assistant import Reply, ScriptedAssistant

from qa.assistant import Assistant
from qa.ingest.articles import article_from_text
from web.admission import Gate, Overloaded
from web.app import create_app
from web.problems import MEDIA_TYPE

QUESTION = {"question": "Who spoke?"}
ASKING, WAITING = 2, 3
SECONDS = 20


class Held:
    """Askers in threads of their own, at an assistant that answers when it is told to."""

    def __init__(self) -> None:
        article = article_from_text("The mayor spoke.", "a.txt")
        self.assistant = ScriptedAssistant([article], {"Who spoke?": Reply()})
        self.assistant.go_on.clear()
        app = create_app(self.assistant, asking=ASKING, waiting=WAITING)
        self.app = app
        self.gate: Gate = app.extensions["asking"]
        self.replies: list[int] = []
        self.askers: list[threading.Thread] = []

    def client(self) -> FlaskClient:
        return self.app.test_client()

    def ask(self, path: str = "/api/v1/ask") -> None:
        def asked() -> None:
            reply = self.client().post(path, json=QUESTION)
            assert reply.text
            self.replies.append(reply.status_code)

        asker = threading.Thread(target=asked)
        asker.start()
        self.askers.append(asker)

    def wait_inside(self, count: int) -> None:
        deadline = time.monotonic() + SECONDS
        while self.gate.inside != count:
            assert time.monotonic() < deadline, (self.gate.inside, count)
            time.sleep(0.005)

    def end(self) -> None:
        self.assistant.go_on.set()
        for asker in self.askers:
            asker.join(SECONDS)


@pytest.fixture
def held() -> Iterator[Held]:
    made = Held()
    yield made
    made.end()


@pytest.mark.parametrize("path", ["/api/v1/ask", "/api/v1/ask/stream"])
def test_one_too_many_is_refused_at_once_and_the_rest_is_answered(held: Held, path: str) -> None:
    for _ in range(ASKING + WAITING):
        held.ask(path)
    held.wait_inside(ASKING + WAITING)
    for refusing in ("/api/v1/ask", "/api/v1/ask/stream", "/api/v1/timeline", "/api/v1/quotes"):
        body = {"timeline": {"topic": "a"}, "quotes": {"quotation": "a"}}
        reply = held.client().post(refusing, json=body.get(refusing.split("/")[-1], QUESTION))
        assert (reply.status_code, reply.mimetype) == (503, MEDIA_TYPE)
        assert int(reply.headers["Retry-After"]) >= 1
    # what needs no turn is there all the same
    for quick in ("/", "/api/v1/articles", "/api/v1/health", "/metrics", "/docs"):
        assert held.client().get(quick).status_code == 200
    held.end()
    assert held.replies == [200] * (ASKING + WAITING)
    held.wait_inside(0)
    assert held.client().post(path, json=QUESTION).status_code == 200


def test_what_fails_leaves_its_place(held: Held) -> None:
    held.assistant.go_on.set()
    held.assistant.failure = RuntimeError("broken")
    for path in ("/api/v1/ask", "/api/v1/ask/stream", "/v1/chat/completions"):
        for _ in range(2 * (ASKING + WAITING)):
            assert held.client().post(path, json=QUESTION).status_code in (200, 400, 500)
    held.wait_inside(0)


def test_a_stream_that_nobody_reads_to_its_end_leaves_its_place(held: Held) -> None:
    held.assistant.go_on.set()
    for begun in (False, True):
        for _ in range(2 * (ASKING + WAITING)):
            reply = held.client().post("/api/v1/ask/stream", json=QUESTION, buffered=False)
            if begun:
                next(reply.iter_encoded())
            reply.close()
    held.wait_inside(0)


def test_turns_come_in_order() -> None:
    gate = Gate(1, 8)
    order: list[int] = []
    first = gate.enter()

    def enter(number: int) -> None:
        turn = gate.enter()
        order.append(number)
        turn.end()

    threads = []
    for number in range(8):
        thread = threading.Thread(target=enter, args=[number])
        thread.start()
        threads.append(thread)
        while gate.inside < number + 2:
            time.sleep(0.001)
        time.sleep(0.01)  # counted, then queued
    with pytest.raises(Overloaded):
        gate.enter()
    first.end()
    first.end()  # ended once, however often that is said
    for thread in threads:
        thread.join(SECONDS)
    assert order == list(range(8))
    assert gate.inside == 0


def test_no_more_than_allowed_run_at_a_time() -> None:
    gate, running, most, lock = Gate(3, 100), 0, [0], threading.Lock()

    def work() -> None:
        nonlocal running
        for _ in range(20):
            with suppress(Overloaded):
                turn = gate.enter()
                with lock:
                    running += 1
                    most[0] = max(most[0], running)
                time.sleep(0.0005)
                with lock:
                    running -= 1
                turn.end()

    threads = [threading.Thread(target=work) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    assert (most[0], gate.inside, running) == (3, 0, 0)


def test_writers_wait_for_one_another_not_for_askers(small: Assistant) -> None:
    app = create_app(small, writable=True, asking=1, waiting=0)
    turn = app.extensions["asking"].enter()
    body = {"text": "The bridge was closed.", "source": "b.txt"}
    assert app.test_client().post("/api/v1/articles", json=body).status_code == 201
    turn.end()
    turn = app.extensions["writing"].enter()
    refused = app.test_client().post("/api/v1/articles", json=body)
    assert (refused.status_code, "Retry-After" in refused.headers) == (503, True)
    turn.end()


def test_the_first_who_was_served_tells_how_long_others_wait() -> None:
    gate = Gate(1, 3)
    turn = gate.enter()
    turn._began -= 10.0
    turn.end()
    gate.enter()
    assert gate.retry_after() >= 10

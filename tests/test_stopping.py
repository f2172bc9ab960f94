"""Told to stop, by whichever signal and while whatever is going on, a server answers first."""

import configparser
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator

import httpx2
import pytest
from conftest import ROOT
from test_serve import STOP_SECONDS, served
from test_service import QUESTION, WAITRESS, accepted, connected, logged, reply, slow

from web.problems import BUSY_SECONDS
from web.serve import KEEP_SECONDS
from web.serve import STOP_SECONDS as SERVER_STOPS
from web.worker import COME_BACK

UNIT = ROOT / ".deploy" / "qa.service"
# Eight of each at two processes: some are answered, most wait.
EACH = 8
ANSWER_SECONDS = 0.8
# How long an upload takes: longer than until the server is told to stop.
UPLOAD_SECONDS = 2.0
HEALTH = b"HEAD /api/v1/health HTTP/1.1\r\nHost: localhost\r\n"
# A process whose loop is busy for longer than it keeps a connection, each time it was woken.
BUSY = """
import time
import web.serve
import web.worker

web.serve.KEEP_SECONDS = 1

class Busy(web.worker.PacedWorker):
    def wait_for_and_dispatch_events(self, timeout):
        super().wait_for_and_dispatch_events(timeout)
        time.sleep(2.5)

web.worker.PacedWorker = Busy
"""


def client(address: str) -> httpx2.Client:
    """One for all: what a client is made of takes longer than a connection."""
    return httpx2.Client(base_url=address, timeout=60, trust_env=False)


def ask(http: httpx2.Client) -> httpx2.Response:
    return http.post("/api/v1/ask", json=QUESTION)


def stream(http: httpx2.Client) -> httpx2.Response:
    return http.post("/api/v1/ask/stream", json=QUESTION)


def upload(http: httpx2.Client) -> httpx2.Response:
    """Add an article that takes longer to arrive than the server is told to stop after."""

    def body() -> Iterator[bytes]:
        for _ in range(4):
            yield b"The bridge was closed. " * 100
            time.sleep(UPLOAD_SECONDS / 4)

    return http.post(
        f"/api/v1/articles?source={threading.get_ident()}.txt",
        content=body(),
        headers={"Content-Type": "text/plain"},
    )


def term(server: "subprocess.Popen[str]") -> None:
    server.send_signal(signal.SIGTERM)


def term_twice(server: "subprocess.Popen[str]") -> None:
    server.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    server.send_signal(signal.SIGTERM)


def term_all(server: "subprocess.Popen[str]") -> None:
    """As systemd does."""
    os.killpg(server.pid, signal.SIGTERM)


def interrupt(server: "subprocess.Popen[str]") -> None:
    server.send_signal(signal.SIGINT)


def interrupt_all(server: "subprocess.Popen[str]") -> None:
    """As a terminal does at Ctrl-C."""
    os.killpg(server.pid, signal.SIGINT)


@pytest.fixture(params=["gunicorn", "waitress"])
def over(request: pytest.FixtureRequest) -> Callable[[str], str]:
    """Turn the code of a server into one over either of the two."""
    alone = WAITRESS if request.param == "waitress" else ""
    return lambda code: alone + logged(code)


@pytest.mark.parametrize(
    ("alone", "stop"),
    [
        ("", term),
        ("", term_twice),
        ("", term_all),
        ("", interrupt),
        ("", interrupt_all),
        # one process: to tell it alone and to tell all is the same
        (WAITRESS, term_twice),
        (WAITRESS, interrupt),
    ],
)
def test_whatever_was_accepted_is_answered(
    alone: str, stop: Callable[["subprocess.Popen[str]"], None]
) -> None:
    code = alone + logged(slow(seconds=ANSWER_SECONDS, processes=2))
    with (
        served(code) as (server, address),
        client(address) as http,
    ):
        not_answered: list[str] = []

        def request(send: Callable[[httpx2.Client], httpx2.Response]) -> None:
            try:
                reply = send(http)
                if reply.status_code not in (200, 201) or b"event: error" in reply.content:
                    not_answered.append(reply.text)
            except httpx2.HTTPError as error:
                not_answered.append(repr(error))

        threads = [
            threading.Thread(target=request, args=[send])
            for send in (ask, stream, upload)
            for _ in range(EACH)
        ]
        for thread in threads:
            thread.start()
        accepted(server, len(threads))
        stop(server)
        for thread in threads:
            thread.join()
        _, errors = server.communicate(timeout=STOP_SECONDS)
        assert not_answered == [], errors
        assert server.returncode == 0
        assert all('"event": "answered"' in line for line in errors.splitlines()), errors


def test_a_second_interrupt_ends_it_at_once(over: Callable[[str], str]) -> None:
    with served(over(slow(seconds=60.0))) as (server, address), client(address) as http:
        asker = threading.Thread(
            target=lambda: pytest.raises(httpx2.HTTPError, ask, http), daemon=True
        )
        asker.start()
        accepted(server, 1)
        interrupt_all(server)
        time.sleep(0.5)
        assert server.poll() is None
        interrupt_all(server)
        server.communicate(timeout=STOP_SECONDS)
        asker.join(STOP_SECONDS)
        assert not asker.is_alive()


def test_what_takes_longer_than_a_stop_waits_is_said_to_be_not_answered(
    over: Callable[[str], str],
) -> None:
    code = "import web.serve\nweb.serve.STOP_SECONDS = 1\n" + over(slow(seconds=60.0))
    with served(code) as (server, address), client(address) as http:
        asker = threading.Thread(
            target=lambda: pytest.raises(httpx2.HTTPError, ask, http), daemon=True
        )
        asker.start()
        accepted(server, 1)
        term(server)
        _, errors = server.communicate(timeout=STOP_SECONDS)
        assert "Stopped after 1 s with 1 connections still open" in errors
        asker.join(STOP_SECONDS)
        assert not asker.is_alive()


@pytest.mark.parametrize("told", [False, True], ids=["running", "stopping"])
def test_no_connection_is_closed_while_a_request_waits_on_it(told: bool) -> None:
    """The server has kept a connection for as long as it does; the request came a moment before."""
    with served(BUSY + slow()) as (server, address), connected(address) as kept:
        kept.sendall(HEALTH + b"\r\n")
        assert kept.recv(65_536).startswith(b"HTTP/1.1 200 ")
        time.sleep(0.3)
        if told:
            server.send_signal(signal.SIGTERM)
        kept.sendall(HEALTH + b"Connection: close\r\n\r\n")
        assert reply(kept).startswith(b"HTTP/1.1 200 ")


def test_a_connection_is_kept_until_whoever_was_refused_comes_back() -> None:
    assert max(BUSY_SECONDS, COME_BACK) < KEEP_SECONDS


def test_the_unit_waits_longer_than_the_server_does() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.read(UNIT)
    assert int(unit["Service"]["TimeoutStopSec"]) > SERVER_STOPS

"""Told to stop, by whichever signal and while whatever is going on, a server answers first."""

import configparser
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import httpx2
import pytest
from conftest import ROOT
from test_serve import STOP_SECONDS, served
from test_service import QUESTION, connected, reply, slow

from web.problems import BUSY_SECONDS
from web.serve import KEEP_SECONDS
from web.serve import STOP_SECONDS as SERVER_STOPS
from web.worker import COME_BACK

UNIT = ROOT / ".deploy" / "qa.service"
# Eight of each at two processes: some are answered, most wait.
EACH = 8
ANSWER_SECONDS = 0.8
# Long enough for every request to arrive, too short for most of the answers.
READ_SECONDS = 1.0


def client(address: str) -> httpx2.Client:
    """One for all: what a client is made of takes longer than a connection."""
    return httpx2.Client(base_url=address, timeout=60, trust_env=False)


def ask(http: httpx2.Client) -> bool:
    reply = http.post("/api/v1/ask", json=QUESTION)
    return reply.json()["citations"] != []


def stream(http: httpx2.Client) -> bool:
    reply = http.post("/api/v1/ask/stream", json=QUESTION)
    return '"citations"' in reply.text


def upload(http: httpx2.Client) -> bool:
    """Add an article that takes longer to arrive than the server is told to stop after."""

    def body() -> Iterator[bytes]:
        for _ in range(4):
            yield b"The bridge was closed. " * 100
            time.sleep(READ_SECONDS / 2)

    reply = http.post(
        f"/api/v1/articles?source={threading.get_ident()}.txt",
        content=body(),
        headers={"Content-Type": "text/plain"},
    )
    return reply.status_code in (200, 201)


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


@pytest.mark.parametrize("stop", [term, term_twice, term_all, interrupt, interrupt_all])
def test_whatever_has_begun_is_answered(stop: Callable[["subprocess.Popen[str]"], None]) -> None:
    with (
        served(slow(seconds=ANSWER_SECONDS, processes=2)) as (server, address),
        client(address) as http,
    ):
        answered: list[bool] = []

        def request(send: Callable[[httpx2.Client], bool]) -> None:
            try:
                answered.append(send(http))
            except httpx2.ConnectError:
                return  # it came too late to be taken, on a busy machine
            except httpx2.HTTPError:
                answered.append(False)

        threads = [
            threading.Thread(target=request, args=[send])
            for send in (ask, stream, upload)
            for _ in range(EACH)
        ]
        for thread in threads:
            thread.start()
        time.sleep(READ_SECONDS)
        stop(server)
        for thread in threads:
            thread.join()
        assert len(answered) >= EACH and all(answered), answered
        _, errors = server.communicate(timeout=STOP_SECONDS)
        assert (server.returncode, errors) == (0, "")


def test_a_second_interrupt_ends_it_at_once() -> None:
    with served(slow(seconds=60.0)) as (server, address), client(address) as http:
        asker = threading.Thread(
            target=lambda: pytest.raises(httpx2.HTTPError, ask, http), daemon=True
        )
        asker.start()
        time.sleep(READ_SECONDS)
        interrupt_all(server)
        time.sleep(0.5)
        assert server.poll() is None
        interrupt_all(server)
        server.communicate(timeout=STOP_SECONDS)
        asker.join(STOP_SECONDS)
        assert not asker.is_alive()


@pytest.mark.parametrize("told", [False, True], ids=["running", "stopping"])
def test_no_connection_is_closed_while_a_request_waits_on_it(told: bool) -> None:
    """The server has kept a connection for as long as it does; the request came a moment before."""
    code = slow().replace("serve(\n", "import web.serve\nweb.serve.KEEP_SECONDS = 1\nserve(\n")
    health = b"HEAD /api/v1/health HTTP/1.1\r\nHost: localhost\r\n"
    with served(code) as (server, address), ExitStack() as stack:
        kept = stack.enter_context(connected(address))
        kept.sendall(health + b"\r\n")
        assert kept.recv(65_536).startswith(b"HTTP/1.1 200 ")
        # until its peer closes too, for two seconds, gunicorn looks at nothing else
        other = stack.enter_context(connected(address))
        other.sendall(health + b"Connection: close\r\n\r\n")
        assert reply(other).startswith(b"HTTP/1.1 200 ")
        time.sleep(0.3)
        if told:
            server.send_signal(signal.SIGTERM)
        kept.sendall(health + b"Connection: close\r\n\r\n")
        assert reply(kept).startswith(b"HTTP/1.1 200 ")


def test_a_connection_is_kept_until_whoever_was_refused_comes_back() -> None:
    assert max(BUSY_SECONDS, COME_BACK) < KEEP_SECONDS


def test_the_unit_waits_longer_than_the_server_does() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.read(UNIT)
    assert int(unit["Service"]["TimeoutStopSec"]) > SERVER_STOPS

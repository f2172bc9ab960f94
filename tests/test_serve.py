"""A real server on a real port: starts, says where, answers, stops."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx2
import pytest
from conftest import SHARED

from qa.client import Client
from qa.errors import QAError, ServerError
from web.outputs import ProblemOut
from web.schemas import MAX_QUERY_CHARACTERS
from web.serve import serve

TESTS = Path(__file__).parent
CONTRACT = SHARED / "contract" / "check.py"
READY = re.compile(r"^Ready at (http://\S+)", re.MULTILINE)
# Starting Python and loading models on a busy machine.
START_SECONDS = 120
STOP_SECONDS = 20

FAKE = """
import os, sys
from small_assistant import quoting
from qa.errors import IndexNotFound
from qa.ingest.articles import article_from_text
from web.app import create_app
from web.serve import serve

parent = os.getpid()

def open_app():
    if {fails}:
        raise IndexNotFound("No index at indexes/none. Build one: qa index seeds")
    article = article_from_text("Ties were cut in 2010.", f"opened by {{os.getpid() == parent}}")
    return create_app(quoting([article]), writable=True)

if {waitress}:
    del os.fork
serve(open_app, port={port}, threads=4)
"""
REAL = """
from qa.assistant import Assistant
from web.app import create_app
from web.serve import serve
serve(lambda: create_app(Assistant.open({index!r})), port=0)
"""


def start(code: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=TESTS,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def end(server: "subprocess.Popen[str]") -> None:
    """Kill the server with its worker, which would outlive it."""
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)


@contextmanager
def served(code: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Run a server until it says where it is; stop it in any case."""
    server = start(code)
    alarm = threading.Timer(START_SECONDS, end, [server])
    alarm.start()
    try:
        line = server.stdout.readline()
        alarm.cancel()
        ready = READY.match(line)
        assert ready, (line, server.stderr.read() if server.poll() is not None else "")
        yield server, ready[1]
    finally:
        alarm.cancel()
        end(server)
        server.communicate()


def fake(*, port: int = 0, waitress: bool = False, fails: bool = False) -> str:
    return FAKE.format(port=port, waitress=waitress, fails=fails)


@pytest.mark.parametrize("waitress", [False, True], ids=["gunicorn", "waitress"])
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_and_stops_when_told(waitress: bool, stop: signal.Signals) -> None:
    with served(fake(waitress=waitress)) as (server, address):
        with Client(address) as client:
            assert client.ask("Which ties were cut?").text == "Ties were cut in 2010."
            # gunicorn: opened after the fork; waitress: there is no fork.
            assert client.articles()[0].source == f"opened by {waitress}"
        server.send_signal(stop)
        rest, errors = server.communicate(timeout=STOP_SECONDS)
        assert (server.returncode, rest) == (0, "")
        assert "Traceback" not in errors


def test_many_ask_at_once() -> None:
    with served(fake()) as (_, address):
        answers = []

        def ask() -> None:
            with Client(address) as client:
                answers.append(client.ask("Which ties were cut?").id)

        askers = [threading.Thread(target=ask) for _ in range(20)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
        assert len(answers) == 20
        assert len(set(answers)) == 1


def test_too_large_a_body_is_answered_over_the_wire() -> None:
    with served(fake()) as (_, address), Client(address) as client:
        with pytest.raises(ServerError, match="exceeds") as refused:
            client.add_text("x" * 30_000_000, "a.txt")
        assert refused.value.status == 413
        assert client.health().articles == 1


@pytest.mark.parametrize("waitress", [False, True], ids=["gunicorn", "waitress"])
def test_the_longest_queries_of_the_document_are_read(waitress: bool) -> None:
    longest = quote("\U0001f600" * MAX_QUERY_CHARACTERS)
    part = "offset=999999999&limit=1000"
    with served(fake(waitress=waitress)) as (_, address):
        listed = httpx2.get(f"{address}/api/v1/articles?{part}&query={longest}")
        assert (listed.status_code, listed.json()["total"]) == (200, 0)
        added = httpx2.post(
            f"{address}/api/v1/articles?source={longest}",
            content="Ties were cut.",
            headers={"Content-Type": "text/plain"},
        )
        assert added.status_code == 201
        assert added.json()["article"]["source"] == "\U0001f600" * MAX_QUERY_CHARACTERS


@pytest.mark.parametrize("length", [9_000, 100_000, 1_000_000])
def test_too_long_an_address_is_refused_with_a_problem(length: int) -> None:
    with served(fake()) as (_, address):
        # httpx2 would not send addresses of more than 64 kB
        with closing(HTTPConnection(urlsplit(address).netloc)) as connection:
            connection.request("GET", f"/api/v1/articles?query={'x' * length}")
            refused = connection.getresponse()
            assert refused.status == 414
            assert refused.headers["Content-Type"] == "application/problem+json"
            assert "8,190 bytes" in ProblemOut.model_validate_json(refused.read()).detail
        assert httpx2.get(f"{address}/api/v1/health").status_code == 200


@pytest.mark.parametrize("waitress", [False, True], ids=["gunicorn", "waitress"])
def test_too_large_header_fields_are_refused_with_a_problem(waitress: bool) -> None:
    with served(fake(waitress=waitress)) as (_, address):
        refused = httpx2.get(f"{address}/api/v1/health", headers={"X-Long": "x" * 300_000})
        assert refused.status_code == 431
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert ProblemOut.model_validate(refused.json()).status == 431


@pytest.mark.parametrize("length", [2**40, 10**18])
def test_waitress_keeps_no_body_that_is_too_large(length: int) -> None:
    """It keeps bodies on disk until they are whole; this one hears at once that it is too large."""
    head = f"POST /api/v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n"
    with served(fake(waitress=True)) as (_, address):
        place = urlsplit(address)
        with socket.create_connection((place.hostname, place.port), timeout=20) as connection:
            connection.sendall(head.encode())
            with connection.makefile("rb") as reply:  # head and body may come apart
                status, _, rest = reply.read().partition(b"\r\n")
        assert status.startswith(b"HTTP/1.1 413 ")
        assert ProblemOut.model_validate_json(rest.partition(b"\r\n\r\n")[2]).status == 413
        assert httpx2.get(f"{address}/api/v1/health").status_code == 200


@pytest.mark.parametrize("port", [0, 70_000])
def test_an_address_that_cannot_be_had_is_told_at_once(port: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = port or taken.getsockname()[1]
        with pytest.raises(QAError, match=rf"port {port}(: [\w ]+|; expected [\w ,]+)\.( |$)"):
            serve(lambda: pytest.fail("opened"), port=port)


def test_a_host_that_is_none() -> None:
    with pytest.raises(QAError, match="no-such-host"):
        serve(lambda: pytest.fail("opened"), host="no-such-host.invalid", port=0)


@pytest.mark.parametrize("waitress", [False, True], ids=["gunicorn", "waitress"])
def test_an_app_that_cannot_be_opened_ends_it(waitress: bool) -> None:
    server = start(fake(fails=True, waitress=waitress))
    try:
        said, errors = server.communicate(timeout=START_SECONDS)
    finally:
        end(server)
    assert server.returncode != 0
    assert said == ""
    assert "No index at indexes/none" in errors


@pytest.mark.skipif(not CONTRACT.exists(), reason=f"no {CONTRACT.name} beside the repository")
def test_the_contract_is_kept(seeds_index: Path) -> None:
    with served(REAL.format(index=str(seeds_index))) as (_, address):
        checked = subprocess.run(
            [sys.executable, str(CONTRACT), address], capture_output=True, text=True
        )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert " 0 breaches" in checked.stdout

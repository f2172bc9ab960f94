"""A server that holds up: slow, wrong and many clients; stopped, killed; several processes."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from small_assistant import small_assistant
from soak import children
from test_serve import START_SECONDS, STOP_SECONDS, end, served, start

from qa.index.store import DATABASE
from qa.ingest.articles import article_from_text
from web.app import create_app
from web.outputs import ProblemOut

SLOW_SECONDS = 1.5
SERVER = """
import time
from fakes import SharedWordsReader
from small_assistant import quoting
from qa.ingest.articles import article_from_text
from web.app import create_app
from web.pace import PacedSocket
from web.serve import serve

PacedSocket.first_seconds = {first_seconds}

class Slow(SharedWordsReader):
    def read(self, question, hits):
        time.sleep({seconds})
        return super().read(question, hits)

article = article_from_text("Ties were cut in 2010.", "a.txt")
serve(
    lambda: create_app(quoting([article], Slow()), writable=True, asking=2, waiting=40),
    port=0, threads=60, processes={processes},
)
"""
ON_DISK = """
from pathlib import Path
from fakes import WordEmbedder
from qa.assistant import Assistant
from qa.index.store import open_store
from small_assistant import small_models
from web.app import create_app
from web.serve import serve

def open_app():
    store = open_store(Path({folder!r}), writable=True)
    return create_app(Assistant(store, WordEmbedder(), small_models()), writable=True)

serve(open_app, port=0, processes=2)
"""
# A server that cannot fork is waitress.
WAITRESS = "import os\ndel os.fork\n"
QUESTION = {"question": "Which ties were cut?"}


def slow(*, seconds: float = 0.0, first_seconds: float = 10.0, processes: int = 1) -> str:
    return SERVER.format(seconds=seconds, first_seconds=first_seconds, processes=processes)


def logged(code: str) -> str:
    """The server of ``code``, saying on its standard error which requests it accepts."""
    log = "from web.logs import log_lines\nlog_lines()\n"
    return log + code.replace("writable=True", "writable=True, log_requests=True")


def accepted(server: "subprocess.Popen[str]", count: int) -> list[str]:
    """Wait until a server has accepted so many requests; return all that it has said."""
    alarm = threading.Timer(START_SECONDS, end, [server])
    alarm.start()
    said: list[str] = []
    while sum('"event": "accepted"' in line for line in said) < count:
        said.append(server.stderr.readline())
        assert said[-1], said
    alarm.cancel()
    return said


@contextmanager
def connected(address: str) -> Iterator[socket.socket]:
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port), timeout=STOP_SECONDS) as connection:
        yield connection


def reply(connection: socket.socket) -> bytes:
    """All that the server sends until it closes the connection."""
    received = b""
    while chunk := connection.recv(65_536):
        received += chunk
    return received


def drip(connection: socket.socket, data: bytes) -> None:
    """Send a byte now and then, until the server has had enough."""
    try:
        for byte in data:
            connection.sendall(bytes([byte]))
            time.sleep(0.1)
    except OSError:
        return


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"GET / HTTP/1.1\r\n",
        b"POST /api/v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Content-Length: 5000\r\n\r\n",
    ],
    ids=["line", "fields", "body"],
)
def test_slow_clients_are_given_up_on_and_keep_nobody_waiting(head: bytes) -> None:
    with served(slow(first_seconds=1.0)) as (_, address), ExitStack() as stack:
        dripping = [stack.enter_context(connected(address)) for _ in range(30)]
        threads = []
        for connection in dripping:
            connection.sendall(head)
            thread = threading.Thread(target=drip, args=[connection, b"x" * 200])
            thread.start()
            threads.append(thread)
        assert httpx2.post(f"{address}/api/v1/ask", json=QUESTION).status_code == 200
        for connection in dripping:
            status, _, rest = reply(connection).partition(b"\r\n")
            assert status == b"HTTP/1.1 408 Request Timeout" or b" 408 " in status
            body = rest.partition(b"\r\n\r\n")[2]
            assert ProblemOut.model_validate_json(body).status == 408
        for thread in threads:
            thread.join()
        assert httpx2.get(f"{address}/api/v1/health").status_code == 200


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Request-ID: a\nSet-Cookie: a=b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Request-ID: a\r\n Set-Cookie: a=b\r\n\r\n",
        b"GET /%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /collections/x%0d%0aSet-Cookie:%20a=b/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /?q=%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nSet-Cookie: a=b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
        b"POST /api/v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/9.9\r\n\r\n",
    ],
)
def test_no_request_puts_a_field_into_a_response(hostile: str, request_: bytes) -> None:
    with connected(hostile) as connection:
        connection.sendall(request_)
        connection.shutdown(socket.SHUT_WR)
        head, _, rest = reply(connection).partition(b"\r\n\r\n")
        assert b"\nset-cookie" not in head.lower()
        assert b"qa_requests" not in rest
    assert httpx2.get(f"{hostile}/api/v1/health").status_code == 200


@pytest.fixture(scope="module")
def hostile() -> Iterator[str]:
    with served(slow()) as (_, address):
        yield address


def test_told_to_stop_it_answers_whoever_connected() -> None:
    with served(slow(seconds=SLOW_SECONDS)) as (server, address), ExitStack() as stack:
        statuses: list[int] = []

        def ask() -> None:
            statuses.append(
                httpx2.post(f"{address}/api/v1/ask", json=QUESTION, timeout=60).status_code
            )

        askers = [threading.Thread(target=ask) for _ in range(12)]
        for asker in askers:
            asker.start()
        inside = 0
        while inside < len(askers):
            told = httpx2.get(f"{address}/metrics").text
            inside = int(float(re.search(r'qa_inside\{gate="asking"\} (\S+)', told)[1]))
        late = stack.enter_context(connected(address))
        late.sendall(b"GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n")
        server.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        late.sendall(b"\r\n")
        assert reply(late).startswith(b"HTTP/1.1 200 ")
        for asker in askers:
            asker.join()
        assert statuses == [200] * len(askers)
        server.communicate(timeout=STOP_SECONDS)
        assert server.returncode == 0
        with pytest.raises(httpx2.ConnectError):
            httpx2.get(f"{address}/api/v1/health")


def asked(address: str, stack: ExitStack) -> socket.socket:
    """Ask on a connection that is closed neither by this side nor kept by the server."""
    body = json.dumps(QUESTION).encode()
    connection = stack.enter_context(connected(address))
    connection.sendall(
        b"POST /api/v1/ask HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
    )
    return connection


@pytest.mark.parametrize("before", [0, 4], ids=["answered", "refused"])
def test_a_client_that_keeps_its_end_open_keeps_nobody_waiting(before: int) -> None:
    code = slow(seconds=3.0 if before else 0.0).replace("asking=2", "asking=50")
    with (
        served(logged(code.replace("threads=60", "threads=2"))) as (server, address),
        ExitStack() as stack,
    ):
        for number in range(before):  # two in threads, two behind them
            asked(address, stack)
            if number < 2:
                accepted(server, 1)
        answer = reply(asked(address, stack))
        began = time.perf_counter()
        health = httpx2.get(f"{address}/api/v1/health").status_code
        # gunicorn waited two seconds for each such client, and everybody else with it
        assert time.perf_counter() - began < 1.0
        assert (answer.split()[1], health) == ((b"503", 503) if before else (b"200", 200))


def test_whoever_does_not_close_a_connection_still_has_it_closed() -> None:
    with served(slow()) as (_, address), connected(address) as kept:
        kept.sendall(b"GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert reply(kept).startswith(b"HTTP/1.1 200 ")
        with pytest.raises(OSError):
            while True:
                kept.sendall(b"x")
                time.sleep(0.1)


def asked_by(askers: int, address: str) -> tuple[list[httpx2.Response], list[httpx2.Response]]:
    """Ask from so many clients at once; return the answers, and the refusals of a busy server."""
    with ThreadPoolExecutor(askers) as pool:
        asking = [
            pool.submit(httpx2.post, f"{address}/api/v1/ask", json=QUESTION, timeout=60)
            for _ in range(askers)
        ]
    replies = [each.result() for each in asking]
    return (
        [each for each in replies if each.status_code == 200],
        [each for each in replies if each.status_code == 503],
    )


def test_connections_that_find_no_thread_wait_or_hear_at_once_when_to_come_back() -> None:
    code = slow(seconds=SLOW_SECONDS).replace("asking=2", "asking=50")
    with served(code.replace("threads=60", "threads=2")) as (_, address):
        answered, refused = asked_by(16, address)
        # two in threads and two behind them, at least
        assert len(answered) >= 4 and refused and len(answered) + len(refused) == 16
        for one in refused:
            assert int(one.headers["Retry-After"]) > 0
            assert ProblemOut.model_validate_json(one.content).status == 503
        assert httpx2.get(f"{address}/api/v1/health").status_code == 200


@pytest.mark.parametrize("alone", ["", WAITRESS], ids=["gunicorn", "waitress"])
def test_too_many_askers_hear_at_once_when_to_come_back(alone: str) -> None:
    code = slow(seconds=0.3).replace("asking=2", "asking=1").replace("waiting=40", "waiting=2")
    with served(alone + logged(code)) as (server, address):
        answered, refused = asked_by(16, address)
        assert len(answered) >= 3 and refused and len(answered) + len(refused) == 16
        for one in refused:
            assert int(one.headers["Retry-After"]) > 0
            problem = ProblemOut.model_validate_json(one.content)
            assert problem.detail.startswith("The server is busy")
        assert httpx2.get(f"{address}/api/v1/health").status_code == 200
        server.send_signal(signal.SIGTERM)
        _, errors = server.communicate(timeout=STOP_SECONDS)
        # nothing but the lines of the requests
        assert errors.count("\n") == errors.count('"event"')


def test_told_to_stop_before_it_is_ready_it_just_ends() -> None:
    code = "import time\nprint('opening', flush=True)\n" + slow()
    code = code.replace("lambda: create_app", "lambda: time.sleep(3) or create_app")
    server = start(code)
    try:
        assert server.stdout.readline() == "opening\n"
        time.sleep(2)  # its process has begun to open the collection, or will
        server.send_signal(signal.SIGTERM)
        _, errors = server.communicate(timeout=START_SECONDS)
        assert "Traceback" not in errors
    finally:
        end(server)


def test_every_process_sees_what_one_wrote_and_a_killed_one_loses_nothing(tmp_path: Path) -> None:
    small_assistant(tmp_path, [article_from_text("Ties were cut in 2010.", "a.txt")]).close()
    with served(ON_DISK.format(folder=str(tmp_path))) as (_, address):
        for number in range(2, 8):
            body = {"text": f"Ties number {number} were cut.", "source": f"{number}.txt"}
            added = httpx2.post(f"{address}/api/v1/articles", json=body, timeout=60)
            assert added.status_code == 201
            for _ in range(6):
                held = httpx2.get(f"{address}/api/v1/health").json()["collection"]
                assert held["articles"] == number
            question = {"question": f"Which ties number {number}?", "sources": [body["source"]]}
            found = httpx2.post(f"{address}/api/v1/ask", json=question, timeout=60).json()
            assert found["citations"][0]["quote"]["text"] == body["text"]
        told = httpx2.get(f"{address}/metrics").text
        # the sum over both, whichever of them was asked
        written = re.search(
            r'qa_requests_total\{endpoint="api.add_article",status="201"\} (\S+)', told
        )
        assert float(written[1]) == 6
    held = sqlite3.connect(tmp_path / DATABASE)
    try:
        assert held.execute("SELECT count(*) FROM article WHERE current").fetchone() == (7,)
    finally:
        held.close()


def test_whatever_a_server_says_is_a_line_of_json() -> None:
    """gunicorn's own words too: of a worker about a request, of the arbiter about a worker."""
    with served(logged(slow(processes=2))) as (server, address):
        refused = httpx2.get(f"{address}/api/v1/health", headers={"X-Long": "x" * 100_000})
        assert refused.status_code == 431
        killed = children(server.pid)[0]
        os.kill(killed, signal.SIGKILL)
        while killed in children(server.pid):
            time.sleep(0.05)
        server.send_signal(signal.SIGTERM)
        _, errors = server.communicate(timeout=START_SECONDS)
        said = [json.loads(line)["message"] for line in errors.splitlines()]
        assert any(message.startswith("Refused a request") for message in said)
        assert any(f"(pid:{killed}) was sent SIGKILL" in message for message in said)


def test_every_process_tells_how_many_are_inside_all() -> None:
    with served(slow(seconds=SLOW_SECONDS, processes=2)) as (_, address):

        def inside() -> float:
            told = httpx2.get(f"{address}/metrics").text
            counted = re.search(r'qa_inside\{gate="asking"\} (\S+)', told)
            return float(counted[1]) if counted else 0.0

        asking = threading.Thread(target=asked_by, args=[8, address])
        asking.start()
        while inside() < 8:
            time.sleep(0.01)
        asking.join()
        assert inside() == 0


def test_every_process_counts_the_calls_of_a_client() -> None:
    code = slow(processes=2).replace("writable=True", 'writable=True, rate="12/minute"')
    with served(code) as (_, address):
        calls = [httpx2.get(f"{address}/api/v1/health") for _ in range(30)]
        assert [call.status_code for call in calls] == [200] * 12 + [429] * 18
        assert [call.headers["X-RateLimit-Remaining"] for call in calls[:3]] == ["11", "10", "9"]
        assert 0 < int(calls[-1].headers["Retry-After"]) <= 60


def test_a_process_that_ends_takes_nothing_from_the_others(tmp_path: Path) -> None:
    temporary = f"import tempfile\ntempfile.tempdir = {str(tmp_path)!r}\n"
    with served(temporary + slow(processes=2)) as (server, address):
        ended = children(server.pid)[0]
        os.kill(ended, signal.SIGTERM)
        while ended in children(server.pid):
            time.sleep(0.05)
        for _ in range(10):
            reply = httpx2.post(f"{address}/api/v1/ask", json=QUESTION, timeout=60)
            assert reply.status_code == 200
        assert "qa_stage_seconds" in httpx2.get(f"{address}/metrics").text
        assert list(tmp_path.glob("qa-counts-*")) != []
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=STOP_SECONDS)
        assert list(tmp_path.glob("qa-counts-*")) == []


def test_counts_of_a_killed_server_are_removed_and_those_of_a_running_one_are_not(
    tmp_path: Path,
) -> None:
    temporary = f"import tempfile\ntempfile.tempdir = {str(tmp_path)!r}\n"
    code = temporary + slow(processes=2)

    # what others may have put there under such a name is left alone
    (tmp_path / "kept").mkdir()
    (tmp_path / "qa-counts-link").symlink_to(tmp_path / "kept")
    (tmp_path / "qa-counts-file").touch()

    def folders() -> set[Path]:
        found = tmp_path.glob("qa-counts-*")
        return {each for each in found if each.is_dir() and not each.is_symlink()}

    with served(code) as (killed, _):
        (abandoned,) = folders()
        for process in (killed.pid, *children(killed.pid)):
            os.kill(process, signal.SIGKILL)
        killed.communicate()
        with served(code):
            (first,) = folders()
            assert first != abandoned
            with served(code):
                assert first in folders()
                assert len(folders()) == 2
    assert (tmp_path / "qa-counts-link").is_dir() and (tmp_path / "qa-counts-file").exists()


def test_a_writer_that_waits_too_long_is_told_when_to_try_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.index.connections.BUSY_SECONDS", 0.2)
    with small_assistant(tmp_path, [article_from_text("Ties were cut.", "a.txt")]) as assistant:
        http = create_app(assistant, writable=True).test_client()
        other = sqlite3.connect(tmp_path / DATABASE, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        body = {"text": "The bridge was closed.", "source": "b.txt"}
        refused = http.post("/api/v1/articles", json=body)
        assert refused.status_code == 503
        assert int(refused.headers["Retry-After"]) > 0
        assert str(tmp_path) not in refused.text
        assert http.post("/api/v1/ask", json=QUESTION).status_code == 200
        other.execute("ROLLBACK")
        other.close()
        assert http.post("/api/v1/articles", json=body).status_code == 201

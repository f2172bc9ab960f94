"""What the soak calls lost: a request that the server accepted and did not answer whole."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from soak import Soak, accepted, lost
from test_serve import end, served
from test_service import accepted as wait_until_accepted
from test_service import logged, slow

GIVEN = re.compile(rb"^X-Request-ID: (\S+)", re.MULTILINE | re.IGNORECASE)
HALF = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"


@contextmanager
def asking(address: str) -> Iterator[Soak]:
    """Ask one question after the other while the block runs; after a failure wait."""
    made = Soak(address)
    made.stopping = True
    asker = threading.Thread(target=made.ask, args=[0])
    asker.start()
    try:
        yield made
    finally:
        made.going = False
        asker.join()


def test_what_a_killed_server_was_answering_is_lost() -> None:
    with served(logged(slow(seconds=60.0))) as (server, address):
        with asking(address) as made:
            said = wait_until_accepted(server, 1)
            end(server)
        assert [each.id for each in lost(made.unanswered, accepted("".join(said)))] == [
            each.id for each in made.unanswered
        ]
        assert len(made.unanswered) == 1


def test_what_was_answered_is_not_lost() -> None:
    with served(logged(slow(seconds=0.1))) as (server, address):
        with asking(address) as made:
            said = wait_until_accepted(server, 3)
        assert len(accepted("".join(said))) == 3
        assert made.outcomes["200"] >= 3 and made.unanswered == []


@pytest.mark.parametrize("reply", [b"", HALF], ids=["closed", "half"])
def test_only_what_was_accepted_is_lost(reply: bytes) -> None:
    """A connection is closed before anything came, or half-way through an answer."""
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        asking(f"http://127.0.0.1:{listener.getsockname()[1]}") as made,
    ):
        connection, _ = listener.accept()
        with connection:
            given = GIVEN.search(connection.recv(65_536))[1].decode()
            connection.sendall(reply)
    assert [each.id for each in made.unanswered] == [given]
    assert lost(made.unanswered, set()) == []
    assert lost(made.unanswered, {given}) == made.unanswered

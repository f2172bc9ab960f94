"""A clock that jumps, back or ahead: nothing is lost, and nobody waits for it to come round."""

import json
import os
import socket
import time
from pathlib import Path

import pytest
from fakes import WordEmbedder
from test_store import new_store, put, story

from qa.index import rows, sources
from qa.index.check import check_collection
from qa.index.snapshot import Snapshots
from web.admission import Gate
from web.pace import PacedSocket
from web.tokens import TokenFile, new_token, revoke_token

EMBEDDER = WordEmbedder()
AHEAD = "2999-01-01T00:00:00Z"


def test_what_a_source_held_stays_in_order_when_the_clock_is_set_back(tmp_path: Path) -> None:
    origin = str(tmp_path / "a.txt")
    with new_store(tmp_path / "index") as store:
        put(store, story(0), origin)
        with store.writing() as connection:  # as a clock that is ahead wrote it
            connection.execute("UPDATE source SET since = ?", (AHEAD,))
        put(store, story(1), origin)
        put(store, story(2), origin)
        with store.reading() as connection:
            history = sources.history(connection, story(2).id)
            assert [one.article_id for one in history] == [story(n).id for n in range(3)]
            assert all(one.until is None or one.since <= one.until for one in history)
            assert [article.id for article in rows.articles(connection)] == [story(2).id]
        assert check_collection(store, EMBEDDER.dimension) == []


def test_files_of_another_time_are_what_they_hold(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        put(store, story(0))
        with store.reading() as connection:
            Snapshots(store, EMBEDDER.dimension).current(connection)
        for moment in (0, 32_503_680_000):  # 1970, 3000
            for path in tmp_path.iterdir():
                os.utime(path, (moment, moment))
            put(store, story(1 if moment == 0 else 2))
            with store.reading() as connection:
                held = Snapshots(store, EMBEDDER.dimension).current(connection).vectors.vectors()
                assert sorted(held) == rows.vectors(connection)[0].tolist()


def test_a_token_that_was_revoked_by_a_clock_behind_is_revoked(tmp_path: Path) -> None:
    file = tmp_path / "tokens.jsonl"
    made, secret = new_token(file, "desk", "read")
    values = json.loads(file.read_text()) | {"created": AHEAD}
    file.write_text(json.dumps(values) + "\n")
    tokens = TokenFile(file)
    assert tokens.find(secret) is not None
    revoke_token(file, made.id)
    os.utime(file, (0, 0))
    assert tokens.find(secret) is None


@pytest.mark.parametrize("moment", [0.0, 32_503_680_000.0], ids=["back", "ahead"])
def test_turns_and_time_limits_do_not_look_at_it(
    monkeypatch: pytest.MonkeyPatch, moment: float
) -> None:
    gate = Gate(1, 1)
    turn = gate.enter()
    one, other = socket.socketpair()
    with one, other:
        paced = PacedSocket(one)
        monkeypatch.setattr(time, "time", lambda: moment)
        other.sendall(b"GET")
        assert paced.recv(3) == b"GET"
    turn.end()
    assert gate.inside == 0 and gate.retry_after() == 1

"""A collection searched by a Milvus server: a process of its own, over TCP, asked by several."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from bench_milvus import all_found, milvus_server, recall, searched_by
from conftest import ROOT

from qa.assistant import Assistant
from qa.errors import IndexUnreadable
from qa.index.store import open_store

pytest.importorskip("milvus_lite", reason="milvus-lite is not installed")

QUESTIONS = [
    json.loads(line)["question"]
    for line in (ROOT / "tests" / "questions" / "explicit.jsonl").read_text().splitlines()[:80:4]
]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    with milvus_server(tmp_path / "server") as address:
        yield address


def test_a_server_finds_what_the_embedded_engine_finds(
    server: str, news_index: Path, tmp_path: Path
) -> None:
    engine = f"milvus+http://{server}/news"
    with (
        open_store(news_index) as here,
        searched_by(engine, news_index, tmp_path / "news", 1000) as there,
    ):
        embedded, outside = all_found(here, QUESTIONS), all_found(there, QUESTIONS)
    for way in ("dense", "lexical", "fused"):
        found = [[getattr(each, way) for each in result] for result in (embedded, outside)]
        assert recall(*found) >= 0.98, way


def test_who_asks_beside_the_writer_cites_nothing_that_was_removed(
    server: str, news_index: Path, tmp_path: Path
) -> None:
    """The writer is this process, who asks is another: both are connected to the server."""
    engine = f"milvus+http://{server}/news"
    folder = tmp_path / "news"
    searched_by(engine, news_index, folder, 1000).close()
    with Assistant.open(folder, writable=True) as writer:
        before = writer.ask("Who resigned?")
        assert before.answered
        assert asked(folder, "Who resigned?") == before.citations[0].article.id
        gone = before.citations[0].article.id
        writer.remove(gone)
        assert asked(folder, "Who resigned?") != gone


def test_a_server_that_went_away_is_said(news_index: Path, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    with milvus_server(tmp_path / "server") as server:
        store = searched_by(f"milvus+http://{server}/news", news_index, folder, 1000)
        with closing(store):
            all_found(store, QUESTIONS[:1])
    with open_store(folder) as left, pytest.raises(IndexUnreadable, match=server):
        all_found(left, QUESTIONS[:1])


def asked(folder: Path, question: str) -> str | None:
    """The article that another program cites first."""
    words = [sys.executable, "-m", "qa", "ask", question, "--index", str(folder), "--json"]
    ran = subprocess.run(words, cwd=ROOT, env=os.environ, capture_output=True, text=True)
    assert ran.returncode in (0, 4), ran.stderr
    cited = json.loads(ran.stdout)["citations"]
    return cited[0]["article"]["id"] if cited else None

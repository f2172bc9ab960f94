"""A collection searched by Milvus answers as the embedded one, whatever came, changed or went."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import SEEDS
from fakes import WordEmbedder
from milvus_lite_engine import engine_at, filled
from small_assistant import small_models
from test_store import story

from qa.assistant import Assistant
from qa.errors import IndexMismatch, IndexNotFound, IndexUnreadable
from qa.index import milvus, replica
from qa.index.check import Problem, check_collection
from qa.index.engine import Location, located, milvus_uri
from qa.index.milvus import MilvusEngine
from qa.index.outside import OutsideVectors
from qa.index.settings import settings
from qa.index.store import create_store, open_store
from qa.index.totals import total
from qa.index.vectors import FaissIndex
from qa.ingest.articles import article_from_bytes, article_from_text
from qa.terminal.options import NO_ANSWER

pytest.importorskip("milvus_lite", reason="milvus-lite is not installed")

EMBEDDER = WordEmbedder()
# Questions about the seeds that are answered otherwise, as measured.
MOST_OTHER = 1
QUESTIONS = ["Who resigned?", "Which harbour was closed on Monday?", "What broke the oak?", "zzz"]


def opened(index: str | Path) -> Assistant:
    return Assistant(create_store(Path(index), settings(EMBEDDER)), EMBEDDER, small_models())


def reading(index: str | Path) -> Assistant:
    return Assistant(open_store(Path(index)), EMBEDDER, small_models())


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Assistant, Assistant]]:
    """The same collection twice: searched here, and by Milvus."""
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    embedded = opened(tmp_path / "here" / "news")
    outside = opened(f"milvus+file:{tmp_path / 'there' / 'news.db'}")
    with embedded, outside:
        yield embedded, outside


def answers(assistant: Assistant) -> list[Any]:
    return [replace(assistant.ask(question), elapsed_ms=0) for question in QUESTIONS]


def problems(assistant: Assistant) -> list[Problem]:
    return check_collection(assistant.store, EMBEDDER.dimension)


def sources(assistant: Assistant, query: str = "harbour minister storm oak") -> set[str]:
    return {each.article.source for each in assistant.search(query, most=50).passages}


def test_answers_are_those_of_the_embedded_engine(both: tuple[Assistant, Assistant]) -> None:
    embedded, outside = both
    revised = article_from_text("Minister stays\n\nThe minister did not resign.", "1.txt")
    steps: list[Callable[[Assistant], object]] = [
        lambda assistant: None,
        *(lambda assistant, n=n: assistant.add(story(n), f"/{n}.txt") for n in range(4)),
        lambda assistant: assistant.add(revised, "/1.txt"),
        lambda assistant: assistant.remove(story(0).id),
        lambda assistant: assistant.add(story(0), "/0.txt"),
        lambda assistant: [assistant.remove(each.id) for each in assistant.articles()],
    ]
    for step in steps:
        step(embedded)
        step(outside)
        assert answers(outside) == answers(embedded)
        found = [each.search("harbour oak", most=50).passages for each in both]
        assert {each.passage for each in found[0]} == {each.passage for each in found[1]}
        assert not problems(outside)


def test_real_answers_over_the_seeds(assistant: Assistant, tmp_path: Path) -> None:
    """Of five articles bm25 with and without a floor for common words differs the most."""
    index = f"milvus+file:{tmp_path / 'seeds.db'}"
    made = create_store(Path(index), settings(assistant.embedder))
    lines = (Path(__file__).parent / "questions" / "seeds.jsonl").read_text().splitlines()[::2]
    same = []
    with Assistant(made, assistant.embedder, assistant.models) as outside:
        for path in sorted(SEEDS.glob("*.txt")):
            outside.add(article_from_bytes(path.read_bytes(), path.name), str(path.resolve()))
        for line in lines:
            question = json.loads(line)["question"]
            there, here = outside.ask(question), assistant.ask(question)
            assert there.collection.digest == here.collection.digest
            for citation in there.citations:
                place = citation.quote
                text = outside.article(citation.article.id).text
                assert text[place.start : place.end] == place.text
            same.append((there.answered, there.text) == (here.answered, here.text))
    assert sum(same) >= len(lines) - MOST_OTHER


def test_who_only_reads_sees_every_commit_at_once(both: tuple[Assistant, Assistant]) -> None:
    _, outside = both
    outside.add(story(0))
    outside.ask("Who?")
    with reading(outside.store.folder) as reader:
        assert sources(reader) == {"0.txt"}
        # nobody brings the engine up between these: what it holds is of before
        outside.add(story(1))
        assert sources(reader) == {"0.txt", "1.txt"}
        outside.remove(story(0).id)
        assert sources(reader) == {"1.txt"}
        outside.remove(story(1).id)
        assert sources(reader) == set()
        outside.ask("Who?")
        assert sources(reader) == set()


def test_recall_at_20_is_that_of_an_exact_search(request: pytest.FixtureRequest) -> None:
    generator = np.random.default_rng(7)
    centres = generator.normal(size=(60, 48))
    points = centres[generator.integers(0, 60, 4000)] + generator.normal(size=(4000, 48)) * 0.6
    points = (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float32)
    vectors = dict(enumerate(points, start=1))
    outside = OutsideVectors(*filled(request, vectors))
    asked = points[::80] + generator.normal(size=(50, 48)).astype(np.float32) * 0.05
    right = 0
    for vector in asked.astype(np.float32):
        best = np.argsort(-(points @ vector), kind="stable")[:20] + 1
        found = [number for number, _ in outside.search(vector, 20)]
        right += len(set(best.tolist()) & set(found))
    assert right / (20 * len(asked)) >= 0.98


class Stopped(Exception):
    """Stands for a kill."""


def stopping(monkeypatch: pytest.MonkeyPatch, after: int) -> list[int]:
    """Let the sending of passages stop after so many batches; what was sent is in the list."""
    sent: list[int] = []
    put = MilvusEngine.put

    def stop(self: MilvusEngine, passages: Any) -> None:
        if len(sent) >= after:
            raise Stopped
        passages = list(passages)
        put(self, passages)
        sent.extend(number for number, _, _ in passages)

    monkeypatch.setattr(MilvusEngine, "put", stop)
    return sent


@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_a_filling_that_was_stopped_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(replica, "BATCH", 1)
    index = f"milvus+file:{tmp_path / 'news.db'}"
    with opened(index) as outside:
        for number in range(4):
            outside.add(story(number))
        with outside.store.reading() as connection:
            count = total(connection).passages
        with monkeypatch.context() as patch:
            sent = stopping(patch, after)
            with pytest.raises(Stopped):
                outside.ask("Who?")
        assert len(sent) == after
        with reading(index) as reader, pytest.raises(IndexUnreadable, match="qa reindex"):
            reader.ask("Who?")
        # meanwhile something goes that was sent, and something comes
        outside.remove(story(0).id)
        outside.add(story(0), "/0.txt")
        outside.remove(story(1).id)
    with opened(index) as outside, monkeypatch.context() as patch:
        again = stopping(patch, 99)
        assert sources(outside) == {"0.txt", "2.txt", "3.txt"}
        # what was sent before the stop is not sent again, but for what changed since
        assert len(again) <= count - after + 1
        assert not problems(outside)


def test_changes_that_were_stopped_are_made_again(
    both: tuple[Assistant, Assistant], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, outside = both
    for number in (0, 1):
        outside.add(story(number))
    outside.ask("Who?")
    outside.remove(story(0).id)
    outside.add(story(2))
    outside.add(story(3))
    monkeypatch.setattr(replica, "BATCH", 1)
    with monkeypatch.context() as patch:
        stopping(patch, 1)
        with pytest.raises(Stopped):
            outside.ask("Who?")
    with reading(outside.store.folder) as reader:
        assert sources(reader) == {"1.txt", "2.txt", "3.txt"}
    assert sources(outside) == {"1.txt", "2.txt", "3.txt"}
    assert not problems(outside)


def test_what_belongs_to_another_collection_is_not_searched(tmp_path: Path) -> None:
    index = f"milvus+file:{tmp_path / 'news.db'}"
    with opened(index) as first:
        first.add(story(0))
        first.ask("Who?")
    (tmp_path / "news").rename(tmp_path / "elsewhere")
    with opened(index) as second:
        second.add(story(1))
        second.snapshots.close()
        with reading(index) as reader, pytest.raises(IndexUnreadable, match="does not hold"):
            reader.ask("Who?")
        assert sources(second) == {"1.txt"}
        assert not problems(second)


def test_vectors_that_are_not_the_stored_ones_are_noticed(
    both: tuple[Assistant, Assistant],
) -> None:
    _, outside = both
    outside.add(story(0))
    outside.ask("Who?")
    assert not problems(outside)
    engine = outside.snapshots._engine
    assert engine is not None
    number, vector = next(iter(engine.everything().items()))
    engine.put([(number, -vector, "harbour")])
    assert [problem.part for problem in problems(outside)] == ["vectors"]


@pytest.mark.parametrize(
    ("index", "folder", "uri"),
    [
        ("milvus+http://host:19530/news", "indexes/news", ("http://host:19530", "news")),
        ("milvus+https://a.example/news_2", "indexes/news_2", ("https://a.example", "news_2")),
        ("milvus+file:/data/news.db", "/data/news", ("/data/news.db", "passages")),
    ],
)
def test_an_address_names_a_folder_and_an_engine(
    index: str, folder: str, uri: tuple[str, str]
) -> None:
    for given in (index, Path(index)):
        assert located(given) == Location(Path(folder), index)
    assert milvus_uri(index) == uri


def test_a_folder_is_a_folder() -> None:
    assert located("indexes/milvus+news") == Location(Path("indexes/milvus+news"))


@pytest.mark.parametrize("index", ["milvus+http://host", "milvus+file:news", "milvus+ftp://h/n"])
def test_an_address_that_is_none_is_refused(index: str) -> None:
    with pytest.raises(IndexNotFound, match="expected milvus"):
        located(index)


def test_an_engine_that_does_not_answer_is_said(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(milvus, "PATIENCE", 1)
    with opened("milvus+http://127.0.0.1:9/news") as outside:
        outside.add(story(0))
        with pytest.raises(IndexUnreadable, match=r"127\.0\.0\.1:9/news"):
            outside.ask("Who?")


def test_a_collection_keeps_its_engine(tmp_path: Path) -> None:
    with opened(tmp_path / "news") as embedded:
        embedded.add(story(0))
    with pytest.raises(IndexMismatch, match="no engine"):
        open_store(Path(f"milvus+file:{tmp_path / 'news.db'}"))


def test_the_command_takes_an_address(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Minister resigns\n\nThe minister of finance resigned in 2010.")

    def qa(*arguments: str) -> str:
        ran = subprocess.run(
            [sys.executable, "-m", "qa", *arguments],
            cwd=tmp_path,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(SEEDS.parent), "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
        )
        assert ran.returncode in (0, NO_ANSWER), ran.stderr
        return ran.stdout

    address = "milvus+file:./news.db"
    qa("index", "a.txt", "--index", address)
    for index in (address, "news"):
        answer = json.loads(qa("ask", "When did the minister resign?", "--index", index, "--json"))
        assert answer["citations"][0]["article"]["source"] == "a.txt"
    assert "a.txt" in qa("articles", "--index", address)
    qa("remove", "a.txt", "--index", address)
    answer = json.loads(qa("ask", "When did the minister resign?", "--index", address, "--json"))
    assert not answer["answered"]
    assert answer["collection"]["articles"] == 0


def test_milvus_is_reached_by_nobody_who_does_not_name_it(tmp_path: Path) -> None:
    with opened(tmp_path / "news") as embedded:
        embedded.add(story(0))
        embedded.ask("Who?")
        snapshot = embedded.snapshots
        assert snapshot._engine is None
        with embedded.store.reading() as connection:
            assert isinstance(snapshot.current(connection).vectors, FaissIndex)


def test_the_engine_in_a_file_is_made_at_once(tmp_path: Path) -> None:
    engine = engine_at(tmp_path / "news.db", 3)
    assert engine.stamp() is None
    engine.make()
    assert engine.everything() == {}
    engine.close()


def test_a_closed_engine_leaves_no_connection_and_an_idle_one_is_quiet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import grpc

    channels = []
    connect = grpc.insecure_channel

    def connected(target: str, options: list[tuple[str, Any]]) -> Any:
        channels.append((connect(target, options=options), dict(options)))
        return channels[-1][0]

    monkeypatch.setattr(grpc, "insecure_channel", connected)
    engine = engine_at(tmp_path / "news.db", 3)
    engine.make()
    engine.close()
    assert channels
    for channel, options in channels:
        assert options["grpc.keepalive_permit_without_calls"] == 0
        with pytest.raises(ValueError, match="closed channel"):
            channel.unary_unary("/any")(b"")

"""A killed ``qa index`` loses no committed article, shows no half one, and can be run again."""

import multiprocessing
import os
import random
import sqlite3
import time
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from qa.errors import IndexNotFound
from qa.index import rows
from qa.index.derive import prepare
from qa.index.embedder import SentenceEmbedder
from qa.index.snapshot import Snapshots
from qa.index.store import DATABASE, open_store
from qa.ingest.articles import read_article
from qa.terminal.index import index_paths

KILLS = 10
SUBJECTS = "harbour ministry orchestra glacier parliament vineyard railway observatory".split()


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for number in range(16):
        one, two = SUBJECTS[number % 8], SUBJECTS[(number * 3 + 1) % 8]
        body = "\n\n".join(
            f"The {one} of region {number} met the {two} on day {line} of the talks. "
            f"Nobody expected paragraph {line} to matter."
            for line in range(12)
        )
        (folder / f"{number:02}.txt").write_text(f"News of the {one}\n\n{body}\n")
    return folder


def run(articles: Path, index: Path) -> None:
    """What ``qa index ARTICLES --index INDEX`` does, in a process of its own."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        index_paths([articles], index, Console(file=nowhere))


def contents(index: Path) -> tuple[str, list[str], bytes]:
    with open_store(index) as store, store.reading() as connection:
        ids, matrix = rows.vectors(connection)
        return (
            rows.digest(connection),
            [f"{article.id} {article.source}" for article in rows.articles(connection)],
            ids.tobytes() + matrix.tobytes(),
        )


def check_whole(index: Path, folder: Path, embedder: SentenceEmbedder) -> None:
    """Every article there is whole, and SQLite, FTS5 and FAISS agree.

    Raises IndexNotFound when nothing was begun yet.
    """
    open_store(index).close()
    with sqlite3.connect(index / DATABASE) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchone() is None
        connection.execute("INSERT INTO passage_words (passage_words) VALUES ('integrity-check')")
        connection.rollback()
    connection.close()
    with open_store(index) as store, store.reading() as connection:
        for article in rows.articles(connection):
            assert article == read_article(folder / article.source)
            ids = rows.passage_ids(connection, [article.id])
            spans = {passage.span for passage in rows.passages(connection, ids)}
            assert spans == set(prepare(article, _Lengths(embedder)).passages)
        ids, matrix = rows.vectors(connection)
        found = Snapshots(store, embedder.dimension).current(connection).vectors.vectors()
        assert sorted(found) == ids.tolist()
        assert all(
            np.array_equal(found[number], vector)
            for number, vector in zip(ids.tolist(), matrix, strict=True)
        )


class _Lengths:
    """The embedder's tokenizer without its model: passages are cut alike, vectors are not made."""

    def __init__(self, embedder: SentenceEmbedder) -> None:
        self.name, self.dimension, self.max_tokens = embedder.name, 1, embedder.max_tokens
        self.count_tokens = embedder.count_tokens

    def encode_passages(self, texts: list[str]) -> np.ndarray:
        return np.ones((len(texts), 1), dtype=np.float32)


def test_a_killed_run_leaves_whole_articles_and_can_be_finished(
    articles: Path, embedder: SentenceEmbedder, tmp_path: Path
) -> None:
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["sentence_transformers", "faiss", "qa.terminal.index"])

    started = time.monotonic()
    undisturbed = processes.Process(target=run, args=(articles, tmp_path / "undisturbed"))
    undisturbed.start()
    undisturbed.join()
    assert undisturbed.exitcode == 0
    expected = contents(tmp_path / "undisturbed")
    # again, now that the modules are loaded: how long a run takes
    started = time.monotonic()
    timed = processes.Process(target=run, args=(articles, tmp_path / "timed"))
    timed.start()
    timed.join()
    seconds = time.monotonic() - started

    moments = random.Random(20110107)
    index = tmp_path / "killed-0"
    seen = set()
    for kill in range(KILLS):
        process = processes.Process(target=run, args=(articles, index))
        process.start()
        process.join(moments.uniform(0.1, 1.0) * seconds)
        process.kill()
        process.join()
        try:
            check_whole(index, articles, embedder)
            held = len(contents(index)[1])
        except IndexNotFound:
            held = 0
        seen.add(held)
        if held == len(expected[1]) or kill % 5 == 4:
            run(articles, index)
            assert contents(index) == expected
            index = tmp_path / f"killed-{kill + 1}"
    # the kills came at different moments: some before the first article, some in between
    assert len(seen) > 2

"""Disks that are full, cannot be written or lose bits: said in plain words, and nothing is lost.

A small disk is a tmpfs of its own, a disk for reading is a folder mounted so: both need the right
to mount. Where there is none, these tests are skipped; ``max_page_count`` (test_store.py) is as
full as a disk can be everywhere.
"""

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from conftest import SEEDS
from fakes import WordEmbedder
from small_assistant import small_assistant, small_models
from test_store import contents, new_store, put, story
from typer.testing import CliRunner

from qa.assistant import Assistant
from qa.contract.article import Article
from qa.errors import IndexDamaged, IndexUnwritable, QAError, TokenError
from qa.index import rows, vectors_file
from qa.index.backup import backup
from qa.index.check import check_collection, check_database
from qa.index.salvage import salvage
from qa.index.snapshot import Snapshots
from qa.index.store import DATABASE, Store, create_store, open_store
from qa.ingest.articles import article_from_text
from qa.terminal.cli import app as command
from web.tokens import new_token, read_tokens

EMBEDDER = WordEmbedder()
MEBIBYTE = 1024 * 1024


def mounted(*words: str) -> None:
    """Mount something, or skip the test."""
    try:
        subprocess.run(["mount", *words], check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", "") or str(error)
        pytest.skip(f"nothing can be mounted here: {said.strip()}")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted("-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk))
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder with an index on a disk that takes nothing more."""
    disk = tmp_path / "disk"
    small_assistant(disk / "index", [story(0), story(1)]).close()
    mounted("--bind", str(disk), str(disk))
    mounted("-o", "remount,bind,ro", str(disk))
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def long_story(number: int, length: int = 2500) -> Article:
    words = " ".join(f"word{number}x{n}" for n in range(length))
    return article_from_text(f"Report {number}\n\n{words}. It rained.", f"{number}.txt")


def fill(store: Store) -> int:
    """Put articles in until the disk is full; return how many it took."""
    for number in range(100):
        try:
            put(store, long_story(number))
        except IndexUnwritable as error:
            assert "full" in str(error) and "Nothing was changed" in str(error)
            return number
    raise AssertionError("the disk was never full")


def test_a_full_disk_is_said_and_all_before_is_kept(small_disk: Path, tmp_path: Path) -> None:
    index = small_disk / "index"
    with new_store(index) as store:
        held = fill(store)
        assert held > 0
        with store.reading() as connection:
            assert len(rows.articles(connection)) == held
        before = contents(store)
        # whoever asks makes vectors.faiss, for which there is no room either
        with store.reading() as connection:
            Snapshots(store, EMBEDDER.dimension).current(connection)
    with pytest.raises(IndexUnwritable, match="copy"):
        backup(index, small_disk / "copy")
    assert not [path for path in small_disk.iterdir() if path.name != "index"]
    backup(index, tmp_path / "copy")
    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    with open_store(index, writable=True) as store:
        assert contents(store) == before
        assert check_database(store.path) == []
        assert check_collection(store, EMBEDDER.dimension) == []
        assert put(store, long_story(held)) == "added"


def test_tokens_are_kept_when_the_disk_is_full(small_disk: Path) -> None:
    file = small_disk / "tokens.jsonl"
    new_token(file, "desk", "read")
    before = file.read_bytes()
    filler = os.open(small_disk / "filler", os.O_WRONLY | os.O_CREAT)
    with pytest.raises(OSError, match="No space"):
        while True:
            os.write(filler, bytes(4096))
    os.close(filler)
    with pytest.raises(TokenError, match="cannot write"):
        new_token(file, "x" * 8192, "admin")
    assert file.read_bytes() == before and len(read_tokens(file)) == 1


def test_an_upload_to_a_full_disk_is_507_and_questions_go_on(small_disk: Path) -> None:
    from web.app import create_app

    with small_assistant(small_disk / "index", [story(0), story(1)]) as assistant:
        http = create_app(assistant, writable=True).test_client()
        statuses = []
        for number in range(60):
            article = long_story(number)
            reply = http.post("/api/v1/articles", json={"text": article.text, "source": "a.txt"})
            statuses.append(reply.status_code)
            if reply.status_code == 507:
                break
        assert statuses[-1] == 507 and str(small_disk) not in reply.text
        asked = http.post("/api/v1/ask", json={"question": "Which harbour was closed?"})
        assert asked.status_code == 200


def test_what_cannot_be_written_can_be_asked_and_says_why(read_only: Path) -> None:
    index = read_only / "index"
    with pytest.raises(IndexUnwritable, match="writable folder"):
        open_store(index, writable=True)
    with Assistant(open_store(index), EMBEDDER, small_models()) as assistant:
        assert assistant.ask("Which harbour was closed?").citations
    with pytest.raises(IndexUnwritable, match="Expected a folder you may write"):
        create_store(read_only / "other", {})
    ran = CliRunner().invoke(command, ["index", str(SEEDS), "--index", str(index)])
    assert isinstance(ran.exception, IndexUnwritable)
    with pytest.raises(TokenError, match="cannot write"):
        new_token(read_only / "tokens.jsonl", "desk", "read")


def bits(path: Path, chance: random.Random, count: int) -> None:
    """Turn some bits of a file over."""
    data = bytearray(path.read_bytes())
    for _ in range(count):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def test_bits_turned_over_in_the_vectors_change_no_search(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        for number in range(4):
            put(store, story(number))
        with store.reading() as connection:
            ids, matrix = rows.vectors(connection)
            Snapshots(store, EMBEDDER.dimension).current(connection)
        file = tmp_path / vectors_file.FILE
        whole = file.read_bytes()
        chance = random.Random(1)
        for _ in range(40):
            file.write_bytes(whole)
            bits(file, chance, 1)
            with store.reading() as connection:
                held = Snapshots(store, EMBEDDER.dimension).current(connection).vectors.vectors()
            assert sorted(held) == ids.tolist()
            assert all(
                np.array_equal(held[n], row) for n, row in zip(ids.tolist(), matrix, strict=True)
            )


@pytest.fixture(scope="module")
def collection_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    with new_store(folder) as store:
        for number in range(4):
            put(store, story(number), f"/news/{number}.txt")
        for number in range(4, 12):
            put(store, long_story(number, 300), f"/news/{number}.txt")
    return folder


@pytest.mark.parametrize("flips", [1, 20])
def test_bits_turned_over_in_the_database_are_found_or_change_nothing(
    collection_file: Path, tmp_path: Path, flips: int
) -> None:
    with open_store(collection_file) as store:
        before = contents(store)
    found = 0
    for seed in range(100):
        index = tmp_path / str(seed)
        index.mkdir()
        shutil.copyfile(collection_file / DATABASE, index / DATABASE)
        bits(index / DATABASE, random.Random(f"{flips}/{seed}"), flips)
        try:
            problems = check_database(index / DATABASE)
            if not problems:
                with open_store(index) as store:
                    problems = check_collection(store, EMBEDDER.dimension)
                    if not problems:
                        assert contents(store) == before
                        continue
        except QAError as error:
            assert str(index) in str(error)
        found += 1
    assert found


def test_what_can_be_read_of_a_damaged_database_is_saved(
    collection_file: Path, tmp_path: Path
) -> None:
    with open_store(collection_file) as store, store.reading() as connection:
        texts = {article.id: article for article in rows.articles(connection)}
    saved_all = 0
    for seed in range(20):
        index = tmp_path / str(seed)
        index.mkdir()
        shutil.copyfile(collection_file / DATABASE, index / DATABASE)
        data = bytearray((index / DATABASE).read_bytes())
        first = 4096 * random.Random(seed).randrange(1, len(data) // 4096)
        data[first : first + 4096] = b"\xff" * 4096  # a sector that went bad
        (index / DATABASE).write_bytes(data)
        with new_store(tmp_path / f"{seed}-saved") as store:
            try:
                done = salvage(index, store, EMBEDDER)
            except IndexDamaged:
                continue
            with store.reading() as connection:
                saved = {article.id: article for article in rows.articles(connection)}
        assert len(saved) == done.saved
        assert all(saved[key].text == texts[key].text for key in saved)
        saved_all += done.saved
    # a bad sector costs what stands on it: of 20 collections of 12 articles nine in ten are there
    assert saved_all > 0.8 * 20 * len(texts)


def test_nothing_of_what_is_no_database_is_saved(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"no database " * 1000)
    with new_store(tmp_path / "saved") as store, pytest.raises(IndexDamaged, match="qa restore"):
        salvage(tmp_path, store, EMBEDDER)

"""``qa index --watch``: files that come, change, move and go are followed at once."""

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes import WordEmbedder
from rich.console import Console
from test_store import STORIES

from qa.errors import ArticleError, IndexNotFound, ModelNotFound
from qa.index import rows
from qa.index.name import collection_name
from qa.index.store import open_store
from qa.terminal import watch as command

# The machine that runs the tests may be busy: what has to happen is waited for this long.
PATIENCE = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.txt").write_text(STORIES[0])
    return tmp_path / "files"


@pytest.fixture
def held(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], dict[str, str]]]:
    """Follow the folder in a thread; give what the index holds by source."""
    monkeypatch.setattr("qa.index.models.SentenceEmbedder", lambda folder=None: WordEmbedder())
    stop = threading.Event()
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        console = Console(file=nowhere)
        follower = threading.Thread(
            target=command.watch_paths, args=([folder], tmp_path / "index", console, stop)
        )
        follower.start()

        def contents() -> dict[str, str]:
            try:
                with open_store(tmp_path / "index") as store, store.reading() as connection:
                    return {article.source: article.text for article in rows.articles(connection)}
            except IndexNotFound:  # it is being made
                return {}

        yield contents
        stop.set()
        follower.join(PATIENCE)
        assert not follower.is_alive()


def wait_for(held: Callable[[], dict[str, str]], expected: dict[str, str]) -> None:
    end = time.monotonic() + PATIENCE
    while held() != expected and time.monotonic() < end:
        time.sleep(0.05)
    assert held() == expected


def test_a_folder_is_followed(held: Callable[[], dict[str, str]], folder: Path) -> None:
    wait_for(held, {"a.txt": STORIES[0]})
    (folder / "b.txt").write_text(STORIES[1])
    wait_for(held, {"a.txt": STORIES[0], "b.txt": STORIES[1]})
    (folder / "a.txt").write_text(STORIES[2])
    wait_for(held, {"a.txt": STORIES[2], "b.txt": STORIES[1]})
    (folder / "deep").mkdir()
    (folder / "b.txt").rename(folder / "deep" / "c.txt")
    wait_for(held, {"a.txt": STORIES[2], "deep/c.txt": STORIES[1]})
    (folder / ".hidden.txt").write_text(STORIES[3])
    (folder / "a.txt").unlink()
    wait_for(held, {"deep/c.txt": STORIES[1]})
    (folder / "deep").rename(folder.parent / "elsewhere")
    wait_for(held, {})


def test_only_folders_are_followed(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="folder"):
        command.watch_paths([folder / "a.txt"], tmp_path / "index", Console(quiet=True))


def test_what_was_asked_for_is_heeded(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("qa.index.models.SentenceEmbedder", lambda folder=None: WordEmbedder())
    (folder / "b.json").write_text(json.dumps({"tale": STORIES[1]}))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 and no more")
    index, stop, told = tmp_path / "index", threading.Event(), []

    def told_once(line: object) -> None:
        told.append(str(line))
        stop.set()

    console = Console(quiet=True)
    monkeypatch.setattr(console, "print", told_once)
    settings = {"fields": {"text": "tale"}, "name": "All of it", "as_json": True}
    command.watch_paths([folder], index, console, stop, **settings)
    lines = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert {one["source"]: one["outcome"] for one in lines} == {
        "a.txt": "added",
        "b.json": "added",
        "broken.pdf": "skipped",
    }
    assert [one["source"] for one in lines if "reason" in one] == ["broken.pdf"]
    assert told == [f"{index} follows {folder}; Ctrl-C ends it"]
    with open_store(index) as store, store.reading() as connection:
        assert collection_name(connection, index) == "All of it"
        assert STORIES[1] in {article.text for article in rows.articles(connection)}
    for verbose in (True, False):
        stop.clear()
        command.watch_paths(
            [folder], index, console, stop, fields={"text": "tale"}, verbose=verbose, as_json=True
        )
        seen = {json.loads(one)["outcome"] for one in capfd.readouterr().out.splitlines()}
        assert seen == ({"unchanged", "skipped"} if verbose else {"skipped"})
    with pytest.raises(ModelNotFound, match="nobody/nothing"):
        command.watch_paths([folder], index, console, stop, model="nobody/nothing")

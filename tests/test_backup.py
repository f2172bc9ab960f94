"""A backup is the whole collection at one moment, and comes back while others ask."""

import threading
from pathlib import Path

import pytest
from fakes import WordEmbedder
from small_assistant import small_models
from test_migrations import articles, old_index
from test_store import contents, new_store, put, story

from qa.assistant import Assistant
from qa.errors import IndexDamaged, IndexMismatch, IndexNotFound, IndexUnwritable
from qa.index import rows
from qa.index.backup import backup, restore
from qa.index.check import check_collection, check_database
from qa.index.snapshot import Snapshots
from qa.index.store import DATABASE, open_store

EMBEDDER = WordEmbedder()


def test_a_backup_comes_back_whole(tmp_path: Path) -> None:
    with new_store(tmp_path / "index") as store:
        put(store, story(0))
        put(store, story(1))
        before = contents(store)
    backup(tmp_path / "index", tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "elsewhere" / "index")
    with open_store(tmp_path / "elsewhere" / "index") as store:
        assert contents(store) == before
        assert check_collection(store, EMBEDDER.dimension) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "elsewhere", "index"]


def test_who_asks_sees_the_restored_collection_with_the_next_question(tmp_path: Path) -> None:
    with new_store(tmp_path / "index") as store:
        put(store, story(1))
        backup(tmp_path / "index", tmp_path / "copy")
        put(store, story(2))
        asked = open_store(tmp_path / "index")
        snapshots = Snapshots(asked, EMBEDDER.dimension)
        with Assistant(asked, EMBEDDER, small_models()) as assistant:
            assert "oak" in str(assistant.ask("What broke the oak?").to_dict()["citations"])
            with asked.reading() as connection:
                before = contents(store)
                snapshot = snapshots.current(connection)
                restore(tmp_path / "copy", tmp_path / "index")
                # the question under way goes on with what it began with
                assert len(rows.articles(connection)) == 2
                assert snapshots.current(connection) is snapshot
            assert "oak" not in str(assistant.ask("What broke the oak?").to_dict()["citations"])
            with asked.reading() as connection:
                assert len(snapshots.current(connection).vectors) == 1
        # and what is written from now on is written to it
        put(store, story(2))
        assert contents(store) == before


def test_a_backup_is_of_one_moment_while_others_write(tmp_path: Path) -> None:
    with new_store(tmp_path / "index") as store:
        put(store, story(0))
        stop = threading.Event()

        def write() -> None:
            while not stop.is_set():
                for number in (1, 2):
                    put(store, story(number), str(tmp_path / "changing.txt"))

        writer = threading.Thread(target=write)
        writer.start()
        try:
            for number in range(5):
                backup(tmp_path / "index", tmp_path / f"copy-{number}")
        finally:
            stop.set()
            writer.join()
    for number in range(5):
        assert check_database(tmp_path / f"copy-{number}") == []
        restore(tmp_path / f"copy-{number}", tmp_path / f"restored-{number}")
        with open_store(tmp_path / f"restored-{number}") as store:
            assert check_collection(store, EMBEDDER.dimension) == []


def test_a_backup_of_an_older_version_is_migrated(tmp_path: Path) -> None:
    held = articles(tmp_path)
    old_index(tmp_path / "old", 1, held)
    backup(tmp_path / "old", tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "index")
    with open_store(tmp_path / "index") as store, store.reading() as connection:
        assert {article.id for article in rows.articles(connection)} == {a.id for a, _ in held}


def test_a_damaged_index_is_replaced(tmp_path: Path) -> None:
    with new_store(tmp_path / "index") as store:
        put(store, story(0))
        before = contents(store)
    backup(tmp_path / "index", tmp_path / "copy")
    (tmp_path / "index" / DATABASE).write_bytes(b"no database " * 1000)
    restore(tmp_path / "copy", tmp_path / "index")
    with open_store(tmp_path / "index") as store:
        assert contents(store) == before


@pytest.mark.parametrize("content", [b"", b"no database " * 1000, None])
def test_what_is_no_backup_changes_nothing(tmp_path: Path, content: bytes | None) -> None:
    with new_store(tmp_path / "index") as store:
        put(store, story(0))
        before = contents(store)
        if content is not None:
            (tmp_path / "copy").write_bytes(content)
        with pytest.raises((IndexDamaged, IndexNotFound), match="copy"):
            restore(tmp_path / "copy", tmp_path / "index")
        assert contents(store) == before


def test_half_a_backup_is_refused(tmp_path: Path) -> None:
    with new_store(tmp_path / "index") as store:
        put(store, story(0))
    backup(tmp_path / "index", tmp_path / "copy")
    whole = (tmp_path / "copy").read_bytes()
    (tmp_path / "copy").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(IndexDamaged):
        restore(tmp_path / "copy", tmp_path / "other")
    assert not (tmp_path / "other" / DATABASE).exists()


def test_a_backup_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with new_store(tmp_path / "index") as store, store.writing() as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    backup(tmp_path / "index", tmp_path / "copy")
    with pytest.raises(IndexMismatch, match="schema 99"):
        restore(tmp_path / "copy", tmp_path / "other")


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    new_store(tmp_path / "index").close()
    (tmp_path / "copy").write_text("mine")
    with pytest.raises(IndexUnwritable, match="another"):
        backup(tmp_path / "index", tmp_path / "copy")
    assert (tmp_path / "copy").read_text() == "mine"
    with pytest.raises(IndexUnwritable, match="write"):
        backup(tmp_path / "index", tmp_path / "nowhere" / "copy")
    with pytest.raises(IndexNotFound):
        backup(tmp_path / "none", tmp_path / "other")

"""The store: transactions that are whole, identities that do not depend on order, clear errors."""

import contextlib
import json
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from fakes import WordEmbedder
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.contract.article import Article
from qa.errors import (
    ArticleNotFound,
    IndexDamaged,
    IndexMismatch,
    IndexNotFound,
    IndexUnfinished,
    IndexUnwritable,
)
from qa.index import collection, rows, vectors_file
from qa.index.files import add_files
from qa.index.lexical import FtsIndex
from qa.index.report import Indexed, report_values
from qa.index.settings import check_settings
from qa.index.settings import settings as made_with
from qa.index.snapshot import Snapshots
from qa.index.store import DATABASE, Store, create_store, open_store
from qa.ingest.articles import article_from_text

EMBEDDER = WordEmbedder()

STORIES = [
    "Floods close the harbour\n\nThe harbour of Rotterdam was closed on Monday. Ships had to wait.",
    "Minister resigns\n\nThe minister of finance resigned. She gave no reason for it.",
    "U.S. storm\n\nA storm in the U.S. broke the old oak. The oak stood in the park for 300 years.",
    "Floods again\n\nThe harbour of Rotterdam was closed on Monday. It rained for a week.",
]


def story(number: int) -> Article:
    return article_from_text(STORIES[number], f"{number}.txt")


def new_store(folder: Path) -> Store:
    return create_store(folder, made_with(EMBEDDER))


def put(store: Store, article: Article, origin: str | None = None) -> str:
    return collection.put(store, EMBEDDER, article, origin)


def contents(store: Store) -> list[object]:
    """Everything the collection holds, in an order that depends on nothing else."""
    with store.reading() as connection:
        ids, matrix = rows.vectors(connection)
        words = FtsIndex(connection).search("harbour oak minister rain storm finance US", 100)
        return [
            rows.digest(connection),
            sorted(rows.articles(connection), key=lambda article: article.id),
            rows.passages(connection, ids.tolist()),
            matrix.tobytes(),
            words,
        ]


def test_an_article_comes_back_as_it_was_put_in(tmp_path: Path) -> None:
    article = article_from_text(
        STORIES[0], "a.txt", published="2011-01", url="https://example.org/a", author="A. Writer"
    )
    with new_store(tmp_path) as store:
        assert put(store, article) == "added"
        with store.reading() as connection:
            assert rows.article(connection, article.id) == article


def test_the_same_text_adds_nothing_to_ask_and_a_changed_file_replaces(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "b"
    for file in (one, other):
        file.touch()
    with new_store(tmp_path) as store:
        assert put(store, story(0), str(one)) == "added"
        before = contents(store)
        assert put(store, story(0), str(one)) == "unchanged"
        assert put(store, story(0), str(other)) == "duplicate"
        assert put(store, story(0), str(other)) == "duplicate"
        assert put(store, story(0)) == "duplicate"
        assert contents(store) == before
        assert put(store, story(1), str(one)) == "updated"
        assert put(store, story(1), str(other)) == "updated"
        with store.reading() as connection:
            assert [article.id for article in rows.articles(connection)] == [story(1).id]


def test_new_metadata_for_the_same_file_is_an_update(tmp_path: Path) -> None:
    dated = article_from_text(STORIES[0], "0.txt", published="2012-02-29")
    with new_store(tmp_path) as store:
        put(store, story(0), "/a")
        assert put(store, dated, "/a") == "updated"
        with store.reading() as connection:
            assert rows.article(connection, dated.id).published == dated.published


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["add", "remove"]), st.integers(0, len(STORIES) - 1)), max_size=12
    )
)
def test_any_history_ends_like_a_collection_built_afresh(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    held: set[int] = set()
    with new_store(tmp_path_factory.mktemp("a")) as store:
        for verb, number in steps:
            if verb == "add":
                put(store, story(number))
                held.add(number)
            elif number in held:
                collection.remove_article(store, story(number).id)
                held.discard(number)
            else:
                with pytest.raises(ArticleNotFound):
                    collection.remove_article(store, story(number).id)
        with new_store(tmp_path_factory.mktemp("b")) as fresh:
            for number in sorted(held, reverse=True):
                put(fresh, story(number))
            assert contents(store) == contents(fresh)
        with store.reading() as connection:
            snapshot = Snapshots(store, EMBEDDER.dimension).current(connection)
            ids, matrix = rows.vectors(connection)
            found = snapshot.vectors.vectors()
            assert sorted(found) == ids.tolist()
            for number_, vector in zip(ids.tolist(), matrix, strict=True):
                assert np.array_equal(found[number_], vector)


def test_removed_words_are_found_no_more(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        put(store, story(1))
        put(store, story(2))
        collection.remove_article(store, story(2).id)
        with store.reading() as connection:
            assert FtsIndex(connection).search("oak US", 10) == []
            assert len(FtsIndex(connection).search("minister", 10)) == 1
        with store.writing() as connection:
            connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(passage_words, row)")
            (left,) = connection.execute(
                "SELECT count(*) FROM v WHERE term IN ('us', 'storm', 'oak', 'u')"
            ).fetchone()
            assert left == 0
            # FTS5's own check that its index holds what it should
            connection.execute(
                "INSERT INTO passage_words (passage_words) VALUES ('integrity-check')"
            )


def test_a_failed_write_changes_nothing(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        put(store, story(0))
        before = contents(store)
        with pytest.raises(RuntimeError), store.writing() as connection:
            connection.execute("DELETE FROM passage")
            raise RuntimeError("the disk is on fire")
        assert contents(store) == before


def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        put(store, story(0))
        before = contents(store)
        with store.reading() as connection:
            connection.execute("PRAGMA journal_size_limit = 0")
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages}")  # as full as a disk can be
        long = article_from_text("Long\n\n" + "A sentence with some words in it. " * 9000, "l.txt")
        with pytest.raises(IndexUnwritable, match="full"):
            put(store, long)
        assert contents(store) == before


def test_files_that_fail_in_the_middle_say_what_came_before(tmp_path: Path) -> None:
    lines = [{"text": "The bridge was closed."}, {"text": " "}, {"text": "The ferry runs again."}]
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join(map(json.dumps, [*lines, {"text": "Never reached."}])))
    with new_store(tmp_path / "index") as store:

        def fail_from_now_on(number: int, item: Indexed) -> None:
            with contextlib.closing(sqlite3.connect(store.path)) as other:
                other.execute(
                    "CREATE TRIGGER IF NOT EXISTS full BEFORE INSERT ON article"
                    " BEGIN INSERT INTO nowhere VALUES (1); END"
                )

        with pytest.raises(IndexUnfinished, match="nowhere") as caught:
            add_files(store, EMBEDDER, [file], fail_from_now_on)
        report = report_values(caught.value.report)
        assert [(one["source"], one["outcome"]) for one in report["items"]] == [
            ("a.jsonl#1", "added"),
            ("a.jsonl#2", "skipped"),
        ]
        assert report["failure"] == str(caught.value)
        with store.reading() as connection:
            assert [article.source for article in rows.articles(connection)] == ["a.jsonl#1"]


def test_readers_keep_their_view_while_a_writer_commits(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        put(store, story(0))
        with store.reading() as connection:
            before = rows.digest(connection)
            put(store, story(1))
            assert rows.digest(connection) == before
        with store.reading() as connection:
            assert rows.digest(connection) != before


def test_a_store_opened_for_reading_cannot_be_written(tmp_path: Path) -> None:
    new_store(tmp_path).close()
    with open_store(tmp_path) as store:
        with pytest.raises(IndexUnwritable, match="reading"):
            put(store, story(0))
        with store.reading() as connection, pytest.raises(sqlite3.OperationalError):
            connection.execute("DELETE FROM article")


def test_an_absent_index_is_said(tmp_path: Path) -> None:
    with pytest.raises(IndexNotFound, match="qa index"):
        open_store(tmp_path / "nowhere")


def test_an_index_that_was_never_begun_is_absent_and_can_be_made(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"")
    with pytest.raises(IndexNotFound, match="qa index"):
        open_store(tmp_path)
    with new_store(tmp_path) as store:
        assert put(store, story(0)) == "added"


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0 no"])
def test_a_damaged_collection_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / DATABASE).write_bytes(content)
    with pytest.raises(IndexDamaged, match="build the index again"):
        open_store(tmp_path)


def test_an_index_of_another_model_is_refused(tmp_path: Path) -> None:
    foreign = {**made_with(EMBEDDER), "embedder": "other"}
    with (
        create_store(tmp_path, foreign) as store,
        pytest.raises(IndexMismatch, match=r"other.*words@1"),
    ):
        check_settings(store, EMBEDDER)


def test_an_index_of_another_version_is_refused(tmp_path: Path) -> None:
    with new_store(tmp_path) as store, store.writing() as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    with pytest.raises(IndexMismatch, match="schema 99"):
        open_store(tmp_path)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IndexUnwritable, match="--index"):
        new_store(tmp_path / "file" / "index")


def test_vectors_are_loaded_again_and_built_when_damaged(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        put(store, story(0))
        with store.reading() as connection:
            built = Snapshots(store, EMBEDDER.dimension).current(connection).vectors
        loaded = vectors_file.load(tmp_path)
        assert loaded is not None
        assert loaded.index.vectors().keys() == built.vectors().keys()
        file = tmp_path / vectors_file.FILE
        whole = file.read_bytes()
        for damaged in (b"", whole[:40], whole[:-1], bytes([whole[0] ^ 1]) + whole[1:]):
            file.write_bytes(damaged)
            assert vectors_file.load(tmp_path) is None
            with store.reading() as connection:
                snapshot = Snapshots(store, EMBEDDER.dimension).current(connection)
            assert snapshot.vectors.vectors().keys() == built.vectors().keys()
            assert file.read_bytes() == whole

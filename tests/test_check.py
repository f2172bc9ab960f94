"""``qa check`` finds what is not as it should be, and mends what can be made again."""

import sqlite3
from pathlib import Path

import pytest
from fakes import WordEmbedder
from test_store import contents, new_store, put, story

from qa.errors import IndexDamaged, IndexUnreadable
from qa.index import rows
from qa.index.check import check_collection, check_database
from qa.index.repair import repair
from qa.index.snapshot import Snapshots
from qa.index.store import DATABASE, Store, open_store

EMBEDDER = WordEmbedder()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with new_store(tmp_path) as made:
        for number in range(3):
            put(made, story(number), str(tmp_path / f"{number}.txt"))
        # one that is only kept
        put(made, story(3), str(tmp_path / "2.txt"))
        with made.reading() as connection:
            Snapshots(made, EMBEDDER.dimension).current(connection)
        yield made


def parts(store: Store) -> set[str]:
    return {problem.part for problem in check_collection(store, EMBEDDER.dimension)}


def test_nothing_is_wrong_with_what_was_just_made(store: Store) -> None:
    assert check_database(store.path) == []
    assert check_collection(store, EMBEDDER.dimension) == []


HARM = {
    "words of a passage that is gone": "INSERT INTO passage_words (rowid, title, body)"
    " VALUES (1, 'storm', 'storm')",
    "no words": "INSERT INTO passage_words (passage_words) VALUES ('delete-all')",
    "other words": "INSERT INTO passage_words (passage_words, rowid, title, body)"
    " SELECT 'delete', id, 'a', 'minister' FROM passage",
    "a vector of zeros": "UPDATE passage SET vector = zeroblob(256)",
    "a short vector": "UPDATE passage SET vector = x'00' WHERE id = (SELECT min(id) FROM passage)",
    "a vector that is no number": "UPDATE passage SET vector ="
    " CAST(x'0000c07f' || substr(vector, 5) AS BLOB)",
    "a passage beyond its text": 'UPDATE passage SET "end" = 100000',
    "a sentence before its start": 'UPDATE sentence SET "end" = "start"',
    "a time beyond its text": 'UPDATE time_expression SET "end" = 100000',
    "a passage less": "DELETE FROM passage WHERE id = (SELECT min(id) FROM passage)",
    "old derived data": "UPDATE article SET derived = '0'",
    "wrong totals": "UPDATE total SET articles = articles + 1",
    "a wrong digest": "UPDATE total SET article_sum = zeroblob(2048)",
    "an article that no source holds": "INSERT INTO source (item, name, article_id, stated, since)"
    " SELECT '', 'x', id, 'x', 'x' FROM article WHERE 0",
    "an article kept though a source holds it": "UPDATE article SET current = 0",
}


@pytest.mark.parametrize("harm", HARM, ids=list(HARM))
def test_what_is_derived_is_found_wrong_and_mended(store: Store, harm: str) -> None:
    before = contents(store)
    with store.writing() as connection:
        connection.execute(HARM[harm])
        if harm == "an article that no source holds":
            connection.execute("DELETE FROM source WHERE name = '0.txt'")
    problems = check_collection(store, EMBEDDER.dimension)
    assert problems
    repair(store, EMBEDDER, problems)
    left = check_collection(store, EMBEDDER.dimension)
    if left:  # what was mended may show what was hidden behind it
        repair(store, EMBEDDER, left)
    assert check_collection(store, EMBEDDER.dimension) == []
    if harm == "an article that no source holds":
        with store.reading() as connection:
            assert len(rows.articles(connection)) == 2
    else:
        assert contents(store) == before


def test_a_damaged_text_is_found_and_not_guessed(store: Store) -> None:
    with store.writing() as connection:
        connection.execute("UPDATE article SET text = replace(text, 'Monday', 'Friday')")
    problems = check_collection(store, EMBEDDER.dimension)
    assert {problem.part for problem in problems} >= {"texts"}
    repair(store, EMBEDDER, problems)
    assert "texts" in parts(store)


def test_searched_vectors_that_are_not_the_stored_ones_are_found(store: Store) -> None:
    from qa.index import vectors_file

    stamped = vectors_file.load(store.folder)
    assert stamped is not None
    ids = list(stamped.index.vectors())
    other = stamped.index.changed({ids[0]: stamped.index.held(ids)[ids[1]]}, ids[:1])
    vectors_file.save(
        vectors_file.Stamped(other, stamped.generation, stamped.passage_sum), store.folder
    )
    problems = check_collection(store, EMBEDDER.dimension)
    assert {problem.part for problem in problems} == {"vectors"}
    repair(store, EMBEDDER, problems)
    assert parts(store) == set()


def pages(path: Path, first: int) -> None:
    """Overwrite a database file from a page on, behind what opening it reads."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(first * 4096)
        file.write(b"\xff" * (size - first * 4096))


def test_damage_in_the_middle_of_a_question_is_said(store: Store) -> None:
    store.close()
    pages(store.path, 3)
    assert [problem.part for problem in check_database(store.path)] != []
    with pytest.raises(IndexDamaged, match="qa restore"):
        opened = open_store(store.folder)
        with opened.reading() as connection:
            rows.articles(connection)


def test_a_lock_in_the_middle_of_a_question_is_said(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.index.connections.BUSY_SECONDS", 0.05)
    other = sqlite3.connect(store.folder / DATABASE, isolation_level=None)
    store.close()
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    other.execute("UPDATE meta SET value = value")
    with pytest.raises(IndexUnreadable, match="locked"):
        open_store(store.folder)
    other.close()
    open_store(store.folder).close()


def test_a_table_that_is_not_there_is_said(store: Store) -> None:
    with store.writing() as connection:
        connection.execute("DROP TABLE passage_words")
    with pytest.raises(IndexDamaged, match="passage_words"), store.reading() as connection:
        connection.execute("SELECT rowid FROM passage_words WHERE passage_words MATCH 'oak'")

"""Where texts come from: files that change, move and go, uploads, and what was held before."""

from pathlib import Path

import pytest
from fakes import WordEmbedder
from small_assistant import small_models
from test_store import STORIES, new_store, put

from qa.assistant import Assistant
from qa.errors import ArticleError, ArticleNotFound
from qa.index import collection, rows, sources
from qa.index.files import gone_sources, index_files, prune
from qa.index.reading import article_files
from qa.index.store import Store
from qa.ingest.articles import article_from_text

EMBEDDER = WordEmbedder()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with new_store(tmp_path / "index") as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "files").mkdir()
    return tmp_path / "files"


def index(store: Store, folder: Path, *, pruned: bool = False) -> dict[str, str]:
    """What became of each file, and of what is gone."""
    results = [each for _, each in index_files(store, EMBEDDER, article_files([folder]).files)]
    gone = gone_sources(store, [folder], results)
    if pruned:
        prune(store, EMBEDDER, gone)
    return {r.source: r.outcome for r in results} | {s.name: "gone" for s in gone}


def current(store: Store) -> dict[str, str]:
    """Texts that are asked, by source."""
    with store.reading() as connection:
        return {article.source: article.text for article in rows.articles(connection)}


def test_a_file_that_is_gone_is_told_and_removed_when_pruned(store: Store, folder: Path) -> None:
    for name, text in zip(("a.txt", "b.txt"), STORIES, strict=False):
        (folder / name).write_text(text)
    index(store, folder)
    (folder / "b.txt").unlink()
    assert index(store, folder) == {"a.txt": "unchanged", "b.txt": "gone"}
    assert set(current(store)) == {"a.txt", "b.txt"}
    assert index(store, folder, pruned=True) == {"a.txt": "unchanged", "b.txt": "gone"}
    assert set(current(store)) == {"a.txt"}
    assert index(store, folder) == {"a.txt": "unchanged"}
    with store.reading() as connection, pytest.raises(ArticleNotFound):
        rows.article(connection, article_from_text(STORIES[1], "b.txt").id)


def test_a_file_beside_the_folder_is_not_gone(store: Store, tmp_path: Path, folder: Path) -> None:
    # "files2" begins like "files"
    (tmp_path / "files2").mkdir()
    (tmp_path / "files2" / "x.txt").write_text(STORIES[0])
    (folder / "a.txt").write_text(STORIES[1])
    index(store, tmp_path / "files2")
    (tmp_path / "files2" / "x.txt").unlink()
    assert index(store, folder, pruned=True) == {"a.txt": "added"}
    assert set(current(store)) == {"x.txt", "a.txt"}


def test_a_renamed_file_is_renamed(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_text(STORIES[0])
    index(store, folder)
    (folder / "deep").mkdir()
    (folder / "a.txt").rename(folder / "deep" / "b.txt")
    assert index(store, folder) == {"deep/b.txt": "renamed"}
    assert set(current(store)) == {"deep/b.txt"}


def test_a_text_that_another_file_has_still_replaces_the_own_one(
    store: Store, folder: Path
) -> None:
    for name, text in zip(("a.txt", "b.txt"), STORIES, strict=False):
        (folder / name).write_text(text)
    index(store, folder)
    (folder / "b.txt").write_text(STORIES[0])
    assert index(store, folder) == {"a.txt": "unchanged", "b.txt": "replaced"}
    assert current(store) == {"a.txt": STORIES[0]}
    # and when the first goes the second still has it
    (folder / "a.txt").unlink()
    index(store, folder, pruned=True)
    assert current(store) == {"b.txt": STORIES[0]}


def test_two_files_that_change_places(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_text(STORIES[0])
    (folder / "b.txt").write_text(STORIES[1])
    index(store, folder)
    (folder / "a.txt").write_text(STORIES[1])
    (folder / "b.txt").write_text(STORIES[0])
    index(store, folder)
    assert current(store) == {"a.txt": STORIES[1], "b.txt": STORIES[0]}


def test_uploaded_then_indexed_then_edited_is_one_text(store: Store, folder: Path) -> None:
    assert put(store, article_from_text(STORIES[0], "mail.txt")) == "added"
    (folder / "a.txt").write_text(STORIES[0])
    index(store, folder)
    assert current(store) == {"a.txt": STORIES[0]}
    (folder / "a.txt").write_text(STORIES[1])
    assert index(store, folder) == {"a.txt": "replaced"}
    assert current(store) == {"a.txt": STORIES[1]}


def test_an_upload_from_the_same_address_is_a_revision(store: Store) -> None:
    address = "https://example.org/live"
    one, other = (article_from_text(text, "live", url=address) for text in STORIES[:2])
    assert put(store, one) == "added"
    assert put(store, other) == "updated"
    assert list(current(store).values()) == [STORIES[1]]
    with store.reading() as connection:
        first, second = sources.history(connection, other.id)
        assert (first.article_id, second.article_id) == (one.id, other.id)
        assert first.until == second.since >= first.since
        assert second.until is None


def test_what_was_held_before_is_read_and_not_asked(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_text(STORIES[0])
    index(store, folder)
    old = article_from_text(STORIES[0], "a.txt")
    (folder / "a.txt").write_text(STORIES[1])
    index(store, folder)
    with Assistant(store, EMBEDDER, small_models()) as assistant:
        assert assistant.article(old.id).text == STORIES[0]
        assert [article.id for article in assistant.articles()] != [old.id]
        assert [each.reference.id for each in assistant.summaries()] != [old.id]
        answer = assistant.ask("Which harbour was closed?").to_dict()
        assert old.id not in str(answer)
        assert old.id not in str(assistant.timeline("harbour"))
        # what it holds again is asked again
        (folder / "a.txt").write_text(STORIES[0])
        index(store, folder)
        assert old.id in str(assistant.ask("Which harbour was closed?").to_dict())
        # and what is removed is gone with all that its source held before
        assistant.remove(old.id)
        assert assistant.articles() == []
        for text in STORIES[:2]:
            with pytest.raises(ArticleNotFound):
                assistant.article(article_from_text(text, "a.txt").id)


def test_a_source_is_named_by_id_path_address_or_name(store: Store, folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "a.txt").write_text(STORIES[0])
    (folder / "deep" / "b.txt").write_text(STORIES[1])
    index(store, folder)
    put(store, article_from_text(STORIES[2], "oak", url="https://example.org/oak"))
    with store.reading() as connection:
        for wanted, names in [
            (article_from_text(STORIES[0], "x").id, ["a.txt"]),
            (str(folder / "a.txt"), ["a.txt"]),
            (str(folder / "deep"), ["deep/b.txt"]),
            ("deep/b.txt", ["deep/b.txt"]),
            ("https://example.org/oak", ["oak"]),
            (str(folder), ["a.txt", "deep/b.txt"]),
        ]:
            assert [s.name for s in collection.find_sources(connection, wanted)] == names
        with pytest.raises(ArticleNotFound, match="c.txt"):
            collection.find_sources(connection, "c.txt")
    index(store, folder / "deep")  # now there it is b.txt
    (folder / "b.txt").write_text(STORIES[3])
    index(store, folder)
    index(store, folder / "deep")
    with store.reading() as connection, pytest.raises(ArticleError, match="deep"):
        collection.find_sources(connection, "b.txt")


def test_the_order_in_which_copies_come_changes_nothing(tmp_path: Path, folder: Path) -> None:
    told = []
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("No headline here, said the minister of finance.\n")
    for number, order in enumerate(([0, 1], [1, 0])):
        with new_store(tmp_path / str(number)) as store:
            files = article_files([folder]).files
            for place in order:
                list(index_files(store, EMBEDDER, [files[place]]))
            with store.reading() as connection:
                told.append((rows.digest(connection), rows.articles(connection)))
    assert told[0] == told[1]

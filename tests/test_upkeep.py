"""The commands that look after an index, as a person types them."""

from pathlib import Path

import pytest
from fakes import WordEmbedder
from test_migrations import articles as old_articles
from test_migrations import old_index
from test_store import STORIES

from qa.index.settings import settings as made_with
from qa.index.store import DATABASE, open_store


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Indexing is what is tested here, not the model."""
    monkeypatch.setattr("qa.index.models.SentenceEmbedder", lambda folder=None: WordEmbedder())
    monkeypatch.setattr("qa.read.models.load_models", lambda embedder: None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "files").mkdir()
    for name, text in zip(("a.txt", "b.txt"), STORIES, strict=False):
        (tmp_path / "files" / name).write_text(text)
    return tmp_path / "files"


def test_a_folder_is_indexed_pruned_and_looked_after(qa, tmp_path: Path, folder: Path) -> None:  # noqa: ANN001, F811
    index = tmp_path / "index"
    assert "2 added" in qa("index", folder, "--index", index)[1]
    assert "all is well" in qa("check", "--index", index)[1]
    (folder / "a.txt").rename(folder / "c.txt")
    (folder / "b.txt").unlink()
    status, out, _ = qa("index", folder, "--index", index)
    assert "1 renamed, 1 gone" in out and "gone: 1\n  b.txt" in out and "--prune" in out
    assert "removed: 1\n  b.txt" in qa("index", folder, "--prune", "--index", index)[1]
    (folder / "c.txt").unlink()
    assert "removed: 1\n  c.txt" in qa("index", folder, "--prune", "--index", index)[1]
    status, out, _ = qa("index", folder, "--prune", "--index", index)
    assert status == 0 and "of 0 files" in out


def test_a_source_is_removed_by_its_name(qa, tmp_path: Path, folder: Path) -> None:  # noqa: ANN001, F811
    index = tmp_path / "index"
    qa("index", folder, "--index", index)
    assert qa("remove", "a.txt", folder / "b.txt", "--index", index)[1].splitlines() == [
        "removed a.txt",
        "removed b.txt",
    ]
    status, _, err = qa("remove", "a.txt", "--index", index)
    assert status == 2 and "a.txt" in err


def test_damage_is_told_and_mended(qa, tmp_path: Path, folder: Path) -> None:  # noqa: ANN001, F811
    index = tmp_path / "index"
    qa("index", folder, "--index", index)
    with open_store(index, writable=True) as store, store.writing() as connection:
        connection.execute("INSERT INTO passage_words (passage_words) VALUES ('delete-all')")
    status, out, _ = qa("check", "--index", index)
    assert status == 1 and "words:" in out and "qa check --repair" in " ".join(out.split())
    status, out, _ = qa("check", "--repair", "--index", index)
    assert status == 0 and "all is well" in out


def test_an_index_that_was_killed_at_its_birth_is_made(qa, tmp_path: Path, folder: Path) -> None:  # noqa: ANN001, F811
    for number, model in enumerate((None, tmp_path)):
        index = tmp_path / f"index-{number}"
        index.mkdir()
        (index / DATABASE).touch()
        given = () if model is None else ("--model", model)
        status, out, err = qa("index", folder, "--index", index, *given)
        assert status == 0 and "2 added" in out, err
        assert "all is well" in qa("check", "--index", index)[1]


def test_a_file_that_is_no_database_is_told(qa, tmp_path: Path) -> None:  # noqa: ANN001, F811
    (tmp_path / DATABASE).write_bytes(b"no database " * 1000)
    status, out, _ = qa("check", "--repair", "--index", tmp_path)
    assert status == 1 and "database: SQLite cannot read it" in out
    status, _, err = qa("check", "--index", tmp_path / "none")
    assert status == 2 and "no index" in err


def test_a_backup_is_made_and_restored(qa, tmp_path: Path, folder: Path) -> None:  # noqa: ANN001, F811
    index, copy = tmp_path / "index", tmp_path / "copy.sqlite"
    qa("index", folder, "--index", index)
    assert "copied" in qa("backup", copy, "--index", index)[1]
    qa("remove", "a.txt", "--index", index)
    assert "2 articles" in qa("restore", copy, "--index", index)[1]
    assert "a.txt" in qa("articles", "--index", index)[1]
    assert "2 articles" in qa("restore", copy, "--index", tmp_path / "new")[1]
    status, _, err = qa("backup", copy, "--index", index)
    assert status == 2 and "there already" in err


def test_an_old_index_says_reindex_and_reindex_brings_it_up(qa, tmp_path: Path) -> None:  # noqa: ANN001, F811
    old_index(tmp_path / "index", 1, old_articles(tmp_path))
    status, _, err = qa("articles", "--index", tmp_path / "index")
    assert status == 2 and "qa reindex" in err
    assert "4 articles made again" in qa("reindex", "--index", tmp_path / "index")[1]
    assert "up to date" in qa("reindex", "--index", tmp_path / "index")[1]
    assert "4 articles made again" in qa("reindex", "--all", "--index", tmp_path / "index")[1]
    assert "all is well" in qa("check", "--index", tmp_path / "index")[1]


def test_another_model_needs_reindex(
    qa,  # noqa: ANN001, F811
    tmp_path: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index = tmp_path / "index"
    qa("index", folder, "--index", index)
    monkeypatch.setattr(WordEmbedder, "name", "words@2")
    status, _, err = qa("index", folder, "--index", index)
    assert status == 2 and "words@2" in err and "qa reindex" in err
    status, out, _ = qa("check", "--index", index)
    assert status == 1 and "models:" in out
    assert "2 articles made again" in qa("reindex", "--index", index)[1]
    assert "2 unchanged" in qa("index", folder, "--index", index)[1]
    assert made_with(WordEmbedder())["embedder"] == "words@2"

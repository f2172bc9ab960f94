"""An index that an older version made is brought up to date, and is as if it were made today."""

import sqlite3
from pathlib import Path

import pytest
from conftest import ROOT
from fakes import WordEmbedder
from test_store import STORIES, contents, put
from test_store import new_store as made_today

from qa.contract.article import Article
from qa.errors import IndexMismatch, IndexUnwritable
from qa.index import derive, rows, sources
from qa.index.migrations import MIGRATIONS
from qa.index.refresh import refresh
from qa.index.schema import LIST_INDEXES, SCHEMA_VERSION, statements
from qa.index.settings import settings as made_with
from qa.index.store import DATABASE, create_store, open_store
from qa.ingest.articles import article_from_text, read_article

EMBEDDER = WordEmbedder()
VERSIONS = sorted(int(path.stem) for path in (ROOT / "tests" / "schemas").glob("*.sql"))


def articles(folder: Path) -> list[tuple[Article, str | None]]:
    """Articles as they come: from files, and uploads with and without an address."""
    made: list[tuple[Article, str | None]] = []
    for number, text in enumerate(STORIES[:2]):
        file = folder / f"{number}.txt"
        file.write_text(f"---\nauthor: A. Writer\n---\n{text}\n")
        made.append((read_article(file), str(file)))
    made.append((article_from_text(STORIES[2], "oak.txt", url="https://example.org/oak"), None))
    made.append((article_from_text(STORIES[3], "upload.txt", published="2011-01"), None))
    return made


def old_index(folder: Path, version: int, held: list[tuple[Article, str | None]]) -> None:
    """Write a collection as the program of that version did: the words of 1 kept their dots."""
    folder.mkdir()
    connection = sqlite3.connect(folder / DATABASE, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    for statement in statements((ROOT / "tests" / "schemas" / f"{version}.sql").read_text()):
        connection.execute(statement)
    recorded = {"schema_version": str(version), "generation": "7", **made_with(EMBEDDER)}
    connection.executemany("INSERT INTO meta VALUES (?, ?)", recorded.items())
    for article, origin in held:
        prepared = derive.prepare(article, EMBEDDER)
        if version == 3:
            insert_3(connection, article, origin)
        else:
            insert_2(connection, article, origin)
        for piece in article.left_out:
            connection.execute(
                "INSERT INTO left_out VALUES (?, ?, ?, ?)",
                (article.id, piece.span.start, piece.span.end, piece.reason),
            )
        for span in prepared.sentences:
            connection.execute(
                "INSERT INTO sentence VALUES (?, ?, ?)", (article.id, span.start, span.end)
            )
        for span, (number, vector) in zip(
            prepared.passages, prepared.passage_vectors().items(), strict=True
        ):
            connection.execute(
                "INSERT INTO passage VALUES (?, ?, ?, ?, ?)",
                (number, article.id, span.start, span.end, vector),
            )
            connection.execute(
                "INSERT INTO passage_words (rowid, title, body) VALUES (?, ?, ?)",
                (number, article.title, span.of(article.text)),
            )
    connection.close()


def insert_2(connection: sqlite3.Connection, article: Article, origin: str | None) -> None:
    connection.execute(
        "INSERT INTO article (id, sha256, text, title, headline_start, headline_end, source,"
        " origin, url, author, published, published_method, published_start, published_end)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            article.sha256,
            article.text,
            *common(article)[:4],
            origin,
            *common(article)[4:],
        ),
    )


def insert_3(connection: sqlite3.Connection, article: Article, origin: str | None) -> None:
    """With its source; of the totals there is a row, which is counted anew."""
    connection.execute(
        "INSERT INTO article (id, sha256, text, title, headline_start, headline_end, source, url,"
        " author, published, published_method, published_start, published_end, item, current,"
        " derived) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', 1, '1')",
        (article.id, article.sha256, article.text, *common(article)),
    )
    sources.add_source(connection, article, origin or article.url)
    connection.execute("DELETE FROM total")
    connection.execute("INSERT INTO total VALUES (0, 0, x'', x'')")


def common(article: Article) -> list[object]:
    """Title, headline, source, url, author and date as all schemas have them."""
    published, headline = article.published, article.headline
    evidence = published.evidence if published else None
    return [
        article.title,
        headline and headline.start,
        headline and headline.end,
        article.source,
        article.url,
        article.author,
        published and published.value,
        published and published.method,
        evidence and evidence.start,
        evidence and evidence.end,
    ]


def test_there_is_a_migration_from_every_version() -> None:
    assert sorted(MIGRATIONS) == VERSIONS == list(range(1, SCHEMA_VERSION))


@pytest.mark.parametrize("version", VERSIONS)
def test_a_migrated_index_is_like_one_made_today(tmp_path: Path, version: int) -> None:
    held = articles(tmp_path)
    old_index(tmp_path / "old", version, held)
    with (
        open_store(tmp_path / "old", writable=True) as old,
        made_today(tmp_path / "new") as new,
    ):
        refresh(old, EMBEDDER)
        for article, origin in reversed(held):
            put(new, article, origin)
        assert contents(old) == contents(new)
        with old.reading() as connection:
            for article, origin in held:
                assert rows.article(connection, article.id) == article
                (source,) = sources.holders(connection, article.id)
                assert source.origin == (origin or article.url)
        # what it is told again it knows
        for article, origin in held:
            assert put(old, article, origin) == "unchanged"


def test_two_uploads_of_one_address_are_both_kept(tmp_path: Path) -> None:
    address = "https://example.org/live"
    held = [(article_from_text(text, "live.txt", url=address), None) for text in STORIES]
    old_index(tmp_path / "old", 2, list(held))
    with open_store(tmp_path / "old", writable=True) as store, store.reading() as connection:
        assert sorted(article.text for article in rows.articles(connection)) == sorted(STORIES)


@pytest.mark.parametrize("version", VERSIONS)
def test_an_old_index_opened_for_reading_says_what_to_do(tmp_path: Path, version: int) -> None:
    old_index(tmp_path / "old", version, articles(tmp_path))
    before = (tmp_path / "old" / DATABASE).read_bytes()
    with pytest.raises(IndexMismatch, match=rf"schema {version}.*qa reindex --index"):
        open_store(tmp_path / "old")
    assert (tmp_path / "old" / DATABASE).read_bytes() == before


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    old_index(tmp_path / "old", VERSIONS[-1], articles(tmp_path))
    connection = sqlite3.connect(tmp_path / "old" / DATABASE)
    connection.execute("CREATE TABLE date_order (in_the_way)")
    connection.close()
    before = dump(tmp_path / "old")
    with pytest.raises(IndexUnwritable, match="date_order"):
        create_store(tmp_path / "old", {})
    assert dump(tmp_path / "old") == before


def test_other_words_are_made_again_when_an_index_is_opened_for_writing(tmp_path: Path) -> None:
    with made_today(tmp_path) as store:
        put(store, article_from_text(STORIES[2], "oak.txt"))
        before = contents(store)
        with store.writing() as connection:
            connection.execute("UPDATE meta SET value = '0' WHERE key = 'words'")
            connection.execute("INSERT INTO passage_words (passage_words) VALUES ('delete-all')")
    with open_store(tmp_path, writable=True) as store:
        assert contents(store) == before


def dump(folder: Path) -> list[str]:
    connection = sqlite3.connect(folder / DATABASE)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


@pytest.mark.parametrize("name", LIST_INDEXES)
def test_an_index_of_lists_is_made_where_there_is_none(tmp_path: Path, name: str) -> None:
    with made_today(tmp_path) as store, store.writing() as connection:
        before = schema_of(connection)
        connection.execute(f"DROP INDEX {name}")
    open_store(tmp_path).close()  # it can be read as it is
    with open_store(tmp_path, writable=True) as store, store.reading() as connection:
        assert schema_of(connection) == before


def schema_of(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute("SELECT name, type FROM sqlite_master ORDER BY 1").fetchall()

"""A collection that is measured because it is large is one: its copies are articles like others."""

from pathlib import Path

import pytest
from bench_copies import copied
from small_assistant import quoting

from qa.index.check import check_collection
from qa.index.store import open_store
from qa.ingest.articles import article_from_text

STORIES = ["The bridge at Arlo was closed in 2012.", "A ferry runs. It ran last week.", "The end."]


@pytest.mark.parametrize("number", [3, 4, 8])
def test_copies_are_whole_articles_of_their_own(tmp_path: Path, number: int) -> None:
    with quoting([article_from_text(text, f"{n}.txt") for n, text in enumerate(STORIES)]) as real:
        copied(real.store.folder, tmp_path / "large", number)
        dimension = real.embedder.dimension
    with open_store(tmp_path / "large") as store:
        assert check_collection(store, dimension) == []
        with store.reading() as connection:
            rows = connection.execute("SELECT id, source, text FROM article").fetchall()
    assert len(rows) == number
    assert all(len({row[part] for row in rows}) == number for part in range(3))

"""A Milvus of a test's own: milvus-lite in a file, skipped where it is not installed."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest

from qa.index.milvus import MilvusEngine
from qa.index.outside import Outside
from qa.index.schema import SCHEMA
from qa.index.vectors import empty
from qa.protocols import Vectors


def engine_at(path: Path, dimension: int) -> MilvusEngine:
    """An engine in a file that ends in .db."""
    pytest.importorskip("milvus_lite", reason="milvus-lite is not installed")
    return MilvusEngine(f"milvus+file:{path}", dimension)


def filled(
    request: pytest.FixtureRequest, vectors: Mapping[int, Vectors], texts: Mapping[int, str] = {}
) -> tuple[Outside, sqlite3.Connection]:
    """An engine that holds these passages and nothing else, and a store that has them too."""
    folder = request.getfixturevalue("tmp_path")
    dimension = len(next(iter(vectors.values())))
    engine = engine_at(folder / "passages.db", dimension)
    request.addfinalizer(engine.close)
    engine.make()
    engine.put((number, vector, texts.get(number, "")) for number, vector in vectors.items())
    connection = sqlite3.connect(":memory:")
    request.addfinalizer(connection.close)
    connection.executescript(SCHEMA)
    connection.executemany(
        "INSERT INTO passage VALUES (?, 'article', 0, 1, '')", [(number,) for number in vectors]
    )
    return Outside(engine, frozenset(), empty(dimension)), connection

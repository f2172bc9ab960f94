"""Vectors and digest that follow what changed are those of a collection built from scratch."""

from pathlib import Path

import numpy as np
import pytest
from fakes import WordEmbedder
from hypothesis import given, settings
from hypothesis import strategies as st
from test_store import new_store, put, story

from qa.index import digest, rows, vectors, vectors_file
from qa.index.snapshot import Snapshots
from qa.index.vectors import FaissIndex, empty

EMBEDDER = WordEmbedder()
DIMENSION = 3

# few directions, so that many scores are equal
directions = st.sampled_from([(1, 0, 0), (0, 1, 0), (0.6, 0.8, 0), (0, 0, 1), (-1, 0, 0)])
changes = st.lists(
    st.tuples(
        st.dictionaries(st.integers(0, 40) | st.just(2**62), directions, max_size=9),
        st.sets(st.integers(0, 40), max_size=6),
    ),
    max_size=8,
)


def blob(direction: tuple[float, float, float]) -> bytes:
    return np.array(direction, dtype="<f4").tobytes()


@settings(max_examples=60, deadline=None)
@given(
    history=changes,
    asked=directions,
    k=st.integers(1, 12),
    among=st.none() | st.sets(st.integers(0, 40)),
)
@pytest.mark.parametrize("most", [0, 5, 4096])
def test_a_changed_index_finds_what_one_built_anew_finds(
    most: int,
    history: list[tuple[dict[int, tuple[float, float, float]], set[int]]],
    asked: tuple[float, float, float],
    k: int,
    among: set[int] | None,
) -> None:
    held: dict[int, bytes] = {}
    index = empty(DIMENSION)
    patch = pytest.MonkeyPatch()
    patch.setattr(vectors, "beside", lambda base: most)
    try:
        for came, went in history:
            before, searched = index, index.search(np.array(asked, dtype=np.float32), k, among)
            new = {number: blob(direction) for number, direction in came.items()}
            index = index.changed(new, went | (held.keys() & new.keys()))
            held = {number: v for number, v in held.items() if number not in went} | new
            # who searches the one before is not disturbed
            assert before.search(np.array(asked, dtype=np.float32), k, among) == searched
    finally:
        patch.undo()
    assert len(index) == len(held)
    assert index.held([*held, 77]) == held
    vector = np.array(asked, dtype=np.float32)
    scores = {
        number: float(np.dot(np.frombuffer(value, dtype="<f4"), vector))
        for number, value in held.items()
        if among is None or number in among
    }
    expected = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:k]
    found = index.search(vector, k, among)
    assert [number for number, _ in found] == [number for number, _ in expected]
    assert [score for _, score in found] == pytest.approx([score for _, score in expected])


members = st.lists(st.binary(max_size=4), max_size=8)


@given(members, members)
def test_the_sum_of_a_set_is_that_of_its_members(one: list[bytes], other: list[bytes]) -> None:
    both = digest.changed(digest.EMPTY, came=[*one, *other])
    assert digest.changed(digest.changed(digest.EMPTY, came=other), came=reversed(one)) == both
    assert digest.changed(both, went=other) == digest.changed(digest.EMPTY, came=one)
    assert (digest.changed(digest.EMPTY, came=one) == digest.changed(digest.EMPTY, came=other)) == (
        sorted(one) == sorted(other)
    )


def test_a_file_that_is_behind_is_brought_up(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        put(store, story(0))
        with store.reading() as connection:
            Snapshots(store, EMBEDDER.dimension).current(connection)
        behind = (tmp_path / vectors_file.FILE).read_bytes()
        put(store, story(1))
        put(store, story(2))
        (tmp_path / vectors_file.FILE).write_bytes(behind)
        with store.reading() as connection:
            held = Snapshots(store, EMBEDDER.dimension).current(connection).vectors.vectors()
            assert sorted(held) == rows.vectors(connection)[0].tolist()


def test_a_file_of_another_collection_is_not_believed(tmp_path: Path) -> None:
    for name, number in (("one", 0), ("other", 1)):
        with new_store(tmp_path / name) as store:
            put(store, story(number))
            with store.reading() as connection:
                Snapshots(store, EMBEDDER.dimension).current(connection)
    foreign = (tmp_path / "one" / vectors_file.FILE).read_bytes()
    (tmp_path / "other" / vectors_file.FILE).write_bytes(foreign)  # of the same generation
    with new_store(tmp_path / "other") as store, store.reading() as connection:
        held = Snapshots(store, EMBEDDER.dimension).current(connection).vectors.vectors()
        assert sorted(held) == rows.vectors(connection)[0].tolist()


def test_a_question_under_way_keeps_its_generation(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        snapshots = Snapshots(store, EMBEDDER.dimension)
        put(store, story(0))
        with store.reading() as before:
            rows.digest(before)  # SQLite's transaction begins with the first read
            put(store, story(1))
            with store.reading() as after:
                assert snapshots.current(after).collection.articles == 2
            assert snapshots.current(before).collection.articles == 1
            assert sorted(snapshots.current(before).vectors.vectors()) == sorted(
                rows.vectors(before)[0].tolist()
            )


def test_nothing_is_searched_in_an_empty_index() -> None:
    assert empty(DIMENSION).search(np.zeros(3, dtype=np.float32), 5) == []
    assert isinstance(empty(DIMENSION), FaissIndex)

"""Vectors and digest that follow what changed are those of a collection built from scratch."""

from pathlib import Path

import numpy as np
import pytest
from fakes import WordEmbedder
from hypothesis import given, settings
from hypothesis import strategies as st
from test_store import new_store, put, story

from qa.index import coarse, digest, rows, vectors, vectors_file
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


def test_what_is_sought_may_stand_in_one_part_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Equals among the passages that are named, and another passage beside the base."""
    monkeypatch.setattr(vectors, "beside", lambda base: 1)
    same = {number: blob((1.0, 0.0, 0.0)) for number in (1, 2, 3)}
    index = empty(DIMENSION).changed(same, set()).changed({4: blob((0.0, 1.0, 0.0))}, set())
    assert index.added is not None
    asked = np.array((1.0, 0.0, 0.0), dtype=np.float32)
    assert index.search(asked, 1, {2, 3}) == [(2, 1.0)]
    assert index.search(asked, 1, {4}) == [(4, 0.0)]
    assert index.search(asked, 1, set()) == []


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


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), removed=st.integers(0, 300), k=st.integers(1, 30))
def test_what_a_first_look_finds_is_scored_exactly(seed: int, removed: int, k: int) -> None:
    """As many are found, with exact scores and in their order; ids that are named are all found."""
    chance = np.random.default_rng(seed)
    matrix = chance.normal(size=(1_000, 64)).astype(np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    ids = np.cumsum(chance.integers(1, 5, size=len(matrix)))
    gone = chance.choice(ids, removed, replace=False).tolist()
    came = {int(ids[-1]) + 1 + n: vector.tobytes() for n, vector in enumerate(matrix[:20] * 0.9)}
    patch = pytest.MonkeyPatch()
    patch.setattr(vectors, "beside", lambda base: 4096)
    try:
        exact = vectors.whole(ids, matrix).changed(came, gone)
        patch.setattr(coarse, "FROM", 500)
        looked = vectors.whole(ids, matrix).changed(came, gone)
    finally:
        patch.undo()
    assert looked.first_look is not None
    asked = matrix[int(chance.integers(len(matrix)))]
    expected, found = exact.search(asked, k), looked.search(asked, k)
    scores = dict(exact.search(asked, len(exact)))
    assert len(found) == len(expected)
    assert found == sorted(found, key=lambda pair: (-pair[1], pair[0]))
    assert all(scores[number] == score for number, score in found)
    named = [int(number) for number in chance.choice(ids, 200, replace=False)]
    assert looked.search(asked, 50, named) == exact.search(asked, 50, named)


def test_a_first_look_misses_next_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the best 20 among texts that each have many near ones at least 99 in 100 are found."""
    monkeypatch.setattr(coarse, "FROM", 500)
    chance = np.random.default_rng(3)
    topics = chance.normal(size=(400, 384))
    matrix = np.repeat(topics, 40, axis=0) + 0.5 * chance.normal(size=(16_000, 384))
    matrix = (matrix / np.linalg.norm(matrix, axis=1, keepdims=True)).astype(np.float32)
    looked = vectors.whole(np.arange(len(matrix)), matrix)
    shares = []
    for topic in topics[:60]:
        asked = (topic + 0.3 * chance.normal(size=384)).astype(np.float32)
        best = set(np.argsort(-(matrix @ asked))[:20].tolist())
        shares.append(len(best & {number for number, _ in looked.search(asked, 51)[:20]}) / 20)
    assert np.mean(shares) >= 0.99


def test_a_first_look_is_kept_beside_its_vectors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coarse, "FROM", 40)
    matrix = np.random.default_rng(1).normal(size=(64, 64)).astype(np.float32)
    index = vectors.whole(np.arange(64), matrix)
    vectors_file.save(vectors_file.Stamped(index, 3, b"sum"), tmp_path)
    monkeypatch.setattr(vectors_file, "coarse", lambda flat: pytest.fail("it was made again"))
    loaded = vectors_file.load(tmp_path)
    assert loaded is not None
    assert loaded.index.first_look is not None
    assert loaded.index.search(matrix[5], 5) == index.search(matrix[5], 5)
    # One of other vectors, or a damaged one, is not believed.
    first = tmp_path / vectors_file.FIRST_LOOK
    first.write_bytes(b"\0" + first.read_bytes()[1:])
    monkeypatch.setattr(vectors_file, "coarse", coarse.coarse)
    again = vectors_file.load(tmp_path)
    assert again is not None
    assert again.index.search(matrix[5], 5) == index.search(matrix[5], 5)

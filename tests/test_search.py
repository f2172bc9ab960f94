"""What every VectorIndex and LexicalIndex promises, and how two searches become one."""

import sqlite3

import numpy as np
import pytest
from fakes import ListIndex
from hypothesis import given, settings
from hypothesis import strategies as st
from milvus_lite_engine import filled

from qa.index.lexical import FtsIndex
from qa.index.outside import OutsideVectors, OutsideWords
from qa.index.schema import SCHEMA
from qa.index.vectors import whole
from qa.protocols import LexicalIndex, VectorIndex
from qa.retrieve.fusion import DENSE, fuse
from qa.text.words import content_words, searchable

VECTORS = {
    number: vector / np.linalg.norm(vector)
    for number, vector in zip(
        [7, 3, 2**62, 11],
        np.array([[1, 0, 0], [0, 1, 0], [1, 1, 0], [1, 0, 0]], dtype=np.float32),
        strict=True,
    )
}
EAST = np.array([1, 0, 0], dtype=np.float32)


@pytest.fixture(params=["faiss", "fake", "milvus"])
def vector_index(request: pytest.FixtureRequest) -> VectorIndex:
    if request.param == "fake":
        return ListIndex(VECTORS)
    if request.param == "milvus":
        return OutsideVectors(*filled(request, VECTORS))
    return whole(np.array(list(VECTORS), dtype=np.int64), np.stack(list(VECTORS.values())))


def test_nearest_come_first_and_ties_by_id(vector_index: VectorIndex) -> None:
    found = vector_index.search(EAST, 3)
    assert [number for number, _ in found] == [7, 11, 2**62]
    assert [score for _, score in found] == pytest.approx([1, 1, 2**-0.5])


def test_k_may_be_larger_than_the_index(vector_index: VectorIndex) -> None:
    assert len(vector_index.search(EAST, 1000)) == len(VECTORS)
    assert vector_index.search(EAST, 0) == []


def test_among_limits_the_search(vector_index: VectorIndex) -> None:
    assert [number for number, _ in vector_index.search(EAST, 9, {3, 11})] == [11, 3]
    assert vector_index.search(EAST, 9, set()) == []
    assert vector_index.search(EAST, 9, {5}) == []


@pytest.fixture(params=["fts5", "milvus"])
def words(request: pytest.FixtureRequest) -> LexicalIndex:
    rows = [
        (1, "Ties", "China suspended military ties with the United States."),
        (2, "Ties", "China suspended military ties with the United States."),
        (3, "Cafés", "The café near the harbour is closed."),
        (5, "Aid", searchable("Envoys of the U.S.-led group met the U.N")),
        (6, "Oak", "The mayor's oak"),
        (4, "Arms", 'A question of "quotes", NEAR words AND operators OR columns: title.'),
    ]
    if request.param == "milvus":
        texts = {number: f"{title}\n{body}" for number, title, body in rows}
        return OutsideWords(*filled(request, {number: EAST for number in texts}, texts))
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    connection.executemany("INSERT INTO passage_words (rowid, title, body) VALUES (?, ?, ?)", rows)
    return FtsIndex(connection)


def test_shared_words_are_found_by_their_stems(words: LexicalIndex) -> None:
    found = words.search("Why did China suspend its tie?", 10)
    assert [number for number, _ in found] == [1, 2]
    assert found[0][1] == found[1][1] > 0
    assert [number for number, _ in words.search("cafe", 10)] == [3]


@pytest.mark.parametrize("question", ["the US", "the U.S.", "the U.S", "un", "U.N. envoys"])
def test_a_dotted_abbreviation_is_one_word(words: LexicalIndex, question: str) -> None:
    assert [number for number, _ in words.search(question, 10)] == [5]


def test_words_are_searched_among_the_ids_given(words: LexicalIndex) -> None:
    assert [number for number, _ in words.search("suspended", 10, {2, 3})] == [2]
    assert words.search("suspended", 10, set()) == []
    assert words.search("suspended", 0) == []


@pytest.mark.parametrize("question", ["suspended military ties harbour", "words of the group"])
def test_a_score_does_not_depend_on_what_it_is_searched_among(
    words: LexicalIndex, question: str
) -> None:
    scores = dict(words.search(question, 10))
    for among in ({1}, {2, 3}, {3, 4, 5}):
        found = dict(words.search(question, 10, among))
        assert found == pytest.approx({n: scores[n] for n in among & scores.keys()})


def test_a_word_of_one_letter_is_a_word(words: LexicalIndex) -> None:
    assert [number for number, _ in words.search("s", 10)] == [6]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.sampled_from(['"', "NEAR(", "title:x", "a* OR", "{a b}:", "-"]))
def test_any_text_is_a_question(question: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    connection.execute(
        "INSERT INTO passage_words (rowid, title, body) VALUES (1, 'a', ?)", (question,)
    )
    for _, score in FtsIndex(connection).search(question, 5):
        assert score > 0
    connection.close()


SENTENCES = [
    f"{'the government said' if n % 2 else 'a market said'} the price of {thing} {verb} in {place}"
    for n, (thing, verb, place) in enumerate(
        (thing, verb, place)
        for place in ("Brazil", "Ghana", "Oslo", "Lima", "Turin")
        for verb in ("rose", "fell", "held", "rose again")
        for thing in ("cocoa", "wheat", "copper", "tin", "tea", "wool")
    )
]


@pytest.fixture(scope="module")
def sentences() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    connection.executemany(
        "INSERT INTO passage_words (rowid, title, body) VALUES (?, '', ?)",
        [(1 + n * 2**55, searchable(sentence)) for n, sentence in enumerate(SENTENCES)],
    )
    return connection


@pytest.mark.parametrize(
    "question",
    [
        "What did the government of Ghana say of the price of cocoa?",
        "Did the market say the price rose?",
        "government price",
        "Lima",
        "tea in Oslo fell again, the government said",
        "zinc in Brazil",
    ],
)
@pytest.mark.parametrize("most", [1, 5, 20, 30, 60])
def test_among_too_many_passages_those_with_rare_words_are_scored_as_ever(
    sentences: sqlite3.Connection, question: str, most: int
) -> None:
    whole = dict(FtsIndex(sentences).search(question, 1000))
    index = FtsIndex(sentences, most)
    found = index.search(question, 1000)
    assert found and found == sorted(found, key=lambda pair: (-pair[1], pair[0]))
    assert found[:3] == index.search(question, 3)
    among = [number for number, _ in found[1::2]]
    assert [number for number, _ in index.search(question, 1000, among)] == among
    rare = [word for word in content_words(question) if 0 < index.count(word, 1000) <= most]
    if rare:
        first = min(rare, key=lambda word: index.count(word, 1000))
        having = dict(FtsIndex(sentences).search(first, 1000))
        assert having.keys() <= dict(found).keys()
    # A word that nearly every passage has is dropped where its passages are too many to count.
    for number, score in found:
        assert score <= whole[number] + 1e-9
        if most >= 20:
            assert score == pytest.approx(whole[number])


def test_stop_words_are_left_aside_unless_nothing_else_is_left() -> None:
    assert content_words("Why did China suspend ties?") == ["china", "suspend", "ties"]
    assert content_words("Who is who?") == ["who", "is"]
    assert content_words("?!") == []


scores = st.dictionaries(st.integers(0, 30), st.floats(-50, 50), max_size=12)


@given(scores, scores)
def test_fusion_keeps_every_id_once_best_first(
    dense: dict[int, float], lexical: dict[int, float]
) -> None:
    fused = fuse(dense, lexical)
    assert sorted(number for number, _ in fused) == sorted({*dense, *lexical})
    assert fused == sorted(fused, key=lambda pair: (-pair[1], pair[0]))
    assert all(0.0 <= score <= 1.0 for _, score in fused)


@given(scores, scores, st.floats(0.1, 10))
def test_fusion_knows_no_unit(
    dense: dict[int, float], lexical: dict[int, float], unit: float
) -> None:
    in_other_units = fuse(dense, {number: unit * score for number, score in lexical.items()})
    assert dict(in_other_units) == pytest.approx(dict(fuse(dense, lexical)))


def test_fusion_adds_what_is_missing_as_nothing() -> None:
    assert fuse({}, {}) == []
    assert fuse({1: 0.6, 2: 0.3}, {}) == [(1, DENSE), (2, DENSE / 2)]
    words = 1 - DENSE
    assert fuse({1: 0.6, 2: -0.3}, {2: 4.0, 3: 2.0}) == [(1, DENSE), (2, words), (3, words / 2)]
    assert fuse({1: -0.1}, {1: 0.0}) == [(1, 0.0)]

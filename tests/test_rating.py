"""What retrieval and time add to the reader's score, and what confidence is made from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import ALWAYS, ShortVerifier, WordEmbedder

from qa.contract.article import Span
from qa.contract.candidates import Extract, Hit
from qa.dates.question import time_scope
from qa.index import collection, rows
from qa.index.store import Store, create_store
from qa.ingest.articles import article_from_text
from qa.read.confidence import FEATURES, MOST_LEAD
from qa.read.rank import SECOND, VERIFIED, WHEN, Rated, rate
from qa.retrieve.scoped import Retrieved

OLD = "The bridge at Arlo was closed in 1998. A storm had torn away two of its arches."
NEW = "The bridge at Arlo was closed in 2012. Rust had eaten the cables of the old structure."
PLAIN = "Nobody knows who closed the bridge. The mayor of Arlo never spoke about it again."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    embedder = WordEmbedder()
    with create_store(tmp_path / "index", collection.settings(embedder)) as made:
        for name, text in (("old", OLD), ("new", NEW), ("plain", PLAIN)):
            article = article_from_text(text, f"{name}.txt", title=name)
            collection.add_article(made, collection.prepare(article, embedder), None)
        yield made


def hits(store: Store, lexical: dict[str, float] | None = None) -> list[Hit]:
    """A hit for each article, old, new, plain, with the given lexical scores."""
    scores = lexical or {}
    with store.reading() as connection:
        articles = [article.id for article in rows.references(connection)]
        found = {
            rows.reference(connection, passage.article_id).title: passage
            for passage in rows.passages(connection, rows.passage_ids(connection, articles))
        }
    return [Hit(found[name], 1.0, 0.5, scores.get(name, 1.0)) for name in ("old", "new", "plain")]


def extract(hit: Hit, words: str, score: float) -> Extract:
    start = hit.passage.span.start + hit.passage.text.index(words)
    answer = Span(start, start + len(words))
    quote = next(sentence for sentence in hit.passage.sentences if sentence.holds(answer))
    return Extract(hit.passage, answer, quote, score, certainty=0.5)


def rated(
    store: Store, question: str, given: list[Hit], extracts: list[Extract], *, scoped: bool = False
) -> list[Rated]:
    scope = time_scope(question, None) if scoped else None
    with store.reading() as connection:
        retrieved = Retrieved(question, scope, tuple(given))
        return rate(connection, retrieved, extracts, ShortVerifier(), ALWAYS)


def words(one: Rated) -> str:
    passage, answer = one.extract.passage, one.extract.answer
    return passage.text[answer.start - passage.span.start : answer.end - passage.span.start]


def test_the_reader_decides_where_all_else_is_equal(store: Store) -> None:
    (old, *_) = hits(store)
    found = [extract(old, "A storm", 3.0), extract(old, "two of its arches", 1.0)]
    order = rated(store, "What?", [old], found)
    assert [words(one) for one in order] == ["A storm", "two of its arches"]
    assert order[0].rank - order[1].rank == pytest.approx((1 - SECOND) * 2.0)


def test_a_passage_with_the_questions_words_outweighs_a_slightly_better_span(store: Store) -> None:
    question = "What had eaten the cables?"
    given = hits(store, {"old": 0.5, "new": 8.0, "plain": 0.0})
    found = [extract(given[0], "A storm", 2.0), extract(given[1], "Rust", 0.0)]
    assert words(rated(store, question, given, found)[0]) == "Rust"
    found = [extract(given[0], "A storm", 40.0), extract(given[1], "Rust", 0.0)]
    assert words(rated(store, question, given, found)[0]) == "A storm"


def test_another_year_is_dropped_and_an_unknown_one_comes_later(store: Store) -> None:
    question = "Why was the bridge closed in 2012?"
    given = hits(store)
    found = [
        extract(given[0], "closed in 1998", 9.0),
        extract(given[2], "Nobody", 4.0),
        extract(given[1], "closed in 2012", 1.0),
    ]
    assert [words(one) for one in rated(store, question, given, found, scoped=True)] == [
        "closed in 2012",
        "Nobody",
    ]
    assert words(rated(store, question, given, found)[0]) == "closed in 1998"


def test_when_prefers_a_span_with_a_time(store: Store) -> None:
    given = hits(store)
    found = [extract(given[0], "The bridge at Arlo", 2.0), extract(given[0], "1998", 0.0)]
    assert words(rated(store, "When was the bridge closed?", given, found)[0]) == "1998"
    assert words(rated(store, "What was closed?", given, found)[0]) == "The bridge at Arlo"


def test_the_lead_is_over_the_best_of_the_other_sentences(store: Store) -> None:
    given = hits(store)
    place = FEATURES.index("lead")
    alone = rated(store, "What?", given, [extract(given[0], "A storm", 3.0)])
    assert alone[0].values[place] == MOST_LEAD
    same = [extract(given[0], "A storm", 3.0), extract(given[0], "two of its arches", 2.9)]
    assert rated(store, "What?", given, same)[0].values[place] == MOST_LEAD
    other = [extract(given[0], "A storm", 3.0), extract(given[1], "Rust", 2.0)]
    first, second = rated(store, "What?", given, other)
    assert first.values[place] == pytest.approx(-second.values[place])
    assert 0 < first.values[place] < MOST_LEAD


def test_a_passage_without_a_word_of_the_question_is_no_support(store: Store) -> None:
    given = hits(store)
    found = [extract(given[0], "1998", 9.0), extract(given[1], "2012", 8.0)]
    assert all(one.confidence > 0.5 for one in rated(store, "When did it rust?", given, found)[1:])
    assert [one.confidence for one in rated(store, "When was Rome built?", given, found)] == [0, 0]


def test_agreement_counts_other_articles_once_each(store: Store) -> None:
    given = hits(store)
    place = FEATURES.index("agreement")
    found = [
        extract(given[0], "The bridge at Arlo", 3.0),
        extract(given[1], "bridge at Arlo", 2.0),
        extract(given[1], "old structure", 1.0),
        extract(given[2], "mayor", 0.0),
    ]
    order = rated(store, "What?", given, found)
    assert [one.values[place] for one in order] == [1.0, 1.0, 0.0, 0.0]


def test_ties_keep_the_readers_order_and_nothing_gives_nothing(store: Store) -> None:
    (old, *_) = hits(store)
    found = [extract(old, "A storm", 1.0), extract(old, "arches", 1.0)]
    assert [words(one) for one in rated(store, "What?", [old], found)] == ["A storm", "arches"]
    assert rated(store, "What?", [], []) == []


def test_reading_more_passages_does_not_make_an_answer_less_sure(store: Store) -> None:
    """Abstention must not depend on how many passages without an answer were read."""
    given = hits(store, {"old": 8.0, "new": 1.0, "plain": 1.0})
    best = extract(given[0], "A storm", 5.0)
    poor = [extract(given[1], "Rust", -9.0), extract(given[2], "Nobody", -9.0)]
    few = rated(store, "What?", given[:1], [best])[0]
    many = rated(store, "What?", given, [best, *poor])[0]
    assert few.values == many.values
    assert few.confidence == many.confidence


def test_the_best_are_verified_and_what_comes_after_them_is_no_surer(store: Store) -> None:
    given = hits(store)
    sentences = ["The bridge", "Arlo was", "A storm", "had torn", "away", "arches"]
    found = [extract(given[0], words, -n) for n, words in enumerate(sentences)]
    verifier = ShortVerifier(most=11)
    with store.reading() as connection:
        order = rate(connection, Retrieved("What?", None, tuple(given)), found, verifier, ALWAYS)
    (asked,) = verifier.asked
    assert [one.answer for one in asked] == [one.answer for one in found[:VERIFIED]]
    said = {words(one): one.values[FEATURES.index("verified")] for one in order}
    expected = {name: 11.0 - len(name) for name in sentences}
    least = min(expected[name] for name in sentences[:VERIFIED])
    assert said == expected | dict.fromkeys(sentences[VERIFIED:], least)


def test_of_two_answers_nearly_alike_the_verified_one_comes_first(store: Store) -> None:
    given = hits(store)
    long, short = extract(given[0], "A storm had torn", 3.0), extract(given[0], "arches", 2.0)
    assert words(rated(store, "What?", given, [long, short])[0]) == "A storm had torn"
    with store.reading() as connection:
        retrieved = Retrieved("What?", None, tuple(given))
        order = rate(connection, retrieved, [long, short], ShortVerifier(20), ALWAYS)
        assert words(order[0]) == "arches"
        assert order[0].rank - order[1].rank == pytest.approx(SECOND * 10 - (1 - SECOND) * 1.0)
        far = extract(given[0], "arches", -40.0)
        order = rate(connection, retrieved, [long, far], ShortVerifier(20), ALWAYS)
        assert words(order[0]) == "A storm had torn"


@pytest.mark.parametrize(
    ("answer", "gained"), [("Last year", WHEN), ("2008", 0.0), ("the bridge", 0.0)]
)
def test_the_verifier_is_not_told_what_last_year_means(
    tmp_path: Path, answer: str, gained: float
) -> None:
    text = "Last year the bridge was closed. The town had paid for it in 2008."
    article = article_from_text(text, "arlo.txt", title="Arlo", published="2012-03-01")
    embedder = WordEmbedder()
    with create_store(tmp_path / "dated", collection.settings(embedder)) as store:
        collection.add_article(store, collection.prepare(article, embedder), None)
        with store.reading() as connection:
            (passage,) = rows.passages(connection, rows.passage_ids(connection, [article.id]))
            hit = Hit(passage, 1.0, 0.5, 1.0)
            found = extract(hit, answer, 1.0)
            for question, expected in (("In what year was it?", gained), ("What was it?", 0.0)):
                retrieved = Retrieved(question, None, (hit,))
                (one,) = rate(connection, retrieved, [found], ShortVerifier(10), ALWAYS)
                assert one.values[FEATURES.index("verified")] == 10 - len(answer) + expected

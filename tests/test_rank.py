"""The order of candidates, and what confidence is made from, over a store without networks."""

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import ALWAYS, ShortVerifier, WordEmbedder

from qa.contract.article import Span
from qa.contract.candidates import Candidate, Hit
from qa.index.collection import put
from qa.index.settings import settings
from qa.index.snapshot import Snapshots
from qa.index.store import create_store
from qa.index.view import View, open_view
from qa.ingest.articles import article_from_text
from qa.question.question import parse_question
from qa.read.calibration import COMPARED
from qa.read.confidence import MOST_LEAD, Judged, judge
from qa.read.evidence.ledger import EVIDENCE, OF_CONVERSATION, OF_VERIFIED
from qa.read.evidence.wording import with_weights
from qa.read.explain import SAYS, explain
from qa.read.rank import rank

OLD = "The bridge at Arlo was closed in 1998. A storm had torn away two of its arches."
NEW = "The bridge at Arlo was closed in 2012. Rust had eaten the cables of the old structure."
PLAIN = "Nobody knows who closed the bridge. The mayor of Arlo never spoke about it again."


@pytest.fixture
def view(tmp_path: Path) -> Iterator[View]:
    embedder = WordEmbedder()
    with create_store(tmp_path / "index", settings(embedder)) as store:
        for name, text in (("old", OLD), ("new", NEW), ("plain", PLAIN)):
            article = article_from_text(text, f"{name}.txt", title=name)
            put(store, embedder, article)
        with open_view(store, Snapshots(store, embedder.dimension), embedder) as opened:
            yield opened


def hits(view: View, words: dict[str, float] | None = None) -> list[Hit]:
    """A hit for each article, old, new, plain, with the given shares of the best bm25."""
    shares = words or {}
    ids = view.passage_ids([each.id for each in view.references()])
    titles = {view.reference(p.article_id).title: p for p in view.passages(ids)}
    return [
        Hit(titles[name], 1.0, 0.5, 1.0, 1.0, shares.get(name, 1.0))
        for name in ("old", "new", "plain")
    ]


def candidate(hit: Hit, words: str, margin: float) -> Candidate:
    start = hit.passage.span.start + hit.passage.text.index(words)
    answer = Span(start, start + len(words))
    quote = next(sentence for sentence in hit.passage.sentences if sentence.holds(answer))
    return Candidate(hit, answer, quote, margin, certainty=0.5)


def judged(
    view: View, question: str, candidates: list[Candidate], verifier: ShortVerifier | None = None
) -> list[Judged]:
    used = list({each.hit.passage.id: each.hit for each in candidates}.values())
    parsed = with_weights(parse_question(question), used)
    return judge(rank(view, parsed, candidates, verifier or ShortVerifier(), ALWAYS), ALWAYS)


def words(order: list[Judged]) -> list[str]:
    return [each.candidate.words for each in order]


def test_the_reader_decides_where_all_else_is_equal(view: View) -> None:
    (old, *_) = hits(view)
    order = judged(
        view, "What?", [candidate(old, "two of its arches", 1.0), candidate(old, "A storm", 3.0)]
    )
    assert words(order) == ["A storm", "two of its arches"]
    assert order[0].rank - order[1].rank == pytest.approx(2.0)


def test_a_rank_is_the_sum_of_its_evidence(view: View) -> None:
    (old, *_) = hits(view)
    for each in judged(view, "When did the storm come?", [candidate(old, "1998", 1.5)]):
        assert set(each.evidence) == {*EVIDENCE, *OF_CONVERSATION, *COMPARED}
        counted = sum(weight * each.evidence[name] for name, weight in ALWAYS.rank.items())
        assert each.rank == pytest.approx(counted)


def test_a_passage_with_the_questions_words_outweighs_a_slightly_better_span(view: View) -> None:
    question = "What had eaten the cables?"
    old, new, _ = hits(view, {"old": 0.1, "new": 1.0, "plain": 0.0})
    assert words(
        judged(view, question, [candidate(old, "A storm", 2.0), candidate(new, "Rust", 0)])
    )[0] == ("Rust")
    far = [candidate(old, "A storm", 40.0), candidate(new, "Rust", 0.0)]
    assert words(judged(view, question, far))[0] == "A storm"


def test_another_year_is_dropped_and_an_unknown_one_comes_later(view: View) -> None:
    old, new, plain = hits(view)
    read = [
        candidate(old, "closed in 1998", 9.0),
        candidate(plain, "Nobody", 4.0),
        candidate(new, "closed in 2012", 1.0),
    ]
    assert words(judged(view, "Why was the bridge closed in 2012?", read)) == [
        "closed in 2012",
        "Nobody",
    ]
    assert words(judged(view, "Why was the bridge closed?", read))[0] == "closed in 1998"


def test_the_lead_is_over_the_best_of_the_other_sentences(view: View) -> None:
    old, new, _ = hits(view)
    (alone,) = judged(view, "What?", [candidate(old, "A storm", 3.0)])
    assert alone.evidence["lead"] == MOST_LEAD
    same = [candidate(old, "A storm", 3.0), candidate(old, "two of its arches", 2.9)]
    assert judged(view, "What?", same)[0].evidence["lead"] == MOST_LEAD
    other = [candidate(old, "A storm", 3.0), candidate(new, "Rust", 2.0)]
    first, second = judged(view, "What?", other)
    assert first.evidence["lead"] == pytest.approx(-second.evidence["lead"])
    assert 0 < first.evidence["lead"] < MOST_LEAD


def test_agreement_counts_other_articles_once_each(view: View) -> None:
    old, new, _ = hits(view)
    read = [
        candidate(old, "The bridge at Arlo", 3.0),
        candidate(new, "bridge at Arlo", 2.0),
        candidate(new, "old structure", 1.0),
    ]
    order = judged(view, "What?", read)
    assert [each.evidence["agreement"] for each in order] == [1.0, 1.0, 0.0]


def test_ties_keep_the_readers_order_and_nothing_gives_nothing(view: View) -> None:
    (old, *_) = hits(view)
    read = [candidate(old, "A storm", 1.0), candidate(old, "arches", 1.0)]
    assert words(judged(view, "What?", read)) == ["A storm", "arches"]
    assert judged(view, "What?", []) == []


def test_reading_more_passages_does_not_make_an_answer_less_sure(view: View) -> None:
    """Abstention must not depend on how many passages without an answer were read."""
    old, new, plain = hits(view, {"old": 1.0, "new": 0.1, "plain": 0.1})
    best = candidate(old, "A storm", 5.0)
    poor = [candidate(new, "Rust", -9.0), candidate(plain, "Nobody", -9.0)]
    few, many = judged(view, "What?", [best])[0], judged(view, "What?", [best, *poor])[0]
    assert few.evidence == many.evidence
    assert few.confidence == many.confidence


def test_only_what_is_verified_can_come_first_and_nothing_is_claimed_of_the_rest(
    view: View,
) -> None:
    (old, *_) = hits(view)
    names = ["The bridge", "Arlo was", "A storm", "had torn", "away", "arches"]
    read = [candidate(old, name, -n) for n, name in enumerate(names)]
    verifier = ShortVerifier(most=11)
    order = judged(view, "What?", read, verifier)
    (asked,) = verifier.asked
    chosen = {each.words for each in asked}
    assert len(chosen) == ALWAYS.verified
    assert set(words(order)[: ALWAYS.verified]) == chosen
    for each in order[: ALWAYS.verified]:
        assert each.evidence["verified"] == 11.0 - len(each.candidate.words)
        assert each.confidence > 0
    assert all(each.confidence == 0.0 for each in order[ALWAYS.verified :])
    assert set(words(order)) == set(names)


def test_what_only_verified_ones_have_is_not_claimed_of_the_others(view: View) -> None:
    (old, *_) = hits(view)
    names = ["The bridge", "Arlo was", "A storm", "had torn", "away", "arches"]
    read = [candidate(old, name, float(-n)) for n, name in enumerate(names)]
    order = judged(view, "What?", read, ShortVerifier(most=11))
    for each in order[: ALWAYS.verified]:
        margin, verified = each.candidate.margin, 11.0 - len(each.candidate.words)
        assert each.evidence["either"] == max(margin, verified)
        assert each.evidence["sentence"] != 0.0
    for each in order[ALWAYS.verified :]:
        assert {each.evidence[name] for name in OF_VERIFIED} == {0.0}


def test_a_sentence_is_as_near_as_its_cosine_to_the_question(
    view: View,
) -> None:
    old, new, _ = hits(view)
    question = "Had rust eaten the cables of the old structure?"
    read = [candidate(old, "two of its arches", 1.0), candidate(new, "Rust", 1.0)]
    nearness = {
        each.candidate.words: each.evidence["sentence"] for each in judged(view, question, read)
    }
    vectors = WordEmbedder().encode([question, read[0].sentence, read[1].sentence])
    assert nearness["two of its arches"] == pytest.approx(float(vectors[1] @ vectors[0]), abs=1e-6)
    assert nearness["Rust"] == pytest.approx(float(vectors[2] @ vectors[0]), abs=1e-6)
    assert nearness["Rust"] > nearness["two of its arches"]


def test_of_two_answers_nearly_alike_the_verified_one_comes_first(view: View) -> None:
    (old, *_) = hits(view)
    long, short = candidate(old, "A storm had torn", 3.0), candidate(old, "arches", 2.0)
    assert words(judged(view, "What?", [long, short]))[0] == "A storm had torn"
    order = judged(view, "What?", [long, short], ShortVerifier(20))
    assert words(order) == ["arches", "A storm had torn"]
    assert order[0].rank - order[1].rank == pytest.approx(10 - 1.0)
    far = replace(short, margin=-40.0)
    assert words(judged(view, "What?", [long, far], ShortVerifier(20)))[0] == "A storm had torn"


def test_the_ledger_adds_up_to_rank_and_confidence(view: View) -> None:
    old, new, _ = hits(view)
    read = [candidate(old, "1998", 1.5), candidate(new, "2012", 2.0), candidate(new, "Rust", 0.5)]
    order = judged(view, "When was the bridge closed?", read)
    told = explain(view, order, ALWAYS)
    assert [each.text for each in told] == words(order)
    for each, its in zip(told, order, strict=True):
        assert sum(entry.rank for entry in each.ledger) == pytest.approx(its.rank)
        odds = each.bias + sum(entry.confidence for entry in each.ledger)
        assert 1 / (1 + math.exp(-odds)) == pytest.approx(its.confidence)
        assert each.quote == its.candidate.sentence
    assert explain(view, [], ALWAYS) == ()


def test_every_evidence_has_words_for_people() -> None:
    assert set(SAYS) == {*EVIDENCE, *OF_CONVERSATION, *COMPARED}

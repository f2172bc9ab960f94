"""Reading and verifying only what can come first, over a store without networks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import ALWAYS, SharedWordsReader, ShortVerifier, WordEmbedder

from qa.contract.article import Span
from qa.contract.candidates import Candidate, Hit, within
from qa.index.collection import put
from qa.index.settings import settings
from qa.index.snapshot import Snapshots
from qa.index.store import create_store
from qa.index.view import View, open_view
from qa.ingest.articles import article_from_text
from qa.question.context.selector import TermSelector
from qa.question.question import parse_question
from qa.read.confidence import MOST_LEAD, judge
from qa.read.models import Models
from qa.read.rank import rank
from qa.read.sparing import FIRST, promise, read_promising

QUESTION = "Who repaired the bridge at Arlo?"
STORIES = 8


class WatchedReader(SharedWordsReader):
    """A ``Reader`` that notes the passages it is given, call by call."""

    def __init__(self) -> None:
        self.calls: list[list[int]] = []

    def read(self, question: str, hits: Sequence[Hit]) -> list[Candidate]:
        self.calls.append([hit.passage.id for hit in hits])
        return super().read(question, hits)


@pytest.fixture
def view(tmp_path: Path) -> Iterator[View]:
    embedder = WordEmbedder()
    with create_store(tmp_path / "index", settings(embedder)) as store:
        for number in range(STORIES):
            text = (
                f"Smith number {number} repaired the bridge. Nobody at Arlo saw it on day {number}."
            )
            put(store, embedder, article_from_text(text, f"{number}.txt", title=f"Story {number}"))
        with open_view(store, Snapshots(store, embedder.dimension), embedder) as opened:
            yield opened


def hits(view: View, shares: Sequence[float]) -> list[Hit]:
    """A hit for each passage, with the given shares of the best bm25."""
    ids = sorted(view.passage_ids([each.id for each in view.references()]))
    return [
        Hit(passage, share, 0.5, share, 1.0, share)
        for passage, share in zip(view.passages(ids), shares, strict=True)
    ]


def models(reader: WatchedReader, within: float) -> Models:
    calibration = replace(ALWAYS, read_within=within)
    return Models(reader, ShortVerifier(), calibration, TermSelector())


def read(
    view: View, shares: Sequence[float], within: float
) -> tuple[WatchedReader, list[Candidate]]:
    reader = WatchedReader()
    parsed = parse_question(QUESTION)
    return reader, read_promising(view, parsed, hits(view, shares), models(reader, within))


def test_passages_for_which_little_speaks_are_not_read(view: View) -> None:
    reader, candidates = read(view, [1.0] * FIRST + [0.9, 0.9, 0.01, 0.01], within=5.0)
    every = [hit.passage.id for hit in hits(view, [1.0] * STORIES)]
    assert reader.calls == [every[:FIRST], every[FIRST : FIRST + 2]]
    assert {each.passage.id for each in candidates} == set(every[: FIRST + 2])


def test_where_nothing_else_can_come_first_only_the_first_are_read(view: View) -> None:
    reader, candidates = read(view, [1.0] * FIRST + [0.01] * FIRST, within=0.0)
    assert [len(call) for call in reader.calls] == [FIRST]
    assert candidates


def test_a_thorough_calibration_reads_all_and_finds_what_one_reading_finds(view: View) -> None:
    shares = [1.0] * FIRST + [0.0] * FIRST
    reader, candidates = read(view, shares, within=ALWAYS.read_within)
    assert sum(map(len, reader.calls)) == STORIES
    assert candidates == SharedWordsReader().read(QUESTION, hits(view, shares))


def test_nothing_retrieved_gives_nothing(view: View) -> None:
    reader = WatchedReader()
    assert read_promising(view, parse_question(QUESTION), [], models(reader, 0.0)) == []


def test_what_speaks_for_a_passage_is_what_its_candidates_have_of_it(view: View) -> None:
    """The promise of a passage and the evidence of its candidates are one and the same numbers."""
    (first, *_) = hits(view, [0.7] * STORIES)
    weights = {"cosine": 2.0, "meaning": 3.0, "words": 4.0, "margin": 5.0}
    asked = models(WatchedReader(), 0.0)
    asked = replace(asked, calibration=replace(ALWAYS, shortlist=weights))
    assert promise(first, asked) == pytest.approx(2.0 * 0.5 + 3.0 * 1.0 + 4.0 * 0.7)


@pytest.mark.parametrize(("within", "verified"), [(0.5, 1), (1.5, 2), (2.5, 3), (99.0, 3)])
def test_a_candidate_far_behind_is_not_verified_and_never_comes_first(
    view: View, within: float, verified: int
) -> None:
    (first, *_) = hits(view, [1.0] * STORIES)
    quote = first.passage.sentences[0]
    candidates = [
        Candidate(first, replace(quote, end=quote.end - place), quote, -float(place), 0.0)
        for place in range(5)
    ]
    calibration = replace(ALWAYS, shortlist={"margin": 1.0}, verified_within=within)
    verifier = ShortVerifier(most=100)
    order = rank(view, parse_question(QUESTION), candidates, verifier, calibration)
    (asked,) = verifier.asked
    assert [each.words for each in asked] == [each.words for each in candidates[:verified]]
    assert [each.candidate.verified is None for each in order] == [False] * verified + [True] * (
        5 - verified
    )


def test_a_pronoun_is_verified_however_far_behind(view: View) -> None:
    """A name may stand for it, and only a verified pronoun gives way to one."""
    (first, *_) = hits(view, [1.0] * STORIES)
    quote, later = first.passage.sentences
    best = Candidate(first, quote, quote, 9.0, 0.0)

    def behind(words: str) -> Candidate:
        start = later.start + within(first.passage, later).index(words)
        answer = Span(start, start + len(words))
        return replace(best, answer=answer, quote=later, margin=-9.0)

    arlo, day, it = behind("Arlo"), behind("day"), behind("it")
    calibration = replace(ALWAYS, shortlist={"margin": 1.0}, verified=4, verified_within=1.0)
    verifier = ShortVerifier(most=100)
    rank(view, parse_question("Who saw it?"), [best, arlo, day, it], verifier, calibration)
    (asked,) = verifier.asked
    assert [each.words for each in asked] == [best.words, "Arlo", "it"]


def test_the_first_of_another_sentence_is_verified_for_the_lead(view: View) -> None:
    (first, *_) = hits(view, [1.0] * STORIES)
    one, other = first.passage.sentences
    best = Candidate(first, one, one, 9.0, 0.0)
    beside = replace(best, answer=replace(one, end=one.end - 1), margin=1.0)
    rival = Candidate(first, other, other, 0.0, 0.0)
    behind = replace(rival, answer=replace(other, end=other.end - 1), margin=-1.0)
    calibration = replace(ALWAYS, shortlist={"margin": 1.0}, verified=4, verified_within=3.0)
    verifier = ShortVerifier(most=100)
    every = [best, beside, rival, behind]
    order = rank(view, parse_question(QUESTION), every, verifier, calibration)
    (asked,) = verifier.asked
    assert [each.words for each in asked] == [best.words, rival.words]
    assert judge(order, calibration)[0].evidence["lead"] < MOST_LEAD

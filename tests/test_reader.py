"""Spans of the trained reader as candidates: inside one sentence, exact places, each once."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.contract.article import Passage, Span
from qa.contract.candidates import Candidate, Hit
from qa.ingest.articles import article_from_text
from qa.ingest.passages import passages
from qa.ingest.sentences import sentences
from qa.read.reader import MODEL, SPANS, SpanReader
from qa.read.span_model.model import SpanModel
from qa.read.span_model.pieces import SpanScore


class KnownSpans:
    """Stands in for the model: passage text to (start, end, score), best first."""

    name = "known-1"

    def __init__(self, known: dict[str, list[tuple[int, int, float]]]) -> None:
        self.known = known
        self.asked: list[tuple[str, ...]] = []

    def score(
        self,
        question: str,
        passages: Sequence[str],
        *,
        n_best: int = 5,
        sections: Sequence[Sequence[tuple[int, int]]] | None = None,
    ) -> list[list[SpanScore]]:
        self.asked.append(tuple(passages))
        return [
            [SpanScore(*span, certainty=1.0) for span in self.known.get(text, [])][:n_best]
            for text in passages
        ]


def hit(text: str, *quotes: str, start: int = 0, number: int = 1, article: str = "a") -> Hit:
    """A passage that begins at ``start`` of its article; ``quotes`` are its sentences."""
    spans = [
        Span(start + text.index(quote), start + text.index(quote) + len(quote)) for quote in quotes
    ]
    whole = Span(start, start + len(text))
    return Hit(Passage(number, article, whole, text, tuple(spans)), 0.0, 0.0, 0.0)


def found(
    hits: Sequence[Hit], *spans: list[tuple[int, int, float]], question: str = "?"
) -> list[Candidate]:
    """Read hits whose texts differ, with the spans of each."""
    known = dict(zip((one.passage.text for one in hits), spans, strict=True))
    return SpanReader(KnownSpans(known)).read(question, hits)


def at(text: str, words: str, score: float) -> tuple[int, int, float]:
    """The span of ``words``, where they first stand in ``text``."""
    return text.index(words), text.index(words) + len(words), score


def slices(candidate: Candidate) -> tuple[str, str]:
    """Answer and quote as text."""
    return candidate.words, candidate.sentence


ONE, TWO = "It rained on Monday.", "The sun shone in Lyon."
TEXT = f"{ONE} {TWO}"
LYON = (TEXT.index("Lyon"), TEXT.index("Lyon") + 4)
MONDAY = (TEXT.index("Monday"), TEXT.index("Monday") + 6)


def test_an_answer_stands_in_its_sentence_in_its_article() -> None:
    (candidate,) = found([hit(TEXT, ONE, TWO, start=1000)], [(*LYON, 2.5)])
    assert slices(candidate) == ("Lyon", TWO)
    assert candidate.answer == Span(1000 + LYON[0], 1000 + LYON[1])
    assert candidate.margin == 2.5


@pytest.mark.parametrize(
    ("first", "last", "answer", "quote"),
    [
        ("Monday", "The", "Monday.", ONE),
        ("Monday", "shone in", "The sun shone in", TWO),
        # as much of it on either side: the earlier sentence
        ("ay.", "The", "ay.", ONE),
    ],
)
def test_a_span_over_a_sentence_end_is_cut_to_where_most_of_it_stands(
    first: str, last: str, answer: str, quote: str
) -> None:
    span = (TEXT.index(first), TEXT.index(last) + len(last), 1.0)
    (candidate,) = found([hit(TEXT, ONE, TWO, start=7)], [span])
    assert slices(candidate) == (answer, quote)


def test_what_was_left_out_of_the_story_answers_nothing() -> None:
    text = f"{ONE} ADVERTISEMENT {TWO}"
    place = text.index("ADVERTISEMENT")
    both = [(place, place + 13, 9.0), (place + 5, len(text), 1.0)]
    candidates = found([hit(text, ONE, TWO)], both)
    assert [slices(candidate) for candidate in candidates] == [(TWO, TWO)]


def test_the_white_space_between_sentences_is_no_answer() -> None:
    assert found([hit(TEXT, ONE, TWO)], [(len(ONE), len(ONE) + 1, 5.0)]) == []


def test_a_full_stop_is_no_answer() -> None:
    stop = TEXT.index(".")
    assert [slices(each)[0] for each in found([hit(TEXT, ONE, TWO)], [(stop, stop + 1, 5.0)])] == []


def test_an_answer_has_its_quotation_marks_in_pairs() -> None:
    text = 'Iran has "Silkworm" missiles (of China).'
    spans = [at(text, 'Silkworm" missiles', 9.0), at(text, "(of China", 1.0)]
    candidates = found([hit(text, text, start=50)], spans)
    assert [slices(candidate)[0] for candidate in candidates] == [
        '"Silkworm" missiles',
        "(of China)",
    ]


def test_no_answer_stands_in_a_dateline(shipped: SpanReader) -> None:
    text = "BONN, March 18 - The ministry said that a stake will be sold in May."
    for question in ("When did the ministry say so?", "Where is the ministry?", "When is it sold?"):
        candidates = shipped.read(question, [hit(text, text, start=9)])
        assert candidates
        assert all(candidate.answer.start >= 9 + text.index("The") for candidate in candidates)
        assert {slices(candidate)[1] for candidate in candidates} == {text}


def test_passages_that_overlap_give_an_answer_once_the_better_one() -> None:
    # the second passage begins with the last sentence of the first
    first = hit(TEXT, ONE, TWO, number=1)
    second = hit(f"{TWO} Then it snowed.", TWO, start=len(ONE) + 1, number=2)
    again = (TWO.index("in Lyon"), TWO.index("in Lyon") + len("in Lyon"), 3.0)
    candidates = found([first, second], [(*LYON, 1.0), (*MONDAY, 0.5)], [again])
    assert [(slices(one)[0], one.passage.id, one.margin) for one in candidates] == [
        ("in Lyon", 2, 3.0),
        ("Monday", 1, 0.5),
    ]


def test_the_same_place_in_another_article_is_another_answer() -> None:
    hits = [hit(TEXT, ONE, TWO, number=n, article=a) for n, a in [(1, "a"), (2, "b")]]
    reader = SpanReader(KnownSpans({TEXT: [(*LYON, 1.0)]}))
    assert [one.passage.article_id for one in reader.read("?", hits)] == ["a", "b"]


def test_the_same_passage_twice_gives_its_answers_once() -> None:
    reader = SpanReader(KnownSpans({TEXT: [(*LYON, 1.0), (*MONDAY, 0.0)]}))
    once = reader.read("?", [hit(TEXT, ONE, TWO)])
    assert reader.read("?", [hit(TEXT, ONE, TWO)] * 3) == once
    assert len(once) == 2


def test_best_first_ties_by_passage_then_start() -> None:
    texts = [f"{TEXT} {n}" for n in range(3)]
    hits = [
        hit(text, ONE, TWO, number=number, article=str(number))
        for text, number in zip(texts, (30, 10, 20), strict=True)
    ]
    candidates = found(
        hits, [(*LYON, 1.0), (*MONDAY, 1.0)], [(*LYON, 1.0)], [(*MONDAY, -2.0), (*LYON, 4.0)]
    )
    assert [(one.margin, one.passage.id, slices(one)[0]) for one in candidates] == [
        (4.0, 20, "Lyon"),
        (1.0, 10, "Lyon"),
        (1.0, 30, "Monday"),
        (1.0, 30, "Lyon"),
        (-2.0, 20, "Monday"),
    ]


def test_the_order_of_the_hits_does_not_matter() -> None:
    texts = [f"{TEXT} {n}" for n in range(6)]
    hits = [hit(text, ONE, TWO, number=n, article=str(n)) for n, text in enumerate(texts)]
    reader = SpanReader(KnownSpans({text: [(*LYON, 1.0), (*MONDAY, 0.0)] for text in texts}))
    assert reader.read("?", hits) == reader.read("?", hits[::-1])


def test_nothing_to_read_gives_nothing() -> None:
    reader = SpanReader(KnownSpans({}))
    assert reader.read("?", []) == []
    assert reader.read("?", [hit(TEXT, ONE, TWO)]) == []


def test_the_model_is_asked_once_for_all_hits() -> None:
    many = [(place, place + 1, -float(place)) for place in range(SPANS + 1) if ONE[place].isalnum()]
    model = KnownSpans({TEXT: many})
    hits = [hit(TEXT, ONE, TWO, number=n, article=str(n)) for n in range(5)]
    assert len(SpanReader(model).read("?", hits)) == 5 * SPANS
    assert model.asked == [(TEXT,) * 5]


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.text("ab😀\u0308é ", min_size=1), st.text(" \n*", max_size=3)), min_size=1
    ),
    st.integers(0, 5),
    st.data(),
)
def test_every_extract_is_inside_one_sentence(
    pieces: list[tuple[str, str]], start: int, data: st.DataObject
) -> None:
    text, spans = "", []
    for sentence, gap in pieces:
        spans.append(Span(start + len(text), start + len(text) + len(sentence)))
        text += sentence + gap
    passage = Passage(1, "a", Span(start, start + len(text)), text, tuple(spans))
    places = data.draw(
        st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 9), st.integers(-3, 3)))
    )
    known = [(at, min(len(text), at + size), float(score)) for at, size, score in places]
    candidates = SpanReader(KnownSpans({text: known})).read("?", [Hit(passage, 0.0, 0.0, 0.0)])
    for candidate in candidates:
        assert candidate.quote in spans and candidate.quote.holds(candidate.answer)
        asked = [
            Span(start + at, start + end) for at, end, score in known if score == candidate.margin
        ]
        assert any(span.holds(candidate.answer) for span in asked)
    assert not any(
        one.answer.overlaps(other.answer)
        for n, one in enumerate(candidates)
        for other in candidates[:n]
    )
    assert candidates == sorted(candidates, key=lambda one: (-one.margin, one.answer))


@pytest.fixture(scope="module")
def shipped() -> SpanReader:
    return SpanReader(SpanModel.load(MODEL))


def article_hits(text: str, limit: int = 40) -> list[Hit]:
    """The passages of an article as hits; a word is a token."""
    read = article_from_text(text, "x.txt", title="x")
    cut = passages(
        text,
        sentences(text, read.left_out),
        read.left_out,
        lambda texts: [len(one.split()) for one in texts],
        limit,
    )
    return [
        Hit(Passage(n, read.id, span, span.of(text), inside), 0.0, 0.0, 0.0)
        for n, (span, inside) in enumerate(cut)
    ]


STORY = (
    "BEIJING 🇨🇳 — China resumed military exchanges with the United States in January 2011."
    "\r\n\r\n"
    "Beijing had suspended the ties in early 2010, “to protest”, in the words of Zu\u0308rich’s "
    "naïve\u00a0Neue Zeitung, the sale of weapons worth $6.4 billion to Taiwan. 👩\u200d👩\u200d👧 "
    "Nobody in the ministry wanted to talk about it on Friday.\r\n\r\n"
    "The weapons were delivered by ship. It took them three weeks to reach the island, and a storm "
    "delayed them by another two days.\r\n"
)


def test_shipped_reader_quotes_exactly(shipped: SpanReader) -> None:
    hits = article_hits(STORY)
    assert len(hits) > 1
    candidates = shipped.read("How much were the weapons sold to Taiwan worth?", hits)
    assert "$6.4 billion" in candidates[0].answer.of(STORY)
    for candidate in candidates:
        assert slices(candidate) == (candidate.answer.of(STORY), candidate.quote.of(STORY))
        assert candidate.quote in sentences(STORY) and candidate.quote.holds(candidate.answer)
    assert not any(
        one.answer.overlaps(other.answer)
        for n, one in enumerate(candidates)
        for other in candidates[:n]
    )


def test_shipped_reader_reads_a_hundred_copies_alike(shipped: SpanReader) -> None:
    question = "When did Beijing suspend the ties?"
    first = article_hits(STORY, limit=200)
    (passage,) = (one.passage for one in first)
    copies = [
        Hit(Passage(n, str(n), passage.span, passage.text, passage.sentences), 0.0, 0.0, 0.0)
        for n in range(100)
    ]
    (best, *_) = shipped.read(question, first)
    candidates = shipped.read(question, copies)[:100]
    assert [one.passage.id for one in candidates] == list(range(100))
    assert {(one.answer, one.quote, one.margin) for one in candidates} == {
        (best.answer, best.quote, best.margin)
    }


@pytest.mark.parametrize("question", ["???", "東京はどこですか", "why " * 400, STORY])
def test_shipped_reader_takes_any_question(shipped: SpanReader, question: str) -> None:
    for candidate in shipped.read(question, article_hits(STORY)):
        assert candidate.quote.holds(candidate.answer)
        assert slices(candidate)[0] == candidate.answer.of(STORY)


def test_shipped_reader_given_nothing(shipped: SpanReader) -> None:
    assert shipped.read("Who?", []) == []
    assert shipped.name

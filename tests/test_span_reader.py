"""Spans of the trained reader as extracts: inside one sentence, exact places, each once."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.contract.article import Passage, Span
from qa.contract.candidates import Extract, Hit
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
        favoured: Sequence[Mapping[int, float]] | None = None,
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
) -> list[Extract]:
    """Read hits whose texts differ, with the spans of each."""
    known = dict(zip((one.passage.text for one in hits), spans, strict=True))
    return SpanReader(KnownSpans(known)).read(question, hits)


def at(text: str, words: str, score: float) -> tuple[int, int, float]:
    """The span of ``words``, where they first stand in ``text``."""
    return text.index(words), text.index(words) + len(words), score


def slices(extract: Extract) -> tuple[str, str]:
    """Answer and quote as text."""
    first, text = extract.passage.span.start, extract.passage.text
    answer, quote = extract.answer, extract.quote
    return (
        text[answer.start - first : answer.end - first],
        text[quote.start - first : quote.end - first],
    )


ONE, TWO = "It rained on Monday.", "The sun shone in Lyon."
TEXT = f"{ONE} {TWO}"
LYON = (TEXT.index("Lyon"), TEXT.index("Lyon") + 4)
MONDAY = (TEXT.index("Monday"), TEXT.index("Monday") + 6)


def test_an_answer_stands_in_its_sentence_in_its_article() -> None:
    (extract,) = found([hit(TEXT, ONE, TWO, start=1000)], [(*LYON, 2.5)])
    assert slices(extract) == ("Lyon", TWO)
    assert extract.answer == Span(1000 + LYON[0], 1000 + LYON[1])
    assert extract.score == 2.5


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
    (extract,) = found([hit(TEXT, ONE, TWO, start=7)], [span])
    assert slices(extract) == (answer, quote)


def test_what_was_left_out_of_the_story_answers_nothing() -> None:
    text = f"{ONE} ADVERTISEMENT {TWO}"
    place = text.index("ADVERTISEMENT")
    both = [(place, place + 13, 9.0), (place + 5, len(text), 1.0)]
    extracts = found([hit(text, ONE, TWO)], both)
    assert [slices(extract) for extract in extracts] == [(TWO, TWO)]


@pytest.mark.parametrize("closing", ["?", "?”", "?') "])
def test_a_sentence_that_asks_loses_to_one_that_tells(closing: str) -> None:
    asking = f"Who lives in Lyon{closing}"
    text = f"{asking} {ONE}"
    spans = [(0, 3, 3.0), (text.index("Monday"), text.index("Monday") + 6, 1.0)]
    extracts = found([hit(text, asking, ONE)], spans)
    assert [slices(one)[0] for one in extracts] == ["Monday", "Who"]


def test_a_sentence_that_says_the_opposite_loses_and_is_less_certain() -> None:
    south, north = "Danes farm the southern coast.", "Ada farms the northern one."
    text = f"{south} {north}"
    spans = [(0, 5, 6.0), (text.index("Ada"), text.index("Ada") + 3, 1.0)]
    first, last = found([hit(text, south, north)], spans, question="Who farms the northern coast?")
    assert [slices(first)[0], slices(last)[0]] == ["Ada", "Danes"]
    assert last.certainty < first.certainty
    first, last = found([hit(text, south, north)], spans, question="Who farms the coast?")
    assert (slices(first)[0], first.certainty) == ("Danes", last.certainty)


def test_a_sentence_that_counts_otherwise_loses_and_is_less_certain() -> None:
    three, five = "Bob met the three envoys of Riga.", "Ada met the five envoys."
    text = f"{three} {five}"
    spans = [at(text, "Bob", 6.0), at(text, "Ada", 1.0)]
    first, last = found([hit(text, three, five)], spans, question="Who met 5 envoys?")
    assert [slices(first)[0], slices(last)[0]] == ["Ada", "Bob"]
    assert last.certainty < first.certainty


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who is the Justice Minister?", "Ada"),
        ("Who was the deputy minister of justice?", "Bob"),
        ("Who spoke?", "Bob"),
    ],
)
def test_a_deputy_is_not_the_one_whose_deputy_he_is(question: str, first: str) -> None:
    one, other = "Deputy Minister of Justice Bob spoke.", "Ada is minister of justice."
    text = f"{one} {other}"
    spans = [(one.index("Bob"), one.index("Bob") + 3, 3.0), (len(one) + 1, len(one) + 4, 1.0)]
    extracts = found([hit(text, one, other)], spans, question=question)
    assert slices(extracts[0])[0] == first
    assert len(extracts) == 2


def test_the_white_space_between_sentences_is_no_answer() -> None:
    assert found([hit(TEXT, ONE, TWO)], [(len(ONE), len(ONE) + 1, 5.0)]) == []


def test_a_full_stop_is_no_answer() -> None:
    stop = TEXT.index(".")
    assert [slices(each)[0] for each in found([hit(TEXT, ONE, TWO)], [(stop, stop + 1, 5.0)])] == []


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("How did Ada and Bob meet?", "the talks"),
        ("When did Ada and Bob meet?", "Tuesday and Wednesday"),
        ("On what schedule did Ada and Bob meet?", "Tuesday and Wednesday"),
        ("Did Ada and Bob meet?", "Tuesday and Wednesday"),
    ],
)
def test_a_day_answers_only_what_asks_for_one(question: str, first: str) -> None:
    text = "Ada and Bob met Tuesday and Wednesday for the talks."
    spans = [at(text, "Tuesday and Wednesday", 3.0), at(text, "the talks", 1.0)]
    assert slices(found([hit(text, text)], spans, question=question)[0])[0] == first


def test_an_answer_of_nothing_but_months_is_judged_without_trying_all_readings() -> None:
    text = "The list said " + "May." * 60 + "x and no more."
    (extract,) = found([hit(text, text)], [at(text, "May." * 60 + "x", 1.0)], question="Who came?")
    assert extract.score == 1.0, "no day"


@pytest.mark.parametrize(
    ("text", "question", "first"),
    [
        ("Ada saw a trip to Riga in May.", "When does Ada travel?", "May"),
        ("Ada saw a trip to Riga in May.", "When she travels, what does Ada see?", "a trip"),
        ("She left after a trip, not in May.", "When did she leave?", "a trip"),
        ("She left each season, a trip in May.", "What did she do?", "a trip"),
    ],
)
def test_when_is_answered_by_a_time_or_behind_a_relation(
    text: str, question: str, first: str
) -> None:
    spans = [at(text, "a trip", 3.0), at(text, "May", 1.0)]
    assert slices(found([hit(text, text)], spans, question=question)[0])[0] == first


def test_an_answer_that_only_echoes_the_question_is_none() -> None:
    text = "PIK notes cost MORE than cash."
    spans = [at(text, "MORE", 9.0), at(text, "cash", 1.0)]
    for question, expected in [
        ("How much more do they cost?", ["cash"]),
        ("Do they cost more?", ["MORE", "cash"]),
        ("Do they cost less or more?", ["MORE", "cash"]),
    ]:
        extracts = found([hit(text, text)], spans, question=question)
        assert [slices(extract)[0] for extract in extracts] == expected


def test_an_answer_has_its_quotation_marks_in_pairs() -> None:
    text = 'Iran has "Silkworm" missiles (of China).'
    spans = [at(text, 'Silkworm" missiles', 9.0), at(text, "(of China", 1.0)]
    extracts = found([hit(text, text, start=50)], spans)
    assert [slices(extract)[0] for extract in extracts] == ['"Silkworm" missiles', "(of China)"]


@pytest.mark.parametrize(
    ("question", "text", "answer", "expected"),
    [
        ("How much?", "It cost between five and\n20 pct more.", "five and\n20 pct", "between "),
        ("When?", "Between 1833 and 1841 they met.", "1833 and 1841", "Between "),
        ("Between which years?", "Between 1833 and 1841 they met.", "1833 and 1841", ""),
        ("Who?", "A pact between Riga and Oslo in 1841.", "Riga and Oslo", ""),
        ("When?", "They met in 1833 and 1841.", "1833 and 1841", ""),
        ("How much?", "It cost between five and 20 pct.", "20 pct", ""),
    ],
)
def test_a_range_has_its_between(question: str, text: str, answer: str, expected: str) -> None:
    (extract,) = found([hit(text, text)], [at(text, answer, 1.0)], question=question)
    assert slices(extract)[0] == expected + answer


def test_no_answer_stands_in_a_dateline(shipped: SpanReader) -> None:
    text = "BONN, March 18 - The ministry said that a stake will be sold in May."
    for question in ("When did the ministry say so?", "Where is the ministry?", "When is it sold?"):
        extracts = shipped.read(question, [hit(text, text, start=9)])
        assert extracts
        assert all(extract.answer.start >= 9 + text.index("The") for extract in extracts)
        assert {slices(extract)[1] for extract in extracts} == {text}


def test_passages_that_overlap_give_an_answer_once_the_better_one() -> None:
    # the second passage begins with the last sentence of the first
    first = hit(TEXT, ONE, TWO, number=1)
    second = hit(f"{TWO} Then it snowed.", TWO, start=len(ONE) + 1, number=2)
    again = (TWO.index("in Lyon"), TWO.index("in Lyon") + len("in Lyon"), 3.0)
    extracts = found([first, second], [(*LYON, 1.0), (*MONDAY, 0.5)], [again])
    assert [(slices(one)[0], one.passage.id, one.score) for one in extracts] == [
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
    extracts = found(
        hits, [(*LYON, 1.0), (*MONDAY, 1.0)], [(*LYON, 1.0)], [(*MONDAY, -2.0), (*LYON, 4.0)]
    )
    assert [(one.score, one.passage.id, slices(one)[0]) for one in extracts] == [
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
    extracts = SpanReader(KnownSpans({text: known})).read("?", [Hit(passage, 0.0, 0.0, 0.0)])
    for extract in extracts:
        assert extract.quote in spans and extract.quote.holds(extract.answer)
        asked = [
            Span(start + at, start + end) for at, end, score in known if score == extract.score
        ]
        assert any(span.holds(extract.answer) for span in asked)
    assert not any(
        one.answer.overlaps(other.answer)
        for n, one in enumerate(extracts)
        for other in extracts[:n]
    )
    assert extracts == sorted(extracts, key=lambda one: (-one.score, one.answer))


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
    extracts = shipped.read("How much were the weapons sold to Taiwan worth?", hits)
    assert "$6.4 billion" in extracts[0].answer.of(STORY)
    for extract in extracts:
        assert slices(extract) == (extract.answer.of(STORY), extract.quote.of(STORY))
        assert extract.quote in sentences(STORY) and extract.quote.holds(extract.answer)
    assert not any(
        one.answer.overlaps(other.answer)
        for n, one in enumerate(extracts)
        for other in extracts[:n]
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
    extracts = shipped.read(question, copies)[:100]
    assert [one.passage.id for one in extracts] == list(range(100))
    assert {(one.answer, one.quote, one.score) for one in extracts} == {
        (best.answer, best.quote, best.score)
    }


@pytest.mark.parametrize("question", ["???", "東京はどこですか", "why " * 400, STORY])
def test_shipped_reader_takes_any_question(shipped: SpanReader, question: str) -> None:
    for extract in shipped.read(question, article_hits(STORY)):
        assert extract.quote.holds(extract.answer)
        assert slices(extract)[0] == extract.answer.of(STORY)


def test_shipped_reader_given_nothing(shipped: SpanReader) -> None:
    assert shipped.read("Who?", []) == []
    assert shipped.name

"""A quotation is traced to where it stands; what differs is marked, and nothing else."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import SEEDS
from fakes import WordEmbedder
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qa.contract.article import Span
from qa.contract.tracing import QuotedPlace, QuoteTrace
from qa.errors import QuestionError
from qa.index.collection import put, remove_article
from qa.index.settings import settings as made_with
from qa.index.store import Store, create_store
from qa.ingest.articles import article_from_text, read_article
from qa.trace.draft import quoted_passages
from qa.trace.folding import fold, folded
from qa.trace.speaker import speaker
from qa.trace.tracer import Tracer

BUDGET = """Minister resigns over the budget

LONDON, May 3, 2011 - The minister of finance resigned on Monday. “We will not raise taxes,” Anna \
Smith said, “and we will not cut pensions for anybody who worked all their lives.” She added that \
co-
operation with the café owners cost $1,500 in 1987.

The opposition, which had asked for an inquiry in March, called the resignation overdue and \
demanded that the prime minister explain the missing 12.5 million euros before parliament rises \
for the summer.

Reporters asked about the budget. “It is what it is,” the spokesman said. According to Jane Roe, \
a former judge, “nobody read the annex to the treaty.”

[Photo: the minister leaves her office with a red box under her arm]
"""
ARTICLES = {"budget.txt": article_from_text(BUDGET, "budget.txt")} | {
    path.name: read_article(path) for path in sorted(SEEDS.glob("*.txt"))
}
CASES = 400
TEXTS = {name: article.text for name, article in ARTICLES.items()}
# A deck or headline that the article repeats is in no passage: its words are traced to the other.
REPEATED = {
    name: [left.span for left in article.left_out if "repeated" in left.reason]
    for name, article in ARTICLES.items()
}


def filled(folder: Path, texts: dict[str, str]) -> Store:
    embedder = WordEmbedder()
    store = create_store(folder, made_with(embedder))
    for name, text in texts.items():
        put(store, embedder, article_from_text(text, name))
    return store


@pytest.fixture(scope="module")
def tracer() -> Iterator[Tracer]:
    with tempfile.TemporaryDirectory() as folder, filled(Path(folder), TEXTS) as store:
        yield Tracer(store)


def holds_the_law(trace: QuoteTrace) -> None:
    """Whatever is shown is a slice: of the article, or of the quotation."""
    for place in trace.places:
        text = TEXTS[place.article.source]
        quote = place.quote
        assert text[quote.start : quote.end] == quote.text
        assert text[: quote.start].endswith(quote.prefix)
        assert text[quote.end :].startswith(quote.suffix)
        assert trace.quotation[place.piece.start : place.piece.end] == place.piece.text
        for one in place.differences:
            assert (one.quoted is None) == (one.kind == "missing")
            assert (one.source is None) == (one.kind == "added")
            if one.quoted:
                assert trace.quotation[one.quoted.start : one.quoted.end] == one.quoted.text
            if one.source:
                assert text[one.source.start : one.source.end] == one.source.text
        if place.speaker:
            assert text[place.speaker.start : place.speaker.end] == place.speaker.text
    for words in trace.unplaced:
        assert trace.quotation[words.start : words.end] == words.text


def marked(place: QuotedPlace) -> list[tuple[str, str, str]]:
    return [
        (one.kind, one.quoted.text if one.quoted else "", one.source.text if one.source else "")
        for one in place.differences
    ]


@st.composite
def excerpts(draw: st.DrawFn) -> tuple[str, int, int]:
    """An article's words as they stand, outside what it says twice: (source, start, end)."""
    source = draw(st.sampled_from(sorted(TEXTS)))
    words = folded(TEXTS[source])
    first = draw(st.integers(0, len(words) - 8))
    last = draw(st.integers(first + 7, min(first + 40, len(words) - 1)))
    start, end = words.starts[first], words.ends[last]
    assume(all(end <= span.start or span.end <= start for span in REPEATED[source]))
    return source, start, end


def test_a_repeated_deck_is_traced_to_the_story(tracer: Tracer) -> None:
    name = "004_0c738797d86f5795.txt"
    (deck,) = REPEATED[name]
    words = TEXTS[name][deck.start : deck.end].rstrip(".")
    trace = tracer.trace(words)
    assert trace.verdict == "exact"
    assert [place.quote.start for place in trace.places] == [TEXTS[name].rindex(words)]


@settings(max_examples=60, deadline=None)
@given(excerpts())
def test_words_as_they_stand_are_exact_there(tracer: Tracer, excerpt: tuple[str, int, int]) -> None:
    source, start, end = excerpt
    trace = tracer.trace(TEXTS[source][start:end])
    holds_the_law(trace)
    assert trace.verdict == "exact"
    assert trace.places[0].ignored == () == trace.places[0].differences
    assert (source, start) in [(one.article.source, one.quote.start) for one in trace.places]


def test_a_replaced_word_is_marked_beside_the_one_it_replaced(tracer: Tracer) -> None:
    chance = random.Random(25)
    stories = {name: folded(text) for name, text in TEXTS.items()}
    altered = rightly_marked = 0
    for _ in range(CASES):
        source = chance.choice(sorted(stories))
        words = stories[source]
        length = chance.randrange(12, 41)
        first = chance.randrange(len(words) - length)
        start, end = words.starts[first], words.ends[first + length - 1]
        n = chance.randrange(first + 1, first + length - 1)
        replaced = Span(words.starts[n], words.ends[n])
        text = TEXTS[source]
        trace = tracer.trace(text[start : replaced.start] + "Zanzibar" + text[replaced.end : end])
        holds_the_law(trace)
        altered += trace.verdict == "altered"
        expected = [("changed", "Zanzibar", text[replaced.start : replaced.end])]
        rightly_marked += any(marked(place) == expected for place in trace.places)
    # Measured: all 400. Quotations of fewer words can fail: an article that says nearly the same
    # twice may hold the others better, and what is left out is in no passage.
    assert (altered >= 0.99 * CASES, rightly_marked >= 0.99 * CASES) == (True, True), (
        altered,
        rightly_marked,
    )


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300).filter(str.strip))
def test_any_text_can_be_traced(tracer: Tracer, quotation: str) -> None:
    try:
        holds_the_law(tracer.trace(quotation))
    except QuestionError as error:
        assert "surrogate" in str(error)


EXACT = [
    ("we will not raise taxes", ("case",)),
    ("“We will not raise taxes”", ()),
    ("called the  resignation\noverdue", ("white space",)),
    ("the cafe owners cost $1,500 in 1987", ("accents",)),
    ("the café owners cost $1500 in 1987", ("typography",)),
    ("the cafe\u0301 owners cost $1,500", ("typography",)),
    ("cooperation with the café owners", ("word breaks",)),
    ("It is what it is?", ("punctuation",)),
    ("The opposition which had asked for an inquiry", ("punctuation",)),
    ("We will not raise taxes, and we will not cut pensions", ("interruption",)),
    ("We will not raise taxes … for anybody who worked all their lives", ("omission",)),
    ("We [the ministers] will not raise taxes", ("insertion",)),
    ("Minister resigns over the budget", ()),
    ("leaves her office with a red box", ()),
]


@pytest.mark.parametrize(("quotation", "ignored"), EXACT, ids=lambda value: str(value)[:40])
def test_what_changes_no_word_is_ignored_and_said(
    tracer: Tracer, quotation: str, ignored: tuple[str, ...]
) -> None:
    trace = tracer.trace(quotation)
    holds_the_law(trace)
    assert trace.verdict == "exact"
    assert trace.places[0].article.source == "budget.txt"
    assert trace.places[0].ignored == ignored


ALTERED = [
    ("We will raise taxes and cut pensions for anybody", [("missing", "", "not")]),
    ("the missing 125 million euros before parliament", [("changed", "125", "12.5")]),
    ("with the café owners cost €1,500 in 1987", [("changed", "€", "$")]),
    ("with the café owners cost $1,500 in 19 87", [("changed", "19 87", "1987")]),
    (
        "the prime minister explain the missing 12.5 million dollars",
        [("changed", "dollars", "euros")],
    ),
    ("the prime minister must explain the missing 12.5 million", [("added", "must", "")]),
    ("it is what it was", [("changed", "was", "is")]),
    ("The minister of finance resigned on Monday evening", [("added", "evening", "")]),
    ("The minister of finance resigned on 5 % of Monday", [("added", "5 % of", "")]),
]


@pytest.mark.parametrize(("quotation", "differences"), ALTERED, ids=lambda value: str(value)[:40])
def test_what_changes_a_word_is_marked(
    tracer: Tracer, quotation: str, differences: list[tuple[str, str, str]]
) -> None:
    trace = tracer.trace(quotation)
    holds_the_law(trace)
    assert trace.verdict == "altered"
    assert [one for one in differences if one not in marked(trace.places[0])] == []


def test_pieces_of_several_places_are_named_one_by_one(tracer: Tracer) -> None:
    foreign = "suspended its military-to-military contacts with the United States"
    trace = tracer.trace(f"called the resignation overdue and {foreign} zebra")
    holds_the_law(trace)
    assert trace.verdict == "spliced"
    first, second = trace.places
    assert (first.article.source, first.quote.text) == (
        "budget.txt",
        "called the resignation overdue and",
    )
    assert second.article.source.startswith("003_")
    assert second.quote.text == foreign
    assert [words.text for words in trace.unplaced] == ["zebra"]


@pytest.mark.parametrize(
    "quotation",
    [
        "the treaty was signed in Vienna by all nine ministers after a long night",
        "he said it would not be the first time that they had been there",
        "x",
        "…!?",
        '"* OR NEAR( ',
    ],
)
def test_what_nobody_wrote_is_absent(tracer: Tracer, quotation: str) -> None:
    trace = tracer.trace(quotation)
    assert (trace.verdict, trace.places) == ("absent", ())


SPEAKERS = [
    ("We will not raise taxes", "Anna Smith"),
    ("It is what it is", "the spokesman"),
    ("nobody read the annex to the treaty", "Jane Roe"),
    ("The minister of finance resigned on Monday", None),
]


@pytest.mark.parametrize(("quotation", "speaker"), SPEAKERS)
def test_the_speaker_is_whom_the_text_names(
    tracer: Tracer, quotation: str, speaker: str | None
) -> None:
    (place,) = tracer.trace(quotation).places
    assert (place.speaker.text if place.speaker else None) == speaker


@pytest.mark.parametrize(
    ("before", "named"),
    [
        ("He saw in it the source of the conflict.\n\nBut Liang said ", "Liang"),
        ("They met in the old hall of the town. And Gates said ", "Gates"),
        ("That was all. Gen. Liang said ", "Gen. Liang"),
    ],
)
def test_a_speaker_is_named_in_one_sentence(before: str, named: str) -> None:
    text = f"{before}China hoped for a peaceful settlement."
    found = speaker(text, Span(len(before), len(text) - 1))
    assert found is not None and found.text == named


def test_copies_are_listed_earliest_first_and_follow_the_collection(tmp_path: Path) -> None:
    line = "The harbour bridge was closed on Friday after the storm had torn its cables."
    texts = {f"{n}.txt": f"{line}\n\nCopy {n} of the report." for n in range(3)}
    with filled(tmp_path, texts) as store:
        tracer = Tracer(store)
        trace = tracer.trace(line)
        assert [place.article.source for place in trace.places] == ["0.txt", "1.txt", "2.txt"]
        remove_article(store, trace.places[0].article.id)
        assert [place.article.source for place in tracer.trace(line).places] == ["1.txt", "2.txt"]


def test_a_quotation_has_words_and_a_limit(tracer: Tracer) -> None:
    for quotation in ["", "  \n", "word " * 1000, "\ud800"]:
        with pytest.raises(QuestionError, match="quotation"):
            tracer.trace(quotation)


@given(st.text(max_size=20))
def test_folding_again_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)


DRAFT = """# Draft

“We will not raise taxes,” the minister said. Critics say “it is what it was” and call her “weak”.
She once told 'The Times' that she doesn't care. "Nobody read the annex to the treaty."

“The opposition has asked for an inquiry.

“It called the resignation overdue.”

> demanded that the prime minister explain the missing 12.5 million euros
"""


def test_every_quoted_passage_of_a_draft_is_traced(tracer: Tracer) -> None:
    traced = tracer.trace_draft(DRAFT)
    for one in traced.quotations:
        assert DRAFT[one.passage.start : one.passage.end] == one.passage.text
        assert one.trace == tracer.trace(one.passage.text)
    assert [(one.passage.text, one.trace.verdict) for one in traced.quotations] == [
        ("We will not raise taxes,", "exact"),
        ("it is what it was", "altered"),
        ("Nobody read the annex to the treaty.", "exact"),
        ("The opposition has asked for an inquiry.", "altered"),
        ("It called the resignation overdue.", "altered"),
        ("demanded that the prime minister explain the missing 12.5 million euros", "exact"),
    ]
    assert traced.short == 1


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab .\n“”\"'’‘«»„>", max_size=60))
def test_quoted_passages_are_in_order_and_apart(draft: str) -> None:
    passages, short = quoted_passages(draft)
    assert short >= 0
    assert all(one.end <= other.start for one, other in zip(passages, passages[1:], strict=False))

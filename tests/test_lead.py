"""What the verifier reads before a sentence and the one before it, and what that does to it."""

from dataclasses import replace
from pathlib import Path

import pytest
from fakes import WordEmbedder
from test_verifier import Preferring, model

from qa.contract.article import Span
from qa.contract.candidates import Candidate, Hit
from qa.index.collection import put
from qa.index.settings import settings
from qa.index.snapshot import Snapshots
from qa.index.store import create_store
from qa.index.view import open_view
from qa.ingest.articles import article_from_text
from qa.question.question import parse_question
from qa.read.lead import lead
from qa.read.span_model.model import SpanModel
from qa.read.verifier import VERIFIER, SpanVerifier

TITLE = "Ferry plan"
BODY = (
    "The council of Tarn wants a ferry. A lake steamer was bought by Tarn in 1990. It was slow. "
    "Two captains were hired. They quit over pay."
)


def with_lead(folder: Path, text: str, question: str, words: str) -> Candidate:
    """A candidate of an article, with its lead."""
    embedder = WordEmbedder()
    with create_store(folder, settings(embedder)) as store:
        put(store, embedder, article_from_text(text, "a.txt"))
        with open_view(store, Snapshots(store, embedder.dimension), embedder) as view:
            (passage,) = view.passages(view.passage_ids([each.id for each in view.references()]))
            start = passage.span.start + passage.text.rindex(words)
            answer = Span(start, start + len(words))
            quote = next(each for each in passage.sentences if each.holds(answer))
            candidate = Candidate(Hit(passage, 0.0, 0.0, 0.0), answer, quote, 0.0, 0.0)
            return replace(candidate, lead=lead(view, parse_question(question), candidate))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Why did the captains quit?", ""),  # nothing is lacking
        ("Why did the captains of the submarine quit?", ""),  # nothing has it
        ("Why did the captains of the steamer quit?",
         "A lake steamer was bought by Tarn in 1990."),
        ("Why did the captains of Tarn quit?",  # of two the nearest
         "A lake steamer was bought by Tarn in 1990."),
        ("Why did the captains of the council of Tarn quit?",
         "The council of Tarn wants a ferry."),
        ("Why did the captains of the plan quit?", TITLE),
        ("Why did the captains of the ferry quit?",  # a sentence says as much as the headline
         "The council of Tarn wants a ferry."),
        ("Why did the captains of the ferry plan quit?", TITLE),
    ],
)  # fmt: skip
def test_it_is_what_says_most_of_what_is_lacking(tmp_path: Path, asked: str, expected: str) -> None:
    made = with_lead(tmp_path / "index", f"{TITLE}\n\n{BODY}\n", asked, "over pay")
    assert made.lead == expected


def test_the_verifier_reads_it_first_and_the_answer_stays_in_its_sentence(tmp_path: Path) -> None:
    network = Preferring("tarn", none=2.0)
    asked = "Why did the captains of Tarn quit?"
    made = with_lead(tmp_path / "index", f"{TITLE}\n\n{BODY}\n", asked, "They")
    (judged,) = SpanVerifier(model(network)).verify(asked, [made])
    assert network.seen == [
        "a lake steamer was bought by tarn in 1990. two captains were hired. they quit over pay."
    ]
    assert judged.quote.holds(judged.answer)


DAM = (
    "Kestrel Dam\n\nThe Kestrel Dam was built by Orman Works in 1931. It holds 40 million tonnes. "
    "A crack was seen in March. Engineers lowered the lake by nine metres. Nobody was hurt."
)
VISA = (
    "Investors leave\n\nA visa programme for investors was begun by Halden in 1990. Its rules are "
    "lax. Many banks like it. It will expire at the end of May. Two developers were charged with "
    "fraud by prosecutors."
)
SHOP = (
    "Bakery chain sold\n\nHelen Brandt founded Brandt Bakeries in 1988. She is 61. The staff were "
    "told on Monday. A rival from Oslo pays 30 million crowns. Ovens will be moved to Tarn."
)


@pytest.fixture(scope="module")
def verifier() -> SpanVerifier:
    return SpanVerifier(SpanModel.load(VERIFIER))


@pytest.mark.parametrize(
    ("text", "asked", "answer"),
    [
        (DAM, "By how much was the lake of the Kestrel Dam lowered?", "nine metres"),
        (DAM, "When was a crack seen in the Kestrel Dam?", "in March"),
        (VISA, "When will the visa programme for investors expire?", "at the end of May"),
        (VISA, "Who was charged in the visa programme of Halden?", "Two developers"),
        (SHOP, "How much does the rival pay for Brandt Bakeries?", "30 million crowns"),
        (SHOP, "Where will the ovens of Brandt Bakeries be moved?", "Tarn"),
    ],
)
def test_a_right_answer_is_doubted_less_with_it(
    tmp_path: Path, verifier: SpanVerifier, text: str, asked: str, answer: str
) -> None:
    made = with_lead(tmp_path / "index", text, asked, answer)
    assert made.lead
    with_it, without = verifier.verify(asked, [made, replace(made, lead="")])
    assert (with_it.verified or 0.0) > (without.verified or 0.0)


@pytest.mark.parametrize(
    ("text", "asked", "answer"),
    [
        (DAM, "How much did the Kestrel Dam cost?", "nine metres"),
        (VISA, "Who opposes the visa programme for investors?", "Two developers"),
        (SHOP, "Who is the husband of Helen Brandt?", "rival"),
    ],
)
def test_a_wrong_one_stays_doubted(
    tmp_path: Path, verifier: SpanVerifier, text: str, asked: str, answer: str
) -> None:
    made = with_lead(tmp_path / "index", text, asked, answer)
    assert made.lead
    (judged,) = verifier.verify(asked, [made])
    assert judged.verified is not None and judged.verified < 0.0

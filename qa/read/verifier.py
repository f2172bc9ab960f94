"""A second opinion: the sentences that seem to answer are read by a larger reader.

A reader that mistakes one word for another is sure of its mistake, and asked again it errs as
before, mostly. A second one of another descent errs elsewhere (Hu et al., "Read + Verify: machine
reading comprehension with unanswerable questions", AAAI 2019). It reads only the sentence, the
one before it and one that says what these lack of the question, so it can be too large to read
whole passages in time.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from qa.contract.article import Span
from qa.contract.candidates import Candidate, within
from qa.read.marks import paired
from qa.read.span_model.decoding import LONGER, MAX_PIECES, PieceSpan
from qa.read.span_model.model import SpanModel
from qa.read.span_model.pieces import Pieces, characters, whole_words
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

    def verify(self, question: str, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates with the verifier's margin, and the span that it prefers there.

        Read is the quote with the sentence before it, behind the candidate's lead, once for all
        candidates that stand there. Of all spans that share a word piece with the answer the best
        one counts: its margin over "no answer", from -``MOST_MARGIN`` to ``MOST_MARGIN``, bigger is
        better, and margins of different passages compare. It takes the answer's place as far as it
        lies in the quote. A candidate of which no word piece is left has the least margin and keeps
        its answer.
        """
        leads = [f"{each.lead} " if each.lead else "" for each in candidates]
        texts = [
            lead + within(each.passage, each.context)
            for lead, each in zip(leads, candidates, strict=True)
        ]
        unique = list(dict.fromkeys(texts))
        pieces = dict(zip(unique, self._model.encode(unique), strict=True))
        readings: dict[str, list[Reading]] = {text: [] for text in unique}
        for reading in self._model.read(question, [pieces[text].ids for text in unique]):
            readings[unique[reading.text]].append(reading)
        verified = []
        for candidate, lead, text in zip(candidates, leads, texts, strict=True):
            start = candidate.context.start - len(lead)  # where the text read would begin
            part = candidate.answer.moved(-start)
            margin, span = _preferred(readings[text], pieces[text], part)
            candidate = replace(candidate, verified=min(MOST_MARGIN, margin))
            if span is not None:
                shown = characters(text, pieces[text], span)
                preferred = Span(max(0, start + shown.start), start + shown.end)
                candidate = _with_answer(candidate, preferred)
            verified.append(candidate)
        return verified


def _preferred(
    readings: Sequence[Reading], pieces: Pieces, part: Span
) -> tuple[float, PieceSpan | None]:
    """Return the margin of the best span that touches a part of a text, and that span.

    The least margin and None where no word piece touches it.
    """
    best: tuple[float, PieceSpan | None] = (-MOST_MARGIN, None)
    for reading in readings:
        here = slice(reading.first, reading.first + len(reading.ids))
        on = np.flatnonzero((pieces.starts[here] < part.end) & (pieces.ends[here] > part.start))
        if len(on):
            likeliest = best_span(reading, int(on[0]), int(on[-1]))
            if best[1] is None or likeliest.score > best[0]:
                best = likeliest.score, whole_words(pieces, likeliest, reading.first)
    return best


def best_span(reading: Reading, first: int, last: int) -> PieceSpan:
    """Return the best span of a window that touches a part of it, less ``LONGER`` a word piece.

    The part is the word pieces ``first`` to ``last`` (inclusive), counted from the window's first.
    ``score`` is the margin over "no answer" of the span as it is.
    """
    size = len(reading.ids)
    start = reading.start[reading.shift : reading.shift + last + 1]
    end = reading.end[reading.shift + first : reading.shift + size]
    pairs = start[:, None] + end
    lengths = np.arange(first, size) - np.arange(last + 1)[:, None]
    pairs = pairs - np.float32(LONGER) * lengths.astype(np.float32)
    pairs[(lengths < 0) | (lengths >= MAX_PIECES)] = -np.inf
    begin, finish = divmod(int(pairs.argmax()), pairs.shape[1])
    none = float(reading.start[0] + reading.end[0])
    score = float(start[begin] + end[finish]) - none
    return PieceSpan(begin, first + finish, max(-MOST_MARGIN, score), 0.0)


def _with_answer(candidate: Candidate, preferred: Span) -> Candidate:
    """Move the answer to the span preferred, as far as it lies in the quote and says something."""
    quote = candidate.quote
    start, end = max(quote.start, preferred.start), min(quote.end, preferred.end)
    if start >= end:
        return candidate
    shown = paired(candidate.sentence, Span(start - quote.start, end - quote.start))
    if not any(map(str.isalnum, shown.of(candidate.sentence))):
        return candidate
    return replace(candidate, answer=shown.moved(quote.start))

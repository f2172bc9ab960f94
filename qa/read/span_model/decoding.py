"""From a reader's logits to answer spans: joint decoding, windows, overlaps. Pure numpy.

Positions here are word pieces, first and last inclusive, because that is what logits are about;
``pieces`` turns them into code points. Scores are sums of raw logits, never a softmax inside one
passage, so they compare across windows and passages.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MAX_PIECES = 40
"""Longest answer in word pieces: nearly all gold answers are shorter; a longer one is a quote."""

LONGER = 0.02
"""Lost, in logits, for each word piece after the first: of two spans that answer, the shorter."""
REPEATED = 0.1
"""Lost for each word piece that the question has: an answer says what the question does not. On
questions held out of the training 0 to 0.3 do equally well; "policy coordination talks" answers
"Which talks …" better than without its noun, which 0.2 and more cut off."""


LEAST_SHARE = 1e-4
"""A certainty beyond these odds, either way, says no more."""


@dataclass(frozen=True, slots=True)
class PieceSpan:
    """Word pieces ``first`` to ``last`` (inclusive); ``score`` is the margin over "no answer".

    ``certainty`` is the logarithm of the odds, by the reader's own probabilities within the window,
    that this span or one much like it is the answer (``certainties``).
    """

    first: int
    last: int
    score: float
    certainty: float

    def overlaps(self, other: "PieceSpan") -> bool:
        """Tell whether the two share a word piece."""
        return self.first <= other.last and other.first <= self.last


class Logits(NamedTuple):
    """The logits of one input: those of starts and ends, as long as the input.

    The passage is the word pieces ``first`` to ``last`` (exclusive); position 0 is "no answer".
    """

    start: Floats
    end: Floats
    first: int
    last: int


def decode(
    logits: Logits,
    *,
    n_best: int = 5,
    max_pieces: int = MAX_PIECES,
    asked: NDArray[np.bool_] | None = None,
    sections: NDArray[np.int64] | None = None,
) -> list[PieceSpan]:
    """Return the best ``n_best`` spans of one window, best first, none overlapping another.

    Start and end are chosen together: every pair with start <= end < start + ``max_pieces`` is
    scored, less ``LONGER`` for each word piece after its first and ``REPEATED`` for each that is
    ``asked`` (True for a word of the question). ``sections``, one number a word piece, -1 for none,
    are what a span must lie in. Both are as long as the passage. Positions count from its first
    word piece. Ties: the earlier start, then the shorter.
    """
    start, end, first, last = logits
    size = last - first
    if size <= 0:
        return []
    # a row for each start, a column for each length: row i, column k is the span i to i + k
    width = min(max_pieces, size)
    lengths = np.arange(width)
    begin = np.arange(size)[:, None]
    finish = begin + lengths
    inside = np.minimum(finish, size - 1)
    pairs = start[first:last, None] + end[first:last][inside] - (start[0] + end[0])
    pairs -= np.float32(LONGER) * lengths.astype(np.float32)
    if asked is not None:
        before = np.concatenate(([0], np.cumsum(asked))).astype(np.float32)
        pairs -= np.float32(REPEATED) * (before[inside + 1] - before[:-1, None])
    pairs[finish >= size] = -np.inf
    if sections is not None:
        pairs[(sections[inside] != sections[:, None]) | (sections[:, None] < 0)] = -np.inf
    best: list[tuple[int, int]] = []
    scores: list[float] = []
    while len(best) < n_best:
        best_start, length = divmod(int(pairs.argmax()), width)
        score = float(pairs[best_start, length])
        if score == -np.inf:
            break
        best_end = best_start + length
        best.append((best_start, best_end))
        scores.append(score)
        pairs[(begin <= best_end) & (finish >= best_start)] = -np.inf
    sure = certainties(start[first:last] - start[0], end[first:last] - end[0], best)
    return [
        PieceSpan(*span, score, certainty)
        for span, score, certainty in zip(best, scores, sure, strict=True)
    ]


def certainties(start: Floats, end: Floats, spans: Sequence[tuple[int, int]]) -> list[float]:
    """Return for each span (first, last) the log-odds that it, or one much like it, answers.

    ``start`` and ``end`` are margins over "no answer" of a window's word pieces. Much like a span
    is one whose F1 with it, counted in word pieces, is a half or more: what counts as right when
    answers are judged. All other spans and "no answer" speak against it: a second name of the same
    sentence that would do as well makes it uncertain, a doubt where it ends does not.
    """
    # the largest logits, taken out of all sums, keep the powers in range
    most_start, most_end = max(0.0, float(start.max())), max(0.0, float(end.max()))
    starts, ends = np.exp(start - most_start, dtype=float), np.exp(end - most_end, dtype=float)
    ends_from = np.cumsum(ends[::-1])[::-1]
    total = float(starts @ ends_from) + math.exp(-most_start - most_end)
    found = []
    for first, last in spans:
        pieces = last - first + 1
        begin = np.arange(max(0, first - 2 * pieces), last + 1)[:, None]
        finish = np.arange(first, min(len(end), last + 2 * pieces + 1))
        shared = np.minimum(finish, last) - np.maximum(begin, first) + 1
        alike = (finish >= begin) & (4 * shared >= pieces + finish - begin + 1)
        share = float((starts[begin] * ends[finish] * alike).sum()) / total
        share = min(max(share, LEAST_SHARE), 1 - LEAST_SHARE)
        found.append(math.log(share / (1 - share)))
    return found


def windows(pieces: int, room: int, overlap: int) -> list[tuple[int, int]]:
    """Return half-open ranges of at most ``room`` that cover ``range(pieces)``.

    Neighbours share at least ``overlap`` word pieces, so an answer up to that long stands whole in
    one of them. The ranges are equally long, which leaves no stub without context at the end.

    >>> windows(10, 6, 2), windows(5, 6, 2), windows(0, 6, 2)
    ([(0, 6), (4, 10)], [(0, 5)], [])
    """
    if not 0 <= overlap < room:
        raise ValueError(f"overlap must be 0 or more and below room: {overlap}, {room}")
    if pieces <= room:
        return [(0, pieces)] if pieces else []
    count = -(-(pieces - overlap) // (room - overlap))
    step = (pieces - room) / (count - 1)
    return [(begin, begin + room) for begin in (round(step * n) for n in range(count))]


def best_apart(spans: Iterable[PieceSpan], n_best: int) -> list[PieceSpan]:
    """Return the best spans, best first, leaving out each that overlaps a better one.

    Ties: the earlier start, then the earlier end.
    """
    kept: list[PieceSpan] = []
    for span in sorted(spans, key=lambda span: (-span.score, span.first, span.last)):
        if len(kept) == n_best:
            break
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return kept

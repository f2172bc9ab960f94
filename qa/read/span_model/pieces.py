"""A passage as word pieces, and from word pieces back to its characters."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qa.read.span_model.decoding import PieceSpan
from qa.text.folding import legible_places

if TYPE_CHECKING:
    from tokenizers import Encoding


@dataclass(frozen=True, slots=True)
class SpanScore:
    """A possible answer: code points ``start`` to ``end`` (half-open) of its passage.

    ``score`` is the margin over "no answer" in raw logits: bigger is better, above 0 the reader
    prefers the span, and scores of different passages of one question compare. ``certainty`` is
    the logarithm of the odds that this span or one much like it answers (``decoding.certainties``).
    """

    start: int
    end: int
    score: float
    certainty: float


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a passage, copied out of the tokenizer once: it builds a list per look."""

    ids: NDArray[np.int64]
    tokens: list[str]
    words: list[int | None]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def pieces_of(text: str, encoding: "Encoding") -> Pieces:
    """Copy the word pieces of a text, of which ``legible(text)`` was encoded."""
    offsets = np.array(encoding.offsets, np.int64).reshape(-1, 2)
    if not text.isascii() and len(offsets):
        places = np.array(legible_places(text), np.int64)
        offsets = np.stack((places[offsets[:, 0]], places[offsets[:, 1] - 1] + 1), axis=1)
    return Pieces(
        ids=np.array(encoding.ids, np.int64),
        tokens=encoding.tokens,
        words=encoding.word_ids,
        starts=offsets[:, 0],
        ends=offsets[:, 1],
    )


def whole_words(pieces: Pieces, span: PieceSpan, shift: int) -> PieceSpan:
    """Move a window's span to its passage; widen it to whole words, a currency sign and a %."""
    words, tokens, starts, ends = pieces.words, pieces.tokens, pieces.starts, pieces.ends
    first, last = span.first + shift, span.last + shift
    while first > 0 and words[first - 1] == words[first]:
        first -= 1
    while last + 1 < len(words) and words[last + 1] == words[last]:
        last += 1
    # SQuAD's measures ignore signs, so the reader never learnt to care; a person does.
    if first and tokens[first - 1] in "$€£¥" and ends[first - 1] == starts[first]:
        first -= 1
    if tokens[last + 1 : last + 2] == ["%"] and starts[last + 1] == ends[last]:
        last += 1
    return PieceSpan(first, last, span.score, span.certainty)


def section_numbers(pieces: Pieces, ranges: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """Return for each word piece the number of the range that it begins in, -1 for none."""
    numbers = np.full(len(pieces.starts), -1, np.int64)
    for number, (first, end) in enumerate(ranges):
        numbers[(pieces.starts >= first) & (pieces.starts < end)] = number
    return numbers


def characters(passage: str, pieces: Pieces, span: PieceSpan) -> SpanScore:
    """Return a span of word pieces as code points of its passage."""
    start, end = int(pieces.starts[span.first]), int(pieces.ends[span.last])
    # The tokenizer drops accents, also those written as marks of their own behind the letter.
    while end < len(passage) and unicodedata.combining(passage[end]):
        end += 1
    return SpanScore(start, end, span.score, span.certainty)

"""Passages: runs of whole sentences of a size that serves both retrieval and reading."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from qa.contract.article import LeftOut, Span
from qa.ingest.lines import lines, trimmed

USUAL_LENGTH = 120
"""Word pieces at which a passage takes no further paragraph. News paragraphs hold one to three
sentences, 30 to 90 pieces, and one alone often lacks the name its "he" stands for; two to four of
them can be read on their own and are still about one thing when embedded."""

CountTokens = Callable[[Sequence[str]], list[int]]

_WORD = re.compile(r"\S+")


def passages(
    text: str,
    sentences: Sequence[Span],
    left_out: Sequence[LeftOut],
    count_tokens: CountTokens,
    limit: int,
) -> list[tuple[Span, tuple[Span, ...]]]:
    """Return the passages in order, each with its sentences.

    A passage is at most ``limit`` word pieces long, as ``count_tokens`` counts its slice, and no
    left-out span stands in it. It ends with a paragraph where one ends in time, and the next
    begins with its last sentence. Every sentence is in at least one passage; one that is longer
    than ``limit`` is cut at white space into pieces that fit, and these are its sentences then.

    :raises ValueError: when ``limit`` is too small for a single code point.
    """
    paragraphs = [line.start for line in lines(text)]
    found: list[tuple[Span, tuple[Span, ...]]] = []
    for run in _runs(sentences, left_out):
        units, lengths = _fitting(text, run, count_tokens, limit)
        ends = _paragraph_ends(units, paragraphs)
        start = 0
        while start < len(units):
            end = _end(lengths, ends, start, limit)
            span = Span(units[start].start, units[end - 1].end)
            # Pieces of a slice are the sum of its sentences' for WordPiece, for others nearly.
            while end - start > 1 and count_tokens([span.of(text)])[0] > limit:
                end -= 1
                span = Span(units[start].start, units[end - 1].end)
            found.append((span, tuple(units[start:end])))
            if end == len(units):
                break
            start = end - 1 if _overlaps(lengths, start, end, limit) else end
    return found


def _runs(sentences: Sequence[Span], left_out: Sequence[LeftOut]) -> Iterator[list[Span]]:
    """Yield runs of sentences that no left-out span stands between."""
    starts = [piece.span.start for piece in left_out]
    run: list[Span] = []
    for sentence in sentences:
        if run and bisect_left(starts, sentence.start) > bisect_left(starts, run[-1].start):
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run


def _fitting(
    text: str, run: Sequence[Span], count_tokens: CountTokens, limit: int
) -> tuple[list[Span], list[int]]:
    """Return the sentences and their lengths in word pieces, over-long ones cut."""
    units: list[Span] = []
    lengths: list[int] = []
    for sentence, length in zip(run, count_tokens([s.of(text) for s in run]), strict=True):
        pieces = [sentence] if length <= limit else list(_cut(text, sentence, count_tokens, limit))
        units.extend(pieces)
        lengths.extend(
            [length] if length <= limit else count_tokens([piece.of(text) for piece in pieces])
        )
    return units, lengths


def _cut(text: str, sentence: Span, count_tokens: CountTokens, limit: int) -> Iterator[Span]:
    """Yield the longest pieces that fit, cut after a word, or inside of one that does not fit."""
    rest: Span | None = sentence
    while rest is not None:
        ends = [word.end() for word in _WORD.finditer(text, rest.start, rest.end)]
        if count_tokens([text[rest.start : ends[0]]])[0] > limit:
            ends = list(range(rest.start + 1, ends[0]))
        if not ends or count_tokens([text[rest.start : ends[0]]])[0] > limit:
            raise ValueError(f"no text fits into {limit} word pieces")
        fits = bisect_right(ends, limit, key=partial(_length, text, rest.start, count_tokens))
        end = ends[fits - 1]
        yield Span(rest.start, end)
        rest = trimmed(text, end, rest.end)


def _length(text: str, start: int, count_tokens: CountTokens, end: int) -> int:
    return count_tokens([text[start:end]])[0]


def _paragraph_ends(units: Sequence[Span], paragraphs: Sequence[int]) -> list[bool]:
    """Tell of every unit whether it is the last of its paragraph."""
    number = [bisect_right(paragraphs, unit.start) for unit in units]
    return [one != following for one, following in zip(number, [*number[1:], -1], strict=True)]


def _end(lengths: Sequence[int], ends: Sequence[bool], start: int, limit: int) -> int:
    """Return where the passage that begins with unit ``start`` ends, at least one unit on."""
    total = lengths[start]
    end = start + 1
    paragraph_end = 0
    while end < len(lengths) and total + lengths[end] <= limit:
        total += lengths[end]
        end += 1
        if ends[end - 1] and (paragraph_end == 0 or total <= USUAL_LENGTH):
            paragraph_end = end
    if end == len(lengths) or paragraph_end == 0:
        return end
    return paragraph_end


def _overlaps(lengths: Sequence[int], start: int, end: int, limit: int) -> bool:
    """Tell whether the next passage can begin with the last unit of this one and still go on."""
    return end - 1 > start and lengths[end - 1] + lengths[end] <= limit

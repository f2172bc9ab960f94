"""Story sentences as spans.

``sentencex`` tells where a sentence ends; everything about offsets is done and checked here.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import sentencex

from qa.contract.article import LeftOut, Span
from qa.ingest.lines import lines, trimmed
from qa.ingest.stops import further_ends, goes_on
from qa.text.months import MONTH, WEEKDAY

LONGEST_SENTENCE = 1000
"""Code points. Hardly a news sentence has more than 600; what is longer is a list or a table that
was never punctuated, and no embedder takes it whole."""

WINDOW = 20_000
"""Code points given to the splitter at once: its time grows with the square of the quotation
marks it sees together, so that a megabyte on one line would take a minute."""

FURTHEST_OPENING = 8
"""Code points before a sentence's end within which the next one's opening marks are looked for."""

_SPACE = re.compile(r"\s")
# The splitter takes every wide stop for the end of a sentence, that of "１．５" too.
_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B),
                                          *range(0xFF41, 0xFF5B))}  # fmt: skip
_WIDE_STOP = re.compile(r"．(?=[\s\dA-Za-z]|$)")
_OPENING = re.compile(r"""\s["“‘«(\[]+\s*$""")
_HYPHEN = re.compile(r"(?<=[\w.])[-‐‑](?=[A-Z][a-z]{1,4}\.|[A-Z]\.[A-Z])")
# In "at 5 p.m. Friday" the stop is the abbreviation's. A month counts only with its day.
_NOON = re.compile(r"\b[ap]\.m\.\s*$", re.IGNORECASE)
_DAY = re.compile(rf"{WEEKDAY}\b|[ECMP][SD]?T\b|GMT\b|UTC\b|{MONTH}\.? \d")
_STOPPED = re.compile(r"[.!?]['’]?$")
_NO_WORD = re.compile(r"[^\W_](?![a-z])")
_STOP = re.compile(r"""[.!?…]["'”’)\]]*\s""")


def sentences(text: str, left_out: Sequence[LeftOut] = ()) -> list[Span]:
    """Return the sentences of the story in order, trimmed, free of overlaps.

    No sentence crosses a line break (one that only wraps a line aside) or a left-out span, or is
    longer than ``LONGEST_SENTENCE``: a longer one is cut after a stop inside of it, else at white
    space, else anywhere. Text without a story gives an empty list.
    """
    found: list[Span] = []
    for line in lines(text):
        for stretch in _without(line, left_out):
            for start, end in _split(text, stretch):
                found.extend(_cut(text, start, end))
    return found


def _without(line: Span, left_out: Sequence[LeftOut]) -> Iterator[Span]:
    """Yield what remains of a line between left-out spans, which are sorted and do not overlap."""
    start = line.start
    first = bisect_left(left_out, line.start + 1, key=lambda piece: piece.span.end)
    for number in range(first, len(left_out)):
        piece = left_out[number]
        if piece.span.start >= line.end:
            break
        if start < piece.span.start:
            yield Span(start, piece.span.start)
        start = piece.span.end
    if start < line.end:
        yield Span(start, line.end)


def _split(text: str, stretch: Span) -> Iterator[tuple[int, int]]:
    """Yield where sentences start and end, one after the other, over the whole stretch."""
    start = stretch.start
    while start < stretch.end:
        end = min(start + WINDOW, stretch.end)
        # The splitter takes every white space to be one byte long and fails on a wider one.
        window = _SPACE.sub(" ", text[start:end]).translate(_WIDE)
        window = _WIDE_STOP.sub(".", window)
        # "St." is known, "Minneapolis-St." is not.
        apart = _HYPHEN.sub(" ", window)
        ends = [bound["end_index"] for bound in sentencex.get_sentence_boundaries("en", apart)]
        ends = sorted({*ends, *further_ends(window)})
        bounds = [n for n in ends if apart[n - 1] == window[n - 1] and not _continues(window, n)]
        if end < stretch.end and len(bounds) > 1:
            # The last one may go on behind the window: it is read again with what follows.
            del bounds[-1]
        elif not bounds or bounds[-1] != len(window):
            bounds.append(len(window))
        begin = 0
        for bound in bounds:
            # An opening quotation mark is read as a closing one where an earlier is unpaired.
            opening = _OPENING.search(window, max(begin + 1, bound - FURTHEST_OPENING), bound)
            if opening and bound < len(window):
                bound = opening.start() + 1
            yield start + begin, start + bound
            begin = bound
        start += begin


def _continues(window: str, bound: int) -> bool:
    """Tell whether an abbreviation is all that ends at ``bound``."""
    if goes_on(window, bound):
        return True
    if _NOON.search(window, max(0, bound - 8), bound) and _DAY.match(window, bound):
        return True
    # Behind "lost.The coach" a space is missing, in "VEBG.F>" none is.
    return bool(_STOPPED.search(window, max(0, bound - 2), bound) and _NO_WORD.match(window, bound))


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a sentence, trimmed, in pieces of at most ``LONGEST_SENTENCE``."""
    sentence = trimmed(text, start, end)
    while sentence is not None and sentence.end - sentence.start > LONGEST_SENTENCE:
        limit = sentence.start + LONGEST_SENTENCE
        at = limit
        for mark in (_STOP, _SPACE):
            ends = [match.end() for match in mark.finditer(text, sentence.start + 1, limit)]
            if ends:
                at = ends[-1]
                break
        piece = trimmed(text, sentence.start, at)
        if piece is not None:
            yield piece
        sentence = trimmed(text, at, sentence.end)
    if sentence is not None:
        yield sentence

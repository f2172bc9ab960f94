"""Where an alignment begins and ends: what differs there may be no part of the quotation."""

import re
from collections.abc import Sequence

from qa.trace.folding import FoldedText

Pair = tuple[int | None, int | None]

BROKEN = 2
"""Words that one word may be broken into, by a hyphen at the end of a line."""

_STOP = re.compile(r"[.!?][\"”’')]*\s|\n\s*\n")


def bounded(quoted: FoldedText, source: FoldedText, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Return an alignment whose first and last words are those that the quotation means.

    A word at an edge that differs is added, not changed, where what it would stand for belongs to
    another sentence; one that the text breaks in two gets both halves.
    """
    agree = [n for n, pair in enumerate(pairs) if agrees(quoted, source, pair)]
    if not agree:
        return tuple(pairs)
    head, body = list(pairs[: agree[0]]), list(pairs[agree[0] : agree[-1] + 1])
    tail = list(pairs[agree[-1] + 1 :])
    return (
        *_head(quoted, source, head, body[0][1]),
        *body,
        *_tail(quoted, source, tail, body[-1][1]),
    )


def agrees(quoted: FoldedText, source: FoldedText, pair: Pair) -> bool:
    """Tell whether both have the same word here."""
    q, s = pair
    return q is not None and s is not None and quoted.words[q] == source.words[s]


def _head(
    quoted: FoldedText, source: FoldedText, head: list[Pair], first: int | None
) -> list[Pair]:
    """Return what differs before word ``first`` of the text, the first that agrees."""
    own = [q for q, _ in head if q is not None]
    if not own or first is None:
        return head
    letters = "".join(quoted.words[q] for q in own)
    for start in range(first - 1, max(-1, first - len(own) - BROKEN - 1), -1):
        if "".join(source.words[start:first]) == letters:
            return [*((q, None) for q in own), *((None, s) for s in range(start, first))]
    return [
        (q, None if s is None or _STOP.search(_gap(source, s, first)) else s)
        for q, s in head
        if q is not None
    ]


def _tail(quoted: FoldedText, source: FoldedText, tail: list[Pair], last: int | None) -> list[Pair]:
    """Return what differs behind word ``last`` of the text, the last that agrees."""
    own = [q for q, _ in tail if q is not None]
    if not own or last is None:
        return tail
    letters = "".join(quoted.words[q] for q in own)
    for end in range(last + 2, min(len(source), last + len(own) + BROKEN + 1) + 1):
        if "".join(source.words[last + 1 : end]) == letters:
            return [*((q, None) for q in own), *((None, s) for s in range(last + 1, end))]
    return [
        (q, None if s is None or _STOP.search(_gap(source, last, s)) else s)
        for q, s in tail
        if q is not None
    ]


def _gap(source: FoldedText, first: int, last: int) -> str:
    """Return the text from the end of one word to the start of another."""
    return source.text[source.ends[first] : source.starts[last]]

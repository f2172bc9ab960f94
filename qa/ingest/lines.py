"""Text as lines: the unit in which a story is told from what surrounds it.

A line here is what the writer meant as one: text wrapped at a fixed width, as on old wires and
in mail, is put back together, so that no sentence is cut where only the paper ended.
"""

import re
from itertools import pairwise

from qa.contract.article import Span

BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line, as ``str.splitlines`` has it."""

BYTE_ORDER_MARK = "\ufeff"

BULLET = re.compile(r"(?:[•◦‣▪●○■□·*–—-]|\d{1,2}[.)])\s+")
"""The mark a list item begins with."""

WIDEST_WRAP = 100
"""Columns. Wires wrapped at 60 to 70, mail at 72 to 80; a text with a longer line was not."""

NARROWEST_WRAP = 40
"""Columns. Texts whose longest line is shorter are verse, lists and tables."""

FEWEST_WRAPS = 3
"""Fewer breaks say nothing about a width: three lines may be a name, a street and a town."""

USUAL_WIDTH = 0.9
"""The width is that of the line at this share of all, so that one over-long title is no matter."""

RAGGED = 2
"""Columns by which a writer broke a line too early, in the midst of a sentence."""

STOPS = '.!?"”’'
"""What a sentence ends with."""

WRAPPED_SHARE = 0.5
"""A text counts as wrapped when this share of its breaks inside of paragraphs cut a sentence."""

_WORD = re.compile(r"\S+")
_INDENTED = re.compile(r"[ \t\u00a0]{2,}\S")


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Return ``[start, end)`` without white space at its ends; None when nothing is left."""
    while start < end and (text[start].isspace() or text[start] == BYTE_ORDER_MARK):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] == BYTE_ORDER_MARK):
        end -= 1
    return Span(start, end) if start < end else None


def lines(text: str) -> list[Span]:
    """Return the lines of ``text`` in order, trimmed, without empty ones, wraps undone."""
    physical = _physical(text)
    width = _wrap_width(text, physical)
    found: list[Span] = []
    previous: tuple[int, Span] | None = None
    for start, span in physical:
        if span is None:
            previous = None
            continue
        if previous is not None and width and _continues(text, previous, (start, span), width):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
        previous = (start, span)
    return found


def _physical(text: str) -> list[tuple[int, Span | None]]:
    """Return start and trimmed span of every line as it stands, None for an empty one."""
    found = []
    start = 0
    for end_of_line in BREAK.finditer(text):
        found.append((start, trimmed(text, start, end_of_line.start())))
        start = end_of_line.end()
    found.append((start, trimmed(text, start, len(text))))
    return found


def _wrap_width(text: str, physical: list[tuple[int, Span | None]]) -> int:
    """Return the column at which the text was wrapped, 0 when it was not."""
    longest = max((span.end - start for start, span in physical if span is not None), default=0)
    pairs = [
        ((start, span), (next_start, following))
        for (start, span), (next_start, following) in pairwise(physical)
        if span is not None and following is not None
    ]
    if len(pairs) < FEWEST_WRAPS or longest > WIDEST_WRAP:
        return 0
    widths = sorted(span.end - start for (start, span), _ in pairs)
    width = widths[int(len(widths) * USUAL_WIDTH)]
    # Where a paragraph begins, nothing was wrapped.
    inner = [pair for pair in pairs if not _INDENTED.match(text, pair[1][0])]
    if not inner or width < NARROWEST_WRAP:
        return 0
    full = sum(_unfinished(text, *pair, width) for pair in inner)
    return width if full >= WRAPPED_SHARE * len(inner) else 0


def _continues(
    text: str, previous: tuple[int, Span], current: tuple[int, Span], width: int
) -> bool:
    """Tell whether a line of a wrapped text goes on with the sentence of the one before it."""
    start, span = current
    if _INDENTED.match(text, start) or BULLET.match(text, span.start):
        return False
    if text[previous[1].end - 1] == ":":
        # What follows is a list more often than the rest of the sentence.
        return False
    return _unfinished(text, previous, current, width)


def _unfinished(
    text: str, previous: tuple[int, Span], current: tuple[int, Span], width: int
) -> bool:
    """Tell whether a line ends only because the next one's first word had no room."""
    start, span = previous
    following = current[1]
    if text[following.start].islower():
        return True
    ragged = 0 if text[span.end - 1] in STOPS else RAGGED
    return span.end - start + 1 + _first_word(text, following) > width - ragged


def _first_word(text: str, span: Span) -> int:
    """Return the length of the first word; one longer than a wrapped line is not measured on."""
    first = _WORD.match(text, span.start, min(span.end, span.start + WIDEST_WRAP))
    return len(first[0]) if first else 0

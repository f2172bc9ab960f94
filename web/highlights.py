"""An article's text cut into lines and pieces, for showing it with exact highlights.

Only cuts: the pieces of all lines, joined in order, are the text again, line ends included.
``web/static/js/highlights.js`` does the same in the browser.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qa.contract.article import Span

LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be shown differently: ``kind`` is "quote", "answer", "date" or "left-out".

    ``label`` is what it means, in words; empty when there is nothing to say.
    """

    span: Span
    kind: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Verbatim text that one set of marks covers; ``kinds`` is sorted."""

    text: str
    kinds: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text, its line end included in the last piece."""

    pieces: tuple[Piece, ...]

    @property
    def blank(self) -> bool:
        """Tell whether the line has nothing to see."""
        return not any(piece.text.strip() for piece in self.pieces)

    @property
    def left_out(self) -> bool:
        """Tell whether all that the line shows is left out of the answers."""
        shown = [piece for piece in self.pieces if piece.text.strip()]
        return bool(shown) and all("left-out" in piece.kinds for piece in shown)


def lines(text: str, marks: Iterable[Mark]) -> list[Line]:
    """Return the lines of ``text``, each cut where a mark begins or ends.

    Marks may overlap and cross lines; what reaches past the end of the text is cut off.
    """
    ordered = sorted(marks, key=lambda mark: (mark.span.start, mark.span.end, mark.kind))
    found: list[Line] = []
    first = 0
    for match in LINE.finditer(text):
        line = Span(*match.span())
        while first < len(ordered) and ordered[first].span.end <= line.start:
            first += 1
        here = [mark for mark in _until(ordered, first, line.end) if mark.span.overlaps(line)]
        found.append(Line(tuple(_pieces(text, line, here))))
    return found


def _until(ordered: Sequence[Mark], first: int, end: int) -> Iterator[Mark]:
    """Yield the marks from number ``first`` on that start before ``end``."""
    for number in range(first, len(ordered)):
        if ordered[number].span.start >= end:
            return
        yield ordered[number]


def _pieces(text: str, line: Span, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Cut one line at every edge of its marks."""
    edges = {line.start, line.end}
    for mark in marks:
        edges.add(max(mark.span.start, line.start))
        edges.add(min(mark.span.end, line.end))
    cuts = sorted(edges)
    for start, end in zip(cuts, cuts[1:], strict=False):
        piece = Span(start, end)
        over = [mark for mark in marks if mark.span.holds(piece)]
        yield Piece(
            text=piece.of(text),
            kinds=tuple(sorted({mark.kind for mark in over})),
            label=next((mark.label for mark in over if mark.label), ""),
        )

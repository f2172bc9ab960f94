"""A quotation put together from several places: which piece comes from where."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.trace.alignment import WEIGHT, weight
from qa.trace.folding import FoldedText

PIECE = 4
"""Words that a piece has at least: three stand side by side by chance all over a collection."""

PIECE_WEIGHT = 2 * WEIGHT
"""A piece names something at least twice, or glues for long: "it would not be" says nothing."""

SEAM = 2 * WEIGHT
"""What one more piece has to bring, so that none is cut in two for a word."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words ``first`` to ``last`` (not included) of a quotation, in a source from ``place`` on."""

    first: int
    last: int
    source: int
    place: int


def pieces(quoted: FoldedText, sources: Sequence[FoldedText]) -> list[Piece]:
    """Return the pieces that cover most of a quotation, in its order; of equals the fewest.

    ``source`` of a piece counts in ``sources``; of pieces that stand in several the first counts.
    """
    runs = _runs(quoted, sources)
    # best[n]: what the words before n are worth, and the piece that ends there
    best: list[tuple[int, Piece | None]] = [(0, None)]
    for last in range(1, len(quoted) + 1):
        best.append((best[-1][0], None))
        for run in runs:
            if run.first < last <= run.last and last - run.first >= PIECE:
                worth = sum(map(weight, quoted.words[run.first : last]))
                value = best[run.first][0] + worth - SEAM
                if worth >= PIECE_WEIGHT and value > best[last][0]:
                    best[last] = (value, Piece(run.first, last, run.source, run.place))
    chosen: list[Piece] = []
    at = len(quoted)
    while at:
        piece = best[at][1]
        at = piece.first if piece else at - 1
        if piece:
            chosen.append(piece)
    return chosen[::-1]


def _runs(quoted: FoldedText, sources: Sequence[FoldedText]) -> list[Piece]:
    """Return every longest run of words that a quotation shares with a source."""
    starts: dict[tuple[str, ...], list[int]] = {}
    for n in range(len(quoted) - PIECE + 1):
        starts.setdefault(quoted.words[n : n + PIECE], []).append(n)
    found: list[Piece] = []
    for number, source in enumerate(sources):
        seen: set[tuple[int, int]] = set()
        for place in range(len(source) - PIECE + 1):
            for first in starts.get(source.words[place : place + PIECE], ()):
                if (first - 1, place - 1) in seen:
                    seen.add((first, place))
                    continue
                seen.add((first, place))
                found.append(_longest(quoted, source, number, first, place))
    return found


def _longest(quoted: FoldedText, source: FoldedText, number: int, first: int, place: int) -> Piece:
    """Return the run from these two words on, as long as both go on alike."""
    length = 0
    while (
        first + length < len(quoted)
        and place + length < len(source)
        and quoted.words[first + length] == source.words[place + length]
    ):
        length += 1
    return Piece(first, first + length, number, place)

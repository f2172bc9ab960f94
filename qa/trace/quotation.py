"""Where a quotation comes from: exact, altered, spliced from several places, or nowhere."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.contract.answer import CollectionReference, TextSpan
from qa.contract.tracing import QuotedPlace, QuoteTrace, Verdict
from qa.trace.alignment import Alignment, align, occurrences, side_by_side, weight
from qa.trace.aside import LeftOutWords
from qa.trace.candidates import Stretch, stretches
from qa.trace.folding import FoldedText, folded
from qa.trace.places import place
from qa.trace.splices import PIECE_WEIGHT, Piece, pieces

STRETCHES = 12
"""Passages looked at for one quotation."""

MOST_PLACES = 10
"""Places told of: one report has more copies only where nobody reads them."""

ALTERED = 0.6
"""Share of a quotation, by weight, that has to stand in one place; see qa evaluate tracing."""

LEAST_WORDS = 3
"""Words of it that do: of two, one stands everywhere."""

SPLICED = 0.75
"""Share that has to stand in the pieces of a splice: two of them fit by chance more easily."""

LONGEST_ALIGNED = 120
"""Words of a quotation from which on fewer stretches are aligned, word by word."""


@dataclass(frozen=True, slots=True)
class _Source:
    """A stretch of an article with its words."""

    article_id: str
    words: FoldedText


def trace(
    connection: sqlite3.Connection,
    left_out: Callable[[], LeftOutWords],
    quotation: str,
    collection: CollectionReference,
) -> QuoteTrace:
    """Return where ``quotation`` stands; ``collection`` is what ``connection`` reads.

    ``left_out`` is called only for what no story holds word for word.
    """
    quoted = folded(quotation)
    sources = [_source(found) for found in stretches(connection, quotation, STRETCHES)]
    places = _exact(connection, quoted, sources)
    if not places:
        aside = left_out().stretches(connection, quotation, STRETCHES)
        sources += [_source(found) for found in aside]
        places = _exact(connection, quoted, sources[-len(aside) :] if aside else ())
    if places:
        return QuoteTrace(quotation, "exact", _ordered(places), (), collection)
    altered = _altered(quoted, sources)
    spliced = pieces(quoted, [source.words for source in sources])
    if _better_spliced(quoted, altered, spliced):
        parts = tuple(_piece(connection, quoted, sources[one.source], one) for one in spliced)
        return QuoteTrace(quotation, "spliced", parts, _unplaced(quoted, spliced), collection)
    if not altered:
        return QuoteTrace(quotation, "absent", (), (), collection)
    best = max(alignment.matched for _, alignment in altered)
    places = [
        place(connection, source.article_id, quoted, source.words, alignment)
        for source, alignment in altered
        if alignment.matched == best
    ]
    ordered = _ordered(places)
    verdict: Verdict = "altered" if ordered[0].differences else "exact"
    same = tuple(one for one in ordered if bool(one.differences) == (verdict == "altered"))
    return QuoteTrace(quotation, verdict, same, (), collection)


def _source(found: Stretch) -> _Source:
    """Return a stretch with its words."""
    return _Source(found.article_id, folded(found.text, found.span.start, found.span.end))


def _exact(
    connection: sqlite3.Connection, quoted: FoldedText, sources: Sequence[_Source]
) -> list[QuotedPlace]:
    """Return all places where all words stand side by side."""
    return [
        place(connection, source.article_id, quoted, source.words, side_by_side(0, at, len(quoted)))
        for source in sources
        for at in occurrences(quoted, source.words)
    ]


def _altered(quoted: FoldedText, sources: Sequence[_Source]) -> list[tuple[_Source, Alignment]]:
    """Return the sources that hold enough of a quotation in one place."""
    most = len(sources) if len(quoted) <= LONGEST_ALIGNED else STRETCHES // 4
    aligned = ((source, align(quoted, source.words, ALTERED)) for source in sources[:most])
    return [
        (source, found)
        for source, found in aligned
        if found and found.matched >= ALTERED and found.words >= LEAST_WORDS
    ]


def _better_spliced(
    quoted: FoldedText,
    altered: Sequence[tuple[_Source, Alignment]],
    spliced: Sequence[Piece],
) -> bool:
    """Tell whether several places say more of where a quotation is from than one does."""
    total = sum(map(weight, quoted.words))
    if len(spliced) < 2:
        return False
    covered = sum(sum(map(weight, quoted.words[one.first : one.last])) for one in spliced) / total
    one_place = max((alignment.matched for _, alignment in altered), default=0.0)
    return covered >= SPLICED and (covered - one_place) * total >= PIECE_WEIGHT


def _piece(
    connection: sqlite3.Connection, quoted: FoldedText, source: _Source, piece: Piece
) -> QuotedPlace:
    """Return the place of one piece of a splice."""
    alignment = side_by_side(piece.first, piece.place, piece.last - piece.first)
    return place(connection, source.article_id, quoted, source.words, alignment)


def _unplaced(quoted: FoldedText, spliced: Sequence[Piece]) -> tuple[TextSpan, ...]:
    """Return the runs of words that no piece holds."""
    bounds = [0, *(n for one in spliced for n in (one.first, one.last)), len(quoted)]
    gaps = zip(bounds[::2], bounds[1::2], strict=True)
    return tuple(
        TextSpan(quoted.text[start:end], start, end)
        for first, last in gaps
        if first < last
        for start, end in [(quoted.starts[first], quoted.ends[last - 1])]
    )


def _ordered(places: Sequence[QuotedPlace]) -> tuple[QuotedPlace, ...]:
    """Return places, the least altered first, then the earliest published, undated last."""
    return tuple(
        sorted(
            places,
            key=lambda one: (
                len(one.differences),
                len(one.ignored),
                one.article.published is None,
                one.article.published or "",
                one.article.source,
                one.article.id,
                one.quote.start,
            ),
        )[:MOST_PLACES]
    )

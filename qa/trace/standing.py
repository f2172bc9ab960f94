"""Where the words of a citation stand in a text that may have changed since."""

from dataclasses import dataclass, replace
from typing import Literal

from qa.answer.citations import CONTEXT
from qa.contract.answer import TextSpan
from qa.contract.article import Span
from qa.contract.tracing import Difference, Ignored
from qa.trace.alignment import Alignment, align, occurrences, side_by_side
from qa.trace.differences import differences
from qa.trace.exported import Claim
from qa.trace.folding import FoldedText, folded
from qa.trace.marks import extent

CHANGED = 0.85
"""Share of a quotation, by weight, that is left of one that was edited where nothing tells the
place: sentences of one article are much alike."""

CHANGED_BESIDE = 0.5
"""... where what stood on one side stands there still."""

CHANGED_IN_PLACE = 0.2
"""... where what stood on both sides still does; with less, another sentence is there."""

BESIDE = 3
"""Words on either side that tell whether this is the same place."""

WIDEST = 3
"""Times its length that what took the place of a quotation may have."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is there of a citation; ``span`` is where, None when it is gone."""

    state: Literal["intact", "moved", "changed", "gone"]
    span: Span | None = None
    ignored: tuple[Ignored, ...] = ()
    differences: tuple[Difference, ...] = ()


def standing(text: str, claim: Claim) -> Standing:
    """Return where the quotation of ``claim`` stands in ``text``, the article as it is now."""
    quote, answer = claim.quote, claim.answer
    if text[quote.start : quote.end] == quote.text:
        if text[answer.start : answer.end] == answer.text:
            return Standing("intact", Span(quote.start, quote.end))
        return _answer_changed(text, claim)
    places = _verbatim(text, quote.text)
    if places:
        start = max(places, key=lambda n: (_beside(text, n, claim), -abs(n - quote.start)))
        return Standing("moved", Span(start, start + len(quote.text)))
    return _changed(folded(text), folded(quote.text), claim)


def _answer_changed(text: str, claim: Claim) -> Standing:
    """Return the difference of an answer that is not the slice of its quote that it claims."""
    quote, answer = claim.quote, claim.answer
    span = Span(answer.start, min(answer.end, len(text)))
    stands = TextSpan(span.of(text), span.start, span.end)
    quoted = TextSpan(answer.text, answer.start - quote.start, answer.end - quote.start)
    difference = Difference("changed", quoted, stands)
    return Standing("changed", Span(quote.start, quote.end), (), (difference,))


def _verbatim(text: str, words: str) -> list[int]:
    """Return all starts of ``words`` in ``text``."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _beside(text: str, start: int, claim: Claim) -> int:
    """Return how many code points beside a place are as they were, 0 to 64."""
    end = start + len(claim.quote.text)
    before = text[max(0, start - len(claim.prefix)) : start]
    after = text[end : end + len(claim.suffix)]
    return _common(before[::-1], claim.prefix[::-1]) + _common(after, claim.suffix)


def _common(one: str, other: str) -> int:
    """Return the length of the common start of two strings."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _changed(words: FoldedText, quoted: FoldedText, claim: Claim) -> Standing:
    """Return what took the place of words that stand nowhere as they were."""
    if not len(quoted):
        return Standing("gone")
    same = occurrences(quoted, words)
    if same:  # white space, typography, encoding
        at = min(same, key=lambda n: abs(words.starts[n] - claim.quote.start))
        found = _compared(quoted, words, side_by_side(0, at, len(quoted)))
        return _at_edges(words, quoted, claim, found)
    place = _between(words, quoted, claim)
    if place is None:
        return _beside_one(words, quoted, claim) or _anywhere(words, quoted)
    return _in_place(_part(words, *place), quoted)


def _in_place(inside: FoldedText, quoted: FoldedText) -> Standing:
    """Return what is left of a quotation in the words that stand between what stood around it."""
    alignment = align(quoted, inside, CHANGED_IN_PLACE)
    if alignment is None or alignment.matched < CHANGED_IN_PLACE:
        return Standing("gone")
    return _compared(quoted, inside, _with_edges(inside, alignment))


def _at_edges(words: FoldedText, quoted: FoldedText, claim: Claim, found: Standing) -> Standing:
    """Return what came before the first word of a quotation or behind its last; else ``found``.

    "It rained." that became "It rained again." has all its words side by side. Where no word came,
    and nothing else is known to differ, it is the outer marks.
    """
    place = _between(words, quoted, claim)
    edged = _in_place(_part(words, *place), quoted) if place else found
    if edged.differences and edged.span and found.span and edged.span.overlaps(found.span):
        return edged
    return found if found.ignored else replace(found, ignored=("punctuation",))


def _with_edges(words: FoldedText, alignment: Alignment) -> Alignment:
    """Return an alignment with the few words that came before its first or behind its last."""
    theirs = [s for _, s in alignment.pairs if s is not None]
    head, tail = range(theirs[0]), range(theirs[-1] + 1, len(words))
    pairs = alignment.pairs
    if len(head) <= BESIDE:
        pairs = (*((None, s) for s in head), *pairs)
    if len(tail) <= BESIDE:
        pairs = (*pairs, *((None, s) for s in tail))
    return replace(alignment, pairs=pairs)


def _beside_one(words: FoldedText, quoted: FoldedText, claim: Claim) -> Standing | None:
    """Return what stands right behind what stood before, or right before what stood behind.

    Where nothing stood on a side, the beginning or the end of the text is as good as words.
    """
    before, after = _neighbours(claim)
    width = 2 * len(quoted)
    ends = occurrences(after, words) if len(after) else [len(words)]
    places = [(n - width, n, n - 1) for n in ends]
    for n in occurrences(before, words) if len(before) else [0]:
        first = n + len(before)
        places.append((first, first + width, first))
    for first, last, touching in places:
        inside = _part(words, max(0, first), last)
        alignment = align(quoted, inside, CHANGED_BESIDE)
        if alignment is None or alignment.matched < CHANGED_BESIDE:
            continue
        if touching - max(0, first) in (s for _, s in alignment.pairs):
            return _compared(quoted, inside, alignment)
    return None


def _anywhere(words: FoldedText, quoted: FoldedText) -> Standing:
    """Return what is nearest to a quotation of which nothing tells the place."""
    alignment = align(quoted, words, CHANGED)
    if alignment is None or alignment.matched < CHANGED:
        return Standing("gone")
    return _compared(quoted, words, alignment)


def _between(words: FoldedText, quoted: FoldedText, claim: Claim) -> tuple[int, int] | None:
    """Return the words between what stood on both sides, None where it is not as it was.

    Of several the one nearest to where it was cited, then the one of the most similar width.
    """
    before, after = _neighbours(claim)
    ends = [n + len(before) for n in occurrences(before, words)] if len(before) else [0]
    starts = occurrences(after, words) if len(after) else [len(words)]
    found = [
        (abs(_offset(words, end) - claim.quote.start), abs(start - end - len(quoted)), end, start)
        for end in ends
        for start in starts
        if 0 <= start - end <= WIDEST * len(quoted) + BESIDE
    ]
    return min(found)[2:] if found else None


def _offset(words: FoldedText, number: int) -> int:
    """Return where a word starts, of the one behind the last where the text ends."""
    return words.starts[number] if number < len(words) else len(words.text)


def _neighbours(claim: Claim) -> tuple[FoldedText, FoldedText]:
    """Return the last words before and the first behind a quotation, none that may be cut.

    Of surroundings as long as they are kept the outermost word may be half a word.
    """
    prefix, suffix = folded(claim.prefix), folded(claim.suffix)
    first = int(len(claim.prefix) >= CONTEXT)
    last = len(suffix) - int(len(claim.suffix) >= CONTEXT)
    return _part(prefix, max(first, len(prefix) - BESIDE), len(prefix)), _part(
        suffix, 0, min(BESIDE, last)
    )


def _part(words: FoldedText, first: int, last: int) -> FoldedText:
    """Return some of the words of a text."""
    part = slice(first, max(first, last))
    return FoldedText(words.text, words.starts[part], words.ends[part], words.words[part])


def _compared(quoted: FoldedText, words: FoldedText, alignment: Alignment) -> Standing:
    """Return what stands there instead, with the differences."""
    changed, ignored = differences(quoted, words, alignment)
    _, span = extent(quoted, words, alignment)
    return Standing("changed", span, ignored, changed)

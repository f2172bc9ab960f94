"""Where the words of a citation stand in a text that may have changed since."""

from dataclasses import dataclass
from typing import Literal

from qa.contract.answer import TextSpan
from qa.contract.article import Span
from qa.contract.tracing import Difference, Ignored
from qa.trace.alignment import Alignment, align, occurrences
from qa.trace.differences import differences
from qa.trace.exported import Claim
from qa.trace.folding import FoldedText, folded

CHANGED = 0.85
"""Share of a quotation, by weight, that is left of one that was edited where nothing tells the
place: sentences of one article are much alike."""

CHANGED_IN_PLACE = 0.2
"""... where what stood on both sides still does; with less, another sentence is there."""

BESIDE = 3
"""Words on either side that tell whether this is the same place."""

WIDEST = 3
"""Times its length that what took the place of a quotation may have."""

CUT = 32
"""Code points of prefix and suffix; of one this long the outermost word may be half a word."""


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
        pairs = tuple((n, at + n) for n in range(len(quoted)))
        return _compared(quoted, words, Alignment(pairs, 1.0))
    place = _between(words, quoted, claim)
    if place is None:
        alignment = align(quoted, words, CHANGED)
        if alignment is None or alignment.matched < CHANGED:
            return Standing("gone")
        return _compared(quoted, words, alignment)
    inside = _part(words, *place)
    alignment = align(quoted, inside, CHANGED_IN_PLACE)
    if alignment is None or alignment.matched < CHANGED_IN_PLACE:
        return Standing("gone")
    return _compared(quoted, inside, alignment)


def _between(words: FoldedText, quoted: FoldedText, claim: Claim) -> tuple[int, int] | None:
    """Return the words between what stood on both sides, None where it is not as it was.

    Of several the one whose width is nearest to that of the quotation, then the nearest to it.
    """
    before, after = _neighbours(claim)
    ends = [n + len(before) for n in occurrences(before, words)] if len(before) else [0]
    starts = occurrences(after, words) if len(after) else [len(words)]
    found = [
        (abs(start - end - len(quoted)), abs(_offset(words, end) - claim.quote.start), end, start)
        for end in ends
        for start in starts
        if 0 <= start - end <= WIDEST * len(quoted) + BESIDE
    ]
    return min(found)[2:] if found else None


def _offset(words: FoldedText, number: int) -> int:
    """Return where a word starts, of the one behind the last where the text ends."""
    return words.starts[number] if number < len(words) else len(words.text)


def _neighbours(claim: Claim) -> tuple[FoldedText, FoldedText]:
    """Return the last words before and the first behind a quotation, none that may be cut."""
    prefix, suffix = folded(claim.prefix), folded(claim.suffix)
    first = int(len(claim.prefix) >= CUT)
    last = len(suffix) - int(len(claim.suffix) >= CUT)
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
    theirs = [s for _, s in alignment.pairs if s is not None]
    span = Span(words.starts[theirs[0]], words.ends[theirs[-1]])
    return Standing("changed", span, ignored, changed)

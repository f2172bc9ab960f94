"""A quotation laid along a stretch of text, word by word: what stands there, what differs.

Global in the quotation, local in the text (Needleman and Wunsch with free ends): every word of
the quotation is matched, changed or added; words of the text between them are missing.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from qa.text.words import STOP_WORDS
from qa.trace.edges import Pair, agrees, bounded
from qa.trace.folding import FoldedText

SLACK = 12
"""Words of the text that one may leave out before it is two pieces: a subordinate clause."""

LIKELIEST = 5
"""Ways to lay a quotation along a text that are compared closer."""

OMITTED = 80
"""Words of the text that a quotation may leave out where it shows so by an ellipsis."""

WEIGHT = 3
"""What a word counts that names something, beside 1 for a word that glues."""

_MATCH, _CHANGED, _GAP = 2, -1, -1
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.")


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of word numbers (of the quotation, of the text) in order, None where one lacks it.

    ``matched`` is the share of the quotation's words that stand there, 0 to 1, by weight;
    ``words`` is how many do.
    """

    pairs: tuple[Pair, ...]
    matched: float
    words: int

    @property
    def exact(self) -> bool:
        """Tell whether all words stand there side by side, in order."""
        return self.matched == 1.0 and all(None not in pair for pair in self.pairs)


def align(quoted: FoldedText, source: FoldedText, least: float = 0.0) -> Alignment | None:
    """Return the best alignment of a quotation with a text.

    None when no two words agree, or when less than the share ``least`` of them can.
    """
    there = set(source.words)
    total = sum(map(weight, quoted.words))
    if sum(weight(word) for word in quoted.words if word in there) < least * total:
        return None
    shift = _shift(quoted.words, source.words)
    if shift is None:
        return None
    free = omissions(quoted)
    first = max(0, shift - SLACK - (OMITTED if free else 0))
    last = min(len(source), shift + len(quoted) + SLACK + (OMITTED if free else 0))
    pairs = _pairs(quoted.words, source.words[first:last], free)
    moved = bounded(quoted, source, [(q, None if s is None else s + first) for q, s in pairs])
    same = {q for q, s in moved if q is not None and agrees(quoted, source, (q, s))}
    return Alignment(moved, sum(weight(quoted.words[q]) for q in same) / total, len(same))


def omissions(quoted: FoldedText) -> frozenset[int]:
    """Return the numbers of the words that an ellipsis stands behind, the last one left out."""
    return frozenset(
        n
        for n in range(len(quoted) - 1)
        if _ELLIPSIS.search(quoted.text, quoted.ends[n], quoted.starts[n + 1])
    )


def side_by_side(first: int, place: int, length: int) -> Alignment:
    """Return the alignment of words ``first`` on with those of the text from ``place`` on."""
    return Alignment(tuple((first + n, place + n) for n in range(length)), 1.0, length)


def weight(word: str) -> int:
    """Return what a word counts in comparing."""
    return 1 if word in STOP_WORDS else WEIGHT


def occurrences(quoted: FoldedText, source: FoldedText) -> list[int]:
    """Return the word numbers at which all words of the quotation stand side by side."""
    length, wanted = len(quoted), quoted.words
    found, at = [], -1
    while length:
        try:
            at = source.words.index(wanted[0], at + 1, len(source) - length + 1)
        except ValueError:
            break
        if source.words[at : at + length] == wanted:
            found.append(at)
    return found


def _shift(quoted: Sequence[str], source: Sequence[str]) -> int | None:
    """Return by how many words the quotation is moved to lie over most of its words in the text.

    Pairs of neighbours count much more than words: "the" is everywhere.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for q, word in enumerate(quoted):
        places[word].append(q)
    votes: Counter[int] = Counter()
    for s, word in enumerate(source):
        for q in places.get(word, ()):
            beside = s + 1 < len(source) and q + 1 < len(quoted) and source[s + 1] == quoted[q + 1]
            votes[s - q] += weight(word) + (2 * WEIGHT if beside else 0)
    if not votes:
        return None
    # an added or missing word moves the rest: neighbours count together
    likeliest = [n for n, _ in votes.most_common(LIKELIEST)]
    near = {n: sum(votes[n + d] for d in range(-SLACK, SLACK + 1)) for n in likeliest}
    return min(near, key=lambda n: (-near[n], -votes[n], n))


def _pairs(quoted: Sequence[str], source: Sequence[str], free: Collection[int]) -> list[Pair]:
    """Return the pairs of the best alignment; leading and trailing words of the text are free.

    So are words of the text behind a word of the quotation that is in ``free``.
    """
    columns = len(source)
    scores = [[0] * (columns + 1)]
    for q, word in enumerate(quoted):
        above, gap = scores[-1], 0 if q in free else _GAP
        left = above[0] + _GAP
        row = [left]
        for s in range(columns):
            here = above[s] + (_MATCH if source[s] == word else _CHANGED)
            up = above[s + 1] + _GAP
            left += gap
            if up > left:
                left = up
            if here >= left:
                left = here
            row.append(left)
        scores.append(row)
    # of equals the last: a last word that differs is a changed one
    end = max(range(columns + 1), key=lambda s: (scores[-1][s], s))
    return _traced(scores, quoted, source, end)


def _traced(
    scores: Sequence[Sequence[int]], quoted: Sequence[str], source: Sequence[str], end: int
) -> list[Pair]:
    """Return the pairs that led to the score of all of the quotation at ``end``."""
    pairs: list[Pair] = []
    q, s = len(quoted), end
    while q:
        gain = _MATCH if s and source[s - 1] == quoted[q - 1] else _CHANGED
        if s and scores[q][s] == scores[q - 1][s - 1] + gain:
            q, s = q - 1, s - 1
            pairs.append((q, s))
        elif scores[q][s] == scores[q - 1][s] + _GAP:
            q -= 1
            pairs.append((q, None))
        else:
            s -= 1
            pairs.append((None, s))
    return pairs[::-1]

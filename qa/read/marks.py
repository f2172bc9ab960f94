"""Marks at the ends of an answer: ``"Silkworm" missiles``, not ``Silkworm" missiles,``.

SQuAD's measures ignore punctuation, so the reader never learnt which marks belong to an answer.
"""

from qa.contract.article import Span
from qa.ingest.lines import trimmed

PAIRS = {'"': '"', "“": "”", "«": "»", "(": ")", "[": "]"}
"""Apostrophes are none: they also end words."""

BETWEEN = ",;:–—"
"""What stands between words and so neither begins nor ends an answer. A point may be a word's."""


def paired(sentence: str, answer: Span) -> Span:
    """Return ``answer``, of ``sentence``, with the partner of each mark in it that is next to it.

    A mark at either end whose partner stands elsewhere is left out instead; one in the midst of the
    answer stays as it is. Without commas, dashes and white space at its ends; an answer of nothing
    but marks stays.
    """
    start, end = answer.start, answer.end
    for opening, closing in PAIRS.items():
        inside = sentence[start:end]
        if not _unpaired(inside, opening, closing):
            continue
        if inside[:1] != closing and start and sentence[start - 1] == opening:
            start -= 1
        elif inside[-1:] != opening and sentence[end : end + 1] == closing:
            end += 1
        elif inside.startswith(opening) and len(inside) > 1:
            start += 1
        elif inside.endswith(closing) and len(inside) > 1:
            end -= 1
    return _whole_words(sentence, start, end) or answer


def _whole_words(sentence: str, start: int, end: int) -> Span | None:
    """Return ``[start, end)`` without what stands between words at its ends; None: nothing left."""
    span = trimmed(sentence, start, end)
    while span and sentence[span.start] in BETWEEN:
        span = trimmed(sentence, span.start + 1, span.end)
    while span and sentence[span.end - 1] in BETWEEN:
        span = trimmed(sentence, span.start, span.end - 1)
    return span


def _unpaired(text: str, opening: str, closing: str) -> bool:
    if opening == closing:
        return text.count(opening) % 2 == 1
    return text.count(opening) != text.count(closing)

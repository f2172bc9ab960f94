"""Copies of one report: two quotes that say the same in the same words are one source."""

from collections.abc import Iterable

from qa.text.words import coverage, stems

# Two quotes with this share of their words in common, either way, are copies of one report.
COPIED = 0.9

# Of one day, a quote with this share of its words in another one tells the same.
RETOLD = 0.8


def is_copy(quote: str, quoted: Iterable[str]) -> bool:
    """Tell whether a quote is a copy of one of those ``quoted``."""
    words = stems(quote)
    others = map(stems, quoted)
    return any(min(coverage(words, other), coverage(other, words)) > COPIED for other in others)


def retold(quote: str, other: str) -> bool:
    """Tell whether one of two quotes of the same days holds most words of the other."""
    words, others = stems(quote), stems(other)
    return max(coverage(words, others), coverage(others, words)) > RETOLD

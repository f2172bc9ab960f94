"""Copies of one report: quotes and articles that say the same in the same words are one source."""

from collections.abc import Iterable

from qa.text.words import coverage, stems, words

# Two quotes with this share of their words in common, either way, are copies of one report.
COPIED = 0.9

# Of one day, a quote with this share of its words in another one tells the same.
RETOLD = 0.8

# So many words in a row seldom stand in two reports unless one was written from the other; a text
# with this share of them in another one is that report, shortened or with another head. Two reports
# of one event, by different hands, share 0.02 of them; see qa evaluate sources.
RUN = 5
REPRINTED = 0.4


def is_copy(quote: str, quoted: Iterable[str]) -> bool:
    """Tell whether a quote is a copy of one of those ``quoted``."""
    own = stems(quote)
    others = map(stems, quoted)
    return any(min(coverage(own, other), coverage(other, own)) > COPIED for other in others)


def retold(quote: str, other: str) -> bool:
    """Tell whether one of two quotes of the same days holds most words of the other."""
    own, others = stems(quote), stems(other)
    return max(coverage(own, others), coverage(others, own)) > RETOLD


def reprinted(text: str, other: str) -> bool:
    """Tell whether the shorter of two articles stands in the longer one, mostly.

    >>> story = "The city closed the bridge on Monday after rust had eaten most of its cables."
    >>> reprinted(story, "ARLO, May 3 (AP) - " + story), reprinted(story, "Rust closed a bridge.")
    (True, False)
    """
    shorter, longer = sorted((_runs(text), _runs(other)), key=len)
    return coverage(shorter, longer) >= REPRINTED


def _runs(text: str) -> frozenset[str]:
    """Return all runs of ``RUN`` words of a text."""
    said = words(text.lower())
    return frozenset(" ".join(said[n : n + RUN]) for n in range(len(said) - RUN + 1))

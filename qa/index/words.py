"""How much of a question's wording a passage covers: stems shared, stop words left aside."""

import functools

import snowballstemmer

from qa.index.lexical import content_words, words

# Stemming is the dear part and news repeats its words: some 100,000 take a few megabytes.
_KEPT = 100_000


@functools.cache
def _stemmer() -> snowballstemmer.stemmer:
    """The English stemmer (Porter 2), made once."""
    return snowballstemmer.stemmer("english")


@functools.lru_cache(maxsize=_KEPT)
def _stem(word: str) -> str:
    """The stem of a lower-cased word."""
    stem: str = _stemmer().stemWord(word)
    return stem


@functools.lru_cache(maxsize=256)
def stems(text: str) -> frozenset[str]:
    """Return the stems of all words of a text, lower-cased."""
    return frozenset(map(_stem, words(text.lower())))


def question_stems(question: str) -> frozenset[str]:
    """Return the stems of the words of a question that are worth looking for."""
    return frozenset(map(_stem, content_words(question)))


def coverage(wanted: frozenset[str], found: frozenset[str]) -> float:
    """Return the share of ``wanted`` that is in ``found``, 0 to 1; 0 when nothing is wanted.

    >>> coverage(question_stems("Who suspended ties?"), stems("China suspends military ties."))
    1.0
    """
    return len(wanted & found) / len(wanted) if wanted else 0.0

"""Words and stems, for finding and comparing: the same for questions and for passages.

They are those of the text as it is compared (``folding``): one word in every spelling.
"""

import functools
import re
from collections.abc import Sequence

from qa.text.folding import folded, numbers_folded
from qa.text.stemmers import stemmer

# Words that ask or glue and do not name anything. In a large collection bm25 gives them next to no
# weight by itself; in one of five articles "why" is as rare as a name.
STOP_WORDS = frozenset(
    """a an and are as at be been being but by can could did do does for from had has have he her
    his how i if in into is it its me my of on or our she so than that the their them then there
    these they this those to too was we were what when where which who whom whose why will with
    would you your""".split()
)

# More words than any question needs; keeps a hostile one from becoming a huge query.
MAX_WORDS = 64

_WORD = re.compile(r"\w+")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.)+[^\W\d_]\b\.?")

# Stemming is the dear part and news repeats its words: some 100,000 take a few megabytes.
_KEPT = 100_000


@functools.lru_cache(maxsize=_KEPT)
def _stem(word: str) -> str:
    """The stem of a lower-cased word."""
    stem: str = stemmer("english").stemWord(word)
    return stem


@functools.lru_cache(maxsize=256)
def stems(text: str) -> frozenset[str]:
    """Return the stems of all words of a text."""
    return frozenset(map(_stem, compared_words(text)))


def question_stems(question: str) -> frozenset[str]:
    """Return the stems of the words of a question that are worth looking for."""
    return frozenset(map(_stem, content_words(question)))


def coverage(wanted: frozenset[str], found: frozenset[str]) -> float:
    """Return the share of ``wanted`` that is in ``found``, 0 to 1; 0 when nothing is wanted.

    >>> coverage(question_stems("Who suspended ties?"), stems("China suspends military ties."))
    1.0
    """
    return len(wanted & found) / len(wanted) if wanted else 0.0


def searchable(text: str) -> str:
    """Return a text as its words are compared: a dotted abbreviation is one word.

    Agencies write "U.S.", others "US". Only for finding: offsets are not those of ``text``.

    >>> searchable("The U.S.-China talks, said Lt. Gen. A.B. Peña of 1.5 million")
    'the us-china talks, said lt. gen. ab pena of 1500000'
    """
    return numbers_folded(_without_dots(folded(text)))


def words(text: str) -> list[str]:
    """Return the words of a text, in order, as they are written.

    >>> words("Why did U.S. officials visit?")
    ['Why', 'did', 'US', 'officials', 'visit']
    """
    return _WORD.findall(_without_dots(text))


def compared_words(text: str) -> list[str]:
    """Return the words of a text, in order, as they are compared.

    >>> compared_words("Why did José’s U.S. fans pay $1.5m?")
    ['why', 'did', 'jose', 's', 'us', 'fans', 'pay', '1500000']
    """
    return _WORD.findall(searchable(text))


def content_words(question: str) -> list[str]:
    """Return the words to search for, in order: without stop words, unless nothing else is left."""
    return telling(compared_words(question))


def telling(asked: Sequence[str]) -> list[str]:
    """Return words in small letters without stop words, unless nothing else is left; each once."""
    unique = list(dict.fromkeys(asked))
    return ([word for word in unique if word not in STOP_WORDS] or unique)[:MAX_WORDS]


def _without_dots(text: str) -> str:
    """Return a text with dotted abbreviations as words."""
    return _DOTTED.sub(lambda match: match[0].replace(".", ""), text)

"""The words of questions that carry meaning, and when two of them are the same."""

import re
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*")
CONTRACTION = re.compile(r"n[\u2019']t\b|[\u2019'](?:s|re|ve|ll|d|m)\b", re.IGNORECASE)

STOP_WORDS = frozenset(
    """
    a about above after again against all also am an and another any are around as at be became
    because become been before being below between both but by can could come did do does doing
    done down during each either else even ever few for from further get give go had has have having
    he her here hers herself him himself his how i if in instead into is it its itself just kind
    like me more most much my myself no nor not now of off on once one ones only or other others our
    ours ourselves out over own please same shall she should so some such tell than that the their
    theirs them themselves then there these they this those through to too under until up upon us
    used using very was we were what when where whether which while who whom whose why will with
    without would you your yours yourself yourselves
    """.split()
)
"""Function words and the empty verbs of requests: adding one of them adds no content."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its place in code points, and the ``stem`` by which it is compared.

    ``stem`` is empty for a word without content.
    """

    start: int
    end: int
    stem: str


def words(text: str) -> list[Word]:
    """Return the words of a text in order; contracted endings are no words.

    >>> [word.stem for word in words("What are lung cancer's symptoms?")]
    ['', '', 'lung', 'cancer', 'symptom']
    """
    # blanks of the same length, so that places stay
    plain = CONTRACTION.sub(lambda found: " " * len(found[0]), text)
    return [Word(*found.span(), _stem(found[0].lower())) for found in WORD.finditer(plain)]


def content_stems(text: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning: no stop words, no plural endings.

    Not those of ``qa.text.words``, which search is by: the selector was trained with these.

    >>> sorted(content_stems("What are lung cancer's symptoms?"))
    ['cancer', 'lung', 'symptom']
    """
    return frozenset(word.stem for word in words(text) if word.stem)


def _stem(word: str) -> str:
    return "" if word in STOP_WORDS else without_plural(word)


def without_plural(word: str) -> str:
    """Drop a plural ending (the S-stemmer of Harman, 1991).

    >>> [without_plural(word) for word in ("studies", "sharks", "glass", "virus")]
    ['study', 'shark', 'glass', 'virus']
    """
    if not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > len("ties") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith("es") and not word.endswith(("aes", "ees", "oes")):
        return word[:-1]
    if word.endswith("s") and not word.endswith(("us", "ss")):
        return word[:-1]
    return word

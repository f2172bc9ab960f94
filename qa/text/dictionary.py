"""How common the words of English are, to tell a misspelt word from one that is simply absent.

82,834 words with their forms and many names: those that Google's books and the word lists of spell
checkers (SCOWL) share, as they come with SymSpell.
"""

import functools
from importlib import resources

_FILE = "frequency_dictionary_en_82_765.txt"

LEAST_PART = 4
"""Letters of each part of a compound: shorter ones are in many misspelt words."""

_COMPOUND = 1e-8
"""The share of a compound that is not listed: that of the rarest words that are."""


@functools.cache
def _shares() -> dict[str, float]:
    """Read when a word is in doubt for the first time: 50 ms, 10 MB."""
    with (resources.files("symspellpy") / _FILE).open(encoding="utf-8-sig") as lines:
        pairs = (line.split() for line in lines)
        counts = {word: int(count) for word, count in pairs}
    whole = sum(counts.values())
    return {word: count / whole for word, count in counts.items()}


def share_of_english(word: str) -> float:
    """Return which share of all words of English texts a lower-cased word is, 0.0 if unknown.

    One that is made of two known words is rare, and known.

    >>> share_of_english("china") > share_of_english("videogames") > share_of_english("chna")
    True
    """
    listed = _shares()
    if word in listed:
        return listed[word]
    places = range(LEAST_PART, len(word) - LEAST_PART + 1)
    made = any(word[:at] in listed and word[at:] in listed for at in places)
    return _COMPOUND if made else 0.0

"""A text as words that can be compared: what typing, printing and encoding change is folded away.

Words keep their offsets, so that what is found is a slice of the text itself. A currency sign, a
percent sign or the minus of a number is a word: 5 and 5 % are not the same.
"""

import functools
import re
import unicodedata
from dataclasses import dataclass

_MARK = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_WORD = re.compile(
    rf"[^\W_](?:[^\W_]|[{_MARK}{INVISIBLE}]|(?<=\d)[.,](?=\d))*"
    r"|[$€£¥₹₽₩₪₫₱₦₿¢%‰&+±]"
    r"|(?<![^\s(])[-\u2212](?=\d)"
)
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")

# Folding is the dear part and news repeats its words: some 100,000 take a few megabytes.
_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class FoldedText:
    """The words of a stretch of text: ``words[n]`` folds ``text[starts[n]:ends[n]]``."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self.words)


def folded(text: str, start: int = 0, end: int | None = None) -> FoldedText:
    """Return the words of ``text[start:end]``; offsets are those of ``text``.

    >>> folded("The U.S. paid $1,500").words
    ('the', 'u', 's', 'paid', '$', '1500')
    """
    matches = list(_WORD.finditer(text, start, len(text) if end is None else end))
    return FoldedText(
        text,
        tuple(match.start() for match in matches),
        tuple(match.end() for match in matches),
        tuple(fold(match[0]) for match in matches),
    )


@functools.lru_cache(maxsize=_KEPT)
def fold(word: str) -> str:
    """Return a word without case, accents, ligatures, width, and commas between thousands.

    A superscript or a fraction stays itself: 10² is not 102.

    >>> fold("Ｅﬃciency"), fold("Café"), fold("1,500.5"), fold("10²")
    ('efficiency', 'cafe', '1500.5', '10²')
    """
    if _THOUSANDS.fullmatch(word):
        word = word.replace(",", "")
    if word.isascii():
        return word.lower()
    return unaccented(plain(word).casefold())


def plain(word: str) -> str:
    """Return a word with ligatures, full-width forms and invisible characters resolved."""
    return "".join(
        character
        if unicodedata.category(character) == "No"
        else unicodedata.normalize("NFKC", character)
        for character in unicodedata.normalize("NFC", _UNSEEN.sub("", word))
    )


def unaccented(word: str) -> str:
    """Return a word without its combining marks."""
    return "".join(
        character
        for character in unicodedata.normalize("NFD", word)
        if not unicodedata.combining(character)
    )

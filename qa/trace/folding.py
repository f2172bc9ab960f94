"""A text as words that can be compared: what typing, printing and encoding change is folded away.

Words keep their offsets, so that what is found is a slice of the text itself. A currency sign, a
percent sign or the minus of a number is a word: 5 and 5 % are not the same.
"""

import functools
import re
from dataclasses import dataclass

from qa.text.folding import UNSEEN
from qa.text.folding import folded as letters_of

_MARK = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_WORD = re.compile(
    rf"[^\W_](?:[^\W_]|[{_MARK}{UNSEEN}]|(?<=\d)[.,．，﹒﹐٫٬](?=\d))*"
    r"|[$€£¥₹₽₩₪₫₱₦₿¢%‰&+±＄￡￥％﹪٪＆＋]"
    r"|(?<![^\s(（])[-\u2212－](?=\d)"
)
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
    """Return a word as it is compared, without commas between thousands.

    >>> fold("Ｅﬃciency"), fold("Café"), fold("1,500.5"), fold("１，５００．５"), fold("10²")
    ('efficiency', 'cafe', '1500.5', '1500.5', '10 2')
    """
    letters = letters_of(word)
    return letters.replace(",", "") if _THOUSANDS.fullmatch(letters) else letters

"""Text as it is compared: without accents, width, ligatures and unseen signs, numbers in figures.

For finding and comparing only; what is stored and quoted stays as it is. ``folded`` changes the
length of a text: ``fold_map`` tells where each sign came from.
"""

import re
import unicodedata
from collections.abc import Iterator

_LETTERS = str.maketrans(
    {
        "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ø": "o", "Ø": "O", "ħ": "h",
        "Ħ": "H", "ı": "i", "ŧ": "t", "Ŧ": "T", "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae",
        "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "’": "'", "‘": "'", "‚": "'", "‛": "'",
        "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
    }
)  # fmt: skip
"""Letters and marks that Unicode does not take apart."""

_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u061c\u180e") | frozenset(
    map(chr, range(0x202A, 0x202F))
)
"""Soft hyphens, zero-width signs, and marks of direction."""

_SCALES = {
    "thousand": 3, "million": 6, "mn": 6, "mln": 6, "m": 6, "billion": 9, "bn": 9, "bln": 9,
    "b": 9, "trillion": 12, "tn": 12, "trn": 12, "k": 3,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<whole>\d{1,3}(?:(?P<mark>[,\u00a0\u202f ’'])\d{3})(?:(?P=mark)\d{3})*|\d+)"
    r"(?P<part>\.\d+)?(?:(?P<gap>\s?|-)(?P<scale>thousand|million|billion|trillion|mln|bln|trn|"
    r"mn|bn|tn|k|m|b)\b)?(?![\w]|[.,]\d)",
    re.IGNORECASE,
)
LONGEST_NUMBER = 40
"""Digits; what has more is no count."""


def folded(text: str) -> str:
    """Return ``text`` in small letters without accents, width, ligatures and unseen signs.

    White space is single; what NFKC makes one is one, in whatever order it was composed.

    >>> folded("José Peña"), folded("Ｊｏｓｅ\u0301 Pen\u0303a"), folded("co\u00adoperate ﬁne")
    ('jose pena', 'jose pena', 'cooperate fine')
    """
    return "".join(sign for _, sign in _signs(text))


def fold_map(text: str) -> tuple[str, list[int]]:
    """Return ``folded(text)`` and, for each of its signs, where in ``text`` it came from."""
    pairs = list(_signs(text))
    return "".join(sign for _, sign in pairs), [place for place, _ in pairs]


def numbers_folded(text: str) -> str:
    """Return ``text`` with every number in figures alone.

    >>> numbers_folded("1,200 men, 1.5 million votes, $3bn in 2011 and 3.50")
    '1200 men, 1500000 votes, $3000000000 in 2011 and 3.50'
    """
    return _NUMBER.sub(_in_figures, text)


def comparable(text: str) -> str:
    """Return what two texts that say the same in other signs have in common."""
    return numbers_folded(folded(text))


def _signs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the signs of a folded text, one by one, each with its place in ``text``."""
    spaced = True
    for place, char in enumerate(text):
        for sign in _plain(char):
            if sign.isspace():
                if not spaced:
                    yield place, " "
                spaced = True
            else:
                spaced = False
                yield place, sign


def _plain(char: str) -> str:
    """Return what one sign stands for: "" for accents and what is not seen."""
    if char in _UNSEEN:
        return ""
    if char.isascii():
        return char.lower()
    apart = unicodedata.normalize("NFKD", char.translate(_LETTERS))
    bare = "".join(one for one in apart if not unicodedata.combining(one) and one not in _UNSEEN)
    return unicodedata.normalize("NFKD", bare.casefold()).translate(_LETTERS).lower()


def _in_figures(match: re.Match[str]) -> str:
    whole = re.sub(r"\D", "", match["whole"])
    part = (match["part"] or "")[1:]
    if len(whole) + len(part) > LONGEST_NUMBER:
        return match[0]
    scale = match["scale"]
    if scale is None:
        return whole + (match["part"] or "")
    power = _SCALES[scale.lower()]
    if len(scale) == 1 and match["gap"] != "":
        # "in 5 m of water" is a length.
        return match[0]
    digits = part[:power].ljust(power, "0")
    return (whole + digits).lstrip("0") + (f".{part[power:]}" if part[power:] else "") or "0"

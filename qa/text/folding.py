"""Text as it is compared: without accents, width, ligatures and unseen signs, numbers in figures.

For finding, reading and comparing only; what is stored and quoted stays as it is.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable

UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060\ufeff"
"""Soft hyphens, signs of no width, and marks of direction, as in a class of signs."""
_UNSEEN = re.compile(f"[{UNSEEN}]")

_STROKES = {
    "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ø": "o", "Ø": "O", "ħ": "h",
    "Ħ": "H", "ı": "i", "ŧ": "t", "Ŧ": "T", "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE",
    "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th",
}  # fmt: skip
"""Letters that Unicode does not take apart."""

_WIDE = re.compile("[\ufe50-\ufe6b\uff00-\uffef]")
"""Signs of East Asian printing, as wide as two letters or smaller than others."""
_WIDE_SPACE = "\u3000"
_IN_NUMBERS = {"٫": ".", "٬": ",", "٪": "%"}
"""Signs of Arabic figures."""
_MARKS = (
    dict.fromkeys("’‘‚‛ʼ´`", "'")
    | dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | _IN_NUMBERS
)

_BEHIND_DIGIT = re.compile(
    "(?<=\\d)(?=[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2079\u2150-\u215f])"
)
"""Before a raised figure or a fraction behind a figure: 10² is not 102, nor 1½ eleven halves."""

_SCALES = {
    "thousand": 3, "million": 6, "mn": 6, "mln": 6, "m": 6, "billion": 9, "bn": 9, "bln": 9,
    "b": 9, "trillion": 12, "tn": 12, "trn": 12, "k": 3,
}  # fmt: skip
NUMBER = re.compile(
    r"(?<![\w.,])(?P<whole>"
    r"\d{1,3}(?:(?P<mark>[,\u2007\u2009\u00a0\u202f ’'])\d{3})(?:(?P=mark)\d{3})*|\d+)"
    r"(?P<part>\.\d+)?(?:(?P<gap>\s?|-)(?P<scale>thousand|million|billion|trillion|mln|bln|trn|"
    r"mn|bn|tn|k|m|b)\b)?(?![\w]|[.,]\d)",
    re.IGNORECASE,
)
"""A number in figures, with a word for its size: "1,200", "1.5 million"."""
_BLANK = {code: " " for code in range(128) if chr(code).isspace()}
"""White space of ASCII: of every kind it is a space, as in any other text."""

LONGEST_NUMBER = 40
"""Digits; what has more is no count."""


class _Table(dict[int, str]):
    """What each sign becomes, worked out when it is first met."""

    def __init__(self, becomes: Callable[[str], str]) -> None:
        self._becomes = becomes

    def __missing__(self, code: int) -> str:
        self[code] = self._becomes(chr(code))
        return self[code]


def folded(text: str) -> str:
    """Return ``text`` in small letters without accents, width, ligatures and unseen signs.

    >>> folded("José Peña"), folded("Ｊｏｓｅ\u0301 Pen\u0303a"), folded("co\u00adoperate ﬁne")
    ('jose pena', 'jose pena', 'cooperate fine')
    >>> folded("Małgorzata’s 10 km², 10²")
    "malgorzata's 10 km2, 10 2"
    """
    if text.isascii():
        return text.lower().translate(_BLANK)
    return _BEHIND_DIGIT.sub(" ", text).translate(_FOLDED)


def plain(text: str) -> str:
    """Return ``text`` with ligatures, width and unseen signs resolved; accents and case stay.

    >>> plain("Ｊｏｓｅ\u0301, oﬃcer"), plain("１．５ ١٫٥")
    ('José, officer', '1.5 1.5')
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text).translate(_PLAIN))


def narrow(text: str) -> str:
    """Return ``text`` with figures, letters and signs of other scripts or widths as ours, in place.

    Every code point stays where it is, so that what is found in one is found in the other.

    >>> narrow("７ Ｍａｙ ２０１１, ١٩٩٠／०५ oﬃcer")
    '7 May 2011, 1990/05 oﬃcer'
    """
    return text if text.isascii() else text.translate(_NARROW)


def unaccented(text: str) -> str:
    """Return ``text`` without accents and strokes.

    >>> unaccented("Małgorzata Peña")
    'Malgorzata Pena'
    """
    apart = unicodedata.normalize("NFD", text)
    return "".join(_STROKES.get(sign, sign) for sign in apart if not unicodedata.combining(sign))


def legible(text: str) -> str:
    """Return ``text`` with letters that models of English know in place of others.

    They resolve accents and unseen signs themselves. ``legible_places`` tells what came from where.

    >>> legible("Błońska, oﬃcer")
    'Blońska, officer'
    """
    return text if text.isascii() else text.translate(_LEGIBLE)


def legible_places(text: str) -> list[int]:
    """Return for each sign of ``legible(text)`` where in ``text`` it came from."""
    return [place for place, sign in enumerate(text) for _ in _LEGIBLE[ord(sign)]]


def numbers_folded(text: str) -> str:
    """Return ``text`` with every number in figures alone.

    >>> numbers_folded("1,200 men, 1.5 million votes, $3bn in 2011 and 3.50")
    '1200 men, 1500000 votes, $3000000000 in 2011 and 3.50'
    """
    return NUMBER.sub(_in_figures, text)


def numbers_as_written(asked: str, texts: Iterable[str]) -> str:
    """Return ``asked`` with each number as the texts write it, where they all write it otherwise.

    >>> numbers_as_written("Who lent 1,500,000 crowns?", ["A bank lent 1.5 million crowns."])
    'Who lent 1.5 million crowns?'
    """
    if not NUMBER.search(asked):
        return asked
    writings: dict[str, dict[str, None]] = {}
    for text in texts:
        for match in NUMBER.finditer(plain(text)):
            writings.setdefault(_in_figures(match), {})[match[0]] = None

    def written(match: re.Match[str]) -> str:
        known = writings.get(_in_figures(match), {})
        return match[0] if match[0] in known else next(iter(known), match[0])

    return NUMBER.sub(written, asked)


def comparable(text: str) -> str:
    """Return what two texts that say the same in other signs have in common."""
    return numbers_folded(folded(text))


def _folded(sign: str) -> str:
    """Return what one sign stands for: "" for accents and what is not seen."""
    if _UNSEEN.match(sign):
        return ""
    if sign.isspace():
        return " "
    if sign.isdecimal():
        return str(unicodedata.digit(sign))
    sign = _STROKES.get(sign, sign)
    apart = unicodedata.normalize("NFKD", _MARKS.get(sign, sign))
    bare = "".join(one for one in apart if not unicodedata.combining(one))
    apart = unicodedata.normalize("NFKD", unaccented(bare.casefold())).translate(_MARK_TABLE)
    return "".join(" " if one.isspace() else one for one in _UNSEEN.sub("", apart).lower())


def _plain(sign: str) -> str:
    """Return a letter or figure without its width or ligature, any other sign as it is."""
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.digit(sign))
    if sign in _IN_NUMBERS or sign == _WIDE_SPACE:
        return _IN_NUMBERS.get(sign, " ")
    if kind == "No" or not (sign.isalnum() or _WIDE.match(sign)):
        return sign
    return unicodedata.normalize("NFKC", sign)


def _narrow(sign: str) -> str:
    becomes = _plain(sign)
    return becomes if len(becomes) == 1 else sign


def _legible(sign: str) -> str:
    return "".join(_STROKES.get(one, one) for one in _plain(sign))


_MARK_TABLE = str.maketrans(_MARKS)
_FOLDED, _PLAIN, _LEGIBLE = _Table(_folded), _Table(_plain), _Table(_legible)
_NARROW = _Table(_narrow)


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

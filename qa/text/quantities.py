"""Amounts as numbers: "twelve", "$4.2 million", "5.3 mln dlrs", "a dozen", "half", "40 pct".

Only for comparing: what is shown stays as it is written.
"""

import math
import re
from dataclasses import dataclass

from qa.text.folding import folded
from qa.text.numbers import CARDINALS, MAGNITUDES

_SCALES = {
    **MAGNITUDES, "mln": 10**6, "mn": 10**6, "m": 10**6, "bln": 10**9, "bn": 10**9, "b": 10**9,
    "trn": 10**12, "tn": 10**12, "k": 1000, "dozen": 12, "score": 20,
}  # fmt: skip
_CURRENCIES = {
    "$": "$", "us$": "$", "dollar": "$", "dlr": "$", "usd": "$", "buck": "$",
    "£": "£", "pound": "£", "stg": "£", "sterling": "£", "gbp": "£",
    "€": "€", "euro": "€", "eur": "€", "¥": "¥", "yen": "¥", "jpy": "¥",
    "mark": "mark", "franc": "franc", "crown": "crown", "krona": "crown", "krone": "crown",
    "rupee": "rupee", "rouble": "rouble", "ruble": "rouble", "yuan": "yuan", "peso": "peso",
    "real": "real", "lira": "lira", "guilder": "guilder", "won": "won", "rand": "rand",
    "cent": "cent", "ct": "cent",
}  # fmt: skip
_SHARES = frozenset("% percent pct percentage".split())
_MEASURES = {
    "km": "km", "kilometre": "km", "kilometer": "km", "mile": "mile", "metre": "m", "meter": "m",
    "foot": "foot", "feet": "foot", "inch": "inch", "acre": "acre",
    "hectare": "ha", "ha": "ha",
    "tonne": "tonne", "ton": "tonne", "kg": "kg", "kilo": "kg", "kilogram": "kg", "pound": "£",
    "gram": "gram", "ounce": "ounce", "barrel": "barrel", "bpd": "barrel", "gallon": "gallon",
    "litre": "litre", "liter": "litre", "bushel": "bushel", "bag": "bag", "bale": "bale",
    "megawatt": "MW", "mw": "MW", "watt": "watt", "degree": "degree",
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week",
    "month": "month", "year": "year", "decade": "decade",
    "point": "point", "share": "share", "time": "time",
}  # fmt: skip
_PARTS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2}
_WORDS = {**CARDINALS, "a": 1, "an": 1}
_SMALL_SCALES = frozenset("hundred dozen score".split())
_WHOLE_SCALES = frozenset("dozen hundred thousand million billion trillion".split())
_NOTHING = frozenset("zero no none nobody".split())

_NEARLY = re.compile(
    r"\b(?:about|around|approximately|roughly|some|nearly|almost|close\s+to|more\s+than|over|at\s+"
    r"least|up\s+to|less\s+than|fewer\s+than|under|just|an?\s+estimated|estimated|or\s+so)\s*[\W]*$",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"(?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<fraction>[ -]\d/\d+)?"
    r"|us\$|[$£€¥%]|[^\W\d_]+"
)
# "12 dlrs a share": not to be compared with what the whole costs.
_EACH = re.compile(r"^\W*(?:an?|per|each|every|apiece)\b\s*(?!total\b)(?P<thing>[a-z]+)?")
_SIGN = re.compile(r"(us\$|[$£€¥])$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount: its ``number``, its ``unit`` ("" for a count), whether it is said to be rough.

    ``unit`` is a currency, "%" or a measure; what is counted ("people") is none.
    """

    number: float
    unit: str
    rough: bool = False


def quantity(text: str, start: int, end: int) -> Quantity | None:
    """Return the first amount within ``text[start:end]``, None when there is none.

    What stands right before and behind tells its unit, its scale and whether it is rough.

    >>> quantity("It cost some $4.2 million in all.", 14, 18)
    Quantity(number=4200000.0, unit='$', rough=True)
    >>> text = "Twenty-five miners"
    >>> quantity(text, 0, len(text))
    Quantity(number=25.0, unit='', rough=False)
    """
    before = folded(text[max(0, start - 24) : start])
    inside, behind = folded(text[start:end]), folded(text[end : end + 32])
    whole = f"{inside} {behind}"
    tokens = list(_TOKEN.finditer(whole))
    first = next((n for n in range(len(tokens)) if _begins(tokens, n)), None)
    if first is None or tokens[first].start() >= len(inside):
        return None
    number, after = _number(tokens, first)
    lead = f"{before} {inside[: tokens[first].start()]}".rstrip()
    sign = _SIGN.search(lead)
    unit = _CURRENCIES[sign[1]] if sign else ""
    if after < len(tokens) and _joined(tokens, after):
        cent = tokens[after][0] == "per" and after + 1 < len(tokens)
        cent = cent and tokens[after + 1][0] == "cent"
        named = "%" if cent else _unit(tokens[after][0])
        unit = unit or named
        after += 2 if cent else bool(named)
    per = _EACH.match(whole[tokens[after - 1].end() :])
    if per and unit:
        unit += f"/{per['thing'] or ''}"
    rough = _NEARLY.search(_SIGN.sub("", lead)) is not None
    return Quantity(number, unit, rough)


def alike(one: Quantity, other: Quantity) -> bool:
    """Tell whether two amounts of one unit say the same: equal, or one is the other rounded.

    >>> alike(Quantity(5213000, "$"), Quantity(5.2e6, "$"))
    True
    >>> alike(Quantity(11, ""), Quantity(14, ""))
    False
    """
    if one.unit != other.unit:
        return False
    if math.isclose(one.number, other.number, rel_tol=1e-9):
        return True
    if one.rough or other.rough:
        larger = max(abs(one.number), abs(other.number))
        if abs(one.number - other.number) <= ROUGHLY * larger:
            return True
    return _rounded(one.number, other.number) or _rounded(other.number, one.number)


ROUGHLY = 0.05
"""How far two amounts may lie apart when one is said to be "about" so much."""

LEAST_ROUNDED = 1000
"""Smaller numbers are counted, not rounded."""


def _rounded(rough: float, exact: float) -> bool:
    """Tell whether ``rough`` is ``exact`` with fewer digits, two at least."""
    if min(abs(rough), abs(exact)) < LEAST_ROUNDED:
        return False
    digits = f"{rough:.0f}".rstrip("0")
    if len(digits) < 2 or len(f"{exact:.0f}".rstrip("0")) <= len(digits):
        return False
    step = 10.0 ** (len(f"{rough:.0f}") - len(digits))
    return bool(abs(rough - exact) <= step / 2)


def _begins(tokens: list[re.Match[str]], n: int) -> bool:
    """Tell whether a number begins with a token: a figure, a number word, "a dozen"."""
    token = tokens[n][0]
    if token in ("a", "an"):
        behind = tokens[n + 1][0] if n + 1 < len(tokens) else ""
        return behind in _SCALES or behind in _PARTS
    said = token in CARDINALS or token in _NOTHING or token in _PARTS
    return said or tokens[n]["figure"] is not None or token in _WHOLE_SCALES


def _number(tokens: list[re.Match[str]], n: int) -> tuple[float, int]:
    """Return the number that begins with a token, and the token behind it."""
    if tokens[n][0] in _NOTHING:
        return 0.0, n + 1
    total, current, first = 0.0, 0.0, n
    while n < len(tokens) and (n == first or _joined(tokens, n)):
        token, begun = tokens[n][0], n > first
        added = _worth(tokens[n]) if not begun or token in CARDINALS else None
        if added is not None:
            current += added
        elif token in _SMALL_SCALES:
            current = (current or 1) * _SCALES[token]
        elif token in _SCALES:
            total, current = total + (current or 1) * _SCALES[token], 0.0
        elif not (token == "and" and begun and n + 1 < len(tokens) and _counts(tokens[n + 1])):
            break
        n += 1
    return total + current, n


def _counts(token: re.Match[str]) -> bool:
    return str(token[0]) in CARDINALS


def _worth(token: re.Match[str]) -> float | None:
    """Return what a figure, a number word or "half" is worth, None for another word."""
    if token["figure"] is None:
        return _PARTS.get(token[0], _WORDS.get(token[0]))
    above, _, below = (token["fraction"] or " 0/1")[1:].partition("/")
    return float(token["figure"].replace(",", "")) + int(above) / max(1, int(below))


def _joined(tokens: list[re.Match[str]], n: int) -> bool:
    """Tell whether only a space or a hyphen stands between a token and the one before it."""
    between = tokens[n].string[tokens[n - 1].end() : tokens[n].start()]
    return between.strip(" -") == ""


def _unit(token: str) -> str:
    """Return the unit that a word names, "" for a thing that is counted."""
    if token in _SHARES:
        return "%"
    for word in (token, token.removesuffix("s"), token.removesuffix("es")):
        unit = _CURRENCIES.get(word) or _MEASURES.get(word)
        if unit:
            return unit
    return ""

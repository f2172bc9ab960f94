"""Finds the runs of words that can hold a time expression and cuts them into tokens.

This is the cheap first look at every character of a text, so it is one regular expression: it
stops only where a word that makes a time expression (a month, ``yesterday``, ``weeks``, 1998) is
reached through words that can lead to one (``the past two``). Every repetition in it is bounded,
so the time is linear in the length of the text whatever the text is.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from qa.dates.lexicon import LEXICON, TRIGGER_CLASSES


class Token(NamedTuple):
    """A word of a run with its class and meaning; offsets count from the start of the run."""

    kind: str
    number: int
    symbol: str
    start: int
    end: int


# Most words of a run before its first trigger, and after it: longer than any time expression,
# short enough that no text can make the scan slow.
_MOST_BEFORE, _MOST_AFTER = 8, 16
_CLOCK = (
    r"\d{1,2}(?:[:.]\d{2})?(?::\d{2})?[ \xa0]?(?:[ap]\.m\.|[ap]\.?m(?!\w))"
    r"|\d{1,2}:\d{2}(?::\d{2})?(?![\w:])|\d{1,2} o['’]clock(?!\w)"
    r"|[0-2]\d[0-5]\d[ \xa0](?:gmt|utc|hours|hrs|local time)(?!\w)"
)
_NUMERIC_DATE = (
    r"\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(?::\d{2})?(?:z|[+-]\d{2}:?\d{2})?(?![\w/-]|[.,]\d)"
    r"|(?:\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}/\d{1,2}/\d{2}"
    r"|\d{1,2}-\d{1,2}-\d{4}|\d{1,2}\.\d{1,2}\.\d{4}|(?<![-/])[12]\d{3}(?:[-–‑]\d{1,2}|/\d{2}))(?![\w/-]|[.,:]\d)"
)
_YEAR = r"[12]\d{3}(?![\w%]|[,.:]\d|/\d(?!\d{3}))|['’]\d{2}(?![\w%])"
_DECADE = r"[12]\d{2}0['’]?s(?!\w)|['’`]?[2-9]0['’]?s(?!\w)"
_QUARTER = r"(?:q[1-4]|[1-4]q)(?!\w)"
_NUMBER = (
    r"\d{1,2}(?:st|nd|rd|th)(?!\w)|\d{1,3}(?:,\d{3}){0,3}(?:\.\d{1,3})?(?:[ -]1/2)?"
    r"(?![\w%]|[.,:/]\d|[ \xa0]?[ap]\.?m(?!\w)|[ \xa0]o['’]clock)"
)
_BREAK = r"(?:,?[ \t\xa0\r]{1,4}(?:\n[ \t]{0,8}(?=\S))?|,?\n[ \t]{0,8}(?=\S)|,|[ ]?[-‐‑–][ ]?|/)"


def _alternatives(words: Iterable[str]) -> str:
    """Write words as a pattern that shares their beginnings, so that few are tried at a place."""
    heads: dict[str, list[str]] = {}
    for word in words:
        heads.setdefault(word[:1], []).append(word[1:])
    ends = heads.pop("", None) is not None
    branches = [re.escape(head) + _alternatives(tails) for head, tails in sorted(heads.items())]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return f"{body}?" if ends else body


_WORDS = [word for word in LEXICON if word[0].isalpha()]
# "nineteen" begins most years that are written out.
_TRIGGER_WORDS = [word for word in _WORDS if LEXICON[word].kind in TRIGGER_CLASSES] + ["nineteen"]
_LEAD_WORDS = [word for word in _WORDS if word not in _TRIGGER_WORDS]
# The look-ahead spares nearly every place of a text the attempts that follow it.
_FIGURES = rf"(?=[\d'’`q])(?:{_CLOCK}|{_NUMERIC_DATE}|{_DECADE}|{_YEAR}|{_QUARTER})"
_TRIGGER = rf"(?:{_alternatives(_TRIGGER_WORDS)}(?!\w)|{_FIGURES})"
_LEAD = rf"(?:{_alternatives(_LEAD_WORDS)}(?!\w)|{_NUMBER})"
_ANY = rf"(?:{_alternatives(_WORDS)}(?!\w)|{_FIGURES}|{_NUMBER})"
_RUN = re.compile(
    rf"(?<![\w@/\\$€£#.])(?:{_TRIGGER}|(?:{_LEAD}{_BREAK}){{1,{_MOST_BEFORE}}}+{_TRIGGER})"
    rf"(?:{_BREAK}{_ANY}|['’]s(?!\w)){{0,{_MOST_AFTER}}}+"
)
_TOKEN = re.compile(rf"{_ANY}|['’]s(?!\w)|[-‐‑–,/]")


FIGURES_OF_DATE = re.compile(r"(?<![\w./-])(\d{1,2})([/-])(\d{1,2})\2\d{2}(?:\d{2})?(?![\w/-])")


def day_first_in(lower: str) -> bool | None:
    """Tell whether a text writes the day before the month in figures, None when none tells.

    >>> day_first_in("from 03/04/2011 until 25/04/2011"), day_first_in("on 03/04/2011")
    (True, None)
    """
    pairs = [(int(date[1]), int(date[3])) for date in FIGURES_OF_DATE.finditer(lower)]
    day = any(one > 12 >= two for one, two in pairs)
    month = any(two > 12 >= one for one, two in pairs)
    return day if day != month else None


def lowered(text: str) -> str:
    """Return the text in lower case with every code point at its place.

    A few capitals (``İ``) have two code points in lower case: they are kept as they are.
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


class Run(NamedTuple):
    """A run of words that may hold a time expression; token offsets count from its ``start``."""

    start: int
    tokens: tuple[Token, ...]
    kinds: str


def runs(lower: str, start: int, end: int) -> Iterator[Run]:
    """Yield the runs of ``lower[start:end]`` that may hold a time expression, in order."""
    for match in _RUN.finditer(lower, start, end):
        tokens = _tokens(match.group())
        yield Run(match.start(), *tokens)


# News says "on Tuesday" and "last year" over and over: a run is cut once.
@lru_cache(maxsize=1 << 14)
def _tokens(run: str) -> tuple[tuple[Token, ...], str]:
    tokens: list[Token] = []
    for match in _TOKEN.finditer(run):
        word, (first, last) = match.group(), match.span()
        entry = LEXICON.get(word)
        if entry is None and _is_year_of(word, tokens):  # 1990's first quarter
            tokens.append(Token("Y", int(word[:4]), "", first, first + 4))
            tokens.append(Token("s", 0, "", first + 4, last))
        elif entry is None:
            tokens.append(_figure(word, first, last))
        elif word in ("hundred", "thousand") and tokens and tokens[-1].kind == "a":
            tokens.append(Token("n", entry.number, "words", tokens.pop().start, last))
        elif entry.kind == "n" and _continues(tokens):
            _join(tokens, entry.number, last)
        elif (
            entry.kind == "o"
            and tokens
            and tokens[-1].kind == "n"
            and tokens[-1].number in (20, 30)
        ):
            tens = tokens.pop()
            tokens.append(Token("o", tens.number + entry.number, "", tens.start, last))
        else:
            tokens.append(Token(*entry, first, last))
    return tuple(tokens), "".join(token.kind for token in tokens)


def _is_year_of(word: str, tokens: list[Token]) -> bool:
    """Tell whether "1990's" is the year's, not "the 1990's" and "early 1990's"."""
    if len(word) != len("1990's") or not word[:4].isdecimal() or word[4] not in "'’":
        return False
    return all(token.kind != "k" for token in tokens) and (
        not tokens or tokens[-1].kind not in "teE-"
    )


def _continues(tokens: list[Token]) -> bool:
    """Tell whether a number word belongs to the one before it (``twenty-four``)."""
    place = len(tokens) - (2 if tokens and tokens[-1].kind == "-" else 1)
    return place >= 0 and (tokens[place].kind == "n" or tokens[place].symbol == "words")


def _join(tokens: list[Token], number: int, end: int) -> None:
    """Add a number word to the number before it; ``nineteen ninety`` becomes the year."""
    if tokens[-1].kind == "-":
        tokens.pop()
    before = tokens.pop()
    century = 10 < before.number < 21 and 10 <= number < 100
    if number in (100, 1000):
        total = before.number * number
    else:
        total = before.number * (100 if century else 1) + number
    year = century or before.kind == "Y" or total == 2000
    kind = "Y" if year else "N" if total in _DAYS_IN_TWO_WORDS else "n"
    tokens.append(Token(kind, total, "words", before.start, end))


# "May twenty-nine" is a day, "May nine" seldom is.
_DAYS_IN_TWO_WORDS = range(21, 32)


def full_year(short: int) -> int:
    """Return the year that two figures are short for, between 1931 and 2030."""
    return short + (1900 if short > 30 else 2000)


def _figure(word: str, start: int, end: int) -> Token:
    """Return the token of a word that is written in figures or is punctuation."""
    if word in ("'s", "’s"):
        return Token("s", 0, "", start, end)
    if not word[-1].isalnum() and word[-1] != ".":
        return Token("," if word == "," else "-", 0, "", start, end)
    if word[:4].isdecimal() and word[4:5] in (" ", "\xa0"):
        return Token("C", 0, word, start, end)
    if word[10:11] == "t":
        return Token("Z", 0, word, start, end)
    digits = int("".join(letter for letter in word if letter.isdecimal()))
    if word.endswith("s"):
        decade = digits // 10 if digits >= 1000 else 190 + digits // 10
        century = digits % 100 == 0 and 1000 < digits < 2000  # the 1800s
        return Token("k", 0, str(digits // 100 if century else decade), start, end)
    if word.endswith(("st", "nd", "rd", "th")):
        return Token("o", digits, "", start, end)
    if "q" in word:
        return Token("v", digits, "Q", start, end)
    if word[-1] in "m.k" or ":" in word:
        return Token("C", 0, word, start, end)
    return _number(word, digits, start, end)


def _number(word: str, digits: int, start: int, end: int) -> Token:
    if word[0] in "'’":
        return Token("Y", full_year(digits), "'", start, end)
    if word.isdecimal():
        kind = "Y" if len(word) == 4 else "N" if 1 <= digits <= 31 else "n"
        return Token(kind, digits, "", start, end)
    if word.endswith("1/2"):
        return Token("n", int(word[:-4] or 0), "half", start, end)
    if word.count(".") == 1:
        return Token("n", 0, word.replace(",", ""), start, end)
    return Token("n" if "," in word else "Z", digits if "," in word else 0, word, start, end)

"""Whether a stop ends its sentence: what the splitter does not know, or takes for the opposite.

Abbreviations of news, attributions behind a quotation, brackets, and words that only look like
abbreviations ("ill", "May"). The rules look at both sides of the stop.
"""

import re
from collections.abc import Iterator

from qa.text.months import MONTH

_BEFORE_NAMES = (
    "Ft Pt Pte Flt Ald Assemb Cpt "
    "Ste Amb Spc Pfc Pvt Cpl Sgt Ofc Cmdr Atty Asst Supt Insp Det Natl Intl Govt Dept Assn "
    "Jos Wm Chas Geo Thos Msgr Fr Hon Rev Pres Sens Reps Gov Gen Lt Col Capt Maj Adm Brig Mt St "
    "Messrs Mr Mrs Ms Dr Prof Sen Rep vs"
).split()
"""What stands before a name and never ends a sentence."""

_BEFORE_NUMBERS = (
    "approx Approx est ca Rm Vol No Nos Art Sec Fig fig pp p Op ch Ch Apt Ste Tel ext".split()
)
"""What stands before a figure; before a word it may end a sentence: "No. It is not."."""

_SAID = (
    "said|says|asked|asks|told|cried|added|adds|wrote|writes|shouted|replied|tweeted|noted|"
    "recalled|answered|insisted|explained|joked|warned|declared"
)

_NAME_FOLLOWS = re.compile(rf"(?<![\w.])(?:{'|'.join(_BEFORE_NAMES)})\.\s*$")
_NUMBER_FOLLOWS = re.compile(rf"(?<![\w.])(?:{'|'.join(_BEFORE_NUMBERS)})\.\s*$")
_WEEKDAY = re.compile(r"(?<![\w.])(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\.\s*$")
_CALLED = re.compile(r"[!?][”\"’']\s*$")
_PRONOUN = "(?:He|She|It|They|We|I|You|But|And|The|In|On|A|His|Her|Its|Their|There|This|That)"
_ATTRIBUTION = re.compile(rf"(?!{_PRONOUN}\s)(?:[A-Z][\w.'’-]*\s){{1,4}}(?:{_SAID})\b")
_NO_NAME = re.compile(rf"{_PRONOUN}\s")
_SMALL = re.compile(r"[a-zß-öø-ÿ](?![A-Z])")
_FIGURE = re.compile(r"(?:Nos?\.\s)?[$€£¥]?\d")
_DAY = re.compile(rf"(?:{MONTH})\.?\s\d|\d")
# The first letters of the next sentence: a capital, perhaps behind an opening mark.
_NEXT = r"(?=[\"“‘(\[]?[^\W\d_a-z])"
_ENDS = re.compile(
    rf"(?<![\w.])(?:ill|etc|art|may|May|War I|War II)\.[”\"]?\s+{_NEXT}|"
    rf"\((?=[A-Z\"“])[^()\n]{{1,300}}?\s[^()\n]{{0,300}}[a-z\d][.!?][”\"]?\)\s+{_NEXT}|"
    rf"(?<!\w)(?:Yahoo!|(?:St|Rd|Ave|Blvd)\.)\s+(?={_PRONOUN}\s)"
)

BEFORE = 24
"""Code points before a stop that are looked at."""


def goes_on(text: str, bound: int) -> bool:
    """Tell whether a sentence goes on at ``bound``, where the next one would begin.

    >>> goes_on("He was at Ft. Bragg.", 14), goes_on("He was ill. Bragg came.", 12)
    (True, False)
    """
    if bound >= len(text):
        return False
    start = max(0, bound - BEFORE)
    spaced = text[bound - 1].isspace()
    if text[bound] in "/,;:)" or (not spaced and text[bound] in "-–—"):
        return True
    if spaced and _SMALL.match(text, bound):
        # No sentence begins small, but for names such as "iPhone".
        return True
    if _NAME_FOLLOWS.search(text, start, bound) and not _NO_NAME.match(text, bound):
        return True
    if _NUMBER_FOLLOWS.search(text, start, bound) and _FIGURE.match(text, bound):
        return True
    if _WEEKDAY.search(text, start, bound) and _DAY.match(text, bound):
        return True
    return bool(_CALLED.search(text, start, bound) and _ATTRIBUTION.match(text, bound))


def further_ends(text: str) -> Iterator[int]:
    """Yield where sentences begin that the splitter takes to be parts of those before.

    >>> list(further_ends("Mother was ill. Bergdahl was told."))
    [16]
    """
    for end in _ENDS.finditer(text):
        yield end.end()

"""Who wrote, edited and helped: credits and bylines, told from sentences that begin like them."""

import re

_ROLE = (
    r"(?:report(?:ing|ed)|writing|written|editing|edited|compil(?:ing|ed)|research(?:ed)?|"
    r"photograph(?:y|s|ed)|photos?|pictures?|graphics?|illustrations?|produc(?:tion|ed)|"
    r"translat(?:ion|ed|ing)|video|words|text|story|words and pictures)"
)
_CREDIT = re.compile(
    rf"(?:(?:additional|further|original|with|some|other)\s+)*{_ROLE}"
    rf"(?:(?:\s*,\s*|\s+and\s+|\s*&\s*|\s*/\s*|\s+)(?:(?:additional|further)\s+)*{_ROLE})*"
    r"(?:\s+(?:for|in)\s+[\w.\s]+?)?\s+by\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:by|from|story by|words by|posted by|author)\s*:?\s+(?=\S)", re.IGNORECASE)
_SMALL_WORDS = frozenset(
    "a an additional and at by contributed de del der di du edited editing editor el en for from "
    "further in la le of on or reporting report the to und van von with writing written "
    "additional reported via für".split()
)
"""Words that credits and titles write small between names."""

MOST_BYLINE_WORDS = 14
"""Longer lines that begin with "By" are sentences."""

MOST_CREDIT_WORDS = 60
"""Credits of a large team, with cities."""

_WORD = re.compile(r"[^\W_](?:[\w.'’]|-(?=\w))*")
_STOP = re.compile(r"""[.!?…][\s"'”’»)\]]*$""")


def is_credit(line: str) -> bool:
    """Tell "Reporting by Ben Blanchard; Editing by Chris Lewis" from a sentence so begun."""
    bare = line.strip("()[]*_-–—. ")
    role = _CREDIT.match(bare)
    if role is None or len(bare.split()) > MOST_CREDIT_WORDS:
        return False
    words = _WORD.findall(bare[role.end() :])
    return bool(words) and is_title_case(_CREDIT.sub("", bare)) and not words[0].islower()


def is_byline(line: str) -> bool:
    """Tell "By Jane Doe, Staff Writer" from a sentence that begins with "By"."""
    begin = _BYLINE.match(line)
    if begin is None or _STOP.search(line) or len(line.split()) > MOST_BYLINE_WORDS:
        return False
    words = _WORD.findall(line[begin.end() :])
    return bool(words) and words[0][0].isupper() and is_title_case(line[begin.end() :])


def is_title_case(line: str) -> bool:
    """Tell whether every word but the small ones begins with a capital."""
    words = _WORD.findall(line)
    return bool(words) and all(
        not word[0].islower() or word.lower() in _SMALL_WORDS for word in words
    )

"""The time that a question is about, as far as carrying it over needs it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.question.follow_up.edits import Edit
from qa.text import months

MONTHS = "|".join(
    (*months.MONTHS, *(rf"{form}\." for forms in months.SHORT_MONTHS for form in forms))
)
DAYS = "|".join(months.WEEKDAYS)
YEAR = r"(?:1[0-9]|20)\d\d"
CORE = (
    rf"(?:\d{{1,2}} (?:{MONTHS})(?:,? {YEAR})?"
    rf"|(?:{MONTHS}) \d{{1,2}}(?:,? {YEAR})?\b"
    rf"|(?:{MONTHS})(?:,? {YEAR}\b)?"
    rf"|(?:the )?(?:early |late |mid-)?{YEAR}s\b"
    rf"|(?:early |late |mid-)?{YEAR}\b(?!-)"
    rf"|(?:the )?(?:spring|summer|autumn|fall|winter) of {YEAR}\b"
    rf"|(?:last|next|this) (?:year|month|week|decade|century|{DAYS})\b"
    rf"|(?:{DAYS})\b|yesterday\b|today\b|tomorrow\b)"
)
TIME = re.compile(
    rf"\b(?:(?P<preposition>in|on|during|since|before|after|until|by|from|around)\s+)?"
    rf"(?P<core>{CORE})(?! (?-i:[A-Z])[a-z])",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    r"\b(?:in between|in the meantime|between (?:them|those years|the two))\b", re.I
)
THAT_TIME = re.compile(
    r"\b(?P<preposition>in|at|on|by|since|until|before|after|during)?\s*"
    r"\b(?P<what>(?:that|the same) (?:year|month|week|day|time|decade)|then)\b(?=\s*[?.!,]|\s*$)",
    re.IGNORECASE,
)
PAIR = 2
RELATIVE = re.compile(r"(?:last|next|this|yesterday|today|tomorrow)\b", re.IGNORECASE)
"""Begins a time that takes no preposition."""
DAY = re.compile(
    rf"^\d{{1,2}} (?:{MONTHS})|(?:{MONTHS}) \d{{1,2}}(?!\d)|^(?:{DAYS})$", re.IGNORECASE
)
"""A time that is a day, or ends on one."""
NAMED = re.compile(rf"{YEAR}|{MONTHS}")
"""A time that can be named again; "last week" was meant from the day it was said."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time of a question: ``question[start:end]``, its preposition or "", and what it names."""

    start: int
    end: int
    preposition: str
    core: str

    @property
    def phrase(self) -> str:
        """The time as it can stand at the end of a question."""
        if self.preposition:
            return f"{self.preposition} {self.core}"
        if RELATIVE.match(self.core):
            return self.core
        return f"on {self.core}" if DAY.search(self.core) else f"in {self.core}"


def times(question: str) -> list[Time]:
    """Return the times of ``question`` in order.

    >>> [time.core for time in times("Why did China suspend ties in January 2010?")]
    ['January 2010']
    """
    return [
        Time(found.start(), found.end(), (found["preposition"] or "").lower(), found["core"])
        for found in TIME.finditer(question)
        # "may" and "march" are words too
        if found["core"].lower() not in ("may", "march") or found["core"][0].isupper()
    ]


def time_edits(question: str, asked: Sequence[Time], said: Sequence[Time]) -> list[Edit]:
    """Return the edits that put earlier times for "in between", "then" and "that year".

    ``asked`` are the times of earlier questions, ``said`` those of questions and answers, both
    oldest first.
    """
    between = BETWEEN.search(question)
    if between is not None:
        cores = list(dict.fromkeys(time.core for time in asked))
        if len(cores) < PAIR:
            cores = list(dict.fromkeys(time.core for time in said))
        if len(cores) < PAIR:
            return []
        first, second = cores[-PAIR:]
        if first[-4:].isdigit() and second[-4:].isdigit():
            first, second = sorted((first, second), key=lambda core: core[-4:])
        phrase = f"between {first} and {second}"
        return [Edit(between.start(), between.end(), phrase, f"{first} and {second}")]
    then = THAT_TIME.search(question)
    known = [time for time in said if NAMED.search(time.core)]
    if then is None or not known or not question[: then.start()].strip():
        return []
    return [that_time(then, known[-1])]


def that_time(then: re.Match[str], last: Time) -> Edit:
    """Return the edit that names the last time: "by then" and "that year" keep their sense."""
    preposition, phrase, core = then["preposition"], last.phrase, last.core
    year = re.search(YEAR, core)
    if then["what"].lower().endswith("year") and year is not None:
        core = year.group()
        phrase = f"in {core}"
    if preposition and preposition.lower() in ("by", "since", "until", "before", "after"):
        phrase = f"{preposition} {core}"
    start = then.start("preposition") if preposition else then.start("what")
    return Edit(start, then.end(), phrase, core)


def without_times(question: str) -> str:
    """Return ``question`` without its times, spaces mended."""
    pieces, position = [], 0
    for time in times(question):
        pieces.append(question[position : time.start].rstrip(" ,"))
        position = time.end
    return "".join([*pieces, question[position:]])

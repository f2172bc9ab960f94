"""A fragment as the question that it means: "And in 2022?" asks the last one again, of 2022.

Readers know whole questions. What comes out is only read, never shown: the person sees the words
that were carried.
"""

import re

from qa.dates.question import time_scope, without_time
from qa.question.question import is_resolved, names_in, names_within
from qa.text.question_words import has_question_word

_JOINED = re.compile(
    r"\W*(?:(?:and|but|or|so|then)\b\W*)*(?:(?:what|how)\s+about\s+|about\s+)?", re.IGNORECASE
)
_PLACED = re.compile(
    r"(?P<preposition>after|against|at|before|by|during|for|from|in|near|of|on|to|under|with)\s+",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she|it|they)\b", re.IGNORECASE)
_LAST_NOUN = re.compile(r"\b(?:the|his|her|its|their)\s+[\w’'-]+$", re.IGNORECASE)
_NOUN = re.compile(r"(?:the|his|her|its|their)\s+", re.IGNORECASE)
_MARKS = " ?.!,;:"


def asked_again(fragment: str, whole: str) -> str | None:
    """Return the earlier question ``whole`` with what a fragment puts into it.

    A time, a place, a name, a thing takes the place of its like. None where the fragment asks by a
    question word of its own, or has no place in it.

    >>> asked_again("And in Port Ansel?", "How long did judges take to decide?")
    'How long did judges take to decide in Port Ansel?'
    >>> asked_again("And Haugen?", "What share of the votes did Ortega receive?")
    'What share of the votes did Haugen receive?'
    """
    new = _JOINED.sub("", fragment, count=1).strip(_MARKS)
    asked = whole.strip(_MARKS)
    if not new or has_question_word(new) or not has_question_word(asked):
        return None
    if is_resolved(time_scope(new)):
        return f"{without_time(asked, time_scope(asked)).strip(_MARKS)} {new}?"
    placed = _PLACED.match(new)
    if placed:
        return f"{_without_place(asked, placed['preposition'])} {new}?"
    old = _like(new, asked)
    return asked[: old[0]] + new + asked[old[1] :] + "?" if old else None


def _without_place(asked: str, preposition: str) -> str:
    """Return a question without a name behind the same preposition, which is replaced."""
    for name in names_in(asked):
        behind = rf"\s+{preposition}\s+(?:the\s+)?{re.escape(name)}\b"
        asked = re.sub(behind, "", asked, count=1, flags=re.IGNORECASE)
    return asked


def _like(new: str, asked: str) -> tuple[int, int] | None:
    """Return the place in a question of what a name or a thing replaces; None for none."""
    pronoun = _PRONOUN.search(asked)
    if names_within(new):
        names = [(asked.find(name), name) for name in names_in(asked)]
        alone = [pair for pair in names if not _PLACED.search(asked[: pair[0]][-len("against ") :])]
        for start, name in alone or names:
            return start, start + len(name)
    elif _NOUN.match(new) and (last := _LAST_NOUN.search(asked)):
        return last.span()
    return pronoun.span() if pronoun else None

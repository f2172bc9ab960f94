"""Values that callers give, checked one by one: an error says what was given and what is meant."""

import datetime
import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from numbers import Integral

from qa.errors import ArticleNotFound, QuestionError

# Enough of a value to know it again.
SHOWN = 80

# Ids are much shorter; a longer text is none.
MAX_ID = 1000

# Names that a misspelt one is compared with letter by letter: a moment's work.
COMPARED = 10_000
# Shorter pieces of a name stand in too many names.
PIECE = 3

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def seen(value: object) -> str:
    """Return a value as an error shows it: as Python writes it, cut to 80 characters."""
    try:
        written = repr(value)
    except Exception:  # a number of thousands of digits, or what a caller's own class raises
        return f"a value of type {type(value).__name__}"
    return written if len(written) <= SHOWN else f"{written[:SHOWN]}…"


def near(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like ``name``, None when none is.

    One that is a part of the other comes first, then the one that shares most letters.

    >>> near("max_citation", ["history", "max_citations"])
    'max_citations'
    """
    wanted = name.casefold()
    names = {each.casefold(): each for each in sorted(known)}
    parts = [
        each
        for each in names
        if min(len(wanted), len(each)) >= PIECE and (wanted in each or each in wanted)
    ]
    if not parts:
        parts = difflib.get_close_matches(wanted, islice(names, COMPARED), n=1)
    return (
        names[min(parts, key=lambda each: (abs(len(each) - len(wanted)), each))] if parts else None
    )


def check_text(name: str, value: object, most: int, advice: str = "") -> str:
    """Return a text of at most ``most`` code points; it may be empty.

    ``advice`` is what to do about a longer one.

    :raises QuestionError: also for half of a surrogate pair: it is no character, and no file or
        socket takes it.
    """
    if not isinstance(value, str):
        raise QuestionError(f"{name} is {seen(value)}; expected text.")
    if len(value) > most:
        raise QuestionError(
            f"{name} has {len(value):,} characters; expected at most {most:,}. {advice}".rstrip()
        )
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise QuestionError(
            f"{name} holds a lone surrogate (U+{ord(value[error.start]):04X}) at position "
            f"{error.start}; expected Unicode text."
        ) from error
    return value


def check_words(name: str, value: object, most: int, advice: str = "") -> str:
    """Return a text that a person can see; ``advice`` is what to do about one that is too long.

    :raises QuestionError: when it is empty, too long, or no text.
    """
    words = check_text(name, value, most, advice)
    if not words.strip():
        raise QuestionError(f"{name} is empty; expected plain words.")
    return words


def check_flag(name: str, value: object) -> bool:
    """Return True or False, and nothing that only counts as one.

    :raises QuestionError: for anything else.
    """
    if not isinstance(value, bool):
        raise QuestionError(f"{name} is {seen(value)}; expected True or False.")
    return value


def check_number(name: str, value: object, most: int) -> int:
    """Return a whole number from 1 to ``most``.

    :raises QuestionError: for anything else; True is no number.
    """
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise QuestionError(f"{name} is {seen(value)}; expected a whole number, 1 to {most}.")
    number = int(value)
    if not 1 <= number <= most:
        raise QuestionError(f"{name} is {seen(number)}; expected 1 to {most}.")
    return number


def check_day(name: str, value: object) -> datetime.date | None:
    """Return a day, given as such or written as ``YYYY-MM-DD``; None stays None.

    :raises QuestionError: for anything else. A moment is refused as well: which day it is depends
        on where one is.
    """
    if value is None:
        return None
    if isinstance(value, datetime.datetime):
        raise QuestionError(
            f"{name} is {seen(value)}, a moment; expected a day such as 2011-01-31 "
            "(a datetime has it as .date())."
        )
    if isinstance(value, datetime.date):
        return value
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return datetime.date.fromisoformat(value)
    except ValueError as error:
        raise QuestionError(
            f"{name} is {seen(value)}, which is not in the calendar ({error}); "
            "expected a day such as 2011-01-31."
        ) from error
    raise QuestionError(f"{name} is {seen(value)}; expected a day such as 2011-01-31.")


def check_list(name: str, value: object, most: int, of: str) -> Sequence[object]:
    """Return a list or tuple of at most ``most`` entries; ``of`` says of what, for people.

    :raises QuestionError: for anything else; a text is no list of its letters.
    """
    if isinstance(value, str | bytes | bytearray) or not isinstance(value, Sequence):
        raise QuestionError(f"{name} is {seen(value)}; expected a list of {of}.")
    if len(value) > most:
        raise QuestionError(f"{name} has {len(value):,} entries; expected at most {most:,}.")
    return value


def check_id(value: object) -> str:
    """Return what may be the id of an article.

    :raises ArticleNotFound: when it is no text, and so the id of none.
    """
    try:
        return check_text("the id", value, MAX_ID)
    except QuestionError as error:
        raise ArticleNotFound(f"no article has such an id: {error}") from error


def check_names(name: str, given: Mapping[str, object], known: Sequence[str]) -> None:
    """Refuse a name that is not known, and say which one may be meant; ``name`` is of what.

    :raises QuestionError: naming the first that is not known.
    """
    for each in given:
        if each in known:
            continue
        meant = near(each, known) if isinstance(each, str) else None
        hint = f"did you mean {meant}?" if meant else f"expected {', '.join(known)}."
        raise QuestionError(f"{name} has no {seen(each)}; {hint}")

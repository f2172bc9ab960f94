"""What was asked, read once: the kind of answer, the names and numbers, the time."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from qa.dates.question import TimeScope, time_scope, without_time
from qa.question.answer_kind import AnswerKind, answer_kind
from qa.text.question_words import AUXILIARIES, QUESTION_WORD

_NAME = re.compile(r"[^\W\d_a-z][\w’'-]*(?:\.[^\W\d_]\.?)*(?:\s+(?:of|the|de|van|von|al|bin)\b)*")
_NAMES = re.compile(rf"(?:{_NAME.pattern})(?:\s+(?:{_NAME.pattern}))*")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@dataclass(frozen=True, slots=True)
class Question:
    """A question that stands alone, and what is known of it.

    ``wording`` is ``text`` without the words that only state its time: the time is judged by its
    resolution, for "Last year" may be 2010 and does not say so. ``scope`` is the time asked for,
    None when there is none. ``names`` are the names in it, in order, as typed; ``numbers`` its
    figures without separators. ``weights`` say how much each stem tells apart the sentences
    retrieved; empty before retrieval.
    """

    text: str
    wording: str
    asks: AnswerKind
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    scope: TimeScope | None = None
    weights: Mapping[str, float] = field(default_factory=dict)


def parse_question(text: str, as_of: datetime.date | None = None) -> Question:
    """Read a question; ``as_of`` is the day that "last month" is counted from.

    >>> parse_question("Why did China suspend ties in 2010?").wording
    'Why did China suspend ties?'
    """
    scope = time_scope(text, as_of)
    wording = without_time(text, scope)
    return Question(
        text=text,
        wording=wording,
        asks=answer_kind(text),
        names=names_in(wording),
        numbers=tuple(dict.fromkeys(n.replace(",", "") for n in _NUMBER.findall(wording))),
        scope=scope,
    )


def names_in(question: str) -> tuple[str, ...]:
    """Return the names in a question, in order: capital letters, but for its first word.

    >>> names_in("Who turned down a visit by Robert Gates to the Rim of the Pacific exercise?")
    ('Robert Gates', 'Rim of the Pacific')
    """
    names = []
    for match in _NAMES.finditer(question):
        words = _TAIL.sub("", match[0]).split()
        while words and _only_begins(words[0]):
            words = words[1:]
        name = re.sub(r"['’]s$", "", " ".join(words))
        if name and not (question.startswith(name) and " " not in name):
            names.append(name)
    return tuple(dict.fromkeys(names))


def _only_begins(word: str) -> bool:
    """Tell whether a capital letter is only that of a sentence's first word."""
    return QUESTION_WORD.fullmatch(word) is not None or word.lower() in AUXILIARIES | _OPENING


_OPENING = frozenset(
    "in on at by for from to the a an and but after before during since as".split()
)
_TAIL = re.compile(r"(?:\s+(?:of|the|de|van|von|al|bin))+$")

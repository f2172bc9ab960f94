"""What was asked, read once: the kind of answer, the names and numbers, the time."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from qa.contract.answer import ContextTerm, Turn
from qa.contract.article import Span
from qa.dates.expressions import find_expressions
from qa.dates.question import TimeScope, time_scope, without_time
from qa.question.answer_kind import AnswerKind, answer_kind
from qa.text.question_words import AUXILIARIES, CONTRACTION, QUESTION_WORD

_NAME = re.compile(r"[^\W\d_a-z][\w’'-]*(?:\.[^\W\d_]\.?)*(?:\s+(?:of|the|de|van|von|al|bin)\b)*")
THAT_TIME = re.compile(
    r"\b(?:that|the same)\s+(?:year|month|week|day|time|date|decade)\b|\bthen\b\W*$", re.IGNORECASE
)
"""A question that speaks of the time of what was said before."""
_NAMES = re.compile(rf"(?:{_NAME.pattern})(?:\s+(?:{_NAME.pattern}))*")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the words that it is asked with, and what is known of it.

    ``wording`` is ``text`` without the words that only state its time: the time is judged by its
    resolution, for "Last year" may be 2010 and does not say so. ``scope`` is the time asked for,
    None when there is none. ``names`` are the names in it, in order, as typed; ``numbers`` its
    figures without separators. ``weights`` say how much each stem tells apart the sentences
    retrieved; empty before retrieval. ``context`` are words of earlier turns: they are in
    ``wording``, ``names`` and ``numbers``, and not in ``text``. ``last`` is the earlier turn
    whose article the question goes on about, None for none.
    """

    text: str
    wording: str
    asks: AnswerKind
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    scope: TimeScope | None = None
    weights: Mapping[str, float] = field(default_factory=dict)
    context: tuple[ContextTerm, ...] = ()
    last: Turn | None = None

    @property
    def standalone(self) -> str:
        """The question as typed, its context in brackets behind it."""
        return bracketed(self.text, self.context)


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
        numbers=numbers_in(wording),
        scope=scope,
    )


def with_context(question: Question, context: Sequence[ContextTerm]) -> Question:
    """Return a question as it is asked with words of earlier turns; none of them: as it is.

    A question that asks of "that year" is limited to the time among the words.
    """
    if not context:
        return question
    scope = question.scope
    if not is_resolved(scope) and THAT_TIME.search(question.text):
        scope = time_scope(" ".join(f"in {term.text}" for term in context)) or scope
    limited = is_resolved(scope)
    searched = [term for term in context if not (limited and is_time(term.text))]
    said = " ".join(term.text for term in searched)
    wording = bracketed(question.wording, searched)
    return replace(
        question,
        wording=wording,
        names=tuple(dict.fromkeys([*question.names, *names_within(said)])),
        numbers=tuple(dict.fromkeys([*question.numbers, *numbers_in(said)])),
        scope=scope,
        context=tuple(context),
    )


def is_resolved(scope: TimeScope | None) -> TypeGuard[TimeScope]:
    """Tell whether a scope limits a question to known days."""
    return scope is not None and (scope.earliest is not None or scope.latest is not None)


def bracketed(question: str, context: Sequence[ContextTerm]) -> str:
    """Return a question with its context in brackets; without any, the question.

    >>> bracketed("When were they restored?", [ContextTerm("military ties", 1)])
    'When were they restored? (military ties)'
    """
    terms = ", ".join(term.text for term in context)
    return f"{question} ({terms})" if terms else question


def is_time(words: str) -> bool:
    """Tell whether words say a time and nothing else.

    >>> is_time("August 2022"), is_time("the 2014 exercises")
    (True, False)
    """
    return any(time.span == Span(0, len(words)) for time in find_expressions(words))


def numbers_in(words: str) -> tuple[str, ...]:
    """Return the figures in words, in order, without separators, each once."""
    return tuple(dict.fromkeys(number.replace(",", "") for number in _NUMBER.findall(words)))


def names_in(question: str) -> tuple[str, ...]:
    """Return the names in a question, in order: capital letters, but for its first word.

    >>> names_in("Who turned down a visit by Robert Gates to the Rim of the Pacific exercise?")
    ('Robert Gates', 'Rim of the Pacific')
    >>> names_in("What’s Port Ansel?"), names_in("Didn’t Ada Lund win?"), names_in("Who'd Ada see?")
    (('Port Ansel',), ('Ada Lund',), ('Ada',))
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


def names_within(words: str) -> tuple[str, ...]:
    """Return the names in words that begin no question: the first word may be one.

    >>> names_within("Panetta met Liang"), names_in("Panetta met Liang")
    (('Panetta', 'Liang'), ('Liang',))
    """
    return names_in(f"with {words}")


def _only_begins(word: str) -> bool:
    """Tell whether a capital letter is only that of a sentence's first word: "Who", "What's"."""
    plain = word.lower().replace("’", "'")
    asks = QUESTION_WORD.fullmatch(CONTRACTION.sub("", plain)) is not None
    return asks or plain in AUXILIARIES | _OPENING


_OPENING = frozenset(
    "in on at by for from to the a an and but after before during since as".split()
)
_TAIL = re.compile(r"(?:\s+(?:of|the|de|van|von|al|bin))+$")

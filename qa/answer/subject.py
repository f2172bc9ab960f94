"""Whether two candidates speak of one thing: the names, the words and the time around them.

Two fires in two towns are no difference between sources. Where it is not plain that both are of
one event, they are held apart: a difference that is none is worse than one that is not told.
"""

import datetime
import functools
import re

from qa.contract.candidates import Candidate
from qa.index.view import View
from qa.question.question import Question, names_in
from qa.text.months import MONTHS, WEEKDAYS
from qa.text.places import COUNTRIES, STATES
from qa.text.question_words import KIND_OF_NOUN, singular
from qa.text.words import question_stems, stems

# The numbers below were chosen on one half of the generator's templates: qa evaluate sources.

LACKING = 0.5
"""Share of the question's words that one text may lack while the other one has them."""

IN_COMMON = 0.2
"""Share of its names that the shorter text has in common with the other one."""

DAYS = 10
"""Days that lie between a report and what follows on it."""

PERIOD = 27
"""Days from which on a time is a period: of two, "in May" and "in June", each has its own."""

_SENTENCES = re.compile(r"(?<=[.!?])[\"”’)]*\s+[\"“‘(]*|\n+[\"“‘(]*")
_NO_NAMES = frozenset(name.lower() for name in (*MONTHS, *WEEKDAYS))


# "its jam business, which employs": what the clause is of stands before it.
_RELATIVE = re.compile(
    r"(?:\b(?:its|their|his|her|the)|['’]s?)\s+(?P<part>[^,;.]{1,60}?),?\s+(?:which|who)\b[^,;]*$",
    re.IGNORECASE,
)


def of_a_part(question: Question, candidate: Candidate) -> bool:
    """Tell whether a relative clause gives a count, of something that was not asked about.

    "Corvan sells its ferry arm, which has 12 ships" says how many ships the ferry arm has, not
    Corvan. "The company, which has 84 ships" may be of Corvan.
    """
    if question.asks.kind != "number":
        return False
    clause = _RELATIVE.search(candidate.sentence[: candidate.place.start])
    if clause is None:
        return False
    head = re.split(r"\s(?:of|at|in|for|from)\s", clause["part"])[0]
    return singular(head.lower()) not in KIND_OF_NOUN and stems(head).isdisjoint(
        stems(question.standalone)
    )


def same_subject(view: View, question: Question, one: Candidate, other: Candidate) -> bool:
    """Tell whether two candidates of different articles speak of one thing at one time."""
    texts = _around(view, one), _around(view, other)
    return (
        _names_of_question(question, *texts)
        and _words_of_question(question, *texts)
        and _names(question, *texts)
        and _times(view, one, other)
    )


def _around(view: View, candidate: Candidate) -> str:
    """Return the title of an article and the passage of a candidate."""
    return f"{view.reference(candidate.passage.article_id).title}\n{candidate.passage.text}"


def _names_of_question(question: Question, one: str, other: str) -> bool:
    """Tell whether the names of the question that one text has are in the other one too."""
    said, others = stems(one), stems(other)
    return all(
        (question_stems(name) <= said) == (question_stems(name) <= others)
        for name in question.names
    )


def _words_of_question(question: Question, one: str, other: str) -> bool:
    """Tell whether neither text lacks many of the question's words that the other one has."""
    asked = question_stems(question.wording)
    said, others = asked & stems(one), asked & stems(other)
    return len(said ^ others) <= LACKING * max(1, len(said | others))


def _names(question: Question, one: str, other: str) -> bool:
    """Tell whether the texts share names, beside countries and days.

    A name of the question that stands in both is enough when it is a rarer one than a country's.
    """
    if any(_rare(name) for name in question.names if question_stems(name) <= stems(one)):
        return True
    said, others = _rare_names(one), _rare_names(other)
    shared = len(said & others)
    return shared >= 2 and shared >= IN_COMMON * min(len(said), len(others))


@functools.lru_cache(maxsize=256)
def _rare_names(text: str) -> frozenset[str]:
    # every sentence begins with a capital letter: there it is no sign of a name
    sentences = (each[:1].lower() + each[1:] for each in _SENTENCES.split(text))
    names = (name for each in sentences for name in names_in(f". {each}"))
    return frozenset(word for name in names if _rare(name) for word in question_stems(name))


def _rare(name: str) -> bool:
    lower = name.lower().strip(".")
    return lower not in COUNTRIES | STATES | _NO_NAMES


def _times(view: View, one: Candidate, other: Candidate) -> bool:
    """Tell whether the times of the two sentences can be of one event.

    Where a sentence states none, that is nothing against it; nor is a time that is the answer, for
    that may be what the sources differ in.
    """
    first, second = _resolved(view, one), _resolved(view, other)
    if not first or not second:
        return True
    return any(_near(a, b) for a in first for b in second)


def _resolved(view: View, candidate: Candidate) -> list[tuple[datetime.date, datetime.date]]:
    times = view.times_within(candidate.passage, candidate.quote)
    return [
        (t.earliest, t.latest)
        for t in times
        if t.earliest and t.latest and t.type in ("DATE", "TIME")
    ]


def _near(
    one: tuple[datetime.date, datetime.date], other: tuple[datetime.date, datetime.date]
) -> bool:
    """Tell whether two times share a day, or lie a few days apart and neither is a period."""
    if one[0] <= other[1] and other[0] <= one[1]:
        return True
    if any((last - first).days >= PERIOD for first, last in (one, other)):
        return False
    return max(one[0] - other[1], other[0] - one[1]).days <= DAYS

"""A named event in a question ("after Pelosi's visit") as the days on which it happened."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from qa.contract.article import TimeExpression
from qa.contract.candidates import Hit
from qa.dates.event_nouns import names_event
from qa.dates.question import TimeScope, event_relation, named_event
from qa.dates.timex import bound
from qa.index.view import View
from qa.text.words import coverage, question_stems, stems

# A time longer than this does not say when something happened ("in the 1990s", "last year").
LONGEST = datetime.timedelta(days=366)
# What is said of events and of nothing else: it tells that "Woodstock" is one.
_HAPPENED = re.compile(
    r"\b(?:took place|takes place|take place|taken place|occurred|happened|broke out"
    r"|(?:was|were|is|are|be|been) held)\b",
    re.IGNORECASE,
)


def event_phrase(question: str) -> str | None:
    """Return the words of what may be an event that limits a question in time.

    None when there is none: "before the Senate" names a body. A name without such a noun
    ("after Woodstock") is one when the collection tells that it took place.
    """
    span = named_event(question)
    if span is None:
        return None
    phrase = span.of(question)
    named = any(word[0].isupper() for word in phrase.split())
    return phrase if named or names_event(phrase) else None


def event_scope(view: View, question: str, phrase: str, hits: Sequence[Hit]) -> TimeScope | None:
    """Return the time scope that a named event gives, None when its date cannot be found.

    ``hits`` are the passages found for the event's ``phrase``, best first. The first sentence that
    has all of its words and a time that was resolved dates the event; where they do not say
    themselves that something happens, the sentence has to.
    """
    wanted, happens = question_stems(phrase), names_event(phrase)
    for hit in hits:
        passage = hit.passage
        times, _ = view.times(passage.id)
        for sentence in passage.sentences:
            first = sentence.start - passage.span.start
            words = passage.text[first : sentence.end - passage.span.start]
            if coverage(wanted, stems(words)) < 1.0 or not (happens or _HAPPENED.search(words)):
                continue
            for time in times:
                if sentence.holds(time.span) and _dates(time):
                    return _scope(question, time)
    return None


def _dates(time: TimeExpression) -> bool:
    """Tell whether a time says when something happened."""
    return (
        time.type in ("DATE", "TIME")
        and time.earliest is not None
        and time.latest is not None
        and time.latest - time.earliest <= LONGEST
    )


def _scope(question: str, time: TimeExpression) -> TimeScope:
    """Return the scope before, after, since or during a dated event."""
    span = named_event(question)
    assert span is not None and time.earliest and time.latest
    relation = event_relation(question, span)
    scope = TimeScope(
        spans=(), words=f"{relation} {span.of(question)}: {time.text}", relation=relation
    )
    if relation == "before":
        return replace(scope, latest=bound(time.earliest, -1))
    if relation in ("after", "since"):
        return replace(scope, earliest=time.earliest)
    return replace(scope, earliest=time.earliest, latest=time.latest)

"""What happened when: dated quotes on a topic."""

from dataclasses import dataclass

from qa.contract.answer import Citation, CollectionReference, Interval
from qa.contract.plain import Plain


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event: when it was, and the quote that tells it."""

    date: Interval
    citation: Citation


@dataclass(frozen=True, slots=True)
class Timeline(Plain):
    """Entries in order of event time, the longer interval later; empty when nothing was found."""

    topic: str
    entries: tuple[TimelineEntry, ...]
    collection: CollectionReference

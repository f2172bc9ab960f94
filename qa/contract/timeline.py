"""What happened when: dated quotes on a topic."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qa.contract.answer import Citation, CollectionReference, Interval
from qa.contract.arguments import check_names, check_number, check_words
from qa.contract.plain import Plain, to_plain
from qa.contract.request import MAX_QUESTION, ONE_THING, Request, check_request
from qa.contract.search import SETTINGS

DEFAULT_ENTRIES = 20
MOST_ENTRIES = 100


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


def check_timeline(topic: object, most: object, settings: Mapping[str, object]) -> Request:
    """Return what is looked for as a question that stands alone.

    :raises QuestionError: when the topic, ``most`` or a setting cannot be used.
    """
    check_names("a timeline", settings, SETTINGS)
    check_words("the topic", topic, MAX_QUESTION, ONE_THING)
    check_number("most", most, MOST_ENTRIES)
    return check_request(topic, settings)


def timeline_to_plain(
    topic: object, most: object, settings: Mapping[str, object]
) -> dict[str, Any]:
    """Return what is looked for as JSON values: days as ISO 8601.

    :raises QuestionError: when the topic, ``most`` or a setting cannot be used.
    """
    checked = to_plain(check_timeline(topic, most, settings))
    return {"topic": topic, "most": most} | {name: checked[name] for name in settings}

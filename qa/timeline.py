"""What happened when: dated quotes on a topic, in order of event time."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from qa.answer.citations import citation
from qa.contract.answer import Citation, CollectionReference, Interval
from qa.contract.article import TimeExpression
from qa.contract.candidates import Extract, Hit
from qa.index import rows
from qa.protocols import Embedder
from qa.text.words import coverage, stems

# A sentence counts as on the topic from this share of the nearest one's cosine on.
NEAR = 0.6

# Sentences looked at: enough for a page of entries, few enough to embed while a person waits.
MOST_SENTENCES = 80

# Two quotes of the same days with this share of words in common are one report and its copy.
COPY = 0.8


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event: when it was, and the quote that tells it."""

    date: Interval
    citation: Citation


@dataclass(frozen=True, slots=True)
class Timeline:
    """Entries in order of event time, the longer interval later; empty when nothing was found."""

    topic: str
    entries: tuple[TimelineEntry, ...]
    collection: CollectionReference


def timeline(
    connection: sqlite3.Connection,
    topic: str,
    hits: Sequence[Hit],
    *,
    embedder: Embedder,
    most: int,
    collection: CollectionReference,
) -> Timeline:
    """Return the timeline of a topic from the passages found for it, ``most`` entries at most.

    A sentence is an entry when it is near the topic and a time in it was resolved; of several the
    first one counts. Ties in time are in the order of article id and place.
    """
    dated = _dated(connection, hits)[:MOST_SENTENCES]
    if not dated:
        return Timeline(topic, (), collection)
    texts = [_quote(extract) for extract, _ in dated]
    vectors = embedder.encode([topic, *texts])
    nearness = [float(score) for score in vectors[1:] @ vectors[0]]
    least = NEAR * max(nearness)
    chosen = sorted(
        (place for place, score in enumerate(nearness) if score >= least),
        key=lambda place: (-nearness[place], place),
    )
    kept: list[int] = []
    for place in chosen:
        if len(kept) < most and not any(_copies(dated, texts, place, other) for other in kept):
            kept.append(place)
    kept.sort(key=lambda place: _when(*dated[place]))
    entries = []
    for number, place in enumerate(kept, start=1):
        extract, time = dated[place]
        article_id = extract.passage.article_id
        cited = citation(
            number,
            rows.reference(connection, article_id),
            rows.text(connection, article_id),
            extract,
            rows.time_expressions(connection, article_id, extract.quote),
            max(0.0, min(1.0, nearness[place])),
        )
        entries.append(TimelineEntry(_interval(time), cited))
    return Timeline(topic, tuple(entries), collection)


def _dated(
    connection: sqlite3.Connection, hits: Sequence[Hit]
) -> list[tuple[Extract, TimeExpression]]:
    """Return each sentence of the hits that has a resolved time, with that time, hits in order."""
    found: dict[tuple[str, int], tuple[Extract, TimeExpression]] = {}
    for hit in hits:
        passage = hit.passage
        times = rows.time_expressions(connection, passage.article_id, passage.span)
        for sentence in passage.sentences:
            inside = [t for t in times if t.earliest and t.latest and sentence.holds(t.span)]
            if inside:
                extract = Extract(passage, sentence, sentence, hit.score, certainty=0.0)
                found.setdefault((passage.article_id, sentence.start), (extract, inside[0]))
    return list(found.values())


def _quote(extract: Extract) -> str:
    """Return the quoted sentence."""
    start = extract.passage.span.start
    return extract.passage.text[extract.quote.start - start : extract.quote.end - start]


def _copies(
    dated: Sequence[tuple[Extract, TimeExpression]], texts: Sequence[str], one: int, other: int
) -> bool:
    """Tell whether two sentences tell of the same days in the same words."""
    words, others = stems(texts[one]), stems(texts[other])
    return _days(dated[one][1]) == _days(dated[other][1]) and (
        max(coverage(words, others), coverage(others, words)) > COPY
    )


def _days(time: TimeExpression) -> tuple[str, str]:
    """First and last day of a resolved time, in a form that sorts."""
    return (str(time.earliest), str(time.latest))


def _when(extract: Extract, time: TimeExpression) -> tuple[str, str, str, int]:
    """The place of an entry on the timeline."""
    return (*_days(time), extract.passage.article_id, extract.quote.start)


def _interval(time: TimeExpression) -> Interval:
    """A resolved time as an answer states it."""
    return Interval(time.value, *_days(time))

"""What happened when: dated quotes on a topic, in order of event time."""

from collections.abc import Sequence

from qa.answer.citations import citation
from qa.answer.copies import retold
from qa.contract.answer import Interval
from qa.contract.article import TimeExpression
from qa.contract.candidates import Candidate, Hit
from qa.contract.request import Request
from qa.contract.timeline import Timeline, TimelineEntry
from qa.index.view import View
from qa.retrieve.filters import allowed_passages
from qa.retrieve.retriever import retrieve

# Passages whose dated sentences can stand on a timeline.
PASSAGES = 50

# A sentence counts as on the topic from this share of the nearest one's cosine on.
NEAR = 0.6

# Sentences looked at: enough for a page of entries, few enough to embed while a person waits.
MOST_SENTENCES = 80

Dated = tuple[Candidate, TimeExpression]


def timeline(view: View, request: Request, most: int) -> Timeline:
    """Return the timeline of what a request asks about, ``most`` entries at most.

    A sentence is an entry when it is near the topic and a time in it was resolved; of several the
    first one counts. Ties in time are in the order of article id and place.

    :raises QuestionError: when a setting does not fit the collection.
    """
    topic, among = request.question, allowed_passages(view, request)
    dated = _dated(view, retrieve(view, topic, PASSAGES, among))[:MOST_SENTENCES]
    if not dated:
        return Timeline(topic, (), view.collection)
    vectors = view.embed([topic, *(candidate.sentence for candidate, _ in dated)])
    nearness = [float(score) for score in vectors[1:] @ vectors[0]]
    least = NEAR * max(nearness)
    chosen = sorted(
        (place for place, score in enumerate(nearness) if score >= least),
        key=lambda place: (-nearness[place], place),
    )
    kept: list[int] = []
    for place in chosen:
        if len(kept) < most and not any(_copies(dated[place], dated[other]) for other in kept):
            kept.append(place)
    kept.sort(key=lambda place: _when(*dated[place]))
    entries = []
    for number, place in enumerate(kept, start=1):
        candidate, time = dated[place]
        near = max(0.0, min(1.0, nearness[place]))
        entries.append(TimelineEntry(_interval(time), citation(view, number, candidate, near)))
    return Timeline(topic, tuple(entries), view.collection)


def _dated(view: View, hits: Sequence[Hit]) -> list[Dated]:
    """Return each sentence of the hits that has a resolved time, with that time, hits in order."""
    dated: dict[tuple[str, int], Dated] = {}
    for hit in hits:
        for sentence in hit.passage.sentences:
            times = view.times_within(hit.passage, sentence)
            inside = [time for time in times if time.earliest and time.latest]
            if inside:
                candidate = Candidate(hit, sentence, sentence, hit.score, certainty=0.0)
                dated.setdefault((hit.passage.article_id, sentence.start), (candidate, inside[0]))
    return list(dated.values())


def _copies(one: Dated, other: Dated) -> bool:
    """Tell whether two sentences tell of the same days in the same words."""
    return _days(one[1]) == _days(other[1]) and retold(one[0].sentence, other[0].sentence)


def _days(time: TimeExpression) -> tuple[str, str]:
    """First and last day of a resolved time, in a form that sorts."""
    return (str(time.earliest), str(time.latest))


def _when(candidate: Candidate, time: TimeExpression) -> tuple[str, str, str, int]:
    """The place of an entry on the timeline."""
    return (*_days(time), candidate.passage.article_id, candidate.quote.start)


def _interval(time: TimeExpression) -> Interval:
    """A resolved time as an answer states it."""
    return Interval(time.value, *_days(time))

"""A list: several spans that answer, from one sentence or many, each cited."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.answer.citations import citation
from qa.answer.corrections import taken_back
from qa.answer.enumeration import enumerated
from qa.answer.seconding import seconded
from qa.contract.answer import Answer
from qa.contract.article import Span
from qa.contract.candidates import Candidate
from qa.index.view import View
from qa.read.calibration import Calibration
from qa.read.confidence import Judged, Judgement, say_the_same
from qa.text.numbers import CARDINALS

# In margins of the verifier, chosen on MultiSpanQA; a margin of the reader beside it adds nothing.
# 1.5 to 3 behind and 4 to 8 for an enumeration differ by a point or two of F1.
BEHIND = 2.0
"""How far behind the best candidate another one may be."""
ENUMERATES = 6.0
"""What it is worth that a candidate is an enumeration, where a list is asked for."""

LEAST_SURE = 0.75
"""A list whose first item is less sure than so much of the best span is none: that span is."""

_NOTE = re.compile(r"\s*\([^()]*\)?\s*$")
_MARKS = " \t\n\"'`“”„«»"

MOST_ITEMS = 12
"""Items of a list: what a person takes in."""


@dataclass(frozen=True, slots=True)
class Items:
    """Items as candidates, best first, and the confidence of each."""

    candidates: tuple[Candidate, ...]
    confidences: tuple[float, ...]


def listed(view: View, answer: Answer, judgement: Judgement, calibration: Calibration) -> Answer:
    """Return an answer with several items as a list; with one item, or none, as it is.

    The surest item comes first, members of one enumeration in their order; the list's confidence is
    that of its first item. The first one is as sure as any answer has to be (the threshold), though
    the best span may not be, each further one half as sure: it has the first one's sentence or kind
    to lean on. That nothing is missing is not claimed. Other articles that give an item stand
    beside it.
    """
    least = calibration.threshold
    found = items([each for each in judgement.judged if each.confidence >= least / 2])
    surest = sorted(
        zip(found.candidates, found.confidences, strict=True), key=lambda pair: -pair[1]
    )
    if len(surest) < 2 or surest[0][1] < max(least, LEAST_SURE * answer.confidence):
        return answer
    heard = [
        each
        for each in (*judgement.judged, *judgement.further)
        if each.confidence >= least / 2
        and not taken_back(each.candidate.sentence, each.candidate.place)
    ]
    citations = tuple(
        citation(view, number, candidate, confidence)
        for number, (candidate, confidence) in enumerate(surest, start=1)
    )
    return replace(
        answer,
        answered=True,
        abstention=None,
        kind="list",
        text=citations[0].answer.text,
        confidence=surest[0][1],
        right_of_hundred=calibration.right_of_hundred(surest[0][1]),
        date=None,
        citations=citations,
        parts=seconded(view, citations, [_saying(each, heard) for each, _ in surest]),
    )


def _saying(item: Candidate, heard: Sequence[Judged]) -> list[tuple[Candidate, float]]:
    """Return what says an item as well, alone or among others, in the order given."""
    return [
        (member, each.confidence)
        for each in heard
        for member in map(_bare, _members(each.candidate, enumerated(each.candidate.words)))
        if member.words.lower() == item.words.lower() or say_the_same(member.words, item.words)
    ]


def items(judged: Sequence[Judged]) -> Items:
    """Return the items of a list among the candidates that were verified, best first.

    An enumeration gives its members in their order. What is of another kind than asked for is left
    out. Of two items that say the same the better one stays; a bare number is no item. No
    candidates: no items.
    """
    scored = sorted(
        (
            (_score(each.candidate, bool(members)), each, members)
            for each in judged
            if each.candidate.verified is not None and not each.evidence["another kind"]
            for members in [enumerated(each.candidate.words)]
        ),
        key=lambda triple: -triple[0],  # stable
    )
    kept: list[tuple[Candidate, float]] = []
    for score, each, members in scored:
        if score < scored[0][0] - BEHIND or _overlaps(each.candidate, kept):
            continue
        for member in map(_bare, _members(each.candidate, members)):
            if not _known(member, kept) and len(kept) < MOST_ITEMS:
                kept.append((member, each.confidence))
    return Items(tuple(pair[0] for pair in kept), tuple(pair[1] for pair in kept))


def _score(candidate: Candidate, enumerates: bool) -> float:
    """Return how much a candidate is to be listed, in margins of the verifier."""
    return (candidate.verified or 0.0) + (ENUMERATES if enumerates else 0.0)


def _members(candidate: Candidate, members: Sequence[Span]) -> list[Candidate]:
    """Return a candidate, or each member of its enumeration, as a candidate of its own."""
    start = candidate.answer.start
    return [
        replace(candidate, answer=Span(start + member.start, start + member.end))
        for member in members
    ] or [candidate]


def _bare(item: Candidate) -> Candidate:
    """Return an item without a note in brackets behind it and without marks of quotation."""
    words = item.words
    note = _NOTE.search(words)
    end = note.start() if note and note.start() else len(words)
    start = next((place for place in range(end) if words[place] not in _MARKS), 0)
    while end > start and words[end - 1] in _MARKS:
        end -= 1
    place = item.answer.start
    return replace(item, answer=Span(place + start, place + end)) if start < end else item


def _overlaps(candidate: Candidate, kept: Sequence[tuple[Candidate, float]]) -> bool:
    return any(
        other.passage.article_id == candidate.passage.article_id
        and other.answer.overlaps(candidate.answer)
        for other, _ in kept
    )


def _known(member: Candidate, kept: Sequence[tuple[Candidate, float]]) -> bool:
    """Tell whether an item says nothing new: a bare number, or what another item says."""
    words = member.words
    return words.lower() in CARDINALS or any(
        words.lower() == other.words.lower() or say_the_same(words, other.words)
        for other, _ in kept
    )

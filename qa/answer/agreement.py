"""Groups of sources as the Answer tells of them, and the citations that go with them."""

from collections.abc import Sequence

from qa.answer.citations import citation
from qa.answer.sources import Group, Source
from qa.answer.subject import of_a_part
from qa.contract.answer import Agreement, Citation
from qa.contract.candidates import Candidate
from qa.index.view import View
from qa.question.question import Question

Pair = tuple[Candidate, float]
"""A candidate and its confidence."""


def supporting(question: Question, pairs: Sequence[Pair], groups: Sequence[Group]) -> list[Pair]:
    """Return the pairs to cite: what is to be given first, without what differs and what copies.

    ``pairs`` are of different articles, best first, and keep their order. Without groups the first
    stays the first. What counts a part of what was asked about supports nothing.
    """
    if not groups:
        return [*pairs[:1], *(pair for pair in pairs[1:] if not of_a_part(question, pair[0]))]
    first = groups[0].sources[0]
    said = {_article(source.candidate): _pair(source) for source in groups[0].sources}
    aside = {
        _article(source.candidate)
        for group in groups
        for source in (*group.copies, *(group.sources if group is not groups[0] else ()))
    } - {_article(first.candidate)}
    others = [
        said.get(_article(candidate), (candidate, confidence))
        for candidate, confidence in pairs
        if _article(candidate) not in aside | {_article(first.candidate)}
        and not of_a_part(question, candidate)
    ]
    return [_pair(first), *others]


def agreement(
    view: View, groups: Sequence[Group], citations: Sequence[Citation]
) -> tuple[Agreement, ...]:
    """Return the groups with their quotes; those not in ``citations`` are numbered on from them."""
    known = {(each.article.id, each.quote.start): each for each in citations}
    told = []
    for group in groups:
        cited = []
        for source in group.sources:
            place = (_article(source.candidate), source.candidate.quote.start)
            if place not in known:
                known[place] = citation(view, len(known) + 1, *_pair(source))
            cited.append(known[place])
        copies = tuple(view.reference(_article(source.candidate)) for source in group.copies)
        told.append(Agreement(group.sources[0].value.shown, group.relation, tuple(cited), copies))
    return tuple(told)


def _pair(source: Source) -> Pair:
    return source.candidate, source.judged.confidence


def _article(candidate: Candidate) -> str:
    return candidate.passage.article_id

"""Candidates to the Answer: how sure, which citations, or why there is none."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, replace

from qa.answer.abstention import reason
from qa.answer.agreement import agreement, supporting
from qa.answer.citations import cite
from qa.answer.nearest import nearest, tells_of_that_time
from qa.answer.sources import share, sources
from qa.answer.timing import date_of
from qa.contract.answer import Abstention, Answer, Citation, Scope, TextSpan
from qa.contract.candidates import Candidate, Hit
from qa.contract.request import Request
from qa.contract.steps import Found, FoundPassage
from qa.dates.question import TimeScope
from qa.index.view import View
from qa.read.calibration import Calibration
from qa.read.confidence import Judgement
from qa.read.models import Models

# Part of every answer's identity: raised when the same parts would answer differently.
ANSWER_VERSION = 23


def passages_of(view: View, hits: Sequence[Hit]) -> Found:
    """Return the passages of the hits, in their order, with their articles."""
    return Found(
        tuple(
            FoundPassage(
                view.reference(hit.passage.article_id),
                TextSpan(hit.passage.text, hit.passage.span.start, hit.passage.span.end),
            )
            for hit in hits
        )
    )


def compose(
    view: View, request: Request, judgement: Judgement, left: int | None, models: Models
) -> Answer:
    """Return the Answer of what was judged, with ``elapsed_ms`` 0.

    The best candidate decides whether there is an answer; what a correction or a newer count says
    is given in its place. Further citations are those that are sure enough by themselves, of other
    articles, up to ``max_citations`` in all; what differs stands in ``agreement`` alone. ``left``
    is how many articles the filters left, None without a filter.
    """
    question, judged = judgement.retrieved.question, judgement.judged
    calibration, most = models.calibration, request.max_citations
    pairs = first_of_each_article([(each.candidate, each.confidence) for each in judged])
    sureness = pairs[0][1] if pairs else 0.0
    answered = bool(pairs) and sureness >= calibration.threshold
    groups = sources(view, judgement) if answered else ()
    if groups:
        own = groups[0].sources[0].judged.confidence
        sureness = own if groups[0].relation == "says" else max(sureness, own)
    sure = [pair for pair in pairs if pair[1] >= calibration.threshold]
    citations = cite(view, supporting(question, sure, groups), most) if answered else ()
    abstention = None
    if not answered:
        least = calibration.possible
        near = first_of_each_article(nearest(view, judgement, least))
        possible = bool(near) and (
            near[0][1] >= least or tells_of_that_time(view, question, near[0][0])
        )
        why = reason(view, judgement.retrieved, left, possible)
        shown = cite(view, near, most)
        first = _rated(shown[:1], calibration) if possible else shown[:1]
        abstention = Abstention(why, (*first, *shown[1:]), possible=possible)
    measured = calibration.right_of_hundred(sureness) if pairs else None
    agreeing = share(groups)
    return Answer(
        id=identity(view, request, question.standalone, models, citations),
        question=request.question,
        standalone_question=question.standalone,
        answered=answered,
        text=citations[0].answer.text if citations else "",
        confidence=agreeing * sureness,
        date=date_of(question.text, citations),
        citations=_rated(citations, calibration),
        abstention=abstention,
        collection=view.collection,
        elapsed_ms=0.0,
        scope=reported(question.scope),
        context=question.context,
        right_of_hundred=None if measured is None else round(agreeing * measured),
        agreement=tuple(
            replace(each, citations=_rated(each.citations, calibration))
            for each in agreement(view, groups, citations)
        ),
    )


def _rated(citations: Sequence[Citation], calibration: Calibration) -> tuple[Citation, ...]:
    """Return citations with the measured share behind the confidence of each."""
    return tuple(
        replace(each, right_of_hundred=calibration.right_of_hundred(each.confidence))
        for each in citations
    )


def first_of_each_article(
    pairs: Sequence[tuple[Candidate, float]],
) -> list[tuple[Candidate, float]]:
    """Return the first pair of each article: further ones of one source add no support."""
    first: dict[str, tuple[Candidate, float]] = {}
    for pair in pairs:
        first.setdefault(pair[0].passage.article_id, pair)
    return list(first.values())


def reported(scope: TimeScope | None) -> Scope | None:
    """Return a time scope as the Answer states it."""
    if scope is None:
        return None
    return Scope(
        words=scope.words,
        relation=scope.relation,
        earliest=scope.earliest.isoformat() if scope.earliest else None,
        latest=scope.latest.isoformat() if scope.latest else None,
    )


def identity(
    view: View, request: Request, standalone: str, models: Models, citations: Sequence[Citation]
) -> str:
    """Return the SHA-256 of what the answer is a function of, and of its citations."""
    whole = json.dumps(
        [
            ANSWER_VERSION,
            request.question,
            standalone,
            view.collection.digest,
            f"{models.reader.name} {models.verifier.name}",
            [asdict(citation) for citation in citations],
        ],
        sort_keys=True,
    )
    return hashlib.sha256(whole.encode()).hexdigest()

"""An Answer of several parts: a list, a brief, a comparison, several questions."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.answer.citations import citation
from qa.answer.compose import identity, reported
from qa.answer.timing import date_of
from qa.contract.answer import Abstention, Answer, Citation, Kind, Part
from qa.contract.candidates import Candidate
from qa.contract.request import Request
from qa.index.view import View
from qa.question.question import Question
from qa.read.models import Models


@dataclass(frozen=True, slots=True)
class Composed:
    """What an answer is made of: its parts in their order, or why there are none.

    ``confidence`` is that of the whole, 0 to 1; ``right_of_hundred`` the measured share behind it,
    None where none was measured. ``unanswered`` are questions that have no part, ``possible`` the
    parts of those that only may be answered beside others that are.
    """

    kind: Kind
    parts: tuple[Part, ...] = ()
    confidence: float = 0.0
    right_of_hundred: int | None = None
    abstention: Abstention | None = None
    unanswered: tuple[str, ...] = ()
    possible: tuple[Part, ...] = ()


def answer_of(
    view: View, request: Request, question: Question, composed: Composed, models: Models
) -> Answer:
    """Return the Answer of what was composed, with ``elapsed_ms`` 0."""
    citations = tuple(part.citation for part in composed.parts)
    return Answer(
        id=identity(view, request, question.standalone, models, citations),
        question=request.question,
        standalone_question=question.standalone,
        context=question.context,
        answered=composed.abstention is None,
        text=citations[0].answer.text if citations else "",
        confidence=composed.confidence,
        date=date_of(question.text, citations) if composed.kind in ("span", "yes_no") else None,
        citations=citations,
        abstention=composed.abstention,
        collection=view.collection,
        elapsed_ms=0.0,
        scope=reported(question.scope),
        right_of_hundred=composed.right_of_hundred,
        kind=composed.kind,
        parts=composed.parts,
        unanswered=composed.unanswered,
        possible_parts=composed.possible,
    )


def cited(view: View, candidates: Sequence[Candidate], confidence: float) -> tuple[Citation, ...]:
    """Return one citation a candidate, numbered in their order, all of one confidence."""
    return tuple(
        citation(view, number, candidate, confidence)
        for number, candidate in enumerate(candidates, start=1)
    )

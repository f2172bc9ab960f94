"""A comparison: one row a side, each the sentence that tells most of it."""

from collections.abc import Sequence
from dataclasses import replace

from qa.answer.abstention import reason
from qa.answer.brief import POSSIBLE, THRESHOLD, sureness
from qa.answer.citations import citation
from qa.answer.parts import Composed
from qa.answer.telling import Telling, Told, telling
from qa.contract.answer import Abstention, Part
from qa.contract.candidates import Candidate
from qa.index.view import View
from qa.question.question import names_within
from qa.question.sides import Sides
from qa.retrieve.retriever import Retrieved
from qa.text.words import coverage, question_stems, stems

MOST_SENTENCES = 20
"""Sentences looked at for each side: both together take as long as a brief."""

OTHER = 0.15
"""What it costs that a sentence names the other side as well: a row is about one."""

SPEAKS = 0.3
"""What it counts, where it is asked what they said, that a sentence tells somebody's words."""

_SAID = question_stems(
    "said says told urged stressed added called warned acknowledged announced argued asked replied"
    " insisted claimed proposed promised wants want blamed criticised welcomed hopes offered put"
)


def compare(
    view: View, sides: Sides, about: Sequence[Retrieved], left: int | None, most: int
) -> Composed:
    """Return one row a side; ``about`` is what was retrieved for each, in the order of the sides.

    Where a side has no sentence that names it, there is no comparison; what tells of the other is
    shown as the nearest. Each row is as sure as its side, and the comparison as the side that the
    collection tells less of; where that is unsure, both rows are a possible answer.
    ``left`` is how many articles the filters left to search, None without a filter; ``most`` how
    many sentences are shown where there is no comparison.
    """
    found = [telling(view, side.question, side.hits, MOST_SENTENCES) for side in about]
    rows = [row(sides, side, found[side]) for side in range(len(about))]
    sure = [sureness(view, about[side].question, found[side]) for side in range(len(about))]
    told = [(each, of_it) for each, of_it in zip(rows, sure, strict=True) if each is not None]
    citations = tuple(
        citation(view, number, each, of_it) for number, (each, of_it) in enumerate(told, start=1)
    )
    least = min(sure)
    if len(told) == len(rows) and least >= POSSIBLE:
        parts = tuple(
            Part(name, each, possible=each.confidence < THRESHOLD)
            for name, each in zip(sides.names, citations, strict=True)
        )
        if least >= THRESHOLD:
            return Composed("comparison", parts, least)
        doubtful = sure.index(least)
        why = reason(view, _named(sides, doubtful, about[doubtful]), left, possible=True)
        abstention = Abstention(why, citations, possible=True, parts=parts)
        return Composed("comparison", confidence=least, abstention=abstention)
    missing = next((place for place, each in enumerate(rows) if each is None), 0)
    why = reason(view, _named(sides, missing, about[missing]), left, possible=False)
    return Composed("comparison", abstention=Abstention(why, citations[: max(most, len(rows))]))


def _named(sides: Sides, side: int, about: Retrieved) -> Retrieved:
    """Return what was retrieved for a side, with its names apart from those of the matter."""
    names = (*names_within(sides.names[side]), *names_within(sides.matter))
    return replace(about, question=replace(about.question, names=names))


def row(sides: Sides, side: int, found: Telling) -> Candidate | None:
    """Return the sentence that tells most of a side, 0 or 1; None when none names it.

    ``found`` are sentences on that side and the matter.
    """
    own, other = question_stems(sides.names[side]), question_stems(sides.names[1 - side])
    named = [each for each in found.told if coverage(own, stems(each.candidate.sentence)) == 1.0]
    return _best(named, other, sides.speak)


def _best(named: Sequence[Told], other: frozenset[str], speak: bool) -> Candidate | None:
    def worth(each: Told) -> float:
        said = stems(each.candidate.sentence)
        speaks = SPEAKS if speak and said & _SAID else 0.0
        return each.worth + speaks - (OTHER if other and other <= said else 0.0)

    return max(named, key=worth).candidate if named else None

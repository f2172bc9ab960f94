"""A comparison: one row a side, each the sentence that tells most of it."""

from collections.abc import Sequence

from qa.answer.abstention import reason
from qa.answer.brief import POSSIBLE, THRESHOLD, sureness
from qa.answer.parts import Composed, cited
from qa.answer.telling import Telling, Told, telling
from qa.contract.answer import Abstention, Part
from qa.contract.candidates import Candidate
from qa.index.view import View
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
    shown as the nearest. Its confidence is that of the side the collection tells less of; where
    that is unsure, what tells of both is a possible answer.
    ``left`` is how many articles the filters left to search, None without a filter; ``most`` how
    many sentences are shown where there is no comparison.
    """
    found = [telling(view, side.question, side.hits, MOST_SENTENCES) for side in about]
    rows = [row(sides, side, found[side]) for side in range(len(about))]
    told = [each for each in rows if each is not None]
    sure = min(
        sureness(view, side.question, tells) for side, tells in zip(about, found, strict=True)
    )
    citations = cited(view, told, sure)
    if len(told) == len(rows) and sure >= THRESHOLD:
        parts = tuple(map(Part, sides.names, citations))
        return Composed("comparison", parts, sure)
    missing = next((place for place, each in enumerate(rows) if each is None), 0)
    possible = len(told) == len(rows) and sure >= POSSIBLE
    why = reason(view, about[missing], left, possible)
    confidence = sure if possible else 0.0
    abstention = Abstention(why, citations[: max(most, len(rows))], possible=possible)
    return Composed("comparison", confidence=confidence, abstention=abstention)


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

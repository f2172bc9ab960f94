"""A side of a comparison and its sources: who agrees, what differs, what was corrected."""

from collections.abc import Sequence
from dataclasses import replace

from qa.answer.agreement import agreement
from qa.answer.citations import citation
from qa.answer.parts import Composed
from qa.answer.sources import Group
from qa.contract.answer import Citation, Part
from qa.contract.candidates import Candidate
from qa.index.view import View


def with_sources(view: View, composed: Composed, groups: Sequence[Sequence[Group]]) -> Composed:
    """Return a comparison with what the articles say of each side; ``groups`` has them by side.

    They are told where the sentence of the row is of one of them. Where a correction or a newer
    count says something else than the row, its sentence is the row. Quotes are numbered on from
    those of the rows.
    """
    of_rows = [
        side if _tells(side, part.citation) else ()
        for part, side in zip(composed.parts, groups, strict=True)
    ]
    rows = [_row(view, part, side) for part, side in zip(composed.parts, of_rows, strict=True)]
    known = [part.citation for part in rows]
    parts = []
    for part, side in zip(rows, of_rows, strict=True):
        told = agreement(view, _own_first(side, part.citation), known)
        known += [each for group in told for each in group.citations if each not in known]
        parts.append(replace(part, agreement=told))
    return replace(composed, parts=tuple(parts))


def _row(view: View, part: Part, side: Sequence[Group]) -> Part:
    """Return the row, or the whole sentence of what corrects it or counts anew."""
    cited = part.citation
    if not side or side[0].relation == "says" or _at(cited) in map(_place, _said(side[0])):
        return part
    said = side[0].sources[0].candidate
    whole = Candidate(said.hit, said.quote, said.quote, 0.0, 0.0)
    return replace(part, citation=citation(view, cited.number, whole, cited.confidence))


def _own_first(side: Sequence[Group], cited: Citation) -> list[Group]:
    """Return the groups with that of the row first: where none is right, it is as good as any."""
    own = [group for group in side if _at(cited) in map(_place, _said(group))]
    others = [replace(group, relation="differs") for group in side if group not in own]
    if own and own[0] is not side[0]:
        own = [replace(own[0], relation="says")]
    return [*own, *others]


def _tells(side: Sequence[Group], cited: Citation) -> bool:
    """Tell whether the sentence of a row is one that the groups of its side are made of."""
    return _at(cited) in {_place(each) for group in side for each in _said(group)}


def _said(group: Group) -> list[Candidate]:
    return [source.candidate for source in group.sources]


def _place(candidate: Candidate) -> tuple[str, int]:
    return candidate.passage.article_id, candidate.quote.start


def _at(cited: Citation) -> tuple[str, int]:
    return cited.article.id, cited.quote.start

"""Who else says what a part of an answer says: quotes of other articles, beside its own."""

from collections.abc import Sequence

from qa.answer.citations import citation
from qa.answer.copies import is_copy, reprinted
from qa.contract.answer import Citation, Part
from qa.contract.candidates import Candidate
from qa.index.view import View

Pair = tuple[Candidate, float]
"""A candidate and its confidence."""


def seconded(
    view: View, citations: Sequence[Citation], others: Sequence[Sequence[Pair]]
) -> tuple[Part, ...]:
    """Return a part for each citation, with those of ``others`` that are independent of it.

    ``others`` has for each citation what says the same, surest first. One of an article counts;
    what is printed from another article, or its sentence copied, does not.
    """
    parts = []
    number = len(citations)
    for cited, saying in zip(citations, others, strict=True):
        also: list[Citation] = []
        for candidate, confidence in saying:
            if all(_independent(view, candidate, known) for known in (cited, *also)):
                number += 1
                also.append(citation(view, number, candidate, confidence))
        parts.append(Part("", cited, tuple(also)))
    return tuple(parts)


def _independent(view: View, candidate: Candidate, cited: Citation) -> bool:
    article_id = candidate.passage.article_id
    return (
        article_id != cited.article.id
        and not is_copy(candidate.sentence, [cited.quote.text])
        and not reprinted(view.text(article_id), view.text(cited.article.id))
    )

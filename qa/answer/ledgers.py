"""Why this answer: the ledger of what was given, then of what it was chosen before."""

from collections.abc import Sequence
from dataclasses import replace

from qa.contract.answer import Answer, Citation
from qa.contract.article import Span
from qa.index.view import View
from qa.read.calibration import Calibration
from qa.read.confidence import Judged, Judgement
from qa.read.explain import explain

INSTEAD = {
    "corrects": "A correction took the place of what it corrects, though more speaks for that.",
    "later": "A newer count took the place of an older one, though more speaks for that.",
    "list": "The surest of several answers comes first, though more speaks for another one.",
    "yes_no": "Its sentence settles the question, though more speaks for another answer.",
}
"""Why a candidate is given though another has a higher rank, by relation or by kind of answer."""

AS_SURE = " It counts as being as sure as that one."


def explained(view: View, answer: Answer, judgement: Judgement, calibration: Calibration) -> Answer:
    """Return an answer with the ledgers of the candidate that it gives and of the best others.

    Where it gives none, those of the best ones.
    """
    judged = judgement.judged
    given = _given(answer, [*judged, *judgement.further])
    if given is None or given is judged[0]:
        return replace(answer, explanation=explain(view, judged, calibration))
    first, *others = explain(view, [given, *(e for e in judged if e is not given)], calibration)
    relation = answer.agreement[0].relation if answer.agreement else "says"
    why = INSTEAD.get(relation) or INSTEAD.get(answer.kind, "")
    if relation in INSTEAD and given.confidence < judged[0].confidence:
        why += AS_SURE
    return replace(answer, explanation=(replace(first, instead=why), *others))


def _given(answer: Answer, judged: Sequence[Judged]) -> Judged | None:
    """Return the first candidate in whose words the first citation stands, or that stands in its.

    A list gives a member of an enumeration, yes or no the clause around the words.
    """
    if not answer.citations:
        return None
    cited = answer.citations[0]
    exact = (each for each in judged if _place(each) == _cited(cited))
    near = (each for each in judged if _touches(each, cited))
    return next(exact, None) or next(near, None)


def _place(judged: Judged) -> tuple[str, Span]:
    return judged.candidate.passage.article_id, judged.candidate.answer


def _cited(cited: Citation) -> tuple[str, Span]:
    return cited.article.id, Span(cited.answer.start, cited.answer.end)


def _touches(judged: Judged, cited: Citation) -> bool:
    (article, answer), (other, place) = _place(judged), _cited(cited)
    return article == other and answer.overlaps(place)

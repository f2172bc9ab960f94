"""The ledger of the first candidates: what counted how much, adding up to their rank."""

from collections.abc import Sequence

from qa.contract.explanation import Counted, Explanation
from qa.index.view import View
from qa.read.calibration import Calibration
from qa.read.confidence import Judged

EXPLAINED = 3
"""Candidates explained: the first and what it was chosen before."""

SAYS = {
    "margin": "the reader, weighing it against no answer",
    "certainty": "the reader, weighing it against the words around it",
    "verified": "the second reader, weighing it against no answer",
    "cosine": "how near its passage is to the question in meaning",
    "meaning": "its passage beside the one nearest in meaning",
    "words": "its passage beside the one with most of the question's words",
    "wording": "the question's words in its sentence",
    "about": "the question's words in its passage",
    "time": "its time, beside the time asked for",
    "timeless": "a text that does not say when it was",
    "another kind": "another kind of answer than asked for",
    "pronoun": "a pronoun in place of a name",
    "empty": "an answer that says nothing by itself",
    "echo": "an answer that repeats the question",
    "names elsewhere": "names of the question that its sentence lacks",
    "uncounted": "a sentence that counts something else",
    "unreal": "a sentence about what was planned or did not happen",
    "deputy": "a sentence that names only a deputy",
    "speaker": "a place where a speaker is named",
    "length": "the length of the answer",
    "question": "how much the question says",
    "yes or no": "that yes or no was asked",
    "cited": "the article that was cited last in this conversation",
    "lead": "its lead over the next candidate",
    "agreement": "other articles that say the same",
}
"""Every piece of evidence in a person's words: what counted for the answer or against it."""


def explain(
    view: View, judged: Sequence[Judged], calibration: Calibration
) -> tuple[Explanation, ...]:
    """Return the ledgers of the first ``EXPLAINED`` candidates, in their order; none: empty."""
    return tuple(_explanation(view, each, calibration) for each in judged[:EXPLAINED])


def _explanation(view: View, judged: Judged, calibration: Calibration) -> Explanation:
    candidate = judged.candidate
    article = view.reference(candidate.passage.article_id)
    verified = candidate.verified is not None
    return Explanation(
        text=candidate.words,
        quote=candidate.sentence,
        article_id=article.id,
        source=article.source,
        rank=judged.rank,
        confidence=judged.confidence,
        bias=calibration.bias if verified else 0.0,
        ledger=tuple(_ledger(judged, calibration)) if verified else (),
    )


def _ledger(judged: Judged, calibration: Calibration) -> list[Counted]:
    """Return what counted, the weightiest for the rank first; ties by name."""
    entries = [
        Counted(
            name=name,
            says=SAYS[name],
            value=value,
            rank=value * calibration.rank.get(name, 0.0),
            confidence=value * calibration.confidence.get(name, 0.0),
        )
        for name, value in judged.evidence.items()
    ]
    counted = [entry for entry in entries if entry.rank or entry.confidence]
    return sorted(counted, key=lambda entry: (-abs(entry.rank), entry.name))

"""The ledger of the first candidates: what counted how much, adding up to their rank."""

from collections.abc import Sequence

from qa.contract.explanation import Counted, Explanation
from qa.index.view import View
from qa.read.calibration import Calibration
from qa.read.confidence import Judged

EXPLAINED = 3
"""Candidates explained: the first and what it was chosen before."""

SAYS = {
    "margin": "the reader prefers it to no answer",
    "certainty": "the reader is sure of these words among those around",
    "verified": "the second reader prefers it to no answer",
    "cosine": "its passage is near the question in meaning",
    "meaning": "no other passage is nearer in meaning",
    "words": "no other passage shares more of the question's words",
    "wording": "its sentence has the question's words",
    "about": "its passage is about the subject",
    "time": "it may be of another time than the one asked for",
    "dated": "it names a time, as was asked",
    "anchored": "its time follows from the date of the article",
    "another kind": "it is not of the kind asked for",
    "right kind": "it is of the kind asked for",
    "pronoun": "it is only a pronoun",
    "empty": "it says nothing by itself",
    "echo": "it only repeats the question",
    "asking": "its sentence asks itself",
    "names missing": "its article's passage lacks a name of the question",
    "names elsewhere": "its sentence lacks a name of the question",
    "numbers missing": "its passage lacks a number of the question",
    "uncounted": "its sentence counts something else",
    "other side": "the question's words stand on the other side of a contrast",
    "unreal": "its sentence tells of what was planned or did not happen",
    "deputy": "its sentence names only a deputy",
    "opposite": "its sentence says the opposite",
    "other count": "its sentence counts otherwise",
    "speaker": "its sentence names it as the speaker",
    "cause": "it stands where a cause is told",
    "lead": "it leads over the next candidate",
    "agreement": "other articles say the same",
}
"""Every piece of evidence in a person's words."""


def explain(
    view: View, judged: Sequence[Judged], calibration: Calibration
) -> tuple[Explanation, ...]:
    """Return the ledgers of the first ``EXPLAINED`` candidates, best first; none: empty."""
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

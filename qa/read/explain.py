"""The ledger of the first candidates: what counted how much, adding up to their rank."""

from collections.abc import Sequence

from qa.contract.explanation import Counted, Explanation
from qa.index.view import View
from qa.read.calibration import Calibration
from qa.read.confidence import Judged

EXPLAINED = 3
"""Candidates explained: the first and what it was chosen before."""

SAYS = {
    "margin": ("The passage seems to answer.", "The passage hardly seems to answer."),
    "certainty": ("These words more than those beside them.", "Words beside it fit as well."),
    "verified": ("Read once more, its sentence answers.", "Read once more, its sentence does not."),
    "either": ("One of the two readings is sure.", "Neither of the two readings is sure."),
    "cosine": ("Its passage is about what was asked.", "Its passage is about something else."),
    "meaning": ("Few passages are nearer to the question.", "Others are nearer to the question."),
    "words": ("Its passage has words of the question.", "Its passage lacks them."),
    "sentence": ("Its sentence is about what was asked.", "Its sentence is about something else."),
    "wording": ("Its sentence has words of the question.", "Its sentence lacks them."),
    "about": (
        "So do the sentences around it.",
        "The sentences around it are about something else.",
    ),
    "time": ("It is of the time asked for.", "It is not of the time asked for."),
    "timeless": ("It says when it was.", "It does not say when it was."),
    "another kind": ("It is of the kind asked for.", "It is another kind of thing than asked for."),
    "pronoun": ("A pronoun, where a name stands nearby.", "A pronoun stands for the name."),
    "empty": ("It says something by itself.", "It says nothing by itself."),
    "echo": ("It says more than the question.", "It repeats the question."),
    "names elsewhere": ("It has the question's names.", "It lacks names of the question."),
    "uncounted": ("It counts what was asked for.", "It counts something else."),
    "counterpart": ("It is the very one asked for.", "It is another one than asked for."),
    "unreal": ("It has happened.", "It was planned, or did not happen."),
    "deputy": ("It is the office asked for.", "It is only a deputy."),
    "speaker": ("The speaker is named.", "A speaker is named, which was not asked."),
    "length": ("It is short.", "It is long."),
    "question": ("The question says enough.", "The question says little."),
    "yes or no": ("Yes or no was asked.", "Yes or no was asked, which is seldom sure."),
    "cited": ("The conversation is about its article.", "Its article is another one."),
    "lead": (
        "No other sentence answers nearly as well.",
        "Another sentence answers nearly as well.",
    ),
    "agreement": ("Other articles say the same.", "Other articles say the same."),
}
"""Every piece of evidence in a person's words: where it counts for the answer, and against it."""


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
    entries = [_counted(name, value, calibration) for name, value in judged.evidence.items()]
    counted = [entry for entry in entries if entry.rank or entry.confidence]
    return sorted(counted, key=lambda entry: (-abs(entry.rank), entry.name))


def _counted(name: str, value: float, calibration: Calibration) -> Counted:
    rank = value * calibration.rank.get(name, 0.0)
    confidence = value * calibration.confidence.get(name, 0.0)
    helps, hinders = SAYS[name]
    return Counted(
        name=name,
        says=helps if (rank or confidence) > 0 else hinders,
        value=value,
        rank=rank,
        confidence=confidence,
    )

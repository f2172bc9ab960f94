"""All evidence for and against a candidate, by name, computed in one place.

A function of evidence says one thing of a candidate and knows nothing of weights: how much it
counts is fitted (``qa.train fit``). What earned nothing there is not in this list.
"""

from collections.abc import Callable, Mapping

from qa.contract.candidates import Candidate
from qa.index.view import View
from qa.question.question import Question
from qa.read.evidence import (
    conversation,
    counted,
    counterpart,
    kind,
    margins,
    names,
    offices,
    retrieval,
    shape,
    speaker,
    timing,
    unreal,
    wording,
)

Evidence = Callable[[View, Question, Candidate], float]

EVIDENCE: Mapping[str, Evidence] = {
    "margin": margins.margin,
    "certainty": margins.certainty,
    "verified": margins.verified,
    "either": margins.either,
    "cosine": retrieval.cosine,
    "meaning": retrieval.meaning,
    "words": retrieval.words,
    "sentence": retrieval.sentence,
    "wording": wording.wording,
    "about": wording.about,
    "time": timing.time,
    "timeless": timing.timeless,
    "another kind": kind.another_kind,
    "pronoun": shape.pronoun,
    "empty": shape.empty,
    "echo": shape.echo,
    "names elsewhere": names.names_elsewhere,
    "uncounted": counted.uncounted,
    "counterpart": counterpart.counterpart,
    "unreal": unreal.unreal,
    "deputy": offices.deputy,
    "speaker": speaker.speaker,
    "length": shape.length,
    "question": shape.question_length,
    "yes or no": shape.yes_or_no,
}

OF_VERIFIED = frozenset({"verified", "either", "sentence"})
"""What is only known of a candidate once it is verified: the shortlist cannot go by it."""

OF_CONVERSATION: Mapping[str, Evidence] = {"cited": conversation.cited}
"""What only follow-up questions have: the sets that the others are fitted on hold none, so its
weights stand in ``qa.read.calibration``."""


def evidence(view: View, question: Question, candidate: Candidate) -> dict[str, float]:
    """Return the value of each piece of evidence, in the order of ``EVIDENCE``."""
    every = {**EVIDENCE, **OF_CONVERSATION}
    return {name: value(view, question, candidate) for name, value in every.items()}

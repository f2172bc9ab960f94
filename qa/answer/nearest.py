"""What to show where nothing answers: passages of the time asked for and about the thing asked."""

from qa.contract.candidates import Candidate
from qa.dates.fit import LIKELY, STATED, fit
from qa.dates.question import time_scope, without_time
from qa.index.view import View
from qa.question.context.words import content_stems
from qa.question.question import Question, is_resolved
from qa.read.confidence import Judged, Judgement
from qa.retrieve.retriever import Retrieved
from qa.text.words import question_stems, stems

Shown = tuple[Candidate, float]
"""A candidate with its confidence, 0.0 for one that no reader chose."""


def nearest(view: View, judgement: Judgement, possible: float) -> list[Shown]:
    """Return what to show where nothing answers, nearest first, each with its confidence.

    In the order of rank; what is of the time asked for stands before all else. What shares no word
    with the question is left out, unless it may answer (``possible`` or surer): it is about
    something else. The reader may have passed over all that is told of that time; it is shown
    nevertheless. To order by the words shared was tried: of 199 questions of the news quiz the
    nearest passage then held the answer to nine less.
    """
    near = [(each.candidate, each.confidence) for each in judgement.judged if _in_time(each)]
    far = [(each.candidate, each.confidence) for each in judgement.judged if not _in_time(each)]
    stated = [(each, 0.0) for each in _stated(view, judgement.retrieved)]
    wanted = question_stems(judgement.retrieved.question.wording)
    return [
        (candidate, confidence)
        for candidate, confidence in [*near, *stated, *far]
        if confidence >= possible or wanted & stems(candidate.passage.text)
    ]


def tells_of_that_time(view: View, question: Question, first: Candidate) -> bool:
    """Tell whether a sentence states the time that an earlier question is asked again of.

    "And in 2022?" asks what that year has of the same subject: what is told of it may answer, in
    whatever words.
    """
    scope = time_scope(question.text)
    if not question.context or not is_resolved(scope):
        return False
    stated = fit(scope, view.times_within(first.passage, first.quote), None) == STATED
    return stated and not content_stems(without_time(question.text, scope))


def _in_time(judged: Judged) -> bool:
    """Tell whether a candidate is at least likely to be of the time asked for."""
    known = judged.evidence["timeless"] == 0.0
    return known and judged.evidence["time"] >= LIKELY - STATED


def _stated(view: View, retrieved: Retrieved) -> list[Candidate]:
    """Return the sentences of the hits that state a time inside the one asked for.

    In the order of the hits, then of the text; the time they state stands where an answer would,
    and all scores are 0, for no reader chose them. Without a period asked for: none.
    """
    scope = retrieved.question.scope
    if scope is None:
        return []
    stated = []
    for hit in retrieved.hits:
        for sentence in hit.passage.sentences:
            times = [
                time
                for time in view.times_within(hit.passage, sentence)
                if fit(scope, [time], None) == STATED
            ]
            if times:
                stated.append(Candidate(hit, times[0].span, sentence, 0.0, 0.0))
    return stated

"""Whether a candidate is of the time that was asked for."""

from qa.contract.candidates import Candidate
from qa.dates.fit import STATED, UNKNOWN, fit
from qa.index.view import View
from qa.question.question import Question, is_resolved


def time(view: View, question: Question, candidate: Candidate) -> float:
    """Return how far the time falls short of the one asked for: 0.0 stated, to -2.0 contradicted.

    Judged by the times of the quote itself, else by those of its passage as far as they speak for
    it, else by the article's date. Where no days are asked for, or nothing is known, it is 0.0.
    """
    fits, published = _fit(view, question, candidate)
    return 0.0 if fits == UNKNOWN and published is None else fits - STATED


def timeless(view: View, question: Question, candidate: Candidate) -> float:
    """Return 1.0 where days are asked for, and neither text nor article says when it was."""
    fits, published = _fit(view, question, candidate)
    return float(fits == UNKNOWN and published is None)


def _fit(view: View, question: Question, candidate: Candidate) -> tuple[float, str | None]:
    """Return how well the candidate fits the time asked for, and when it was published."""
    around, published = view.times(candidate.passage.id)
    scope = question.scope
    if not is_resolved(scope):
        return STATED, published
    fits = fit(scope, view.times_within(candidate.passage, candidate.quote), published)
    if fits == UNKNOWN:
        fits = max(fits, fit(scope, around, published) / 2)
    return fits, published

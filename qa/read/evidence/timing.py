"""Whether a candidate is of the time that was asked for, and a time where one was."""

from qa.contract.article import TimeExpression
from qa.contract.candidates import Candidate
from qa.dates.fit import STATED, UNKNOWN, fit
from qa.dates.question import asks_for_time
from qa.index.view import View
from qa.question.question import Question


def time(view: View, question: Question, candidate: Candidate) -> float:
    """Return how far the time falls short of the one asked for: 0.0 stated, to -2.0 contradicted.

    Judged by the times of the quote itself, else by those of its passage as far as they speak for
    it, else by the article's date. Where no days are asked for everything fits.
    """
    scope = question.scope
    if scope is None or not (scope.earliest or scope.latest):
        return 0.0
    around, published = view.times(candidate.passage.id)
    fits = fit(scope, view.times_within(candidate.passage, candidate.quote), published)
    if fits == UNKNOWN:
        fits = max(fits, fit(scope, around, published) / 2)
    return fits - STATED


def dated(view: View, question: Question, candidate: Candidate) -> float:
    """Return 1.0 for an answer with a resolved time in it, when a time is asked for."""
    return float(asks_for_time(question.text) and bool(_times(view, candidate)))


def _times(view: View, candidate: Candidate) -> list[TimeExpression]:
    """Return the resolved time expressions that share a character with the answer."""
    times = view.times_within(candidate.passage, candidate.quote)
    return [each for each in times if each.earliest and each.span.overlaps(candidate.answer)]

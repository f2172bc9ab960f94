"""What happened in a time, whatever it is about: the passages that tell of it."""

from collections.abc import Collection

from qa.contract.candidates import Hit
from qa.dates.fit import UNKNOWN, fit_of_passage
from qa.dates.question import TimeScope
from qa.index.view import View


def retrieve_period(
    view: View, scope: TimeScope, k: int, among: Collection[int] | None = None
) -> list[Hit]:
    """Return up to ``k`` passages that state a time of the scope or were published in it.

    Those that state it come before those that were published in it, spread over the time where
    there are more than ``k``; their scores are how well they fit. Of a scope without a known day
    there are none.
    """
    if scope.earliest is None and scope.latest is None:
        return []
    hits = []
    for passage in view.passages(view.of_time(scope.earliest, scope.latest, k, among)):
        fits = fit_of_passage(scope, *view.times(passage.id))
        if fits > UNKNOWN:
            hits.append(Hit(passage, fits, 0.0, 0.0, 0.0, 0.0))
    return hits

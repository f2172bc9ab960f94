"""Does a text speak of the time that a question asks about?"""

import datetime
from collections.abc import Sequence

from qa.contract.article import TimeExpression
from qa.dates.partial import interval
from qa.dates.question import TimeScope

# From "says so" down to "speaks of another time". Between them lies what is only likely: news
# without a time of its own is about the days before it was published.
STATED = 1.0
LIKELY = 0.5
UNKNOWN = 0.0
UNLIKELY = -0.25
CONTRADICTED = -1.0


def fit(scope: TimeScope, times: Sequence[TimeExpression], published: str | None) -> float:
    """Return how well a piece of text fits ``scope``, ``CONTRADICTED`` to ``STATED``.

    ``times`` are the expressions in it; ``published`` is the date of its article, maybe partial:
    "Monday" in an article of 2024 can be any one of that year, and settles nothing for a month.
    A time inside the scope settles it. Times outside of it contradict, unless the article is of
    the time asked for: then they may be an aside. Without any time the article's date decides:
    what was published before the scope cannot tell of it, what came later hardly does, and of
    what is dated by its year alone nobody knows whether it tells of a month.
    """
    if scope.earliest is None and scope.latest is None:
        return UNKNOWN
    resolved = [
        (time.earliest, time.latest, "X" not in time.value)
        for time in times
        if time.earliest and time.latest
    ]
    if any(
        _inside(scope, earliest, latest) or (known and _overlap(scope, earliest, latest))
        for earliest, latest, known in resolved
    ):
        return STATED
    if any(_overlap(scope, earliest, latest) for earliest, latest, _ in resolved):
        return UNKNOWN
    if published is None:
        return CONTRADICTED if resolved else UNKNOWN
    if _published_in(scope, published):
        return UNKNOWN if resolved else LIKELY
    if _overlap(scope, *interval(published)):
        return UNKNOWN
    if resolved or (scope.earliest and interval(published)[1] < scope.earliest):
        return CONTRADICTED
    return UNLIKELY


def fit_of_passage(
    scope: TimeScope, times: Sequence[TimeExpression], published: str | None
) -> float:
    """Return how well a whole passage fits, as ``fit`` does for a quote.

    What was published in that time is of that time (``STATED``), whatever else the passage
    mentions: which of its sentences tells of it is for the reader to find.
    """
    return STATED if _published_in(scope, published) else fit(scope, times, published)


def _published_in(scope: TimeScope, published: str | None) -> bool:
    """Tell whether an article's date lies in the scope: "2024" does in 2024, not in May 2024."""
    return published is not None and _inside(scope, *interval(published))


def _inside(scope: TimeScope, earliest: datetime.date, latest: datetime.date) -> bool:
    """Tell whether an interval lies in the scope."""
    return _overlap(scope, earliest, earliest) and _overlap(scope, latest, latest)


def _overlap(scope: TimeScope, earliest: datetime.date, latest: datetime.date) -> bool:
    """Tell whether an interval shares a day with the scope; an open side has no bound."""
    return (scope.latest is None or earliest <= scope.latest) and (
        scope.earliest is None or latest >= scope.earliest
    )

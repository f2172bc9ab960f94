"""What a time expression means, as people write it; ``static/js/words.js`` is its twin."""

from qa.contract.article import TimeExpression
from qa.dates.partial import PARTIAL_DATE, in_words


def meaning(expression: TimeExpression) -> str:
    """Say what a resolved time expression means: "Last year: 2010 (seen from 7 January 2011)".

    Empty while it is unresolved.
    """
    if expression.earliest is None or expression.latest is None:
        return ""
    value = expression.value
    first, last = expression.earliest.isoformat(), expression.latest.isoformat()
    # "Less than two years ago" may be put down as 2010, but is no such year.
    if PARTIAL_DATE.fullmatch(value) and first.startswith(value) and last.startswith(value):
        when = in_words(value)
    elif first == last:
        when = in_words(first)
    else:
        when = f"{in_words(first)} to {in_words(last)}"
    seen = (
        ""
        if expression.anchor is None
        else (f" (seen from {in_words(expression.anchor.isoformat())})")
    )
    return f"{expression.text}: {when}{seen}"

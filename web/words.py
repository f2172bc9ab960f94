"""What a time expression means, as people write it; ``static/js/words.js`` is its twin."""

from qa.contract.article import TimeExpression
from qa.dates.partial import in_words, period_in_words


def meaning(expression: TimeExpression) -> str:
    """Say what a resolved time expression means: "Last year: 2010 (seen from 7 January 2011)".

    Empty while it is unresolved.
    """
    if expression.earliest is None or expression.latest is None:
        return ""
    when = period_in_words(expression.value, expression.earliest, expression.latest)
    seen = (
        ""
        if expression.anchor is None
        else (f" (seen from {in_words(expression.anchor.isoformat())})")
    )
    return f"{expression.text}: {when}{seen}"

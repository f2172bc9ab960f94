"""The times of an article: its time expressions, resolved against when it was published."""

from collections.abc import Sequence

from qa.contract.article import Article, Span, TimeExpression
from qa.dates.expressions import find_expressions


def article_times(article: Article, story: Sequence[Span]) -> list[TimeExpression]:
    """Return the time expressions in the ``story`` spans of an article, in order.

    Without a publication date relative expressions stay unresolved; one known by its year or month
    alone resolves what that is enough for.
    """
    anchor = article.published.value if article.published else None
    return find_expressions(article.text, anchor, within=story)

"""The times of an article: its time expressions, resolved against when it was published."""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.contract.article import Article, Span, TimeExpression
from qa.dates.expressions import find_expressions
from qa.dates.written import YEAR, written_date

_FIGURES = re.compile(rf"\d{{1,2}}/\d{{1,2}}/{YEAR}")


def dated(article: Article, day_first: bool | None) -> Article:
    """Return an article whose date is written as 03/04/2011 with what that means.

    The day where ``day_first`` tells which it is, else the year; any other article as it is.
    """
    published = article.published
    written = published.evidence.of(article.text) if published and published.evidence else ""
    value = written_date(written, day_first) if _FIGURES.fullmatch(written) else None
    if published is None or value is None or value == published.value:
        return article
    return replace(article, published=replace(published, value=value))


def article_times(
    article: Article, story: Sequence[Span], day_first: bool | None = None
) -> list[TimeExpression]:
    """Return the time expressions in the ``story`` spans of an article, in order.

    Without a publication date relative expressions stay unresolved; one known by its year or month
    alone resolves what that is enough for. ``day_first`` is as in ``find_expressions``.
    """
    anchor = article.published.value if article.published else None
    return find_expressions(article.text, anchor, within=story, day_first=day_first)

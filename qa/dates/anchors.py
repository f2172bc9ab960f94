"""The times of an article: its time expressions, resolved against when it was published."""

import re
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from qa.contract.article import Article, Span, TimeExpression
from qa.dates.expressions import find_expressions
from qa.dates.scan import FIGURES_OF_DATE, day_first_in
from qa.dates.written import YEAR, written_date
from qa.text.folding import narrow

IN_ITS_FILE = MappingProxyType({True: "day first in its file", False: "month first in its file"})
"""How the method of a date in a field says in which order its file has such dates."""

_FIGURES = re.compile(rf"\d{{1,2}}([/-])\d{{1,2}}\1{YEAR}")


def tells_order(article: Article) -> bool:
    """Tell whether an article has dates as 03/04/2011, in its text or stated with it."""
    if _in_figures(article):
        return True
    return FIGURES_OF_DATE.search(narrow(article.text)) is not None


def own_order(article: Article) -> bool | None:
    """Tell whether an article writes the day first in such dates, None when it does not tell."""
    return day_first_in(narrow(f"{article.text}\n{_in_figures(article)}"))


def file_order(article: Article) -> bool | None:
    """Tell whether the other dates in the file that an article is a row of have the day first."""
    method = article.published.method if article.published else ""
    return next((first for first, said in IN_ITS_FILE.items() if said in method), None)


def order_alone(article: Article) -> bool | None:
    """Tell whether an article writes the day first, by what it and its file tell."""
    own = own_order(article)
    return file_order(article) if own is None else own


def dated(article: Article, day_first: bool | None) -> Article:
    """Return an article whose date is written as 03/04/2011 with what that means.

    The day where ``day_first`` tells which it is, else the year; any other article as it is.
    """
    published, written = article.published, _in_figures(article)
    value = written_date(written, day_first) if written else None
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


def _in_figures(article: Article) -> str:
    """Return an article's publication date as it is written, "" unless it is as 03/04/2011."""
    published = article.published
    if published is None:
        return ""
    place = published.evidence
    written = narrow(place.of(article.text) if place else published.method.rpartition(" ")[2])
    return written if _FIGURES.fullmatch(written) else ""

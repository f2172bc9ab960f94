"""Which passages a question may be answered from: by publication date and source."""

from qa.contract.answer import ArticleReference
from qa.contract.request import Request
from qa.dates.partial import interval
from qa.index.view import View


def allowed_articles(view: View, request: Request) -> list[ArticleReference] | None:
    """Return the articles that the filters leave, in order of id; None when there is no filter.

    ``published_from`` and ``published_to`` ask for articles that are known to be of that time, so
    an undated one, or one known by its year alone that might lie outside, is left out. ``as_of``
    leaves out what is known to be later, and keeps the undated. ``sources`` are article sources or
    ids. A period that ends before it begins, or a source that is not there, leaves nothing.
    """
    if not (request.as_of or request.published_from or request.published_to or request.sources):
        return None
    return [
        article
        for article in view.references()
        if (
            not request.sources
            or article.source in request.sources
            or article.id in request.sources
        )
        and _fits(article.published, request)
    ]


def _fits(published: str | None, request: Request) -> bool:
    """Tell whether a publication date, maybe partial or unknown, passes the filters."""
    start, end = request.published_from, request.published_to
    if published is None:
        return not (start or end)
    earliest, latest = interval(published)
    return (
        (request.as_of is None or earliest <= request.as_of)
        and (start is None or earliest >= start)
        and (end is None or latest <= end)
    )

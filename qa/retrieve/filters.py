"""Which passages a question may be answered from: by publication date and source."""

from collections.abc import Sequence

from qa.contract.answer import ArticleReference
from qa.contract.arguments import near, seen
from qa.contract.request import Request
from qa.dates.partial import interval
from qa.errors import QuestionError
from qa.index.view import View


def check_sources(view: View, sources: Sequence[str]) -> None:
    """Refuse a source that is neither source nor id of an article of the collection.

    :raises QuestionError: naming the first, and what may be meant.
    """
    if not sources:
        return
    articles = view.references()
    known = {name for article in articles for name in (article.source, article.id)}
    for source in sources:
        if source not in known:
            meant = near(source, (article.source for article in articles))
            hint = f"did you mean {meant!r}?" if meant else "qa articles lists those it holds."
            raise QuestionError(
                f"no article of this collection has the source {seen(source)}; {hint}"
            )


def allowed_articles(view: View, request: Request) -> list[ArticleReference] | None:
    """Return the articles that the filters leave, in order of id; None when there is no filter.

    ``published_from`` and ``published_to`` ask for articles that are known to be of that time, so
    an undated one, or one known by its year alone that might lie outside, is left out. ``as_of``
    leaves out what is known to be later, and keeps the undated. ``sources`` are article sources or
    ids.
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

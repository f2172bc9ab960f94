"""Which passages a question may be answered from: by publication date and source."""

import datetime
import sqlite3
from collections.abc import Sequence

from qa.contract.answer import ArticleReference
from qa.contract.arguments import near, seen
from qa.dates.partial import interval
from qa.errors import QuestionError
from qa.index import rows


def check_sources(connection: sqlite3.Connection, sources: Sequence[str]) -> None:
    """Refuse a source that is neither source nor id of an article of the collection.

    :raises QuestionError: naming the first, and what may be meant.
    """
    if not sources:
        return
    articles = list(rows.references(connection))
    known = {name for article in articles for name in (article.source, article.id)}
    for source in sources:
        if source not in known:
            meant = near(source, (article.source for article in articles))
            hint = f"did you mean {meant!r}?" if meant else "qa articles lists those it holds."
            raise QuestionError(
                f"no article of this collection has the source {seen(source)}; {hint}"
            )


def allowed_articles(
    connection: sqlite3.Connection,
    *,
    as_of: datetime.date | None = None,
    published_from: datetime.date | None = None,
    published_to: datetime.date | None = None,
    sources: Sequence[str] = (),
) -> list[ArticleReference] | None:
    """Return the articles that the filters leave, in order of id; None when there is no filter.

    ``published_from`` and ``published_to`` ask for articles that are known to be of that time, so
    an undated one, or one known by its year alone that might lie outside, is left out. ``as_of``
    leaves out what is known to be later, and keeps the undated. ``sources`` are article sources or
    ids.
    """
    if not (as_of or published_from or published_to or sources):
        return None
    return [
        article
        for article in rows.references(connection)
        if (not sources or article.source in sources or article.id in sources)
        and _fits(article.published, as_of, published_from, published_to)
    ]


def _fits(
    published: str | None,
    as_of: datetime.date | None,
    published_from: datetime.date | None,
    published_to: datetime.date | None,
) -> bool:
    """Tell whether a publication date, maybe partial or unknown, passes the filters."""
    if published is None:
        return not (published_from or published_to)
    earliest, latest = interval(published)
    return (
        (as_of is None or earliest <= as_of)
        and (published_from is None or earliest >= published_from)
        and (published_to is None or latest <= published_to)
    )

"""Which articles a list is to hold, and the list."""

import datetime
from dataclasses import dataclass

from qa.contract.answer import ArticleSummary


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """What the articles of a list have in common, and which part of the list is wanted.

    Empty texts and None leave everything in. ``query`` stands in title or source; every content
    word of ``text`` in the story; ``publisher`` and ``section`` are the article's own. In all of
    these case and accents do not count. The dates are as in ``AskSettings``: only articles that are
    known to be of that time. ``limit`` None is no limit.
    """

    query: str = ""
    text: str = ""
    publisher: str = ""
    section: str = ""
    published_from: datetime.date | None = None
    published_to: datetime.date | None = None
    offset: int = 0
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class ArticleList:
    """One part of a list: in order of publication, the undated last, then by source and id.

    ``total`` counts the articles on all parts.
    """

    total: int
    articles: tuple[ArticleSummary, ...]

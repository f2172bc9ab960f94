"""Which articles a list is to hold, and the list."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from qa.contract.answer import ArticleSummary
from qa.contract.arguments import check_day, check_names, check_text


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


class ListSettings(TypedDict, total=False):
    """What can be set for a list of articles; each means what it means in an ``ArticleFilter``."""

    query: str
    text: str
    publisher: str
    section: str
    published_from: datetime.date | str | None
    published_to: datetime.date | str | None


SETTINGS = tuple(ListSettings.__annotations__)
DAYS = ("published_from", "published_to")
# What the API takes in an address.
MOST = 1000


def list_to_plain(settings: Mapping[str, object]) -> dict[str, str]:
    """Return what was set as texts, days as ISO 8601; what leaves everything in is left out.

    :raises QuestionError: when a setting is not known or not of its kind.
    """
    check_names("a list", settings, SETTINGS)
    texts: dict[str, str] = {}
    for name, value in settings.items():
        if name in DAYS:
            day = check_day(name, value)
            texts[name] = "" if day is None else day.isoformat()
        else:
            texts[name] = check_text(name, value, MOST)
    return {name: text for name, text in texts.items() if text}

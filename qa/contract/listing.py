"""Which articles a list is to hold, and the list."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypedDict, get_args

from qa.contract.answer import ArticleSummary
from qa.contract.arguments import check_day, check_flag, check_names, check_text, seen
from qa.contract.plain import Plain
from qa.errors import QuestionError

Order = Literal["oldest", "newest"]
MOST_NAMES = 100
"""More are no choice for a person."""


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """What the articles of a list have in common, and which part of the list is wanted.

    Empty texts and None leave everything in. ``query`` stands in title or source, with ``anywhere``
    also, word by word, in the story; every content word of ``text`` in the story; ``publisher`` and
    ``section`` are the article's own. In all of these case and accents do not count. The dates are
    as in ``AskSettings``: only articles that are known to be of that time. ``order`` is that of
    publication, the undated last in either. ``limit`` None is no limit. Where the articles on all
    parts are not ``counted``, a part comes sooner: of many that fit only the first are looked for.
    """

    query: str = ""
    anywhere: bool = False
    text: str = ""
    publisher: str = ""
    section: str = ""
    published_from: datetime.date | None = None
    published_to: datetime.date | None = None
    order: Order = "oldest"
    offset: int = 0
    limit: int | None = None
    counted: bool = True


@dataclass(frozen=True, slots=True)
class ArticleList:
    """One part of a list: in order of publication, the undated last, then of source and id.

    ``total`` counts the articles on all parts, None where that was not wanted.
    """

    total: int | None
    articles: tuple[ArticleSummary, ...]


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many articles were published in a year."""

    year: int
    articles: int


@dataclass(frozen=True, slots=True)
class NameCount:
    """How many articles have a publisher or a section."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class ArticleCounts(Plain):
    """How the articles of a collection are spread.

    ``years`` are those with articles, the earliest first; of ``publishers`` and ``sections`` the
    ``MOST_NAMES`` with most articles, these first. Articles that have none are in no count but
    ``total``, those without a date in ``undated``.
    """

    total: int
    undated: int
    years: tuple[YearCount, ...]
    publishers: tuple[NameCount, ...]
    sections: tuple[NameCount, ...]


class ListSettings(TypedDict, total=False):
    """What can be set for a list of articles; each means what it means in an ``ArticleFilter``."""

    query: str
    anywhere: bool
    text: str
    publisher: str
    section: str
    published_from: datetime.date | str | None
    published_to: datetime.date | str | None
    order: Order


SETTINGS = tuple(ListSettings.__annotations__)
ORDERS: tuple[Order, ...] = get_args(Order)
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
        elif name == "anywhere":
            texts[name] = "true" if check_flag(name, value) else ""
        elif name == "order" and value not in ORDERS:
            raise QuestionError(f"order is {seen(value)}; expected one of: {', '.join(ORDERS)}.")
        else:
            texts[name] = check_text(name, value, MOST)
    return {name: text for name, text in texts.items() if text}


def filter_of(settings: Mapping[str, object]) -> ArticleFilter:
    """Return the filter that says what was set.

    :raises QuestionError: when a setting is not known or not of its kind.
    """
    list_to_plain(settings)
    days = {name: check_day(name, settings.get(name)) for name in DAYS}
    return ArticleFilter(**{**settings, **days})  # type: ignore[arg-type]

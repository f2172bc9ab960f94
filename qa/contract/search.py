"""Passages found for some words, for programs that read them themselves."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from qa.contract.answer import ArticleReference, CollectionReference, TextSpan
from qa.contract.arguments import check_names, check_number
from qa.contract.plain import Plain, to_plain
from qa.contract.request import Request, check_request

DEFAULT_PASSAGES = 10
# Each of the two searches goes 50 deep: further down there is little to choose among.
MOST_PASSAGES = 50


class SearchSettings(TypedDict, total=False):
    """What can be set for a search or a timeline; each means what it means to a question.

    ``AskSettings`` says what that is.
    """

    as_of: datetime.date | str | None
    published_from: datetime.date | str | None
    published_to: datetime.date | str | None
    sources: Sequence[str]


SETTINGS = tuple(SearchSettings.__annotations__)


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage, ``article.text[passage.start : passage.end] == passage.text``.

    ``score`` is bigger-is-better and compares passages of one search only.
    """

    article: ArticleReference
    passage: TextSpan
    score: float


@dataclass(frozen=True, slots=True)
class PassageSearch(Plain):
    """The passages nearest to some words, best first, ties by passage id; maybe none."""

    query: str
    passages: tuple[ScoredPassage, ...]
    collection: CollectionReference


def check_search(query: object, most: object, settings: Mapping[str, object]) -> Request:
    """Return what is searched for as a question that stands alone.

    :raises QuestionError: when the query, ``most`` or a setting cannot be used.
    """
    check_names("a search", settings, SETTINGS)
    check_number("most", most, MOST_PASSAGES)
    return check_request(query, settings)


def search_to_plain(query: object, most: object, settings: Mapping[str, object]) -> dict[str, Any]:
    """Return a search as JSON values: days as ISO 8601.

    :raises QuestionError: when the query, ``most`` or a setting cannot be used.
    """
    checked = to_plain(check_search(query, most, settings))
    return {"query": query, "most": most} | {name: checked[name] for name in settings}

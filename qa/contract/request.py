"""One question with its settings, checked before anything is done with it.

The library and the client call the same function, so that both refuse the same in the same words.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qa.contract.answer import Answer, Turn
from qa.contract.arguments import (
    check_day,
    check_flag,
    check_list,
    check_names,
    check_number,
    check_text,
    check_words,
    seen,
)
from qa.contract.plain import to_plain
from qa.contract.settings import AskSettings
from qa.errors import QuestionError

# Long enough for a question with its background; a pasted article is not a question.
MAX_QUESTION = 1000
# Long enough for every answer and quote of our own; history only serves to resolve references.
MAX_ANSWER = 10_000
# Follow-ups refer to the last few turns, a long afternoon of questions still fits.
MAX_TURNS = 100
# A choice made by hand; whoever wants most of a collection leaves it out.
MAX_SOURCES = 100
MAX_NAME = 1000
# What a question can lean on is a subject, a place, a time.
MAX_CONTEXT = 20
MAX_TERM = 200

# Longer than any paragraph of a speech; its time grows with the square of its words.
MAX_QUOTATION = 4_000
# A long feature is 30,000; each quotation in it takes some milliseconds.
MAX_DRAFT = 200_000

DEFAULT_CITATIONS = 3
MAX_CITATIONS = 10

SETTINGS = tuple(AskSettings.__annotations__)
TURN = ("question", "answer")
CITED = ("quote", "article")
ONE_THING = "Ask for one thing at a time."


@dataclass(frozen=True, slots=True)
class Request:
    """A question that can be asked; the fields are those of ``AskSettings``."""

    question: str
    history: tuple[Turn, ...]
    standalone: bool
    as_typed: bool
    as_of: datetime.date | None
    published_from: datetime.date | None
    published_to: datetime.date | None
    sources: tuple[str, ...]
    max_citations: int
    explain: bool
    context: tuple[str, ...] | None = None


def check_request(question: object, settings: Mapping[str, object]) -> Request:
    """Return the request, or say what is wrong with it.

    Whatever is given, the outcome is one of the two. Whether the sources are in the collection is
    for those to say who hold it.

    :raises QuestionError: when the question is empty, too long or no text, or a setting is not
        known, not of its kind or out of its range.
    """
    check_names("a question", settings, SETTINGS)
    words = check_words("the question", question, MAX_QUESTION, ONE_THING)
    first = check_day("published_from", settings.get("published_from"))
    last = check_day("published_to", settings.get("published_to"))
    if first and last and first > last:
        raise QuestionError(
            f"published_from is {first}, published_to {last}; expected the earlier day first."
        )
    return Request(
        question=words,
        history=_history(settings.get("history", ())),
        standalone=check_flag("standalone", settings.get("standalone", False)),
        as_typed=check_flag("as_typed", settings.get("as_typed", False)),
        context=_context(settings.get("context")),
        as_of=check_day("as_of", settings.get("as_of")),
        published_from=first,
        published_to=last,
        sources=_sources(settings.get("sources", ())),
        max_citations=check_number(
            "max_citations", settings.get("max_citations", DEFAULT_CITATIONS), MAX_CITATIONS
        ),
        explain=check_flag("explain", settings.get("explain", False)),
    )


def request_to_plain(question: object, settings: Mapping[str, object]) -> dict[str, Any]:
    """Return the question and what was set as JSON values: days as ISO 8601, turns as objects.

    :raises QuestionError: when the question or a setting cannot be used.
    """
    checked = to_plain(check_request(question, settings))
    return {name: checked[name] for name in ("question", *settings)}


def _history(value: object) -> tuple[Turn, ...]:
    """Return the earlier turns, however each was written."""
    turns = check_list("history", value, MAX_TURNS, "earlier turns, each with question and answer")
    return tuple(_turn(f"history[{place}]", turn) for place, turn in enumerate(turns))


def _turn(name: str, value: object) -> Turn:
    """Return one earlier turn: an Answer, a Turn, a dict with its fields, or a pair."""
    if isinstance(value, Answer):
        value = Turn.of(value)
    if isinstance(value, Turn):
        question, answer = value.question, value.answer
        cited = {"quote": value.quote, "article": value.article}
    elif isinstance(value, Mapping):
        check_names(name, value, (*TURN, *CITED))
        for field in TURN:
            if field not in value:
                raise QuestionError(f"{name} is {seen(value)}; its {field} is missing.")
        question, answer = value["question"], value["answer"]
        cited = {field: value.get(field, "") for field in CITED}
    elif isinstance(value, tuple | list) and len(value) == len(TURN):
        (question, answer), cited = value, {}
    else:
        raise QuestionError(
            f"{name} is {seen(value)}; expected an Answer, a Turn, a dict with question and "
            "answer, or a pair of them."
        )
    return Turn(
        check_text(f"{name}.question", question, MAX_QUESTION),
        check_text(f"{name}.answer", answer, MAX_ANSWER),
        check_text(f"{name}.quote", cited.get("quote", ""), MAX_ANSWER),
        check_text(f"{name}.article", cited.get("article", ""), MAX_NAME),
    )


def _context(value: object) -> tuple[str, ...] | None:
    """Return the words that a question is asked with; None where they are to be chosen."""
    if value is None:
        return None
    terms = check_list("context", value, MAX_CONTEXT, 'words such as ["military ties"]')
    words = (
        check_words(f"context[{place}]", term, MAX_TERM, "Name a few words.")
        for place, term in enumerate(terms)
    )
    return tuple(dict.fromkeys(words))


def _sources(value: object) -> tuple[str, ...]:
    """Return the names of the articles to answer from."""
    names = check_list("sources", value, MAX_SOURCES, 'names such as ["article.txt"]')
    return tuple(
        check_words(f"sources[{place}]", name, MAX_NAME) for place, name in enumerate(names)
    )


def check_quotation(quotation: object) -> str:
    """Return a quotation that can be traced, or say what is wrong with it.

    :raises QuestionError: when it is empty, too long or no text.
    """
    return check_words(
        "the quotation",
        quotation,
        MAX_QUOTATION,
        "Trace one quotation at a time, or the text around it as a draft.",
    )


def check_draft(draft: object) -> str:
    """Return a draft whose quotations can be traced, or say what is wrong with it.

    :raises QuestionError: when it is empty, too long or no text.
    """
    return check_words("the draft", draft, MAX_DRAFT, "Send it in parts.")

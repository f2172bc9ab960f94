"""One question with its settings, checked before anything is done with it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from qa.contract.answer import Turn
from qa.contract.settings import AskSettings
from qa.errors import QuestionError

# Long enough for a question with its background; a pasted article is not a question.
MAX_QUESTION = 1000

# Longer than any paragraph of a speech; its time grows with the square of its words.
MAX_QUOTATION = 4_000
# A long feature is 30,000; each quotation in it takes some milliseconds.
MAX_DRAFT = 200_000

DEFAULT_CITATIONS = 3
MAX_CITATIONS = 10

DEFAULT_ENTRIES = 20
MOST_ENTRIES = 100


@dataclass(frozen=True, slots=True)
class Request:
    """A question that can be asked; the fields are those of ``AskSettings``."""

    question: str
    history: tuple[Turn, ...]
    standalone: bool
    as_of: datetime.date | None
    published_from: datetime.date | None
    published_to: datetime.date | None
    sources: tuple[str, ...]
    max_citations: int


def check_request(question: str, settings: AskSettings) -> Request:
    """Return the request, or say what is wrong with it.

    :raises QuestionError: when the question is empty, too long or no text, or a setting is out of
        its range.
    """
    _check_words("question", question)
    most = settings.get("max_citations", DEFAULT_CITATIONS)
    if not 1 <= most <= MAX_CITATIONS:
        raise QuestionError(f"max_citations is {most}; expected 1 to {MAX_CITATIONS}.")
    history = _check_history(settings.get("history", ()))
    return Request(
        question=question,
        history=history,
        standalone=settings.get("standalone", False),
        as_of=settings.get("as_of"),
        published_from=settings.get("published_from"),
        published_to=settings.get("published_to"),
        sources=tuple(settings.get("sources", ())),
        max_citations=most,
    )


def check_timeline(topic: str, most: int) -> None:
    """Refuse a topic or a number of entries that cannot be used.

    :raises QuestionError: saying what is wrong with it.
    """
    _check_words("topic", topic)
    if not 1 <= most <= MOST_ENTRIES:
        raise QuestionError(f"most is {most}; expected 1 to {MOST_ENTRIES}.")


def check_quotation(quotation: str) -> None:
    """Refuse a quotation that cannot be traced.

    :raises QuestionError: saying what is wrong with it.
    """
    advice = "Trace one quotation at a time, or the text around it as a draft."
    _check_words("quotation", quotation, MAX_QUOTATION, advice)


def check_draft(draft: str) -> None:
    """Refuse a draft whose quotations cannot be traced.

    :raises QuestionError: saying what is wrong with it.
    """
    _check_words("draft", draft, MAX_DRAFT, "Send it in parts.")


def _check_words(
    name: str, words: str, most: int = MAX_QUESTION, advice: str = "Ask for one thing at a time."
) -> None:
    """Refuse what is empty, too long, or no text."""
    if not words.strip():
        raise QuestionError(f"the {name} is empty; expected plain words.")
    if len(words) > most:
        raise QuestionError(
            f"the {name} has {len(words):,} characters; expected at most {most:,}. {advice}"
        )
    _check_text(name, words)


def _check_history(history: Sequence[Turn]) -> tuple[Turn, ...]:
    """Return the earlier turns; text that is no text is refused like in the question."""
    for turn in history:
        _check_text("history", turn.question)
        _check_text("history", turn.answer)
    return tuple(history)


def _check_text(name: str, text: str) -> None:
    """Refuse half of a surrogate pair: it is no character, and no file or socket takes it."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise QuestionError(
            f"the {name} holds a lone surrogate (U+{ord(text[error.start]):04X}) at position "
            f"{error.start}; expected Unicode text."
        ) from error

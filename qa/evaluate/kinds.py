"""Kinds of questions that were once answered wrongly, each with siblings and counter-examples.

A line of the file is ``{kind, text, published, question, golds, quote?}``: one small article and
one question to it. No golds: the article does not say; a quote beside them may still be shown as
the nearest thing, if no surer than ``LIKELY``.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qa.assistant import Assistant
from qa.contract.answer import Answer
from qa.errors import SetError
from qa.evaluate.sets import answers, read_lines
from qa.index.collection import put
from qa.index.settings import settings
from qa.index.store import create_store
from qa.ingest.articles import article_from_text

# From this confidence on an answer is called likely.
LIKELY = 0.5

# Words that an answer may have beyond the right one; both sides of a contrast have more.
WORDS_MORE = 4


@dataclass(frozen=True, slots=True)
class KindQuestion:
    """One question to one small article; no ``golds``: nothing answers."""

    kind: str
    text: str
    published: str
    question: str
    golds: tuple[str, ...]
    quote: str | None


@dataclass(frozen=True, slots=True)
class KindAsked:
    """How it went; ``right``: the right answer, or none where there is none; ``sound``: or none.

    ``answer`` is "" for none, and the error where one ended the question: never right nor sound.
    """

    asked: KindQuestion
    answer: str
    confidence: float
    right: bool
    sound: bool


def load_kinds(file: Path) -> list[KindQuestion]:
    """Read a file of kinds.

    :raises SetError: when it is not of the form.
    """
    try:
        return [
            KindQuestion(
                row["kind"],
                row["text"],
                row["published"],
                row["question"],
                tuple(row["golds"]),
                row.get("quote"),
            )
            for row in read_lines(file)
        ]
    except (KeyError, TypeError) as error:
        raise SetError(
            f"{file} is no file of kinds: {error!r}. Expected kind, text, published, question and "
            "golds a line."
        ) from error


def ask_kinds(assistant: Assistant, questions: Iterable[KindQuestion]) -> list[KindAsked]:
    """Ask each question of a collection of its own, with the models of ``assistant``."""
    return [_ask(assistant, asked) for asked in questions]


def _ask(models: Assistant, asked: KindQuestion) -> KindAsked:
    """Ask one question of its article."""
    with (
        tempfile.TemporaryDirectory() as folder,
        create_store(Path(folder), settings(models.embedder)) as store,
    ):
        article = article_from_text(asked.text, "article.txt", published=asked.published)
        put(store, models.embedder, article)
        alone = Assistant(store, models.embedder, models.models)
        try:
            answer = alone.ask(asked.question)
        except Exception as error:  # what nobody declared is as wrong as can be: it is counted
            return KindAsked(asked, repr(error), 0.0, False, False)
    right = _right(asked, answer)
    return KindAsked(asked, answer.text, answer.confidence, right, right or not answer.answered)


def _right(asked: KindQuestion, answer: Answer) -> bool:
    if not answer.answered:
        return not asked.golds
    if asked.golds:
        return answers(answer.text, asked.golds, WORDS_MORE)
    shown = answer.citations[0].quote.text
    return asked.quote is not None and asked.quote in shown and answer.confidence < LIKELY


def by_kind(rows: Iterable[KindAsked]) -> dict[str, tuple[float, float]]:
    """Return the shares (right, sound) of each kind, in the order of their first question."""
    held: dict[str, list[KindAsked]] = defaultdict(list)
    for row in rows:
        held[row.asked.kind].append(row)
    return {
        kind: (
            sum(row.right for row in asked) / len(asked),
            sum(row.sound for row in asked) / len(asked),
        )
        for kind, asked in held.items()
    }

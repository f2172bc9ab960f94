"""Questions with known answers, asked of a collection, beside what a user would write instead.

A file of questions has one JSON object a line: ``{"question": ..., "answers": [{"source": ...,
"quote": ..., "spans": [...]}]}``. ``quote`` is a piece of the sentence that answers, ``spans`` the
answers that are right; no ``answers`` means that the collection does not say.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.assistant import Assistant
from qa.contract.answer import Answer, Citation
from qa.errors import QuestionError
from qa.protocols import Embedder


@dataclass(frozen=True, slots=True)
class Gold:
    """One right answer: where it stands and how it may be cut."""

    source: str
    quote: str
    spans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """How one question went. ``first`` and ``cited``: the quote of the first citation, or of any,
    answers; ``span``: the answer itself is one of the right spans. Without a right answer all
    three tell whether it was rejected."""

    question: str
    answerable: bool
    first: bool
    cited: bool
    span: bool
    nearest_first: bool
    nearest_cited: bool
    answer: str


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """Counts over all questions; ``nearest`` is the nearest-sentence program."""

    answerable: int
    first: int
    cited: int
    span: int
    unanswerable: int
    rejected: int
    nearest_first: int
    nearest_cited: int


def load_questions(path: Path) -> list[tuple[str, tuple[Gold, ...]]]:
    """Read a file of questions.

    :raises QuestionError: when it cannot be read or a line is not of the form.
    """
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [
            (
                entry["question"],
                tuple(
                    Gold(gold["source"], gold["quote"], tuple(gold["spans"]))
                    for gold in entry["answers"]
                ),
            )
            for entry in map(json.loads, lines)
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise QuestionError(
            f"{path} is no file of questions: {error!r}. Expected a JSON object a line with "
            "question and answers."
        ) from error


def evaluate_questions(assistant: Assistant, path: Path) -> tuple[QuestionFigures, list[Asked]]:
    """Ask every question of a file and compare; the order is that of the file."""
    nearest = NearestSentence(assistant)
    rows = []
    for question, golds in load_questions(path):
        answer = assistant.ask(question)
        others = nearest.ask(question)
        right = [any(_answers(gold, citation) for gold in golds) for citation in answer.citations]
        other = [any(gold.source == s and gold.quote in t for gold in golds) for s, t in others]
        rows.append(
            Asked(
                question=question,
                answerable=bool(golds),
                first=right[:1] == [True] if golds else not answer.answered,
                cited=any(right) if golds else not answer.answered,
                span=_right_span(golds, answer) if golds else not answer.answered,
                nearest_first=other[:1] == [True],
                nearest_cited=any(other),
                answer=answer.text,
            )
        )
    answerable = [row for row in rows if row.answerable]
    rejected = [row for row in rows if not row.answerable and row.first]
    return (
        QuestionFigures(
            answerable=len(answerable),
            first=sum(row.first for row in answerable),
            cited=sum(row.cited for row in answerable),
            span=sum(row.span for row in answerable),
            unanswerable=len(rows) - len(answerable),
            rejected=len(rejected),
            nearest_first=sum(row.nearest_first for row in answerable),
            nearest_cited=sum(row.nearest_cited for row in answerable),
        ),
        rows,
    )


def _answers(gold: Gold, citation: Citation) -> bool:
    """Tell whether a citation quotes the sentence that answers."""
    return citation.article.source == gold.source and gold.quote in citation.quote.text


def _right_span(golds: Sequence[Gold], answer: Answer) -> bool:
    """Tell whether the answer is one of the right spans, in the sentence it belongs to.

    The items of a list are right where each stands in the same right span.
    """
    if not answer.citations:
        return False
    texts = [citation.answer.text for citation in answer.citations]

    def right(span: str) -> bool:
        if answer.kind == "list":
            return all(text in span for text in texts)
        return answer.text.strip(" .,;“”") == span

    return any(
        _answers(gold, answer.citations[0]) and any(map(right, gold.spans)) for gold in golds
    )


class NearestSentence:
    """The program that a user would write instead: embed all sentences, take the nearest."""

    def __init__(self, assistant: Assistant) -> None:
        """Split and embed every article of the assistant's collection."""
        self._embedder: Embedder = assistant.embedder
        self._sentences = [
            (article.source, sentence.strip())
            for article in assistant.articles()
            for sentence in re.split(r"(?<=[.!?])\s+|\n+", article.text)
            if sentence.strip()
        ]
        self._vectors = self._embedder.encode([sentence for _, sentence in self._sentences])

    def ask(self, question: str, k: int = 3) -> list[tuple[str, str]]:
        """Return the ``k`` nearest (source, sentence) pairs; it always answers."""
        scores = self._vectors @ self._embedder.encode([question])[0]
        return [self._sentences[place] for place in (-scores).argsort(kind="stable")[:k]]

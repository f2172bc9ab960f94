"""A question set asked as a person would, and how good the answers were.

Every question goes through ``Assistant.ask``; what it would not answer counts with the best it had,
so that order and refusal can be told apart. Figures are of what is shipped; nothing is fitted here.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.assistant import Assistant
from qa.contract.settings import AskSettings
from qa.evaluate.collection import first_citation
from qa.evaluate.sets import QuestionSet, SetQuestion
from qa.evaluate.squad import auroc
from qa.evaluate.sureness import calibration_error, coverage_at_risk, share
from qa.index.collection import put
from qa.index.settings import settings
from qa.index.store import create_store
from qa.terminal.progress import watched


@dataclass(frozen=True, slots=True)
class SetAsked:
    """How one question went: the best answer, given or held back, with its quote, "" for none."""

    question: SetQuestion
    text: str
    quote: str
    given: bool
    right: bool
    confidence: float

    @property
    def answerable(self) -> bool:
        """Tell whether anything in the collection answers."""
        return bool(self.question.golds)


@dataclass(frozen=True, slots=True)
class SetFigures:
    """The figures of a set; fractions 0 to 1, NaN over nothing.

    ``right_first``: of the answerable, the best answer is right, given or not. ``refused``: of the
    unanswerable, nothing was given. ``given_of_right``: of the right best answers, given.
    ``coverage_at_risk_10``: the largest share of the answerable questions answered when at most
    10 % of all answers given, to unanswerable ones too, are wrong. ``auroc``: how well confidence
    tells right best answers from all others. ``calibration_error``: expected, over ten bins.
    """

    questions: int
    answerable: int
    right_first: float
    refused: float
    given_of_right: float
    coverage_at_risk_10: float
    auroc: float
    calibration_error: float


def ask_set(questions: QuestionSet, index: Path | None = None) -> list[SetAsked]:
    """Make a collection of the set's articles and ask every question of it, in order.

    ``index`` keeps the collection for the next run; None makes it in a temporary folder.
    """
    from qa.index.embedder import SentenceEmbedder

    with tempfile.TemporaryDirectory() as temporary:
        folder = index or Path(temporary) / "collection"
        embedder = SentenceEmbedder()
        with create_store(folder, settings(embedder)) as store:
            for article in watched(questions.articles, "indexing"):
                put(store, embedder, article)
        with Assistant.open(folder) as assistant:
            return [
                _ask(assistant, questions, question)
                for question in watched(questions.questions, "asking")
            ]


def _ask(assistant: Assistant, questions: QuestionSet, question: SetQuestion) -> SetAsked:
    settings: AskSettings = {"standalone": True}
    if question.source is not None:
        settings["sources"] = (question.source,)
    answer = assistant.ask(question.text, **settings)
    best = first_citation(answer)
    text = best.answer.text if best else ""
    return SetAsked(
        question=question,
        text=text,
        quote=best.quote.text if best else "",
        given=answer.answered,
        right=questions.right(question, text),
        confidence=answer.confidence,
    )


def figures(rows: Sequence[SetAsked]) -> SetFigures:
    """Sum up."""
    answerable = [row for row in rows if row.answerable]
    silent = [row for row in rows if not row.answerable]
    right = [row for row in answerable if row.right]
    return SetFigures(
        questions=len(rows),
        answerable=len(answerable),
        right_first=share([row.right for row in answerable]),
        refused=share([not row.given for row in silent]),
        given_of_right=share([row.given for row in right]),
        coverage_at_risk_10=coverage_at_risk(rows),
        auroc=auroc([row.confidence for row in rows], [row.right for row in rows]),
        calibration_error=calibration_error(rows),
    )

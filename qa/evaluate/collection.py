"""A file of SQuAD 2.0 as one collection: every question is asked of the whole of it.

Each paragraph becomes an article, and nothing tells a question which one it was written for. Every
question goes through ``Assistant.ask`` as a person's would; what it would not answer counts with
the best it had, so that figures without "no answer" exist too.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.assistant import Assistant
from qa.contract.answer import Answer, Citation
from qa.errors import QuestionError
from qa.evaluate.sets import paragraph
from qa.evaluate.squad import Example, best_over, exact_match, f1_score, read_examples
from qa.evaluate.squad_set import RIGHT
from qa.evaluate.sureness import calibration_error, coverage_at_risk, share
from qa.index.collection import put
from qa.index.settings import settings
from qa.index.store import Store, create_store
from qa.index.view import open_view
from qa.protocols import Embedder
from qa.retrieve.retriever import retrieve
from qa.terminal.progress import watched

# Passages looked through for the first 20 paragraphs: a long paragraph has several passages.
RANKED = 50


@dataclass(frozen=True, slots=True)
class CollectionAsked:
    """How one question went: rank of its paragraph from 0 (None: not found), and the best span."""

    answerable: bool
    rank: int | None
    from_right_passage: bool
    f1: float
    exact: float
    confidence: float

    @property
    def right(self) -> bool:
        """Tell whether the best span is a right answer."""
        return self.answerable and self.f1 >= RIGHT


@dataclass(frozen=True, slots=True)
class CollectionFigures:
    """The figures of one run; fractions 0 to 1 but ``f1`` and ``exact``, which are percentages.

    ``recall_k``: the paragraph of an answerable question is among the first k retrieved.
    ``span_from_right_passage``, ``f1``, ``exact``: over answerable questions, "no answer" disabled.
    ``coverage_at_risk_10``: the largest share of the answerable questions answered when at most
    10 % of all answers given, to unanswerable ones too, are wrong (F1 under 0.5).
    ``calibration_error``: expected calibration error of the confidence over all questions.
    """

    recall_1: float
    recall_5: float
    recall_20: float
    span_from_right_passage: float
    f1: float
    exact: float
    coverage_at_risk_10: float
    calibration_error: float
    questions: int
    answerable: int
    passages: int


def evaluate_collection(
    file: Path, index: Path | None, every: int = 1
) -> tuple[CollectionFigures, list[CollectionAsked]]:
    """Make a collection of the paragraphs of ``file`` and ask every question, or each n-th.

    ``index`` keeps the collection for the next run; None makes it in a temporary folder.
    """
    from qa.index.embedder import SentenceEmbedder

    examples = read_examples(file)
    contexts = list(dict.fromkeys(example.context for example in examples))
    with tempfile.TemporaryDirectory() as temporary:
        folder = index or Path(temporary) / "collection"
        embedder = SentenceEmbedder()
        with create_store(folder, settings(embedder)) as store:
            ids = add_paragraphs(store, embedder, contexts)
        with Assistant.open(folder) as assistant:
            asked = [
                _ask(assistant, example, ids[example.context])
                for example in watched(examples[::every], "asking")
            ]
    return figures(asked, len(contexts)), asked


def add_paragraphs(store: Store, embedder: Embedder, contexts: Sequence[str]) -> dict[str, str]:
    """Put each text into ``store`` as an article unless it is there; return text to article id."""
    ids = {}
    for number, text in enumerate(watched(contexts, "indexing")):
        article = paragraph(text, f"{number}.txt")
        put(store, embedder, article)
        ids[text] = article.id
    return ids


def _ask(assistant: Assistant, example: Example, gold: str) -> CollectionAsked:
    try:
        answer = assistant.ask(example.question, standalone=True)
        found = retrieved(assistant, example.question)
    except QuestionError:
        # "I" is a question of SQuAD: one that cannot be asked gets no answer
        return CollectionAsked(bool(example.answers), None, False, 0.0, 0.0, 0.0)
    best = first_citation(answer)
    text = best.answer.text if best else ""
    return CollectionAsked(
        answerable=bool(example.answers),
        rank=found.index(gold) if gold in found else None,
        from_right_passage=best is not None and best.article.id == gold,
        f1=best_over(example.golds, text, f1_score) if example.answers else 0.0,
        exact=best_over(example.golds, text, exact_match) if example.answers else 0.0,
        confidence=answer.confidence,
    )


def first_citation(answer: Answer) -> Citation | None:
    """Return the best span of an answer, given or held back; None when nothing was read."""
    shown = answer.abstention.nearest if answer.abstention else answer.citations
    return shown[0] if shown else None


def retrieved(assistant: Assistant, question: str) -> list[str]:
    """Return the ids of the articles retrieved for a question, best first, each once."""
    with open_view(assistant.store, assistant.snapshots, assistant.embedder) as view:
        hits = retrieve(view, question, RANKED)
    return list(dict.fromkeys(hit.passage.article_id for hit in hits))


def figures(asked: Sequence[CollectionAsked], passages: int) -> CollectionFigures:
    """Sum up; a figure over no questions is NaN."""
    answerable = [one for one in asked if one.answerable]

    def recall(k: int) -> float:
        return share([float(one.rank is not None and one.rank < k) for one in answerable])

    return CollectionFigures(
        recall_1=recall(1),
        recall_5=recall(5),
        recall_20=recall(20),
        span_from_right_passage=share([float(one.from_right_passage) for one in answerable]),
        f1=100 * share([one.f1 for one in answerable]),
        exact=100 * share([one.exact for one in answerable]),
        coverage_at_risk_10=coverage_at_risk(asked),
        calibration_error=calibration_error(asked),
        questions=len(asked),
        answerable=len(answerable),
        passages=passages,
    )

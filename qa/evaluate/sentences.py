"""Answers grounded in sentences: does an answer stand in a sentence that supports it?

All passages of the files become one collection, with the sentences that the files state, and every
question is asked of its own passages as the assistant would ask.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from qa.answering import judge_question
from qa.contract.article import Span
from qa.contract.candidates import Candidate
from qa.dates.anchors import article_times
from qa.errors import QuestionError
from qa.evaluate.clapnq import GroundedQuestion, SourceText, load_grounded
from qa.evaluate.clapnq_set import is_fitted
from qa.evaluate.grounding import SentenceFigures, SentencesAsked, figures
from qa.index import collection, derive
from qa.index.settings import TITLE_TOKENS, settings
from qa.index.snapshot import Snapshots
from qa.index.store import Store, create_store
from qa.index.view import View, open_view
from qa.ingest.passages import passages
from qa.protocols import Embedder
from qa.question.question import parse_question
from qa.read.models import Models
from qa.terminal.progress import watched


def evaluate_sentences(
    files: Sequence[Path], embedder: Embedder, models: Models, *, apart: bool = False
) -> SentenceFigures:
    """Ask the questions of all ``files``, taken together; ``apart``: only those not fitted on.

    :raises QuestionError: when a file is not of the form; the message names file and line.
    :raises ArticleError: when a passage is no text: blank, too long or binary.
    """
    questions = [
        question
        for file in files
        for question in load_grounded(file)
        if not (apart and is_fitted(question.question))
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        create_store(Path(folder), settings(embedder)) as store,
    ):
        fill(store, embedder, questions)
        asked = ask(store, embedder, questions, models)
    return figures(asked, models.calibration.threshold)


def fill(store: Store, embedder: Embedder, questions: Sequence[GroundedQuestion]) -> None:
    """Put every passage of the questions into ``store``, the same text once.

    :raises QuestionError: when the same text was split into sentences in two ways.
    """
    sources: dict[str, SourceText] = {}
    for source in (source for question in questions for source in question.sources):
        first = sources.setdefault(source.article.id, source)
        if first.sentences != source.sentences:
            raise QuestionError(
                f"{first.article.source} and {source.article.source} are the same text, split into "
                "sentences in two ways. Expected one way."
            )
    limit = embedder.max_tokens - derive.RESERVED_TOKENS - TITLE_TOKENS
    for source in watched(list(sources.values()), "indexing"):
        text, title = source.article.text, source.article.title
        cut = passages(text, source.sentences, (), embedder.count_tokens, limit)
        spans = tuple(span for span, _ in cut)
        prepared = derive.Prepared(
            article=source.article,
            sentences=source.sentences,
            passages=spans,
            vectors=embedder.encode_passages([f"{title}\n{span.of(text)}" for span in spans]),
            times=tuple(article_times(source.article, source.sentences)),
        )
        collection.add_article(store, prepared, None)


def ask(
    store: Store, embedder: Embedder, questions: Sequence[GroundedQuestion], models: Models
) -> list[SentencesAsked]:
    """Ask every question of its own passages in ``store``; the order is that of the questions."""
    with open_view(store, Snapshots(store, embedder.dimension), embedder) as view:
        return [_ask(view, question, models) for question in watched(questions, "asking")]


def _ask(view: View, question: GroundedQuestion, models: Models) -> SentencesAsked:
    """Ask one question; the stages are those of ``Assistant``, without abstention."""
    among = view.passage_ids([source.article.id for source in question.sources])
    places = {source.article.id: source for source in question.sources}
    best: dict[tuple[str, Span], float] = {}
    for judged in judge_question(view, parse_question(question.question), models, among).judged:
        article_id = judged.candidate.passage.article_id
        sentence = _sentence(places[article_id], judged.candidate)
        best.setdefault((article_id, sentence), judged.confidence)
    return SentencesAsked(
        answerable=question.answerable,
        gold=sum(len(source.gold) for source in question.sources),
        found=tuple(
            (confidence, sentence in places[article_id].gold)
            for (article_id, sentence), confidence in best.items()
        ),
    )


def _sentence(source: SourceText, candidate: Candidate) -> Span:
    """Return the sentence of the file a candidate stands in; its quote may be less."""
    return next(sentence for sentence in source.sentences if sentence.holds(candidate.answer))

"""Answers grounded in sentences: does an answer stand in a sentence that supports it?

All passages of the files become one collection, with the sentences that the files state, and every
question is asked of its own passages as the assistant would ask.
"""

import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path

from qa.assistant import PASSAGES
from qa.contract.article import Span
from qa.contract.candidates import Extract
from qa.dates.anchors import article_times
from qa.errors import QuestionError
from qa.evaluate.clapnq import GroundedQuestion, SourceText, load_grounded
from qa.evaluate.grounding import SentenceFigures, SentencesAsked, figures
from qa.index import collection, rows
from qa.index.lexical import FtsIndex
from qa.index.snapshot import Snapshots
from qa.index.store import Store, create_store
from qa.ingest.passages import passages
from qa.protocols import Embedder, Reader, VectorIndex, Verifier
from qa.read.confidence import Calibration
from qa.read.rank import rate
from qa.retrieve.scoped import retrieve_in_time
from qa.terminal.progress import watched


def evaluate_sentences(
    files: Sequence[Path],
    embedder: Embedder,
    reader: Reader,
    verifier: Verifier,
    calibration: Calibration,
) -> SentenceFigures:
    """Ask the questions of all ``files``, taken together.

    :raises QuestionError: when a file is not of the form; the message names file and line.
    :raises ArticleError: when a passage is no text: blank, too long or binary.
    """
    questions = [question for file in files for question in load_grounded(file)]
    with (
        tempfile.TemporaryDirectory() as folder,
        create_store(Path(folder), collection.settings(embedder)) as store,
    ):
        fill(store, embedder, questions)
        asked = ask(store, embedder, questions, reader, verifier, calibration)
    return figures(asked, calibration.threshold)


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
    limit = embedder.max_tokens - collection.RESERVED_TOKENS - collection.TITLE_TOKENS
    for source in watched(list(sources.values()), "indexing"):
        text, title = source.article.text, source.article.title
        cut = passages(text, source.sentences, (), embedder.count_tokens, limit)
        spans = tuple(span for span, _ in cut)
        prepared = collection.Prepared(
            article=source.article,
            sentences=source.sentences,
            passages=spans,
            vectors=embedder.encode([f"{title}\n{span.of(text)}" for span in spans]),
            times=tuple(article_times(source.article, source.sentences)),
        )
        collection.add_article(store, prepared, None)


def ask(
    store: Store,
    embedder: Embedder,
    questions: Sequence[GroundedQuestion],
    reader: Reader,
    verifier: Verifier,
    calibration: Calibration,
) -> list[SentencesAsked]:
    """Ask every question of its own passages in ``store``; the order is that of the questions."""
    snapshots = Snapshots(store, embedder.dimension)
    with store.reading() as connection:
        dense = snapshots.current(connection).vectors
        return [
            _ask(connection, embedder, dense, question, reader, verifier, calibration)
            for question in watched(questions, "asking")
        ]


def _ask(
    connection: sqlite3.Connection,
    embedder: Embedder,
    dense: VectorIndex,
    question: GroundedQuestion,
    reader: Reader,
    verifier: Verifier,
    calibration: Calibration,
) -> SentencesAsked:
    """Ask one question; the stages are those of ``Assistant``, without abstention."""
    retrieved = retrieve_in_time(
        question.question,
        PASSAGES,
        connection=connection,
        embedder=embedder,
        dense=dense,
        lexical=FtsIndex(connection),
        among=rows.passage_ids(connection, [source.article.id for source in question.sources]),
    )
    extracts = reader.read(retrieved.wording, retrieved.hits)
    rated = rate(connection, retrieved, extracts, verifier, calibration)
    places = {source.article.id: source for source in question.sources}
    best: dict[tuple[str, Span], float] = {}
    for one in rated:
        sentence = _sentence(places[one.extract.passage.article_id], one.extract)
        best.setdefault((one.extract.passage.article_id, sentence), one.confidence)
    return SentencesAsked(
        answerable=question.answerable,
        gold=sum(len(source.gold) for source in question.sources),
        found=tuple(
            (confidence, sentence in places[article_id].gold)
            for (article_id, sentence), confidence in best.items()
        ),
    )


def _sentence(source: SourceText, extract: Extract) -> Span:
    """Return the sentence of the file that an extract stands in; its quote may be a piece of it."""
    return next(sentence for sentence in source.sentences if sentence.holds(extract.answer))

"""The real assistant over real SQLite and FAISS, with models small enough to be there at once."""

import tempfile
import weakref
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from fakes import (
    ALWAYS,
    FirstSentenceReader,
    LastWordSelector,
    SharedWordsReader,
    ShortVerifier,
    WordEmbedder,
)

from qa.assistant import Assistant
from qa.contract.article import Article
from qa.index.settings import settings
from qa.index.store import Store, create_store
from qa.protocols import Reader
from qa.read.calibration import Calibration
from qa.read.models import Models

# Two of three answers are right whatever the confidence: far from the confidence itself.
MEASURED = replace(ALWAYS, reliability=((0.0, 0.666, 3),))

# Two words shared with the question make an answer, one does not.
SHARED = replace(
    MEASURED, rank={"margin": 1.0, "time": 10.0}, confidence={"margin": 2.0}, bias=-3.0,
    threshold=0.5, possible=0.2,
)  # fmt: skip


def small_models(reader: Reader | None = None, calibration: Calibration = MEASURED) -> Models:
    """Return models that are there at once; by default whatever is read is an answer."""
    return Models(
        reader or FirstSentenceReader(), ShortVerifier(most=40), calibration, LastWordSelector()
    )


def small_assistant(
    folder: Path,
    articles: Sequence[Article],
    *,
    reader: Reader | None = None,
    calibration: Calibration = MEASURED,
) -> Assistant:
    """Return an assistant over these articles; by default whatever is read is an answer."""
    embedder = WordEmbedder()
    models = small_models(reader, calibration)
    assistant = Assistant(create_store(folder, settings(embedder)), embedder, models)
    for article in articles:
        assistant.add(article)
    return assistant


def small_store() -> Store:
    """Return an empty collection in a folder of its own, which goes when the collection goes."""
    home = tempfile.TemporaryDirectory()
    store = create_store(Path(home.name) / "small", settings(WordEmbedder()))
    weakref.finalize(store, home.cleanup)
    return store


def quoting(articles: Sequence[Article], reader: Reader | None = None) -> Assistant:
    """Return an assistant that quotes the sentence that shares most words with the question."""
    assistant = quoting_from(small_store(), reader)
    for article in articles:
        assistant.add(article)
    return assistant


def quoting_from(store: Store, reader: Reader | None = None) -> Assistant:
    """Return such an assistant over a collection that is there."""
    models = small_models(reader or SharedWordsReader(), SHARED)
    return Assistant(store, WordEmbedder(), models)

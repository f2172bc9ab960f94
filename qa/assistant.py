"""The assistant: open an index, ask, get an Answer.

This file puts the stages in order; what each stage does is in a file of its own. The pipeline is
imported where it begins, while the networks are loaded in the background.
"""

import functools
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from qa.contract.answer import Answer, ArticleSummary, CollectionReference
from qa.contract.arguments import check_id
from qa.contract.article import Article, TimeExpression
from qa.contract.listing import ArticleCounts, ArticleFilter, ArticleList
from qa.contract.receipt import ModelNames, Receipt, Verification
from qa.contract.request import Request, check_request
from qa.contract.search import DEFAULT_PASSAGES, PassageSearch, SearchSettings, check_search
from qa.contract.settings import DEFAULT_INDEX, AskSettings
from qa.contract.steps import Found, Understood
from qa.contract.timeline import DEFAULT_ENTRIES, Timeline, check_timeline
from qa.contract.tracing import DraftTrace, QuoteTrace
from qa.index import rows
from qa.index.listing import counted, listed
from qa.index.models import model_for, open_or_make
from qa.index.report import Progress, Report
from qa.index.runtime import begin
from qa.index.snapshot import Snapshots
from qa.index.store import Store, open_store
from qa.index.view import open_view
from qa.protocols import Embedder
from qa.read.models import Models, load_models, load_readers

if TYPE_CHECKING:
    from qa.index.collection import Outcome
    from qa.trace.tracer import Tracer


class Assistant:
    """Answers questions about one collection. Safe to use from many threads.

    Asking changes nothing: the same question, history, settings and collection give the same
    Answer but for ``elapsed_ms``. A collection that another program changes meanwhile is seen
    from the next question on.
    """

    def __init__(self, store: Store, embedder: Embedder, models: Models) -> None:
        """Put the parts together; ``open`` does so for an index folder."""
        self.store = store
        self.embedder = embedder
        self.models = models
        self.snapshots = Snapshots(store, embedder.dimension)
        self._suggestions: tuple[str, tuple[str, ...]] = ("", ())
        self._suggesting = threading.Lock()

    @classmethod
    def open(
        cls,
        index: str | Path = DEFAULT_INDEX,
        *,
        create: bool = False,
        writable: bool = False,
        like: "Assistant | None" = None,
    ) -> "Assistant":
        """Open the index at a folder and load the models.

        With ``create`` an index is made when there is none, and it is writable. An index that was
        made with the same embedding model as that of ``like`` shares its models, and their memory.

        :raises IndexNotFound: when there is none; IndexDamaged, IndexMismatch: when it cannot be
            used; IndexUnwritable: when it cannot be made; ModelNotFound: when model files are
            absent.
        """
        store, loaded = (
            open_or_make(Path(index))
            if create
            else (open_store(Path(index), writable=writable), like.embedder if like else None)
        )
        try:
            embedding = begin(lambda: model_for(store, loaded))
            reading = None if like else begin(load_readers)
            import qa.answering  # noqa: F401  here: the models are loaded meanwhile

            embedder = embedding.result()
            if like and embedder is like.embedder:
                return cls(store, embedder, like.models)
            readers = reading.result() if reading else None
            return cls(store, embedder, load_models(embedder, readers))
        except BaseException:
            store.close()
            raise

    def ask(self, question: str, **settings: Unpack[AskSettings]) -> Answer:
        """Answer a question from the collection; see ``AskSettings`` for what can be set.

        When nothing is good enough the Answer has ``answered`` false and says why.

        :raises QuestionError: when the question or a setting cannot be used.
        """
        *_, answer = self.steps(question, **settings)
        assert isinstance(answer, Answer)
        return answer

    def steps(
        self, question: str, **settings: Unpack[AskSettings]
    ) -> Iterator[Understood | Found | Answer]:
        """Return the answer in steps: what was understood, what was found, last the Answer.

        :raises QuestionError: at once, when the question or a setting cannot be used; at the
            first step, when the collection has no such source.
        """
        return self._steps(time.perf_counter(), check_request(question, settings))

    def _steps(self, started: float, request: Request) -> Iterator[Understood | Found | Answer]:
        """Run the pipeline over the collection as it is now, and say how long it took."""
        from qa.answering import steps

        with open_view(self.store, self.snapshots, self.embedder) as view:
            for step in steps(view, request, self.models, self.suggestions):
                elapsed = round(1000 * (time.perf_counter() - started), 3)
                yield replace(step, elapsed_ms=elapsed) if isinstance(step, Answer) else step

    def search(
        self, query: str, *, most: int = DEFAULT_PASSAGES, **settings: Unpack[SearchSettings]
    ) -> PassageSearch:
        """Return the passages nearest to a question or some words, ``most`` (1 to 50) at most.

        :raises QuestionError: when the query, ``most`` or a setting cannot be used.
        """
        from qa.answering import search

        request = check_search(query, most, settings)
        with open_view(self.store, self.snapshots, self.embedder) as view:
            return search(view, request, most)

    def timeline(
        self, topic: str, *, most: int = DEFAULT_ENTRIES, **settings: Unpack[SearchSettings]
    ) -> Timeline:
        """Return dated quotes on a topic in order of event time, ``most`` (1 to 100) at most.

        :raises QuestionError: when the topic, ``most`` or a setting cannot be used.
        """
        from qa.timeline import timeline

        request = check_timeline(topic, most, settings)
        with open_view(self.store, self.snapshots, self.embedder) as view:
            return timeline(view, request, most)

    @functools.cached_property
    def tracer(self) -> "Tracer":
        """What traces quotations; it keeps what it has read of the collection."""
        from qa.trace.tracer import Tracer

        return Tracer(self.store)

    def trace(self, quotation: str) -> QuoteTrace:
        """Return where a quotation stands: exact, altered, spliced, or nowhere.

        :raises QuestionError: when it is empty, too long or no text.
        """
        return self.tracer.trace(quotation)

    def trace_draft(self, draft: str) -> DraftTrace:
        """Return every quoted passage of a text that somebody writes, with where it stands.

        :raises QuestionError: when it is empty, too long or no text.
        """
        return self.tracer.trace_draft(draft)

    def receipt(self, question: str, **settings: Unpack[AskSettings]) -> Receipt:
        """Ask, and return the answer with all it depends on, so that others can check it.

        :raises QuestionError: when the question or a setting cannot be used.
        """
        from qa.trace.receipts import receipt_of

        return receipt_of(self.ask(question, **settings), settings, self.model_names())

    def verify(self, exported: Mapping[str, Any]) -> Verification:
        """Check a receipt's or an Answer's JSON against the collection, and ask it again.

        :raises ReceiptError: when it is neither.
        """
        from qa.trace.checking import verify

        return verify(self.store, self.tracer, exported, lambda q, s: self.receipt(q, **s))

    def model_names(self) -> ModelNames:
        """Return which models answer, for receipts."""
        return ModelNames(self.embedder.name, self.models.reader.name, self.models.verifier.name)

    def suggestions(self) -> list[str]:
        """Return a few questions that this collection answers, for a person who has none yet.

        Each was asked and answered; found once for every state of the collection, also when many
        ask at once. The first time takes as long as asking a dozen questions.
        """
        from qa.suggestions.suggested import drafted, suggested

        with self._suggesting:
            with self.store.reading() as connection:
                digest = self.snapshots.current(connection).collection.digest
                if self._suggestions[0] == digest:
                    return list(self._suggestions[1])
                drafts = drafted(connection)
            self._suggestions = (digest, suggested(drafts, self.ask))
            return list(self._suggestions[1])

    def summaries(self) -> list[ArticleSummary]:
        """Return what a list says of all articles, in order of publication, the undated last."""
        return list(self.list_articles(ArticleFilter()).articles)

    def list_articles(self, wanted: ArticleFilter) -> ArticleList:
        """Return the articles that fit, part by part, in the order of ``summaries``."""
        with self.store.reading() as connection:
            return listed(connection, wanted)

    def count_articles(self) -> ArticleCounts:
        """Return how the articles are spread over years, publishers and sections."""
        with self.store.reading() as connection:
            return counted(connection)

    def articles(self) -> list[Article]:
        """Return all articles, in order of publication, the undated last."""
        with self.store.reading() as connection:
            return rows.articles(connection)

    def article(self, article_id: str) -> Article:
        """Return one article.

        :raises ArticleNotFound: when there is none with that id.
        """
        with self.store.reading() as connection:
            return rows.article(connection, check_id(article_id))

    def dates(self, article_id: str) -> list[TimeExpression]:
        """Return the time expressions of an article, in order; none for an unknown id.

        :raises ArticleNotFound: when it cannot be an id.
        """
        with self.store.reading() as connection:
            return rows.time_expressions(connection, check_id(article_id))

    def collection(self) -> CollectionReference:
        """Return name, size and digest of the collection as it is now."""
        with self.store.reading() as connection:
            return self.snapshots.current(connection).collection

    @property
    def name(self) -> str:
        """The name of the collection: the one it was given, else that of its folder."""
        return self.collection().name

    def add(self, article: Article, origin: str | None = None) -> "Outcome":
        """Add an article, found from the next question on; return what that did.

        ``origin`` is the resolved path of its file, if it came from one.

        :raises IndexUnwritable: when the index was not opened writable or cannot be written.
        """
        from qa.index.collection import put  # not needed to ask, as what removes

        return put(self.store, self.embedder, article, origin)

    def add_files(self, paths: Sequence[str | Path], *, progress: Progress | None = None) -> Report:
        """Add all articles in files and folders, of any format; return what became of each.

        Each article is one transaction, ``progress`` called after it (see there). The report also
        has what cannot be read, with its reason.

        :raises ArticleError: when a path does not exist.
        :raises IndexUnfinished: when the index cannot be written; its ``report`` has all before.
        """
        from qa.index.files import add_files  # not needed to ask

        return add_files(self.store, self.embedder, [Path(path) for path in paths], progress)

    def remove(self, article_id: str) -> None:
        """Remove an article; it is not found from the next question on.

        :raises ArticleNotFound: when there is none with that id.
        """
        from qa.index import collection, refresh

        collection.remove_article(self.store, check_id(article_id))
        refresh.refresh(self.store, self.embedder)

    def close(self) -> None:
        """Close the collection; the assistant cannot be used afterwards."""
        self.snapshots.close()
        self.store.close()

    def __enter__(self) -> "Assistant":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

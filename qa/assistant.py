"""The assistant: open an index, ask, get an Answer.

This file puts the stages in order; what each stage does is in a file of its own.
"""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Unpack

from qa.answer.compose import compose, found
from qa.contract.answer import Answer, ArticleSummary, CollectionReference
from qa.contract.article import Article, TimeExpression
from qa.contract.request import DEFAULT_ENTRIES, Request, check_request, check_timeline
from qa.contract.settings import DEFAULT_INDEX, AskSettings
from qa.contract.steps import Found, Understood
from qa.index import rows
from qa.index.collection import (
    Outcome,
    add_article,
    check_settings,
    prepare,
    remove_article,
    stored,
)
from qa.index.lexical import FtsIndex
from qa.index.snapshot import Snapshots
from qa.index.store import Store, open_store
from qa.protocols import Embedder, Reader, Verifier
from qa.question.follow_up.standalone import standalone
from qa.read.confidence import Calibration, load_calibration
from qa.retrieve.filters import allowed_articles
from qa.retrieve.retriever import retrieve
from qa.retrieve.scoped import retrieve_in_time
from qa.suggestions.drafts import Draft, choose, draft_questions
from qa.timeline import Timeline, timeline

# Passages that go to the reader: deeper ones hardly ever hold the answer and cost time.
PASSAGES = 12


# Suggested questions, and how many drafts, from how many articles, are tried for them: each trial
# is a question asked.
SUGGESTIONS = 4
DRAFTS = 16
SUGGESTED_ARTICLES = 60

# Passages whose dated sentences can stand on a timeline.
TIMELINE_PASSAGES = 50


class Assistant:
    """Answers questions about one collection. Safe to use from many threads.

    Asking changes nothing: the same question, history, settings and collection give the same
    Answer but for ``elapsed_ms``. A collection that another program changes meanwhile is seen
    from the next question on.
    """

    def __init__(
        self,
        store: Store,
        embedder: Embedder,
        reader: Reader,
        verifier: Verifier,
        calibration: Calibration,
    ) -> None:
        """Put the parts together; ``open`` does so for an index folder."""
        self.store = store
        self.embedder = embedder
        self.reader = reader
        self.verifier = verifier
        self.calibration = calibration
        self.snapshots = Snapshots(store, embedder.dimension)
        self._suggestions: tuple[str, tuple[str, ...]] = ("", ())
        self._suggesting = threading.Lock()

    @classmethod
    def open(cls, index: str | Path = DEFAULT_INDEX, *, writable: bool = False) -> "Assistant":
        """Open the index at a folder and load the models.

        :raises IndexNotFound: when there is none; IndexDamaged, IndexMismatch: when it cannot be
            used; ModelNotFound: when model files are absent.
        """
        store = open_store(Path(index), writable=writable)
        try:
            from qa.index.models import embedder_of
            from qa.read.reader import CALIBRATION
            from qa.read.verifier import load_readers

            embedder = embedder_of(store)
            check_settings(store, embedder)
            reader, verifier = load_readers()
            return cls(store, embedder, reader, verifier, load_calibration(CALIBRATION))
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

        :raises QuestionError: at once, when the question or a setting cannot be used.
        """
        started = time.perf_counter()
        return self._steps(check_request(question, settings), started)

    def _steps(self, request: Request, started: float) -> Iterator[Understood | Found | Answer]:
        """Run the stages one after the other."""
        question = request.question if request.standalone else _standalone(request)
        yield Understood(request.question, question)
        with self.store.reading() as connection:
            snapshot = self.snapshots.current(connection)
            articles = allowed_articles(
                connection,
                as_of=request.as_of,
                published_from=request.published_from,
                published_to=request.published_to,
                sources=request.sources,
            )
            retrieved = retrieve_in_time(
                question,
                PASSAGES,
                as_of=request.as_of,
                connection=connection,
                embedder=self.embedder,
                dense=snapshot.vectors,
                lexical=FtsIndex(connection),
                among=None
                if articles is None
                else rows.passage_ids(connection, [article.id for article in articles]),
            )
            yield found(connection, retrieved.hits)
            answer = compose(
                connection,
                request.question,
                question,
                retrieved,
                self.reader.read(retrieved.wording, retrieved.hits),
                left=None if articles is None else len(articles),
                most=request.max_citations,
                reader=self.reader.name,
                verifier=self.verifier,
                calibration=self.calibration,
                collection=snapshot.collection,
            )
        yield replace(answer, elapsed_ms=round(1000 * (time.perf_counter() - started), 3))

    def timeline(self, topic: str, *, most: int = DEFAULT_ENTRIES) -> Timeline:
        """Return dated quotes on a topic in order of event time, ``most`` (1 to 100) at most.

        :raises QuestionError: when the topic or ``most`` cannot be used.
        """
        check_timeline(topic, most)
        with self.store.reading() as connection:
            snapshot = self.snapshots.current(connection)
            hits = retrieve(
                topic,
                TIMELINE_PASSAGES,
                connection=connection,
                embedder=self.embedder,
                dense=snapshot.vectors,
                lexical=FtsIndex(connection),
            )
            return timeline(
                connection,
                topic,
                hits,
                embedder=self.embedder,
                most=most,
                collection=snapshot.collection,
            )

    def suggestions(self) -> list[str]:
        """Return a few questions that this collection answers, for a person who has none yet.

        Each was asked and answered; found once for every state of the collection, also when many
        ask at once. The first time takes as long as asking a dozen questions.
        """
        with self._suggesting:
            with self.store.reading() as connection:
                digest = self.snapshots.current(connection).collection.digest
                if self._suggestions[0] == digest:
                    return list(self._suggestions[1])
                some = islice(rows.references(connection), SUGGESTED_ARTICLES)
                drafts = [
                    draft
                    for each in some
                    for draft in draft_questions(
                        rows.article(connection, each.id),
                        rows.sentences(connection, each.id),
                        rows.time_expressions(connection, each.id),
                    )
                ]
            found = choose(drafts, self._answers, most=SUGGESTIONS, tries=DRAFTS)
            self._suggestions = (digest, tuple(draft.question for draft in found))
            return list(self._suggestions[1])

    def _answers(self, draft: Draft) -> bool:
        """Tell whether a draft is answered with the sentence that it was drafted from."""
        citations = self.ask(draft.question).citations
        return bool(citations) and (
            (citations[0].article.id, citations[0].quote.start)
            == (draft.article_id, draft.sentence.start)
        )

    def summaries(self) -> list[ArticleSummary]:
        """Return what a list says of all articles, in order of publication, the undated last."""
        with self.store.reading() as connection:
            return rows.summaries(connection)

    def articles(self) -> list[Article]:
        """Return all articles, in order of publication, the undated last."""
        with self.store.reading() as connection:
            return rows.articles(connection)

    def article(self, article_id: str) -> Article:
        """Return one article.

        :raises ArticleNotFound: when there is none with that id.
        """
        with self.store.reading() as connection:
            return rows.article(connection, article_id)

    def dates(self, article_id: str) -> list[TimeExpression]:
        """Return the time expressions of an article, in order; none for an unknown id."""
        with self.store.reading() as connection:
            return rows.time_expressions(connection, article_id)

    def collection(self) -> CollectionReference:
        """Return name, size and digest of the collection as it is now."""
        with self.store.reading() as connection:
            return self.snapshots.current(connection).collection

    @property
    def name(self) -> str:
        """The name of the collection: that of its folder."""
        return self.store.folder.resolve().name

    def add(self, article: Article, origin: str | None = None) -> Outcome:
        """Add an article, found from the next question on; return what that did.

        ``origin`` is the resolved path of its file, if it came from one.

        :raises IndexUnwritable: when the index was not opened writable or cannot be written.
        """
        known = stored(self.store, article, origin)
        if known:
            return known
        return add_article(self.store, prepare(article, self.embedder), origin)

    def remove(self, article_id: str) -> None:
        """Remove an article; it is not found from the next question on.

        :raises ArticleNotFound: when there is none with that id.
        """
        remove_article(self.store, article_id)

    def close(self) -> None:
        """Close the collection; the assistant cannot be used afterwards."""
        self.store.close()

    def __enter__(self) -> "Assistant":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def _standalone(request: Request) -> str:
    """Return the question as it stands without what came before it."""
    return standalone(request.question, request.history).text

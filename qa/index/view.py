"""One consistent look at a collection, for as long as one question takes.

Rows, vectors, words and times are of one generation, whatever is committed meanwhile. What a
question needs twice is read once. An outside engine stands in for this class.
"""

import datetime
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import numpy as np

from qa.contract.answer import ArticleReference, CollectionReference
from qa.contract.article import Passage, Span, TimeExpression
from qa.index import rows
from qa.index.allowed import Allowed, Limits
from qa.index.period import newest_passages, passages_of_time
from qa.index.snapshot import Snapshot, Snapshots
from qa.index.store import Store
from qa.protocols import Embedder, Vectors


class View:
    """A collection as one transaction sees it. For one thread and one question."""

    def __init__(
        self, connection: sqlite3.Connection, snapshot: Snapshot, embedder: Embedder
    ) -> None:
        """Join the parts; ``open_view`` is the way to get one."""
        self.connection = connection
        self.collection: CollectionReference = snapshot.collection
        self.passage_count = snapshot.total.passages
        self._dense, self._lexical = snapshot.searches(connection)
        self._embedder = embedder
        self._vectors: dict[str, Vectors] = {}
        self._times: dict[int, tuple[list[TimeExpression], str | None]] = {}
        self._references: dict[str, ArticleReference] = {}
        self._all: list[ArticleReference] | None = None

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, float32 of shape (len(texts), dimension)."""
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        self._vectors.update(zip(new, self._embedder.encode(new), strict=True))
        vectors = np.array([self._vectors[text] for text in texts], np.float32)
        return vectors.reshape(len(texts), self._embedder.dimension)

    def nearest(
        self, vector: Vectors, k: int, among: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """Return up to ``k`` (passage id, cosine), best first; see ``VectorIndex.search``."""
        if isinstance(among, Allowed):
            return among.best(partial(self._dense.search, vector), k, self.passage_count)
        return self._dense.search(vector, k, among)

    def matching(
        self, question: str, k: int, among: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """Return up to ``k`` (passage id, negated bm25); see ``LexicalIndex.search``."""
        if isinstance(among, Allowed):
            return among.best(partial(self._lexical.search, question), k, self.passage_count)
        return self._lexical.search(question, k, among)

    def passages_with(self, word: str, most: int) -> int:
        """Return how many passages have a word in any form, counted up to ``most``."""
        return self._lexical.count(word, most)

    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """Return the passages with these ids, in the order given."""
        return rows.passages(self.connection, ids)

    def passage_ids(self, article_ids: Collection[str]) -> list[int]:
        """Return the ids of all passages of these articles, ascending."""
        return rows.passage_ids(self.connection, article_ids)

    def allowed(self, limits: Limits) -> Allowed:
        """Return the ids of the passages that some limits leave, without listing them."""
        return Allowed(self.connection, limits)

    def holds_source(self, wanted: str) -> bool:
        """Tell whether a current article has that source or id."""
        return rows.holds_source(self.connection, wanted)

    def covered(self) -> tuple[str | None, str | None, int, int]:
        """Return first and last date of publication, how many articles have one, how many none."""
        return rows.covered(self.connection)

    def of_time(
        self,
        earliest: datetime.date | None,
        latest: datetime.date | None,
        k: int,
        among: Collection[int] | None = None,
    ) -> list[int]:
        """Return up to ``k`` passages that tell of some days; see ``period.passages_of_time``."""
        return passages_of_time(self.connection, (earliest, latest), k, among)

    def newest(self, k: int, among: Collection[int] | None = None) -> list[int]:
        """Return the first passages of the ``k`` newest articles; see ``newest_passages``."""
        return newest_passages(self.connection, k, among)

    def times(self, passage_id: int) -> tuple[list[TimeExpression], str | None]:
        """Return the times of a passage, in order, and when its article was published."""
        if passage_id not in self._times:
            self._times[passage_id] = rows.passage_times(self.connection, passage_id)
        return self._times[passage_id]

    def times_within(self, passage: Passage, span: Span) -> list[TimeExpression]:
        """Return the times that stand in a span of a passage, in order."""
        return [time for time in self.times(passage.id)[0] if span.holds(time.span)]

    def text(self, article_id: str) -> str:
        """Return the whole text of an article that is known to be there."""
        return rows.text(self.connection, article_id)

    def published(self, article_id: str) -> str | None:
        """Return when an article was published; None when that, or the article, is not known."""
        return rows.published(self.connection, article_id)

    def reference(self, article_id: str) -> ArticleReference:
        """Return what a citation says of an article that is known to be there."""
        if article_id not in self._references:
            self._references[article_id] = rows.reference(self.connection, article_id)
        return self._references[article_id]

    def references(self) -> Sequence[ArticleReference]:
        """Return what a citation says of each article, in order of id."""
        if self._all is None:
            self._all = list(rows.references(self.connection))
        return self._all


@contextmanager
def open_view(store: Store, snapshots: Snapshots, embedder: Embedder) -> Iterator[View]:
    """Look at the collection as it is now; the look ends with the block."""
    with store.reading() as connection:
        yield View(connection, snapshots.current(connection), embedder)

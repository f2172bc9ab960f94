"""Quotations traced in a collection as it is now; no model is needed for it."""

import sqlite3
import threading

from qa.contract.answer import CollectionReference, TextSpan
from qa.contract.request import check_draft, check_quotation
from qa.contract.tracing import DraftQuotation, DraftTrace, QuoteTrace
from qa.index import rows
from qa.index.meta import meta
from qa.index.store import Store
from qa.trace.aside import LeftOutWords
from qa.trace.draft import quoted_passages
from qa.trace.quotation import trace


class _Current:
    """What is kept of one state of the collection; the left-out words once they are needed."""

    def __init__(self, generation: int, collection: CollectionReference) -> None:
        self.generation = generation
        self.collection = collection
        self.left_out: LeftOutWords | None = None
        self.lock = threading.Lock()


class Tracer:
    """Traces quotations in one collection. Safe to use from many threads."""

    def __init__(self, store: Store) -> None:
        """Look into ``store``, which stays the caller's to close."""
        self._store = store
        self._current: _Current | None = None
        self._lock = threading.Lock()

    def trace(self, quotation: str) -> QuoteTrace:
        """Return where a quotation stands, exact, altered or spliced, or that it does not.

        :raises QuestionError: when it is empty, too long or no text.
        """
        check_quotation(quotation)
        with self._store.reading() as connection:
            return self._trace(connection, quotation)

    def trace_draft(self, draft: str) -> DraftTrace:
        """Return every quoted passage of a text with where it stands.

        :raises QuestionError: when it is empty, too long or no text.
        """
        check_draft(draft)
        passages, short = quoted_passages(draft)
        with self._store.reading() as connection:
            return DraftTrace(
                tuple(
                    DraftQuotation(
                        TextSpan(span.of(draft), span.start, span.end),
                        self._trace(connection, span.of(draft)),
                    )
                    for span in passages
                ),
                short,
                self._now(connection).collection,
            )

    def collection(self) -> CollectionReference:
        """Return name, size and digest of the collection as it is now."""
        with self._store.reading() as connection:
            return self._now(connection).collection

    def _trace(self, connection: sqlite3.Connection, quotation: str) -> QuoteTrace:
        """Trace one quotation in what ``connection`` sees."""
        current = self._now(connection)

        def left_out() -> LeftOutWords:
            with current.lock:
                if current.left_out is None:
                    current.left_out = LeftOutWords(connection)
                return current.left_out

        return trace(connection, left_out, quotation, current.collection)

    def _now(self, connection: sqlite3.Connection) -> _Current:
        """Return what is kept of the state that ``connection`` sees."""
        generation = int(meta(connection, "generation"))
        with self._lock:
            if self._current is None or self._current.generation != generation:
                reference = rows.collection_reference(connection, self._store.folder)
                self._current = _Current(generation, reference)
            return self._current

"""The words of what is left out of the stories: headlines, captions, credits.

Passages do not hold them, but a person may quote them. They are few, so they are looked up in a
small FTS5 table in memory, made from the collection when they are first needed.
"""

import sqlite3

from qa.contract.article import Span
from qa.index.schema import TOKENIZE
from qa.text.words import searchable
from qa.trace.candidates import Stretch, passages_with, widened

SHORTEST = 12
"""Code points: what is shorter ("Reuter", "ADVERTISEMENT") is quoted by nobody."""


class LeftOutWords:
    """The left-out pieces of one state of a collection, to be searched by words. Thread-safe."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read them all from ``connection``; nothing is kept of it."""
        self._pieces: list[tuple[str, Span]] = []
        # the default build of SQLite serialises what several threads ask of one connection
        self._words = sqlite3.connect(":memory:", check_same_thread=False)
        self._words.execute(
            "CREATE VIRTUAL TABLE passage_words USING fts5 (body, content='',"
            f" tokenize='{TOKENIZE}')"
        )
        for article_id, start, end, slice_ in connection.execute(
            'SELECT article_id, "start", "end", substr(text, "start" + 1, "end" - "start")'
            " FROM left_out JOIN article ON article.id = article_id"
            ' WHERE "end" - "start" >= ? ORDER BY article_id, "start"',
            (SHORTEST,),
        ):
            self._words.execute(
                "INSERT INTO passage_words (rowid, body) VALUES (?, ?)",
                (len(self._pieces), searchable(slice_)),
            )
            self._pieces.append((article_id, Span(start, end)))

    def stretches(self, connection: sqlite3.Connection, quotation: str, most: int) -> list[Stretch]:
        """Return the stretches that share most with a quotation, as for passages."""
        found = [self._pieces[n] for n in passages_with(self._words, quotation, most)]
        return widened(connection, found, len(quotation))

    def close(self) -> None:
        """Give back the memory."""
        self._words.close()

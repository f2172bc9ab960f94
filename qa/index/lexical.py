"""SQLite FTS5 behind ``LexicalIndex``: passages by the words they share with a question.

Text a person typed is not an FTS5 query: every word is quoted, and they are joined with OR.
"""

import json
import sqlite3
from collections.abc import Collection

from qa.text.words import content_words

# A word in the headline says what the article is about, one in the body what the passage says:
# measured on paragraphs of encyclopedia articles with their titles, equal weights do best.
COLUMN_WEIGHTS = (1.0, 1.0)


class FtsIndex:
    """A ``LexicalIndex`` over the table ``passage_words`` of one open connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Search through ``connection``, inside whatever transaction it is in."""
        self.connection = connection

    def search(
        self, question: str, k: int, among: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """Return up to ``k`` (passage id, negated bm25), best first, ties by smaller id."""
        wanted = content_words(question)
        if not wanted or k < 1:
            return []
        # The plus keeps SQLite from searching the words once for every id: a hundred times slower.
        limit = "" if among is None else " AND +rowid IN (SELECT value FROM json_each(:among))"
        # bm25() is smaller-is-better: negated here, and only here
        found = self.connection.execute(
            f"SELECT rowid, -bm25(passage_words, {COLUMN_WEIGHTS[0]}, {COLUMN_WEIGHTS[1]}) AS score"
            f" FROM passage_words WHERE passage_words MATCH :query{limit}"
            " ORDER BY score DESC, rowid LIMIT :k",
            {
                "query": " OR ".join(f'"{word}"' for word in wanted),
                "among": json.dumps(sorted(among or ())),
                "k": k,
            },
        )
        return [(number, score) for number, score in found]

    def count(self, word: str, most: int) -> int:
        """Return how many passages have one word, whatever its ending, counted up to ``most``."""
        (number,) = self.connection.execute(
            "SELECT count(*) FROM"
            " (SELECT 1 FROM passage_words WHERE passage_words MATCH ? LIMIT ?)",
            (f'"{word}"', most),
        ).fetchone()
        return int(number)

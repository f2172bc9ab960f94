"""SQLite FTS5 behind ``LexicalIndex``: passages by the words they share with a question.

Text a person typed is not an FTS5 query: every word is quoted, and they are joined with OR.
"""

import json
import re
import sqlite3
from collections.abc import Collection

# Words that ask or glue and do not name anything. In a large collection bm25 gives them next to no
# weight by itself; in one of five articles "why" is as rare as a name.
STOP_WORDS = frozenset(
    """a an and are as at be been being but by can could did do does for from had has have he her
    his how i if in into is it its me my of on or our she so than that the their them then there
    these they this those to too was we were what when where which who whom whose why will with
    would you your""".split()
)

# A word in the headline says what the article is about, one in the body what the passage says:
# measured on paragraphs of encyclopedia articles with their titles, equal weights do best.
COLUMN_WEIGHTS = (1.0, 1.0)

# More words than any question needs; keeps a hostile one from becoming a huge query.
MAX_WORDS = 64

_WORD = re.compile(r"\w+")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.)+[^\W\d_]\b\.?")


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


def searchable(text: str) -> str:
    """Return a text as its words are compared: a dotted abbreviation is one word.

    Agencies write "U.S.", others "US". Only for finding: offsets are not those of ``text``.

    >>> searchable("The U.S.-China talks, said Lt. Gen. A.B. Smith of the U.N")
    'The US-China talks, said Lt. Gen. AB Smith of the UN'
    """
    return _DOTTED.sub(lambda match: match[0].replace(".", ""), text)


def words(text: str) -> list[str]:
    """Return the words of a text, in order, as they are written.

    >>> words("Why did U.S. officials visit?")
    ['Why', 'did', 'US', 'officials', 'visit']
    """
    return _WORD.findall(searchable(text))


def content_words(question: str) -> list[str]:
    """Return the words to search for, in order: without stop words, unless nothing else is left."""
    asked = list(dict.fromkeys(word.lower() for word in words(question)))
    return ([word for word in asked if word not in STOP_WORDS] or asked)[:MAX_WORDS]

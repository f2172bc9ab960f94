"""SQLite FTS5 behind ``LexicalIndex``: passages by the words they share with a question.

Text a person typed is not an FTS5 query: every word is quoted, and they are joined with OR.

In a large collection that would score nearly every passage. There the rarest words of a question
find the passages that are scored, as many words as so many passages can be scored for; the common
ones find those that have them together, and add to the score of all.
"""

import heapq
import json
import sqlite3
from bisect import bisect
from collections.abc import Collection, Sequence
from itertools import accumulate

from qa.text.words import content_words

# A word in the headline says what the article is about, one in the body what the passage says:
# measured on paragraphs of encyclopedia articles with their titles, equal weights do best.
COLUMN_WEIGHTS = (1.0, 1.0)

MOST_SCORED = 20_000
"""Passages that are scored for one question, about: each takes 0.65 µs. The words of a long
question were in 650,000 of 200,000 passages, made of news stories. There the 199 questions of the
news quiz found as much with these as with all: right first 64.8 of 100, among 20 85.9, among 50
89.9; with 4,000, as of a million passages: 64.8, 85.4, 88.4."""

COUNTED = 50
"""Times as many passages as are scored may have the common words that still count in a score: to
weigh a word every passage that has it is counted, 25 ns each. With 20, as of a million: 62.3 first
in the same run, with 1,000 no more than with this."""

LEAST_TOGETHER = 50
"""Passages that have to have all common words, or the most common of them is not required."""

SAMPLE = 64
"""Where more passages have a word than are scored, those of one id in so many are counted."""

_LAST_ID = 2**63
_SCORED = (
    f"SELECT rowid, -bm25(passage_words, {COLUMN_WEIGHTS[0]}, {COLUMN_WEIGHTS[1]}) AS score"
    " FROM passage_words WHERE passage_words MATCH :query"
)  # bm25() is smaller-is-better: negated here, and only here


class FtsIndex:
    """A ``LexicalIndex`` over the table ``passage_words`` of one open connection."""

    def __init__(self, connection: sqlite3.Connection, most_scored: int = MOST_SCORED) -> None:
        """Search through ``connection``, inside whatever transaction it is in."""
        self.connection = connection
        self.most_scored = most_scored
        self._known: dict[str, dict[int, float] | None] = {}

    def search(
        self, question: str, k: int, among: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """Return up to ``k`` (passage id, negated bm25), best first, ties by smaller id."""
        wanted = content_words(question)
        if not wanted or k < 1:
            return []
        if question not in self._known:
            self._known[question] = self._chosen(wanted)
        scored = self._known[question]
        if scored is not None:
            ids = scored.keys() if among is None else scored.keys() & set(among)
            best = heapq.nsmallest(k, ((-scored[number], number) for number in ids))
            return [(number, -score) for score, number in best]
        # The plus keeps SQLite from searching the words once for every id: a hundred times slower.
        limit = "" if among is None else " AND +rowid IN (SELECT value FROM json_each(:among))"
        found = self.connection.execute(
            f"{_SCORED}{limit} ORDER BY score DESC, rowid LIMIT :k",
            {"query": _any(wanted), "among": json.dumps(sorted(among or ())), "k": k},
        )
        return [(number, score) for number, score in found]

    def count(self, word: str, most: int) -> int:
        """Return how many passages have one word, whatever its ending, counted up to ``most``."""
        return self._matching(_any([word]), most)

    def _chosen(self, words: Sequence[str]) -> dict[int, float] | None:
        """Return the scores of the passages worth scoring; None where all can be."""
        counted = sorted((self._frequency(word), place) for place, word in enumerate(words))
        counted = [pair for pair in counted if pair[0]]
        had = list(accumulate(number for number, _ in counted))
        if not had or had[-1] <= self.most_scored:
            return None
        by_rarity = [words[place] for _, place in counted]
        rare = by_rarity[: bisect(had, self.most_scored)]
        common = by_rarity[len(rare) : max(1, bisect(had, COUNTED * self.most_scored))]
        scores = self._scores(_any(rare), common) if rare else {}
        if common:
            together = self._together(common)
            others = [word for word in (*rare, *common) if word not in together]
            scores |= self._scores(_all(together), others)
        return scores

    def _frequency(self, word: str) -> int:
        """Return how many passages have a word; of very many about how many, always the same."""
        number = self.count(word, self.most_scored + 1)
        if number <= self.most_scored:
            return number
        (sampled,) = self.connection.execute(
            "SELECT count(*) FROM passage_words WHERE passage_words MATCH ? AND rowid < ?",
            (_any([word]), _LAST_ID // SAMPLE),
        ).fetchone()
        return max(number, SAMPLE * int(sampled))

    def _together(self, words: Sequence[str]) -> Sequence[str]:
        """Return the first words that enough passages have all together: as many as can be."""

        def too_few(length: int) -> bool:
            return self._matching(_all(words[:length]), LEAST_TOGETHER) < LEAST_TOGETHER

        return words[: 1 + bisect(range(2, len(words) + 1), False, key=too_few)]

    def _scores(self, query: str, others: Sequence[str]) -> dict[int, float]:
        """Return the score, by a query's words and others, of every passage that it finds."""
        scores: dict[int, float] = dict(self.connection.execute(_SCORED, {"query": query}))
        if others:
            # each word once: bm25 adds a word as often as the query has it
            whole = f"({query}) AND ({_any(others)})"
            scores.update(self.connection.execute(_SCORED, {"query": whole}))
        return scores

    def _matching(self, query: str, most: int) -> int:
        """Return how many passages a query finds, counted up to ``most``."""
        (number,) = self.connection.execute(
            "SELECT count(*) FROM"
            " (SELECT 1 FROM passage_words WHERE passage_words MATCH ? LIMIT ?)",
            (query, most),
        ).fetchone()
        return int(number)


def _any(words: Sequence[str]) -> str:
    """Return the FTS5 query for passages with any of some words."""
    return " OR ".join(f'"{word}"' for word in words)


def _all(words: Sequence[str]) -> str:
    """Return the FTS5 query for passages with all of some words."""
    return " AND ".join(f'"{word}"' for word in words)

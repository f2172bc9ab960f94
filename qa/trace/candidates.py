"""Where in a collection a quotation may stand: stretches of articles that share its word runs.

FTS5 looks up runs of three words, those with the rarest words first, in every part of the
quotation: an altered word spoils three runs and no more, and each piece of a splice has some.
"""

import math
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from qa.contract.article import Span
from qa.index import rows
from qa.text.words import STOP_WORDS, compared_words

RUN = 3
"""Words looked up together: two are all over a collection, four lose more to an altered word."""

RUNS = 12
"""Runs looked up for one quotation, spread over it."""

MOST_HITS = 64
"""Passages of one word or run that are looked at; one that has more says little."""

MOST_WORDS = 64
"""Words looked up side by side; few passages have more."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of an article's text that may hold a quotation."""

    article_id: str
    text: str
    span: Span


def passages_with(words_of: sqlite3.Connection, quotation: str, most: int) -> list[int]:
    """Return up to ``most`` rowids of ``passage_words`` that share the most telling runs, best
    first; none for a quotation without a letter or digit.

    ``words_of`` is any database with that table.
    """
    asked = compared_words(quotation)
    votes: dict[int, float] = {}
    rarest = MOST_HITS
    for run in _runs(asked, _counts(words_of, asked)):
        hits = _holding(words_of, run, MOST_HITS)
        rarest = min(rarest, len(hits) or MOST_HITS)
        for passage in hits:
            votes[passage] = votes.get(passage, 0.0) + math.log2(2 * MOST_HITS / len(hits))
    if asked and rarest == MOST_HITS:  # of common words only: some of its passages were not seen
        for passage in _holding(words_of, asked[:MOST_WORDS], most):
            votes[passage] = votes.get(passage, 0.0) + len(asked) * math.log2(2 * MOST_HITS)
    return sorted(votes, key=lambda passage: (-votes[passage], passage))[:most]


def stretches(connection: sqlite3.Connection, quotation: str, most: int) -> list[Stretch]:
    """Return the stretches of the ``most`` passages that share most with a quotation, best first.

    A stretch is a passage with as much around it as the quotation is long, because one may begin
    in a passage and end in the next.
    """
    spans = []
    for passage in passages_with(connection, quotation, most):
        article_id, start, end = connection.execute(
            'SELECT article_id, "start", "end" FROM passage WHERE id = ?', (passage,)
        ).fetchone()
        spans.append((article_id, Span(start, end)))
    return widened(connection, spans, len(quotation))


def widened(
    connection: sqlite3.Connection, spans: Sequence[tuple[str, Span]], by: int
) -> list[Stretch]:
    """Return spans of articles with ``by`` code points around them, joined where they overlap."""
    texts: dict[str, str] = {}
    wide: dict[str, list[Span]] = {}
    for article_id, span in spans:
        text = texts.setdefault(article_id, "") or rows.text(connection, article_id)
        texts[article_id] = text
        own = wide.setdefault(article_id, [])
        own.append(Span(max(0, span.start - by), min(len(text), span.end + by)))
    return [
        Stretch(article_id, texts[article_id], span)
        for article_id, own in wide.items()
        for span in _joined(own)
    ]


def _counts(connection: sqlite3.Connection, asked: Sequence[str]) -> dict[str, int]:
    """Return in how many passages each word stands, at most ``MOST_HITS``."""
    return {word: len(_holding(connection, [word], MOST_HITS)) for word in set(asked)}


def _runs(asked: Sequence[str], counts: dict[str, int]) -> list[Sequence[str]]:
    """Return the runs to look up: the rarest of every part, and what few words there are."""
    starts = range(max(0, len(asked) - RUN + 1))
    rarity = {n: min(counts[word] for word in asked[n : n + RUN]) for n in starts}
    parts = max(1, min(RUNS // 2, len(starts) // 2))
    chosen: list[int] = []
    for part in range(parts):
        inside = starts[part * len(starts) // parts : (part + 1) * len(starts) // parts]
        chosen += sorted(inside, key=lambda n: (rarity[n], n))[: RUNS // parts]
    runs: list[Sequence[str]] = [asked[n : n + RUN] for n in chosen]
    if len(asked) < 3 * RUN:  # one altered word may spoil all runs of three
        runs += [asked[n : n + 2] for n in range(len(asked) - 1)]
        runs += [[word] for word in dict.fromkeys(asked) if word not in STOP_WORDS]
    return runs


def _holding(connection: sqlite3.Connection, run: Sequence[str], most: int) -> list[int]:
    """Return up to ``most`` passages with these words side by side, ascending."""
    found = connection.execute(
        "SELECT rowid FROM passage_words WHERE passage_words MATCH ? ORDER BY rowid LIMIT ?",
        (f'body : "{" ".join(run)}"', most),
    )
    return [row[0] for row in found]


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Return the spans in order, those that overlap or touch as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined

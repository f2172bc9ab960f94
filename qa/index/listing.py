"""The articles of a collection that fit a filter, read by SQLite part by part.

What is compared stands in an index of its own (``article_list``), so that no text is read for it:
a collection of 50,000 is looked through in some tens of milliseconds.
"""

import json
import re
import sqlite3
from collections import Counter
from functools import lru_cache

from qa.contract.answer import ArticleReference, ArticleSummary
from qa.contract.listing import (
    MOST_NAMES,
    ArticleCounts,
    ArticleFilter,
    ArticleList,
    NameCount,
    YearCount,
)
from qa.index.rows import REFERENCE
from qa.text.folding import folded
from qa.text.words import content_words

# The first and the last day of a partial date, as ``qa.dates.partial.interval`` has them.
_FIRST_DAY = "substr(published || '-01-01', 1, 10)"
_LAST_DAY = (
    "CASE length(published) WHEN 4 THEN published || '-12-31'"
    " WHEN 7 THEN date(published || '-01', '+1 month', '-1 day') ELSE published END"
)
# By an index, which holds both ids: rows of passages hold their vectors, and reading those of a
# large collection from the disk takes seconds. An index that nobody has written to since there is
# "passage_list" has the other one, which is gone through from end to end.
_HAS_WORD = (
    "id IN (SELECT article_id FROM passage INDEXED BY {index} WHERE passage.id IN"
    " (SELECT rowid FROM passage_words WHERE passage_words MATCH ?))"
)
# Asked of one article after the other: sooner where enough have been found after a few.
_HAS_COMMON_WORD = (
    "EXISTS (SELECT 1 FROM passage INDEXED BY passage_article WHERE article_id = article.id AND"
    " passage.id IN (SELECT rowid FROM passage_words WHERE passage_words MATCH ?))"
)

COMMON = 10_000
"""Passages with a word up to which its articles are looked up, 1.6 µs a passage. Of 49,220 stories
the newest 100 with a word that 74,640 passages have came in 122 ms so, in 20 ms when the stories
were asked one after the other; of a rare word these take 89 ms, the others 17."""

_ORDERS = {
    "oldest": "published IS NULL, published, source, id",
    "newest": "published DESC, source DESC, id DESC",  # NULL is the least, so it comes last
}
_COLUMNS = f"{REFERENCE}, author, length(text), section"


def listed(connection: sqlite3.Connection, wanted: ArticleFilter) -> ArticleList:
    """Return the current articles that fit ``wanted``, and how many fit on all parts."""
    connection.create_function("folded", 1, _folded, deterministic=True)
    end = None if wanted.limit is None else wanted.offset + wanted.limit
    most = -1 if wanted.counted or end is None else end
    conditions, values = _conditions(connection, wanted, all_of_them=most < 0)
    fits = " AND ".join(["current", *conditions])
    order = _ORDERS[wanted.order]
    # Once for both the number and the part: the conditions are what takes time.
    found = [
        row
        for (row,) in connection.execute(
            f"SELECT rowid FROM article WHERE {fits} ORDER BY {order} LIMIT ?", [*values, most]
        )
    ]
    part = connection.execute(
        f"SELECT {_COLUMNS} FROM article WHERE rowid IN (SELECT value FROM json_each(?))"
        f" ORDER BY {order}",
        [json.dumps(found[wanted.offset : end])],
    )
    return ArticleList(
        len(found) if wanted.counted else None,
        tuple(ArticleSummary(ArticleReference(*row[:7]), *row[7:]) for row in part),
    )


def counted(connection: sqlite3.Connection) -> ArticleCounts:
    """Return how the current articles are spread over years, publishers and sections."""
    years: Counter[str] = Counter()
    publishers: Counter[str] = Counter()
    sections: Counter[str] = Counter()
    for published, publisher, section, number in connection.execute(
        "SELECT substr(published, 1, 4), publisher, section, count(*) FROM article WHERE current"
        " GROUP BY 1, 2, 3"
    ):
        for counter, value in ((years, published), (publishers, publisher), (sections, section)):
            counter[value or ""] += number
    undated = years.pop("", 0)
    return ArticleCounts(
        sum(years.values()) + undated,
        undated,
        tuple(YearCount(int(year), number) for year, number in sorted(years.items())),
        _most(publishers),
        _most(sections),
    )


def _most(counter: Counter[str]) -> tuple[NameCount, ...]:
    """Return the names that most articles have, those with most first; none without a name."""
    del counter[""]
    ordered = sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(NameCount(*pair) for pair in ordered[:MOST_NAMES])


def _conditions(
    connection: sqlite3.Connection, wanted: ArticleFilter, *, all_of_them: bool
) -> tuple[list[str], list[str]]:
    """Return the conditions in SQL, and the values that they compare with, in order."""
    pairs: list[tuple[str, list[str]]] = []
    if wanted.query:
        query = _folded(wanted.query)
        like = f"%{_pattern(query)}%"
        holds = " OR ".join(
            _compared(column, "instr({}, ?)", query) for column in ("title", "source")
        )
        words = content_words(wanted.query) if wanted.anywhere else []
        stands = [_stands(connection, word, all_of_them) for word in words]
        if stands:
            holds += f" OR ({' AND '.join(condition for condition, _ in stands)})"
        pairs.append((f"({holds})", [like, query, like, query, *(value for _, value in stands)]))
    for column in ("publisher", "section"):
        if value := _folded(getattr(wanted, column)):
            pairs.append((_compared(column, "{} = ?", value), [_pattern(value), value]))
    # The plain comparisons are less strict, and made by the index.
    if (first := wanted.published_from) is not None:
        pairs.append(("published >= ?", [first.isoformat()[:4]]))
        pairs.append((f"{_FIRST_DAY} >= ?", [first.isoformat()]))
    if (last := wanted.published_to) is not None:
        pairs.append(("published <= ?", [last.isoformat()]))
        pairs.append((f"{_LAST_DAY} <= ?", [last.isoformat()]))
    for word in content_words(wanted.text):
        condition, value = _stands(connection, word, all_of_them)
        pairs.append((condition, [value]))
    return [condition for condition, _ in pairs], [value for _, values in pairs for value in values]


def _stands(connection: sqlite3.Connection, word: str, all_of_them: bool) -> tuple[str, str]:
    """Return the condition that a word stands in an article, in SQL, and the value it needs."""
    match = f'"{word}"'
    if not all_of_them:
        (number,) = connection.execute(
            "SELECT count(*) FROM"
            " (SELECT 1 FROM passage_words WHERE passage_words MATCH ? LIMIT ?)",
            (match, COMMON + 1),
        ).fetchone()
        if number > COMMON:
            return _HAS_COMMON_WORD, match
    made = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'passage_list'").fetchone()
    return _HAS_WORD.format(index="passage_list" if made else "passage_article"), match


def _compared(column: str, comparison: str, value: str) -> str:
    """Return the SQL that compares a column, folded, with ``value`` and asks Python about few rows.

    What is ASCII, as its bytes tell, is compared by ``LIKE`` with a pattern, and folded only where
    the pattern leaves open what a blank is; all else is folded. Telling ASCII by a pattern (GLOB)
    would take longer than folding all.
    """
    like = f"{column} LIKE ? ESCAPE '\\'"
    foreign = f"length({column}) <> length(CAST({column} AS BLOB))"
    same = comparison.format(f"folded({column})")
    if " " in value:
        return f"(({like} OR {foreign}) AND {same})"
    return f"(({like} AND NOT {foreign}) OR ({foreign} AND {same}))"


def _pattern(wanted: str) -> str:
    """Return the pattern of ``LIKE`` for a text as it is compared; white space of any kind fits."""
    return re.sub(r"([%_\\])", r"\\\1", wanted).replace(" ", "_")


@lru_cache(maxsize=65_536)
def _folded(text: str | None) -> str:
    """Return a text as it is compared, "" for none."""
    return folded(text or "")

"""The articles of a collection that fit a filter, read by SQLite part by part."""

import sqlite3

from qa.contract.answer import ArticleReference, ArticleSummary
from qa.contract.listing import ArticleFilter, ArticleList
from qa.text.folding import folded
from qa.text.words import content_words

# The first and the last day of a partial date, as ``qa.dates.partial.interval`` has them.
_FIRST_DAY = "substr(published || '-01-01', 1, 10)"
_LAST_DAY = (
    "CASE length(published) WHEN 4 THEN published || '-12-31'"
    " WHEN 7 THEN date(published || '-01', '+1 month', '-1 day') ELSE published END"
)
_HAS_WORD = (
    "id IN (SELECT article_id FROM passage WHERE passage.id IN"
    " (SELECT rowid FROM passage_words WHERE passage_words MATCH ?))"
)


def listed(connection: sqlite3.Connection, wanted: ArticleFilter) -> ArticleList:
    """Return the current articles that fit ``wanted``, and how many fit on all parts."""
    connection.create_function("folded", 1, _folded, deterministic=True)
    conditions, values = _conditions(wanted)
    fits = " AND ".join(["current", *conditions])
    total = connection.execute(f"SELECT count(*) FROM article WHERE {fits}", values).fetchone()[0]
    rows = connection.execute(
        "SELECT id, title, source, url, published, sha256, author, length(text), publisher,"
        f" section FROM article WHERE {fits}"
        " ORDER BY published IS NULL, published, source, id LIMIT ? OFFSET ?",
        [*values, -1 if wanted.limit is None else wanted.limit, wanted.offset],
    )
    return ArticleList(
        total, tuple(ArticleSummary(ArticleReference(*row[:6]), *row[6:]) for row in rows)
    )


def _conditions(wanted: ArticleFilter) -> tuple[list[str], list[str]]:
    """Return the conditions in SQL, and the values that they compare with, in order."""
    pairs: list[tuple[str, list[str]]] = []
    if wanted.query:
        query = _folded(wanted.query)
        pairs.append(("(instr(folded(title), ?) OR instr(folded(source), ?))", [query, query]))
    for column in ("publisher", "section"):
        if value := getattr(wanted, column):
            pairs.append((f"folded({column}) = ?", [_folded(value)]))
    if wanted.published_from is not None:
        pairs.append((f"{_FIRST_DAY} >= ?", [wanted.published_from.isoformat()]))
    if wanted.published_to is not None:
        pairs.append((f"{_LAST_DAY} <= ?", [wanted.published_to.isoformat()]))
    pairs += [(_HAS_WORD, [f'"{word}"']) for word in content_words(wanted.text)]
    return [condition for condition, _ in pairs], [value for _, values in pairs for value in values]


def _folded(text: str | None) -> str:
    """Return a text as it is compared, "" for none."""
    return folded(text or "")

"""An exported answer against the collection as it is now: does every citation still stand?"""

import sqlite3
from collections.abc import Callable

from qa.answer.citations import quote_at
from qa.contract.answer import ArticleReference
from qa.contract.receipt import CheckedCitation, State
from qa.contract.tracing import QuoteTrace
from qa.index import rows
from qa.trace.exported import Claim
from qa.trace.standing import Standing, standing

# Of several articles under one name the one that keeps most is what became of the cited one.
_BEST = ("intact", "moved", "changed", "gone")


def check_citation(
    connection: sqlite3.Connection, claim: Claim, trace: Callable[[str], QuoteTrace]
) -> CheckedCitation:
    """Return what became of a citation; ``trace`` looks for words that its article has lost.

    The article is the one with the same text; else one with the same address, else one with the
    same name: a file that was changed and indexed again.
    """
    cited = _cited(connection, claim)
    newer = _newer(connection, cited) if cited else None
    if cited and not newer and rows.is_current(connection, cited.id):
        text = rows.text(connection, cited.id)
        found = standing(text, claim)
        return _checked(claim, found.state, cited, text, found)
    candidates = [newer] if newer else _successors(connection, claim)
    texts = {one.id: rows.text(connection, one.id) for one in candidates}
    judged = [(one, standing(texts[one.id], claim)) for one in candidates]
    judged.sort(key=lambda pair: (_BEST.index(pair[1].state), pair[0].id))
    if not judged:
        return _lost(claim, None, trace)
    article, found = judged[0]
    if newer:
        return _checked(claim, "superseded", article, texts[article.id], found)
    if found.state == "gone":
        return _lost(claim, article, trace)
    return _checked(claim, found.state, article, texts[article.id], found)


def _cited(connection: sqlite3.Connection, claim: Claim) -> ArticleReference | None:
    """Return the article whose text was cited, also one that is only kept; else None."""
    row = connection.execute(
        "SELECT id FROM article WHERE id = ? AND sha256 = ?", (claim.article_id, claim.sha256)
    ).fetchone()
    return rows.reference(connection, row[0]) if row else None


def _newer(connection: sqlite3.Connection, cited: ArticleReference) -> ArticleReference | None:
    """Return the article that replaces a stored one: under its address, published later."""
    if cited.url is None or cited.published is None:
        return None
    row = connection.execute(
        "SELECT id FROM article WHERE current AND url = ? AND published > ? AND id != ?"
        " ORDER BY published DESC, id LIMIT 1",
        (cited.url, cited.published, cited.id),
    ).fetchone()
    return rows.reference(connection, row[0]) if row else None


def _successors(connection: sqlite3.Connection, claim: Claim) -> list[ArticleReference]:
    """Return the articles that may be what became of one that is no more there."""
    for column, value in (("url", claim.url), ("source", claim.source)):
        found = connection.execute(
            f"SELECT id FROM article WHERE current AND {column} = ? ORDER BY id", (value,)
        ).fetchall()
        if value is not None and found:
            return [rows.reference(connection, article_id) for (article_id,) in found]
    return []


def _checked(
    claim: Claim,
    state: State,
    article: ArticleReference,
    text: str,
    found: Standing,
) -> CheckedCitation:
    """Return a citation whose article is there, in one form or another; ``text`` is its text."""
    changed = article.sha256 != claim.sha256
    return CheckedCitation(
        number=claim.number,
        state=state,
        reason=_reason(state, found, changed),
        article=article,
        article_changed=changed,
        quote=quote_at(text, found.span) if found.span else None,
        ignored=found.ignored,
        differences=found.differences,
        elsewhere=(),
    )


def _lost(
    claim: Claim, article: ArticleReference | None, trace: Callable[[str], QuoteTrace]
) -> CheckedCitation:
    """Return a citation whose words are gone, with the other articles that hold them."""
    traced = trace(claim.quote.text)
    holders: tuple[ArticleReference, ...] = ()
    if traced.verdict == "exact":
        holders = tuple(dict.fromkeys(place.article for place in traced.places))
    if article:
        reason = "The article has changed and holds these words no more."
    else:
        reason = "The article is no longer in the collection."
    if holders:
        reason += f" The words stand in another: {holders[0].title} ({holders[0].source})."
    return CheckedCitation(
        number=claim.number,
        state="gone",
        reason=reason,
        article=article,
        article_changed=article is not None,
        quote=None,
        ignored=(),
        differences=(),
        elsewhere=holders,
    )


def _reason(state: State, found: Standing, article_changed: bool) -> str:
    """Return in a sentence what was found."""
    if state == "superseded":
        return (
            "A newer article under the same address replaces the one cited. There "
            f"{_THERE[found.state]}."
        )
    if state == "changed" and not found.differences:
        return f"The words are the same; {' and '.join(found.ignored)} changed."
    if state == "moved" and not article_changed:
        return "The article has these words, but not at the place that was cited."
    if state == "intact" and article_changed:
        return "The words stand where they were cited; another part of the article changed."
    return _SAID[state]


_THERE = {
    "intact": "the words stand at the same place",
    "moved": "the words stand at another place",
    "changed": "the words are others",
    "gone": "the words are gone",
}
_SAID: dict[State, str] = {
    "intact": "The words stand where they were cited, character by character.",
    "moved": "The article has changed; the words stand in it at another place.",
    "changed": "Other words stand there than were cited.",
}

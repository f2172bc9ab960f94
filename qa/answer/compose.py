"""Extracts to the Answer: how sure, which citations, or why there is none."""

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict

from qa.answer.abstention import reason, told_of_that_time
from qa.answer.citations import cite
from qa.contract.answer import Abstention, Answer, Citation, CollectionReference, Scope, TextSpan
from qa.contract.candidates import Extract, Hit
from qa.contract.steps import Found, FoundPassage
from qa.dates.question import TimeScope
from qa.index import rows
from qa.protocols import Verifier
from qa.read.confidence import FEATURES, Calibration
from qa.read.rank import Rated, rate
from qa.read.timing import date_of
from qa.retrieve.scoped import Retrieved

# Part of every answer's identity: raised when the same parts would answer differently.
ANSWER_VERSION = 10

_TIME = FEATURES.index("time")


def found(connection: sqlite3.Connection, hits: Sequence[Hit]) -> Found:
    """Return the passages of the hits, in their order, with their articles."""
    return Found(
        tuple(
            FoundPassage(
                rows.reference(connection, hit.passage.article_id),
                TextSpan(hit.passage.text, hit.passage.span.start, hit.passage.span.end),
            )
            for hit in hits
        )
    )


def compose(
    connection: sqlite3.Connection,
    question: str,
    standalone: str,
    retrieved: Retrieved,
    extracts: Sequence[Extract],
    *,
    left: int | None,
    most: int,
    reader: str,
    verifier: Verifier,
    calibration: Calibration,
    collection: CollectionReference,
) -> Answer:
    """Return the Answer of what was read, with ``elapsed_ms`` 0.

    ``extracts`` were read from the hits ``retrieved`` for the stand-alone question. The best one
    decides whether there is an answer. Further citations are those that are sure enough by
    themselves, of other articles, up to ``most`` in all. ``left`` is how many articles the
    filters left, None without a filter.
    """
    rated = rate(connection, retrieved, extracts, verifier, calibration)
    pairs = _first_of_each_article([(one.extract, one.confidence) for one in rated])
    answered = bool(pairs) and pairs[0][1] >= calibration.threshold
    sure = [pair for pair in pairs if pair[1] >= calibration.threshold]
    citations = cite(connection, sure, most) if answered else ()
    abstention = None
    if not answered:
        abstention = Abstention(
            reason(connection, retrieved, left),
            cite(connection, _nearest(connection, retrieved, rated), most),
        )
    return Answer(
        id=_identity(question, standalone, collection, f"{reader} {verifier.name}", citations),
        question=question,
        standalone_question=standalone,
        answered=answered,
        text=citations[0].answer.text if citations else "",
        confidence=pairs[0][1] if pairs else 0.0,
        date=date_of(standalone, citations),
        citations=citations,
        abstention=abstention,
        collection=collection,
        elapsed_ms=0.0,
        scope=_reported(retrieved.scope),
        right_of_hundred=calibration.right_of_hundred(pairs[0][1]) if pairs else None,
    )


def _nearest(
    connection: sqlite3.Connection, retrieved: Retrieved, rated: Sequence[Rated]
) -> list[tuple[Extract, float]]:
    """Return what to show where nothing answers: that of the time asked for is nearer.

    The reader may have passed over all that is told of that time; it is shown nevertheless.
    """
    of_that_time = [one for one in rated if one.values[_TIME] >= 0.0]
    of_others = [one for one in rated if one.values[_TIME] < 0.0]
    return _first_of_each_article(
        [
            *((one.extract, one.confidence) for one in of_that_time),
            *((extract, 0.0) for extract in told_of_that_time(connection, retrieved)),
            *((one.extract, one.confidence) for one in of_others),
        ]
    )


def _first_of_each_article(pairs: Sequence[tuple[Extract, float]]) -> list[tuple[Extract, float]]:
    """Return the first pair of each article: further ones of one source add no support."""
    first: dict[str, tuple[Extract, float]] = {}
    for pair in pairs:
        first.setdefault(pair[0].passage.article_id, pair)
    return list(first.values())


def _reported(scope: TimeScope | None) -> Scope | None:
    """Return a time scope as the Answer states it."""
    if scope is None:
        return None
    return Scope(
        words=scope.words,
        relation=scope.relation,
        earliest=scope.earliest.isoformat() if scope.earliest else None,
        latest=scope.latest.isoformat() if scope.latest else None,
    )


def _identity(
    question: str,
    standalone: str,
    collection: CollectionReference,
    readers: str,
    citations: Sequence[Citation],
) -> str:
    """Return the SHA-256 of what the answer is a function of, and of its citations."""
    whole = json.dumps(
        [
            ANSWER_VERSION,
            question,
            standalone,
            collection.digest,
            readers,
            [asdict(citation) for citation in citations],
        ],
        sort_keys=True,
    )
    return hashlib.sha256(whole.encode()).hexdigest()

"""A question with its time taken out of its words and into the search."""

import datetime
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from qa.contract.candidates import Hit
from qa.dates.question import TimeScope, time_scope, without_time
from qa.protocols import Embedder, LexicalIndex, VectorIndex
from qa.retrieve.events import event_phrase, event_scope
from qa.retrieve.retriever import retrieve


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What was found for a question, best first, and how the question was taken.

    ``wording`` is the question without the words that only state its time: the time is judged by
    its resolution, for "Last year" may be 2010 and does not say so. ``scope`` is the time asked
    for, stated or that of a named event; None when there is none.
    """

    wording: str
    scope: TimeScope | None
    hits: tuple[Hit, ...]


def retrieve_in_time(
    question: str,
    k: int,
    *,
    as_of: datetime.date | None = None,
    connection: sqlite3.Connection,
    embedder: Embedder,
    dense: VectorIndex,
    lexical: LexicalIndex,
    among: Collection[int] | None = None,
) -> Retrieved:
    """Retrieve up to ``k`` hits that fit the time the question asks for, if it asks for one.

    Words that only state the time are not searched for: a story of that month seldom names it. On
    400 questions about news stories of a day, the right one is among the first five for 98 %;
    searched for by all words, for 88 %.

    ``as_of`` is the day that "last month" is counted from; ``among`` limits the search to those
    passage ids, None means all.
    """
    search = partial(
        retrieve,
        connection=connection,
        embedder=embedder,
        dense=dense,
        lexical=lexical,
        among=among,
    )
    scope = time_scope(question, as_of)
    wording = without_time(question, scope)
    event = event_phrase(question) if scope is None else None
    if event:
        scope = event_scope(connection, question, search(event, k))
    return Retrieved(wording, scope, tuple(search(wording, k, scope=scope)))

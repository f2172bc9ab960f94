"""A question to hits: dense and lexical search side by side, fused, in the light of its time."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from qa.contract.candidates import Hit
from qa.dates.fit import CONTRADICTED, fit_of_passage
from qa.dates.question import TimeScope
from qa.index.allowed import Limits
from qa.index.view import View
from qa.question.question import Question
from qa.retrieve.events import event_phrase, event_scope
from qa.retrieve.fusion import fuse, shares

# How deep each of the two searches goes: what neither has among its first 50 is not read anyway.
SEARCH_DEPTH = 50

# With a time asked for, most of what is about the subject may be of another time.
SCOPED_DEPTH = 200

# How much of its score a passage of the right time gains, so that the subject still counts. On 400
# questions over 10,000 news stories, each naming a day, 0.3 to 1.0 do equally well, 0.1 worse.
TIME_GAIN = 0.3

FROM_CITED = 3
"""Passages that are read of the article that the conversation goes on about, wherever it ranks."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The hits for a question, best first, and the question with the time that they were chosen by.

    That of a named event ("after Pelosi's visit") is only known once the event was retrieved.
    """

    question: Question
    hits: tuple[Hit, ...]


def retrieve_in_time(
    view: View, question: Question, k: int, among: Collection[int] | None = None
) -> Retrieved:
    """Retrieve up to ``k`` hits that fit the time the question asks for, if it asks for one.

    Words that only state the time are not searched for: a story of that month seldom names it. On
    400 questions about news stories of a day, the right one is among the first five for 98 %;
    searched for by all words, for 88 %. ``among`` limits the search to those passage ids; None
    means all.
    """
    event = event_phrase(question.text) if question.scope is None else None
    if event:
        scope = event_scope(view, question.text, event, retrieve(view, event, k, among))
        question = replace(question, scope=scope)
    hits = retrieve(view, question.wording, k, among, question.scope)
    return Retrieved(question, tuple(with_cited(view, question, hits, among)))


def with_cited(
    view: View, question: Question, hits: list[Hit], among: Collection[int] | None
) -> list[Hit]:
    """Return the hits with those of the article that the conversation goes on about among them.

    As many as before: these take the places of the last ones, with scores that compare.
    """
    if question.last is None or not hits:
        return hits
    found = {hit.passage.id for hit in hits}
    current = view.allowed(Limits(sources=(question.last.article,)))
    own = {number for number in current if among is None or number in among}
    if len(own & found) >= min(FROM_CITED, len(own)):
        return hits
    dense, lexical = max(hit.dense for hit in hits), max(hit.lexical for hit in hits)
    missing = [
        replace(
            hit,
            score=min(hit.score, hits[-1].score),
            dense_share=min(1.0, max(0.0, hit.dense) / dense) if dense > 0.0 else 0.0,
            lexical_share=min(1.0, hit.lexical / lexical) if lexical > 0.0 else 0.0,
        )
        for hit in retrieve(view, question.wording, FROM_CITED, own, question.scope)
        if hit.passage.id not in found
    ]
    return [*hits[: len(hits) - len(missing)], *missing]


def retrieve(
    view: View,
    words: str,
    k: int,
    among: Collection[int] | None = None,
    scope: TimeScope | None = None,
) -> list[Hit]:
    """Return up to ``k`` hits for some words, best first, ties by smaller passage id.

    With a ``scope``, passages of that time come before others, and those that contradict it are
    dropped. Nothing found: empty list.
    """
    vector = view.embed([words])[0]
    depth = SEARCH_DEPTH if scope is None else SCOPED_DEPTH
    ids = {number for number, _ in view.nearest(vector, depth, among)}
    ids |= {number for number, _ in view.matching(words, depth, among)}
    # what only one of the two searches has still has a score in the other
    dense = dict(view.nearest(vector, len(ids), ids))
    lexical = dict(view.matching(words, len(ids), ids))
    fused = fuse(dense, lexical)
    if scope is not None:
        fused = by_time(view, fused, scope)
    fused = fused[:k]
    dense_shares, lexical_shares = shares(dense), shares(lexical)
    return [
        Hit(
            passage,
            score,
            dense[passage.id],
            lexical.get(passage.id, 0.0),
            dense_shares[passage.id],
            lexical_shares.get(passage.id, 0.0),
        )
        for passage, (_, score) in zip(
            view.passages([number for number, _ in fused]), fused, strict=True
        )
    ]


def by_time(
    view: View, fused: list[tuple[int, float]], scope: TimeScope
) -> list[tuple[int, float]]:
    """Return (id, score) pairs reordered by how well they fit ``scope``, contradicted ones gone.

    Best first, ties by smaller id.
    """
    weighted = []
    for passage_id, score in fused:
        fits = fit_of_passage(scope, *view.times(passage_id))
        if fits > CONTRADICTED:
            weighted.append((passage_id, score * (1 + TIME_GAIN * fits)))
    return sorted(weighted, key=lambda pair: (-pair[1], pair[0]))

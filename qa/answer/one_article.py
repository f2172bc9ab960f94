"""A summary of one article: how it begins and what it tells most of, in its own order."""

import math
from collections.abc import Collection
from dataclasses import replace

from qa.answer.brief import THRESHOLD, brief, openings, sureness
from qa.answer.choosing import MOST, choose_among
from qa.answer.parts import Composed, cited
from qa.answer.telling import telling
from qa.contract.answer import Part
from qa.contract.candidates import Hit
from qa.contract.request import Request
from qa.index.view import View
from qa.retrieve.retriever import Retrieved
from qa.text.words import question_stems, stems


def shown_last(
    view: View, request: Request, among: Collection[int] | None
) -> Collection[int] | None:
    """Return the passages of the article that the last turn cited, which "this article" means.

    ``among`` are those that may be told of, None for all: they are returned where none was cited,
    or none that may be.
    """
    if request.standalone or not request.history or not request.history[-1].article:
        return among
    ids = view.passage_ids([request.history[-1].article])
    # filters leave all passages of an article, or none
    return ids if ids and (among is None or ids[0] in among) else among


def of_article(view: View, retrieved: Retrieved, left: int | None, most: int) -> Composed:
    """Return a summary of one article, or how the newest begin where none of several was named."""
    several = len({hit.passage.article_id for hit in retrieved.hits}) > 1
    if several and not retrieved.question.wording:
        return brief(view, retrieved, "latest", left, most)
    return summary(view, retrieved, left, most)


def summary(view: View, retrieved: Retrieved, left: int | None, most: int) -> Composed:
    """Return a summary of the article that is about what was asked, or why there is none.

    Its sentences are cited as they stand. ``left`` and ``most`` are as in ``brief``.
    """
    sure = sureness(view, retrieved.question, telling(view, retrieved.question, retrieved.hits))
    if sure < THRESHOLD:
        return brief(view, retrieved, "brief", left, most)
    article_id = _article(view, retrieved)
    hits = [Hit(each, 0.0, 0.0, 0.0) for each in view.passages(view.passage_ids([article_id]))]
    # What it tells of is what its sentences have in common, whatever its topic is called.
    found = telling(view, replace(retrieved.question, wording="", scope=None), hits)
    chosen = choose_among(found.told, openings(view, found.told), found, MOST, -math.inf)
    in_order = sorted((each.candidate for each in chosen), key=lambda each: each.quote.start)
    parts = tuple(Part("", each) for each in cited(view, in_order, sure))
    return Composed("brief", parts, sure)


def _article(view: View, retrieved: Retrieved) -> str:
    """Return the id of the first article retrieved whose headline has all words of the topic.

    Of the first one at all where none has: on 8 topics over invented news that one was meant.
    """
    wanted = question_stems(retrieved.question.text)
    ids = list(dict.fromkeys(hit.passage.article_id for hit in retrieved.hits))
    named = (each for each in ids if wanted <= stems(view.reference(each).title))
    return next(named, ids[0])

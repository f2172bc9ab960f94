"""What knowing the time is worth to retrieval: questions with and without their month or day.

The collection is a file of dated stories, one JSON object a line with ``title``, ``date`` (ISO
8601, or like "26-FEB-1987 15:01:01") and ``body``. The rule for questions: of the stories in the
order of the file, every n-th one whose title has at least ``WORDS`` words that are no stop words
asks "What was reported about …?" with the first ``WORDS`` of them, once more with its month ("… in
March 1987?") and once more with its day ("… on March 2, 1987?"). Right is the story itself; a title
that another story has as well asks nothing.
"""

import datetime
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.contract.candidates import Hit
from qa.errors import ArticleError
from qa.evaluate.dated_stories import dated_stories
from qa.index.collection import put
from qa.index.settings import settings
from qa.index.snapshot import Snapshots
from qa.index.store import Store, create_store
from qa.index.view import open_view
from qa.ingest.articles import article_from_text
from qa.protocols import Embedder
from qa.question.question import parse_question
from qa.retrieve.retriever import retrieve, retrieve_in_time
from qa.terminal.progress import watched
from qa.text.words import STOP_WORDS, words

# Few enough words that several stories fit, as when a person remembers a subject and a month.
WORDS = 3
QUESTIONS = 400
K = 5


@dataclass(frozen=True, slots=True)
class ScopeFigures:
    """Share of questions whose story is among the first 5 passages, by how much time they give.

    "Words only" asks the same question and does not use its time: what "March 1987" as words does.
    """

    stories: int
    questions: int
    recall_5_without_time: float
    recall_5_with_month: float
    recall_5_with_month_words_only: float
    recall_5_with_day: float
    recall_5_with_day_words_only: float


def evaluate_scope(file: Path, embedder: Embedder, index: Path | None = None) -> ScopeFigures:
    """Index the stories of ``file`` (in ``index``, kept for the next run, if given) and ask.

    :raises ArticleError: when the file is not of the form.
    """
    stories = dated_stories(file)
    with (
        tempfile.TemporaryDirectory() as folder,
        create_store(index or Path(folder), settings(embedder)) as store,
    ):
        return _ask(store, embedder, stories, _fill(store, embedder, stories))


def _fill(store: Store, embedder: Embedder, stories: Sequence[dict[str, Any]]) -> list[str | None]:
    """Bring the stories in; return their article ids, None for one that is no article."""
    ids: list[str | None] = []
    for number, story in enumerate(watched(stories, "indexing")):
        try:
            article = article_from_text(
                story["body"], f"{number}.txt", title=story["title"], published=story["date"]
            )
        except ArticleError:
            ids.append(None)
            continue
        put(store, embedder, article)
        ids.append(article.id)
    return ids


def _ask(
    store: Store,
    embedder: Embedder,
    stories: Sequence[dict[str, Any]],
    ids: Sequence[str | None],
) -> ScopeFigures:
    """Ask every question in all ways."""
    asked = _questions(stories, ids)
    found = [0] * 5
    with open_view(store, Snapshots(store, embedder.dimension), embedder) as view:

        def in_time(question: str) -> Sequence[Hit]:
            return retrieve_in_time(view, parse_question(question), K).hits

        for article_id, plain, monthly, daily in watched(asked, "asking"):
            ways = [
                retrieve(view, plain, K),
                in_time(monthly),
                retrieve(view, monthly, K),
                in_time(daily),
                retrieve(view, daily, K),
            ]
            for way, hits in enumerate(ways):
                found[way] += any(hit.passage.article_id == article_id for hit in hits)
        count = view.collection.articles
    return ScopeFigures(count, len(asked), *(times / max(1, len(asked)) for times in found))


def _questions(
    stories: Sequence[dict[str, Any]], ids: Sequence[str | None]
) -> list[tuple[str, str, str, str]]:
    """Return (article id, question, with its month, with its day) by the rule of this module."""
    titles = Counter(story["title"] for story in stories)
    found = []
    for story, article_id in zip(stories, ids, strict=True):
        subject = [word for word in words(story["title"]) if word.lower() not in STOP_WORDS]
        if article_id and titles[story["title"]] == 1 and len(subject) >= WORDS:
            day = datetime.date.fromisoformat(story["date"])
            asked = f"What was reported about {' '.join(subject[:WORDS])}"
            found.append(
                (
                    article_id,
                    f"{asked}?",
                    f"{asked} in {day:%B %Y}?",
                    f"{asked} on {day:%B} {day.day}, {day.year}?",
                )
            )
    return found[:: max(1, len(found) // QUESTIONS)][:QUESTIONS]

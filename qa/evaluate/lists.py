"""Questions with several answers: span F1, exact and partial, as MultiSpanQA defines them.

Li et al., "MultiSpanQA: a dataset for multi-span question answering", NAACL 2022. Every question
is asked of its own text, as the assistant would ask, and every question is taken to ask for a list.
"""

import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from qa.answer.lists import items
from qa.answering import judge_question
from qa.assistant import Assistant
from qa.errors import SetError
from qa.evaluate.sets import read_lines
from qa.index.collection import put
from qa.index.settings import settings
from qa.index.snapshot import Snapshots
from qa.index.store import create_store
from qa.index.view import View, open_view
from qa.ingest.articles import article_from_text
from qa.protocols import Embedder
from qa.question.question import parse_question
from qa.read.models import Models
from qa.terminal.progress import watched


@dataclass(frozen=True, slots=True)
class ListFigures:
    """Precision, recall and F1 over all spans, 0 to 1: exact, and by the longest common string."""

    questions: int
    exact_precision: float
    exact_recall: float
    exact_f1: float
    partial_precision: float
    partial_recall: float
    partial_f1: float


@dataclass(frozen=True, slots=True)
class ListAsked:
    """What was right and what was given; each of ``golds`` holds the ways to cut one item."""

    question: str
    golds: tuple[tuple[str, ...], ...]
    given: tuple[str, ...]


def evaluate_multispan(
    file: Path, embedder: Embedder, models: Models
) -> tuple[ListFigures, list[ListAsked]]:
    """Ask every question of the file of its own context, without abstention.

    :raises SetError: when the file is not of the form.
    """
    rows = read_lines(file)
    try:
        texts = {row["id"]: article_from_text(row["context"], row["id"]) for row in rows}
        golds = {row["id"]: tuple((gold,) for gold in row["answers"]) for row in rows}
    except (KeyError, TypeError) as error:
        raise SetError(
            f"{file} is no file of lists: {error!r}. Expected id, question, context and answers a "
            "line."
        ) from error
    with (
        tempfile.TemporaryDirectory() as folder,
        create_store(Path(folder), settings(embedder)) as store,
    ):
        for article in watched(list(texts.values()), "indexing"):
            put(store, embedder, article)
        asked = []
        with open_view(store, Snapshots(store, embedder.dimension), embedder) as view:
            for row in watched(rows, "asking"):
                among = view.passage_ids([texts[row["id"]].id])
                given = _items(view, row["question"], models, among)
                asked.append(ListAsked(row["question"], golds[row["id"]], given))
    return figures(asked), asked


def evaluate_lists(
    assistant: Assistant, file: Path, collection: str
) -> tuple[ListFigures, list[ListAsked]]:
    """Ask the questions of a file that are of one ``collection`` of all its articles.

    A line is ``{in, question, items}``; of an item all ways to cut it. Without abstention.

    :raises SetError: when the file is not of the form.
    """
    try:
        rows = [
            (row["question"], tuple(map(tuple, row["items"])))
            for row in read_lines(file)
            if row["in"] == collection
        ]
    except (KeyError, TypeError) as error:
        raise SetError(
            f"{file} is no file of lists: {error!r}. Expected in, question and items a line."
        ) from error
    with open_view(assistant.store, assistant.snapshots, assistant.embedder) as view:
        asked = [
            ListAsked(question, golds, _items(view, question, assistant.models, None))
            for question, golds in watched(rows, "asking")
        ]
    return figures(asked), asked


def _items(
    view: View, question: str, models: Models, among: Collection[int] | None
) -> tuple[str, ...]:
    """Return the items that a question is answered with as a list."""
    judged = judge_question(view, parse_question(question), models.thorough(), among).judged
    found = items(judged)
    return tuple(dict.fromkeys(each.words for each in found.candidates))


def figures(asked: Sequence[ListAsked]) -> ListFigures:
    """Return the figures over all questions; one without a span counts as one that is wrong."""
    golds = sum(max(1, len(each.golds)) for each in asked)
    given = sum(max(1, len(each.given)) for each in asked)
    exact = sum(_exact(gold, each.given) for each in asked for gold in each.golds)
    precise = sum(_nearest(span, _cuts(each), span) for each in asked for span in each.given)
    recalled = sum(
        max(_nearest(cut, each.given, cut) for cut in gold) for each in asked for gold in each.golds
    )
    return ListFigures(
        len(asked),
        exact / given,
        exact / golds,
        _f1(exact / given, exact / golds),
        precise / given,
        recalled / golds,
        _f1(precise / given, recalled / golds),
    )


def _cuts(asked: ListAsked) -> list[str]:
    return [cut for gold in asked.golds for cut in gold]


def _exact(gold: Sequence[str], given: Collection[str]) -> int:
    return int(any(cut in given for cut in gold))


def _nearest(span: str, others: Collection[str], whole: str) -> float:
    """Return the longest string that a span shares with one of others, as a share of ``whole``."""
    shared = (
        SequenceMatcher(None, span, other, autojunk=False)
        .find_longest_match(0, len(span), 0, len(other))
        .size
        for other in others
    )
    return max(shared, default=0) / len(whole)


def _f1(precision: float, recall: float) -> float:
    both = precision + recall
    return 2 * precision * recall / both if both else 0.0

"""Questions of several kinds through the pipeline, with the evidence for each of their candidates.

What ``fit`` learns from. Every question is asked as a person's would be; more candidates are
verified than when people ask, so that the order can be learnt from those that come further down.
"""

import pickle
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.answering import judge_question
from qa.errors import QuestionError
from qa.evaluate.named_sets import named_set
from qa.evaluate.sets import QuestionSet, SetQuestion
from qa.index.collection import put
from qa.index.embedder import SentenceEmbedder
from qa.index.settings import settings
from qa.index.snapshot import Snapshots
from qa.index.store import create_store
from qa.index.view import View, open_view
from qa.protocols import Embedder
from qa.question.context.selector import TermSelector
from qa.question.question import parse_question
from qa.read.calibration import Calibration
from qa.read.models import Models, load_readers
from qa.read.rank import Weighed
from qa.terminal.progress import watched

# What chooses the candidates to verify before anything is fitted: on questions about encyclopedia
# paragraphs a mean of the reader's margin and these is near the best linear order.
FIRST = {
    "margin": 1.0,
    "meaning": 6.0,
    "words": 6.0,
    "wording": 5.0,
    "time": 10.0,
}


VERIFIED = 8
"""Candidates verified here."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One question: its candidates best first, which of them are right, and where it belongs."""

    kind: str
    group: str
    question: str
    answerable: bool
    weighed: tuple[Weighed, ...]
    right: tuple[bool, ...]


def unfitted() -> Calibration:
    """Return weights for a start: they choose what is verified and claim nothing."""
    return Calibration(FIRST, VERIFIED, FIRST, {}, 0.0, 0.0, 0.0, 1.0, ()).thorough()


def gather_all(named: Sequence[str], kept: Path | None = None) -> list[Gathered]:
    """Ask the questions of all sets named ``KIND=PATH`` with the shipped models.

    ``kept`` is a folder to keep what was asked in: a set that is there is not asked again.

    :raises SetError: when a set is not known or not of its form.
    """
    embedder = SentenceEmbedder()
    reader, verifier = load_readers()
    models = Models(reader, verifier, unfitted(), TermSelector())
    gathered = []
    for text in named:
        asked, file = named_set(text), f"{text.partition('=')[0]}.pkl"
        gathered += gather(asked, embedder, models, kept / file if kept else None)
    return gathered


def gather(
    asked: QuestionSet, embedder: Embedder, models: Models, kept: Path | None = None
) -> list[Gathered]:
    """Ask all questions of a set of its articles; ``kept`` is a file to keep the outcome in.

    A question that cannot be asked is passed over.
    """
    if kept is not None and kept.is_file():
        stored: list[Gathered] = pickle.loads(kept.read_bytes())
        return stored
    with (
        tempfile.TemporaryDirectory() as folder,
        create_store(Path(folder), settings(embedder)) as store,
    ):
        for article in watched(asked.articles, f"indexing {asked.kind}"):
            put(store, embedder, article)
        with open_view(store, Snapshots(store, embedder.dimension), embedder) as view:
            gathered = []
            for question in watched(asked.questions, f"asking {asked.kind}"):
                try:
                    gathered.append(_ask(view, asked, question, models))
                except QuestionError:
                    continue
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(gathered))
    return gathered


def _ask(view: View, asked: QuestionSet, question: SetQuestion, models: Models) -> Gathered:
    among = None
    if question.source is not None:
        ids = [each.id for each in view.references() if each.source == question.source]
        among = view.passage_ids(ids)
    parsed = parse_question(question.text)
    judged = judge_question(view, parsed, models, among).judged
    weighed = [Weighed(each.candidate, each.evidence, each.rank) for each in judged]
    return Gathered(
        kind=asked.kind,
        group=question.group,
        question=question.text,
        answerable=bool(question.golds),
        weighed=tuple(weighed),
        right=tuple(asked.right(question, each.candidate.words) for each in weighed),
    )

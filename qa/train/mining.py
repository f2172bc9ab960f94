"""Passages that our own retriever finds for a question and that do not hold its answer.

At run time the reader chooses among such passages, and a margin only compares across them when it
was trained on them. Gillick et al., "Learning dense representations for entity retrieval", CoNLL
2019; Karpukhin et al., "Dense passage retrieval for open-domain question answering", EMNLP 2020.
"""

import random
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from qa.contract.candidates import Hit
from qa.evaluate.collection import add_paragraphs
from qa.evaluate.squad import Example
from qa.index.settings import settings
from qa.index.snapshot import Snapshots
from qa.index.store import create_store
from qa.index.view import open_view
from qa.protocols import Embedder
from qa.retrieve.retriever import retrieve
from qa.terminal.progress import watched

RETRIEVED = 10
"""Passages looked through for one without the answer."""
NEAREST = 3
"""One of the so many nearest without the answer is drawn: the nearest of all may well answer."""


def mined(
    examples: Sequence[Example], questions: int, embedder: Embedder, *, seed: int = 1
) -> list[Example]:
    """Return up to ``questions`` unanswerable examples, each an answerable one of ``examples``
    with another passage of the collection of all their contexts.

    A function of its arguments. A question whose every passage found holds a gold answer is left
    out. A passage that happens to answer in other words is possible and rare.
    """
    chance = random.Random(seed)
    answerable = [example for example in examples if example.answers]
    drawn = chance.sample(answerable, min(questions, len(answerable)))
    contexts = list(dict.fromkeys(example.context for example in examples))
    with (
        tempfile.TemporaryDirectory() as folder,
        create_store(Path(folder), settings(embedder)) as store,
    ):
        add_paragraphs(store, embedder, contexts)
        with open_view(store, Snapshots(store, embedder.dimension), embedder) as view:
            made = []
            for example in watched(drawn, "mining"):
                hits = retrieve(view, example.question, RETRIEVED)
                nearest = _without_answer(example, hits)[:NEAREST]
                if nearest:
                    context = chance.choice(nearest)
                    made.append(
                        replace(example, id=f"{example.id}-mined", context=context, answers=())
                    )
    return made


def _without_answer(example: Example, hits: Sequence[Hit]) -> list[str]:
    golds = {gold.lower() for gold in example.golds}
    texts = (hit.passage.text for hit in hits)
    return [text for text in texts if not any(gold in text.lower() for gold in golds)]

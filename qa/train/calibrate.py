"""Fit ``confidence.json``: when the reader's answers are right, on questions it never saw.

    python -m qa.train.calibrate FILE --held-out IDS --out qa/models/reader/confidence.json

FILE is SQuAD 2.0 JSON, IDS the file of question ids that training was told to leave out. Of their
paragraphs, one in six is kept out too: the questions about these are questions that the collection
does not answer, as are those that SQuAD 2.0 says have no answer. Every question is asked of the
whole collection. The figures stated come from cross-validation: no question is judged by weights it
helped to fit.
"""

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.assistant import PASSAGES
from qa.evaluate.collection import add_paragraphs
from qa.evaluate.squad import Example, best_over, f1_score, read_examples
from qa.evaluate.squad_set import RIGHT
from qa.index import collection
from qa.index.embedder import SentenceEmbedder
from qa.index.lexical import FtsIndex
from qa.index.snapshot import Snapshots
from qa.index.store import Store, create_store
from qa.protocols import Embedder, Reader, Verifier
from qa.read.confidence import FEATURES, Calibration
from qa.read.evidence.wording import within
from qa.read.rank import rate
from qa.read.verifier import load_readers
from qa.retrieve.scoped import retrieve_in_time
from qa.terminal.progress import watched

FOLDS = 10

# Every sixth run of this many paragraphs is kept out of the collection: neighbours in a file have
# one subject, and the collection is then silent about it.
RUN = 20
WITHHELD = 6

# What a quote loses whose time is unknown when a time was asked for, over twice what the fit says
# (4.9): news tells of the same things year after year, and a cause of another year is no answer.
TIME_WEIGHT = 12.0

# Bands of confidence whose share of right answers is told to people.
BANDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
FEWEST_OF_A_BAND = 20

# Of the questions without an answer, this share is rejected; 95 of 100 right answers are given.
# From 0.70 to 0.76 the two balance about as well, and among these the questions about the seeds
# and those of ClapNQ decided. To have nine of ten answers right on this test, where half of the
# questions have none and most of those are tricks, only four in ten of those with one could be
# answered.
REJECTED = 0.74


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its right answers; none when the collection does not hold one."""

    text: str
    golds: tuple[str, ...]


def main() -> None:
    """Read the command line, ask, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("file", type=Path, help="SQuAD 2.0 JSON, plain or .gz")
    parser.add_argument("--held-out", type=Path, required=True, help="question ids, one a line")
    parser.add_argument("--out", type=Path, required=True, help="where confidence.json goes")
    arguments = parser.parse_args()

    embedder = SentenceEmbedder()
    reader, verifier = load_readers()
    held_out = frozenset(arguments.held_out.read_text(encoding="utf-8").split("\n"))
    examples = [e for e in read_examples(arguments.file) if e.id in held_out]
    with tempfile.TemporaryDirectory() as folder:
        store = create_store(Path(folder), collection.settings(embedder))
        asked = build(examples, store, embedder)
        values, right, answerable = ask(asked, store, embedder, reader, verifier)
        store.close()
    found = fit(values, right, answerable)
    found["reader"] = reader.name
    found["verifier"] = verifier.name
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def build(examples: Sequence[Example], store: Store, embedder: Embedder) -> list[Question]:
    """Put five of six paragraphs into ``store``; return the questions about all of them."""
    contexts = list(dict.fromkeys(example.context for example in examples))
    kept = {text for place, text in enumerate(contexts) if place // RUN % WITHHELD != 0}
    add_paragraphs(store, embedder, [text for text in contexts if text in kept])
    return [
        Question(e.question, e.golds if e.answers and e.context in kept else ()) for e in examples
    ]


def ask(
    questions: Sequence[Question],
    store: Store,
    embedder: Embedder,
    reader: Reader,
    verifier: Verifier,
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Ask each question; return features (n, len(FEATURES)), and two masks: right, answerable.

    Questions for which nothing was read are passed over: no answer is given to them whatever is
    fitted.
    """
    neutral = Calibration("", (0.0,) * len(FEATURES), 0.0, 0.0, 1.0, ())
    values, right, answerable = [], [], []
    with store.reading() as connection:
        dense = Snapshots(store, embedder.dimension).current(connection).vectors
        for question in watched(questions, "asking"):
            retrieved = retrieve_in_time(
                question.text,
                PASSAGES,
                connection=connection,
                embedder=embedder,
                dense=dense,
                lexical=FtsIndex(connection),
            )
            extracts = reader.read(retrieved.wording, retrieved.hits)
            rated = rate(connection, retrieved, extracts, verifier, neutral)
            if rated:
                best = rated[0].extract
                found = within(best.passage, best.answer)
                golds = question.golds
                values.append(rated[0].values)
                right.append(bool(golds) and best_over(golds, found, f1_score) >= RIGHT)
                answerable.append(bool(golds))
    return np.array(values), np.array(right), np.array(answerable)


def fit(
    values: NDArray[np.float64], right: NDArray[np.bool_], answerable: NDArray[np.bool_]
) -> dict[str, Any]:
    """Fit the weights; choose the threshold; measure both on questions held out."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict

    model = LogisticRegression(C=10.0, max_iter=5000)
    held_out = cross_val_predict(model, values, right, cv=FOLDS, method="predict_proba")[:, 1]
    model.fit(values, right)
    threshold = lowest_threshold(held_out[~answerable])
    given = held_out >= threshold
    reliability = []
    for least, most in zip(BANDS, (*BANDS[1:], 1.01), strict=True):
        band = (held_out >= least) & (held_out < most)
        if band.sum() >= FEWEST_OF_A_BAND:
            reliability.append([least, round(float(right[band].mean()), 3), int(band.sum())])
    return {
        "features": list(FEATURES),
        "weights": [*(round(float(weight), 4) for weight in model.coef_[0][:-1]), TIME_WEIGHT],
        "bias": round(float(model.intercept_[0]), 4),
        "threshold": threshold,
        "risk": round(float(1 - right[given].mean()), 3),
        "reliability": reliability,
        "questions": len(right),
        "answerable": int(answerable.sum()),
        "right_of_answerable": round(float(right[answerable].mean()), 3),
        "right_answers_given": round(float(given[right].mean()), 3),
    }


def lowest_threshold(unanswerable: NDArray[np.float64]) -> float:
    """Return the lowest hundredth under which lies the share ``REJECTED`` of these confidences."""
    for hundredth in range(100):
        if np.mean(unanswerable < hundredth / 100) >= REJECTED:
            return hundredth / 100
    return 1.0


if __name__ == "__main__":
    main()

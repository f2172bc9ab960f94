"""Fit ``confidence.json``: when a reader's answers are right, on questions it was not trained on.

    python -m qa.train.calibrate FILE --out qa/models/sentences/confidence.json

Of the passages of a SQuAD 2.0 file, two of three become one collection; questions about the others
are questions that the collection does not answer. Every question is asked of the whole collection.
The figures stated come from cross-validation: no question is judged by weights it helped to fit.
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
from rich.progress import track

from qa.assistant import PASSAGES
from qa.dates.fit import STATED
from qa.evaluate.squad import read_examples
from qa.index import collection
from qa.index.embedder import SentenceEmbedder
from qa.index.lexical import FtsIndex
from qa.index.snapshot import Snapshots
from qa.index.store import Store, create_store
from qa.ingest.articles import article_from_text
from qa.protocols import Embedder, Reader
from qa.read.confidence import FEATURES, features
from qa.read.sentence_reader import SentenceReader
from qa.retrieve.retriever import retrieve

FOLDS = 5

# Every third run of this many passages is kept out of the collection: neighbours in a file have
# one subject, and the collection is then silent about it.
RUN = 20
WITHHELD = 3

# The questions have no time in them, so what a time that does not fit takes away cannot be fitted:
# a quote whose time is unknown loses as much as takes 0.5 down to 0.08.
TIME_WEIGHT = 2.5

# Bands of confidence whose share of right answers is told to people.
BANDS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
FEWEST_OF_A_BAND = 20

# Of the answers given, this share may be wrong. A reader that picks whole sentences cannot promise
# one in ten without keeping half of its right answers to itself.
ACCEPTED_RISK = 0.2


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its right answers; none when its passage is not in the collection."""

    text: str
    answers: tuple[str, ...]


def main() -> None:
    """Read the command line, ask, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("file", type=Path, help="SQuAD 2.0 JSON, plain or .gz")
    parser.add_argument("--out", type=Path, required=True, help="where confidence.json goes")
    parser.add_argument("--questions", type=int, default=1500, help="how many to ask at most")
    arguments = parser.parse_args()

    embedder = SentenceEmbedder()
    reader = SentenceReader(embedder)
    with tempfile.TemporaryDirectory() as folder:
        store = create_store(Path(folder), collection.settings(embedder))
        asked = build(arguments.file, store, embedder)
        step = max(1, len(asked) // arguments.questions)
        values, right, answerable = ask(asked[::step], store, embedder, reader)
        store.close()
    found = fit(values, right, answerable)
    found["reader"] = reader.name
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def build(file: Path, store: Store, embedder: Embedder) -> list[Question]:
    """Put two of three passages of ``file`` into ``store``; return the questions about all."""
    examples = read_examples(file)
    places = {text: place for place, text in enumerate(dict.fromkeys(e.context for e in examples))}
    kept = {text for text, place in places.items() if place // RUN % WITHHELD != 0}
    for text in track([text for text in places if text in kept], "indexing"):
        title = " ".join(text.split()[:6])
        article = article_from_text(text, f"{places[text]}.txt", title=title)
        collection.add_article(store, collection.prepare(article, embedder), None)
    return [
        Question(example.question, example.golds if example.context in kept else ())
        for example in examples
        if example.answers
    ]


def ask(
    questions: Sequence[Question], store: Store, embedder: Embedder, reader: Reader
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Ask each question; return features (n, len(FEATURES) - 1), and two masks: right, answerable.

    The last feature, time, is left out: no question has one. A quote is right when it holds one of
    the right answers.
    """
    values, right, answerable = [], [], []
    snapshots = Snapshots(store, embedder.dimension)
    with store.reading() as connection:
        dense = snapshots.current(connection).vectors
        for question in track(questions, "asking"):
            hits = retrieve(
                question.text,
                PASSAGES,
                connection=connection,
                embedder=embedder,
                dense=dense,
                lexical=FtsIndex(connection),
            )
            extracts = reader.read(question.text, hits)
            first = extracts[0]
            hit = next(hit for hit in hits if hit.passage.id == first.passage.id)
            start = first.passage.span.start
            quote = first.passage.text[first.quote.start - start : first.quote.end - start]
            values.append(features(question.text, first, extracts, hit, STATED)[:-1])
            right.append(any(answer in quote for answer in question.answers))
            answerable.append(bool(question.answers))
    return np.array(values), np.array(right), np.array(answerable)


def fit(
    values: NDArray[np.float64], right: NDArray[np.bool_], answerable: NDArray[np.bool_]
) -> dict[str, Any]:
    """Fit the weights; choose the threshold; measure both on questions held out."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict

    model = LogisticRegression(C=10.0, max_iter=1000)
    held_out = cross_val_predict(model, values, right, cv=FOLDS, method="predict_proba")[:, 1]
    model.fit(values, right)
    # the lowest of the bands from which on at most one answer in five is wrong
    threshold = next(
        least for least in BANDS if np.mean(~right[held_out >= least]) <= ACCEPTED_RISK
    )
    given = held_out >= threshold
    reliability = []
    for least, most in zip(BANDS, (*BANDS[1:], 1.01), strict=True):
        band = (held_out >= least) & (held_out < most)
        if band.sum() >= FEWEST_OF_A_BAND:
            reliability.append([least, round(float(right[band].mean()), 3), int(band.sum())])
    return {
        "features": list(FEATURES),
        "weights": [*(round(float(weight), 4) for weight in model.coef_[0]), TIME_WEIGHT],
        "bias": round(float(model.intercept_[0]), 4),
        "threshold": threshold,
        "risk": round(float(1 - right[given].mean()), 3),
        "reliability": reliability,
        "questions": len(right),
        "answerable": int(answerable.sum()),
        "right_of_answerable": round(float(right[answerable].mean()), 3),
        "right_answers_given": round(float(given[right].mean()), 3),
    }


if __name__ == "__main__":
    main()

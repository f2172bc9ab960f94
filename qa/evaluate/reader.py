"""The span reader on a SQuAD 2.0 file: every question read against its own paragraph.

What retrieval adds and takes away is not in these figures; ``collection`` measures the whole.
"""

import json
import math
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from qa.errors import ModelNotFound, QuestionError
from qa.evaluate.squad import Example, Prediction, SquadResult, evaluate, read_examples
from qa.ingest.sentences import sentences
from qa.read.span_model.network import MANIFEST
from qa.read.span_model.pieces import SpanScore
from qa.terminal.progress import watched


class Scorer(Protocol):
    """Scores answer spans; ``SpanModel`` is the one that is shipped."""

    def score(
        self,
        question: str,
        passages: Sequence[str],
        *,
        n_best: int = 5,
        sections: Sequence[Sequence[tuple[int, int]]] | None = None,
    ) -> list[list[SpanScore]]:
        """Return one list per passage: its best spans, best first, each inside a section."""
        ...


def shipped_threshold(folder: Path) -> float:
    """Return the margin, in logits, from which on the reader in ``folder`` answers.

    It is the key ``threshold`` of the manifest, 0.0 when there is none: the reader then answers
    where it prefers a span to "no answer".

    :raises ModelNotFound: when the manifest cannot be read, or holds no finite number there.
    """
    path = folder / MANIFEST
    try:
        value = json.loads(path.read_text(encoding="utf-8")).get("threshold", 0.0)
        if type(value) not in (int, float) or not math.isfinite(value):
            raise ValueError(f"threshold is {value!r}, expected a number")
    except (OSError, ValueError, AttributeError) as error:
        raise ModelNotFound(
            f"no usable manifest at {path}: {error}. Expected the file that is shipped with the "
            "reader; install this package again."
        ) from error
    return float(value)


def evaluate_reader(file: Path, model: Scorer, threshold: float) -> SquadResult:
    """Read every question of ``file``; answers with a margin under ``threshold`` do not count.

    :raises QuestionError: when ``file`` is not SQuAD's JSON, or names two questions alike.
    """
    examples = _examples(file)
    return evaluate(examples, predictions(examples, model), threshold=threshold)


def predictions(examples: Sequence[Example], model: Scorer) -> dict[str, Prediction]:
    """Return the best span of every question's paragraph, by question id.

    A paragraph without a word gives an empty text and the score minus infinity.
    """
    found = {}
    for example in watched(examples, "reading"):
        parts = [(sentence.start, sentence.end) for sentence in sentences(example.context)]
        (spans,) = model.score(example.question, [example.context], n_best=1, sections=[parts])
        found[example.id] = (
            Prediction(example.context[spans[0].start : spans[0].end], spans[0].score)
            if spans
            else Prediction("", -math.inf)
        )
    return found


def _examples(file: Path) -> list[Example]:
    try:
        examples = read_examples(file)
        if len({example.id for example in examples}) < len(examples):
            raise ValueError("two questions have the same id")
        return examples
    except (
        OSError,
        EOFError,
        zlib.error,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
    ) as error:
        raise QuestionError(
            f"{file} is no file of questions: {error!r}. Expected SQuAD 2.0 JSON, plain or gzip."
        ) from error

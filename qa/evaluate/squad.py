"""SQuAD 2.0: its files, and its measures exactly as the official evaluation script defines them.

Pure functions: predictions in, figures out. Which reader made the predictions, and how they are
shown, is for the neighbours. Exact match, F1 and accuracy are percentages as in the official
script; AUROC is between 0 and 1.
"""

import json
import re
import string
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import not_
from pathlib import Path
from typing import Any

from qa.evaluate.unpacked import unpacked

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


@dataclass(frozen=True, slots=True)
class Example:
    """One question with its passage; ``answers`` are code-point spans, none if unanswerable."""

    id: str
    question: str
    context: str
    answers: tuple[tuple[int, int], ...]

    @property
    def golds(self) -> tuple[str, ...]:
        """The texts a prediction is compared with; ``("",)`` when there is nothing to find."""
        texts = (self.context[start:end] for start, end in self.answers)
        return tuple(text for text in texts if normalise(text)) or ("",)


@dataclass(frozen=True, slots=True)
class Prediction:
    """A reader's best span, whatever its score, and its margin over "no answer"."""

    text: str
    score: float


@dataclass(frozen=True, slots=True)
class SquadResult:
    """The figures of one run.

    ``exact``, ``f1`` and ``no_answer_accuracy`` are over all (unanswerable) questions when every
    score below ``threshold`` counts as "no answer". ``has_answer_exact`` and ``has_answer_f1`` are
    over the answerable questions with "no answer" disabled; ``kept_f1`` is the same with the
    threshold applied (the official script's HasAns). ``best_...`` use the threshold that turns out
    best on these very questions. ``auroc`` is how well the score tells answerable from not: 0.5 is
    chance. A figure over no questions is NaN.
    """

    questions: int
    answerable: int
    threshold: float
    exact: float
    f1: float
    has_answer_exact: float
    has_answer_f1: float
    kept_f1: float
    no_answer_accuracy: float
    best_exact: float
    best_exact_threshold: float
    best_f1: float
    best_threshold: float
    auroc: float


def read_examples(path: Path) -> list[Example]:
    """Read one file in SQuAD's format (1.1 or 2.0, plain or gzip), in file order.

    Raises ValueError naming the question when an answer does not stand where the file says.
    """
    return list(_examples(json.loads(unpacked(path)), path.name))


def _examples(content: dict[str, Any], name: str) -> Iterator[Example]:
    for article in content["data"]:
        for paragraph in article["paragraphs"]:
            context = paragraph["context"]
            for entry in paragraph["qas"]:
                answers = [] if entry.get("is_impossible") else entry["answers"]
                spans = []
                for answer in answers:
                    start = answer["answer_start"]
                    end = start + len(answer["text"])
                    if context[start:end] != answer["text"]:
                        raise ValueError(f"{name}: question {entry['id']}: no answer at {start}")
                    spans.append((start, end))
                yield Example(entry["id"], entry["question"], context, tuple(spans))


def normalise(text: str) -> str:
    """Lower the case, drop ASCII punctuation and articles, squeeze white space.

    >>> normalise("The  Battle, of an  'Alamo'!")
    'battle of alamo'
    """
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def exact_match(gold: str, predicted: str) -> float:
    """Return 1.0 when both are the same after normalisation, else 0.0."""
    return float(normalise(gold) == normalise(predicted))


def f1_score(gold: str, predicted: str) -> float:
    """Return the harmonic mean of precision and recall over normalised words, 0 to 1.

    >>> f1_score("the Eiffel Tower", "Eiffel Tower in Paris")
    0.6666666666666666

    An empty text (no answer, or nothing but articles) matches only an empty text.
    """
    gold_words, words = normalise(gold).split(), normalise(predicted).split()
    if not gold_words or not words:
        return float(gold_words == words)
    common = sum((Counter(gold_words) & Counter(words)).values())
    if not common:
        return 0.0
    precision, recall = common / len(words), common / len(gold_words)
    return 2 * precision * recall / (precision + recall)


def best_over(golds: Sequence[str], predicted: str, measure: Callable[[str, str], float]) -> float:
    """Return the best of ``measure`` over several gold answers."""
    return max(measure(gold, predicted) for gold in golds)


def evaluate(
    examples: Sequence[Example], predictions: Mapping[str, Prediction], *, threshold: float = 0.0
) -> SquadResult:
    """Compare ``predictions`` (by question id) with ``examples``.

    Raises KeyError for a question without a prediction: leaving out the hard ones is not a score.
    """
    found = [predictions[example.id] for example in examples]
    scores = [prediction.score for prediction in found]
    answerable = [example.golds != ("",) for example in examples]
    figures: dict[str, float] = {}
    for name, measure in (("exact", exact_match), ("f1", f1_score)):
        pairs = list(zip(examples, found, strict=True))
        values = [best_over(e.golds, p.text, measure) for e, p in pairs]
        kept = [
            value if score >= threshold else float(not can)
            for value, score, can in zip(values, scores, answerable, strict=True)
        ]
        figures[name] = _percent(kept)
        figures[f"has_answer_{name}"] = _percent(list(compress(values, answerable)))
        figures[f"kept_{name}"] = _percent(list(compress(kept, answerable)))
        figures["none"] = _percent(list(compress(kept, map(not_, answerable))))
        best, at = _best(values, scores, answerable, [bool(p.text) for p in found])
        figures |= {f"best_{name}": best, f"best_{name}_threshold": at}
    return SquadResult(
        questions=len(examples),
        answerable=sum(answerable),
        threshold=threshold,
        exact=figures["exact"],
        f1=figures["f1"],
        has_answer_exact=figures["has_answer_exact"],
        has_answer_f1=figures["has_answer_f1"],
        kept_f1=figures["kept_f1"],
        no_answer_accuracy=figures["none"],
        best_exact=figures["best_exact"],
        best_exact_threshold=figures["best_exact_threshold"],
        best_f1=figures["best_f1"],
        best_threshold=figures["best_f1_threshold"],
        auroc=auroc(scores, answerable),
    )


def _percent(values: Sequence[float]) -> float:
    return 100.0 * sum(values) / len(values) if values else float("nan")


def _best(
    values: Sequence[float],
    scores: Sequence[float],
    answerable: Sequence[bool],
    answered: Sequence[bool],
) -> tuple[float, float]:
    """Return the best total over all thresholds, and that threshold (answer when >= it).

    As the official script: start from abstaining always, then let questions in by falling score.
    Ties are let in one by one there; here too, in the order of the questions.
    """
    total = best = float(len(answerable) - sum(answerable))
    threshold = float("inf")
    for row in sorted(range(len(scores)), key=lambda row: -scores[row]):
        total += values[row] if answerable[row] else -float(answered[row])
        if total > best:
            best, threshold = total, scores[row]
    return (100.0 * best / len(scores) if scores else float("nan")), threshold


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """Return the chance that a positive scores above a negative, ties counting half.

    >>> auroc([3.0, 1.0, 2.0, 1.0], [True, True, False, False])
    0.625
    """
    order = sorted(range(len(scores)), key=lambda row: scores[row])
    above = 0.0
    below = start = 0
    while start < len(order):
        end = start
        while end < len(order) and scores[order[end]] == scores[order[start]]:
            end += 1
        tied = [positive[row] for row in order[start:end]]
        above += sum(tied) * (below + tied.count(False) / 2)
        below += tied.count(False)
        start = end
    pairs = sum(positive) * (len(positive) - sum(positive))
    return above / pairs if pairs else float("nan")

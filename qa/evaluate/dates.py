"""How well time expressions are found and resolved, by TempEval-3's measures.

UzZaman et al., "SemEval-2013 Task 1: TempEval-3" (2013): a found expression counts for the strict
measure when its span is exactly a gold one, for the relaxed measure when it overlaps one; type and
value F1 count the gold expressions whose overlapping expression has the right type or value, over
all gold ones (recall) and over all found ones (precision).
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.contract.article import TimeExpression
from qa.dates.expressions import find_expressions
from qa.evaluate.date_errors import count_errors
from qa.evaluate.timeml import MarkedTime, TimeDocument, read_documents


@dataclass(frozen=True, slots=True)
class DateMeasures:
    """TempEval-3's F1 measures in percent over some documents and their gold expressions."""

    relaxed_f1: float
    strict_f1: float
    type_f1: float
    value_f1: float
    documents: int
    expressions: int


@dataclass(frozen=True, slots=True)
class DateFigures:
    """The measures over all documents, the speed, and the measures of the two halves.

    The grammar was tuned on ``tuned``, the first, third, fifth ... document in order of path;
    ``held_out`` are the others. ``characters_per_second`` counts processor time of one core.
    ``errors`` counts what is wrong, span or value, by kind over all documents.
    """

    relaxed_f1: float
    strict_f1: float
    type_f1: float
    value_f1: float
    documents: int
    expressions: int
    characters_per_second: float
    tuned: DateMeasures
    held_out: DateMeasures
    errors: dict[str, int]


def evaluate_dates(folder: Path) -> DateFigures:
    """Measure on every TimeML document under ``folder``, anchored at its creation time.

    :raises ArticleError: when there is none, or one of them is not TimeML.
    """
    documents = read_documents(folder)
    began = time.process_time()
    found = [find_expressions(document.text, document.anchor) for document in documents]
    seconds = time.process_time() - began
    every = measure(documents, found)
    return DateFigures(
        relaxed_f1=every.relaxed_f1,
        strict_f1=every.strict_f1,
        type_f1=every.type_f1,
        value_f1=every.value_f1,
        documents=every.documents,
        expressions=every.expressions,
        characters_per_second=sum(len(document.text) for document in documents) / seconds,
        tuned=measure(documents[0::2], found[0::2]),
        held_out=measure(documents[1::2], found[1::2]),
        errors=_errors(documents, found),
    )


def _errors(
    documents: Sequence[TimeDocument], found: Sequence[Sequence[TimeExpression]]
) -> dict[str, int]:
    pairs = [
        (mark, _match(mark, times))
        for document, times in zip(documents, found, strict=True)
        for mark in document.times
    ]
    not_marked = sum(
        not any(_overlap(mark, time) for mark in document.times)
        for document, times in zip(documents, found, strict=True)
        for time in times
    )
    return count_errors(pairs, not_marked)


def measure(
    documents: Sequence[TimeDocument], found: Sequence[Sequence[TimeExpression]]
) -> DateMeasures:
    """Return the measures of what was found in each document against what people marked."""
    gold = sum(len(document.times) for document in documents)
    system = sum(len(times) for times in found)
    strict = types = values = reached = touching = 0
    for document, times in zip(documents, found, strict=True):
        touching += sum(any(_overlap(mark, time) for mark in document.times) for time in times)
        for mark in document.times:
            match = _match(mark, times)
            if match is None:
                continue
            reached += 1
            strict += match.span == mark.span
            types += match.type == mark.type
            values += match.value == mark.value
    return DateMeasures(
        relaxed_f1=_f1(touching, system, reached, gold),
        strict_f1=_f1(strict, system, strict, gold),
        type_f1=_f1(types, system, types, gold),
        value_f1=_f1(values, system, values, gold),
        documents=len(documents),
        expressions=gold,
    )


def _overlap(mark: MarkedTime, time: TimeExpression) -> bool:
    return mark.span.overlaps(time.span)


def _match(mark: MarkedTime, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """Return the expression with exactly the marked span, else the first that overlaps it."""
    touching = [time for time in times if _overlap(mark, time)]
    exact = [time for time in touching if time.span == mark.span]
    return next(iter(exact + touching), None)


def _f1(right_found: int, found: int, right_gold: int, gold: int) -> float:
    """Return the harmonic mean of precision and recall in percent, 0.0 when both are 0."""
    precision = right_found / found if found else 0.0
    recall = right_gold / gold if gold else 0.0
    return 200 * precision * recall / (precision + recall) if precision + recall else 0.0

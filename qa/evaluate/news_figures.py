"""The figures of the news sets: quiz, attribution and near misses, each with what is its own."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.evaluate.attribution_set import attribution
from qa.evaluate.near_set import PAIRS, Part, as_set, choose
from qa.evaluate.quiz_set import quiz, quoted
from qa.evaluate.set_figures import SetAsked, SetFigures, ask_set, figures
from qa.evaluate.sureness import share

# One article in so many is kept out, for questions about it that nothing answers.
WITHHELD = 5


@dataclass(frozen=True, slots=True)
class QuizFigures:
    """``quote_first``: of the answerable, the first quote holds a gold text."""

    quote_first: float
    all: SetFigures


@dataclass(frozen=True, slots=True)
class AttributionFigures:
    """Who said it, of named sources.

    ``quotation_source_first`` and ``clause_source_first``: the best answer names the source of
    “…”, of that …. ``exchanged_...``: the same questions after the two main speakers of an article
    were exchanged; the answer names the other one, is refused, or (``exchanged_sound``) either.
    ``withheld_refused``: refused of the questions about articles that the collection lacks.
    """

    quotations: int
    quotation_source_first: float
    clauses: int
    clause_source_first: float
    exchanged: int
    exchanged_right_first: float
    exchanged_refused: float
    exchanged_sound: float
    withheld: int
    withheld_refused: float
    all: SetFigures


@dataclass(frozen=True, slots=True)
class NearFigures:
    """``refused`` and ``given_right``, by kind: of the near misses, and of their answered twins."""

    refused: dict[str, float]
    given_right: dict[str, float]
    all_given_right: float
    all: SetFigures


def evaluate_quiz(folder: Path, index: Path | None) -> tuple[QuizFigures, list[SetAsked]]:
    """Ask a quiz; ``index`` keeps its collection."""
    rows = ask_set(quiz(folder), index)
    answerable = [row for row in rows if row.question.golds]
    first = share([quoted(row.question, row.quote) for row in answerable])
    return QuizFigures(first, figures(rows)), rows


def evaluate_attribution(
    file: Path, index: Path | None, sample: int | None
) -> tuple[AttributionFigures, list[SetAsked]]:
    """Ask who said it three times: of the file, with exchanged speakers, with articles kept out.

    ``index`` is a folder that keeps the three collections.
    """
    rows = ask_set(attribution(file, sample=sample), _inside(index, "plain"))
    quotations = [row for row in rows if row.question.text.startswith("Who said “")]
    clauses = [row for row in rows if row.question.text.startswith("Who said that")]
    exchanged = ask_set(
        attribution(file, sample=sample, exchanged=True), _inside(index, "exchanged")
    )
    part = attribution(file, sample=sample, withheld=WITHHELD)
    held = {article.source for article in part.articles}
    lacking = tuple(asked for asked in part.questions if asked.group not in held)
    withheld = ask_set(dataclasses.replace(part, questions=lacking), _inside(index, "withheld"))
    return AttributionFigures(
        quotations=len(quotations),
        quotation_source_first=share([row.right for row in quotations]),
        clauses=len(clauses),
        clause_source_first=share([row.right for row in clauses]),
        exchanged=len(exchanged),
        exchanged_right_first=share([row.right for row in exchanged]),
        exchanged_refused=share([not row.given for row in exchanged]),
        exchanged_sound=share([row.right or not row.given for row in exchanged]),
        withheld=len(withheld),
        withheld_refused=share([not row.given for row in withheld]),
        all=figures(rows),
    ), [*rows, *exchanged, *withheld]


def evaluate_near(
    reuters: Path, polnear: Path, part: Part, index: Path | None
) -> tuple[NearFigures, list[SetAsked]]:
    """Ask the near misses of one part and their twins; ``index`` keeps their collection."""
    chosen, stories = choose(reuters, polnear, part, PAIRS)
    kinds = [pair.kind for pair in chosen]
    rows = ask_set(as_set(chosen, stories), index)
    twins, misses = rows[::2], rows[1::2]
    return NearFigures(
        refused=_by_kind(kinds, misses, lambda row: not row.given),
        given_right=_by_kind(kinds, twins, lambda row: row.given and row.right),
        all_given_right=share([row.given and row.right for row in twins]),
        all=figures(rows),
    ), rows


def _by_kind(
    kinds: Sequence[str], rows: Sequence[SetAsked], good: Callable[[SetAsked], bool]
) -> dict[str, float]:
    """Return the share that is good of each kind, named with how many there are."""
    held: dict[str, list[bool]] = defaultdict(list)
    for kind, row in zip(kinds, rows, strict=True):
        held[kind].append(good(row))
    return {f"{kind} ({len(held[kind])})": share(held[kind]) for kind in sorted(held)}


def _inside(index: Path | None, name: str) -> Path | None:
    return None if index is None else index / name

"""How well sources are told apart: planted agreements, differences, copies and corrections.

``planted.py`` states the rule. Every case is asked of its own few articles, which stand in one
collection with all others; what the Answer claims of two articles is held against what was planted.
The false alarms are asked of a whole collection of articles about different events.
"""

import itertools
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.assistant import Assistant
from qa.contract.answer import Answer
from qa.contract.article import Article
from qa.evaluate.near_set import choose
from qa.evaluate.planted import CASES, CaseMaker, PlantedCase
from qa.evaluate.planted_facts import Part
from qa.evaluate.sets import order_by_hash
from qa.evaluate.stories import Story, read_polnear, read_reuters
from qa.evaluate.sureness import share
from qa.index.collection import put
from qa.index.settings import settings
from qa.index.store import create_store
from qa.ingest.articles import article_from_text
from qa.terminal.progress import watched

EACH = 84
"""Cases of each kind: 420 in all."""

ALONE = 100
"""Articles with an event of their own, and as many stories as they are."""

Pair = tuple[int, int, str]
"""Two articles of a case, the smaller number first, and how they stand to each other."""


@dataclass(frozen=True, slots=True)
class SourcesFigures:
    """Shares, 0 to 1. ``precision`` and ``recall`` are of pairs of articles: of those claimed to
    agree, to copy or to differ, so many do; of those that do, so many were claimed.

    ``corrected_first``, ``updated_first``: the right value is the answer. ``corrected_sureness``:
    the mean confidence of these answers. ``false_alarms``: of the questions about events that one
    article alone tells of, a difference was claimed.
    """

    cases: int
    precision: float
    recall: float
    corrected_first: float
    updated_first: float
    corrected_sureness: float
    by_kind: dict[str, float]
    alarm_questions: int
    false_alarms: float


@dataclass(frozen=True, slots=True)
class CaseAsked:
    """One case with its Answer, what was planted and what was claimed."""

    case: PlantedCase
    answer: Answer
    planted: frozenset[Pair]
    claimed: frozenset[Pair]

    @property
    def first_is_right(self) -> bool:
        """Tell whether the value that wins is the answer's."""
        if not self.answer.answered:
            return False
        first = self.answer.citations[0].article.id
        return any(p.article.id == first and p.value == self.case.first for p in self.case.articles)


def evaluate_sources(
    reuters: Path,
    polnear: Path,
    part: Part = "measure",
    index: Path | None = None,
    *,
    each: int = EACH,
    alone: int = ALONE,
) -> tuple[SourcesFigures, list[CaseAsked]]:
    """Make the cases of one half of the templates, ask them, and sum up.

    ``index`` keeps the two collections for the next run. ``each`` is how many cases of a kind are
    made, ``alone`` how many planted events, and how many stories, that one article alone tells of.

    :raises SetError: when a file is not of its form.
    """
    maker = CaseMaker([*read_reuters(reuters), *read_polnear(polnear)], part)
    cases = [maker.case(kind) for _ in range(each) for kind in CASES]
    articles = [planted.article for case in cases for planted in case.articles]
    lone, questions = _alone(maker, reuters, polnear, alone)
    with tempfile.TemporaryDirectory() as temporary:
        folder = index or Path(temporary)
        with _filled(folder / f"cases-{part}", articles) as assistant:
            rows = [_ask(assistant, case) for case in watched(cases, "asking")]
        with _filled(folder / f"alone-{part}", lone) as assistant:
            alarms = [
                _differs(assistant.ask(question, standalone=True))
                for question in watched(questions, "asking")
            ]
    return _figures(rows, alarms), rows


def _filled(folder: Path, articles: Sequence[Article]) -> Assistant:
    """Return an assistant over these articles; those that are there are not added again."""
    from qa.index.embedder import SentenceEmbedder

    embedder = SentenceEmbedder()
    with create_store(folder, settings(embedder)) as store:
        for article in watched(articles, "indexing"):
            put(store, embedder, article)
    return Assistant.open(folder)


def _ask(assistant: Assistant, case: PlantedCase) -> CaseAsked:
    names = [planted.article.id for planted in case.articles]
    answer = assistant.ask(case.question, standalone=True, sources=names)
    return CaseAsked(case, answer, frozenset(_planted(case)), frozenset(_claimed(answer, case)))


def _planted(case: PlantedCase) -> Iterable[Pair]:
    """Yield how two reports of a case stand to each other, and which article prints which."""
    for (m, one), (n, other) in itertools.combinations(enumerate(case.articles), 2):
        if one.value is None or other.value is None:
            continue
        if n == one.copy_of or m == other.copy_of:
            yield m, n, "copies"
        elif one.copy_of is None and other.copy_of is None:
            yield m, n, "agree" if one.value == other.value else "differ"


def _claimed(answer: Answer, case: PlantedCase) -> Iterable[Pair]:
    """Yield the same as the Answer claims it; any copy of a report stands for the report."""
    names = [planted.article.id for planted in case.articles]
    reports = [n if p.copy_of is None else p.copy_of for n, p in enumerate(case.articles)]
    groups = [
        (
            [names.index(citation.article.id) for citation in group.citations],
            [names.index(copy.id) for copy in group.copies],
        )
        for group in answer.agreement
    ]
    for cited, copies in groups:
        for m, n in itertools.combinations(cited, 2):
            yield _pair(reports[m], reports[n], "agree")
        for copy in copies:
            # of which of them it is a copy is not said
            of = next((n for n in cited if reports[n] == reports[copy]), cited[0])
            yield _pair(copy, of, "copies")
    for (one, _), (other, _) in itertools.combinations(groups, 2):
        for m, n in itertools.product(one, other):
            yield _pair(reports[m], reports[n], "differ")


def _pair(one: int, other: int, relation: str) -> Pair:
    return min(one, other), max(one, other), relation


def _alone(
    maker: CaseMaker, reuters: Path, polnear: Path, number: int
) -> tuple[list[Article], list[str]]:
    """Return articles that each tell of an event of their own, and a question about each.

    Every other planted one is asked about without its name, so that several events of a kind are
    near; stories are asked what near misses are made from.
    """
    made = [maker.alone() for _ in range(number)]
    articles = [article for article, _, _ in made]
    questions = [bare if n % 2 else named for n, (_, named, bare) in enumerate(made)]
    chosen, stories = choose(reuters, polnear, maker.part, 4 * number)
    asked = {pair.story: pair.question for pair in chosen}
    for story in _different(stories, asked)[:number]:
        articles.append(
            article_from_text(story.text, story.id, title=story.title, published=story.published)
        )
        questions.append(asked[story.id])
    return articles, questions


def _different(stories: Sequence[Story], asked: dict[str, str]) -> list[Story]:
    """Return stories in an order by hash, one of each title's first words: the same event again
    would be no false alarm."""
    seen: Counter[str] = Counter()
    kept = []
    by_id = {story.id: story for story in stories}
    for name in order_by_hash([story.id for story in stories if story.id in asked], "alone"):
        first = " ".join(by_id[name].title.split()[:2])
        seen[first] += 1
        if seen[first] == 1:
            kept.append(by_id[name])
    return kept


def _differs(answer: Answer) -> bool:
    return len(answer.agreement) > 1


def _figures(rows: Sequence[CaseAsked], alarms: Sequence[bool]) -> SourcesFigures:
    right = sum(len(row.planted & row.claimed) for row in rows)
    corrected = [row for row in rows if row.case.kind == "correction"]
    updated = [row for row in rows if row.case.kind == "update"]
    surenesses = [row.answer.confidence for row in corrected]
    return SourcesFigures(
        cases=len(rows),
        precision=right / max(1, sum(len(row.claimed) for row in rows)),
        recall=right / max(1, sum(len(row.planted) for row in rows)),
        corrected_first=share([row.first_is_right for row in corrected]),
        updated_first=share([row.first_is_right for row in updated]),
        corrected_sureness=sum(surenesses) / max(1, len(surenesses)),
        by_kind={
            kind: share([row.planted == row.claimed for row in rows if row.case.kind == kind])
            for kind in CASES
        },
        alarm_questions=len(alarms),
        false_alarms=share(list(alarms)),
    )

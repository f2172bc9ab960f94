"""How well sources are told apart, on a few of the planted cases: floors below the README's."""

import pytest
from conftest import SHARED

from qa.evaluate.planted import CASES, CaseMaker
from qa.evaluate.planted_facts import FACTS
from qa.evaluate.sources import evaluate_sources
from qa.evaluate.stories import read_polnear

NEWS = SHARED / "data" / "news"
REUTERS, POLNEAR = NEWS / "reuters21578.jsonl.gz", NEWS / "polnear_dev.jsonl.gz"

needs_news = pytest.mark.skipif(not REUTERS.exists(), reason=f"no {REUTERS}")


def test_the_halves_of_the_templates_share_no_sentence() -> None:
    said = {part: {first for fact in FACTS[part] for first in fact.first} for part in FACTS}
    assert not said["fit"] & said["measure"]


@needs_news
def test_the_same_stories_give_the_same_cases() -> None:
    stories = read_polnear(POLNEAR)
    made = [[CaseMaker(stories, "fit").case(kind) for kind in CASES] for _ in range(2)]
    assert made[0] == made[1]
    for case in made[0]:
        texts = [planted.article.text for planted in case.articles]
        assert len(set(texts)) == len(texts)
        assert sum(planted.value is None for planted in case.articles) == 1


@needs_news
def test_planted_sources_are_told_apart() -> None:
    figures, rows = evaluate_sources(REUTERS, POLNEAR, each=2, alone=4)
    assert len(rows) == figures.cases == 10
    assert figures.precision >= 0.85 and figures.recall >= 0.85
    assert figures.corrected_first >= 0.66 and figures.updated_first >= 0.66
    assert figures.false_alarms == 0.0

"""A named event in a question ("after Pelosi's visit") is a time when the collection dates it."""

from collections.abc import Iterator

import pytest
from rich.console import Console

from qa.assistant import Assistant
from qa.cli_index import index_paths

ARTICLES = {
    "valley": "The valley\n\nThe ice sheet melted 11,600 years ago. Mammoths lived in the valley "
    "before the ice sheet melted.",
    "house": "A long year in the House\n\nWASHINGTON, May 3, 2019 - The House passed the farm bill "
    "on May 2, 2019. The vote was held on April 9, 2019. Nancy Pelosi's visit to Oslo took place "
    "on Feb. 4, 2019.",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over a few small articles."""
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    index = folder / "index"
    index_paths(sorted(folder.glob("*.txt")), index, Console(quiet=True))
    with Assistant.open(index) as opened:
        yield opened


def test_an_event_before_the_calendar_begins_limits_nothing(assistant: Assistant) -> None:
    answer = assistant.ask("What lived in the valley before the ice sheet melted?")
    assert answer.scope is None
    assert "Mammoths" in answer.text


@pytest.mark.parametrize(
    ("question", "relation", "day"),
    [
        ("What did the House do after Pelosi's visit?", "after", "2019-02-04"),
        ("What happened in the House before the vote?", "before", "2019-04-08"),
    ],
)
def test_an_event_that_the_collection_dates_limits_a_question(
    assistant: Assistant, question: str, relation: str, day: str
) -> None:
    scope = assistant.ask(question).scope
    assert scope is not None
    assert (scope.relation, scope.latest if relation == "before" else scope.earliest) == (
        relation,
        day,
    )

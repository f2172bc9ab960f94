"""A named event in a question ("after Pelosi's visit") is a time when the collection dates it."""

from collections.abc import Iterator

import pytest
from rich.console import Console

from qa.assistant import Assistant
from qa.dates.event_nouns import names_event
from qa.dates.question import named_event
from qa.terminal.index import index_paths

ARTICLES = {
    "valley": "The valley\n\nThe ice sheet melted 11,600 years ago. Mammoths lived in the valley "
    "before the ice sheet melted.",
    "house": "A long year in the House\n\nWASHINGTON, May 3, 2019 - The House passed the farm bill "
    "on May 2, 2019. Judge Ada Pinto heard the senator on March 6, 2019. The Senate met his mother "
    "on March 7, 2019. The festival of Aston took place on Jan. 12, 2019. Woodhill took place on "
    "Jan. 15, 2019. The vote was held on April 9, 2019. Nancy Pelosi's visit to Oslo took place "
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
        ("What did the House do after Woodhill?", "after", "2019-01-15"),
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


@pytest.mark.parametrize(
    "question",
    [
        "What did the senator tell before Judge Pinto?",
        "What bill passed before the Senate?",
        "What did the House pass after his mother?",
        "What did the House pass after all?",
        "Which bill was named after the festival of Aston?",
    ],
)
def test_what_is_no_event_limits_nothing(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).scope is None


NO_EVENT = """
What did the minister say before the Senate?
Who testified before Judge Pinto?
Which ship is named after his mother?
What will happen before long?
Who sang before a crowd?
Is the plant closed after all?
Who appeared before the committee?
What did she say before Congress?
Who argued the case before the Supreme Court?
Which street was named after Theodore Roosevelt?
Who played before 40,000 spectators?
What did the general say before the cameras?
Who looked after the children?
Who swore before God?
Which city was called after the explorer?
Who spoke before the grand jury?
What did he admit before his lawyers?
Who ran after them?
What did the king promise before the parliament?
Who knelt before the altar?
What was shown before the newly elected government?
Who came after her in the list?
What do people do after dark?
Who stood before three armed men?
Which company was named after the founder?
Who pleaded before the nation?
"""
EVENT = """
What happened before the vote?
What did China do after Pelosi's visit?
Who led the country after the earthquake?
What has changed since the election?
Who starved during the siege?
What was the share price before the merger?
Where did he live after the death of his mother?
Who fled following the attack on the town?
Who ran the mine until the strike?
What happened after he resigned?
What changed after the Challenger disaster?
Who was king before the Battle of Hastings?
Who paid in the wake of the floods?
What did the bank do after Lehman collapsed?
Who ruled Poland before World War II?
What was signed after the ceasefire?
What was tested prior to the launch?
What did Congress do after Hurricane Katrina?
Who won medals during the Olympics?
Where did she go after leaving the White House?
What did they find after the ship sank?
Who ruled after the president was ousted?
What was built since the handover?
Who met before the peace talks?
What did she do after her resignation?
What did the Senate do after the hearings on the bill?
"""


@pytest.mark.parametrize("question", NO_EVENT.strip().splitlines())
def test_a_body_a_person_or_a_crowd_is_no_time(question: str) -> None:
    span = named_event(question)
    assert span is None or not names_event(span.of(question))


@pytest.mark.parametrize("question", EVENT.strip().splitlines())
def test_what_happens_is_a_time(question: str) -> None:
    span = named_event(question)
    assert span is not None
    assert names_event(span.of(question))

"""What a newcomer goes on to ask: each follow-up gets something of use."""

import pytest

from qa.assistant import Assistant
from qa.contract.answer import Answer, Turn

TALKS = "Why did Beijing cancel the policy coordination talks?"
EXERCISE = "Which exercise was China invited to in 2014?"
TIES = "Why did China suspend ties in 2010?"


def conversation(assistant: Assistant, *questions: str) -> Answer:
    """Ask one question after the other; return the answer to the last."""
    history: list[Turn] = []
    for question in questions:
        answer = assistant.ask(question, history=history)
        history.append(Turn.of(answer))
    return answer


@pytest.mark.parametrize(
    ("questions", "answer"),
    [
        ([EXERCISE, "How many countries take part in it?"], "more than 20"),
        ([TALKS, "When was that?"], "August 2022"),
    ],
)
def test_a_follow_up_is_answered(assistant: Assistant, questions: list[str], answer: str) -> None:
    assert conversation(assistant, *questions).text == answer


def test_that_year_is_the_one_cited_and_what_nobody_tells_of_it_is_not_answered(
    assistant: Assistant,
) -> None:
    answer = conversation(assistant, TALKS, "When was that?", "Who won the Super Bowl that year?")
    assert [term.text for term in answer.context] == ["2022"]
    assert not answer.answered


def test_another_year_of_the_headline_question_offers_the_talks_as_possible(
    assistant: Assistant,
) -> None:
    answer = conversation(assistant, TIES, "And in 2022?")
    assert answer.abstention is not None and answer.abstention.possible
    assert "August 2022" in answer.abstention.nearest[0].quote.text


@pytest.mark.parametrize("before", [EXERCISE, TALKS, TIES])
def test_a_question_with_its_own_subject_is_asked_as_typed(
    assistant: Assistant, before: str
) -> None:
    answer = conversation(assistant, before, "Is there trust between the two armed forces?")
    assert (answer.context, answer.kind) == ((), "yes_no")
    assert answer.answered or (answer.abstention is not None and answer.abstention.possible)


def test_another_clause_of_the_same_article_is_found(news: Assistant) -> None:
    answer = conversation(news, "What pay rise does the union want?", "Who is the mediator?")
    assert answer.answered and "Weiss" in answer.text

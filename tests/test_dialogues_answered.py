"""Dialogues over the seeds from end to end: each follow-up is understood and well answered."""

import pytest

from qa.assistant import Assistant
from qa.contract.answer import Citation, Turn

# (question, words of the best span, given or held back; None: nothing is given)
DIALOGUES: dict[str, list[tuple[str, str | None]]] = {
    "a person, what he did, when": [
        ("Who is Leon Panetta?", "Defense Secretary"),
        ("What did he urge?", "expand military relations"),
        ("When?", "Tuesday"),
    ],
    "talks, who and how often": [
        ("Which talks were held at the Pentagon?", "policy coordination talks"),
        ("Who took part?", "defense officials"),
        ("How often are they held?", "annually"),
    ],
    "the topic changes in the third turn": [
        ("Why did China suspend ties in 2010?", "selling arms to Taiwan"),
        ("And in 1996?", None),
        ("Who is Wu Qian?", "Defense Ministry spokesman"),
    ],
    "a first turn without answer": [
        ("Who won the World Cup in 2010?", None),
        ("Why did China suspend ties in 2010?", "selling arms to Taiwan"),
    ],
    "a conference": [
        ("Who chaired the secure video conference?", "Huang Xueping"),
        ("When was it held?", "Tuesday and Wednesday"),
    ],
}


def ask(assistant: Assistant, question: str, history: list[Turn]) -> tuple[bool, list[Citation]]:
    answer = assistant.ask(question, history=tuple(history))
    history.append(Turn(question, answer.text))
    nearest = answer.abstention.nearest if answer.abstention else answer.citations
    return answer.answered, list(nearest)


@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES.keys())
def test_a_dialogue_is_answered(
    assistant: Assistant, dialogue: list[tuple[str, str | None]]
) -> None:
    history: list[Turn] = []
    for question, words in dialogue:
        answered, found = ask(assistant, question, history)
        if words is None:
            assert not answered
        else:
            assert words in found[0].answer.text


def test_another_year_keeps_the_question_and_changes_the_scope(assistant: Assistant) -> None:
    history: list[Turn] = []
    ask(assistant, "Why did China suspend ties in 2010?", history)
    answer = assistant.ask("And in 2022?", history=tuple(history))
    assert answer.standalone_question == "Why did China suspend ties in 2022?"
    assert answer.scope and answer.scope.earliest == "2022-01-01"
    history.append(Turn("And in 2022?", answer.text))
    between = assistant.ask("Who visited Beijing in between?", history=tuple(history))
    assert between.standalone_question == "Who visited Beijing between 2010 and 2022?"
    assert between.scope
    assert (between.scope.earliest, between.scope.latest) == ("2010-01-01", "2022-12-31")
    assert between.text in ("Gates", "Panetta")

"""The members of an enumeration, and when a list is one."""

import pytest

from qa.answer.enumeration import MANY, MOST_OF_MANY, MOST_WORDS, enumerated
from qa.assistant import Assistant


def words(text: str) -> list[str]:
    return [member.of(text) for member in enumerated(text)]


def test_members_stand_in_order_without_what_leads_to_them() -> None:
    assert words("goods such as jam, frozen fish and bread") == ["jam", "frozen fish", "bread"]
    assert words("both Oslo and Bergen") == ["Oslo", "Bergen"]


@pytest.mark.parametrize("members", range(2, 8))
def test_a_long_member_is_a_clause_unless_there_are_many(members: int) -> None:
    long = " ".join(["word"] * (MOST_WORDS + 1))
    text = ", ".join([long, *(f"item{n}" for n in range(members - 2))]) + " and the last"
    assert len(words(text)) == (members if members >= MANY else 0)
    too_long = text.replace(long, " ".join(["word"] * (MOST_OF_MANY + 1)))
    assert words(too_long) == []


def test_a_span_that_is_much_surer_than_a_list_is_kept(assistant: Assistant) -> None:
    """ "US and Chinese officials held talks" parts at its "and", and is no list of talks."""
    answer = assistant.ask("Which talks were held at the Pentagon?")
    assert (answer.kind, answer.text) == ("span", "policy coordination talks")

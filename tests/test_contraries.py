"""A sentence that says the opposite of what is asked."""

import pytest

from qa.read.evidence.contraries import CONTRARIES, contrary


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who farms the northern coast?", "The southern coast is farmed by Danes."),
        ("What made the price increase?", "A good harvest made the price decrease."),
        ("Which bank charged the highest rate?", "The lowest rate was charged by Oslo Bank."),
        ("Is the protest legal?", "The protest is illegal."),
        ("Who discouraged exports?", "Exports were encouraged by the king."),
    ],
)
def test_the_opposite_of_what_is_asked_is_no_answer(question: str, sentence: str) -> None:
    assert contrary(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who farms the northern coast?", "The northern coast is richer than the southern."),
        ("Is the north or the south richer?", "The south is richer."),
        ("Who lost the match?", "Oslo won the match against Bergen."),
        ("When did the talks begin?", "The talks of May, which ended in June, were short."),
        ("Who came first?", "The last to come was Ann."),
        ("Who farms the coast?", "The southern coast is farmed by Danes."),
        ("", ""),
    ],
)
def test_both_sides_and_words_that_one_event_has_are_no_contradiction(
    question: str, sentence: str
) -> None:
    assert not contrary(question, sentence)


def test_contrary_works_both_ways_for_every_pair() -> None:
    for pair in CONTRARIES.split():
        one, other = pair.split("/")
        assert contrary(f"Was it {one}?", f"It was {other}."), pair
        assert contrary(f"Was it {other}?", f"It was {one}."), pair

"""A sentence that counts what the question counts, to another number."""

import pytest

from qa.read.evidence.counts import miscounted


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who has five minutes to escape?", "He says that Bond has three minutes."),
        ("Who lifted 1,200 stones?", "Ada lifted 1,300 heavy stones."),
        ("Who unified them by two theories?", "Faraday did by one consistent theory."),
        ("Who jailed hundreds of members?", "Nasser jailed thousands of members."),
        ("Which is the thirty-fourth Bond film?", "Spectre is the 24th Bond film."),
        ("Who paid two hundred million dollars?", "Ada paid 2 million dollars."),
    ],
)
def test_another_number_of_the_same(question: str, sentence: str) -> None:
    assert miscounted(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who has five minutes to escape?", "He says that Bond has 5 minutes."),
        ("Who won the 21st race?", "Ada won the twenty-first race, Bob the second race."),
        ("Who sold 200 letters?", "Ada sold two hundred letters."),
        ("Who paid 2.5 million dollars?", "Ada paid 2,500,000 dollars."),
        # more of them are told apart, or none is
        ("When did two ships sink?", "Three ships sank and two ships burned."),
        ("When did two ships sink?", "Three trains met; the ships sank in May."),
        ("How many minutes has he?", "He has three minutes."),
        ("Which of three ships beat two ships?", "Three ships sank."),
        # a year, a day, a pronoun, a superlative, a bound
        ("Which ships sank in 1914?", "In 1915 ships sank."),
        ("What did the May 27 ships bring?", "Two ships brought grain."),
        ("Which one ship sank?", "Two ships sank."),
        ("What was the first ship to sink?", "The second ship sank."),
        ("Who lifted over 500 pounds?", "Ada lifted 508 pounds."),
        ("Who lifted 500 pounds?", "Ada lifted more than 400 pounds."),
        # of another kind
        ("Who won the third race?", "Ada won two races."),
        ("", ""),
    ],
)
def test_what_does_not_contradict(question: str, sentence: str) -> None:
    assert not miscounted(question, sentence)

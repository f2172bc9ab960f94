"""What can settle a question for yes or no, and what leaves it open."""

import pytest

from qa.answer.yes_no import leaves_open


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("Is the plan legal?", "The plan, if it survives the legal challenge, saves coal."),
        ("Did the dam burst?", "Engineers are asking whether the dam burst."),
        ("Has she resigned?", "If she has resigned, a new election will be held."),
        ("Was the bridge closed?", "The bridge could be closed in May."),
        ("Is the pit safe?", "The pit may be safe by June, officials said."),
        ("Will the club sell Orr?", "The club might sell Orr in summer."),
        ("Was the mayor arrested?", "Unless the mayor is arrested, the vote goes on."),
        ("Is Fox fit to govern?", "Only 52 percent of voters agreed that Fox is fit to govern."),
        ("Was the sale justified?", "However, 63 percent said the sale was justified."),
        ("Will Orr win?", "A majority of voters expect Orr to win Monday's debate."),
        ("Is the tax fair?", "Nearly eight of 10 voters say the tax is fair."),
        ("Is the plan unfair?", "Two thirds of respondents called the plan unfair."),
        ("Is the war lost?", "Most Americans think the war is lost."),
        ("Can Fox be trusted?", "Half of those asked believe Fox can be trusted, a survey found."),
    ],
)
def test_what_may_be_so_settles_nothing(asked: str, sentence: str) -> None:
    assert leaves_open(sentence, asked)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("Did the dam burst?", "The dam burst on Monday."),
        ("Did the dam burst?", "The dam burst on Monday, and the town could be lost."),
        ("May visitors bring dogs?", "Visitors may bring dogs."),
        ("Did the strike end in May?", "The strike ended in May."),
        ("Did the strike end in May?", "In May the strike ended."),
        ("Will the road open if it rains?", "The road will open if it rains."),
        ("Did Fox ask whether the dam burst?", "Fox asked whether the dam had burst."),
        ("Is the road open?", "The road is open, whether it rains or not."),
        ("Do most voters think the tax is fair?", "Most voters think the tax is fair."),
        ("Does Orr lead in the poll?", "In the poll 46 percent said they would choose Orr."),
        ("Did half of the members vote for the sale?", "Half of the members voted for the sale."),
        ("Did most workers walk out?", "Most workers walked out, the union said."),
        ("Has the price risen?", "The price has risen by 12 percent, the bank said."),
    ],
)
def test_what_is_said_plainly_is_not_left_open(asked: str, sentence: str) -> None:
    assert not leaves_open(sentence, asked)

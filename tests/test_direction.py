"""Whether a day without more lies ahead or back: the verbs around it tell."""

import pytest

from qa.dates.expressions import find_expressions

# Seen from Wednesday, 15 June 2016.
AHEAD = [
    ("The pact ends on Friday.", "2016-06-17"),
    ("The trial opens on Monday.", "2016-06-20"),
    ("Voters go to the polls on Sunday.", "2016-06-19"),
    ("The court meets Thursday to decide.", "2016-06-16"),
    ("Parliament votes on Tuesday.", "2016-06-21"),
    ("The strike begins Monday.", "2016-06-20"),
    ("She leaves for Rome on Saturday.", "2016-06-18"),
    ("The law takes effect in July.", "2016-07"),
    ("Polls open on Tuesday.", "2016-06-21"),
    ("The deadline is Friday.", "2016-06-17"),
    ("The team flies home Sunday.", "2016-06-19"),
    ("The offer stands until Friday.", "2016-06-17"),
    ("The family has until Tuesday to reply.", "2016-06-21"),
    ("He will be named envoy on Monday.", "2016-06-20"),
    ("He will meet Gen. Powell on Friday.", "2016-06-17"),
    ("They will ask the U.S. Congress on Monday.", "2016-06-20"),
    ("The loan was extended through October.", "2016-10"),
    ("The lease was extended once more to Friday.", "2016-06-17"),
    ("Both sides agreed to meet on Monday.", "2016-06-20"),
    ("The bank is likely to cut rates on Thursday.", "2016-06-16"),
]
BACK = [
    ("The pact ended on Friday.", "2016-06-10"),
    ("Talks on Friday failed.", "2016-06-10"),
    ("Police arrested him Monday.", "2016-06-13"),
    ("A bomb killed five on Saturday.", "2016-06-11"),
    ("The minister told reporters Tuesday.", "2016-06-14"),
    ("Shares fell, according to a report on Friday.", "2016-06-10"),
    ("He quit on Friday.", "2016-06-10"),
    ("Until Monday, they had not called him.", "2016-06-13"),
    ("159 states had reported by Monday.", "2016-06-13"),
    ("The mayor who opens the fair said on Friday he was ill.", "2016-06-10"),
    ("It was sold in October.", "2015-10"),
    ("The ends of the rope broke on Friday.", "2016-06-10"),
    ("The offer had been due to lapse on Friday.", "2016-06-10"),
    ("The ships left port as planned on Saturday.", "2016-06-11"),
    ("The road will stay shut, as it has been since Friday.", "2016-06-10"),
    ("The rise in prices extended a run that began in May.", "2016-05"),
]


@pytest.mark.parametrize(("text", "value"), AHEAD + BACK)
def test_the_verb_tells_the_day(text: str, value: str) -> None:
    assert [time.value for time in find_expressions(text, "2016-06-15")] == [value]

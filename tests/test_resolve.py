# ruff: noqa: E501  (one example is one line)
"""What time expressions mean: worked examples, most of them news, and the laws of distances."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.dates.amounts import duration, shifted
from qa.dates.expressions import find_expressions
from qa.dates.holidays import holiday
from qa.dates.timex import days_of

SEEDS = Path(__file__).parent.parent / "seeds"
# text, anchor, expected span, type, value, earliest, latest ("" for unresolved)
EXAMPLES = [
    # 003, of 7 January 2011
    ("Last year, in response", "2011-01-07", "Last year", "DATE", "2010", "2010-01-01", "2010-12-31"),
    ("counterparts next week", "2011-01-07", "next week", "DATE", "2011-W02", "2011-01-10", "2011-01-16"),
    ("Washington last month", "2011-01-07", "last month", "DATE", "2010-12", "2010-12-01", "2010-12-31"),
    ("over the past couple of months", "2011-01-07", "the past couple of months", "DURATION", "P2M", "2010-11-07", "2011-01-07"),
    ("officials said today", "2011-01-07", "today", "DATE", "2011-01-07", "2011-01-07", "2011-01-07"),
    ("WASHINGTON, Jan. 7, 2011 —", "2011-01-07", "Jan. 7, 2011", "DATE", "2011-01-07", "2011-01-07", "2011-01-07"),
    ("in the weeklong trip", "2011-01-07", "weeklong", "DURATION", "P1W", "", ""),
    # 001, of 18 September 2012, a Tuesday
    ("urged China on Tuesday", "2012-09-18", "Tuesday", "DATE", "2012-09-18", "2012-09-18", "2012-09-18"),
    ("from a private owner last week", "2012-09-18", "last week", "DATE", "2012-W37", "2012-09-10", "2012-09-16"),
    ("the presidency next year", "2012-09-18", "next year", "DATE", "2013", "2013-01-01", "2013-12-31"),
    ("contacts less than two years ago", "2012-09-18", "less than two years ago", "DATE", "[2010-09-18..2012-09-18]", "2010-09-18", "2012-09-18"),
    ("in the 2014 Rim of the Pacific", "2012-09-18", "2014", "DATE", "2014", "2014-01-01", "2014-12-31"),
    ("flared in recent days", "2012-09-18", "recent days", "DATE", "PAST_REF", "", ""),
    ("the three-day visit", "2012-09-18", "three-day", "DURATION", "P3D", "", ""),
    # 004, of which only the year 2024 is known
    ("to Taiwan in August 2022.", "2024", "August 2022", "DATE", "2022-08", "2022-08-01", "2022-08-31"),
    ("follows a Dec. 21 video call", "2024", "Dec. 21", "DATE", "XXXX-12-21", "2023-12-21", "2024-12-21"),
    ("The January conversation", "2024", "January", "DATE", "2024-01", "2024-01-01", "2024-01-31"),
    ("met in California in November.", "2024", "November", "DATE", "XXXX-11", "2023-11-01", "2024-11-30"),
    ("officials said last month", "2024", "last month", "DATE", "XXXX-XX", "2023-12-01", "2024-11-30"),
    ("the year after, last year", "2024", "last year", "DATE", "2023", "2023-01-01", "2023-12-31"),
    # nothing known
    ("late on Tuesday", "", "late on Tuesday", "DATE", "XXXX-WXX-2", "", ""),
    ("on Oct. 23", "", "Oct. 23", "DATE", "XXXX-10-23", "", ""),
    ("last year", "", "last year", "DATE", "XXXX", "", ""),
    ("in 1998", "", "1998", "DATE", "1998", "1998-01-01", "1998-12-31"),
    # the verb tells the direction
    ("Gates will meet them on Monday", "2011-01-07", "Monday", "DATE", "2011-01-10", "2011-01-10", "2011-01-10"),
    ("Gates met them on Monday", "2011-01-07", "Monday", "DATE", "2011-01-03", "2011-01-03", "2011-01-03"),
    ("is expected in June", "2011-01-07", "June", "DATE", "2011-06", "2011-06-01", "2011-06-30"),
    ("was sold in June", "2011-01-07", "June", "DATE", "2010-06", "2010-06-01", "2010-06-30"),
    ("ended Dec. 31", "2011-01-07", "Dec. 31", "DATE", "2010-12-31", "2010-12-31", "2010-12-31"),
    ("payable Feb. 1", "2011-01-07", "Feb. 1", "DATE", "2011-02-01", "2011-02-01", "2011-02-01"),
    ("next Friday", "2011-01-07", "next Friday", "DATE", "2011-01-14", "2011-01-14", "2011-01-14"),
    ("last Friday", "2011-01-07", "last Friday", "DATE", "2010-12-31", "2010-12-31", "2010-12-31"),
    ("over the weekend", "2011-01-07", "the weekend", "DATE", "2010-W52-WE", "2011-01-01", "2011-01-02"),
    # what is called by its day has been, unless it is waited for
    ("They will fight Thursday's decision", "2011-01-07", "Thursday", "DATE", "2011-01-06", "2011-01-06", "2011-01-06"),
    ("Shares rose ahead of Thursday's decision", "2011-01-07", "Thursday", "DATE", "2011-01-13", "2011-01-13", "2011-01-13"),
    ("below the record set on July 12", "2011-01-07", "July 12", "DATE", "2010-07-12", "2010-07-12", "2010-07-12"),
    # halves belong to their unit
    ("over the past week and a half", "2011-01-07", "the past week and a half", "DURATION", "P1.5W", "2010-12-28", "2011-01-07"),
    ("in the last decade and a half", "2011-01-07", "the last decade and a half", "DURATION", "P15Y", "1996-01-07", "2011-01-07"),
    ("for the next three and a half years", "2011-01-07", "the next three and a half years", "DURATION", "P3Y6M", "2011-01-07", "2014-07-07"),
    ("it took four and one-half months", "2011-01-07", "four and one-half months", "DURATION", "P4.5M", "", ""),
    # fiscal years and their quarters; a quarter by the day it ended
    ("in the 2009 fiscal year", "2011-01-07", "the 2009 fiscal year", "DATE", "2009", "2008-07-01", "2009-12-31"),
    ("the fiscal 2009 second quarter", "2011-01-07", "the fiscal 2009 second quarter", "DATE", "2009-Q2", "2009-04-01", "2009-06-30"),
    ("net in the first fiscal quarter", "2011-01-07", "the first fiscal quarter", "DATE", "2011-Q1", "2011-01-01", "2011-03-31"),
    ("its outlook for the whole year", "2011-01-07", "the whole year", "DATE", "2011", "2011-01-01", "2011-12-31"),
    ("to be ready by mid-year", "2011-01-07", "mid-year", "DATE", "2011", "2011-01-01", "2011-12-31"),
    # how often
    ("meets four times a month", "2011-01-07", "four times a month", "SET", "P1M", "", ""),
    ("flies there once a year", "2011-01-07", "once a year", "SET", "P1Y", "", ""),
    ("every other month", "2011-01-07", "every other month", "SET", "P2M", "", ""),
    ("every third year", "2011-01-07", "every third year", "SET", "P3Y", "", ""),
    # "before" with nothing behind it counts back from what was spoken of
    ("from 38.7 mln dlrs a year before, it said", "2011-01-07", "a year before", "DATE", "2010", "2010-01-01", "2010-12-31"),
    ("had left three days before.", "2011-01-07", "three days before", "DATE", "2011-01-04", "2011-01-04", "2011-01-04"),
    ("three days before the vote", "2011-01-07", "three days", "DURATION", "P3D", "", ""),
    ("for the quarter ended March 31, 2010", "2011-01-07", "the quarter", "DATE", "2010-Q1", "2010-01-01", "2010-03-31"),
    ("fell from the week earlier", "2011-01-07", "the week earlier", "DATE", "2010-W52", "2010-12-27", "2011-01-02"),
    ("weeks later he left", "2011-01-07", "weeks later", "DURATION", "PXW", "", ""),
    # other words for a quarter, a year-end, a half, a decade; a weekday with its day
    ("the third and fourth quarters", "2011-01-07", "fourth quarters", "DATE", "2010-Q4", "2010-10-01", "2010-12-31"),
    ("in the June quarter of 2009", "2011-01-07", "the June quarter of 2009", "DATE", "2009-Q2", "2009-04-01", "2009-06-30"),
    ("by the year's end", "2011-01-07", "the year's end", "DATE", "2011-12-31", "2011-12-31", "2011-12-31"),
    ("a half hour long", "2011-01-07", "a half hour", "DURATION", "PT30M", "", ""),
    ("one-and-a-half years of it", "2011-01-07", "one-and-a-half years", "DURATION", "P1Y6M", "", ""),
    ("the nineteen eighties", "2011-01-07", "the nineteen eighties", "DATE", "198", "1980-01-01", "1989-12-31"),
    ("crashed on Friday the 13th", "2010-10-01", "Friday the 13th", "DATE", "2010-08-13", "2010-08-13", "2010-08-13"),
    ("on Friday, the fourth fall", "2011-01-07", "Friday", "DATE", "2011-01-07", "2011-01-07", "2011-01-07"),
    # some time to come
    ("he will resign soon", "2011-01-07", "soon", "DATE", "FUTURE_REF", "", ""),
    ("fears for the short term", "2011-01-07", "the short term", "DATE", "FUTURE_REF", "", ""),
    ("last night", "2011-01-07", "last night", "TIME", "2011-01-06TNI", "2011-01-06", "2011-01-06"),
    # the year of a date may stand with the date after it
    ("from November to February 2009", "2011-01-07", "November", "DATE", "2008-11", "2008-11-01", "2008-11-30"),
    ("Aug. 1 and Oct. 31, 1989", "2011-01-07", "Aug. 1", "DATE", "1989-08-01", "1989-08-01", "1989-08-01"),
    ("on April 24 and 25.", "2011-05-07", "25", "DATE", "2011-04-25", "2011-04-25", "2011-04-25"),
    ("on April 24 and 25, 1999.", "2011-05-07", "April 24", "DATE", "1999-04-24", "1999-04-24", "1999-04-24"),
    ("on April 24 and 25, 1999.", "2011-05-07", "25, 1999", "DATE", "1999-04-25", "1999-04-25", "1999-04-25"),
    ("after several quarters of losses", "2011-01-07", "several quarters", "DURATION", "PXQ", "", ""),
    ("Easter week", "2011-01-07", "Easter week", "DATE", "2011-W16", "2011-04-18", "2011-04-24"),
    ("last February", "2011-03-01", "last February", "DATE", "2010-02", "2010-02-01", "2010-02-28"),
    ("the day after the attack", "2011-01-07", "the day", "DATE", "XXXX-XX-XX", "", ""),
    ("the past 24 hours", "2011-01-07", "the past 24 hours", "DURATION", "PT24H", "2011-01-06", "2011-01-07"),
    # partial and fuzzy values
    ("in the spring of 2011", "2011-01-07", "the spring of 2011", "DATE", "2011-SP", "2011-03-01", "2011-05-31"),
    ("the third quarter of 1984", "2011-01-07", "the third quarter of 1984", "DATE", "1984-Q3", "1984-07-01", "1984-09-30"),
    ("first half of 2010", "2011-01-07", "first half of 2010", "DATE", "2010-H1", "2010-01-01", "2010-06-30"),
    ("the late 1980s", "2011-01-07", "the late 1980s", "DATE", "198", "1980-01-01", "1989-12-31"),
    ("in the 21st century", "2011-01-07", "the 21st century", "DATE", "20", "2000-01-01", "2099-12-31"),
    ("the end of the month", "2011-01-07", "the end of the month", "DATE", "2011-01", "2011-01-01", "2011-01-31"),
    ("earlier this year", "2011-03-07", "earlier this year", "DATE", "2011", "2011-01-01", "2011-03-07"),
    ("later this month", "2011-01-07", "later this month", "DATE", "2011-01", "2011-01-07", "2011-01-31"),
    ("recently", "2011-01-07", "recently", "DATE", "PAST_REF", "", ""),
    ("for years", "2011-01-07", "years", "DURATION", "PXY", "", ""),
    ("24-hour", "2011-01-07", "24-hour", "DURATION", "PT24H", "", ""),
    ("2 1/2 years", "2011-01-07", "2 1/2 years", "DURATION", "P2Y6M", "", ""),
    ("every Monday night", "2011-01-07", "every Monday night", "SET", "XXXX-WXX-1TNI", "", ""),
    ("held annually", "2011-01-07", "annually", "SET", "P1Y", "", ""),
    ("on Thanksgiving Day", "2000-01-07", "Thanksgiving Day", "DATE", "1999-11-25", "1999-11-25", "1999-11-25"),
    ("at 5 p.m. EST Nov. 9", "1989-11-02", "5 p.m. EST Nov. 9", "TIME", "1989-11-09T17:00", "1989-11-09", "1989-11-09"),
    ("12 a.m. today", "2011-01-07", "12 a.m. today", "TIME", "2011-01-07T00:00", "2011-01-07", "2011-01-07"),
    ("between 7 a.m. and 8 p.m. on Tuesday", "2011-01-07", "7 a.m.", "TIME", "2011-01-04T07:00", "2011-01-04", "2011-01-04"),
    ("from 9 a.m.-5 p.m. Monday", "2011-01-07", "9 a.m.", "TIME", "2011-01-03T09:00", "2011-01-03", "2011-01-03"),
    ("left at 7:30 a.m., 8:30 a.m. and noon on Jan. 5, 2010", "2011-01-07", "7:30 a.m.", "TIME", "2010-01-05T07:30", "2010-01-05", "2010-01-05"),
    ("rained from noon EST to 3 p.m. EST yesterday", "2011-01-07", "noon EST", "TIME", "2011-01-06T12:00", "2011-01-06", "2011-01-06"),
    ("began at 9 a.m. and ended at noon", "2011-01-07", "9 a.m.", "TIME", "2011-01-07T09:00", "2011-01-07", "2011-01-07"),
    ("woke at 7 a.m. and on Monday he left", "2011-01-07", "7 a.m.", "TIME", "2011-01-07T07:00", "2011-01-07", "2011-01-07"),
    ("held every day, began at 9 a.m. Friday", "2011-01-07", "9 a.m. Friday", "TIME", "2011-01-07T09:00", "2011-01-07", "2011-01-07"),
    ("gets him past Inauguration Day next year", "2011-05-07", "Inauguration Day next year", "DATE", "2012-01-20", "2012-01-20", "2012-01-20"),
    ("left this past Christmas", "2011-05-07", "past Christmas", "DATE", "2010-12-25", "2010-12-25", "2010-12-25"),
    ("Jan. 7-9, 2011", "2012-01-07", "Jan. 7-9, 2011", "DATE", "2011-01-07/2011-01-09", "2011-01-07", "2011-01-09"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "anchor", "span", "type", "value", "earliest", "latest"),
    EXAMPLES,
    ids=[f"{example[1]}: {example[0]}" for example in EXAMPLES],
)
def test_worked_examples(
    text: str, anchor: str, span: str, type: str, value: str, earliest: str, latest: str
) -> None:
    found = [
        (
            time.text,
            time.type,
            time.value,
            time.earliest.isoformat() if time.earliest else "",
            time.latest.isoformat() if time.latest else "",
        )
        for time in find_expressions(text, anchor or None)
    ]
    assert (span, type, value, earliest, latest) in found


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # What was spoken of before is what "that", "the following", "a year earlier" count from.
        ("It fled in June 1998 and returned later that year.", ["1998-06", "1998"]),
        ("On April 8, 1999, he left. The following day she came.", ["1999-04-08", "1999-04-09"]),
        ("He was made a general in 1995, and the following year left.", ["1995", "1996"]),
        ("In the third quarter it rose from a year earlier.", ["1989-Q3", "1988-Q3"]),
        ("fourth-quarter net; in the year-ago quarter", ["1988-Q4", "1987-Q4"]),
        # Behind its quarter a report goes on to the months up to now, and back again.
        (
            "Second-quarter net rose. For the nine months it fell from a year earlier.",
            ["1989-Q2", "P9M", "1988"],
        ),
        (
            "For the nine months net fell. In the second quarter it fell from a year ago.",
            ["P9M", "1989-Q2", "1988-Q2"],
        ),
    ],
)
def test_an_earlier_time_of_the_text_re_anchors(text: str, values: list[str]) -> None:
    anchor = datetime.date(1989, 9, 30)
    assert [time.value for time in find_expressions(text, anchor)] == values


def test_only_relative_expressions_carry_the_anchor() -> None:
    anchor = datetime.date(2011, 1, 7)
    times = find_expressions("Last year, in 2009 and on Jan. 7, 2011, three days", anchor)
    assert [time.anchor for time in times] == [anchor, None, None, None]


def test_the_seed_of_january_2011_knows_when_ties_were_suspended() -> None:
    text = (SEEDS / "003_1aa9b03e41209577.txt").read_bytes().decode()
    times = {time.text: time.value for time in find_expressions(text, "2011-01-07")}
    assert times["Last year"] == "2010"
    assert times["next week"] == "2011-W02"
    assert "2nd" not in times


@settings(deadline=None)
@given(st.dates(datetime.date(1000, 1, 1), datetime.date(3000, 1, 1)), st.integers(-200, 200))
def test_a_distance_lands_on_days_as_far_away(day: datetime.date, count: int) -> None:
    for unit in ("D", "W", "M", "Q", "Y", "WE"):
        days = days_of(shifted(day, count, unit))
        here = days_of(shifted(day, 0, unit))
        assert days is not None and here is not None
        assert days[0] <= days[1]
        assert (days[0] > here[0]) == (count > 0)
        if unit != "WE":
            assert here[0] <= day <= here[1]


@settings(deadline=None)
@given(st.integers(1, 10**6), st.sampled_from(["D", "W", "M", "Q", "Y", "TH", "TM", "TS"]))
def test_a_duration_counts_its_unit(count: int, unit: str) -> None:
    clock = "T" if len(unit) == 2 else ""
    assert duration(count, unit) == f"P{clock}{count}{unit[-1]}"


@settings(deadline=None)
@given(st.text(alphabet="0123456789-WQHXTSPUFAEMONIV:_", max_size=16))
def test_any_value_covers_days_in_order_or_none(value: str) -> None:
    days = days_of(value)
    assert days is None or days[0] <= days[1]


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("EASTER", 2011, "2011-04-24"),
        ("EASTER-2", 2024, "2024-03-29"),
        ("11-4-3", 1999, "1999-11-25"),
        ("05-L-0", 2024, "2024-05-27"),
        ("11-1T-1", 1998, "1998-11-03"),
        ("12-25", 2010, "2010-12-25"),
    ],
)
def test_holidays(rule: str, year: int, day: str) -> None:
    assert holiday(rule, year).isoformat() == day

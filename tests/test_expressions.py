"""Time expressions: where they are, what is none, and the laws that hold on any text."""

import datetime
import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.contract.article import Span
from qa.dates import scan
from qa.dates.expressions import find_expressions
from qa.dates.lexicon import LEXICON

ANCHOR = datetime.date(2011, 1, 7)
WORDS = [
    *sorted(LEXICON),
    "1998",
    "23",
    "1,200",
    "2.5",
    "2,494.049",
    "2 1/2",
    "'87",
    "1980s",
    "5 p.m.",
    "2011-01-07",
    "11,600",
    "999,999,999,999",
    "٢٠١١",
    "٢٣",
]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.tuples(
            st.sampled_from([*WORDS, "May", "Sun", "said", "will", "old", "İ", "99:99", "Feb. 30"]),
            st.sampled_from([" ", "-", ", ", "\n", "\r\n", ". ", "\u00a0", "/", ""]),
        ).map("".join),
        max_size=15,
    ).map("".join),
)
ANCHORS = st.one_of(
    st.none(),
    st.dates(),
    st.sampled_from(["2024", "2024-02", "2024-02-29", "0001", "9999-12"]),
    st.sampled_from(["0001-01-01", "0001-12-31", "9999-01-01", "9999-12-31"]),
)


@settings(deadline=None, max_examples=400)
@given(TEXTS, ANCHORS)
def test_every_expression_is_a_slice_in_order_with_sound_days(
    text: str, anchor: datetime.date | str | None
) -> None:
    end = 0
    for time in find_expressions(text, anchor):
        assert text[time.span.start : time.span.end] == time.text
        assert time.span.start >= end
        end = time.span.end
        assert time.type in ("DATE", "TIME", "DURATION", "SET")
        assert time.value
        assert (time.earliest is None) == (time.latest is None)
        if time.earliest is not None and time.latest is not None:
            assert time.earliest <= time.latest


@settings(deadline=None, max_examples=200)
@given(TEXTS, st.dates(), st.dates())
def test_where_expressions_stand_does_not_depend_on_the_anchor(
    text: str, anchor: datetime.date, other: datetime.date
) -> None:
    spans = [time.span for time in find_expressions(text, anchor)]
    assert spans == [time.span for time in find_expressions(text, other)]
    assert spans == [time.span for time in find_expressions(text)]


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_without_an_anchor_only_what_needs_none_is_resolved(text: str) -> None:
    for time in find_expressions(text):
        assert time.anchor is None
        if time.earliest is not None:
            with_anchor = find_expressions(text, ANCHOR)
            same = next(other for other in with_anchor if other.span == time.span)
            assert (same.earliest, same.latest) == (time.earliest, time.latest)


@pytest.mark.parametrize(
    ("text", "anchor", "value"),
    [
        ("8,000 years ago", "2011-01-07", "PAST_REF"),
        ("more than 11,600 years ago", "2011-01-07", "PAST_REF"),
        ("less than 4,000 years ago", "2011-01-07", "PAST_REF"),
        ("hundred centuries from now", "2011-01-07", "FUTURE_REF"),
        ("90,000 days later", "9999-12-31", "FUTURE_REF"),
        ("yesterday", "0001-01-01", "PAST_REF"),
        ("tomorrow night", "9999-12-31", "FUTURE_REF"),
        ("noon tomorrow", "9999-12-31", "FUTURE_REF"),
        ("next week", "9999-12-31", "FUTURE_REF"),
        ("the past 9,000 years", "2011-01-07", "P9000Y"),
    ],
)
def test_what_lies_outside_of_the_calendar_is_no_day(text: str, anchor: str, value: str) -> None:
    (time,) = find_expressions(text, anchor)
    assert (time.text, time.value) == (text, value)
    assert (time.earliest, time.latest) == (None, None)


def test_the_first_and_the_last_days_of_the_calendar_are_days() -> None:
    for anchor in (datetime.date.min, datetime.date.max):
        (time,) = find_expressions("today", anchor)
        assert (time.earliest, time.latest) == (anchor, anchor)
        (time,) = find_expressions("this year", anchor)
        assert time.earliest is not None and time.earliest <= anchor


def test_the_clock_is_never_asked() -> None:
    # Another day, as far as the process can tell, makes no difference.
    code = (
        "import datetime\n"
        "class Day(datetime.date):\n"
        "    @classmethod\n"
        "    def today(cls): raise AssertionError('asked for today')\n"
        "datetime.date = Day\n"
        "from qa.dates.expressions import find_expressions\n"
        "text = 'Last year, today, Tuesday and Dec. 21, in March, two weeks ago, the quarter'\n"
        "print([t.value for t in find_expressions(text, '2011-01-07')])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ)
    )
    assert ran.returncode == 0, ran.stderr
    assert "'2010', '2011-01-07', '2011-01-04', '2010-12-21'" in ran.stdout


@pytest.mark.parametrize(
    "text",
    [
        "China may suspend ties and troops may march on the capital",
        "the March on Washington",
        "The secretary will visit the Chinese army's 2nd Artillery Corps in a second",
        "a six-year-old boy, a 52-year-old man, 37 years old and 3 years of age",
        "Smith, 39, won 21-14 and 6-4, 6-3 for $1998 and 1,998 yen",
        "2000 people, 1990 troops, Flight 1987, No. 1999 and Resolution 1973",
        "call 202-555-1987 or +44 20 7946 0958 between stops",
        "  • landscape-tablet-and-medium-wide-browser\n  • above-portrait-tablet\n0 : 0",
        "Sun Microsystems, the Sun, Prime Minister Theresa May said",
        "prices fall further after the fall of Baghdad, spring to life",
        "three quarters of the vote, more than a quarter, a quarter-century",
        "USA Today and the Daily Mail",
        "rose to 10.6 billion and 1.01 mln, 2,494.049 in all",
        "In 42 of 100 cases the ratio was 3/4, 24/7",
        "$500 million a year, four flights a week",
        "grew 8.5% annually and made 10,000 units annually, 3% a year",
        "soon after the vote, as soon as he can, the future of our schools",
        "International Women's Day",
        "the tastes of today's teenagers, today’s global economy",
        "She wants to one day run a bank, as they could one day regret",
        "",
    ],
)
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert [time.text for time in find_expressions(text, ANCHOR)] == []


@pytest.mark.parametrize(
    ("text", "often"),
    [
        ("The show airs weekdays from 6:00AM to 9:00AM EST.", []),
        ("The museum is open daily from 9 a.m. to 5 p.m.", ["daily"]),
        ("It is open from 10 a.m. to 5 p.m. on weekends.", ["weekends"]),
        ("Buses leave at 7:30 a.m., 8:30 a.m. and noon every Monday.", ["every Monday"]),
        ("He called each morning at 6 a.m. sharp.", ["each morning"]),
        ("It runs 8 p.m. to midnight Mondays.", ["Mondays"]),
    ],
)
def test_the_hours_of_many_days_are_of_no_day(text: str, often: list[str]) -> None:
    assert [time.text for time in find_expressions(text, ANCHOR)] == often


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("said late on Tuesday that", ["late on Tuesday"]),
        ("the past couple of months", ["the past couple of months"]),
        ("a three-day visit and the two-week crisis", ["three-day", "two-week"]),
        ("Friday, Oct. 23, 1998, and Oct.\n24", ["Friday, Oct. 23, 1998", "Oct.\n24"]),
        ("at 9 a.m. EST Tuesday", ["9 a.m. EST Tuesday"]),
        ("this year's third quarter", ["this year's third quarter"]),
        ("In May, and on 5 May, and May 5", ["May", "5 May", "May 5"]),
        ("LAST YEAR and NEXT WEEK", ["LAST YEAR", "NEXT WEEK"]),
        ("İn January 2011\u00a0and", ["January 2011"]),
        ("ends on a Monday.\n\nTuesday begins", ["Monday", "Tuesday"]),
        ("today's and yesterday’s", ["today", "yesterday"]),
        ("cut to one day, closed for one day", ["one day", "one day"]),
        ("Friday and Saturday nights, and on Friday", ["Friday", "Saturday nights", "Friday"]),
    ],
)
def test_spans(text: str, expected: list[str]) -> None:
    assert [time.text for time in find_expressions(text, ANCHOR)] == expected


def test_within_limits_the_search_and_keeps_the_offsets() -> None:
    text = "menu: 2009\nLast year in Hawaii\nfooter: 2012"
    story = Span(11, 30)
    (time,) = find_expressions(text, ANCHOR, within=[story])
    assert time.text == "Last year"
    assert text[time.span.start : time.span.end] == "Last year"
    assert find_expressions(text, ANCHOR, within=[]) == []


@pytest.mark.parametrize("anchor", ["", "last year", "2011-13", "2011-02-30"])
def test_an_anchor_that_is_no_date_is_refused(anchor: str) -> None:
    with pytest.raises(ValueError):
        find_expressions("Last year", anchor)


@pytest.mark.parametrize(
    "piece",
    ["the ", "a a ", "1 ", "1,111,", "2 1/2 ", "twenty ", "the past ", "early in the ", "year-"]
    + ["may ", "more than ", "'", "-", " ", "\n", "1998 ", "Jan. ", "5 p.m. ", "week ", "1:1"],
)
def test_hostile_repeats_make_runs_no_longer(piece: str) -> None:
    # A run is bounded in words, so the work a place of the text can cause is bounded too: the
    # longest run of a text twice as long is no longer, and there are at most twice as many.
    def longest_and_count(times: int) -> tuple[int, int]:
        text = piece * times
        found = [len(run.tokens) for run in scan.runs(text, 0, len(text))]
        return max(found, default=0), len(found)

    longest, count = longest_and_count(500)
    longest_twice, count_twice = longest_and_count(1000)
    assert longest_twice <= longest <= 60
    assert count_twice <= 2 * count + 1

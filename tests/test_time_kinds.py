# ruff: noqa: E501  (one case is one line)
"""Kinds of time expressions that were once read wrongly, each by its siblings.

Every case is a text, the day it was written and all that is found in it: each expression with its
value and, where the value does not say them, its first and last day.
"""

import datetime

import pytest

from qa.dates.expressions import find_expressions

# kind -> (anchor, text, "expression = value" or "expression = value first last", in order)
KINDS: dict[str, list[tuple[str, str, list[str]]]] = {
    "a half of a year, no half of a match": [
        ("2011-03-10", "Sales should pick up in the second half.", ["the second half = 2010-H2"]),
        ("2011-03-10", "Growth will resume in the second half.", ["the second half = 2011-H2"]),
        ("2011-08-10", "First-half profit doubled, the brewer said.", ["First-half = 2011-H1"]),
        ("2011-08-10", "In the first half, exports rose by 4%.", ["the first half = 2011-H1"]),
        ("2011-08-10", "He scored twice in the first half and once in the second half.", []),
        ("2011-08-10", "The first half of the book is dull.", []),
        ("2011-08-10", "The coach changed nothing after the first half.", []),
    ],
    "the ordinal counts, not the 'last' of the year": [
        ("1989-10-27", "Net fell from last year's third quarter.", ["last year's third quarter = 1988-Q3"]),
        ("1989-10-27", "It beat last year's first half.", ["last year's first half = 1988-H1"]),
        ("1989-10-27", "against last year's second quarter", ["last year's second quarter = 1988-Q2"]),
        ("2012-02-01", "It was last year's first quarter that hurt.", ["last year's first quarter = 2011-Q1"]),
        ("2012-02-01", "next year's fourth quarter", ["next year's fourth quarter = 2013-Q4"]),
        ("2012-02-01", "the last quarter of 2009", ["the last quarter of 2009 = 2009-Q4"]),
    ],
    "the same time of another year": [
        ("1989-10-27", "Third-quarter net rose from the same period last year.", ["Third-quarter = 1989-Q3", "the same period last year = 1988-Q3"]),
        ("1989-10-27", "In the second quarter it lost more than in the same quarter a year earlier.", ["the second quarter = 1989-Q2", "the same quarter a year earlier = 1988-Q2"]),
        ("1989-10-27", "First-quarter sales beat the comparable period of 1987.", ["First-quarter = 1989-Q1", "the comparable period of 1987 = 1987-Q1"]),
        ("2012-10-05", "In September 40 homes were sold, against 52 in the same month last year.", ["September = 2012-09", "the same month last year = 2011-09"]),
        ("2012-10-05", "Prices rose in June from the same month a year ago.", ["June = 2012-06", "the same month a year ago = 2011-06"]),
        ("2012-10-05", "It rained on May 3, 2012, as on the same day last year.", ["May 3, 2012 = 2012-05-03", "the same day last year = 2011-05-03"]),
        ("1989-10-27", "up from the prior-year quarter", ["the prior-year quarter = 1988"]),
        ("1989-10-27", "Third-quarter net doubled from the prior-year period.", ["Third-quarter = 1989-Q3", "the prior-year period = 1988-Q3"]),
    ],
    "the possessive of a year is no decade": [
        ("1989-10-27", "fiscal 1990's first quarter", ["fiscal 1990's first quarter = 1990-Q1"]),
        ("1995-05-01", "It was 1990's biggest hit.", ["1990 = 1990"]),
        ("1995-05-01", "as large as 1980’s flood", ["1980 = 1980"]),
        ("1995-05-01", "in the 1980's he left", ["the 1980's = 198"]),
        ("1995-05-01", "the early 1970's and late 1960's", ["the early 1970's = 197", "late 1960's = 196"]),
        ("1995-05-01", "since the mid-1950's", ["the mid-1950's = 195"]),
    ],
    "a length up to now, or from now on": [
        ("2011-03-10", "Rents have doubled over the last year.", ["the last year = P1Y 2010-03-10 2011-03-10"]),
        ("2011-03-10", "In the last month three banks failed.", ["the last month = P1M 2011-02-10 2011-03-10"]),
        ("2011-03-10", "It will be done within the next week.", ["the next week = P1W 2011-03-10 2011-03-17"]),
        ("2011-03-10", "He has lived here for the last week.", ["the last week = P1W 2011-03-03 2011-03-10"]),
        ("2011-03-10", "Over the next year it will hire 40.", ["the next year = P1Y 2011-03-10 2012-03-10"]),
        ("2011-03-10", "throughout the last month", ["the last month = P1M 2011-02-10 2011-03-10"]),
        ("2011-03-10", "the past six to eight months", ["the past six to eight months = P6M 2010-09-10 2011-03-10"]),
        ("2011-03-10", "It rained last week.", ["last week = 2011-W09"]),
        ("2011-03-10", "In the latest week sales fell.", ["the latest week = 2011-W09"]),
    ],
    "the last week of something is not last week": [
        ("2011-03-10", "They met in the last week of the campaign.", ["the last week = XXXX-WXX"]),
        ("2011-03-10", "He fell ill in the last year of his life.", ["the last year = XXXX"]),
        ("2011-03-10", "during the last month of the war", ["the last month = XXXX-XX"]),
        ("2011-03-10", "the next week of the trial", ["the next week = XXXX-WXX"]),
        ("2011-03-10", "the last week of August 2010", ["the last week of August 2010 = 2010-08-25/2010-08-31"]),
    ],
    "nothing is counted from what is longer": [
        ("2011-03-10", "In 2008 she ran. The same day her brother left.", ["2008 = 2008", "The same day = XXXX-XX-XX"]),
        ("2011-03-10", "In 2008 she ran. The next day it was over.", ["2008 = 2008", "The next day = XXXX-XX-XX"]),
        ("2011-03-10", "It began in March 2009. Three days later he died.", ["March 2009 = 2009-03", "Three days later = P3D"]),
        ("2011-03-10", "It began in 1994. Two weeks later it spread.", ["1994 = 1994", "Two weeks later = P2W"]),
        ("2011-03-10", "It began in 1994. Two years later it ended.", ["1994 = 1994", "Two years later = 1996"]),
        ("2011-03-10", "It opened on May 3, 2001. The next day it closed.", ["May 3, 2001 = 2001-05-03", "The next day = 2001-05-04"]),
        ("2011-03-10", "In April 2001 he fled. The following month he was caught.", ["April 2001 = 2001-04", "The following month = 2001-05"]),
    ],
    "that spring is the spring of then": [
        ("2016-01-20", "The talks of January 3, 2001 failed. That spring they met again.", ["January 3, 2001 = 2001-01-03", "That spring = 2001-SP"]),
        ("2016-01-20", "She was hired on June 2, 1999. The following August she left.", ["June 2, 1999 = 1999-06-02", "The following August = 1999-08"]),
        ("2016-01-20", "He died on March 3, 1990. The previous October he had sold all.", ["March 3, 1990 = 1990-03-03", "The previous October = 1989-10"]),
        ("2016-01-20", "In May 1985 it closed. That summer it rained.", ["May 1985 = 1985-05", "That summer = 1985-SU"]),
        ("2016-01-20", "The strike of May 5, 1984 was long. The following winter was cold.", ["May 5, 1984 = 1984-05-05", "The following winter = 1984-WI"]),
    ],
    "what was agreed on a day is past on it": [
        ("2011-03-20", "In February the miller agreed to buy two silos.", ["February = 2011-02"]),
        ("2011-03-17", "On Tuesday the board vowed to appeal.", ["Tuesday = 2011-03-15"]),
        ("2011-03-17", "On Monday, the council planned to close the bridge.", ["Monday = 2011-03-14"]),
        ("2011-03-17", "They agreed to meet on Monday.", ["Monday = 2011-03-21"]),
        ("2011-03-17", "On Monday, the National Union of Harbour and Transport Workers of the North will vote.", ["Monday = 2011-03-21"]),
        ("2011-03-17", "On Friday, the association of owners of small boats plans to sue.", ["Friday = 2011-03-18"]),
    ],
    "the month just over": [
        ("1987-03-02", "Inflation is expected to have eased in February.", ["February = 1987-02"]),
        ("2011-06-04", "The index, due out soon, will show a rise for May.", ["soon = FUTURE_REF", "May = 2011-05"]),
        ("2011-10-03", "September figures will be published.", ["September = 2011-09"]),
        ("2011-01-05", "It expects December sales to have risen.", ["December = 2010-12"]),
        ("2011-03-05", "The bridge will open in June.", ["June = 2011-06"]),
        ("2011-03-05", "It will reopen in January.", ["January = 2012-01"]),
    ],
    "the season close ahead": [
        ("2016-06-28", "Her campaign hoped they would be on the ticket in the fall.", ["the fall = 2016-FA"]),
        ("2016-05-24", "He made it harder to unite in the summer.", ["the summer = 2016-SU"]),
        ("2016-02-09", "It dragged both battles well into the spring.", ["the spring = 2016-SP"]),
        ("2016-07-04", "It was announced in July for the fall.", ["July = 2016-07", "the fall = 2016-FA"]),
        ("2016-02-09", "He resigned in the fall.", ["the fall = 2015-FA"]),
        ("2016-10-09", "He resigned in the spring.", ["the spring = 2016-SP"]),
    ],
    "a year-end that is over": [
        ("1987-03-13", "Reserves at year's end stood at 2.5 billion barrels.", ["year's end = 1986-12-31"]),
        ("2011-04-04", "The fund held 40 stocks at year-end, it said.", ["year-end = 2010-12-31"]),
        ("2011-04-04", "Shares are up 4% since year-end.", ["year-end = 2010-12-31"]),
        ("2011-04-04", "Debt fell from year-end.", ["year-end = 2010-12-31"]),
        ("2011-04-04", "It will be ready by year-end.", ["year-end = 2011-12-31"]),
        ("2011-04-04", "The sale is expected to close at year-end.", ["year-end = 2011-12-31"]),
    ],
    "days of history that are named after their weekday": [
        ("1989-10-27", "Since Black Monday fewer people buy stocks.", ["Black Monday = 1987-10-19"]),
        ("2008-10-10", "as on Black Tuesday", ["Black Tuesday = 1929-10-29"]),
        ("2008-10-10", "It was worse than Black Thursday.", ["Black Thursday = 1929-10-24"]),
        ("1997-05-02", "on Black Wednesday the pound fell", ["Black Wednesday = 1992-09-16"]),
        ("1989-10-27", "after Black Monday in October 1987", ["Black Monday = 1987-10-19", "October 1987 = 1987-10"]),
        ("2011-11-20", "Shops open early on Black Friday.", ["Black Friday = 2011-11-25"]),
    ],
    "the weekend of a feast": [
        ("2011-09-07", "over the Labor Day weekend", ["Labor Day weekend = 2011-W35-WE 2011-09-03 2011-09-05"]),
        ("2011-04-27", "during Easter weekend", ["Easter weekend = 2011-W16-WE 2011-04-23 2011-04-24"]),
        ("2011-11-30", "Thanksgiving weekend sales", ["Thanksgiving weekend = 2011-W47-WE 2011-11-24 2011-11-27"]),
        ("2011-05-31", "on Memorial Day weekend", ["Memorial Day weekend = 2011-W21-WE 2011-05-28 2011-05-30"]),
        ("2009-07-06", "the Independence Day weekend", ["Independence Day weekend = 2009-W27-WE 2009-07-04 2009-07-05"]),
    ],
    "an hour of last night": [
        ("2011-03-10", "It broke out at 10:30 p.m. last night.", ["10:30 p.m. last night = 2011-03-09T22:30"]),
        ("2011-03-10", "He called at 9 p.m. last night.", ["9 p.m. last night = 2011-03-09T21:00"]),
        ("2011-03-10", "at 8 a.m. this morning", ["8 a.m. this morning = 2011-03-10T08:00"]),
        ("2011-03-10", "around 11 p.m. last night", ["around 11 p.m. last night = 2011-03-09T23:00"]),
        ("2011-03-10", "at eight o'clock on Tuesday", ["eight o'clock on Tuesday = 2011-03-08T08:00"]),
        ("2011-03-10", "since 7 a.m. this morning", ["7 a.m. this morning = 2011-03-10T07:00"]),
    ],
    "a rate is no length": [
        ("2011-03-10", "She holds three rallies a day.", ["a day = P1D"]),
        ("2011-03-10", "They mine 50,000 ounces a year.", ["a year = P1Y"]),
        ("2011-03-10", "He takes several trips a month.", ["a month = P1M"]),
        ("2011-03-10", "It makes 900 cars a week.", ["a week = P1W"]),
        ("2011-03-10", "He sacked two ministers a week before the vote.", ["a week = P1W"]),
        ("2011-03-10", "for $15-an-hour jobs", []),
    ],
    "days of the month in words": [
        ("1987-03-03", "It will redeem on April eight all its notes.", ["April eight = 1987-04-08"]),
        ("1987-03-03", "payable April nine to holders of record March 20", ["April nine = 1987-04-09", "March 20 = 1987-03-20"]),
        ("1987-03-24", "It was announced on March Five.", ["March Five = 1987-03-05"]),
        ("1987-03-24", "if it is not arranged by April three.", ["April three = 1987-04-03"]),
        ("1987-03-24", "In April two companies will merge.", ["April = 1987-04"]),
        ("1987-03-24", "Since January eight people have died.", ["January = 1987-01"]),
    ],
    "the day that a clause tells": [
        ("1987-03-25", "by April 24, the day Illinois Cooperative will be dissolved", ["April 24 = 1987-04-24", "the day = XXXX-XX-XX"]),
        ("2011-03-10", "since the day Kennedy died", ["the day = XXXX-XX-XX"]),
        ("2011-03-10", "until the day his son returns", ["the day = XXXX-XX-XX"]),
        ("2011-03-10", "the week Lehman collapsed", ["the week = XXXX-WXX"]),
        ("2011-03-10", "the year Elvis was born", ["the year = XXXX"]),
        ("2011-03-10", "It is the third day of the strike.", ["the third day = 2011-03-10"]),
        ("2011-03-10", "Today marks the second day of talks.", ["Today = 2011-03-10", "the second day = 2011-03-10"]),
        ("2011-03-10", "on the first day of school", ["the first day = XXXX-XX-XX"]),
    ],
    "quarters that are lengths": [
        ("2011-03-10", "after a four-quarter slump", ["four-quarter = P4Q"]),
        ("2011-03-10", "a five-quarter streak", ["five-quarter = P5Q"]),
        ("2011-03-10", "eight quarters of the downturn", ["eight quarters = P8Q"]),
        ("2011-03-10", "three quarters of the vote", []),
        ("2011-03-10", "a three-quarter share", []),
        ("2011-03-10", "the quarter-century-old brigade", []),
        ("2011-03-10", "last-quarter losses", ["last-quarter = 2010-Q4"]),
        ("2011-03-10", "the current-quarter forecast", ["the current-quarter = 2011-Q1"]),
    ],
    "another length, and ranges joined by hyphens": [
        ("2011-03-10", "He may stay another year.", ["another year = P1Y"]),
        ("2011-03-10", "It takes another week.", ["another week = P1W"]),
        ("2011-03-10", "for another half hour", ["another half hour = PT30M"]),
        ("2011-03-10", "a two-to-three-year plan", ["two-to-three-year = P2Y"]),
        ("2011-03-10", "a 12-to-18-month term", ["12-to-18-month = P12M"]),
        ("2011-03-10", "a three- to five-day stay", ["three- to five-day = P3D"]),
        ("2011-03-10", "for the last half hour", ["the last half hour = PT30M 2011-03-09 2011-03-10"]),
    ],
    "some past, some future, some present": [
        ("2011-03-10", "These days nobody writes.", ["These days = PRESENT_REF"]),
        ("2011-03-10", "In those days it was cheap.", ["those days = PAST_REF"]),
        ("2011-03-10", "in the recent past", ["the recent past = PAST_REF"]),
        ("2011-03-10", "He called the other day.", ["the other day = PAST_REF"]),
        ("2011-03-10", "It closed long ago.", ["long ago = PAST_REF"]),
        ("2011-03-10", "in the not-too-distant future", ["the not-too-distant future = FUTURE_REF"]),
        ("2011-03-10", "No sale is planned at present.", ["at present = PRESENT_REF"]),
    ],
    "what has no day at all": [
        ("2011-03-10", "One evening in winter he left.", ["winter = 2010-WI"]),
        ("2011-03-10", "They danced all night.", []),
        ("2011-03-10", "She hosts a morning show.", []),
        ("2011-03-10", "He trains the leaders of tomorrow.", []),
        ("2011-03-10", "Her 1987 Chevrolet was found.", []),
        ("2011-03-10", "the temple of 1200 B.C.", []),
        ("2011-03-10", "in the third century B.C.", []),
        ("2011-03-10", "based on Sun Microsystems' chips", []),
        ("2011-03-10", "Their strengths will carry the day.", []),
        ("2011-03-10", "One day last week he called.", ["last week = 2011-W09"]),
    ],
    "as last": [
        ("1989-10-27", "twice as high a dividend this year as last.", ["this year = 1989", "last = 1988"]),
        ("2011-03-10", "More were sold this month than last.", ["this month = 2011-03", "last = 2011-02"]),
        ("2011-03-10", "It is colder this week than last, he said.", ["this week = 2011-W10", "last = 2011-W09"]),
        ("2011-03-10", "fewer this year than last;", ["this year = 2011", "last = 2010"]),
        ("2011-03-10", "It costs more this year than last year.", ["this year = 2011", "last year = 2010"]),
    ],
    "names and things that are called after a time": [
        ("2011-03-10", "They sang Silent Night.", []),
        ("2011-03-10", "She told Good Morning America so.", []),
        ("2011-03-10", "He was the Person of the Year.", []),
        ("2011-03-10", "It won Song of the Year and Play of the Day.", []),
        ("2011-12-10", "They lit the Christmas tree and sold Easter eggs.", []),
        ("2011-12-10", "They meet at Christmas.", ["Christmas = 2011-12-25"]),
        ("2011-03-10", "It begins around the 2:05 mark.", []),
        ("2011-03-10", "The plan was disliked in some quarters.", []),
        ("2011-03-10", "Night fell.", ["Night = 2011-03-10TNI"]),
    ],
    "the same day as something": [
        ("2016-02-02", "On the same day he won the caucus, he was sued.", ["the same day = XXXX-XX-XX"]),
        ("2011-03-10", "It closed the same week the bank failed.", ["the same week = XXXX-WXX"]),
        ("2011-03-10", "the same year Elvis was born", ["the same year = XXXX"]),
        ("2011-03-10", "She left the same month her son came.", ["the same month = XXXX-XX"]),
        ("2011-03-10", "He was elected in 2004, the same year Ayotte was.", ["2004 = 2004", "the same year = 2004"]),
    ],
    "a recent afternoon": [
        ("2011-03-10", "On a recent afternoon he sat there.", ["recent afternoon = PAST_REF"]),
        ("2011-03-10", "on a recent day", ["recent day = PAST_REF"]),
        ("2011-03-10", "on a recent weekend", ["recent weekend = PAST_REF"]),
        ("2011-03-10", "one recent morning", ["recent morning = PAST_REF"]),
        ("2011-03-10", "In a recent week it sold 40.", ["recent week = PAST_REF"]),
        ("2011-03-10", "in the most recent week", ["the most recent week = 2011-W09"]),
    ],
    "due to a cause, or to happen; what may come": [
        ("1987-03-20", "Income was lower than expected due to snow in January.", ["January = 1987-01"]),
        ("2011-03-20", "Flights were cancelled due to fog on Tuesday.", ["Tuesday = 2011-03-15"]),
        ("2011-03-17", "He is due to testify on Tuesday.", ["Tuesday = 2011-03-22"]),
        ("2011-03-17", "The loan is due in January.", ["January = 2012-01"]),
        ("2015-11-20", "That could help him through the primaries in February.", ["February = 2016-02"]),
        ("2011-03-17", "The court might rule on Monday.", ["Monday = 2011-03-21"]),
        ("2011-03-17", "The owner could not be reached on Monday.", ["Monday = 2011-03-14"]),
        ("2011-03-17", "Nobody could be found Monday.", ["Monday = 2011-03-14"]),
        ("2016-01-19", "He is upbeat about chances of winning in November.", ["November = 2016-11"]),
    ],
    "quarters by their months": [
        ("1987-03-16", "It will bottom out in the current January-March quarter.", ["the current January-March quarter = 1987-Q1"]),
        ("2011-05-02", "Output rose in the January-March quarter.", ["the January-March quarter = 2011-Q1"]),
        ("2011-01-10", "Profit fell in the October-December period.", ["the October-December period = 2010-Q4"]),
        ("2011-10-10", "the July-September quarter of 2009", ["the July-September quarter of 2009 = 2009-Q3"]),
        ("2011-01-10", "in the November-January period", ["the November-January period = 2010-11/2011-01 2010-11-01 2011-01-31"]),
        ("2011-06-10", "the March-May period", ["the March-May period = 2011-03/2011-05 2011-03-01 2011-05-31"]),
    ],
}  # fmt: skip
CASES = [(kind, *case) for kind, cases in KINDS.items() for case in cases]


@pytest.mark.parametrize(
    ("kind", "anchor", "text", "expected"), CASES, ids=[f"{case[0]}: {case[2]}" for case in CASES]
)
def test_siblings_of_a_kind_are_read_alike(
    kind: str, anchor: str, text: str, expected: list[str]
) -> None:
    found = find_expressions(text, datetime.date.fromisoformat(anchor))
    said = [
        f"{time.text} = {time.value}"
        + (f" {time.earliest} {time.latest}" if gold.count(" = ") and _has_days(gold) else "")
        for time, gold in zip(found, [*expected, *[""] * len(found)], strict=False)
    ]
    assert said == expected


def _has_days(gold: str) -> bool:
    return len(gold.split(" = ")[1].split()) == 3


def test_every_kind_has_at_least_five_siblings() -> None:
    assert [kind for kind, cases in KINDS.items() if len(cases) < 5] == []

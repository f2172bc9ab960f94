"""Dates in the figures of other scripts, or of double width, are read as those in 0 to 9."""

import datetime
from collections.abc import Callable

import pytest
from dateline_cases import DATE_LINES, DATED, NOTICES, STORY, UNDATED

from qa.dates.expressions import find_expressions
from qa.dates.field_dates import date_in_figures, field_date
from qa.dates.publication import find_published, is_date_line
from qa.dates.question import time_scope
from qa.ingest.articles import article_from_text
from qa.ingest.dateline import find_dateline
from qa.ingest.metadata import stated
from qa.text.folding import comparable

ZEROS = {"full-width": "０", "Arabic": "٠", "Persian": "۰", "Devanagari": "०", "Bengali": "০"}
WIDE = {ord(" ") + 0: "\u3000"} | {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
ANCHOR = datetime.date(2011, 1, 7)

Write = Callable[[str], str]


@pytest.fixture(params=[*ZEROS, "all full-width"])
def write(request: pytest.FixtureRequest) -> Write:
    """Writes a text with other figures, each in the place of one of ours."""
    if request.param == "all full-width":
        return lambda text: text.translate(WIDE)
    zero = ord(ZEROS[request.param])
    return lambda text: text.translate({ord("0") + n: chr(zero + n) for n in range(10)})


TIMES = """
The treaty of 2010 was signed on 7 January 2011, and again on Jan. 8, 2011.
Talks went on from 2009 to 2011, since 1990, in the 1980s and until the '90s were over.
It opened on 2011-01-07 and closed on 25/04/2011; 03/04/2011 was a Sunday. Due 7.1.2011.
He left at 9:15 a.m. on the 3rd, 12 days ago, after 1,200 days and 2 1/2 years.
At 1530 GMT she came.
In Q3 2010 and 3Q sales rose 20% to 2011 crowns, in 2010/11 and in 2010-11; page 1998, $2010.
Between March 3 and 5, 2011, and in the 24-hour strike of May 1968 nobody worked for 3 weeks.
"""
QUESTIONS = [
    "Who resigned in 2010?", "What happened on 7 January 2011?", "Who led the party since 1990?",
    "What was built between 2009 and 2011?", "Who left before 3 May 2010?", "Who won in the 1980s?",
    "Who came on 2011-01-07?", "What closed from March to June 2011?", "Who fell 12 days ago?",
    "Who met on 25/04/2011?",
]  # fmt: skip


def test_times(write: Write) -> None:
    text = write(TIMES)
    found = find_expressions(text, ANCHOR)
    assert all(time.text == time.span.of(text) for time in found)
    ours = find_expressions(TIMES, ANCHOR)
    assert len(ours) > 20
    assert [(time.span, time.value, time.earliest, time.anchor) for time in found] == [
        (time.span, time.value, time.earliest, time.anchor) for time in ours
    ]


@pytest.mark.parametrize("question", QUESTIONS)
def test_scope_of_a_question(write: Write, question: str) -> None:
    found, ours = time_scope(write(question), ANCHOR), time_scope(question, ANCHOR)
    assert found and ours
    assert (found.spans, found.relation) == (ours.spans, ours.relation)
    assert (found.earliest, found.latest) == (ours.earliest, ours.latest)


@pytest.mark.parametrize(
    "text",
    [f"Headline of it\n\n{opening}{STORY}" for opening, _ in DATED]
    + [f"Headline of it\n\n{opening}{STORY}" for opening in UNDATED]
    + [f"Headline of it\n\n{line}\n\n{STORY}" for line, _ in DATE_LINES]
    + [f"Headline of it\n\n{form.format(story=STORY)}" for form, _ in NOTICES],
)
def test_publication(write: Write, text: str) -> None:
    found, ours = find_published(write(text)), find_published(text)
    assert found == ours
    if ours and ours.evidence:
        article = article_from_text(write(text), "a.txt")
        assert article.published == article_from_text(text, "a.txt").published
    for line in text.splitlines():
        assert is_date_line(write(line)) == is_date_line(line)
        assert find_dateline(write(line)) == find_dateline(line)


@pytest.mark.parametrize(
    "raw",
    ["2011-01-07", "20110107", "7 January 2011", "January 7, 2011, Friday", "2011/1/7",
     "03/04/2011", "25/04/2011", "1294358400", "2011-01", "2011", "Fri, 07 Jan 2011 10:00:00 GMT",
     "2011年1月7日"],
)  # fmt: skip
def test_fields(write: Write, raw: str) -> None:
    assert field_date(write(raw)) == field_date(raw) is not None
    assert date_in_figures(write(raw)) == date_in_figures(raw)


def test_what_a_program_states(write: Write) -> None:
    for day in ("2011-01-07", "2011-01", "2011"):
        assert stated({"published": write(day)}, "a").published == day


def test_numbers_are_compared_alike(write: Write) -> None:
    assert comparable(write("1,200 men and 1.5 million")) == "1200 men and 1500000"

# ruff: noqa: E501  (one example is one line)
"""The time scope of a question, whether it asks for a time, and the event it names."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.dates.question import (
    asks_for_time,
    event_relation,
    named_event,
    time_scope,
    without_time,
)

DAY = datetime.date
AS_OF = datetime.date(2011, 1, 15)  # a Saturday
SCOPES = [
    ("Why did China suspend ties in 2010?", "in 2010", "in", "2010-01-01", "2010-12-31"),
    ("What was said on Jan. 7, 2011?", "on Jan. 7, 2011", "in", "2011-01-07", "2011-01-07"),
    ("Did it happen in may 2011?", "in may 2011", "in", "2011-05-01", "2011-05-31"),
    ("Who led in the 1990s?", "in the 1990s", "in", "1990-01-01", "1999-12-31"),
    ("What fell in the third quarter of 1987?", "in the third quarter of 1987", "in", "1987-07-01", "1987-09-30"),
    ("What happened before 2010?", "before 2010", "before", "", "2009-12-31"),
    ("What happened before the 2012 visit?", "before the 2012", "before", "", "2012-12-31"),
    ("What happened until 2011?", "until 2011", "before", "", "2011-12-31"),
    ("What happened after August 2022?", "after August 2022", "after", "2022-09-01", ""),
    ("What has changed since 2010?", "since 2010", "since", "2010-01-01", ""),
    ("What happened between 2010 and 2012?", "between 2010 and 2012", "between", "2010-01-01", "2012-12-31"),
    ("What happened from March to June 2011?", "from March to June 2011", "between", "2011-03-01", "2011-06-30"),
    ("What happened from November to February 2011?", "from November to February 2011", "between", "2010-11-01", "2011-02-28"),
    ("Which talks were held 2010-2012?", "2010-2012", "between", "2010-01-01", "2012-12-31"),
    ("What was sold two weeks before Easter 2016?", "two weeks before Easter 2016", "in", "2016-03-13", "2016-03-13"),
    ("Who spoke on the first Monday of May 2016?", "on the first Monday of May 2016", "in", "2016-05-02", "2016-05-02"),
    ("What happened before the first Monday of May 2016?", "before the first Monday of May 2016", "before", "", "2016-05-01"),
    ("Who met from 3 to 5 May 2016?", "from 3 to 5 May 2016", "between", "2016-05-03", "2016-05-05"),
    ("What was lost between 3 and 5 May 2016?", "between 3 and 5 May 2016", "between", "2016-05-03", "2016-05-05"),
    ("Who met since 3-5 May 2016?", "since 3-5 May 2016", "since", "2016-05-03", ""),
    ("Was it in 2010 or in 2012?", "in 2010, in 2012", "in", "2010-01-01", "2012-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "words", "relation", "earliest", "latest"), SCOPES)
def test_scopes(question: str, words: str, relation: str, earliest: str, latest: str) -> None:
    scope = time_scope(question)
    assert scope is not None
    found = (scope.words, scope.relation, str(scope.earliest or ""), str(scope.latest or ""))
    assert found == (words, relation, earliest, latest)


@pytest.mark.parametrize(
    ("question", "earliest", "latest"),
    [
        ("What happened last month?", "2010-12-01", "2010-12-31"),
        ("What did he say on Tuesday?", "2011-01-11", "2011-01-11"),
        ("What has happened in the past two years?", "2009-01-15", "2011-01-15"),
        ("What happened two years ago?", "2009-01-01", "2009-12-31"),
        ("What happened between Monday and Wednesday?", "2011-01-10", "2011-01-12"),
    ],
)
def test_relative_times_count_from_as_of_and_from_nothing_else(
    question: str, earliest: str, latest: str
) -> None:
    scope = time_scope(question, AS_OF)
    assert scope is not None
    assert (str(scope.earliest), str(scope.latest)) == (earliest, latest)
    unanchored = time_scope(question)
    assert unanchored is not None
    assert (unanchored.earliest, unanchored.latest) == (None, None)
    assert "unknown without a day" in unanchored.words


@pytest.mark.parametrize(
    "question",
    [
        "Why did China suspend ties?",
        "What happened recently?",
        "How many of the 2000 people may march for three days?",
        "Who is Theresa May?",
        "",
    ],
)
def test_no_time_no_scope(question: str) -> None:
    assert time_scope(question, AS_OF) is None
    assert without_time(question, None) == question


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Why did China suspend ties in 2010?", "Why did China suspend ties?"),
        ("Before 2012, who was secretary?", "who was secretary?"),
        ("What happened before the 2012 visit?", "What happened before the visit?"),
        ("What is planned for the spring?", "What is planned for the spring?"),
        ("What is planned for the spring of 2012?", "What is planned?"),
    ],
)
def test_the_question_without_its_time(question: str, topic: str) -> None:
    assert without_time(question, time_scope(question)) == topic


@pytest.mark.parametrize(
    "question",
    [
        "When did Panetta urge China to expand military relations?",
        "In what year did China suspend military contacts?",
        "And when were they restored?",
        "How long ago was the visit?",
        "On which day did they meet?",
        "What date was set?",
        "What was the date of the call?",
        "Since when have they talked?",
        "China suspended ties, when did it restore them?",
    ],
)
def test_questions_for_a_time(question: str) -> None:
    assert asks_for_time(question)


@pytest.mark.parametrize(
    "question",
    [
        "What happened when Pelosi visited?",
        "Why did China suspend ties in 2010?",
        "How long did the visit last?",
        "Who visited?",
        "",
    ],
)
def test_questions_for_something_else(question: str) -> None:
    assert not asks_for_time(question)


@pytest.mark.parametrize(
    ("question", "event", "relation"),
    [
        ("What did China do after Pelosi's visit to Taiwan?", "Pelosi's visit to Taiwan", "after"),
        ("During the Asian crisis what did Thailand do?", "the Asian crisis", "in"),
        ("Who has led since the war?", "the war", "since"),
        ("What was said prior to the talks in Beijing?", "the talks", "before"),
    ],
)
def test_named_events(question: str, event: str, relation: str) -> None:
    span = named_event(question)
    assert span is not None
    assert span.of(question) == event
    assert event_relation(question, span) == relation


@pytest.mark.parametrize(
    "question", ["What happened before 2010?", "What happened after the 2012 visit?", "Who? ", ""]
)
def test_no_named_event(question: str) -> None:
    assert named_event(question) is None


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "What who did in on before after since between and from to the visit 2010 2012 Jan. 7 "
            "March 2011, ? last month Tuesday past two years ago 1990s until during - x 11,600 \n \u00a0 İ".split(
                " "
            )
        ),
        max_size=14,
    ).map(" ".join),
    st.one_of(st.none(), st.dates(), st.sampled_from([DAY.min, DAY.max])),
)
def test_any_question_has_a_sound_scope_or_none(question: str, as_of: datetime.date | None) -> None:
    scope = time_scope(question, as_of)
    asks_for_time(question)
    event = named_event(question)
    assert event is None or event.of(question).strip()
    if scope is not None:
        assert scope.spans and scope.words
        assert all(span.end <= len(question) for span in scope.spans)
        if scope.earliest is not None and scope.latest is not None:
            assert scope.earliest <= scope.latest
        for span in scope.spans:
            assert span.of(question).strip()
        resolved = scope.earliest is not None or scope.latest is not None
        topic = without_time(question, scope)
        assert len(topic) < len(question) if resolved else topic == question

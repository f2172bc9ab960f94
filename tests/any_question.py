"""Any question, any settings, any collection of three articles: what to draw, and what must hold.

``test_any_question.py`` draws a few; ``python tests/any_question.py 20000`` that many questions.
"""

import datetime
import json
import math
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx2
from fakes import ALWAYS, SomeWordsReader
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rich.console import Console
from small_assistant import small_assistant

from qa.answer.counting import REASON as UNCOUNTED
from qa.assistant import Assistant
from qa.client import Client
from qa.contract.answer import Answer, Citation, Turn
from qa.contract.article import Article
from qa.contract.request import SETTINGS
from qa.errors import ArticleError, QAError, QuestionError
from qa.ingest.articles import article_from_text
from qa.terminal.rendering import answer_lines
from qa.terminal.tables import timeline_table
from web.app import create_app

# Times that are easy, hard, or in no calendar.
TIMES = """
2010|in 2010|last year|next week|yesterday|11,600 years ago|8,000 years ago|3 billion years ago
9999 years from now|99999999999999999999 days ago|in the year 0|in the year 0000|in 9999
in the year 99999|since 1066|before 1 AD|in 400 BC|on 31 February 2011|Feb. 29, 1900|Jan. 7, 2011
2011-13-45|0001-01-01|9999-12-31|on Tuesday|in January|the past couple of months|by the end of 9999
the first half of 0001|in the 1990s|in the 9990s|the 20th century|the 100th century|at 25:61
between 2012 and 2010|after 9999-12-31|before 0001-01-01|in spring|a decade ago|two centuries ago
half a million years earlier|1/2/03|31.12.9999|during the 99th quarter|the last 999999999 hours
on the eve of the vote|before the ice sheet melted|after the visit|until then|tomorrow|this month
""".replace("\n", "|")
# What breaks readers of text, in any order.
STRANGE = [
    "\u202eleft to right\u202c",
    "שלום עולם",
    "مرحبا 2010",
    "٢٠١١",
    "²⁰¹⁰",
    "𝟚𝟘𝟙𝟙",
    "\x00",
    "\x1b[31m",
    "\r\n",
    "\u2028",
    "\ufeff",
    "\u200d",
    "🙂👩‍👩‍👧",
    "e\u0301",
    "İI",
    "ß",
    "ﬁ",
    '"',
    "NEAR(",
    "* OR",
    "' OR 1=1 --",
    "%s{0}{{7*7}}",
    "<b>",
    "--",
    "…",
    "?",
    "$1,000,000,000,000",
    "1e999",
    "-0",
    "9" * 60,
    "½",
    "Ⅻ",
    "中国暂停了联系。",
    "x" * 300,
]
WORDS = """
the a of and not no who what when where why how many much did was is were does before after since
with without Gates Beijing China Senate Judge Pinto president secretary deputy former talks visit
bridge harbour fined euros doors club bar ice sheet mammoths valley percent turnout round company
affected Dr. Mr. U.S. U.N. Reuters Monday May March said told reporters according reported "closed"
“suspended” resigned percent million two three hundred first second her his she he they it
""".split()
STORIES = [
    "LONDON, Jan. 7, 2011 - Last year China suspended its ties with the United States.",
    "The ice sheet melted 11,600 years ago.",
    "Mammoths lived in the valley before the ice sheet melted.",
    "“We closed the harbour bridge on Tuesday,” Judge Pinto said.",
    "Gates turned down a proposed trip to Beijing in June.",
    "She was fined 500 euros.",
    "Turnout was 48.9 percent, down from 55.2 percent in the first round.",
    "The club has a bar and two doors.",
    "Published 31 December 9999",
    "By A. Writer",
    "CORRECTION: An earlier version said he resigned in 2010; it was 2009.",
]

space = st.sampled_from([" ", " ", " ", ". ", ", ", "\n", "\n\n", "? ", "", "\u00a0"])
piece = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS),
    st.sampled_from([time for time in TIMES.split("|") if time]),
    st.sampled_from(STRANGE),
    st.integers().map(str),
    st.text(max_size=8),
)
words = st.lists(st.tuples(piece, space).map("".join), min_size=1, max_size=12).map("".join)
questions: st.SearchStrategy[Any] = st.one_of(
    words.map("Who ".__add__),
    words,
    words.map(lambda some: f"When did {some}?"),
    words.map(lambda some: f"What happened {some}?"),
    st.sampled_from(STORIES),
    st.text(st.characters(), max_size=60),
    st.sampled_from([None, 7, b"who", "", " ", "x" * 1001, "y " * 500, "? " * 400]),
)
days = (
    st.sampled_from(
        [
            "0001-01-01",
            "9999-12-31",
            "2011-01-07",
            "2010-12-31",
            datetime.date.min,
            datetime.date.max,
        ]
    )
    | st.dates()
)
published = st.sampled_from(
    [None, None, "0001", "0001-01-01", "9999", "9999-12-31", "2011-01-07", "2010-02", "1066"]
)
texts = st.lists(
    st.tuples(st.sampled_from(STORIES) | words, space).map("".join), min_size=1, max_size=8
).map("".join)
turns = st.tuples(words | st.just(""), words | st.just(""))
rubbish: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(), max_size=9),
    st.datetimes(),
    st.lists(st.none() | st.text(max_size=3), max_size=2),
)
SOURCES = ["one.txt", "two.txt", "three \u202e.txt"]
right: dict[str, st.SearchStrategy[Any]] = {
    "history": st.lists(
        turns
        | turns.map(lambda pair: Turn(*pair))
        | turns.map(lambda pair: {"question": pair[0], "answer": pair[1]}),
        max_size=3,
    ),
    "standalone": st.booleans(),
    "as_typed": st.booleans(),
    "context": st.none() | st.lists(st.text(min_size=1, max_size=9).filter(str.strip), max_size=3),
    "as_of": days,
    "published_from": st.sampled_from(["0001-01-01", "2009-05-01"]) | days,
    "published_to": st.sampled_from(["9999-12-31", "2012-05-01"]) | days,
    "sources": st.lists(st.sampled_from([*SOURCES[:1] * 3, *SOURCES, "nobody.txt"]), max_size=2),
    "max_citations": st.integers(1, 10),
    "explain": st.booleans(),
}
wrong = st.dictionaries(
    st.sampled_from(SETTINGS)
    | st.sampled_from(SETTINGS)
    | st.text(max_size=5).filter(lambda name: name != "self"),
    rubbish,
    max_size=3,
)
usable = st.fixed_dictionaries({}, optional=right)
any_settings = st.one_of(usable, usable, usable, wrong)


@dataclass(frozen=True, slots=True)
class Case:
    """A collection, how sure an answer has to be, and what is asked of it."""

    articles: Sequence[tuple[str, str | None]]
    threshold: float
    asked: Sequence[tuple[Any, dict[str, Any]]]


TEMPLATES = [
    "{}",
    "{}?",
    "What lived there before {}?",
    "Who resigned after {}?",
    "What has happened since {}?",
    "What was said during {}?",
    "When did {}?",
    "Why was {}?",
    "How many {}?",
    "Who said “{}”?",
    "And when did he {}?",
    "What about {}?",
    "Why did they?",
    "How much was it in {}?",
    "Was {} in 2010?",
]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a case; half of its questions are put in words of its articles."""
    articles = draw(st.lists(st.tuples(texts, published), min_size=3, max_size=3))
    asked = []
    for _ in range(draw(st.integers(1, 5))):
        question = draw(questions)
        if draw(st.booleans()):
            said = draw(st.sampled_from(articles))[0].split() or [""]
            first = draw(st.integers(0, len(said) - 1))
            part = " ".join(said[first : first + draw(st.integers(1, 6))])
            question = draw(st.sampled_from(TEMPLATES)).format(part.rstrip(".?,"))
        asked.append((question, draw(any_settings)))
    return Case(articles, draw(st.sampled_from([0.0, 0.5, 2.0])), asked)


def check_case(case: Case) -> int:
    """Ask all of a case, in this process and over HTTP; return how many questions that were.

    :raises Exception: what ``ask`` may not raise, or AssertionError where an answer is wrong.
    """
    articles = []
    for (text, published), source in zip(case.articles, SOURCES, strict=True):
        try:
            articles.append(article_from_text(text, source, published=published))
        except ArticleError:
            continue  # refused as a whole: not in the collection
    calibration = replace(ALWAYS, threshold=case.threshold)
    with (
        tempfile.TemporaryDirectory() as folder,
        small_assistant(
            Path(folder, "index"), articles, reader=SomeWordsReader(), calibration=calibration
        ) as assistant,
    ):
        held = {article.id: article for article in assistant.articles()}
        transport = httpx2.WSGITransport(create_app(assistant))
        with Client("http://localhost", transport=transport) as client:
            for question, given_settings in case.asked:
                outcome = outcome_of(assistant, question, given_settings)
                assert outcome_of(client, question, given_settings) == outcome
                if isinstance(outcome, Answer):
                    check_answer(outcome, held, question, given_settings)
                check_timeline(assistant, question)
    return len(case.asked)


def outcome_of(
    asked: Assistant | Client, question: Any, given_settings: dict[str, Any]
) -> Answer | str:
    """Ask; return the Answer without the time it took, or what the QuestionError says."""
    try:
        return replace(asked.ask(question, **given_settings), elapsed_ms=0.0)
    except QuestionError as error:
        str(error).encode("utf-8")
        assert str(error)
        return str(error)


def check_answer(
    answer: Answer, held: dict[str, Article], question: str, given_settings: dict[str, Any]
) -> None:
    """Hold an Answer to the contract."""
    values = json.loads(json.dumps(answer.to_dict(), allow_nan=False))
    assert Answer.from_dict(values) == answer
    assert answer.question == question
    assert answer.answered == bool(answer.citations) == (answer.abstention is None)
    assert answer.text == (answer.citations[0].answer.text if answer.citations else "")
    assert 0.0 <= answer.confidence <= 1.0 and math.isfinite(answer.confidence)
    nearest = answer.abstention.nearest if answer.abstention else ()
    beside = [citation for part in answer.parts for citation in part.also]
    first = len(answer.citations) + 1
    assert [each.number for each in beside] == list(range(first, first + len(beside)))
    for citation in (*answer.citations, *nearest, *beside):
        check_citation(held[citation.article.id].text, citation)
    # the parts of a list, a brief or a comparison are the answer, quotes to count are all wanted
    if not answer.parts and not (answer.abstention and answer.abstention.reason == UNCOUNTED):
        assert len(answer.citations) + len(nearest) <= given_settings.get("max_citations", 3)
    assert not answer.parts or answer.citations == tuple(each.citation for each in answer.parts)
    if answer.answered and answer.explanation:
        check_ledger(answer)
    console = Console(file=sys.__stdout__, quiet=True)
    for line in answer_lines(answer):
        console.print(line)


def check_ledger(answer: Answer) -> None:
    """Hold the first ledger to the answer: that of its words, or of what they stand in."""
    assert answer.explanation
    first, given = answer.explanation[0], answer.citations[0]
    assert first.article_id == given.article.id
    assert first.text in given.answer.text or given.answer.text in first.text


def check_citation(text: str, citation: Citation) -> None:
    """Hold a citation to the text of its article."""
    quote, answer = citation.quote, citation.answer
    assert text[quote.start : quote.end] == quote.text
    assert text[answer.start : answer.end] == answer.text
    assert quote.start <= answer.start < answer.end <= quote.end
    for date in citation.dates:
        assert text[date.start : date.end] == date.text
        check_days(date.earliest, date.latest)


def check_days(earliest: str | None, latest: str | None) -> None:
    """Hold an interval to the calendar."""
    first = datetime.date.fromisoformat(earliest) if earliest else datetime.date.min
    last = datetime.date.fromisoformat(latest) if latest else datetime.date.max
    assert first <= last


def check_timeline(assistant: Assistant, topic: Any) -> None:
    """Ask for a timeline on the same words."""
    try:
        timeline = assistant.timeline(topic, most=5)
    except QAError:
        return
    for entry in timeline.entries:
        check_days(entry.date.earliest, entry.date.latest)
    Console(file=sys.__stdout__, quiet=True).print(timeline_table(timeline))


def main(wanted: int) -> None:
    """Ask that many questions, and fail with the smallest cases that go wrong."""
    asked = 0

    @settings(
        max_examples=max(1, wanted // 3),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(cases())
    def run(case: Case) -> None:
        nonlocal asked
        asked += check_case(case)

    run()
    sys.stdout.write(f"{asked:,} questions asked: each an Answer or a QuestionError\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))

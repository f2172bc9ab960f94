"""What a brief is made of: passages about a topic, or of a time, or of the newest articles."""

import datetime
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import takewhile

from qa.contract.candidates import Hit
from qa.dates.partial import interval
from qa.dates.question import time_scope
from qa.dates.timex import add_months
from qa.index.view import View
from qa.question.form import subject
from qa.question.question import is_resolved, parse_question
from qa.retrieve.period import retrieve_period
from qa.retrieve.retriever import Retrieved, retrieve_in_time
from qa.text.months import MONTH

PASSAGES_OF_BRIEF = 16
"""Passages whose sentences a brief is chosen from: of several articles, and of several days."""

NEWEST = 8
"""Articles of which the openings are told where nothing is asked for; some may be copies."""

MOST_YEARS = 10
"""Years that are looked through for a month that was named without one."""

_OF_A_CALENDAR = re.compile(rf"\b{MONTH}", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:last|next|this|past|coming)\b", re.IGNORECASE)


def retrieve_topic(
    view: View,
    topic: str,
    as_of: datetime.date | None = None,
    among: Collection[int] | None = None,
) -> Retrieved:
    """Return what is about a topic, or of its time where it names nothing else.

    Of an empty topic that is how the newest articles begin, the newest first.
    ``as_of`` is the day that a time without a year is counted from.
    """
    question = parse_question(topic, as_of)
    about = subject(topic)
    question = replace(question, wording=about)
    if about:
        return retrieve_in_time(view, question, PASSAGES_OF_BRIEF, among)
    if question.scope is None:
        if topic.strip():  # "Tell me about it"
            return Retrieved(question, ())
        newest = view.passages(view.newest(NEWEST, among))
        return Retrieved(question, tuple(Hit(passage, 0.0, 0.0, 0.0) for passage in newest))
    hits = retrieve_period(view, question.scope, PASSAGES_OF_BRIEF, among)
    return Retrieved(question, tuple(hits))


def retrieve_of_years(
    view: View,
    topic: str,
    as_of: datetime.date | None = None,
    among: Collection[int] | None = None,
) -> Iterator[Retrieved]:
    """Yield what is about a topic; where it names a month without a year, first of each year.

    "In August" and "on September 11" are of the newest year first that the collection covers,
    counted back from its last day; "last week" stays unknown, for only the person knows the day.
    """
    last = view.covered()[1] if as_of is None and _lacks_its_year(topic) else None
    if last is not None:
        newest = interval(last)[1]
        years = (add_months(newest, -12 * year) for year in range(MOST_YEARS))
        for day in takewhile(bool, years):
            yield retrieve_topic(view, topic, day, among)
    yield retrieve_topic(view, topic, as_of, among)


def _lacks_its_year(topic: str) -> bool:
    scope = time_scope(topic)
    if scope is None or is_resolved(scope):
        return False
    return _OF_A_CALENDAR.search(topic) is not None and _COUNTED.search(topic) is None

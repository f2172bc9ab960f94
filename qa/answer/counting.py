"""How many times something happened: not counted here, but shown with what tells of it."""

import re
from dataclasses import replace

from qa.answer.abstention import reason
from qa.answer.citations import citation
from qa.answer.copies import is_copy
from qa.contract.answer import Abstention, Answer, Citation
from qa.index.view import View
from qa.read.confidence import Judgement
from qa.text.numbers import CARDINALS
from qa.text.words import coverage, question_stems, stems

MOST = 6
"""Quotes to count; more are better asked for as a timeline."""

TELLS = 0.5
"""A sentence tells of what is to be counted from this share of the question's words on."""

_COUNTING = question_stems("how many times often")

_TIMES = re.compile(
    rf"\b(?:(?:\d[\d,.]*|{'|'.join(CARDINALS)})\s+(?:\w+\s+)?times)\b",
    re.IGNORECASE,
)

REASON = (
    "How many times something happened is not counted here, for several reports may tell of one "
    "event. What tells of it stands below, in order of time, for you to count."
)


def uncounted(view: View, answer: Answer, judgement: Judgement, left: int | None) -> Answer:
    """Return a refusal to count, with the quotes that tell of it, the dated first, in their order.

    Where the answer is the number itself, as a report states it ("43 times"), it is given. Where no
    quote tells of what is to be counted, what was near is shown as no more than that. ``left`` is
    how many articles the filters left, None without a filter.
    """
    if answer.answered and _states(answer.citations[0]):
        return answer
    wanted = question_stems(judgement.retrieved.question.wording) - _COUNTING
    quotes: list[Citation] = []
    for each in judgement.judged:
        if len(quotes) == MOST:
            break
        said = coverage(wanted, stems(each.candidate.sentence))
        shown = [quote.quote.text for quote in quotes]
        if said >= TELLS and not is_copy(each.candidate.sentence, shown):
            quotes.append(citation(view, len(quotes) + 1, each.candidate, each.confidence))
    quotes.sort(key=_when)
    counted = tuple(replace(quote, number=place) for place, quote in enumerate(quotes, start=1))
    near = answer.abstention.nearest if answer.abstention else answer.citations
    return replace(
        answer,
        answered=False,
        text="",
        date=None,
        citations=(),
        agreement=(),
        abstention=Abstention(REASON, counted)
        if counted
        else Abstention(reason(view, judgement.retrieved, left, possible=False), near),
    )


def _states(cited: Citation) -> bool:
    """Tell whether a citation's answer is a number of times."""
    start = cited.answer.start - cited.quote.start
    end = start + len(cited.answer.text)
    return any(
        found.start() < end and found.end() > start for found in _TIMES.finditer(cited.quote.text)
    )


def _when(quote: Citation) -> tuple[str, str, int]:
    days = [date.earliest for date in quote.dates if date.earliest]
    return (
        min(days, default=quote.article.published or "9999"),
        quote.article.id,
        quote.quote.start,
    )

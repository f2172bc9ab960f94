"""Candidates to citations: the span in its sentence in its article, with all that checks it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote as percent_encode

from qa.answer.copies import is_copy
from qa.contract.answer import Citation, CitedDate, Quote, TextSpan
from qa.contract.article import Span, TimeExpression
from qa.contract.candidates import Candidate

if TYPE_CHECKING:
    from qa.index.view import View

# What the W3C Web Annotation model and its best-known client keep around a quote.
CONTEXT = 32

# Quotes up to this long stand whole in a link; longer ones by their first and last words.
LINK_CHARACTERS = 120
LINK_WORDS = 5


def cite(
    view: "View", candidates: Sequence[tuple[Candidate, float]], most: int
) -> tuple[Citation, ...]:
    """Return up to ``most`` citations of (candidate, confidence) pairs, in the order given.

    The pairs are of different articles. One citation per independent source: a copy of a quote
    already cited is passed over.
    """
    citations: list[Citation] = []
    for candidate, confidence in candidates:
        if len(citations) == most:
            break
        if is_copy(candidate.sentence, (each.quote.text for each in citations)):
            continue
        citations.append(citation(view, len(citations) + 1, candidate, confidence))
    return tuple(citations)


def citation(view: "View", number: int, candidate: Candidate, confidence: float) -> Citation:
    """Build one citation; ``number`` counts from 1."""
    article_id, span, answer = candidate.passage.article_id, candidate.quote, candidate.answer
    text = view.text(article_id)
    quote = quote_at(text, span)
    times = view.times_within(candidate.passage, span)
    return Citation(
        number=number,
        article=view.reference(article_id),
        quote=quote,
        answer=TextSpan(answer.of(text), answer.start, answer.end),
        dates=tuple(cited_date(time) for time in times if time.earliest),
        confidence=confidence,
        link=link(article_id, quote, answer, text),
    )


def quote_at(text: str, span: Span) -> Quote:
    """Return what stands at ``span`` of a text, with its surroundings."""
    return Quote(
        text=span.of(text),
        start=span.start,
        end=span.end,
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )


def cited_date(time: TimeExpression) -> CitedDate:
    """Return a time expression as a citation carries it."""
    return CitedDate(
        text=time.text,
        start=time.span.start,
        end=time.span.end,
        value=time.value,
        earliest=time.earliest.isoformat() if time.earliest else None,
        latest=time.latest.isoformat() if time.latest else None,
        anchor=time.anchor.isoformat() if time.anchor else None,
    )


def link(article_id: str, quote: Quote, answer: Span, text: str) -> str:
    """Return the address of the article page that shows exactly this quote.

    The query holds the offsets, which are exact; the text fragment (WICG "URL Fragment Text
    Directives") lets a browser find the place by itself, with its surroundings where the same
    words stand in the article more than once.
    """
    words = quote.text.split()
    if len(quote.text) <= LINK_CHARACTERS or len(words) <= 2 * LINK_WORDS:
        exact = _encode(quote.text)
    else:
        first, last = words[:LINK_WORDS], words[-LINK_WORDS:]
        exact = f"{_encode(' '.join(first))},{_encode(' '.join(last))}"
    before, after = " ".join(quote.prefix.split()), " ".join(quote.suffix.split())
    if text.count(quote.text) > 1:
        exact = f"{_encode(before)}-,{exact}" if before else exact
        exact = f"{exact},-{_encode(after)}" if after else exact
    return (
        f"/articles/{article_id}?quote={quote.start}-{quote.end}"
        f"&answer={answer.start}-{answer.end}#:~:text={exact}"
    )


def _encode(words: str) -> str:
    """Percent-encode for a text directive, where dash, comma and ampersand have a meaning."""
    return percent_encode(words, safe="").replace("-", "%2D")

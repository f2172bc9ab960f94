"""The two pages for people: the chat page and the article page.

Both are whole without JavaScript as far as reading goes; asking needs it. Answers come from the
API, so this file knows articles only.
"""

import re
from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    render_template,
    request,
)
from markupsafe import Markup, escape

from qa.contract.article import Article, Span, TimeExpression
from qa.contract.listing import ArticleFilter
from qa.contract.request import MAX_QUESTION
from qa.dates.partial import in_words
from qa.errors import ArticleNotFound
from web.access import signed_in
from web.collections import may_write, others, shelf
from web.compression import compressed
from web.highlights import Line, Mark, lines
from web.words import meaning

pages = Blueprint("pages", __name__, template_folder="templates")
# Many small scripts are sent in a third of their size.
pages.after_app_request(compressed)

FIRST_ARTICLES = 30
"""Articles written into the chat page itself; the script fetches the rest, so that the first
paint stays small however large the collection is."""

PLACE = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
"""A half-open range of code points in an address, as in ``?quote=812-951``."""


@pages.app_template_filter("exactly")
def exactly(text: str) -> Markup:
    """Escape ``text`` so that a browser holds exactly its characters.

    A raw carriage return would become a line feed when HTML is read; a reference does not.
    """
    return Markup(str(escape(text)).replace("\r", "&#13;"))


pages.add_app_template_filter(in_words, "in_words")


@pages.get("/")
def chat() -> str:
    """Show the conversation, with what can be read at once: the newest articles."""
    assistant = shelf()
    newest = assistant.list_articles(
        ArticleFilter(order="newest", limit=FIRST_ARTICLES, counted=False)
    ).articles
    counts = assistant.count_articles()
    return render_template(
        "chat.html",
        collection=assistant.collection(),
        articles=[summary.reference for summary in newest],
        years=_years([each.year for each in counts.years]),
        counts=counts.to_dict(),
        longest_question=MAX_QUESTION,
        writable=may_write(),
        others=others(),
        signed_in=signed_in(),
        feedback=current_app.config["FEEDBACK"] is not None,
    )


@pages.get("/articles/<article_id>")
def article(article_id: str) -> Response:
    """Show one article with ``?quote=START-END&answer=START-END`` highlighted.

    Offsets that are not a range of this article's text highlight nothing; an id that the
    collection does not hold gives a page that says so, status 404.
    """
    assistant = shelf()
    try:
        found: Article = assistant.article(article_id)
    except ArticleNotFound as error:
        return make_response(render_template("missing.html", reason=str(error)), 404)
    quote = _place("quote", found.text)
    answer = _place("answer", found.text)
    dates: list[TimeExpression] = assistant.dates(article_id)
    values: dict[str, Any] = {
        "article": found,
        "lines": article_lines(found, dates, quote=quote, answer=answer),
        "quote": quote,
        "quoted_dates": [
            said
            for date in dates
            if quote
            and quote.overlaps(date.span)
            and (said := meaning(date))
            and said != f"{date.text}: {date.text}"  # written out already
        ],
    }
    return make_response(render_template("article.html", **values))


def article_lines(
    article: Article, dates: list[TimeExpression], *, quote: Span | None, answer: Span | None
) -> list[Line]:
    """Return the lines of the article, marked: quote, answer, resolved dates and left-out text."""
    marks = [Mark(left.span, "left-out", left.reason) for left in article.left_out]
    marks += [Mark(date.span, "date", meaning(date)) for date in dates if meaning(date)]
    if quote is not None:
        marks.append(Mark(quote, "quote"))
    # a sentence that is the answer itself needs no mark within its mark
    if answer is not None and answer != quote:
        marks.append(Mark(answer, "answer"))
    return lines(article.text, marks)


def _years(years: list[int]) -> str:
    """Return "2010–2024", or "2011" when there is one only; empty when there are none."""
    return "–".join(map(str, dict.fromkeys([years[0], years[-1]]))) if years else ""


def _place(name: str, text: str) -> Span | None:
    """Read a range from the address; None unless it lies within ``text``."""
    match = PLACE.fullmatch(request.args.get(name, ""))
    if match is None:
        return None
    start, end = int(match[1]), int(match[2])
    return Span(start, end) if start < end <= len(text) else None

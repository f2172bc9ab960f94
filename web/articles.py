"""An Article -> the JSON values of the API."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from qa.datatypes import Article, ArticleReference, Span, TimeExpression


def reference_values(article: Article) -> dict[str, Any]:
    """Return what a citation says of its article."""
    published = article.published
    return asdict(
        ArticleReference(
            id=article.id,
            title=article.title,
            source=article.source,
            url=article.url,
            published=None if published is None else published.value,
            sha256=article.sha256,
        )
    )


def summary_values(article: Article) -> dict[str, Any]:
    """Return an article without its text; ``characters`` is the length in code points."""
    return {
        **reference_values(article),
        "author": article.author,
        "characters": len(article.text),
    }


def article_values(article: Article, dates: Iterable[TimeExpression]) -> dict[str, Any]:
    """Return an article, whole, with the time expressions found in it."""
    published = article.published
    return {
        **summary_values(article),
        "text": article.text,
        "headline": _span(article.headline),
        "publication": None
        if published is None
        else {
            "value": published.value,
            "method": published.method,
            "evidence": _span(published.evidence),
        },
        "left_out": [
            {"start": left.span.start, "end": left.span.end, "reason": left.reason}
            for left in article.left_out
        ],
        "dates": [_date(date) for date in dates],
    }


def _span(span: Span | None) -> dict[str, int] | None:
    """Return the range as an object."""
    return None if span is None else asdict(span)


def _date(date: TimeExpression) -> dict[str, Any]:
    """Return a time expression with its days as ISO 8601 dates."""
    return {
        "text": date.text,
        "start": date.span.start,
        "end": date.span.end,
        "type": date.type,
        "value": date.value,
        "earliest": _day(date.earliest),
        "latest": _day(date.latest),
        "anchor": _day(date.anchor),
    }


def _day(day: Any) -> str | None:
    """Return a day as ISO 8601 writes it."""
    return None if day is None else str(day.isoformat())

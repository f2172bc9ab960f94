"""An Article -> the JSON values of the API."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from qa.contract.answer import ArticleReference, ArticleSummary
from qa.contract.article import Article, Span, TimeExpression

_REFERENCE = tuple(field.name for field in fields(ArticleReference))


def summary_of(article: Article) -> ArticleSummary:
    """Return what a list says of an article."""
    reference = ArticleReference(
        id=article.id,
        title=article.title,
        source=article.source,
        url=article.url,
        published=None if article.published is None else article.published.value,
        sha256=article.sha256,
        publisher=article.publisher,
    )
    return ArticleSummary(reference, article.author, len(article.text), article.section)


def summary_values(summary: ArticleSummary) -> dict[str, Any]:
    """Return an article without its text."""
    return {
        # plain values: copying them one by one, as asdict does, takes ten times as long
        **{name: getattr(summary.reference, name) for name in _REFERENCE},
        "author": summary.author,
        "characters": summary.characters,
        "section": summary.section,
    }


def article_values(article: Article, dates: Iterable[TimeExpression]) -> dict[str, Any]:
    """Return an article, whole, with the time expressions found in it."""
    published = article.published
    return {
        **summary_values(summary_of(article)),
        "text": article.text,
        "item": article.item,
        "language": article.language,
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

"""An exported answer is checked: the verdict is right whatever became of the article."""

from typing import Any

from qa.contract.answer import ArticleReference, Citation, Quote, TextSpan
from qa.contract.article import Article, Span
from qa.contract.plain import to_plain


def exported(article: Article, quote: Span) -> dict[str, Any]:
    """An Answer's JSON that cites one sentence; the answer is its first word."""
    text = article.text
    reference = ArticleReference(
        article.id, article.title, article.source, article.url, None, article.sha256
    )
    end = quote.start + len(quote.of(text).split()[0])
    citation = Citation(
        number=1,
        article=reference,
        quote=Quote(
            quote.of(text),
            quote.start,
            quote.end,
            text[max(0, quote.start - 32) : quote.start],
            text[quote.end : quote.end + 32],
        ),
        answer=TextSpan(text[quote.start : end], quote.start, end),
        dates=(),
        confidence=0.5,
        link="",
    )
    return {
        "standalone_question": "What was said?",
        "answered": True,
        "text": citation.answer.text,
        "confidence": 0.5,
        "citations": [to_plain(citation)],
        "collection": {"name": "x", "articles": 1, "digest": "0"},
    }

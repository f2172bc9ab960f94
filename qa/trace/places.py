"""A piece of a quotation at its place in an article, as the contract states it."""

import sqlite3

from qa.answer.citations import CONTEXT, link
from qa.contract.answer import Quote, TextSpan
from qa.contract.article import Span
from qa.contract.tracing import QuotedPlace
from qa.index import rows
from qa.trace.alignment import Alignment
from qa.trace.differences import differences
from qa.trace.folding import FoldedText
from qa.trace.marks import with_marks
from qa.trace.speaker import speaker


def place(
    connection: sqlite3.Connection,
    article_id: str,
    quoted: FoldedText,
    source: FoldedText,
    alignment: Alignment,
) -> QuotedPlace:
    """Return the place of what ``alignment`` lays side by side."""
    own = [q for q, _ in alignment.pairs if q is not None]
    theirs = [s for _, s in alignment.pairs if s is not None]
    piece = Span(quoted.starts[own[0]], quoted.ends[own[-1]])
    span = Span(source.starts[theirs[0]], source.ends[theirs[-1]])
    piece, span = with_marks(quoted.text, piece, source.text, span)
    changed, ignored = differences(quoted, source, alignment)
    text = source.text
    quote = Quote(
        text=span.of(text),
        start=span.start,
        end=span.end,
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )
    return QuotedPlace(
        article=rows.reference(connection, article_id),
        quote=quote,
        piece=TextSpan(piece.of(quoted.text), piece.start, piece.end),
        ignored=ignored,
        differences=changed,
        speaker=speaker(text, span),
        link=link(article_id, quote, span, text),
    )

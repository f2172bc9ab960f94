"""A piece of a quotation at its place in an article, as the contract states it."""

import sqlite3

from qa.answer.citations import link, quote_at
from qa.contract.answer import TextSpan
from qa.contract.tracing import QuotedPlace
from qa.index import rows
from qa.trace.alignment import Alignment
from qa.trace.differences import differences
from qa.trace.folding import FoldedText
from qa.trace.marks import extent
from qa.trace.speaker import speaker


def place(
    connection: sqlite3.Connection,
    article_id: str,
    quoted: FoldedText,
    source: FoldedText,
    alignment: Alignment,
) -> QuotedPlace:
    """Return the place of what ``alignment`` lays side by side."""
    piece, span = extent(quoted, source, alignment)
    changed, ignored = differences(quoted, source, alignment)
    text = source.text
    quote = quote_at(text, span)
    return QuotedPlace(
        article=rows.reference(connection, article_id),
        quote=quote,
        piece=TextSpan(piece.of(quoted.text), piece.start, piece.end),
        ignored=ignored,
        differences=changed,
        speaker=speaker(text, span),
        link=link(article_id, quote, span, text),
    )

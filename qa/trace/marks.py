"""The marks around words that a quotation and its source have in common."""

from qa.contract.article import Span

_OPENING = "\"'“‘«„‚([¿¡"
_CLOSING = "\"'”’»“‘)].,;:!?…%"


def with_marks(quoted: str, piece: Span, text: str, span: Span) -> tuple[Span, Span]:
    """Return piece and place with the marks on both sides that they have in common."""
    while piece.start and span.start and quoted[piece.start - 1] == text[span.start - 1]:
        if quoted[piece.start - 1] not in _OPENING:
            break
        piece, span = Span(piece.start - 1, piece.end), Span(span.start - 1, span.end)
    while quoted[piece.end : piece.end + 1] == text[span.end : span.end + 1] != "":
        if quoted[piece.end] not in _CLOSING:
            break
        piece, span = Span(piece.start, piece.end + 1), Span(span.start, span.end + 1)
    return piece, span

"""The marks around words that a quotation and its source have in common."""

from qa.contract.article import Span
from qa.trace.alignment import Alignment
from qa.trace.folding import FoldedText

_OPENING = "\"'“‘«„‚([¿¡"
_CLOSING = "\"'”’»“‘)].,;:!?…%"


def extent(quoted: FoldedText, source: FoldedText, alignment: Alignment) -> tuple[Span, Span]:
    """Return the piece of a quotation and the place in the text that are laid side by side.

    From the first word of each to the last, with the marks that they have in common.
    """
    own = [q for q, _ in alignment.pairs if q is not None]
    theirs = [s for _, s in alignment.pairs if s is not None]
    piece = Span(quoted.starts[own[0]], quoted.ends[own[-1]])
    span = Span(source.starts[theirs[0]], source.ends[theirs[-1]])
    return _with_marks(quoted.text, piece, source.text, span)


def _with_marks(quoted: str, piece: Span, text: str, span: Span) -> tuple[Span, Span]:
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

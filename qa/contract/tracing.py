"""Where a quotation stands in the collection, and how it differs from what stands there.

Every ``start`` and ``end`` is a half-open range of code points: of a ``Quote`` and of the words in
``Difference.source`` into the article's text, of those in ``Difference.quoted`` and of a ``piece``
into the quotation as it was given.
"""

from dataclasses import dataclass
from typing import Literal

from qa.contract.answer import ArticleReference, CollectionReference, Quote, TextSpan
from qa.contract.plain import Plain

Verdict = Literal["exact", "altered", "spliced", "absent"]
"""exact: every word stands there, in order; altered: words differ; spliced: pieces of several
places; absent: no part that counts stands anywhere."""

Ignored = Literal[
    "case",
    "accents",
    "typography",
    "white space",
    "word breaks",
    "punctuation",
    "omission",
    "insertion",
    "interruption",
]
"""What differs and changes no word. typography: marks of another form, ligatures, width; omission,
insertion: the quotation shows them by an ellipsis, by square brackets; interruption: words that the
article has outside of its own quotation marks ("...", he said, "...")."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that differ: ``changed``, ``missing`` from the quotation, or ``added`` by it.

    ``quoted`` are words of the quotation, None when missing; ``source`` those of the article,
    None when added.
    """

    kind: Literal["changed", "missing", "added"]
    quoted: TextSpan | None
    source: TextSpan | None


@dataclass(frozen=True, slots=True)
class QuotedPlace:
    """A place where a quotation, or a ``piece`` of it, stands.

    ``piece`` is what the quotation has of it, ``quote`` what the article has. ``speaker`` is whom
    the text names beside these words, as it names them; None when it does not say.
    """

    article: ArticleReference
    quote: Quote
    piece: TextSpan
    ignored: tuple[Ignored, ...]
    differences: tuple[Difference, ...]
    speaker: TextSpan | None
    link: str


@dataclass(frozen=True, slots=True)
class QuoteTrace(Plain):
    """Where a quotation comes from.

    ``places``: exact or altered, each holds the whole quotation, the least altered first, then the
    earliest published; spliced, one for each piece in the order of the quotation; absent, none.
    ``unplaced`` are the words of a spliced quotation that stand in none of its places.
    """

    quotation: str
    verdict: Verdict
    places: tuple[QuotedPlace, ...]
    unplaced: tuple[TextSpan, ...]
    collection: CollectionReference


@dataclass(frozen=True, slots=True)
class DraftQuotation:
    """A quoted passage of a draft and where it comes from; ``passage`` has the draft's offsets."""

    passage: TextSpan
    trace: QuoteTrace


@dataclass(frozen=True, slots=True)
class DraftTrace(Plain):
    """Every quoted passage of a draft in order; ``short`` counts those too short to be traced."""

    quotations: tuple[DraftQuotation, ...]
    short: int
    collection: CollectionReference

"""What proves an answer, and what checking one finds. Plain JSON values throughout."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from qa.contract.answer import ArticleReference, CollectionReference, Quote
from qa.contract.plain import Plain
from qa.contract.tracing import Difference, Ignored

OFFSETS = "Unicode code points, half-open ranges"
"""What every ``start`` and ``end`` of a receipt counts; the W3C leaves the unit to be stated."""

State = Literal["intact", "moved", "changed", "gone", "superseded"]
"""intact: the article has these words at this place; moved: at another place; changed: other words
stand there now; gone: neither the words nor what became of them is there; superseded: a newer
article under the same address replaces the one that was cited."""


@dataclass(frozen=True, slots=True)
class ModelNames:
    """Which models answered, each by name, version and the start of its weights' SHA-256."""

    embedder: str
    reader: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Receipt(Plain):
    """An answer with all that it is a function of, so that it can be checked and asked again.

    ``settings`` are all of ``AskSettings`` that matter to the answer, days as ISO 8601.
    ``confidence`` is written with three decimals. Each of ``citations`` is a W3C Web Annotation: a
    TextPositionSelector and a TextQuoteSelector, each refined by the same of the answer, relative
    to the quote. ``sha256`` is that of all the rest as canonical JSON (RFC 8785); there are no
    fractions among it, so sorted keys without spaces are all that it takes.
    """

    version: int
    offsets: str
    question: str
    standalone_question: str
    settings: Mapping[str, Any]
    answered: bool
    text: str
    confidence: str
    collection: CollectionReference
    models: ModelNames
    citations: tuple[Mapping[str, Any], ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class CheckedCitation:
    """What became of a citation.

    ``article`` is the article as the collection has it now and ``quote`` where the words stand in
    it, None where it has none; for a changed one it holds what stands there instead, and
    ``differences`` say how, ``quoted`` in offsets of the cited quotation. ``article_changed``:
    another part of the article changed. ``elsewhere`` are other articles that hold a gone one's
    words. ``reason`` says all this in a sentence.
    """

    number: int
    state: State
    reason: str
    article: ArticleReference | None
    article_changed: bool
    quote: Quote | None
    ignored: tuple[Ignored, ...]
    differences: tuple[Difference, ...]
    elsewhere: tuple[ArticleReference, ...]


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """What the same question with the same settings gives now.

    ``same``: the same answer with the same citations. ``differs`` names what is not as it was, of
    answered, text, confidence, citations, collection and models.
    """

    same: bool
    differs: tuple[str, ...]
    answered: bool
    text: str


@dataclass(frozen=True, slots=True)
class Verification(Plain):
    """What checking an exported answer found.

    ``holds``: every cited quotation stands word for word (intact or moved) and the receipt is as
    it was written. ``receipt`` is "none" for an Answer, which has no hash of itself.
    """

    holds: bool
    receipt: Literal["unaltered", "altered", "none"]
    citations: tuple[CheckedCitation, ...]
    again: AskedAgain | None
    collection: CollectionReference

"""The values that travel through the pipeline: frozen, plain, without behaviour of their own.

Every ``start`` and ``end`` is a half-open range of code points into the one ``Article.text``. Text
is selected, never rewritten: ``article.text[start:end] == text`` for every ``text`` beside them.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qa.plain import from_plain, to_plain


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A non-empty half-open range ``[start, end)`` of code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse what cannot be a range, so that a wrong offset fails where it is made."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: start={self.start}, end={self.end}")

    def of(self, text: str) -> str:
        """Return the slice of ``text`` that this span selects."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A piece of an article that is kept in its text but is not part of the story."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, as far as is known, and how we know.

    ``value`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ``evidence`` is the place in the text it
    was read from, or None when it was stated outside of the text; ``method`` names the way in a
    few words ("dateline", "date line", "copyright line", "front matter", "sidecar").
    """

    value: str
    method: str
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as it was decoded, once, and never edited afterwards.

    ``id`` is the first 16 hexadecimal digits of ``sha256``, the SHA-256 of the UTF-8 text, so the
    same text is the same article. ``title`` is as published; ``headline`` is where it stands in
    the text (None when the title came from outside). ``source`` is the file name shown to people.
    ``left_out`` is sorted by start and free of overlaps.
    """

    id: str
    sha256: str
    text: str
    title: str
    source: str
    headline: Span | None = None
    url: str | None = None
    author: str | None = None
    published: Published | None = None
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article, the unit that is embedded and retrieved.

    ``id`` is one integer everywhere: SQLite rowid, FTS5 rowid, FAISS id. ``text`` is the slice
    ``article.text[start:end]``; ``sentences`` are in article coordinates and in order.
    """

    id: int
    article_id: str
    span: Span
    text: str
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved passage. All scores are bigger-is-better.

    ``score`` is the fused score the order is by; ``dense`` the cosine of question and passage;
    ``lexical`` the negated bm25, 0.0 when no word of the question occurs in the passage.
    """

    passage: Passage
    score: float
    dense: float
    lexical: float


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader took from a passage: the answer inside its quote (whole sentence).

    ``score``: bigger is better, across passages; ``certainty``: log-odds among all spans of one.
    """

    passage: Passage
    answer: Span
    quote: Span
    score: float
    certainty: float


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression of a text and what it means.

    ``type`` and ``value`` follow TIMEX3 (ISO 24617-1): DATE, TIME, DURATION or SET, and values
    such as ``2010``, ``2011-01-07``, ``2011-SP``, ``P3D``, ``PAST_REF``. ``earliest`` and
    ``latest`` are the first and last day it can mean, both None while unresolved. ``anchor`` is
    the date a relative expression was resolved against, None for an absolute one.
    """

    span: Span
    text: str
    type: str
    value: str
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    anchor: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class TextSpan:
    """Verbatim text with its place: ``article.text[start:end] == text``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A whole sentence with up to 32 code points of its surroundings on either side.

    ``prefix`` and ``suffix`` make it a W3C TextQuoteSelector beside its TextPositionSelector.
    """

    text: str
    start: int
    end: int
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class ArticleReference:
    """What a citation says of its article; ``published`` is an ISO 8601 date, maybe partial."""

    id: str
    title: str
    source: str
    url: str | None
    published: str | None
    sha256: str


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """What a list says of an article; ``characters`` is the length of its text in code points."""

    reference: ArticleReference
    author: str | None
    characters: int


@dataclass(frozen=True, slots=True)
class Interval:
    """A resolved time: TIMEX3 ``value`` with its first and last day as ISO 8601 dates."""

    value: str
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class Scope:
    """The time a question was understood to ask about: ISO 8601 dates, None where open.

    ``words`` are those of the question; ``relation`` is in, before, after, since or between.
    """

    words: str
    relation: str
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class CitedDate:
    """A time expression inside a quote, resolved; ISO 8601 dates, None where unknown."""

    text: str
    start: int
    end: int
    value: str
    earliest: str | None
    latest: str | None
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Citation:
    """An answer inside its sentence inside its article, checkable by a machine.

    ``number`` counts from 1; ``quote`` holds ``answer``; ``confidence`` is the probability that
    the answer is right, 0 to 1; ``link`` opens the article page at exactly this quote.
    """

    number: int
    article: ArticleReference
    quote: Quote
    answer: TextSpan
    dates: tuple[CitedDate, ...]
    confidence: float
    link: str


@dataclass(frozen=True, slots=True)
class Abstention:
    """Why there is no answer, and the nearest passages for a person to judge."""

    reason: str
    nearest: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class CollectionReference:
    """Which collection answered: its name, size and the digest of its contents."""

    name: str
    articles: int
    digest: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation, kept by the caller; ``answer`` may be empty."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question: what every way in gives back.

    ``text`` equals ``citations[0].answer.text``, and is empty when ``answered`` is false; then
    ``citations`` is empty and ``abstention`` says why. Best support stands first. ``date`` is when
    it was, if that was asked and the quote tells. Everything but ``elapsed_ms`` is a function of
    question, history, settings and collection.
    """

    id: str
    question: str
    standalone_question: str
    answered: bool
    text: str
    confidence: float
    date: Interval | None
    citations: tuple[Citation, ...]
    abstention: Abstention | None
    collection: CollectionReference
    elapsed_ms: float
    scope: Scope | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object of the contract: only dicts, lists, strings, numbers, None."""
        return to_plain(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "Answer":
        """Read back what ``to_dict`` gave; fields that are not known here are passed over.

        :raises KeyError: when a field of the contract is missing.
        """
        return from_plain(cls, values)

"""An article and what is found in it: spans of the one stored text.

Every ``start`` and ``end`` is a half-open range of code points into the one ``Article.text``. Text
is selected, never rewritten: ``article.text[start:end] == text`` for every ``text`` beside them.
"""

import datetime
from dataclasses import dataclass


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

    def moved(self, by: int) -> "Span":
        """Return the range ``by`` code points further on: from a part of a text to the whole."""
        return Span(self.start + by, self.end + by)

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
    few words ("dateline", "date line", "copyright line", "front matter", "sidecar"), with the date
    as it was stated where day and month are in figures ("CSV field 03/04/2011").
    """

    value: str
    method: str
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as it was decoded, once, and never edited afterwards.

    ``id`` is the first 16 hexadecimal digits of ``sha256``, the SHA-256 of the UTF-8 text, so the
    same text is the same article. ``title`` is as published; ``headline`` is where it stands in
    the text (None when the title came from outside). ``source`` is the file name shown to people,
    ``item`` the part of that file, empty for a file that is one article. ``language`` is a code of
    ISO 639-1. ``left_out`` is sorted by start and free of overlaps.
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
    item: str = ""
    publisher: str | None = None
    section: str | None = None
    language: str | None = None


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

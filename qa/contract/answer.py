"""The Answer and its parts: what every way in gives back. Plain JSON values throughout.

Every ``start`` and ``end`` is a half-open range of code points into the article's text, and
``article.text[start:end] == text`` for every ``text`` beside them.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qa.contract import display
from qa.contract.explanation import Explanation
from qa.contract.plain import Plain

if TYPE_CHECKING:
    import pandas

Kind = Literal["span", "list", "yes_no", "brief", "comparison", "help"]
"""The form of an answer, decided by what was typed."""

Relation = Literal["says", "differs", "later", "corrects"]
"""What a group of articles says: the answer's own value (``says``), which may be a newer count
(``later``) or a correction (``corrects``) of the others; or another value (``differs``)."""


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
    """What a citation says of its article; ``published`` is an ISO 8601 date, maybe partial.

    ``publisher`` is who the article says printed it, None where it does not.
    """

    id: str
    title: str
    source: str
    url: str | None
    published: str | None
    sha256: str
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """What a list says of an article; ``characters`` is the length of its text in code points."""

    reference: ArticleReference
    author: str | None
    characters: int
    section: str | None = None

    @property
    def publisher(self) -> str | None:
        """Who printed it."""
        return self.reference.publisher


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
    the answer is right, 0 to 1; ``link`` opens the article page at exactly this quote;
    ``right_of_hundred`` is the measured share behind ``confidence``, as in an Answer.
    """

    number: int
    article: ArticleReference
    quote: Quote
    answer: TextSpan
    dates: tuple[CitedDate, ...]
    confidence: float
    link: str
    right_of_hundred: int | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """What one group of articles says: a normalised ``value`` and the quotes that say it.

    ``citations`` are of independent sources; ``copies`` are articles that print one of them again,
    whole, shortened or under another head, and count for nothing.
    """

    value: str
    relation: Relation
    citations: tuple[Citation, ...]
    copies: tuple[ArticleReference, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a list, a brief or a comparison; ``label`` is empty where none is needed.

    ``also`` are quotes of other articles that say the same, none of them printed from another; they
    are numbered on from the answer's citations. ``agreement`` is for a side of a comparison what an
    Answer's is: the group that its citation belongs to first, then those that differ. ``possible``
    is True where this part by itself is too doubtful to be given.
    """

    label: str
    citation: Citation
    also: tuple[Citation, ...] = ()
    agreement: tuple[Agreement, ...] = ()
    possible: bool = False


@dataclass(frozen=True, slots=True)
class Abstention:
    """Why there is no answer, and the nearest passages for a person to judge.

    ``possible`` is True when the first of ``nearest`` may answer: it is too doubtful to be given,
    and too likely to be passed over. Where several belong together (the sides of a comparison, the
    sentences of a brief, several questions) they are ``parts``, whose citations come first in
    ``nearest``; then all of them may answer.
    """

    reason: str
    nearest: tuple[Citation, ...]
    possible: bool = False
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class ContextTerm:
    """Words of an earlier ``turn`` (the first is 1) that the question was asked with.

    ``turn`` is 0 for words of no turn: a person gave them.
    """

    text: str
    turn: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A word as it was ``typed`` and the word of the collection that it was ``read_as``."""

    typed: str
    read_as: str


@dataclass(frozen=True, slots=True)
class CollectionReference:
    """Which collection answered: its name, size and the digest of its contents."""

    name: str
    articles: int
    digest: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation, kept by the caller; ``answer`` may be empty.

    ``quote`` is the first citation's sentence, or that of a possible answer, and ``article`` its
    article's id, empty where nothing was cited: of that "When was that?" speaks.
    """

    question: str
    answer: str
    quote: str = ""
    article: str = ""

    @classmethod
    def of(cls, answer: "Answer") -> "Turn":
        """Return the turn that an answer is, for the history of the next question."""
        shown = answer.citations
        if answer.abstention and answer.abstention.possible:
            shown = answer.abstention.nearest
        if not shown:
            return cls(answer.question, answer.text)
        return cls(answer.question, answer.text, shown[0].quote.text, shown[0].article.id)


@dataclass(frozen=True, slots=True, repr=False)
class Answer(Plain):
    """The answer to one question: what every way in gives back.

    ``text`` equals ``citations[0].answer.text``, and is empty when ``answered`` is false; then
    ``citations`` is empty and ``abstention`` says why. Best support stands first. ``date`` is when
    it was, if that was asked and the quote tells. ``right_of_hundred`` is the measured share behind
    ``confidence``: of a hundred answers this sure so many were right; None where none was measured
    or nothing was read. It is the number to tell people. ``explanation`` holds the ledgers of the
    first candidates where they were asked for, else None. A list, a brief and a comparison have
    ``parts``, whose citations are ``citations`` in the same order. ``agreement`` groups what
    several articles say by value: the answer's own first, then those that differ, newest first;
    empty where one article alone speaks. What is in ``citations`` and in no group is another
    possible answer.
    ``context`` and ``corrected`` say what the question was asked with, and which words were read
    as others. Of several questions in one line, of which some are answered, ``possible_parts`` are
    what may answer others, labelled with them and numbered on from ``citations``, and
    ``unanswered`` those for which no sentence was found.
    Everything but ``elapsed_ms`` is a function of question, history, settings and collection.
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
    right_of_hundred: int | None = None
    explanation: tuple[Explanation, ...] | None = None
    kind: Kind = "span"
    parts: tuple[Part, ...] = ()
    agreement: tuple[Agreement, ...] = ()
    context: tuple[ContextTerm, ...] = ()
    corrected: tuple[Correction, ...] = ()
    unanswered: tuple[str, ...] = ()
    possible_parts: tuple[Part, ...] = ()

    def __repr__(self) -> str:
        return display.representation(self)

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return self.to_html()

    def to_html(self, base_url: str = "") -> str:
        """Return the answer with its quotes as HTML, everything escaped.

        Links lead to the server at ``base_url``; without one to the articles' own addresses.
        """
        return display.to_html(self, base_url)

    def to_markdown(self, base_url: str = "") -> str:
        """Return the answer with its quotes as Markdown; links as in ``to_html``."""
        return display.to_markdown(self, base_url)

    def to_frame(self) -> "pandas.DataFrame":
        """Return the citations as a table of pandas, the nearest ones where there is no answer.

        :raises ExtraNotInstalled: when pandas is not installed.
        """
        return display.to_frame(self)

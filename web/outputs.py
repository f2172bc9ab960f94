"""What comes out of the API, as pydantic models: the values of the library, and what joins them."""

import datetime
from typing import Literal

from pydantic import BaseModel, Field, RootModel

from qa.contract.answer import Answer, ArticleReference, CollectionReference
from qa.contract.listing import ArticleCounts
from qa.contract.receipt import Receipt, Verification
from qa.contract.search import PassageSearch
from qa.contract.timeline import Timeline
from qa.contract.tracing import DraftTrace, QuoteTrace
from web.schemas import PARTIAL_DATE

ARTICLE_ID = "^[0-9a-f]{16}$"


class EventOut(BaseModel):
    """One Server-Sent Event."""

    event: Literal["question", "passages", "citation", "answer", "done", "error"]
    data: str = Field(
        description="A JSON object: of a question `question`, `standalone_question` and "
        "`corrected`; of passages `passages`, best first; a Citation, an Answer, nothing, or a "
        "Problem.",
        json_schema_extra={"contentMediaType": "application/json"},
    )


class AnswerOut(RootModel[Answer]):
    """The answer to one question, with citations that a machine can check."""


class PassageSearchOut(RootModel[PassageSearch]):
    """Passages with their places, best first."""


class TimelineOut(RootModel[Timeline]):
    """Dated quotes on a topic in order of event time, each a citation."""


class QuoteTraceOut(RootModel[QuoteTrace]):
    """Where a quotation stands."""


class DraftTraceOut(RootModel[DraftTrace]):
    """Where every quoted passage of a draft stands."""


class ReceiptOut(RootModel[Receipt]):
    """An answer with all it depends on."""


class VerificationOut(RootModel[Verification]):
    """What checking an exported answer found."""


class SpanOut(BaseModel):
    """A half-open range of code points into the article's text."""

    start: int = Field(ge=0)
    end: int = Field(ge=1)


class LeftOutOut(SpanOut):
    """A piece of the text that is not part of the story and is never quoted."""

    reason: str


class DateOut(SpanOut):
    """A time expression of the text and what it means (TIMEX3); None where unresolved."""

    text: str
    type: str
    value: str
    earliest: datetime.date | None
    latest: datetime.date | None
    anchor: datetime.date | None


class PublicationOut(BaseModel):
    """When an article was published, how that was found, and where in the text."""

    value: str = Field(pattern=PARTIAL_DATE)
    method: str
    evidence: SpanOut | None


class ArticleSummaryOut(BaseModel):
    """An article without its text."""

    id: str = Field(pattern=ARTICLE_ID)
    title: str
    source: str
    url: str | None
    author: str | None
    published: str | None = Field(pattern=PARTIAL_DATE)
    sha256: str = Field(pattern="^[0-9a-f]{64}$", description="Of the UTF-8 text.")
    characters: int = Field(ge=1, description="Length of the text in code points.")
    publisher: str | None
    section: str | None


class ArticleOut(ArticleSummaryOut):
    """An article, whole: its text, and what was found in it."""

    text: str
    item: str = Field(description="The part of its file; empty for a file that is one article.")
    language: str | None = Field(description="A code of ISO 639-1.")
    headline: SpanOut | None
    publication: PublicationOut | None
    left_out: list[LeftOutOut]
    dates: list[DateOut]


class ArticlesOut(BaseModel):
    """One part of the list of articles, by publication date, source and id."""

    collection: CollectionReference
    total: int | None = Field(
        ge=0, description="How many articles fit, on all parts; null where that was not wanted."
    )
    offset: int = Field(ge=0)
    limit: int = Field(ge=1)
    articles: list[ArticleSummaryOut]


class CountsOut(RootModel[ArticleCounts]):
    """How the articles are spread over years, publishers and sections."""


class SuggestionsOut(BaseModel):
    """Questions to begin with; none when no sentence makes a good one."""

    suggestions: list[str] = Field(description="Each is answered by this collection.")


class ItemOut(BaseModel):
    """What became of one article of a file that was sent."""

    source: str = Field(description="The file and the item in it, as citations name them.")
    status: Literal["added", "updated", "unchanged", "duplicate", "renamed", "skipped", "failed"]
    id: str | None = Field(description="Of the article; null when it was skipped or failed.")
    reason: str | None = Field(description="Why it was skipped or failed, else null.")


class AddedOut(BaseModel):
    """What became of what was sent, and its first article as the collection holds it."""

    status: Literal["added", "updated", "unchanged", "duplicate", "renamed"] = Field(
        description="Of the first article that could be read. updated: the text was there, what "
        "is stated of it is new; duplicate: the text is there from a file, which is kept."
    )
    article: ArticleReference
    items: list[ItemOut] = Field(description="Each article of the file, in its order.")


class AliveOut(BaseModel):
    """The server is up."""

    status: Literal["ok"]


class ServedOut(BaseModel):
    """A collection, and where it is."""

    name: str = Field(description="Its name in addresses.")
    address: str = Field(description="Put before any address of this API, or of a page.")
    default: bool = Field(description="Whether addresses without a name mean it.")
    collection: CollectionReference


class CollectionsOut(BaseModel):
    """What this server answers from."""

    collections: list[ServedOut]


class HealthOut(BaseModel):
    """The server is up and its collection can be read."""

    status: Literal["ok"]
    writable: bool
    collection: CollectionReference


class ProblemErrorOut(BaseModel):
    """One thing that is wrong with a request, and where."""

    detail: str
    pointer: str | None = Field(
        default=None, description="JSON Pointer into the body, as a URI fragment."
    )
    parameter: str | None = Field(default=None, description="The query parameter.")


class ProblemOut(BaseModel):
    """Why a request was not done (RFC 9457)."""

    type: str
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    instance: str
    errors: list[ProblemErrorOut] = Field(default_factory=list)
    items: list[ItemOut] = Field(
        default_factory=list,
        description="Of a file that was sent: what became of its articles until one failed.",
    )

"""A question with its settings, as it comes in over HTTP."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from qa.contract.request import (
    DEFAULT_CITATIONS,
    MAX_ANSWER,
    MAX_CITATIONS,
    MAX_CONTEXT,
    MAX_NAME,
    MAX_QUESTION,
    MAX_SOURCES,
    MAX_TERM,
    MAX_TURNS,
)
from web.schemas import VISIBLE, IsoDate, Name, whole

Term = Annotated[str, Field(min_length=1, max_length=MAX_TERM, pattern=VISIBLE)]


class TurnIn(BaseModel):
    """One earlier exchange of the conversation, as the caller kept it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    question: str = Field(max_length=MAX_QUESTION, description="What was asked.")
    answer: str = Field(
        max_length=MAX_ANSWER,
        description="The text of the answer; empty when there was none.",
    )
    quote: str = Field(
        default="",
        max_length=MAX_ANSWER,
        description="The sentence of the first citation; empty when nothing was cited.",
    )
    article: str = Field(
        default="", max_length=MAX_NAME, description="The id of the first citation's article."
    )


class AskIn(BaseModel):
    """A question, with what it refers back to and what it is limited to."""

    model_config = ConfigDict(extra="forbid", strict=True)

    question: str = Field(
        min_length=1,
        max_length=MAX_QUESTION,
        pattern=VISIBLE,
        description="In plain words. A follow-up may refer to the turns in history.",
    )
    history: list[TurnIn] = Field(
        default_factory=list,
        max_length=MAX_TURNS,
        description="Earlier turns, oldest first. The server itself remembers none.",
    )
    standalone: bool = Field(
        default=False, description="Take the question word for word, whatever was asked before."
    )
    as_typed: bool = Field(default=False, description="Read no misspelt word as another one.")
    context: list[Term] | None = Field(
        default=None,
        max_length=MAX_CONTEXT,
        description="The words to ask with: those of an Answer's context less those that a person "
        "took away, or others; empty: as typed. Null: they are chosen from history.",
    )
    as_of: IsoDate | None = Field(
        default=None,
        description='Answer as on this day: "last month" means the one before it, and later '
        "articles are left out.",
    )
    published_from: IsoDate | None = Field(
        default=None, description="Only articles published on this day or later."
    )
    published_to: IsoDate | None = Field(
        default=None, description="Only articles published on this day or earlier."
    )
    sources: list[Name] = Field(
        default_factory=list,
        max_length=MAX_SOURCES,
        description="Only these articles, by source or id; empty means all.",
    )
    max_citations: Annotated[int, BeforeValidator(whole)] = Field(
        default=DEFAULT_CITATIONS,
        ge=1,
        le=MAX_CITATIONS,
        description="At most this many citations.",
    )
    explain: bool = Field(
        default=False, description="Say of the first candidates what counted how much."
    )

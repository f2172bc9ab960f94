"""What goes into the API, as pydantic models.

Whatever goes in is read strictly: no unknown fields, no numbers for strings, and only ISO 8601
dates.
"""

import datetime
import re
from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, RootModel

from qa.contract.listing import ArticleFilter, Order
from qa.contract.request import (
    MAX_DRAFT,
    MAX_NAME,
    MAX_QUESTION,
    MAX_QUOTATION,
    MAX_SOURCES,
)
from qa.contract.search import DEFAULT_PASSAGES, MOST_PASSAGES, SearchSettings
from qa.contract.timeline import DEFAULT_ENTRIES, MOST_ENTRIES

# In an address a code point takes up to 12 bytes (percent-encoded UTF-8), and servers read about
# 8,000 in all: these fit together, and a source stands alone.
MAX_QUERY_CHARACTERS = 300
MAX_TEXT_CHARACTERS = 200
MAX_LABEL_CHARACTERS = 80
MAX_SOURCE_CHARACTERS = 500
MAX_PAGE = 1_000
DEFAULT_PAGE = 100

ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DECIMAL = re.compile(r"[0-9]{1,9}")
# A date as far as it is known: year, month or day.
_YEAR = r"([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"  # there is no year 0000
PARTIAL_DATE = rf"^{_YEAR}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
# Anything a person can see: a question of white space asks nothing.
VISIBLE = r"\S"
# What the library holds titles and addresses to, with words of its own for what it refuses: only
# said in the document, not checked here.
_CONTROLS = r"\x00-\x1f\x7f\x85\u2028\u2029"
ONE_LINE = rf"^[^{_CONTROLS}]*[^\s{_CONTROLS}][^{_CONTROLS}]*$"
WEB_ADDRESS = r"^https?://[A-Za-z0-9._-]+(/[A-Za-z0-9/._~%?#&=+,;:@!$'()*-]*)?$"


def _iso_date(value: Any) -> Any:
    """Read ``YYYY-MM-DD`` and nothing else; pydantic alone would take timestamps as well."""
    if value is None or isinstance(value, datetime.date):
        return value
    if not isinstance(value, str) or not ISO_DATE.fullmatch(value):
        raise ValueError("Input should be a date written as YYYY-MM-DD")
    return datetime.date.fromisoformat(value)


def _decimal(value: Any) -> Any:
    """Read plain ASCII digits; pydantic alone would take ``1_000`` and `` 5 `` as well."""
    if isinstance(value, str) and not DECIMAL.fullmatch(value):
        raise ValueError("Input should be a whole number of at most nine digits")
    return int(value)


def whole(value: Any) -> Any:
    """Read ``3.0`` as ``3``: to JSON both are the same number."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


IsoDate = Annotated[datetime.date, BeforeValidator(_iso_date)]
# For an address: what the checks make of it, said in the document as well.
QueryDate = Annotated[
    IsoDate | None, Field(json_schema_extra={"maxLength": 10, "pattern": ISO_DATE.pattern})
]
Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME, pattern=VISIBLE)]
Line = Annotated[Name, Field(json_schema_extra={"pattern": ONE_LINE})]
WebAddress = Annotated[Name, Field(json_schema_extra={"pattern": WEB_ADDRESS})]
QueryName = Annotated[str, Field(min_length=1, max_length=MAX_SOURCE_CHARACTERS, pattern=VISIBLE)]


class LimitedIn(BaseModel):
    """What is asked of some articles alone."""

    model_config = ConfigDict(extra="forbid", strict=True)

    as_of: IsoDate | None = Field(
        default=None, description="Leave out later articles, and read times as on this day."
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

    def settings(self) -> SearchSettings:
        """Return it as the library takes it."""
        values = {name: getattr(self, name) for name in SearchSettings.__annotations__}
        return cast(SearchSettings, values)


class SearchIn(LimitedIn):
    """Some words, and which passages are wanted for them."""

    query: str = Field(
        min_length=1,
        max_length=MAX_QUESTION,
        pattern=VISIBLE,
        description="A question or some words.",
    )
    most: Annotated[int, BeforeValidator(whole)] = Field(
        default=DEFAULT_PASSAGES, ge=1, le=MOST_PASSAGES, description="At most this many passages."
    )


class TimelineIn(LimitedIn):
    """A topic, and how much is wanted of it."""

    topic: str = Field(
        min_length=1,
        max_length=MAX_QUESTION,
        pattern=VISIBLE,
        description="What the timeline should be about, in plain words.",
    )
    most: Annotated[int, BeforeValidator(whole)] = Field(
        default=DEFAULT_ENTRIES, ge=1, le=MOST_ENTRIES, description="At most this many entries."
    )


class QuotationIn(BaseModel):
    """Words that somebody quotes."""

    model_config = ConfigDict(extra="forbid", strict=True)

    quotation: str = Field(
        min_length=1,
        max_length=MAX_QUOTATION,
        pattern=VISIBLE,
        description="As it is quoted, with or without its quotation marks.",
    )


class DraftIn(BaseModel):
    """A text that somebody writes."""

    model_config = ConfigDict(extra="forbid", strict=True)

    draft: str = Field(
        min_length=1,
        max_length=MAX_DRAFT,
        pattern=VISIBLE,
        description="Plain text or Markdown; what stands in quotation marks is traced.",
    )


class ExportedIn(RootModel[dict[str, Any]]):
    """A Receipt as `POST /receipt` gives it, or an Answer as `POST /ask` does."""


class ArticleIn(BaseModel):
    """An article to add. What is stated here wins over what the text says of itself."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: str = Field(
        min_length=1, pattern=VISIBLE, description="The whole text; stored as it is, and quoted."
    )
    source: Name = Field(description="The name shown to people, such as a file name.")
    title: Line | None = Field(default=None, description="The headline, when not the first line.")
    published: str | None = Field(
        default=None, pattern=PARTIAL_DATE, description="YYYY-MM-DD, YYYY-MM or YYYY."
    )
    url: WebAddress | None = Field(default=None, description="Where the article was published.")
    author: Line | None = Field(default=None, description="Who wrote it.")


class ArticleFormIn(BaseModel):
    """An article to add as a file, with what is known of it in fields beside."""

    model_config = ConfigDict(extra="forbid")

    file: Any = Field(
        description="A file of any format that is indexed, with one article or many.",
        json_schema_extra={
            "contentMediaType": "application/octet-stream",
            "minLength": 1,
        },
    )
    source: Name | None = Field(default=None, description="Instead of the name of the file.")
    title: Line | None = Field(default=None, description="The headline, when not the first line.")
    published: str | None = Field(
        default=None, pattern=PARTIAL_DATE, description="YYYY-MM-DD, YYYY-MM or YYYY."
    )
    url: WebAddress | None = Field(default=None, description="Where the article was published.")
    author: Line | None = Field(default=None, description="Who wrote it.")


class SourceIn(BaseModel):
    """The name of an article, beside whatever body it is sent in."""

    model_config = ConfigDict(extra="forbid")

    source: QueryName | None = Field(
        default=None,
        description="The name shown to people; wins over the one in the body, which text/plain "
        "has no place for.",
    )


class ArticlesIn(BaseModel):
    """Which part of the list of articles to give back."""

    model_config = ConfigDict(extra="forbid")

    offset: Annotated[int, BeforeValidator(_decimal)] = Field(
        default=0, ge=0, le=999_999_999, description="How many articles to pass over."
    )
    limit: Annotated[int, BeforeValidator(_decimal)] = Field(
        default=DEFAULT_PAGE, ge=1, le=MAX_PAGE, description="At most this many articles."
    )
    query: str = Field(
        default="",
        max_length=MAX_QUERY_CHARACTERS,
        description="Only articles with this in title or source; case and accents do not count.",
    )
    anywhere: Literal["true", "false"] = Field(
        default="false",
        description="true: or with all words of the query in their story.",
        json_schema_extra={"pattern": "^(true|false)$"},
    )
    text: str = Field(
        default="",
        max_length=MAX_TEXT_CHARACTERS,
        description="Only articles with all of these words in their story.",
    )
    publisher: str = Field(
        default="", max_length=MAX_LABEL_CHARACTERS, description="Only articles of this publisher."
    )
    section: str = Field(
        default="", max_length=MAX_LABEL_CHARACTERS, description="Only articles of this section."
    )
    published_from: QueryDate = Field(
        default=None, description="Only articles published on this day or later."
    )
    published_to: QueryDate = Field(
        default=None, description="Only articles published on this day or earlier."
    )
    order: Order = Field(
        default="oldest",
        description="Which come first; the undated are the last in either order.",
        json_schema_extra={"pattern": "^(oldest|newest)$"},
    )
    counted: Literal["true", "false"] = Field(
        default="true",
        description="false: a part comes sooner where many articles fit, and says not how many.",
        json_schema_extra={"pattern": "^(true|false)$"},
    )

    def wanted(self) -> ArticleFilter:
        """Return it as the library takes it."""
        flags = {"anywhere": self.anywhere == "true", "counted": self.counted == "true"}
        return ArticleFilter(**self.model_dump() | flags)

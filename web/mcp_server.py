"""A collection by the Model Context Protocol: tools and resources for editors and agents.

The tools give the values of the API, under the same schemas: exact quotations with their places,
and how sure an answer is. Nothing here writes.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from anyio import to_thread
from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from mcp.shared.exceptions import MCPError
from mcp_types import INVALID_PARAMS, ListResourcesResult, Resource, ToolAnnotations
from pydantic import Field

from qa.contract.request import DEFAULT_CITATIONS
from qa.contract.search import DEFAULT_PASSAGES
from qa.contract.timeline import DEFAULT_ENTRIES
from qa.errors import ArticleNotFound, QAError, QuestionError, ReceiptError
from web.articles import article_values
from web.ask_schema import TurnIn
from web.openapi import VERSION
from web.outputs import (
    AnswerOut,
    ArticleOut,
    PassageSearchOut,
    QuoteTraceOut,
    TimelineOut,
    VerificationOut,
)

if TYPE_CHECKING:
    from qa.assistant import Assistant

INSTRUCTIONS = """\
A collection of news articles, answered with exact quotations only. Every citation holds the words \
of its article, character by character: repeat them as they are, with the article's title, source \
and date. When `answered` is false the collection holds no answer: say so, with the reason given. \
`right_of_hundred` says how many of a hundred answers this sure were right."""

ARTICLES = "qa://articles/"
PAGE = 100
"""Articles on one part of the list of resources."""

READING = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
# What a caller can mend: said to them. Anything else stays in the server's log.
THEIRS = (QuestionError, ReceiptError, ArticleNotFound)

Result = TypeVar("Result")

Day = Annotated[str | None, Field(description="A day, YYYY-MM-DD.")]
Sources = Annotated[
    list[str], Field(description="Only these articles, by source or id; empty means all.")
]


def mcp_server(assistant: "Assistant") -> MCPServer[Any]:
    """Return the server that answers from ``assistant``; closing that stays with the caller."""
    server: MCPServer[Any] = MCPServer(
        "qa",
        title=f"Quotations from {assistant.name}",
        instructions=INSTRUCTIONS,
        version=VERSION,
        log_level="WARNING",
        middleware=[_listing(assistant)],
    )
    _add_questions(server, assistant)
    _add_checks(server, assistant)
    _add_articles(server, assistant)
    return server


def _add_questions(server: MCPServer[Any], assistant: "Assistant") -> None:
    """Add the tools that look for what is not known yet."""

    @server.tool(annotations=READING)
    def ask(
        question: str,
        history: Annotated[
            list[TurnIn], Field(description="Earlier turns that the question refers to.")
        ] = [],  # noqa: B006  (never changed)
        as_of: Day = None,
        published_from: Day = None,
        published_to: Day = None,
        sources: Sources = [],  # noqa: B006
        max_citations: Annotated[int, Field(description="1 to 10.")] = DEFAULT_CITATIONS,
    ) -> AnswerOut:
        """Answer a question with exact quotations, or say that the collection holds no answer."""
        return AnswerOut(
            _said(
                lambda: assistant.ask(
                    question,
                    history=[turn.model_dump() for turn in history],
                    as_of=as_of,
                    published_from=published_from,
                    published_to=published_to,
                    sources=sources,
                    max_citations=max_citations,
                )
            )
        )

    @server.tool(annotations=READING)
    def search_passages(
        query: str,
        most: Annotated[int, Field(description="1 to 50.")] = DEFAULT_PASSAGES,
        as_of: Day = None,
        published_from: Day = None,
        published_to: Day = None,
        sources: Sources = [],  # noqa: B006
    ) -> PassageSearchOut:
        """Find passages about something, each with its exact place in its article."""
        return PassageSearchOut(
            _said(
                lambda: assistant.search(
                    query,
                    most=most,
                    as_of=as_of,
                    published_from=published_from,
                    published_to=published_to,
                    sources=sources,
                )
            )
        )

    @server.tool(annotations=READING)
    def timeline(
        topic: str,
        most: Annotated[int, Field(description="1 to 100.")] = DEFAULT_ENTRIES,
        as_of: Day = None,
        published_from: Day = None,
        published_to: Day = None,
        sources: Sources = [],  # noqa: B006
    ) -> TimelineOut:
        """Tell what happened when: dated quotations on a topic, in order of event time."""
        return TimelineOut(
            _said(
                lambda: assistant.timeline(
                    topic,
                    most=most,
                    as_of=as_of,
                    published_from=published_from,
                    published_to=published_to,
                    sources=sources,
                )
            )
        )


def _add_checks(server: MCPServer[Any], assistant: "Assistant") -> None:
    """Add the tools that check what somebody wrote."""

    @server.tool(annotations=READING)
    def find_quotation(quotation: str) -> QuoteTraceOut:
        """Tell where a quotation stands: exact, altered word by word, spliced, or nowhere."""
        return QuoteTraceOut(_said(lambda: assistant.trace(quotation)))

    @server.tool(annotations=READING)
    def verify(
        exported: Annotated[
            dict[str, Any], Field(description="An Answer as ask gives it, or a Receipt.")
        ],
    ) -> VerificationOut:
        """Check an answer: does every citation stand, does the question give the same again?"""
        return VerificationOut(_said(lambda: assistant.verify(exported)))


def _add_articles(server: MCPServer[Any], assistant: "Assistant") -> None:
    """Add the articles, as a tool and as resources."""

    @server.tool(annotations=READING)
    def get_article(article_id: str) -> ArticleOut:
        """Give one article whole; offsets of citations are code points into its text."""
        article = _said(lambda: assistant.article(article_id))
        return ArticleOut(**article_values(article, assistant.dates(article_id)))

    @server.resource(ARTICLES + "{article_id}", mime_type="text/plain")
    def article(article_id: str) -> str:
        """The text of an article exactly as it is stored."""
        try:
            return assistant.article(article_id).text
        except ArticleNotFound as error:
            raise ResourceNotFoundError(str(error)) from error


def _said(call: Callable[[], Result]) -> Result:
    """Return what a call gives; what the caller can mend becomes what the protocol tells them."""
    try:
        return call()
    except QAError as error:
        if isinstance(error, THEIRS):
            raise ToolError(str(error)) from error
        raise


def _listing(assistant: "Assistant") -> Any:
    """Return what lists the articles of now, part by part; the library's own list is fixed."""

    async def middleware(
        context: ServerRequestContext[Any, Any], call_next: CallNext
    ) -> HandlerResult:
        if context.method != "resources/list":
            return await call_next(context)
        cursor = str((context.params or {}).get("cursor") or "0")
        if not cursor.isdecimal():
            raise MCPError(code=INVALID_PARAMS, message="The cursor is not one of this server's.")
        start, summaries = int(cursor), await to_thread.run_sync(assistant.summaries)
        return ListResourcesResult(
            resources=[
                Resource(
                    uri=ARTICLES + each.reference.id,
                    name=each.reference.source,
                    title=each.reference.title,
                    description=f"Published {each.reference.published or 'at an unknown time'}.",
                    mime_type="text/plain",
                )
                for each in summaries[start : start + PAGE]
            ],
            next_cursor=str(start + PAGE) if start + PAGE < len(summaries) else None,
        )

    return middleware

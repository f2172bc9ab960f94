"""Every call of the API, once: what is sent, and how the reply is read."""

import json
from collections.abc import AsyncGenerator, Mapping
from pathlib import Path
from typing import Any, TypedDict, Unpack
from urllib.parse import quote, urlencode

from qa.client.address import PREFIX
from qa.client.server import Server
from qa.contract.answer import Answer, ArticleReference, CollectionReference
from qa.contract.arguments import check_id
from qa.contract.article import Article
from qa.contract.feedback import Feedback, Verdict
from qa.contract.listing import ArticleCounts, ListSettings, list_to_plain
from qa.contract.plain import from_plain, to_plain
from qa.contract.receipt import Receipt, Verification
from qa.contract.request import request_to_plain
from qa.contract.search import DEFAULT_PASSAGES, PassageSearch, SearchSettings, search_to_plain
from qa.contract.settings import AskSettings
from qa.contract.steps import Found, Understood
from qa.contract.timeline import DEFAULT_ENTRIES, Timeline, timeline_to_plain
from qa.contract.tracing import DraftTrace, QuoteTrace
from qa.errors import ArticleError

# Articles fetched at once for a list; the most that the server gives.
PAGE = 1_000


class Stated(TypedDict, total=False):
    """What can be stated of an article; it wins over what the text says of itself."""

    title: str
    published: str
    """``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``."""
    url: str
    author: str


class Calls:
    """The calls of one server. Every one raises ServerError when it cannot be reached or fails."""

    def __init__(self, server: Server) -> None:
        self._server = server

    @property
    def base_url(self) -> str:
        """The address of the server, as it can be opened in a browser."""
        return self._server.address.removesuffix(PREFIX)

    async def ask(self, question: str, **settings: Unpack[AskSettings]) -> Answer:
        """Return the Answer to ``question``; see ``AskSettings`` for what can be set.

        :raises QuestionError: when the question or a setting cannot be used.
        """
        body = request_to_plain(question, settings)
        return await self._server.call("POST", "/ask", Answer.from_dict, **_sent(body))

    def stream(
        self, question: str, **settings: Unpack[AskSettings]
    ) -> AsyncGenerator[Understood | Found | Answer, None]:
        """Return the answer in steps as they come: understood, found, last the Answer.

        :raises QuestionError: when the question or a setting cannot be used.
        """
        body = request_to_plain(question, settings)
        return self._server.events("/ask/stream", _step, **_sent(body))

    async def search(
        self, query: str, *, most: int = DEFAULT_PASSAGES, **settings: Unpack[SearchSettings]
    ) -> PassageSearch:
        """Return the passages nearest to a question or some words, ``most`` (1 to 50) at most.

        :raises QuestionError: when the query, ``most`` or a setting cannot be used.
        """
        body = search_to_plain(query, most, settings)
        return await self._server.call("POST", "/search", PassageSearch.from_dict, **_sent(body))

    async def timeline(
        self, topic: str, *, most: int = DEFAULT_ENTRIES, **settings: Unpack[SearchSettings]
    ) -> Timeline:
        """Return dated quotes on a topic in order of event time, ``most`` (1 to 100) at most.

        :raises QuestionError: when the topic, ``most`` or a setting cannot be used.
        """
        body = timeline_to_plain(topic, most, settings)
        return await self._server.call("POST", "/timeline", Timeline.from_dict, **_sent(body))

    async def suggestions(self) -> list[str]:
        """Return a few questions that the collection answers; maybe none."""
        return await self._server.call("GET", "/suggestions", _suggestions)

    async def trace(self, quotation: str) -> QuoteTrace:
        """Return where a quotation stands: exact, altered, spliced, or nowhere.

        :raises QuestionError: when it is empty, too long or no text.
        """
        body = {"quotation": quotation}
        return await self._server.call("POST", "/quotes", QuoteTrace.from_dict, **_sent(body))

    async def trace_draft(self, draft: str) -> DraftTrace:
        """Return every quoted passage of a text that somebody writes, with where it stands.

        :raises QuestionError: when it is empty, too long or no text.
        """
        body = {"draft": draft}
        return await self._server.call("POST", "/quotes/draft", DraftTrace.from_dict, **_sent(body))

    async def receipt(self, question: str, **settings: Unpack[AskSettings]) -> Receipt:
        """Ask, and return the answer with all it depends on, so that others can check it.

        :raises QuestionError: when the question or a setting cannot be used.
        """
        body = request_to_plain(question, settings)
        return await self._server.call("POST", "/receipt", Receipt.from_dict, **_sent(body))

    async def verify(self, exported: Mapping[str, Any]) -> Verification:
        """Check a receipt's or an Answer's JSON against the server's collection, and ask it again.

        :raises ReceiptError: when it is neither.
        """
        return await self._server.call("POST", "/verify", Verification.from_dict, **_sent(exported))

    async def feedback(
        self, answer: Answer, verdict: Verdict, **settings: Unpack[AskSettings]
    ) -> None:
        """Say that an answer was "right" or "wrong", where the server was started to keep that.

        ``settings`` are those that it was asked with: what limits a question is kept.

        :raises QuestionError: when ``verdict`` is neither, or a setting cannot be used.
        """
        body = to_plain(Feedback.on(answer, verdict, **settings))
        del body["time"]  # the server's own
        await self._server.call("POST", "/feedback", lambda nothing: None, **_sent(body))

    async def articles(self, **settings: Unpack[ListSettings]) -> list[ArticleReference]:
        """Return the articles that fit, all unless something is set, in order of publication.

        :raises QuestionError: when a setting cannot be used.
        """
        wanted = list_to_plain(settings)
        found: list[ArticleReference] = []
        offset, total = 0, 1
        while offset < total:
            query = urlencode({**wanted, "offset": offset, "limit": PAGE})
            part, total = await self._server.call("GET", f"/articles?{query}", _part)
            found += part
            offset += PAGE
        return found

    async def counts(self) -> ArticleCounts:
        """Return how the articles are spread over years, publishers and sections."""
        return await self._server.call("GET", "/counts", ArticleCounts.from_dict)

    async def article(self, article_id: str) -> Article:
        """Return one article, whole.

        :raises ArticleNotFound: when the collection has no article with that id.
        """
        return await self._server.call("GET", _article_path(article_id), _article)

    async def add(self, path: str | Path, **stated: Unpack[Stated]) -> ArticleReference:
        """Add a file, read by the server; a text that is there already stays as it is.

        Of a file that holds several articles the first is returned.

        :raises ArticleError: when the file cannot be read, or cannot become an article.
        """
        path = Path(path)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise ArticleError(str(path), error.strerror or str(error)) from error
        file = {"file": (path.name, content, "application/octet-stream")}
        return await self._server.call("POST", "/articles", _added, data=stated, files=file)

    async def add_text(self, text: str, source: str, **stated: Unpack[Stated]) -> ArticleReference:
        """Add a text under the name ``source``; one that is there already stays as it is.

        :raises ArticleError: when the text cannot become an article.
        """
        body = {"text": text, "source": source, **stated}
        return await self._server.call("POST", "/articles", _added, **_sent(body))

    async def remove(self, article_id: str) -> None:
        """Remove an article.

        :raises ArticleNotFound: when the collection has no article with that id.
        """
        await self._server.call("DELETE", _article_path(article_id), lambda nothing: None)

    async def health(self) -> CollectionReference:
        """Return the collection that the server answers from; ServerError when it cannot."""
        return await self._server.call("GET", "/health", _collection)

    async def close(self) -> None:
        """Give back the connections."""
        await self._server.wire.close()


def _sent(body: object) -> dict[str, Any]:
    """Return JSON as a request sends it: ASCII, so that any string can be sent and judged there."""
    content = json.dumps(body).encode("ascii")
    return {"content": content, "headers": {"Content-Type": "application/json"}}


def _article_path(article_id: object) -> str:
    """Return the path of an article."""
    return f"/articles/{quote(check_id(article_id), safe='')}"


def _step(name: str, values: Any) -> Understood | Found | Answer | None:
    """Read an event of a streamed answer; citations stand in the Answer too."""
    if name == "question":
        return from_plain(Understood, values)
    if name == "passages":
        return from_plain(Found, values)
    return Answer.from_dict(values) if name == "answer" else None


def _suggestions(values: Mapping[str, Any]) -> list[str]:
    """Read suggested questions."""
    return [str(question) for question in values["suggestions"]]


def _reference(values: Mapping[str, Any]) -> ArticleReference:
    """Read what a list says of an article."""
    return from_plain(ArticleReference, values)


def _added(values: Mapping[str, Any]) -> ArticleReference:
    """Read what became of an article that was sent."""
    return _reference(values["article"])


def _part(values: Mapping[str, Any]) -> tuple[list[ArticleReference], int]:
    """Read a part of the list of articles, and how many there are on all parts."""
    return [_reference(article) for article in values["articles"]], int(values["total"])


def _collection(values: Mapping[str, Any]) -> CollectionReference:
    """Read which collection a server answers from."""
    return from_plain(CollectionReference, values["collection"])


def _article(values: Mapping[str, Any]) -> Article:
    """Read an article, whole; the server writes some of it flatter than we keep it."""
    left_out = [{"span": left, "reason": left["reason"]} for left in values["left_out"]]
    return from_plain(Article, {**values, "published": values["publication"], "left_out": left_out})

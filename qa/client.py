"""The same ``ask()`` over HTTP, with the same Answer, for programs that do not open an index.

::

    with Client("http://127.0.0.1:8000") as client:
        chat = client.chat()
        print(chat.ask("Why did China suspend ties in 2010?").text)
        print(chat.ask("And when were they restored?").text)
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypedDict, TypeVar, Unpack
from urllib.parse import quote

from qa.contract.answer import Answer, ArticleReference, CollectionReference, Turn
from qa.contract.arguments import check_id
from qa.contract.article import Article
from qa.contract.plain import from_plain
from qa.contract.problem import error_of
from qa.contract.receipt import Receipt, Verification
from qa.contract.request import MAX_TURNS, request_to_plain
from qa.contract.search import DEFAULT_PASSAGES, PassageSearch, SearchSettings, search_to_plain
from qa.contract.settings import AskSettings
from qa.contract.tracing import DraftTrace, QuoteTrace
from qa.errors import ArticleError, ServerError

if TYPE_CHECKING:
    import httpx2

# Articles fetched at once for a list; the most that the server gives.
PAGE = 1_000
# What reading a reply raises that has not the form of ours.
NOT_OURS = (ValueError, KeyError, TypeError, AttributeError)

T = TypeVar("T")


class Stated(TypedDict, total=False):
    """What can be stated of an article; it wins over what the text says of itself."""

    title: str
    published: str
    """``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``."""
    url: str
    author: str


class Client:
    """A server of ours, as a library.

    ``timeout`` is in seconds, for each part of a request. ``transport`` takes the place of the
    network (``httpx2.WSGITransport(app)`` asks an app in this process). Proxies and passwords of
    the environment are not used: questions go to ``base_url`` and nowhere else.

    Every call raises ServerError when the server cannot be reached, fails, or is none of ours.
    """

    def __init__(
        self,
        base_url: str,
        *,
        timeout: float = 30.0,
        transport: "httpx2.BaseTransport | None" = None,
    ) -> None:
        import httpx2  # takes longer to import than all of qa

        self.base_url = base_url.rstrip("/")
        try:
            self._http = httpx2.Client(
                base_url=f"{self.base_url}/api/v1",
                timeout=timeout,
                transport=transport,
                trust_env=False,
            )
        except httpx2.InvalidURL as error:
            raise ServerError(f"{base_url!r} is not an address of a server: {error}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back the connections."""
        self._http.close()

    def ask(self, question: str, **settings: Unpack[AskSettings]) -> Answer:
        """Return the Answer to ``question``; see ``AskSettings`` for what can be set.

        :raises QuestionError: when the question or a setting cannot be used.
        """
        return self._call("POST", "/ask", Answer.from_dict, request_to_plain(question, settings))

    def search(
        self, query: str, *, most: int = DEFAULT_PASSAGES, **settings: Unpack[SearchSettings]
    ) -> PassageSearch:
        """Return the passages nearest to a question or some words, ``most`` (1 to 50) at most.

        :raises QuestionError: when the query, ``most`` or a setting cannot be used.
        """
        body = search_to_plain(query, most, settings)
        return self._call("POST", "/search", PassageSearch.from_dict, body)

    def trace(self, quotation: str) -> QuoteTrace:
        """Return where a quotation stands: exact, altered, spliced, or nowhere.

        :raises QuestionError: when it is empty, too long or no text.
        """
        body = {"quotation": quotation}
        return self._call("POST", "/quotes", QuoteTrace.from_dict, body)

    def trace_draft(self, draft: str) -> DraftTrace:
        """Return every quoted passage of a text that somebody writes, with where it stands.

        :raises QuestionError: when it is empty, too long or no text.
        """
        body = {"draft": draft}
        return self._call("POST", "/quotes/draft", DraftTrace.from_dict, body)

    def receipt(self, question: str, **settings: Unpack[AskSettings]) -> Receipt:
        """Ask, and return the answer with all it depends on, so that others can check it.

        :raises QuestionError: when the question or a setting cannot be used.
        """
        values = request_to_plain(question, settings)
        return self._call("POST", "/receipt", Receipt.from_dict, values)

    def verify(self, exported: Mapping[str, Any]) -> Verification:
        """Check a receipt's or an Answer's JSON against the server's collection, and ask it again.

        :raises ReceiptError: when it is neither.
        """
        return self._call("POST", "/verify", Verification.from_dict, exported)

    def chat(self) -> "Chat":
        """Return a conversation that remembers its turns."""
        return Chat(self)

    def articles(self) -> list[ArticleReference]:
        """Return what the collection holds, by publication date, source and id."""
        return list(self._articles())

    def article(self, article_id: str) -> Article:
        """Return one article, whole.

        :raises ArticleNotFound: when the collection has no article with that id.
        """
        return self._call("GET", f"/articles/{quote(check_id(article_id), safe='')}", _article)

    def add(self, path: str | Path, **stated: Unpack[Stated]) -> ArticleReference:
        """Add a text file, decoded by the server; a text that is there already stays as it is.

        :raises ArticleError: when the file cannot be read, or cannot become an article.
        """
        path = Path(path)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise ArticleError(str(path), error.strerror or str(error)) from error
        file = {"file": (path.name, content, "application/octet-stream")}
        return self._request("POST", "/articles", _added, data=stated, files=file)

    def add_text(self, text: str, source: str, **stated: Unpack[Stated]) -> ArticleReference:
        """Add a text under the name ``source``; one that is there already stays as it is.

        :raises ArticleError: when the text cannot become an article.
        """
        article = {"text": text, "source": source, **stated}
        return self._call("POST", "/articles", _added, article)

    def remove(self, article_id: str) -> None:
        """Remove an article.

        :raises ArticleNotFound: when the collection has no article with that id.
        """
        self._call(
            "DELETE", f"/articles/{quote(check_id(article_id), safe='')}", lambda nothing: None
        )

    def health(self) -> CollectionReference:
        """Return the collection that the server answers from; ServerError when it cannot."""
        return self._call("GET", "/health", _collection)

    def _articles(self) -> Iterator[ArticleReference]:
        """Yield the articles, part by part."""
        offset, total = 0, 1
        while offset < total:
            part, total = self._call("GET", f"/articles?offset={offset}&limit={PAGE}", _part)
            yield from part
            offset += PAGE

    def _call(
        self, method: str, path: str, read: Callable[[Any], T], body: object | None = None
    ) -> T:
        """Send JSON. It is ASCII, because then any string can be sent and judged there."""
        if body is None:
            return self._request(method, path, read)
        content = json.dumps(body).encode("ascii")
        headers = {"Content-Type": "application/json"}
        return self._request(method, path, read, content=content, headers=headers)

    def _request(self, method: str, path: str, read: Callable[[Any], T], **body: Any) -> T:
        """Return what ``read`` makes of the JSON in the reply, None when there is none."""
        import httpx2

        try:
            reply = self._http.request(method, path, **body)
        except httpx2.TimeoutException as error:
            seconds = self._http.timeout.read
            raise ServerError(
                f"{self.base_url} did not answer within {seconds:g} seconds. "
                "Try again, or with a longer timeout."
            ) from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise ServerError(
                f"No server answers at {self.base_url} ({error}). "
                "Start one with: qa serve, or check the address."
            ) from error
        try:
            values: Any = reply.json() if reply.content else None
            if reply.is_success:
                return read(values)
            refused = error_of(values, path, reply.status_code)
        except NOT_OURS as error:
            raise ServerError(
                f"{self.base_url} answers (status {reply.status_code}), but not as our server "
                "does. Check the address.",
                reply.status_code,
            ) from error
        raise refused


class Chat:
    """A conversation: asks with the earlier turns as history. Each turn is kept once answered."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._history: list[Turn] = []

    @property
    def history(self) -> tuple[Turn, ...]:
        """The turns so far, oldest first."""
        return tuple(self._history)

    def ask(self, question: str, **settings: Unpack[AskSettings]) -> Answer:
        """Return the Answer to ``question``, a follow-up maybe; settings as in ``Client.ask``.

        A question that raises an error is not kept. The history is this conversation's own.
        """
        settings["history"] = self.history[-MAX_TURNS:]
        answer = self._client.ask(question, **settings)
        self._history.append(replace(Turn.of(answer), question=question))
        return answer

    def reset(self) -> None:
        """Forget the turns so far."""
        self._history.clear()


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

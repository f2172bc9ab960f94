"""The client that waits: the calls of the other one, run to their end without an event loop."""

import functools
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, Self, TypeVar

from qa.client.address import RETRIES, TIMEOUT, api_address, connection
from qa.client.asynchronous import AsyncChat
from qa.client.calls import Calls
from qa.client.server import Server
from qa.client.wire import BlockingWire
from qa.contract.answer import Turn

if TYPE_CHECKING:
    import httpx2

P = ParamSpec("P")
T = TypeVar("T")
Inner = TypeVar("Inner", covariant=True)


class Shell(Protocol[Inner]):
    """What waits for an ``_inner`` that is written for an event loop."""

    @property
    def _inner(self) -> Inner: ...


def finish(coroutine: Coroutine[Any, Any, T]) -> T:
    """Return what a coroutine returns that never suspends, as all over a ``BlockingWire``."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        value: T = end.value
        return value
    coroutine.close()
    raise RuntimeError("a call that waits was suspended; its wire needs an event loop")


def blocking(
    call: Callable[Concatenate[Inner, P], Coroutine[Any, Any, T]],
) -> Callable[Concatenate[Shell[Inner], P], T]:
    """Return the method that makes a call of the inner one and waits for it."""

    @functools.wraps(call)
    def waited(self: Shell[Inner], /, *given: P.args, **settings: P.kwargs) -> T:
        return finish(call(self._inner, *given, **settings))

    return waited


def iterated(
    call: Callable[Concatenate[Inner, P], AsyncGenerator[T, None]],
) -> Callable[Concatenate[Shell[Inner], P], Iterator[T]]:
    """Return the method that makes a call of the inner one and waits for each of its steps."""

    @functools.wraps(call)
    def waited(self: Shell[Inner], /, *given: P.args, **settings: P.kwargs) -> Iterator[T]:
        return _steps(call(self._inner, *given, **settings))

    return waited


def _steps(steps: AsyncGenerator[T, None]) -> Iterator[T]:
    """Yield each step once it is there; leave the reply when they are no longer wanted."""
    try:
        while True:
            try:
                step = finish(steps.__anext__())
            except StopAsyncIteration:
                return
            yield step
    finally:
        finish(steps.aclose())


class Client:
    """A server of ours, as a library.

    ``base_url`` is the address that a browser opens, or that of the API. ``token`` is sent as
    ``Authorization: Bearer``. ``timeout`` is in seconds, for each part of a request. A server that
    is busy (429, 503) and says for how long is asked again up to ``retries`` times, within
    ``timeout`` in all. ``transport`` takes the place of the network
    (``httpx2.WSGITransport(app)`` asks an app in this process). Proxies and passwords of the
    environment are not used: questions go to ``base_url`` and nowhere else.

    Every call raises ServerError when the server cannot be reached, fails, or is none of ours.
    """

    def __init__(
        self,
        base_url: str,
        *,
        token: str | None = None,
        timeout: float = TIMEOUT,
        retries: int = RETRIES,
        transport: "httpx2.BaseTransport | None" = None,
    ) -> None:
        import httpx2  # takes longer to import than all of qa

        address = api_address(base_url)
        http = httpx2.Client(**connection(token, timeout, transport))
        self._inner = Calls(Server(BlockingWire(http), address, timeout, retries))

    @property
    def base_url(self) -> str:
        """The address of the server, as a browser opens it."""
        return self._inner.base_url

    ask = blocking(Calls.ask)
    stream = iterated(Calls.stream)
    search = blocking(Calls.search)
    timeline = blocking(Calls.timeline)
    suggestions = blocking(Calls.suggestions)
    trace = blocking(Calls.trace)
    trace_draft = blocking(Calls.trace_draft)
    receipt = blocking(Calls.receipt)
    verify = blocking(Calls.verify)
    feedback = blocking(Calls.feedback)
    articles = blocking(Calls.articles)
    counts = blocking(Calls.counts)
    article = blocking(Calls.article)
    add = blocking(Calls.add)
    add_text = blocking(Calls.add_text)
    remove = blocking(Calls.remove)
    health = blocking(Calls.health)
    close = blocking(Calls.close)

    def chat(self) -> "Chat":
        """Return a conversation that remembers its turns."""
        return Chat(self)

    def __repr__(self) -> str:
        return f"Client({self.base_url!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


class Chat:
    """A conversation: asks with the earlier turns as history. Each turn is kept once answered."""

    def __init__(self, client: Client) -> None:
        self._inner = AsyncChat(client._inner)

    @property
    def history(self) -> tuple[Turn, ...]:
        """The turns so far, oldest first."""
        return self._inner.history

    ask = blocking(AsyncChat.ask)

    def reset(self) -> None:
        """Forget the turns so far."""
        self._inner.reset()

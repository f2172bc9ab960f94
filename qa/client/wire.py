"""The two ways to send a request: from an event loop, or waiting for it.

Both have the same coroutine methods. Those of ``BlockingWire`` never suspend, so that what awaits
them can be run to its end without a loop.
"""

import asyncio
import time
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import httpx2


class Wire(Protocol):
    """Sends requests to one server."""

    async def send(self, method: str, url: str, **parts: Any) -> "httpx2.Response":
        """Return the reply, its body still to be read; raise what ``httpx2`` raises."""

    async def read(self, reply: "httpx2.Response") -> bytes:
        """Return the body of a reply."""

    def events(self, reply: "httpx2.Response") -> "AsyncGenerator[httpx2.ServerSentEvent, None]":
        """Yield the Server-Sent Events of a reply as they come."""

    async def end(self, reply: "httpx2.Response") -> None:
        """Leave a reply, read or not."""

    async def sleep(self, seconds: float) -> None:
        """Wait."""

    async def close(self) -> None:
        """Give back the connections."""


class AsyncWire:
    """Sends from an event loop."""

    def __init__(self, http: "httpx2.AsyncClient") -> None:
        self._http = http

    async def send(self, method: str, url: str, **parts: Any) -> "httpx2.Response":
        """Return the reply, its body still to be read."""
        return await self._http.send(self._http.build_request(method, url, **parts), stream=True)

    async def read(self, reply: "httpx2.Response") -> bytes:
        """Return the body of a reply."""
        return await reply.aread()

    async def events(
        self, reply: "httpx2.Response"
    ) -> "AsyncGenerator[httpx2.ServerSentEvent, None]":
        """Yield the events of a reply as they come."""
        from httpx2 import EventSource

        async for event in EventSource(reply):
            yield event

    async def end(self, reply: "httpx2.Response") -> None:
        """Leave a reply."""
        await reply.aclose()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)

    async def close(self) -> None:
        """Give back the connections."""
        await self._http.aclose()


class BlockingWire:
    """Sends and waits: its coroutines never suspend."""

    def __init__(self, http: "httpx2.Client") -> None:
        self._http = http

    async def send(self, method: str, url: str, **parts: Any) -> "httpx2.Response":
        """Return the reply, its body still to be read."""
        return self._http.send(self._http.build_request(method, url, **parts), stream=True)

    async def read(self, reply: "httpx2.Response") -> bytes:
        """Return the body of a reply."""
        return reply.read()

    async def events(
        self, reply: "httpx2.Response"
    ) -> "AsyncGenerator[httpx2.ServerSentEvent, None]":
        """Yield the events of a reply as they come."""
        from httpx2 import EventSource

        for event in EventSource(reply):
            yield event

    async def end(self, reply: "httpx2.Response") -> None:
        """Leave a reply."""
        reply.close()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

    async def close(self) -> None:
        """Give back the connections."""
        self._http.close()

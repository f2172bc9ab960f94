"""What becomes of a request: sent, sent again while the server is busy, read or refused."""

import json
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, TypeVar

from qa.client.wire import Wire
from qa.contract.problem import error_of
from qa.errors import QAError, ServerError

if TYPE_CHECKING:
    import httpx2

# A server that is too busy says so with one of these, and in a header when to come back.
BUSY = frozenset({429, 503})
# What a server answers to an address that it does not have.
UNKNOWN = frozenset({404, 405})
# What reading a reply raises that has not the form of ours.
NOT_OURS = (ValueError, KeyError, TypeError, AttributeError)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Server:
    """A server of ours: ``address`` is that of its API.

    ``timeout`` is in seconds. A request that finds it busy is sent again up to ``retries`` times,
    when the server says for how long, and all that together is no longer than ``timeout``.
    """

    wire: Wire
    address: str
    timeout: float
    retries: int

    async def call(self, method: str, path: str, read: Callable[[Any], T], **parts: Any) -> T:
        """Return what ``read`` makes of the JSON in the reply, None when there is none.

        :raises QAError: what the library would have raised, ServerError for all else.
        """
        reply = await self._reply(method, path, parts)
        values = await self._values(reply, path)
        if reply.is_error:
            raise self._refusal(reply, path, values)
        try:
            if reply.is_success:
                return read(values)
        except NOT_OURS as error:
            raise self._foreign(reply, path) from error
        raise self._foreign(reply, path)

    async def events(
        self, path: str, read: Callable[[str, Any], T | None], **parts: Any
    ) -> AsyncGenerator[T, None]:
        """Yield what ``read`` makes of the name and the JSON of each event; None is passed over.

        :raises QAError: as ``call``, in place of what is left.
        """
        import httpx2

        reply = await self._reply("POST", path, parts)
        try:
            if not reply.is_success:
                raise self._refusal(reply, path, await self._values(reply, path))
            async with aclosing(self.wire.events(reply)) as events:
                async for event in events:
                    values: Any = event.json()
                    if event.event == "error":
                        raise error_of(values, path, values["status"])
                    step = read(event.event, values)
                    if step is not None:
                        yield step
        except (*NOT_OURS, httpx2.SSEError) as error:
            raise self._foreign(reply, path) from error
        except httpx2.HTTPError as error:
            raise self._unreached(error) from error
        finally:
            await self.wire.end(reply)

    async def _reply(self, method: str, path: str, parts: dict[str, Any]) -> "httpx2.Response":
        """Return the first reply that does not ask for patience, or the last one."""
        import httpx2

        left = self.timeout
        for again in range(self.retries, -1, -1):
            try:
                reply = await self.wire.send(method, f"{self.address}{path}", **parts)
            except (httpx2.HTTPError, httpx2.InvalidURL) as error:
                raise self._unreached(error) from error
            pause = _pause(reply)
            if pause is None or pause > left or not again:
                break
            await self.wire.end(reply)
            await self.wire.sleep(pause)
            left -= pause
        return reply

    async def _values(self, reply: "httpx2.Response", path: str) -> Any:
        """Return the JSON of a reply, None when there is none."""
        import httpx2

        try:
            content = await self.wire.read(reply)
            return json.loads(content) if content else None
        except httpx2.HTTPError as error:
            raise self._unreached(error) from error
        except NOT_OURS as error:
            raise self._foreign(reply, path) from error
        finally:
            await self.wire.end(reply)

    def _refusal(self, reply: "httpx2.Response", path: str, values: Any) -> QAError:
        """Return the error that a problem document stands for."""
        try:
            error = error_of(values, path, reply.status_code)
        except NOT_OURS:
            return self._foreign(reply, path)
        unknown = isinstance(error, ServerError) and reply.status_code in UNKNOWN
        return self._foreign(reply, path) if unknown else error

    def _foreign(self, reply: "httpx2.Response", path: str) -> ServerError:
        """Return the error for a reply that is none of ours."""
        return ServerError(
            f"{self.address}{path} answers (status {reply.status_code}), but not as our server "
            "does. Check the address.",
            reply.status_code,
        )

    def _unreached(self, error: Exception) -> ServerError:
        """Return the error for a request without a reply."""
        import httpx2

        if isinstance(error, httpx2.TimeoutException):
            return ServerError(
                f"{self.address} did not answer within {self.timeout:g} seconds. "
                "Try again, or with a longer timeout."
            )
        return ServerError(
            f"No server answers at {self.address} ({error}). "
            "Start one with: qa serve, or check the address."
        )


def _pause(reply: "httpx2.Response") -> float | None:
    """Return how many seconds a busy server asks to wait; None when it asks for none.

    Retry-After is a number of seconds or a date (RFC 9110, 10.2.3).
    """
    if reply.status_code not in BUSY:
        return None
    stated = reply.headers.get("Retry-After", "").strip()
    if stated.isdecimal():
        return float(stated)
    try:
        until = parsedate_to_datetime(stated)
    except ValueError:
        return None
    return max(0.0, (until.astimezone(UTC) - datetime.now(UTC)).total_seconds())

"""The client for an event loop."""

from dataclasses import replace
from typing import TYPE_CHECKING, Self, Unpack

from qa.client.address import RETRIES, TIMEOUT, api_address, connection
from qa.client.calls import Calls
from qa.client.server import Server
from qa.client.wire import AsyncWire
from qa.contract.answer import Answer, Turn
from qa.contract.request import MAX_TURNS
from qa.contract.settings import AskSettings

if TYPE_CHECKING:
    import httpx2


class AsyncClient(Calls):
    """A server of ours, as a library for an event loop; ``Client`` says what can be set."""

    def __init__(
        self,
        base_url: str,
        *,
        token: str | None = None,
        timeout: float = TIMEOUT,
        retries: int = RETRIES,
        transport: "httpx2.AsyncBaseTransport | None" = None,
    ) -> None:
        import httpx2  # takes longer to import than all of qa

        address = api_address(base_url)
        http = httpx2.AsyncClient(**connection(token, timeout, transport))
        super().__init__(Server(AsyncWire(http), address, timeout, retries))

    def __repr__(self) -> str:
        return f"AsyncClient({self.base_url!r})"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exception: object) -> None:
        await self.close()

    def chat(self) -> "AsyncChat":
        """Return a conversation that remembers its turns."""
        return AsyncChat(self)


class AsyncChat:
    """A conversation: asks with the earlier turns as history. Each turn is kept once answered."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._history: list[Turn] = []

    @property
    def history(self) -> tuple[Turn, ...]:
        """The turns so far, oldest first."""
        return tuple(self._history)

    async def ask(self, question: str, **settings: Unpack[AskSettings]) -> Answer:
        """Return the Answer to ``question``, a follow-up maybe; settings as in ``Client.ask``.

        A question that raises an error is not kept. The history is this conversation's own.
        """
        settings["history"] = self.history[-MAX_TURNS:]
        answer = await self._calls.ask(question, **settings)
        self._history.append(replace(Turn.of(answer), question=question))
        return answer

    def reset(self) -> None:
        """Forget the turns so far."""
        self._history.clear()

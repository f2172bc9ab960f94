"""A bounded queue: so many are served at a time, so many wait, the rest is refused at once.

Whoever is refused early can ask elsewhere or later; whoever waits without end gets nothing, and
keeps others from it.
"""

import math
import threading
import time
from collections.abc import Callable, Iterable, Iterator

from flask import Flask, Response, g
from werkzeug.exceptions import ServiceUnavailable

# The share of the newest in the running mean of how long a turn takes.
NEWEST = 0.1


class Overloaded(ServiceUnavailable):
    """(503) Too many are waiting; ``retry_after`` says in how many seconds fewer will be."""


class Turn:
    """One place at a gate, given back once, however often ``end`` is called."""

    def __init__(self, release: Callable[[float], None]) -> None:
        """Begin now; ``release`` is called with the seconds that it took."""
        self._release: Callable[[float], None] | None = release
        self._began = time.monotonic()
        self._lock = threading.Lock()

    def end(self) -> None:
        """Give the place back."""
        with self._lock:
            release, self._release = self._release, None
        if release is not None:
            release(time.monotonic() - self._began)


class Gate:
    """Lets ``running`` in at a time and has ``waiting`` more wait for them, in their order."""

    def __init__(
        self, running: int, waiting: int, note: Callable[[int], object] = lambda inside: None
    ) -> None:
        """Open the gate; ``note`` hears how many are inside whenever that changes."""
        self.running = running
        self.most = running + waiting
        self.inside = 0
        self._turns = threading.Semaphore(running)
        self._lock = threading.Lock()
        self._seconds: float | None = None  # none before the first has been served
        self._note = note

    def enter(self) -> Turn:
        """Wait for a turn and return it; it has to be ended.

        :raises Overloaded: at once, when too many are waiting already.
        """
        with self._lock:
            if self.inside >= self.most:
                raise Overloaded(
                    "The server is busy, and as many wait as may. Try again in a moment.",
                    retry_after=self.retry_after(),
                )
            self.inside += 1
            self._note(self.inside)
        self._turns.acquire()
        return Turn(self._leave)

    def retry_after(self) -> int:
        """Return in how many seconds those inside will have been served, at least one."""
        return max(1, math.ceil(self.inside * (self._seconds or 0.0) / self.running))

    def _leave(self, seconds: float) -> None:
        """Let the next one in."""
        with self._lock:
            self.inside -= 1
            self._note(self.inside)
            before = seconds if self._seconds is None else self._seconds
            self._seconds = before + NEWEST * (seconds - before)
        self._turns.release()


def end_turns(app: Flask) -> None:
    """Have every turn that a request of ``app`` got end with its response."""
    app.after_request(_end_with)
    app.teardown_request(_end_failed)


def _end_with(response: Response) -> Response:
    """End the turn now, or with the stream that is still being answered."""
    turn = g.get("turn")
    if turn is None:
        return response
    if response.is_streamed:
        g.streaming = True
        response.response = _ended(response.iter_encoded(), turn)
        response.call_on_close(turn.end)
    else:
        turn.end()
    return response


def _ended(chunks: Iterable[bytes], turn: Turn) -> Iterator[bytes]:
    """Pass chunks on; the turn ends with the last, also where nobody closes the response."""
    try:
        yield from chunks
    finally:
        turn.end()


def _end_failed(fault: BaseException | None) -> None:
    """End the turn of a request that came to no response."""
    turn = g.get("turn")
    if turn is not None and "streaming" not in g:
        turn.end()

"""A client's socket that is given up on when the client is too slow.

A thread that waits for a byte a minute is one fewer for everybody else. So a request has a few
seconds to arrive, and more for every byte that did; a response has to be taken at some speed too.
"""

import errno
import socket
import time
from typing import Any, BinaryIO

from werkzeug.exceptions import RequestTimeout

# A request may take this long, and for each of its bytes longer: 10 s and 500 bytes a second are
# what Apache's mod_reqtimeout has for a body.
FIRST_SECONDS = 10.0
LEAST_BYTES_A_SECOND = 500
# A response is sent in such pieces, of which each has to be taken in this time.
PIECE_BYTES = 64 * 1024
PIECE_SECONDS = 30.0


class SlowClient(RequestTimeout):
    """(408) A request did not arrive in time."""

    description = "The request did not arrive in time. Send it again, without pauses."


class PacedSocket:
    """A socket as gunicorn uses it, but that no read and no write lasts for ever."""

    first_seconds = FIRST_SECONDS

    def __init__(self, sock: socket.socket) -> None:
        """Wrap ``sock``; a request may begin now."""
        self._sock = sock
        self.begin()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)

    def begin(self) -> None:
        """Expect a request from now on."""
        self._deadline = time.monotonic() + self.first_seconds

    def recv(self, size: int, flags: int = 0) -> bytes:
        """Return what came, waiting for it as long as the pace allows.

        :raises SlowClient: when nothing came in that time.
        """
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise SlowClient
        self._sock.settimeout(left)
        try:
            data = self._sock.recv(size, flags)
        except TimeoutError:
            raise SlowClient from None
        self._deadline += len(data) / LEAST_BYTES_A_SECOND
        return data

    def sendall(self, data: bytes) -> None:
        """Send all of ``data``.

        :raises BrokenPipeError: when the client does not take it.
        """
        view = memoryview(data)
        self._sock.settimeout(PIECE_SECONDS)
        try:
            for start in range(0, len(view), PIECE_BYTES):
                self._sock.sendall(view[start : start + PIECE_BYTES])
        except TimeoutError as error:
            raise _not_taken() from error

    def sendfile(self, file: BinaryIO, offset: int = 0, count: int | None = None) -> int:
        """Send ``count`` bytes of a file; return how many were sent.

        :raises BrokenPipeError: when the client does not take them.
        """
        self._sock.settimeout(PIECE_SECONDS)
        try:
            return self._sock.sendfile(file, offset, count)
        except TimeoutError as error:
            raise _not_taken() from error


def _not_taken() -> BrokenPipeError:
    """Return the error that means: the client is gone."""
    return BrokenPipeError(errno.EPIPE, "the client does not take the response")

"""gunicorn's worker with threads, kept from waiting for slow clients without end.

Requests that it refuses by itself, before there is one to give to the app, are problem documents
too, like every other error of the API. When it is told to stop, it still answers whoever connected.
"""

import json
import socket
from http import HTTPStatus
from typing import Any

from gunicorn.http.errors import (  # type: ignore[import-untyped]
    LimitRequestHeaders,
    LimitRequestLine,
)
from gunicorn.http.message import Request  # type: ignore[import-untyped]
from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]

from web.pace import PacedSocket, SlowClient
from web.problems import BLANK, MEDIA_TYPE

# The longest that gunicorn reads; the longest query of the API, percent-encoded, fits well.
MAX_REQUEST_LINE = 8190

REFUSALS = {
    LimitRequestLine: (
        HTTPStatus.REQUEST_URI_TOO_LONG,
        f"The address is too long: with the method it may have {MAX_REQUEST_LINE:,} bytes, "
        "percent-encoded. Ask for something shorter, or send it in the body of a POST.",
    ),
    LimitRequestHeaders: (
        HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
        "The header fields are too large. Send fewer or shorter ones.",
    ),
    SlowClient: (HTTPStatus.REQUEST_TIMEOUT, str(SlowClient.description)),
}


class PacedWorker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's worker with threads; slow clients are refused."""

    stopped = False

    def enqueue_req(self, conn: TConn) -> None:
        """Give a connection to a thread, its socket paced."""
        if not isinstance(conn.sock, PacedSocket):
            conn.sock = PacedSocket(conn.sock)
        super().enqueue_req(conn)

    def handle(self, conn: TConn) -> Any:
        """Handle a request on a connection, in a thread of the pool."""
        conn.sock.begin()
        return super().handle(conn)

    def set_accept_enabled(self, enabled: bool) -> None:
        """Go on or pause to take connections; told to stop, take those that are made already."""
        if self.alive:
            super().set_accept_enabled(enabled)
            return
        if self.stopped:  # gunicorn says so again, or said so before this worker was ready
            return
        self.stopped = True
        for listener in self.sockets:
            listener.setblocking(False)
            before = -1
            while self.nr_conns != before:  # accept takes one, or none when there is no more
                before = self.nr_conns
                self.accept(listener)
        super().set_accept_enabled(False)
        for listener in self.sockets:
            listener.close()

    def handle_error(
        self,
        req: Request | None,
        client: socket.socket,
        addr: tuple[str, int],
        exc: Exception,
    ) -> None:
        """Answer a request that could not be read, and leave all others to gunicorn."""
        refusal = REFUSALS.get(type(exc))
        if refusal is None:
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("Refused a request: %s", exc)
        try:
            client.sendall(_response(*refusal))
        except OSError as error:  # whoever sent it has gone
            self.log.debug("The refusal could not be sent: %s", error)


def _response(status: HTTPStatus, detail: str) -> bytes:
    """Return the whole response; its ``instance`` is the server, as no path was read."""
    problem = {
        "type": BLANK,
        "title": status.phrase,
        "status": int(status),
        "detail": detail,
        "instance": "/",
    }
    body = json.dumps(problem).encode()
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\n"
        "Connection: close\r\n"
        f"Content-Type: {MEDIA_TYPE}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body

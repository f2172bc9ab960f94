"""gunicorn's worker with threads, kept from waiting for slow clients without end.

Requests that it refuses by itself, before there is one to give to the app, are problem documents
too, like every other error of the API. Of connections that find every thread busy as many wait as
there are threads; more hear at once when to come back. When it is told to stop, it still answers
whoever connected. No connection is closed while a request waits on it unread, and none that its
client keeps open makes others wait.
"""

import json
import selectors
import socket
import threading
import time
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]
from gunicorn.glogging import Logger  # type: ignore[import-untyped]
from gunicorn.http.errors import (  # type: ignore[import-untyped]
    LimitRequestHeaders,
    LimitRequestLine,
)
from gunicorn.http.message import Request  # type: ignore[import-untyped]
from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]

from web.logs import STILL_OPEN
from web.pace import PacedSocket, SlowClient
from web.problems import MEDIA_TYPE, unread

CRLF = "\r\n"
# The longest that gunicorn reads; the longest query of the API, percent-encoded, fits well.
MAX_REQUEST_LINE = 8190

# When those that found no thread may come back, in seconds.
COME_BACK = 2
# The most that is read of a request before it is turned away: what is left unread would make the
# system break the connection off before the reason arrives.
READ_BYTES = 256 * 1024
# After the last response on a connection its client has this long to close it (RFC 9112, 9.6).
LINGER_SECONDS = 2.0
# How much longer than its processes the arbiter waits at the end, so that they can say what is
# not answered before it kills them.
ARBITER_SECONDS = 3

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


class PropagatingLogger(Logger):  # type: ignore[misc]
    """gunicorn's logger, which leaves it to the process how lines are written, and where."""

    def setup(self, cfg: Any) -> None:
        """Say what it says to the root logger alone."""
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


class PatientArbiter(Arbiter):  # type: ignore[misc]
    """gunicorn's arbiter, for which Ctrl-C is no reason to drop what is being answered."""

    def handle_int(self) -> None:
        """Stop as at SIGTERM; a Ctrl-C during that ends it at once."""
        self.handle_term()


class PacedWorker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's worker with threads; slow clients are refused, and those too many."""

    stopped = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with nobody waiting."""
        super().__init__(*args, **kwargs)
        self._behind = 0  # connections that wait for a thread
        self._lock = threading.Lock()
        # connections that are over, until when their clients may close them; the first ends first
        self._lingering: dict[socket.socket, float] = {}

    def init_process(self) -> None:
        """Begin, in a process of its own; it returns when the worker has stopped."""
        self.cfg.set("graceful_timeout", self.cfg.graceful_timeout - ARBITER_SECONDS)
        super().init_process()

    def run(self) -> None:
        """Serve until told to stop, and say so where that left something unanswered."""
        super().run()
        if open_ := self.nr_conns - len(self._lingering):
            self.log.warning(STILL_OPEN, self.cfg.graceful_timeout, open_)

    def enqueue_req(self, conn: TConn) -> None:
        """Give a connection to a thread, its socket paced; turn it away when too many wait."""
        if self.alive and self._behind >= self.cfg.threads:
            self._turn_away(conn)
            return
        if not isinstance(conn.sock, PacedSocket):
            conn.sock = PacedSocket(conn.sock)
        self._count(1)
        super().enqueue_req(conn)

    def handle(self, conn: TConn) -> Any:
        """Handle a request on a connection, in a thread of the pool."""
        self._count(-1)
        conn.sock.begin()
        return super().handle(conn)

    def _count(self, change: int) -> None:
        """Count a connection that begins to wait for a thread, or has one now."""
        with self._lock:
            self._behind += change

    def _turn_away(self, conn: TConn) -> None:
        """Say when to come back, here and now, without a thread."""
        detail = "The server is busy, and as many wait as may. Try again in a moment."
        with suppress(OSError):  # whoever connected has gone, or sends and does not read
            conn.sock.setblocking(False)
            with suppress(BlockingIOError):
                conn.sock.recv(READ_BYTES)
            conn.sock.send(_response(HTTPStatus.SERVICE_UNAVAILABLE, detail, COME_BACK))
        self._linger(conn)

    def finish_request(self, conn: TConn, fs: Future[Any]) -> None:
        """Keep a connection whose request was handled, or close it without waiting for it."""
        if fs.cancelled() or fs.exception() is not None or fs.result():
            super().finish_request(conn, fs)
        else:
            self._linger(conn)

    def _linger(self, conn: TConn) -> None:
        """Tell a client that this was all; close when it closes too, or has had its time.

        gunicorn waits for that in the loop that all connections share. Closed at once, what the
        client still sends would make the system break the connection off, with the response.
        """
        handle = conn.sock.detach()
        if handle < 0:  # a response that failed half-way has closed it
            self.nr_conns -= 1
            return
        sock = socket.socket(fileno=handle)
        sock.setblocking(False)
        with suppress(OSError):  # its client has gone, which reading tells as well
            sock.shutdown(socket.SHUT_WR)
        self._lingering[sock] = time.monotonic() + LINGER_SECONDS
        self.poller.register(sock, selectors.EVENT_READ, self._drain)

    def _drain(self, sock: socket.socket) -> None:
        """Read what a client sends to a connection that is over; close when it closed."""
        try:
            going_on = bool(sock.recv(READ_BYTES))
        except BlockingIOError:
            return
        except OSError:
            going_on = False
        if not going_on:
            self._close(sock)

    def _close(self, sock: socket.socket) -> None:
        """Close a connection that lingered."""
        del self._lingering[sock]
        self.poller.unregister(sock)
        self.nr_conns -= 1
        sock.close()

    def murder_keepalived(self, force: bool = False) -> None:
        """Close connections kept for a next request too long, but those on which it is there."""
        late = [] if force else self._late(self.keepalived_conns)
        super().murder_keepalived(force)
        for conn in late:
            self.enqueue_req(conn)

    def murder_pending(self) -> None:
        """Close connections that never sent a request, but those that just did; end lingering."""
        late = self._late(self.pending_conns)
        super().murder_pending()
        for conn in late:
            conn.data_ready = True
            self.enqueue_req(conn)
        now = time.monotonic()
        for sock in [sock for sock, until in self._lingering.items() if until <= now]:
            self._close(sock)

    def _late(self, conns: deque[TConn]) -> list[TConn]:
        """Take from ``conns`` those whose time is over, and on which something has arrived.

        gunicorn closes them unseen: it was busy with others when the request came.
        """
        now = time.monotonic()
        with selectors.DefaultSelector() as arrived:
            for conn in conns:
                if conn.timeout <= now:
                    arrived.register(conn.sock, selectors.EVENT_READ, conn)
            late = [key.data for key, _ in arrived.select(0)] if arrived.get_map() else []
        for conn in late:
            self.poller.unregister(conn.sock)
            conns.remove(conn)
        return late

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


def _response(status: HTTPStatus, detail: str, retry_after: int | None = None) -> bytes:
    """Return the whole response."""
    body = json.dumps(unread(status, detail)).encode()
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\n"
        "Connection: close\r\n"
        f"{'' if retry_after is None else f'Retry-After: {retry_after}{CRLF}'}"
        f"Content-Type: {MEDIA_TYPE}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body

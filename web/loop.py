"""waitress's loop, which stops as gunicorn's worker does: what was accepted is answered first."""

import json
import logging
import signal
import time
from http import HTTPStatus
from types import FrameType
from typing import TYPE_CHECKING

from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
from waitress.server import create_server  # type: ignore[import-untyped]
from waitress.task import ErrorTask  # type: ignore[import-untyped]

from web.logs import STILL_OPEN
from web.problems import MEDIA_TYPE, unread

if TYPE_CHECKING:
    import socket

    from _typeshed.wsgi import WSGIApplication

# How long the loop waits for something to happen: a signal that reaches another thread, or comes on
# Windows, is seen no sooner, and two of a kind until then are one.
WAIT_SECONDS = 0.2
# How long a stop leaves connections open on which nothing is asked, as gunicorn does.
LINGER_SECONDS = 2.0

DETAILS = {
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The body is larger than an upload may be here. Send "
    "less, or in parts.",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "The header fields are too large. Send fewer or "
    "shorter ones.",
}

log = logging.getLogger(__name__)


class Refusal(ErrorTask):  # type: ignore[misc]
    """Answers a request that waitress refuses by itself, with a problem document."""

    def execute(self) -> None:
        """Answer, and close the connection."""
        status = HTTPStatus(self.request.error.code)
        body = json.dumps(unread(status, DETAILS.get(status, self.request.error.body))).encode()
        self.status = f"{status.value} {status.phrase}"
        self.response_headers.append(("Content-Type", MEDIA_TYPE))
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection; once the server is told to stop it ends with the next response."""

    error_task_class = Refusal
    stopping = False

    def service(self) -> None:
        """Answer a request, in a thread."""
        if self.stopping:
            self.requests[0].headers["CONNECTION"] = "close"
        super().service()

    def busy(self) -> bool:
        """Whether a request arrives, is being answered, or its response is being sent."""
        return bool(self.requests or self.request or self.total_outbufs_len)


class Loop:
    """Serves an app on a socket until it is told to stop."""

    def __init__(
        self, app: "WSGIApplication", listener: "socket.socket", threads: int, most_bytes: int
    ) -> None:
        """Listen; nothing is answered before ``run``. A body may have ``most_bytes``."""
        # the app refuses what is too much, and waits for its turn in no queue but its own
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        # a body is kept on disk before the app sees it, so that it is held to its size here
        self._server = create_server(
            app, sockets=[listener], threads=threads, max_request_body_size=most_bytes + 1
        )
        self._server.channel_class = type("Channel", (Channel,), {})
        self._stopping = False

    def run(self, stop_seconds: float) -> None:
        """Serve until Ctrl-C or SIGTERM, then answer what was asked, for so long at most."""
        # SIGINT too: started in the background by a shell, a process inherits that it is ignored
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        while not self._stopping:
            self._wait()
        self._accept_no_more()
        began = time.monotonic()
        while self._open(time.monotonic() - began) and time.monotonic() - began < stop_seconds:
            self._wait()
        if open_ := self._open(stop_seconds):
            log.warning(STILL_OPEN, stop_seconds, open_)
        else:
            self._server.task_dispatcher.shutdown()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        """Begin to stop; a Ctrl-C during that ends it at once."""
        if self._stopping and number == signal.SIGINT:
            raise SystemExit(0)
        self._stopping = True
        self._server.pull_trigger()

    def _wait(self) -> None:
        """Wait until something happens, and see to it."""
        self._server.asyncore.loop(WAIT_SECONDS, map=self._server._map, count=1)

    def _accept_no_more(self) -> None:
        """Take the connections that are made already, and no further ones."""
        self._server.channel_class.stopping = True
        before = -1
        while len(self._server.active_channels) != before:
            before = len(self._server.active_channels)
            self._server.handle_accept()
        self._server.del_channel()
        self._server.socket.close()

    def _open(self, seconds: float) -> int:
        """Return how many connections are waited for, so long after no more are accepted."""
        channels = list(self._server.active_channels.values())
        if seconds < LINGER_SECONDS:
            return len(channels)
        return sum(channel.busy() for channel in channels)

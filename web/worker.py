"""What gunicorn refuses by itself, before there is a request to give to the app.

Those refusals are problem documents too, like every other error of the API.
"""

import json
import socket
from http import HTTPStatus

from gunicorn.http.errors import (  # type: ignore[import-untyped]
    LimitRequestHeaders,
    LimitRequestLine,
)
from gunicorn.http.message import Request  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

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
}


class ProblemWorker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's worker with threads; what is too long to be read is refused as RFC 9457 says."""

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

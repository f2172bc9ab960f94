"""How often one client may call, and how much it may send: counted, cut and said.

A body is cut while it is read, compressed ones by what they unpack to, so that nobody has to be
believed about a length.
"""

import gzip
import io
import os
import zlib
from http import HTTPStatus
from typing import IO, Any

from flask import Flask, Response, request
from flask_limiter import Limiter, RateLimitExceeded
from limits import parse
from werkzeug.exceptions import BadRequest, UnsupportedMediaType
from werkzeug.wsgi import LimitedStream

from qa.errors import QAError
from web import problems
from web.access import client_token
from web.metrics import FOLDER
from web.rates import storage

# What a person's page loads by itself, and what watches over the server, is not counted.
UNCOUNTED = {
    "static",
    "styles.sheet",
    "scripts.script",
    "health.live",
    "health.ready",
    "metrics.show",
}
GZIP = {"gzip", "x-gzip"}


class UnknownCoding(UnsupportedMediaType):
    """(415) A body is compressed with what is not read here; says what is (RFC 9110, 15.5.16)."""

    def get_headers(self, *args: Any, **kwargs: Any) -> list[tuple[str, str]]:
        """Return the headers of the response."""
        return [*super().get_headers(*args, **kwargs), ("Accept-Encoding", "gzip")]


def limit(app: Flask) -> None:
    """Apply the rate and the sizes in the settings of ``app``.

    :raises QAError: when the rate cannot be read.
    """
    app.before_request(_inflate)
    rate = app.config["RATE"]
    if rate is None:
        return
    try:
        parse(rate)
    except ValueError as error:
        raise QAError(
            f'The rate {rate!r} cannot be read; expected one like "60/minute".'
        ) from error
    # before the limiter's own, so that it sees what that did to the response
    app.after_request(_wait_only_if_refused)
    app.register_error_handler(RateLimitExceeded, _too_many)
    limiter = Limiter(
        _client,
        app=app,
        # all calls together, whatever they are for
        application_limits=[rate],
        storage_uri=storage(os.environ.get(FOLDER)),
        headers_enabled=True,
        strategy="moving-window",
        # where the file cannot be written each process counts for itself
        in_memory_fallback_enabled=True,
    )
    limiter.request_filter(lambda: request.endpoint in UNCOUNTED or request.method == "OPTIONS")


def _too_many(error: RateLimitExceeded) -> Response:
    """Answer who called too often; the limiter adds when to go on."""
    return problems.response(
        problems.document(
            HTTPStatus.TOO_MANY_REQUESTS,
            f"One client may call {error.limit.limit} here. Go on when Retry-After has passed.",
        )
    )


def _wait_only_if_refused(response: Response) -> Response:
    """Take back what the limiter says to everybody: when to come again."""
    if response.status_code < HTTPStatus.BAD_REQUEST:
        response.headers.pop("Retry-After", None)
    return response


def _client() -> str:
    """Return who calls: a token, wherever it is used, else an address."""
    token = client_token()
    return f"token {token.id}" if token else f"address {request.remote_addr}"


def _inflate() -> None:
    """Let what reads a compressed body read what is in it.

    :raises UnsupportedMediaType: (415) when it is compressed with something else.
    """
    coding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if coding in ("", "identity"):
        return
    if coding not in GZIP:
        raise UnknownCoding(f"The body is encoded as {coding[:40]}; gzip is read here.")
    environ = request.environ
    sent: IO[bytes] = environ["wsgi.input"]
    if "wsgi.input_terminated" not in environ:
        sent = LimitedStream(sent, request.content_length or 0)  # type: ignore[assignment]
    environ["wsgi.input"] = io.BufferedReader(Inflated(sent))
    # werkzeug then holds what comes out to max_content_length, whose own sum this is
    environ["wsgi.input_terminated"] = True
    environ.pop("CONTENT_LENGTH", None)
    environ.pop("HTTP_CONTENT_ENCODING", None)


class Inflated(io.RawIOBase):
    """What is in a gzip stream, unpacked only as far as it is read."""

    def __init__(self, packed: IO[bytes]) -> None:
        """Read from ``packed``."""
        self._file = gzip.GzipFile(fileobj=packed, mode="rb")

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """Fill ``buffer`` as far as there is something; return how far.

        :raises BadRequest: (400) when the stream is none of gzip, or ends in the middle.
        """
        try:
            data = self._file.read1(len(buffer))
        except (OSError, EOFError, zlib.error) as error:
            raise BadRequest(f"The body is not valid gzip: {error}.") from error
        buffer[: len(data)] = data
        return len(data)

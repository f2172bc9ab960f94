"""Texts are sent compressed to whoever says that they can read it (RFC 9110, 12.5.3)."""

import gzip

from flask import Response, request

TYPES = {
    "text/html",
    "text/css",
    "text/javascript",
    "application/json",
    "image/svg+xml",
}
LEAST = 500
"""Bytes below which compressing makes nothing shorter that a packet does not hold anyway."""
LEVEL = 6
"""zlib's own choice: higher ones take twice the time for a hundredth less."""


def compressed(response: Response) -> Response:
    """Return ``response`` with its body compressed by gzip where that is wanted and of use.

    Streams of events pass as they are: what is in them has to arrive as it is written.
    """
    if response.mimetype not in TYPES or response.status_code != 200:
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") <= 0 or response.content_encoding is not None:
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < LEAST:
        return response
    # No time stamp, so that the same text is the same bytes.
    response.set_data(gzip.compress(body, LEVEL, mtime=0))
    response.content_encoding = "gzip"
    tag, _ = response.get_etag()
    if tag is not None:
        response.set_etag(tag, weak=True)
    return response

"""What browsers keep: a text under a name made of it is the same for ever."""

import hashlib

from flask import Response

YEAR = 365 * 24 * 3600


def version_of(*texts: str) -> str:
    """Return a name of these very texts: others have another name."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:12]


def kept(response: Response, *, current: bool) -> Response:
    """Let browsers keep what has its ``current`` name; under an old one it is not to be kept."""
    if current:
        response.cache_control.public = True
        response.cache_control.max_age = YEAR
        response.cache_control.immutable = True
    else:
        response.cache_control.no_store = True
    return response

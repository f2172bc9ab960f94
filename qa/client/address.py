"""Where a server is, and what every request to it carries."""

from typing import Any
from urllib.parse import urlsplit

from qa.errors import ServerError

PREFIX = "/api/v1"
TIMEOUT = 30.0
RETRIES = 3


def api_address(base_url: str) -> str:
    """Return the address of the API of the server at ``base_url``: any path, the API's own too.

    >>> api_address("http://127.0.0.1:8000/")
    'http://127.0.0.1:8000/api/v1'
    >>> api_address("https://example.org/news/api/v1")
    'https://example.org/news/api/v1'

    :raises ServerError: when it is no such address.
    """
    try:
        parts = urlsplit(base_url)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        good = False
    if not good or parts.query or parts.fragment or parts.username is not None:
        raise ServerError(
            f"{base_url!r} is not an address of a server; expected one like http://127.0.0.1:8000."
        )
    path = parts.path.rstrip("/").removesuffix(PREFIX).rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path}{PREFIX}"


def connection(token: str | None, timeout: float, transport: Any) -> dict[str, Any]:
    """Return the settings of a connection of ``httpx2``.

    Proxies and passwords of the environment are not used: questions go to the server alone.

    :raises ServerError: when the token cannot be sent.
    """
    headers: dict[str, str] = {}
    if token is not None:
        if not (token.isascii() and token.isprintable() and token) or " " in token:
            raise ServerError(
                "the token cannot be sent: expected letters, digits and signs without spaces."
            )
        headers["Authorization"] = f"Bearer {token}"
    return {"headers": headers, "timeout": timeout, "transport": transport, "trust_env": False}

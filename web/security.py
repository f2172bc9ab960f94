"""What a browser may do with our responses, and what other sites may not make it do here."""

import ipaddress
import re
from collections.abc import Collection
from functools import partial
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request
from flask_cors import CORS
from werkzeug.exceptions import BadRequest, Forbidden

from qa.errors import QAError

# Everything from this server, nothing inline, no frames: what an article says can never run.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
LOOPBACK = ("localhost", "127.0.0.1", "::1")
# What other sites may be let in to: the API, not the pages.
CALLS = r"/(api/)?v1/.*"
ANY = "*"
ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?|https?://\[[0-9a-f:]+\](:[0-9]{1,5})?")
DAY = 86_400
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def hosts_of(address: str) -> tuple[str, ...] | None:
    """Return the names that a server which listens on ``address`` answers to; None: any.

    Who listens on this machine alone means to serve nobody else. A page from elsewhere whose name
    has come to point here ("DNS rebinding") would count as our own, and is told by that name.

    >>> hosts_of("localhost")
    ('localhost', '127.0.0.1', '::1')
    >>> hosts_of("0.0.0.0") is None
    True
    """
    if address == "localhost":
        return LOOPBACK
    try:
        here = ipaddress.ip_address(address)
    except ValueError:
        return None
    if not here.is_loopback:
        return None
    return tuple(dict.fromkeys([*LOOPBACK, str(here)]))


def secure(app: Flask) -> None:
    """Put the headers on every response and refuse what other sites ask a browser to do here.

    But for the sites that the settings of ``app`` let in: their pages may call the API, with a
    token of their own where one is needed.

    :raises QAError: when such a site is not written as browsers name it.
    """
    hosts = app.config["HOSTS"]
    if hosts is not None:
        app.before_request(partial(_refuse_other_names, hosts))
    app.before_request(_refuse_other_sites)
    app.after_request(_add_headers)
    origins = app.config["CORS"]
    for origin in origins:
        if origin != ANY and not ORIGIN.fullmatch(origin):
            raise QAError(
                f"{origin!r} is not an origin. Expected a scheme, a name and maybe a port, as in "
                'https://news.example, or "*" for any site.'
            )
    if origins:
        CORS(
            app,
            resources={CALLS: {"origins": list(origins)}},
            expose_headers=["Location", "Retry-After", "X-Request-ID"],
            max_age=DAY,
            send_wildcard=ANY in origins,
        )


def _refuse_other_names(hosts: Collection[str]) -> None:
    """Raise BadRequest for a request that was made under a name we do not answer to."""
    # Werkzeug's own list of trusted hosts cannot hold an IPv6 address.
    if urlsplit(f"//{request.host}").hostname not in hosts:
        raise BadRequest(
            "This server answers to this machine alone, under localhost and its addresses. To "
            "serve others, start it with --host and the address they reach it at."
        )


def _refuse_other_sites() -> None:
    """Raise Forbidden for a change that a page of another site started.

    Form posts cross origins without asking first, and a server on this machine trusts whoever
    reaches it. Browsers name the page's origin; other programs send none and are let through.
    """
    origin = request.headers.get("Origin")
    if request.method in SAFE_METHODS or origin is None:
        return
    host = request.host.lower()
    allowed = current_app.config["CORS"]
    if re.fullmatch(CALLS, request.path) and (ANY in allowed or origin in allowed):
        return
    if origin.lower() not in {f"http://{host}", f"https://{host}"}:
        raise Forbidden(f"A page of {origin} may not do this here.")


def _add_headers(response: Response) -> Response:
    """Set our headers, keeping what a view has set itself."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["CORS"]:
        # who is let in is not to be read from what a cache kept for somebody else
        response.vary.add("Origin")
    return response

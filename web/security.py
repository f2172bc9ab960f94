"""What a browser may do with our responses, and what other sites may not make it do here."""

from flask import Flask, Response, request
from werkzeug.exceptions import Forbidden

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
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def secure(app: Flask) -> None:
    """Put the headers on every response and refuse what other sites ask a browser to change."""
    app.before_request(_refuse_other_sites)
    app.after_request(_add_headers)


def _refuse_other_sites() -> None:
    """Raise Forbidden for a change that a page of another site started.

    Form posts cross origins without asking first, and a server on this machine trusts whoever
    reaches it. Browsers name the page's origin; other programs send none and are let through.
    """
    origin = request.headers.get("Origin")
    if request.method in SAFE_METHODS or origin is None:
        return
    host = request.host.lower()
    if origin.lower() not in {f"http://{host}", f"https://{host}"}:
        raise Forbidden(f"A page of {origin} may not do this here.")


def _add_headers(response: Response) -> Response:
    """Set our headers, keeping what a view has set itself."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response

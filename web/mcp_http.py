"""The MCP server in front of a port (streamable HTTP), for who has a token of the API's."""

import signal
import sys
from collections.abc import Collection
from types import FrameType
from typing import TYPE_CHECKING, Any

import uvicorn
from mcp.server.auth.middleware.bearer_auth import BearerAuthBackend, RequireAuthMiddleware
from mcp.server.auth.provider import AccessToken
from mcp.server.transport_security import TransportSecuritySettings
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.types import ASGIApp

from web.logs import log_lines
from web.security import LOOPBACK
from web.serve import STOP_SECONDS, listen
from web.tokens import SCOPES, TokenFile

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

PATH = "/mcp"
HOST = "127.0.0.1"
PORT = 8001
# Connections at a time; more hear at once that they are too many (503).
MOST_CONNECTIONS = 256


class Verifier:
    """Tells the SDK which tokens of a file are valid, and what they may do."""

    def __init__(self, tokens: TokenFile) -> None:
        """Verify by ``tokens``, as they stand at every request."""
        self._tokens = tokens

    async def verify_token(self, token: str) -> AccessToken | None:
        """Return what a token allows; None when it is none, or was revoked."""
        known = self._tokens.find(token)
        if known is None:
            return None
        scopes = [str(scope) for scope in SCOPES if known.may(scope)]
        return AccessToken(token=token, client_id=known.id, scopes=scopes)


def serve_http(
    server: "MCPServer[Any]",
    host: str = HOST,
    port: int = PORT,
    *,
    hosts: Collection[str] | None = LOOPBACK,
    tokens: TokenFile | None = None,
) -> None:
    """Answer until Ctrl-C or SIGTERM, then exit with status 0; what was asked is answered first.

    The address is printed, as one line, once it is there. Port 0 takes a free one. ``hosts`` are
    the names it answers to, None any. With ``tokens`` it answers to who has one that may read.

    :raises QAError: when the address cannot be had.
    """
    listener = listen(host, port, "qa mcp --http --port 8002")
    log_lines()
    taken = listener.getsockname()[1]
    config = uvicorn.Config(
        mcp_app(server, hosts, tokens),
        log_config=None,
        access_log=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    # uvicorn raises the signal that stopped it again, under the handlers of before
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    sys.stdout.write(f"Ready at http://{_name(host)}:{taken}{PATH} (stop with Ctrl-C)\n")
    sys.stdout.flush()
    uvicorn.Server(config).run(sockets=[listener])


def mcp_app(
    server: "MCPServer[Any]", hosts: Collection[str] | None, tokens: TokenFile | None
) -> ASGIApp:
    """Return the application; see ``serve_http``."""
    names = [] if hosts is None else [_name(each) for each in hosts]
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection=hosts is not None,
        allowed_hosts=[*names, *(f"{name}:*" for name in names)],
        allowed_origins=[
            f"{scheme}://{name}{ports}"
            for scheme in ("http", "https")
            for name in names
            for ports in ("", ":*")
        ],
    )
    app: ASGIApp = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        transport_security=security,
    )
    if tokens is None:
        return app
    return _Guarded(app, tokens)


class _Guarded:
    """Requests go through the check of tokens, what is no request (start, stop) does not."""

    def __init__(self, app: ASGIApp, tokens: TokenFile) -> None:
        self._app = app
        checked = RequireAuthMiddleware(app, ["read"])
        self._checked = AuthenticationMiddleware(checked, BearerAuthBackend(Verifier(tokens)))

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        guarded = scope["type"] in ("http", "websocket")
        await (self._checked if guarded else self._app)(scope, receive, send)


def _name(host: str) -> str:
    """Return a host as addresses write it."""
    return f"[{host}]" if ":" in host else host


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)

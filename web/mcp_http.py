"""The MCP server in front of a port, for programs on this machine (streamable HTTP)."""

import ipaddress
import signal
import socket
import sys
from types import FrameType
from typing import TYPE_CHECKING, Any

import uvicorn
from mcp.server.transport_security import TransportSecuritySettings

from qa.errors import QAError
from web.serve import LAST_PORT

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

PATH = "/mcp"
HOST = "127.0.0.1"
PORT = 8001
# Names that this machine calls itself by; a page from elsewhere comes under another one.
NAMES = ("127.0.0.1", "localhost", "[::1]")
# How long a stop waits for answers under way.
STOP_SECONDS = 5


def serve_http(server: "MCPServer[Any]", host: str = HOST, port: int = PORT) -> None:
    """Answer on this machine until Ctrl-C or SIGTERM, then exit with status 0.

    The address is printed, as one line, once it is there. Port 0 takes a free one.

    :raises QAError: when the address is not of this machine alone, or cannot be had.
    """
    listener = _listen(host, port)
    taken = listener.getsockname()[1]
    name = f"[{host}]" if ":" in host else host
    allowed = [f"{each}:*" for each in dict.fromkeys([*NAMES, name])]
    app = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        transport_security=TransportSecuritySettings(
            allowed_hosts=allowed, allowed_origins=[f"http://{each}" for each in allowed]
        ),
    )
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, timeout_graceful_shutdown=STOP_SECONDS
    )
    # uvicorn raises the signal that stopped it again, under the handlers of before
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    sys.stdout.write(f"Ready at http://{name}:{taken}{PATH} (stop with Ctrl-C)\n")
    sys.stdout.flush()
    uvicorn.Server(config).run(sockets=[listener])


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def _listen(host: str, port: int) -> socket.socket:
    """Take the address."""
    if not _is_here(host):
        raise QAError(
            "The MCP server asks nobody who they are, so it listens on this machine alone; "
            f"expected 127.0.0.1, ::1 or localhost, not {host}. To serve others, put a proxy in "
            "front of it that knows them."
        )
    if not 0 <= port <= LAST_PORT:
        raise QAError(f"There is no port {port}; expected 0 to {LAST_PORT}.")
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise QAError(
            f"Cannot listen on {host}, port {port}: {error}. Stop what uses it, or take another "
            "one, as in: qa mcp --http --port 8002"
        ) from error


def _is_here(host: str) -> bool:
    """Tell whether only programs of this machine reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

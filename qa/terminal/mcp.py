"""``qa mcp``: a collection for editors and agents, by the Model Context Protocol."""

from typing import Annotated

import typer

from qa.contract.settings import DEFAULT_INDEX
from qa.extras import require
from qa.terminal.demonstration import build_default
from qa.terminal.options import Index
from qa.terminal.reach import AllowedHost, Tokens, WithoutTokens, names_of

EXTRA = "mcp"


def add_commands(app: typer.Typer) -> None:
    """Add ``mcp`` to the command."""
    app.command("mcp")(mcp_command)


def mcp_command(
    index: Index = DEFAULT_INDEX,
    http: Annotated[
        bool, typer.Option("--http", envvar="QA_MCP_HTTP", help="Serve streamable HTTP, not stdio.")
    ] = False,
    host: Annotated[
        str, typer.Option(envvar="QA_HOST", help="Address to listen on, with --http.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="QA_MCP_PORT", help="Port, with --http.")] = 8001,
    tokens: Tokens = None,
    without_tokens: WithoutTokens = False,
    allowed_host: AllowedHost = None,
) -> None:
    """Serve editors and agents by the Model Context Protocol.

    The program that starts this talks to it over standard input and output. With --http others
    reach it too: with a token of the API, when it is not this machine's alone. Every option can be
    set in the environment.
    """
    require("mcp", EXTRA)
    from qa.assistant import Assistant
    from web.mcp_server import mcp_server
    from web.tokens import TokenFile

    guarded = tokens is not None or without_tokens
    hosts = names_of(host, allowed_host or (), guarded=guarded)
    known = None if tokens is None else TokenFile(tokens)
    build_default(index)
    with Assistant.open(index) as assistant:
        server = mcp_server(assistant)
        if http:
            from web.mcp_http import serve_http

            serve_http(server, host, port, hosts=hosts, tokens=known)
        else:
            server.run("stdio")

"""The MCP server in front of a port: tokens, names, other sites; asked by the SDK's own client."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest
import uvicorn
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from test_mcp import QUESTION, without_time
from test_serve import STOP_SECONDS, served
from typer.main import get_command
from typer.testing import CliRunner

from qa.assistant import Assistant
from qa.errors import QAError
from qa.terminal.cli import app as command
from qa.terminal.reach import names_of
from web.mcp_http import PATH, mcp_app, serve_http
from web.mcp_server import mcp_server
from web.security import LOOPBACK
from web.tokens import TokenFile, new_token, revoke_token


@contextmanager
def running(app: Any) -> Iterator[str]:
    """Run an application in this process until the block ends; return its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, args=[[listener]])
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}{PATH}"
    finally:
        server.should_exit = True
        thread.join()


PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
ACCEPT = {"Accept": "application/json, text/event-stream"}


def status(address: str, **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx2.post(address, json=PING, headers={**ACCEPT, **named}).status_code


def test_with_tokens_it_answers_who_has_one(small: Assistant, tmp_path: Path) -> None:
    file = tmp_path / "tokens.jsonl"
    _, admin = new_token(file, "root", "admin")
    made, secret = new_token(file, "editor", "read")
    with running(mcp_app(mcp_server(small), LOOPBACK, TokenFile(file))) as address:

        async def ask(token: str) -> Any:
            headers = {"Authorization": f"Bearer {token}"}
            async with (
                httpx2.AsyncClient(headers=headers) as http,
                Client(streamable_http_client(address, http_client=http)) as client,
            ):
                result = await client.call_tool("ask", {"question": QUESTION})
                return result.structured_content

        expected = replace(small.ask(QUESTION), elapsed_ms=0)
        for token in (secret, admin):
            assert without_time(asyncio.run(ask(token))) == expected
        assert status(address) == 401
        reply = httpx2.post(address, json=PING, headers=ACCEPT)
        assert reply.headers["WWW-Authenticate"].startswith("Bearer")
        for wrong in ("Bearer qa_wrong", f"Basic {secret}", f"Bearer {secret}x", "Bearer"):
            assert status(address, Authorization=wrong) == 401, wrong
        right = f"Bearer {secret}"
        assert status(address, Authorization=right) == 200
        assert status(address, Authorization=right, Host="elsewhere.example") == 421
        assert status(address, Authorization=right, Origin="http://elsewhere.example") == 403
        revoke_token(file, made.id)
        assert status(address, Authorization=right) == 401
        with pytest.raises(ExceptionGroup):
            asyncio.run(ask(secret))
        file.unlink()
        assert status(address, Authorization=f"Bearer {admin}") >= 500


def test_without_tokens_it_answers_this_machine_alone(small: Assistant) -> None:
    with running(mcp_app(mcp_server(small), LOOPBACK, None)) as address:
        assert status(address) == 200
        assert status(address, Host="elsewhere.example") == 421
        assert status(address, Origin="http://elsewhere.example") == 403


def test_others_reach_it_under_the_names_that_are_allowed(small: Assistant) -> None:
    allowed = names_of("127.0.0.1", ["news.example"], guarded=True)
    with running(mcp_app(mcp_server(small), allowed, None)) as address:
        assert status(address, Host="news.example") == 200
        assert status(address, Host="news.example:8001", Origin="https://news.example") == 200
        assert status(address, Host="news.example.evil") == 421
        assert status(address, Host="127.0.0.1", Origin="http://news.example.evil") == 403
    with running(mcp_app(mcp_server(small), None, None)) as address:
        assert status(address, Host="anything.example") == 200


@pytest.mark.parametrize("words", [["--host", "0.0.0.0"], ["--allowed-host", "news.example"]])
def test_where_others_reach_it_it_needs_tokens_or_the_word_that_it_does_not(
    words: list[str],
) -> None:
    ran = CliRunner().invoke(command, ["mcp", "--http", *words, "--index", "nowhere"])
    assert isinstance(ran.exception, QAError) and "qa token new" in str(ran.exception)
    words = [*words, "--without-tokens"]
    ran = CliRunner().invoke(command, ["mcp", "--http", *words, "--index", "nowhere"])
    assert "no index at nowhere" in str(ran.exception)


@pytest.mark.parametrize("name", ["serve", "mcp"])
def test_every_option_of_a_server_can_be_set_in_the_environment(name: str) -> None:
    servers = get_command(command).commands[name]  # type: ignore[attr-defined]
    assert [option.name for option in servers.params if not option.envvar] == []


def test_the_environment_says_where_it_listens() -> None:
    settings = {"QA_MCP_HTTP": "1", "QA_HOST": "0.0.0.0"}
    ran = CliRunner().invoke(command, ["mcp", "--index", "nowhere"], env=settings)
    assert isinstance(ran.exception, QAError) and "at 0.0.0.0" in str(ran.exception)


def test_a_port_that_is_none_is_said(small: Assistant) -> None:
    with pytest.raises(QAError, match="port 70000"):
        serve_http(mcp_server(small), "127.0.0.1", 70_000)


SLOW = """
import sys, tempfile, time
from pathlib import Path
from small_assistant import quoting
from qa.ingest.articles import article_from_text
from web.mcp_http import serve_http
from web.mcp_server import mcp_server
assistant = quoting([article_from_text("The bridge at Arlo was closed in 2012.", "arlo.txt")])
ask = assistant.ask
assistant.ask = lambda *words, **settings: (time.sleep({seconds}), ask(*words, **settings))[1]
serve_http(mcp_server(assistant), port=0)
"""
# Longer than the five seconds that a stop once waited.
ANSWER_SECONDS = 8.0


def test_an_answer_under_way_is_given_before_it_stops() -> None:
    call = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": "ask", "arguments": {"question": "When was the bridge closed?"}},
    }
    with served(SLOW.format(seconds=ANSWER_SECONDS)) as (server, address):
        replies: list[httpx2.Response] = []
        asker = threading.Thread(
            target=lambda: replies.append(
                httpx2.post(address, json=call, headers=ACCEPT, timeout=60, trust_env=False)
            )
        )
        asker.start()
        time.sleep(2.0)
        other = httpx2.post(address, json=PING, headers={**ACCEPT, "Host": "elsewhere.example"})
        assert other.status_code == 421
        server.terminate()
        asker.join()
        (reply,) = replies
        assert "was closed in 2012" in reply.text
        _, errors = server.communicate(timeout=STOP_SECONDS)
        assert server.returncode == 0
        # whatever it says is a line of JSON
        assert [json.loads(line)["level"] for line in errors.splitlines()] == ["warning"]

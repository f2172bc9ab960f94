"""The MCP server, asked by the SDK's own client: in this process, over stdio, over HTTP."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from mcp import Client, MCPError, StdioServerParameters
from small_assistant import quoting

from qa.assistant import Assistant
from qa.contract.answer import Answer
from qa.contract.plain import to_plain
from qa.errors import ExtraNotInstalled, QAError
from qa.extras import require
from qa.ingest.articles import article_from_text
from web.mcp_server import ARTICLES, PAGE, mcp_server

TOOLS = {"ask", "find_quotation", "verify", "search_passages", "get_article", "timeline"}
QUESTION = "Why did China suspend ties in 2010?"
START_SECONDS = 120


def asked(server: Any, ask: Callable[[Client], Awaitable[Any]], mode: str = "auto") -> Any:
    """What ``ask`` finds with a client of ``server``."""

    async def run() -> Any:
        async with Client(server, mode=mode) as client:
            return await ask(client)

    return asyncio.run(run())


def call(server: Any, tool: str, **arguments: Any) -> Any:
    """The structured result of one tool, which the SDK holds to the schema of the tool."""

    async def ask(client: Client) -> Any:
        result = await client.call_tool(tool, arguments)
        assert not result.is_error, result.content
        return result.structured_content

    return asked(server, ask)


def refused(server: Any, tool: str, **arguments: Any) -> str:
    async def ask(client: Client) -> Any:
        return await client.call_tool(tool, arguments)

    result = asked(server, ask)
    assert result.is_error
    return str(result.content[0].text)


def without_time(values: dict[str, Any]) -> Answer:
    return replace(Answer.from_dict(values), elapsed_ms=0)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_it_has_the_tools_and_says_that_they_only_read(either: Assistant, mode: str) -> None:
    async def ask(client: Client) -> Any:
        return await client.list_tools()

    tools = asked(mcp_server(either), ask, mode).tools
    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert tool.description
        assert tool.output_schema["type"] == "object"
        assert tool.annotations.read_only_hint


@pytest.mark.parametrize("question", [QUESTION, "How tall is Leon Panetta?", "🙂 NEAR( *"])
def test_ask_gives_the_answer_of_the_assistant(either: Assistant, question: str) -> None:
    values = call(mcp_server(either), "ask", question=question, max_citations=2)
    expected = either.ask(question, max_citations=2)
    assert without_time(values) == replace(expected, elapsed_ms=0)


def test_settings_and_history_mean_what_they_mean_to_the_library(either: Assistant) -> None:
    given: dict[str, Any] = {
        "history": [{"question": "Who is Leon Panetta?", "answer": "Secretary of Defense"}],
        "as_of": "2024-12-31",
        "published_from": "2011-01-01",
        "published_to": "2012-12-31",
        "sources": ["003_1aa9b03e41209577.txt"],
        "max_citations": 1,
    }
    values = call(mcp_server(either), "ask", question="What did he urge?", **given)
    expected = either.ask("What did he urge?", **given)
    assert without_time(values) == replace(expected, elapsed_ms=0)


def test_the_other_tools_give_the_values_of_the_library(either: Assistant) -> None:
    server = mcp_server(either)
    quotation = "suspended its military-to-military contacts"
    assert call(server, "find_quotation", quotation=quotation) == either.trace(quotation).to_dict()
    found = call(server, "search_passages", query="military ties", most=3)
    assert found == either.search("military ties", most=3).to_dict()
    for limits in ({}, {"published_to": "2011-12-31"}):
        given = call(server, "timeline", topic="military ties", most=3, **limits)
        assert given == to_plain(either.timeline("military ties", most=3, **limits))  # type: ignore[arg-type]
    answer = either.ask(QUESTION).to_dict()
    assert call(server, "verify", exported=answer) == either.verify(answer).to_dict()
    article = either.articles()[0]
    given = call(server, "get_article", article_id=article.id)
    assert (given["text"], given["sha256"]) == (article.text, article.sha256)


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("ask", {"question": " "}, "the question is empty"),
        ("ask", {"question": "Who?", "as_of": "soon"}, "as_of is 'soon'"),
        ("ask", {"question": "Who?", "max_citations": 11}, "expected 1 to 10"),
        ("ask", {}, "Field required"),
        ("search_passages", {"query": "x", "most": 0}, "expected 1 to 50"),
        ("timeline", {"topic": ""}, "the topic is empty"),
        ("find_quotation", {"quotation": ""}, "the quotation is empty"),
        ("verify", {"exported": {"a": 1}}, "no exported answer"),
        ("get_article", {"article_id": "none"}, "none"),
    ],
)
def test_what_is_wrong_with_a_call_is_said(
    either: Assistant, tool: str, arguments: dict[str, Any], said: str
) -> None:
    assert said in refused(mcp_server(either), tool, **arguments)


def test_what_fails_inside_stays_there(small: Assistant) -> None:
    def fail(*_: object, **__: object) -> Answer:
        raise QAError("cannot read /secret/place")

    small.ask = fail  # type: ignore[method-assign]
    assert "secret" not in refused(mcp_server(small), "ask", question=QUESTION)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_articles_are_resources_listed_part_by_part(mode: str) -> None:
    texts = [f"Story {number}\n\nIt rained {number} times." for number in range(2 * PAGE + 1)]
    many = quoting([article_from_text(text, f"{n:04}.txt") for n, text in enumerate(texts)])

    async def ask(client: Client) -> tuple[list[str], list[str]]:
        uris, read = [], []
        cursor = None
        while True:
            part = await client.list_resources(cursor=cursor)
            assert len(part.resources) <= PAGE
            uris += [resource.uri for resource in part.resources]
            cursor = part.next_cursor
            if cursor is None:
                break
        for uri in uris[:: PAGE // 2]:
            read.append((await client.read_resource(uri)).contents[0].text)
        with pytest.raises(MCPError, match="cursor"):
            await client.list_resources(cursor="elsewhere")
        with pytest.raises(MCPError, match="nothing"):
            await client.read_resource(f"{ARTICLES}nothing")
        return uris, read

    uris, read = asked(mcp_server(many), ask, mode)
    assert uris == [ARTICLES + article.id for article in many.articles()]
    assert read == [article.text for article in many.articles()][:: PAGE // 2]


def command(index: Path, *options: str) -> list[str]:
    return ["-m", "qa", "mcp", "--index", str(index), *options]


def test_over_stdio(assistant: Assistant, seeds_index: Path) -> None:
    server = StdioServerParameters(
        command=sys.executable,
        args=command(seeds_index),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )

    async def ask(client: Client) -> tuple[Any, Any, Any]:
        answer = await client.call_tool("ask", {"question": QUESTION})
        listed = await client.list_resources()
        cited = answer.structured_content["citations"][0]
        read = await client.read_resource(ARTICLES + cited["article"]["id"])
        return answer.structured_content, listed, read.contents[0].text

    values, listed, text = asked(server, ask)
    assert without_time(values) == replace(assistant.ask(QUESTION), elapsed_ms=0)
    assert len(listed.resources) == len(assistant.articles())
    quote = values["citations"][0]["quote"]
    assert text[quote["start"] : quote["end"]] == quote["text"]


@contextmanager
def served(index: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Serve an index over HTTP until the block ends."""
    server = subprocess.Popen(
        [sys.executable, *command(index, "--http", "--port", "0")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    alarm = threading.Timer(START_SECONDS, server.kill)
    alarm.start()
    try:
        ready = re.match(r"Ready at (http://\S+)", server.stdout.readline())
        assert ready, server.stderr.read()
        yield server, ready[1]
    finally:
        alarm.cancel()
        server.kill()
        server.communicate()


def test_over_http(assistant: Assistant, seeds_index: Path) -> None:
    with served(seeds_index) as (server, address):

        async def ask(client: Client) -> Any:
            return (await client.call_tool("ask", {"question": QUESTION})).structured_content

        expected = replace(assistant.ask(QUESTION), elapsed_ms=0)
        for mode in ("auto", "legacy"):
            assert without_time(asked(address, ask, mode)) == expected
        server.send_signal(signal.SIGTERM)
        rest, errors = server.communicate(timeout=20)
        assert (server.returncode, rest) == (0, "")
        assert "Traceback" not in errors


def test_a_package_that_is_missing_is_named_with_its_extra() -> None:
    with pytest.raises(ExtraNotInstalled, match=r"no_such_package.*pip install 'qa\[doors\]'"):
        require("no_such_package", "doors")
    require("mcp", "mcp")

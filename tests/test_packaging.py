"""The wheel holds all that it needs, and needs nothing that a plain install does not bring."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest
import typer
from conftest import SEEDS
from wheel_fixtures import Environment, tracked

from qa.terminal.cli import app

QUESTION = "Why did China suspend ties in 2010?"
SERVED = """
import re
import sys
from qa import Assistant
from web.app import create_app
with Assistant.open(sys.argv[1]) as assistant:
    client = create_app(assistant).test_client()
    page = client.get("/")
    addresses = re.findall('<script[^>]* src="([^"]+)"', page.text)
    replies = [page, *map(client.get, [*addresses, "/api/v1/openapi.json"])]
print(*(reply.status_code for reply in replies))
"""


def test_what_is_tracked_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    wanted = {name for name in tracked("qa", "web") if not name.startswith("web/screenshots/")}
    assert held == wanted


def test_an_empty_environment_indexes_and_answers(plain: Environment, seeds_index: Path) -> None:
    assert "site-packages" in plain.run("python", "-c", "import qa; print(qa.__file__)")
    shutil.copytree(SEEDS, plain.folder / "articles", dirs_exist_ok=True)
    plain.run("qa", "index", "articles", "--index", "made")
    answer = json.loads(plain.run("qa", "ask", QUESTION, "--index", "made", "--json"))
    assert answer["answered"]
    text = (SEEDS / answer["citations"][0]["article"]["source"]).read_text(encoding="utf-8")
    quote = answer["citations"][0]["quote"]
    assert text[quote["start"] : quote["end"]] == quote["text"]


def test_it_serves_its_pages(plain: Environment, seeds_index: Path) -> None:
    printed = plain.run("python", "-c", SERVED, str(seeds_index))
    assert printed.split() == ["200"] * 4  # the page, two scripts, the description


@pytest.mark.parametrize("name", ["mcp", "langchain_core", "llama_index", "haystack"])
def test_a_plain_install_has_no_extra(plain: Environment, name: str) -> None:
    plain.run("python", "-c", f"import {name}", status=1)


def test_a_command_without_its_extra_says_how_to_get_it(plain: Environment) -> None:
    assert "pip install 'qa[mcp]'" in plain.run("qa", "mcp", status=2)


def test_every_command_has_help_without_extras(plain: Environment) -> None:
    command = typer.main.get_command(app)
    assert isinstance(command, typer.core.TyperGroup)
    for name in command.commands:
        assert plain.run("qa", name, "--help")

"""Every code block of the README does what it says, in a folder like a fresh clone's."""

import json
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, SEEDS
from werkzeug.serving import make_server

from qa.assistant import Assistant
from qa.ingest.articles import read_article
from web.app import create_app

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
PORT = "8000"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, seeds_index: Path) -> Path:
    """A folder with what the README speaks of: seeds, their index, and articles of one's own."""
    folder = tmp_path_factory.mktemp("clone")
    (folder / "seeds").symlink_to(SEEDS)
    (folder / "indexes").mkdir()
    (folder / "indexes" / "seeds").symlink_to(seeds_index)
    (folder / "path" / "to" / "articles").mkdir(parents=True)
    (folder / "path" / "to" / "articles" / "NAME.txt").write_text(
        "Minister resigns\n\nThe minister of finance resigned on 7 January 2011.\n"
    )
    return folder


@pytest.fixture(scope="module")
def port(assistant: Assistant) -> Iterator[str]:
    """A running server, on a port that is free."""
    server = make_server("127.0.0.1", 0, create_app(assistant), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield str(server.server_port)
    server.shutdown()
    thread.join()
    server.server_close()


def test_every_block_is_of_a_kind_that_is_run() -> None:
    assert {kind for kind, _ in BLOCKS} <= {"python", "console", "json", ""}
    for kind in ("python", "console", "json"):
        assert any(kind == other for other, _ in BLOCKS)


def test_python_blocks_run_in_order(place: Path, port: str, seeds_index: Path) -> None:
    blocks = [text for kind, text in BLOCKS if kind == "python" and not text.startswith("#!")]
    code = "\n".join(blocks).replace(PORT, port)
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=place, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    assert "Gates Seeks Sustained Military Relationship" in ran.stdout
    assert "What did he urge? (Leon Panetta)" in ran.stdout


def test_the_script_checks_a_receipt_without_this_package(
    assistant: Assistant, tmp_path: Path
) -> None:
    (script,) = [text for kind, text in BLOCKS if kind == "python" and text.startswith("#!")]
    assert len(script.splitlines()) < 60
    assert not re.search(r"^\s*(?:from|import) (?:qa|web)\b", script, re.MULTILINE)
    (tmp_path / "check.py").write_text(script)
    receipt = assistant.receipt("Why did China suspend ties in 2010?").to_dict()

    def check(values: dict[str, Any], folder: Path) -> tuple[int, str]:
        (tmp_path / "answer.json").write_text(json.dumps(values, indent=1))
        command = [sys.executable, "-I", "-W", "error", "check.py", "answer.json", str(folder)]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        assert not ran.stderr
        return ran.returncode, ran.stdout

    status, said = check(receipt, SEEDS)
    assert (status, said.splitlines()[0]) == (0, "receipt: as it was written")
    assert said.count(" stands in ") == len(receipt["citations"]) > 0
    assert check({**receipt, "text": "because of the weather"}, SEEDS)[0] == 1
    edited = tmp_path / "edited"
    edited.mkdir()
    for path in SEEDS.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        (edited / path.name).write_text(text.replace("Taiwan", "Japan"), encoding="utf-8")
    status, said = check(receipt, edited)
    assert status == 1
    assert "[1] DOES NOT STAND" in said


def commands() -> list[tuple[str, str]]:
    """Each command of the console blocks, with the output that is shown below it."""
    found = []
    for kind, text in BLOCKS:
        if kind == "console":
            for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                lines = part.split("\n")
                last = next(n for n, line in enumerate(lines) if not line.endswith("\\"))
                command = " ".join(line.rstrip("\\") for line in lines[: last + 1])
                found.append((command, "\n".join(lines[last + 1 :])))
    return found


@pytest.mark.parametrize(("command", "shown"), commands(), ids=lambda value: value[:40])
def test_console_blocks_run(place: Path, port: str, command: str, shown: str) -> None:
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "80",
    }
    if command.startswith("make "):
        ran = subprocess.run(
            ["make", "-n", *command.split()[1:]], cwd=ROOT, capture_output=True, text=True
        )
        assert ran.returncode == 0, ran.stderr
        return
    if command.startswith("qa serve"):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            command += f" --port {free.getsockname()[1]}"
        process = subprocess.Popen(
            command.split(), cwd=place, env=environment, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert "http://127.0.0.1:" in process.stdout.readline()
        process.terminate()
        process.communicate(timeout=60)
        return
    ran = subprocess.run(
        command.replace(PORT, port),
        shell=True,
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    printed = " ".join(ran.stdout.split())
    for piece in shown.split("..."):
        assert " ".join(piece.split()) in printed


def test_the_sidecar_that_is_shown_is_read(tmp_path: Path) -> None:
    (block,) = [text for kind, text in BLOCKS if kind == "json"]
    stated = json.loads(block.replace("https://…", "https://example.org/…"))
    (tmp_path / "NAME.txt").write_text("A headline\n\nThe minister resigned on Monday.\n")
    (tmp_path / "NAME.json").write_text(json.dumps(stated))
    article = read_article(tmp_path / "NAME.txt")
    assert article.title == stated["title"]
    assert article.published is not None
    assert article.published.value == stated["published"]


def test_every_command_that_the_readme_names_is_there(
    qa: Callable[..., tuple[int, str, str]],
) -> None:
    names = sorted(set(re.findall(r"`qa (evaluate [\w-]+|[a-z]+)", README)))
    assert len(names) > 10
    for name in names:
        assert qa(*name.split(), "--help")[0] == 0, name
    assert qa("no-such-command", "--help")[0] == 2

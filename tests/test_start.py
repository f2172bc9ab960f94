"""What a new process loads, sends, writes and keeps when it asks; what of it is made again."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from conftest import ROOT

from qa.assistant import Assistant
from qa.index import whole_file
from qa.index.kept import FOLDER, kept
from qa.index.runtime import begin
from qa.read.reader import MODEL
from qa.read.span_model.model import SpanModel

ASK = """
import json, sys
from pathlib import Path
import socket, threading
tried = []
def refuse(*arguments): tried.append(str(arguments)); raise OSError("no network")
socket.socket.connect = socket.getaddrinfo = refuse
from qa import Assistant
from qa.client import Client
from web.app import create_app
with Assistant.open(sys.argv[1]) as assistant:
    answer = assistant.ask("Why did China suspend ties in 2010?")
    reply = create_app(assistant).test_client().post("/api/v1/ask", json={"question": "Who spoke?"})
    import qa.terminal.chat
for thread in threading.enumerate():
    if thread is not threading.current_thread(): thread.join(5)
loaded = sorted({name.split(".")[0] for name in sys.modules})
print(json.dumps({"text": answer.text, "status": reply.status_code, "tried": tried,
    "loaded": loaded, "home": [str(path) for path in Path.home().rglob("*")]}))
"""

HEAVY = {"torch", "transformers", "sentence_transformers", "huggingface_hub", "sklearn", "scipy"}
REPORTING = {"openvino_telemetry"}


def test_asking_loads_no_torch_and_reports_to_nobody(seeds_index: Path, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    environment |= {"HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-c", ASK, str(seeds_index)],
        capture_output=True,
        text=True,
        env=environment,
    )
    assert ran.returncode == 0, ran.stderr
    seen = json.loads(ran.stdout)
    assert seen["text"] and seen["status"] == 200
    assert not (HEAVY | REPORTING) & set(seen["loaded"])
    assert seen["tried"] == seen["home"] == []


LOADED = """
import sys
from qa.terminal.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(*sys.modules, file=sys.stderr)
"""
LISTING = HEAVY | {"numpy", "openvino", "faiss", "tokenizers", "flask", "snowballstemmer"}
# What makes indexes, the stemmers of other languages, what numpy seldom needs.
ASKING = HEAVY | {
    "qa.index.derive",
    "qa.index.collection",
    "qa.index.refresh",
    "qa.ingest.sentences",
}
ASKING |= {"snowballstemmer.german_stemmer", "numpy.ma"}
HELPING = LISTING | {"rich", "sqlite3", "qa.contract.answer", "web.tokens"}


@pytest.mark.parametrize(
    ("command", "unused"),
    [
        ("--help", HELPING | {"pydantic", "email"}),
        ("--version", HELPING | {"pydantic"}),
        ("articles --help", HELPING),
        ("evaluate --help", HELPING),
        ("token --help", HELPING),
        ("articles --index INDEX", LISTING),
        ("ask 'Why did China suspend ties in 2010?' --index INDEX", ASKING),
        ("quote China --index INDEX", LISTING - {"snowballstemmer"}),
        ("verify ANSWER --no-ask --index INDEX", LISTING),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_command_loads_nothing_that_it_does_not_use(
    seeds_index: Path, assistant: Assistant, tmp_path: Path, command: str, unused: set[str]
) -> None:
    answer = tmp_path / "answer.json"
    answer.write_text(json.dumps(assistant.ask("Who is Wu Qian?").to_dict()))
    places = {"INDEX": str(seeds_index), "ANSWER": str(answer)}
    arguments = [places.get(word, word) for word in shlex.split(command)]
    ran = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert ran.returncode == 0, ran.stderr
    loaded = set(ran.stderr.split())
    assert "qa.terminal.cli" in loaded
    assert not unused & loaded


def test_networks_are_loaded_before_what_reads_dates_is_imported() -> None:
    told = "import qa.assistant, qa.read.models, sys; print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", told],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert "qa.read.reader" in ran.stdout.split()
    assert not {"qa.dates.expressions", "qa.answering"} & set(ran.stdout.split())


def test_the_command_ends_with_all_that_it_said(seeds_index: Path) -> None:
    command = [sys.executable, "-m", "qa", "ask", "Who is Wu Qian?", "--index", str(seeds_index)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run([*command, "--json"], capture_output=True, text=True, env=environment)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["answered"]
    ran = subprocess.run(
        [*command, "--as-of", "x"], capture_output=True, text=True, env=environment
    )
    assert ran.returncode == 2
    assert ran.stderr.startswith("qa: as_of is 'x'")


ENDING = """
import sys
from qa.__main__ import run
from qa.index.embedder import SentenceEmbedder
from qa.read.span_model.network import Network
Network.__del__ = SentenceEmbedder.__del__ = lambda self: print("taken apart", file=sys.stderr)
run()
"""


def test_what_was_loaded_is_not_taken_apart_at_the_end(seeds_index: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", ENDING, "ask", "Who is Wu Qian?", "--index", str(seeds_index)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Wu Qian" in ran.stdout


PASSAGE = "The weapons were worth $6.4 billion. China suspended the ties in early 2010."


def test_what_was_compiled_is_kept_and_made_again_when_damaged(
    shipped: SpanModel, tmp_path: Path
) -> None:
    expected = shipped.score("How much were the weapons worth?", [PASSAGE])
    folder = tmp_path / "reader"
    shutil.copytree(MODEL, folder, ignore=shutil.ignore_patterns(FOLDER))

    def score() -> object:
        return SpanModel.load(folder).score("How much were the weapons worth?", [PASSAGE])

    assert score() == expected
    (path,) = (folder / FOLDER).iterdir()
    whole = path.read_bytes()
    for damaged in (b"", whole[:-1], whole[1:], whole[:5000] + b"damage" + whole[5006:]):
        path.write_bytes(damaged)
        assert score() == expected
        assert path.stat().st_size > 0.99 * len(whole)


def test_where_nothing_can_be_kept_it_is_made_every_time(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file where the folder would be")
    calls = []

    def make() -> bytes:
        calls.append("made")
        return b"content"

    for _ in range(2):
        assert kept(tmp_path, ["a"], make).tobytes() == b"content"
    assert len(calls) == 2


def test_what_is_kept_depends_on_all_that_it_was_made_from(tmp_path: Path) -> None:
    for made_from in (["a"], ["b"], ["a", "b"], ["ab"], []):
        assert kept(tmp_path, made_from, lambda: repr(made_from).encode()).tobytes()  # noqa: B023
    for made_from in (["a"], ["b"], ["a", "b"], ["ab"], []):
        again = kept(tmp_path, made_from, lambda: pytest.fail("was kept"))
        assert again.tobytes() == repr(made_from).encode()
        assert isinstance(again, np.ndarray)


def test_a_file_that_could_not_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole_file.os, "replace", full)
    assert kept(tmp_path, ["a"], lambda: b"content").tobytes() == b"content"
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_work_begun_elsewhere_gives_its_result_and_its_error() -> None:
    assert begin(lambda: 6 * 7).result() == 42
    with pytest.raises(ZeroDivisionError):
        begin(lambda: 1 // 0).result()

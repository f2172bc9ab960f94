"""The command beside other programs: input, output, exit status, names, completion, chat."""

import io
import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import typer
from conftest import ROOT, SEEDS
from rich.console import Console

from qa.assistant import Assistant
from qa.contract.answer import (
    Abstention,
    Agreement,
    Answer,
    ContextTerm,
    Correction,
    Part,
    TextSpan,
)
from qa.contract.listing import filter_of
from qa.dates.partial import in_words, interval, range_in_words
from qa.terminal.chat import COMMANDS, chat
from qa.terminal.cli import app
from qa.terminal.rendering import answer_lines

Run = Callable[..., tuple[int, str, str]]

HEADLINE = "Why did China suspend ties in 2010?"
UNKNOWN = "How tall is Leon Panetta?"
# A busy machine opens models this slowly at the worst.
PATIENCE = 60


def commands() -> list[list[str]]:
    """Every command and every command of a group, as it is typed."""
    group = typer.main.get_command(app)
    found: list[list[str]] = [[]]
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        found.append([name])
        found += [[name, inner] for inner in getattr(command, "commands", {})]
    return found


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_has_a_short_help(qa: Run, command: list[str]) -> None:
    for option in ("-h", "--help"):
        status, out, _ = qa(*command, option)
        assert status == 0
        assert "Usage" in out
        _, _, below = out.partition("\n\n")
        assert not [line for line in below.splitlines() if line.endswith("...")]


def test_the_version_is_that_of_the_package(qa: Run) -> None:
    assert qa("--version") == (0, f"qa {version('qa')}\n", "")


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (["ask", HEADLINE], 0),
        (["ask", UNKNOWN], 4),
        (["timeline", "military ties"], 0),
        (["articles"], 0),
        (["quote", "China suspended its military-to-military contacts"], 0),
        (["check"], 0),
    ],
    ids=lambda value: str(value[0]) if isinstance(value, list) else "",
)
def test_every_reading_command_gives_json(
    qa: Run, seeds_index: Path, command: list[str], expected: int
) -> None:
    status, out, err = qa(*command, "--json", "--index", seeds_index)
    assert (status, err) == (expected, "")
    assert isinstance(json.loads(out), dict)


def test_articles_are_rows_of_fields_where_no_person_looks(
    qa: Run, seeds_index: Path, assistant: Assistant
) -> None:
    status, out, _ = qa("articles", "--index", seeds_index)
    assert status == 0
    rows = [line.split("\t") for line in out.splitlines()]
    held = [summary.reference for summary in assistant.summaries()]
    assert [row[3] for row in rows] == [one.id for one in held]
    assert [row[0] for row in rows] == [one.published or "" for one in held]
    listed = json.loads(qa("articles", "--json", "--index", seeds_index)[1])
    assert [one["id"] for one in listed["articles"]] == [one.id for one in held]
    assert listed["collection"] == assistant.collection().name


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["panetta"], {"query": "panetta", "anywhere": True}),
        (["contacts arms"], {"text": "contacts arms"}),
        (["--published-from", "2012-01-01"], {"published_from": "2012-01-01"}),
        (
            ["china", "--published-to", "2011-12-31"],
            {"query": "china", "anywhere": True, "published_to": "2011-12-31"},
        ),
        (["--publisher", "Nobody"], {"publisher": "Nobody"}),
        (["--section", "World"], {"section": "World"}),
    ],
    ids=str,
)
def test_articles_are_listed_as_the_library_does(
    qa: Run,
    seeds_index: Path,
    assistant: Assistant,
    options: list[str],
    wanted: dict[str, Any],
) -> None:
    status, out, _ = qa("articles", *options, "--index", seeds_index)
    held = assistant.list_articles(filter_of(wanted)).articles
    assert status == 0
    assert [line.split("\t")[3] for line in out.splitlines()] == [one.reference.id for one in held]
    assert len(held) < 5


def test_a_day_that_is_none_is_refused(qa: Run, seeds_index: Path) -> None:
    status, _, err = qa("articles", "--published-from", "2012", "--index", seeds_index)
    assert status == 2 and "2011-01-31" in err


def test_a_timeline_is_rows_of_fields_where_no_person_looks(
    qa: Run, seeds_index: Path, assistant: Assistant
) -> None:
    _, out, _ = qa("timeline", "military ties", "--index", seeds_index)
    entries = assistant.timeline("military ties").entries
    rows = [line.split("\t") for line in out.splitlines()]
    assert len(rows) == len(entries) > 1
    for row, entry in zip(rows, entries, strict=True):
        quote = entry.citation.quote
        assert row[:2] == [entry.date.earliest, entry.date.latest]
        assert row[3:] == [entry.citation.article.source, str(quote.start), str(quote.end)]
    source = entries[0].citation.article.source
    for limits in (["--source", source], ["--published-to", "2011-12-31"]):
        _, out, _ = qa("timeline", "military ties", *limits, "--index", seeds_index)
        limited = {line.split("\t")[3] for line in out.splitlines()}
        assert limited and limited < {row[3] for row in rows}


def test_lines_stay_whole_where_no_person_looks(seeds_index: Path, assistant: Assistant) -> None:
    ran = command_line(["ask", HEADLINE, "--index", str(seeds_index)], columns=20)
    assert f"[1] {assistant.ask(HEADLINE).citations[0].quote.text}" in ran.stdout.splitlines()


def command_line(
    arguments: list[str], content: bytes = b"", columns: int = 80, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": str(columns), **variables}
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-m", "qa", *arguments],
        input=content,
        capture_output=True,
        env=environment,
        timeout=10 * PATIENCE,
    )
    return subprocess.CompletedProcess(
        ran.args, ran.returncode, ran.stdout.decode(), ran.stderr.decode()
    )


def test_questions_come_from_the_input(seeds_index: Path, assistant: Assistant) -> None:
    asked = [HEADLINE, UNKNOWN, "x" * 5_000, "Who is Wu Qian?"]
    content = "\ufeff" + "\r\n\n".join(asked) + "\n"
    index = str(seeds_index)
    ran = command_line(["ask", "--batch"], content.encode() + b"\xff\xfe\n", QA_INDEX=index)
    *answered, long, good, broken = [json.loads(line) for line in ran.stdout.splitlines()]
    assert ran.returncode == 2
    for values, question in zip([*answered, good], [asked[0], asked[1], asked[3]], strict=True):
        assert {**values, "elapsed_ms": 0} == {
            **assistant.ask(question).to_dict(),
            "elapsed_ms": 0,
        }
    assert "5,000" in long["error"] and "UTF-8" in broken["error"]
    assert long["question"] == asked[2]
    ran = command_line(["ask", "-", "--json"], f" {UNKNOWN}\n".encode(), QA_INDEX=index)
    assert ran.returncode == 4
    assert json.loads(ran.stdout)["question"] == UNKNOWN
    refused = command_line(["ask", HEADLINE, "--batch"], QA_INDEX=index)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "--batch" in refused.stderr


def test_a_reader_that_leaves_early_is_no_failure_of_ours(seeds_index: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "qa", "ask", "--batch", "--index", str(seeds_index)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdin and process.stdout and process.stderr
    process.stdin.write(b"Who is Wu Qian?\n" * 10)
    process.stdin.close()
    assert process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait(PATIENCE)


def test_a_collection_has_a_name_of_its_own(qa: Run, tmp_path: Path) -> None:
    index = tmp_path / "index"
    seed = SEEDS / "003_1aa9b03e41209577.txt"
    assert qa("index", seed, "--index", index)[0] == 0
    with Assistant.open(index) as assistant:
        before = assistant.collection()
        assert (before.name, assistant.name) == ("index", "index")
        assert qa("index", seed, "--index", index, "--name", "Zeitung für alle")[0] == 0
        after = assistant.collection()
        assert (after.name, after.digest) == ("Zeitung für alle", before.digest)
        assert assistant.ask(HEADLINE).collection == after
        assert assistant.trace("Gates").collection == after
        assert assistant.timeline("Gates").collection == after
    assert json.loads(qa("articles", "--json", "--index", index)[1])["collection"] == after.name
    assert qa("index", seed, "--index", index)[0] == 0
    with Assistant.open(index) as assistant:
        assert assistant.name == after.name
    for wrong in ("", " ", "two\nlines", "\u202e", "x" * 101):
        status, _, error = qa("index", seed, "--index", index, "--name", wrong)
        assert status == 2 and error.startswith("qa: --name")


def test_the_shell_completes_commands_and_articles(seeds_index: Path) -> None:
    def offered(words: str) -> list[str]:
        run = "import sys; sys.argv[0] = 'qa'; from qa.__main__ import run; run()"
        ran = subprocess.run(
            [sys.executable, "-c", run],
            capture_output=True,
            text=True,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "_QA_COMPLETE": "complete_bash",
                "COMP_WORDS": words,
                "COMP_CWORD": str(words.count(" ")),
            },
        )
        return ran.stdout.split()

    assert "remove" in offered("qa re")
    assert offered(f"qa ask --index {seeds_index} --source 003") == ["003_1aa9b03e41209577.txt"]
    assert offered(f"qa remove --index {seeds_index} 5eba7") == ["5eba70925981b243"]
    assert offered("qa remove --index none 5eba7") == []


def on_terminal(code: str, typed: list[tuple[str, str]]) -> str:
    """Run code on a terminal; type each line once the words before it came after the last one."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
        os.execv(sys.executable, [sys.executable, "-c", code])
    seen, since = b"", 0
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                seen += os.read(terminal, 65536)
            except OSError:  # the other side is closed
                break
        if typed and typed[0][0].encode() in seen[since:]:
            since = len(seen)
            os.write(terminal, typed.pop(0)[1].encode())
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    return seen.decode()


CHAT = """
from pathlib import Path
from rich.console import Console
from small_assistant import quoting
from qa.ingest.articles import article_from_bytes
from qa.terminal.chat import chat
files = sorted(Path("seeds").glob("*.txt"))
chat(quoting([article_from_bytes(one.read_bytes(), one.name) for one in files]), Console())
"""


def test_tab_completes_and_arrows_bring_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    typed = [
        ("› ", "/so\t\n"),
        ("undated", "/only 003\t\n"),
        ("Asking only 003_1aa9b03e41209577.txt.", "/only\n"),
        ("Asking all articles.", "\x1b[A\x1b[A\n"),
        ("Asking only 003_1aa9b03e41209577.txt.", "/quit\n"),
    ]
    seen = on_terminal(CHAT, typed)
    assert typed == []
    assert "/sources" in seen
    assert seen.count("Asking only 003_1aa9b03e41209577.txt.") == 2


def talk(small: Assistant, monkeypatch: pytest.MonkeyPatch, *lines: str) -> str:
    """What a conversation prints."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
    console = Console(file=io.StringIO(), width=200)
    chat(small, console)
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_a_conversation_follows_up_opens_and_limits(
    small: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "Why did China suspend its military contacts with the United States?"
    printed = talk(small, monkeypatch, question, "And when were they restored?", "1", "9", "")
    assert "with: " in printed
    assert "has no citation 9" in printed
    alone = talk(small, monkeypatch, question, "/alone And when were they restored?")
    afresh = talk(small, monkeypatch, question, "/new", "And when were they restored?")
    assert "with: " not in alone + afresh
    chosen = talk(small, monkeypatch, question, "/with Taiwan , arms", "/with")
    assert "with: Taiwan · arms" in chosen and chosen.count("with: ") == 1
    assert "no question yet" in talk(small, monkeypatch, "/with Taiwan", "/as-typed")
    only = talk(small, monkeypatch, "/only 003_1aa9b03e41209577.txt", question, "/only none.txt")
    assert "003_1aa9b03e41209577.txt [" in only and "001_502fe55fd0717b56.txt [" not in only
    assert "No article none.txt" in only
    helped = talk(small, monkeypatch, "/nonsense")
    assert all(command in helped for command in COMMANDS)


def test_a_word_that_was_read_as_another_is_asked_as_it_was_typed(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = talk(assistant, monkeypatch, "Why did China suspnd ties in 2010?", "/as-typed")
    assert printed.count("(suspnd)") == 1


@pytest.fixture
def answer(assistant: Assistant) -> Answer:
    return assistant.ask(HEADLINE)


def printed(answer: Answer) -> list[str]:
    return [line.plain for line in answer_lines(answer)]


def test_what_a_question_was_asked_with_is_shown(answer: Answer) -> None:
    asked = replace(
        answer,
        standalone_question=f"{HEADLINE} (ties)",
        context=(ContextTerm("military\x1b ties", 1), ContextTerm("2010", 2)),
        corrected=(Correction("suspendd", "suspended"),),
    )
    lines = printed(asked)
    assert lines[:2] == ["Read as: suspended (suspendd)", "with: military\ufffd ties · 2010"]
    assert not any(asked.standalone_question in line for line in lines)


def test_parts_are_quotes_below_their_labels(answer: Answer) -> None:
    (first, *_) = answer.citations
    second = replace(first, number=2)
    lines = printed(
        replace(answer, kind="comparison", parts=(Part("China", first), Part("Japan", second)))
    )
    assert lines[0] == "China"
    assert lines[1] == f"[1] {first.quote.text}"
    assert lines[lines.index("Japan") + 1] == f"[2] {first.quote.text}"
    assert f"“{answer.text}”" not in lines


def test_sources_that_differ_are_shown(answer: Answer) -> None:
    (first, *_) = answer.citations
    groups = Agreement("31", "says", (first,)), Agreement("30", "differs", (first,))
    assert "Reported differently:" in printed(replace(answer, agreement=groups))


def test_a_possible_answer_and_a_greeting_are_no_plain_no(answer: Answer) -> None:
    nearest = answer.citations
    none = replace(answer, answered=False, text="", citations=(), right_of_hundred=None)
    possible = printed(replace(none, abstention=Abstention("Doubtful.", nearest, possible=True)))
    assert possible[:2] == ["Possibly:", f"[1] {nearest[0].quote.text}"]
    assert "No answer." not in possible
    plain = printed(replace(none, abstention=Abstention("Nothing.", nearest)))
    assert plain[0] == "No answer."
    greeting = printed(replace(none, kind="help", abstention=Abstention("Ask.", ())))
    assert greeting == ["Ask."]


@pytest.mark.parametrize("value", ["2011", "2011-02", "2011-02-28"])
def test_a_range_that_a_date_says_is_that_date(value: str) -> None:
    earliest, latest = map(str, interval(value))
    assert range_in_words(value, earliest, latest) == in_words(value)


@pytest.mark.parametrize(
    ("value", "earliest", "latest", "said"),
    [
        ("201X", "2010-01-01", "2019-12-31", "Between 2010 and 2019"),
        ("2010", "2010-09-18", "2012-09-18", "Between 18 September 2010 and 18 September 2012"),
        ("2011-W02", "2011-01-10", "2011-01-16", "10 – 16 January 2011"),
        ("2011-SU", "2011-06-01", "2011-08-31", "June – August 2011"),
        ("P2D", "2011-01-07", "2011-01-07", "7 January 2011"),
    ],
)
def test_a_range_says_once_what_its_ends_share(
    value: str, earliest: str, latest: str, said: str
) -> None:
    assert range_in_words(value, earliest, latest) == said


def test_entries_of_one_sentence_show_it_once_on_a_terminal(assistant: Assistant) -> None:
    (first, *_) = assistant.ask("Why did China suspend ties in 2010?").citations
    words = first.quote.text.split(" ")[:3]
    places = [first.quote.text.index(word) + first.quote.start for word in words]
    entries = [
        replace(first, number=number, answer=TextSpan(word, start, start + len(word)))
        for number, (word, start) in enumerate(zip(words, places, strict=True), start=1)
    ]
    answer = replace(
        assistant.ask("Why did China suspend ties in 2010?"),
        kind="list",
        parts=tuple(Part("", entry) for entry in entries),
    )
    lines = list(answer_lines(answer))
    (sentence,) = [line for line in lines if first.quote.text in line.plain]
    assert sentence.plain.startswith("[1, 2, 3] ")
    marked = [sentence.plain[span.start : span.end] for span in sentence.spans]
    assert marked == words
    assert [line.plain for line in lines if line.plain.startswith("“")] == [
        f"“{word}”" for word in words
    ]

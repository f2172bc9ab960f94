"""Speed and memory on this machine: ``make bench``. One run, so that its ratios hold anywhere.

Each figure is measured on the real parts; the questions are those of ``tests/questions``. Beside
it stands what plain PyTorch takes with the same weights for the same texts, in float32, and what
the matrix products alone take, all of them at once: the machine's limit. Last come the targets.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench_growing import growing
from bench_load import load_rows, loads
from bench_page import figures
from bench_plain import Inputs, best, in_torch, plain_seconds, products
from bench_plot import Bars, plot
from bench_scale import scaled
from bench_targets import Target, target_table
from flask.testing import FlaskClient
from rich.console import Console
from rich.table import Table

from qa.assistant import Assistant
from qa.evaluate.questions import load_questions
from qa.index.weights import installed_weights
from qa.read.reader import MODEL
from qa.read.verifier import VERIFIER
from qa.terminal.index import index_paths
from web.app import create_app

ROOT = Path(__file__).parent.parent
ROUNDS = 3
STARTS = 3
ARTICLES = 40
COMPARED = 6
"""Questions whose passages plain PyTorch reads as well: enough to tell, it is slow."""


def main() -> None:
    """Measure, print and draw."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=int, help="passages of a collection made from --real")
    parser.add_argument("--real", type=Path, help="an index whose passages are real ones")
    parser.add_argument("--plot", type=Path, default=ROOT / "web" / "screenshots" / "speed.svg")
    arguments = parser.parse_args()
    if arguments.scale and not arguments.real:
        parser.error("--scale needs --real, an index made by qa index")
    table = Table("what", "p50", "p95", "PyTorch", "limit", box=None)
    for column in table.columns[1:]:
        column.justify = "right"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seconds = best(lambda: index_paths([ROOT / "seeds"], folder / "seeds", QUIET), 1)
        table.add_row("seeds indexed", f"{seconds:.1f} s")
        starts(folder / "seeds", table)
        with Assistant.open(folder / "seeds") as assistant:
            middle = questions(assistant, table)
        memory(folder / "seeds", table)
        load(folder / "seeds", table)
        indexing(folder, table)
        for row in growing():
            table.add_row(*row)
        page = figures()
        for row in page.rows():
            table.add_row(*row)
        TARGETS.extend(page.targets())
        if arguments.scale:
            large = scaled(arguments.scale, arguments.real, folder)
            for row in large.rows:
                table.add_row(*row)
            name = f"a question on {arguments.scale:,} passages against one on the seeds, p50"
            TARGETS.append(Target(name, large.question / middle, 2, 1.3))
            TARGETS.append(Target("… memory there", large.megabytes, 2000, 1000, "MB"))
    Console().print(table, target_table(TARGETS))
    plot(BARS, arguments.plot, f"Time taken on {os.cpu_count()} cores, one run of make bench")
    if page.missed():
        sys.exit(f"The page misses its limits: {'; '.join(page.missed())}")


QUIET = Console(quiet=True)
BARS: list[Bars] = []
"""What is drawn, filled in as it is measured."""
TARGETS: list[Target] = []
"""What is wanted, filled in the same way."""


def milliseconds(seconds: Sequence[float]) -> tuple[str, str]:
    """Median and 95th percentile, written."""
    ordered = sorted(seconds)
    middle, late = statistics.median(ordered), ordered[len(ordered) * 95 // 100]
    return f"{1000 * middle:.1f} ms", f"{1000 * late:.1f} ms"


def starts(index: Path, table: Table) -> None:
    """New processes: the command, and what it is held against, in turn."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def run(*command: str) -> Callable[[], object]:
        return lambda: subprocess.run(
            [sys.executable, *command], check=True, env=environment, stdout=subprocess.DEVNULL
        )

    ask = run("-m", "qa", "ask", "Who is Wu Qian?", "--index", str(index))
    ask()
    asked, imported = zip(
        *((best(ask, 1), best(run("-c", "import torch"), 1)) for _ in range(STARTS)), strict=True
    )
    table.add_row(
        "qa ask in a new process; import torch alone", f"{min(asked):.2f} s", "",
        f"{min(imported):.2f} s",
    )  # fmt: skip
    BARS.append(Bars("new qa ask; import torch", min(asked), min(imported)))
    TARGETS.append(Target("new qa ask against import torch", min(asked) / min(imported), 1.0, 0.4))
    for name, command in (
        ("qa --help", ("-m", "qa", "--help")),
        ("import qa", ("-c", "import qa")),
    ):
        seconds = best(run(*command))
        table.add_row(f"{name} in a new process", f"{seconds:.2f} s")
        TARGETS.append(Target(name, seconds, 0.2, 0.1, "s"))


MEMORY = """
import sys
from pathlib import Path
from qa import Assistant
from qa.evaluate.questions import load_questions
from web.app import create_app
with Assistant.open(sys.argv[1]) as assistant:
    http = create_app(assistant).test_client()
    for file in sorted(Path("tests/questions").glob("seeds*.jsonl")):
        for question, _ in load_questions(file):
            http.post("/api/v1/ask", json={"question": question})
    print(Path("/proc/self/status").read_text(), Path("/proc/self/smaps_rollup").read_text())
"""


def memory(index: Path, table: Table) -> None:
    """What a process that answers all questions through the app holds, files it shares included."""
    if not Path("/proc/self/status").exists():
        return
    ran = subprocess.run(
        [sys.executable, "-c", MEMORY, str(index)],
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    held = dict(line.split(":", 1) for line in ran.stdout.splitlines() if ":" in line)
    whole, own, share = (int(held[name].split()[0]) // 1024 for name in ("VmRSS", "RssAnon", "Pss"))
    table.add_row("memory; of it not mapped files", f"{whole} MB", f"{own} MB")
    table.add_row("… its share where others use the same files", f"{share} MB")
    TARGETS.append(Target("memory on the seeds", whole, 600, 350, "MB"))


def load(index: Path, table: Table) -> None:
    """A served collection under load."""
    one, eight, many = measured = loads(index)
    for row in load_rows(measured):
        table.add_row(*row)
    alone = statistics.median(one.seconds)
    TARGETS.append(Target("answers a second, 8 askers against 1", eight.rate / one.rate, 1.5, 1.9))
    TARGETS.append(Target("p99 with 32 askers against p50 of one", many.late() / alone, 12, 6))


class Watched:
    """A part of the assistant that notes how long each of its calls takes, and with what."""

    def __init__(self, part: Any, method: str) -> None:
        self._part, self._method = part, method
        self.seconds: list[float] = []
        self.inputs: list[Any] = []

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._part, name)
        if name != self._method:
            return found

        def timed(*arguments: Any, **named: Any) -> Any:
            started = time.perf_counter()
            result = found(*arguments, **named)
            self.seconds.append(time.perf_counter() - started)
            self.inputs.append(arguments)
            return result

        return timed


def questions(assistant: Assistant, table: Table) -> float:
    """Whole questions and their stages, on the seeds; return the median seconds of a question."""
    asked = [
        question
        for file in sorted((ROOT / "tests" / "questions").glob("seeds*.jsonl"))
        for question, _ in load_questions(file)
    ]
    for question in asked:
        assistant.ask(question)
    whole = [
        best(lambda question=question: assistant.ask(question), 1)  # type: ignore[misc]
        for _ in range(ROUNDS)
        for question in asked
    ]
    plain, limit = 0.0, 0.0
    rows = []
    for name, owner, folder in (
        ("reading", assistant.models.reader, MODEL),
        ("verifying", assistant.models.verifier, VERIFIER),
    ):
        model: Any = owner._model  # type: ignore[attr-defined]
        network = model._network
        watched = model._network = Watched(network, "logits")
        for question in asked[:COMPARED]:
            assistant.ask(question)
        model._network = network
        inputs: list[Inputs] = watched.inputs
        module = in_torch(folder, network._loading.result()[0])
        in_plain = plain_seconds(module, inputs) / COMPARED
        pieces = sum(int(mask.sum()) for _, mask, _ in inputs) // COMPARED
        least = products(module, pieces)
        plain, limit = plain + in_plain, limit + least
        mean = sum(watched.seconds) / COMPARED
        BARS.append(Bars(f"… {name}", mean, in_plain, least))
        rows.append(
            (f"… {name} ({pieces} word pieces), mean", f"{1000 * mean:.1f} ms", "",
             f"{1000 * in_plain:.0f} ms", f"{1000 * least:.1f} ms")
        )  # fmt: skip
    embedded = assistant.embedder = Watched(assistant.embedder, "encode")
    for question in asked:
        assistant.ask(question)
    table.add_row(
        "question", *milliseconds(whole), f"{1000 * plain:.0f} ms", f"{1000 * limit:.1f} ms"
    )
    middle = statistics.median(whole)
    BARS.insert(len(BARS) - 2, Bars("question", middle, plain, limit))
    networks = sum(bars.qa for bars in BARS[-2:])
    TARGETS.append(Target("plain PyTorch against a question, p50", plain / middle, 6, 15))
    TARGETS.append(Target("reading and verifying against the limit", networks / limit, 2.5, 1.3))
    for row in rows:
        table.add_row(*row)
    table.add_row("… embedding", *milliseconds(embedded.seconds))
    client = create_app(assistant).test_client()
    first = [best(lambda q=question: first_event(client, q), 1) for question in asked]  # type: ignore[misc]
    table.add_row("first streamed event", *milliseconds(first))
    return middle


def first_event(client: FlaskClient, question: str) -> None:
    """Ask through the app as the page does; leave when the first event has come."""
    with client.post("/api/v1/ask/stream", json={"question": question}, buffered=False) as reply:
        assert next(reply.iter_encoded()).startswith(b"event: question")


def indexing(folder: Path, table: Table) -> None:
    """Articles a second, made of the seeds' paragraphs; beside it sentence-transformers alone."""
    from sentence_transformers import SentenceTransformer

    paragraphs = [
        paragraph
        for seed in sorted((ROOT / "seeds").glob("*.txt"))
        for paragraph in seed.read_text(encoding="utf-8").split("\n\n")
        if len(paragraph) > 150
    ]
    made = folder / "made"
    made.mkdir()
    texts = []
    for number in range(ARTICLES):
        chosen = [paragraphs[(number * 7 + 3 * place) % len(paragraphs)] for place in range(12)]
        texts += ["\n\n".join(chosen[place : place + 3]) for place in range(0, 12, 3)]
        text = f"Headline number {number}\n\n" + "\n\n".join(chosen)
        (made / f"{number:04}.txt").write_text(text, encoding="utf-8")
    seconds = best(lambda: index_paths([made], folder / "rate", QUIET), 1)
    model = SentenceTransformer(
        str(installed_weights().parent), device="cpu", local_files_only=True
    )
    plain = best(lambda: model.encode(texts, show_progress_bar=False), 1)
    BARS.append(Bars("one text indexed", seconds / ARTICLES, plain / ARTICLES))
    TARGETS.append(Target("indexing against SentenceTransformer", plain / seconds, 2, 5))
    table.add_row(
        "indexing; PyTorch: SentenceTransformer.encode of the same texts",
        f"{ARTICLES / seconds:.1f} /s",
        "",
        f"{ARTICLES / plain:.1f} /s",
    )


if __name__ == "__main__":
    main()

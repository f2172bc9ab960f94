"""Speed and memory on this machine: ``make bench``. First figures, no targets.

Each figure is measured on the real parts; the questions are those of ``tests/questions``.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_growing import growing
from flask.testing import FlaskClient
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parent.parent
ROUNDS = 5
COLD_RUNS = 3
ARTICLES = 60


def main() -> None:
    """Measure and print."""
    table = Table("what", "figure", box=None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        console = Console(quiet=True)
        cold_ask(folder, table)
        started = time.perf_counter()
        from qa.assistant import Assistant
        from qa.evaluate.questions import load_questions
        from qa.terminal.index import index_paths
        from web.app import create_app

        index_paths([ROOT / "seeds"], folder / "seeds", console)
        table.add_row(
            "seeds indexed, models loaded first", f"{time.perf_counter() - started:.1f} s"
        )
        index_rate(folder, table, console)
        asked = [
            question
            for file in sorted((ROOT / "tests" / "questions").glob("*.jsonl"))
            for question, _ in load_questions(file)
        ]
        with Assistant.open(folder / "seeds") as assistant:
            for question in asked:
                assistant.ask(question)
            times = sorted(
                timed(lambda question=question: assistant.ask(question))  # type: ignore[misc]
                for _ in range(ROUNDS)
                for question in asked
            )
            client = create_app(assistant).test_client()
            first = statistics.median(
                timed(lambda question=question: first_event(client, question))  # type: ignore[misc]
                for question in asked
            )
        table.add_row("first streamed event, median", f"{1000 * first:.1f} ms")
        table.add_row("question, median", f"{1000 * statistics.median(times):.0f} ms")
        table.add_row("question, 95th percentile", f"{1000 * times[len(times) * 95 // 100]:.0f} ms")
    for row in growing():
        table.add_row(*row)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    table.add_row("memory, most at any time", f"{peak:.0f} MB")
    Console().print(table)


def timed(work) -> float:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Seconds that a call takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def first_event(client: FlaskClient, question: str) -> None:
    """Ask through the app as the page does; leave when the first event has come."""
    with client.post("/api/v1/ask/stream", json={"question": question}, buffered=False) as reply:
        assert next(reply.iter_encoded()).startswith(b"event: question")


def cold_ask(folder: Path, table: Table) -> None:
    """A new process for every question: start, models, answer."""
    command = [sys.executable, "-m", "qa", "ask", "Who is Wu Qian?", "--index"]
    index = str(folder / "cold")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-m", "qa", "index", str(ROOT / "seeds"), "--index", index],
        check=True,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    seconds = [
        timed(
            lambda: subprocess.run(
                [*command, index], check=True, env=environment, stdout=subprocess.DEVNULL
            )
        )
        for _ in range(COLD_RUNS)
    ]
    table.add_row("qa ask in a new process, best of 3", f"{min(seconds):.1f} s")


def index_rate(folder: Path, table: Table, console: Console) -> None:
    """Articles a second, texts made of the seeds' paragraphs in other orders."""
    from qa.terminal.index import index_paths

    paragraphs = [
        paragraph
        for seed in sorted((ROOT / "seeds").glob("*.txt"))
        for paragraph in seed.read_text(encoding="utf-8").split("\n\n")
        if len(paragraph) > 150
    ]
    made = folder / "made"
    made.mkdir()
    characters = 0
    for number in range(ARTICLES):
        chosen = [paragraphs[(number * 7 + 3 * place) % len(paragraphs)] for place in range(12)]
        text = f"Headline number {number}\n\n" + "\n\n".join(chosen)
        characters += len(text)
        (made / f"{number:04}.txt").write_text(text, encoding="utf-8")
    seconds = timed(lambda: index_paths([made], folder / "rate", console))
    table.add_row(
        "indexing, model load included",
        f"{ARTICLES / seconds:.1f} articles/s, {characters / seconds / 1000:.0f} kB/s",
    )


if __name__ == "__main__":
    main()

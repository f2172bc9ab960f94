"""What a Milvus server finds of what the embedded engine finds, over a part of an index.

    python tests/bench_milvus.py indexes/reuters tests/questions/kinds.jsonl … --articles 1000

A server is started for it, milvus-lite's, unless ``--server HOST:PORT`` names one. Prints the share
of the best 20 of the embedded engine that are among the best 20 there: by meaning, by words, fused;
and how long a search takes.
"""

import argparse
import json
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from qa.index.collection import remove_sources
from qa.index.engine import ENGINE
from qa.index.models import embedder_of
from qa.index.snapshot import Snapshots
from qa.index.sources import sources_under
from qa.index.store import Store, open_store
from qa.index.view import View, open_view
from qa.retrieve.retriever import retrieve

BEST = 20
# Seconds that a server is given to answer.
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Found:
    """The best passages for a question, three ways, and the seconds of the last."""

    dense: list[int]
    lexical: list[int]
    fused: list[int]
    seconds: float


@contextmanager
def milvus_server(folder: Path) -> Iterator[str]:
    """Run a server that keeps its data in ``folder``, as a process of its own; give HOST:PORT."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["-m", "milvus_lite", "server", "--data-dir", str(folder), "--host", "127.0.0.1"]
    server = subprocess.Popen(
        [sys.executable, *words, "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert server.poll() is None and time.monotonic() < until, "no server came up"
                time.sleep(0.1)
        yield f"127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def found(view: View, question: str) -> Found:
    """Return what is found for a question."""
    vector = view.embed([question])[0]
    dense = [number for number, _ in view.nearest(vector, BEST)]
    lexical = [number for number, _ in view.matching(question, BEST)]
    began = time.perf_counter()
    fused = [hit.passage.id for hit in retrieve(view, question, BEST)]
    return Found(dense, lexical, fused, time.perf_counter() - began)


def recall(here: Sequence[list[int]], there: Sequence[list[int]]) -> float:
    """Return the share of what was found here that was found there too."""
    both = sum(len(set(one) & set(other)) for one, other in zip(here, there, strict=True))
    return both / sum(map(len, here))


def all_found(store: Store, questions: Sequence[str]) -> list[Found]:
    """Return what a collection finds for each question."""
    embedder = embedder_of(store)
    with (
        closing(Snapshots(store, embedder.dimension)) as snapshots,
        open_view(store, snapshots, embedder) as view,
    ):
        return [found(view, question) for question in questions]


def searched_by(engine: str | None, index: Path, folder: Path, articles: int) -> Store:
    """Copy the first articles of an index into ``folder``, searched by an engine."""
    shutil.copytree(index, folder, copy_function=shutil.copyfile)
    folder.chmod(0o755)
    store = open_store(folder, writable=True)
    with store.reading() as connection:
        held = [each for root in ("/", "http") for each in sources_under(connection, root)]
    remove_sources(store, held[articles:])
    with store.writing() as connection:
        if engine is not None:
            connection.execute("INSERT INTO meta VALUES (?, ?)", (ENGINE, engine))
    return store


def main() -> None:
    """Print the figures."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("index", type=Path)
    told.add_argument("questions", type=Path, nargs="+")
    told.add_argument("--articles", type=int, default=1000)
    told.add_argument("--most", type=int, default=200)
    told.add_argument("--server")
    options = told.parse_args()
    questions = [
        json.loads(line)["question"] for file in options.questions for line in file.open()
    ][: options.most]
    with tempfile.TemporaryDirectory() as kept, ExitStack() as stack:
        folder = Path(kept)
        server = options.server or stack.enter_context(milvus_server(folder / "server"))
        engine = f"milvus+http://{server}/bench"
        results = []
        for name, address in (("here", None), ("there", engine)):
            with searched_by(address, options.index, folder / name, options.articles) as store:
                with store.reading() as connection:
                    (passages,) = connection.execute("SELECT passages FROM total").fetchone()
                results.append(all_found(store, questions))
        here, there = results
        sys.stdout.write(f"{len(questions)} questions, {passages:,} passages, {server}\n")
        for way in ("dense", "lexical", "fused"):
            pair = [[getattr(each, way) for each in result] for result in results]
            sys.stdout.write(f"{way}: recall at {BEST} {recall(*pair):.4f}\n")
        for name, result in (("embedded", here), ("Milvus", there)):
            median = statistics.median(each.seconds for each in result)
            sys.stdout.write(f"{name}: a search takes {1000 * median:.0f} ms\n")


if __name__ == "__main__":
    main()

"""``make soak``: does a server hold up? 32 askers and one writer at two processes, for minutes.

Linux only. It prints what was asked and refused, how long answers took, and how memory grew. Then
one process is killed, and at the end the server is told to stop, both under load; it says what was
lost: requests that were taken and not answered, and articles that were committed and are not there.

    python tests/soak.py --index indexes/seeds --seconds 600 --askers 32 --processes 2
"""

import argparse
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import httpx2

# Questions differ, so that no cache answers them.
QUESTIONS = [
    "Why did China suspend ties in {year}?",
    "Who spoke in {year}?",
    "What happened in {year}?",
    "How many people were there in {year}?",
]
DELIBERATE = {429, 503}
# After a process is killed: another takes its place, and requests are answered again.
AFTER_KILL_SECONDS = 15


class Soak:
    """What is asked, and what came of it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.going = True
        self.stopping = False
        self.outcomes: Counter[str] = Counter()
        self.seconds: list[float] = []
        self.shed: list[float] = []
        self.added: list[str] = []
        self.lock = threading.Lock()

    def ask(self, number: int) -> None:
        """Ask until the end; whoever is refused waits as long as it is told to."""
        turn = number
        with httpx2.Client(base_url=self.address, timeout=120, trust_env=False) as client:
            while self.going:
                turn += 32
                question = QUESTIONS[turn % len(QUESTIONS)].format(year=1900 + turn % 120)
                began = time.perf_counter()
                try:
                    reply = client.post("/api/v1/ask", json={"question": question})
                except httpx2.HTTPError as error:
                    self.note(self.lost(error), None)
                    if self.stopping:
                        return
                    continue
                took = time.perf_counter() - began
                self.note(str(reply.status_code), took)
                if reply.status_code in DELIBERATE:
                    time.sleep(float(reply.headers["Retry-After"]))

    def write(self) -> None:
        """Add articles, one after the other, until the end."""
        number = 0
        with httpx2.Client(base_url=self.address, timeout=120, trust_env=False) as client:
            while self.going:
                number += 1
                text = f"Report {number}. The harbour was closed on day {number}, the mayor said."
                body = {"text": text, "source": f"soak{number}.txt"}
                try:
                    reply = client.post("/api/v1/articles", json=body)
                except httpx2.HTTPError as error:
                    self.note(f"writer: {self.lost(error)}", None)
                    if self.stopping:
                        return
                    continue
                self.note(f"writer: {reply.status_code}", None)
                if reply.status_code in (200, 201):
                    self.added.append(reply.json()["article"]["id"])
                time.sleep(0.2)

    def lost(self, error: Exception) -> str:
        """Say what happened to a request: refused before it was taken, or lost."""
        kind = "not taken" if isinstance(error, httpx2.ConnectError) else "LOST"
        return f"{kind} ({type(error).__name__})"

    def note(self, outcome: str, took: float | None) -> None:
        """Count an outcome, and how long it took."""
        with self.lock:
            self.outcomes[outcome] += 1
            if outcome == "200" and took is not None:
                self.seconds.append(took)
            elif took is not None:
                self.shed.append(took)


def main() -> int:
    """Run the soak and print its figures; 1 when something was lost."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--index", type=Path, default=Path("indexes/seeds"))
    told.add_argument("--seconds", type=int, default=600)
    told.add_argument("--askers", type=int, default=32)
    told.add_argument("--processes", type=int, default=2)
    options = told.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        backup, index = Path(folder, "backup"), Path(folder, "soak")
        run("backup", str(backup), "--index", str(options.index))
        run("restore", str(backup), "--index", str(index))
        return soak(index, options)


def run(*words: str) -> None:
    """Run a command of ours."""
    subprocess.run([sys.executable, "-m", "qa", *words], check=True, stdout=subprocess.DEVNULL)


def soak(index: Path, options: argparse.Namespace) -> int:
    """Serve a copy of an index, ask it and change it, and print the figures."""
    words = ["serve", "--index", str(index), "--port", "0", "--writable"]
    server = subprocess.Popen(
        [sys.executable, "-m", "qa", *words, "--processes", str(options.processes)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    ready = re.search(r"http://\S+", server.stdout.readline())
    assert ready, "the server did not start"
    one = alone(ready[0])
    made = Soak(ready[0])
    threads = [threading.Thread(target=made.ask, args=[n]) for n in range(options.askers)]
    threads.append(threading.Thread(target=made.write))
    for thread in threads:
        thread.start()
    began = time.perf_counter()
    time.sleep(options.seconds / 4)  # the networks grow until they have met every length
    before = memory(server.pid)
    time.sleep(options.seconds * 3 / 4)
    after = memory(server.pid)
    elapsed = time.perf_counter() - began
    answered = len(made.seconds)
    # one process is killed; the other goes on, and a new one takes its place
    before_kill = Counter(made.outcomes)
    os.kill(children(server.pid)[0], signal.SIGKILL)
    time.sleep(AFTER_KILL_SECONDS)
    killed = made.outcomes - before_kill
    before_stop = Counter(made.outcomes)
    made.stopping = True
    server.send_signal(signal.SIGTERM)
    server.wait(timeout=120)
    made.going = False
    for thread in threads:
        thread.join()
    stopped = made.outcomes - before_stop
    missing = not_there(index, made.added)
    seconds = sorted(made.seconds[:answered])
    cuts = statistics.quantiles(seconds, n=100)
    print_figures(
        {
            "one asker alone, median": f"{1000 * one:.0f} ms",
            f"{options.askers} askers: answers": f"{answered / elapsed:.2f} a second",
            "… against one asker": f"{answered / elapsed * one:.2f} times",
            "… median / 99th percentile": f"{1000 * cuts[49]:.0f} / {1000 * cuts[98]:.0f} ms",
            "… 99th percentile against one asker's median": f"{cuts[98] / one:.1f} times",
            "… refused early, median": f"{1000 * statistics.median(made.shed or [0]):.0f} ms",
            "outcomes": dict(before_kill),
            "memory after a quarter of the time / at its end": f"{before:.0f} / {after:.0f} MB",
            "… growth": f"{100 * (after / before - 1):.1f} %",
            "a process killed under load: outcomes": dict(killed),
            "told to stop under load: outcomes": dict(stopped),
            "articles committed / not there": f"{len(made.added)} / {missing}",
        }
    )
    lost = [outcome for outcome in before_kill + stopped if "LOST" in outcome or "500" in outcome]
    return 1 if lost or missing else 0


def alone(address: str) -> float:
    """Return the median seconds of one asker."""
    took = []
    with httpx2.Client(base_url=address, timeout=120, trust_env=False) as client:
        for turn in range(12):
            question = QUESTIONS[turn % len(QUESTIONS)].format(year=1800 + turn)
            began = time.perf_counter()
            client.post("/api/v1/ask", json={"question": question}).raise_for_status()
            took.append(time.perf_counter() - began)
    return statistics.median(took[2:])


def children(pid: int) -> list[int]:
    """Return the processes of a server."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def memory(pid: int) -> float:
    """Return the megabytes of a server's processes that no other process shares."""
    private = 0
    for child in children(pid):
        rollup = Path(f"/proc/{child}/smaps_rollup").read_text()
        private += sum(map(int, re.findall(r"^Private_\w+:\s+(\d+) kB", rollup, re.MULTILINE)))
    return private / 1000


def not_there(index: Path, added: list[str]) -> int:
    """Return how many articles were committed and are not in the index."""
    from qa.index import rows
    from qa.index.store import open_store

    with open_store(index) as store, store.reading() as connection:
        held = {each.id for each in rows.references(connection)}
    return len(set(added) - held)


def print_figures(figures: dict[str, object]) -> None:
    """Print figures, one a line."""
    for name, value in figures.items():
        sys.stdout.write(f"{name}: {value}\n")


if __name__ == "__main__":
    sys.exit(main())

"""``make soak``: does a server hold up? 32 askers and one writer at two processes, for minutes.

Linux only. Half of the time over, the server is told to stop under load (SIGTERM) and started
again; later one of its processes is killed (SIGKILL). At the end a table says what was asked,
answered and refused, how long that took, how memory grew, and what was lost: requests that the
server accepted, which its log tells by their ids (see ``web.logs``), and that were not answered
whole, and articles that were committed and are not there. Exit status 1 when something was lost but
by the kill, something failed, or memory grew by more than a tenth.

A connection that is refused or closed before the server accepted its request is counted apart:
whoever made it may ask again.

    python tests/soak.py --index indexes/reuters --seconds 600 --askers 32 --processes 2
"""

import argparse
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import httpx2

from web.logs import HEADER
from web.serve import STOP_SECONDS

# Questions differ, so that no cache answers them.
QUESTIONS = [
    "Why did China suspend ties in {year}?",
    "Who spoke in {year}?",
    "What happened in {year}?",
    "How many people were there in {year}?",
]
DELIBERATE = {429, 503}
EXPECTED = {"200", "201", *map(str, DELIBERATE)}
# After a process is killed: another takes its place, and requests are answered again.
AFTER_KILL_SECONDS = 15
# The share by which memory may grow.
MOST_GROWTH = 0.1


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A request without a whole answer: its id, and why."""

    id: str
    error: str
    killing: bool
    """True: it broke off while a process was being killed."""


class Soak:
    """What is asked, and what came of it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.going = True
        self.stopping = False
        self.killing = False
        self.outcomes: Counter[str] = Counter()
        self.unanswered: list[Unanswered] = []
        self.seconds: list[float] = []
        self.shed: list[float] = []
        self.added: list[str] = []
        self.lock = threading.Lock()

    def ask(self, number: int) -> None:
        """Ask until the end; whoever is refused waits as long as it is told to."""
        turn = number
        with httpx2.Client(timeout=120, trust_env=False) as client:
            while self.going:
                turn += 32
                question = QUESTIONS[turn % len(QUESTIONS)].format(year=1900 + turn % 120)
                began = time.perf_counter()
                reply = self.post(client, "ask", {"question": question})
                if reply is None:
                    continue
                self.note(str(reply.status_code), time.perf_counter() - began)
                if reply.status_code in DELIBERATE:
                    time.sleep(float(reply.headers["Retry-After"]))

    def write(self) -> None:
        """Add articles, one after the other, until the end."""
        number = 0
        with httpx2.Client(timeout=120, trust_env=False) as client:
            while self.going:
                number += 1
                text = f"Report {number}. The harbour was closed on day {number}, the mayor said."
                body = {"text": text, "source": f"soak{number}.txt"}
                reply = self.post(client, "articles", body)
                if reply is None:
                    continue
                self.note(f"writer: {reply.status_code}", None)
                if reply.status_code in (200, 201):
                    self.added.append(reply.json()["article"]["id"])
                time.sleep(0.2)

    def post(
        self, client: httpx2.Client, call: str, body: dict[str, str]
    ) -> httpx2.Response | None:
        """Make a request under an id of its own; return the whole response, None without one."""
        given = uuid.uuid4().hex
        try:
            return client.post(f"{self.address}/api/v1/{call}", json=body, headers={HEADER: given})
        except httpx2.HTTPError as error:
            with self.lock:
                self.unanswered.append(Unanswered(given, type(error).__name__, self.killing))
            while self.stopping and self.going:  # until a server that was stopped is there again
                time.sleep(0.1)
            return None

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
    log = index.with_name("log")
    server, address = serve(index, options, log)
    say(f"serving at {address}; asked by one")
    one = alone(address)
    made = Soak(address)
    threads = [
        threading.Thread(target=made.ask, args=[n], daemon=True) for n in range(options.askers)
    ]
    threads.append(threading.Thread(target=made.write, daemon=True))
    for thread in threads:
        thread.start()
    began = time.perf_counter()
    half = options.seconds / 2
    say(f"asked by {options.askers}")
    first = watched(server, half)
    say("told to stop")
    stop(server, made)
    say("started again")
    server, made.address = serve(index, options, log)
    made.stopping = False
    second = watched(server, half)
    elapsed = time.perf_counter() - began
    steady, answered = Counter(made.outcomes), sorted(made.seconds)
    say("a process is killed")
    kill(server, made)
    after_kill = made.outcomes["200"] - steady["200"]
    say("told to stop for good")
    stop(server, made)
    made.going = False
    for thread in threads:
        thread.join()
    lines = log.read_text()
    say("what else the server said:\n" + others(lines))
    broken = lost(made.unanswered, accepted(lines))
    by_kill = sum(each.killing for each in broken)
    missing = not_there(index, made.added)
    cuts = statistics.quantiles(answered, n=100)
    growth = max(first.growth, second.growth)
    failed = [name for name in made.outcomes if name.split()[-1] not in EXPECTED]
    refused = Counter(each.error for each in made.unanswered) - Counter(
        each.error for each in broken
    )
    print_table(
        {
            f"{len(held(index)):,} articles, {options.askers} askers and a writer, "
            f"{options.processes} processes": f"{elapsed:.0f} s",
            "answers a second; against one asker alone": (
                f"{len(answered) / elapsed:.2f}; {len(answered) / elapsed * one:.2f} times"
            ),
            "an answer, median / 99th percentile (one asker alone, median)": (
                f"{cuts[49]:.2f} / {cuts[98]:.2f} s ({one:.2f} s)"
            ),
            "told to come back (503), of all questions": (
                f"{steady['503']:,} of {steady['503'] + steady['200']:,}"
            ),
            "… how long until it was told so, median / slowest": (
                f"{1000 * statistics.median(made.shed or [0]):.0f} / "
                f"{1000 * max(made.shed or [0]):.0f} ms"
            ),
            "memory grew, from a quarter to the end of each half": f"{100 * growth:.1f} %",
            "SIGTERM under load: requests that were accepted and not answered": (
                str(len(broken) - by_kill)
            ),
            "SIGKILL of a process under load: answered after / accepted and broken off": (
                f"{after_kill} / {by_kill}"
            ),
            "connections refused or closed before their request was accepted": listed(refused),
            "articles committed / not there afterwards": f"{len(made.added):,} / {missing}",
            "all outcomes": listed(made.outcomes),
        }
    )
    wrong = len(broken) > by_kill or missing or failed or growth > MOST_GROWTH
    return 1 if wrong else 0


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes of a server's processes that nobody shares, early and late."""

    before: float
    after: float

    @property
    def growth(self) -> float:
        """The share by which it grew."""
        return self.after / self.before - 1


def serve(
    index: Path, options: argparse.Namespace, log: Path
) -> tuple["subprocess.Popen[str]", str]:
    """Start the server, what it says added to a file; return it and its address."""
    with log.open("a") as errors:
        return started(
            index,
            "--writable",
            "--log-requests",
            "--processes",
            str(options.processes),
            errors=errors,
        )


def started(
    index: Path, *options: str, errors: IO[str] | None = None
) -> tuple["subprocess.Popen[str]", str]:
    """Run ``qa serve`` over an index until it can be asked; return it and its address."""
    words = ["serve", "--index", str(index), "--port", "0", *options]
    server = subprocess.Popen(
        [sys.executable, "-m", "qa", *words], stdout=subprocess.PIPE, stderr=errors, text=True
    )
    assert server.stdout is not None
    ready = re.search(r"http://\S+", server.stdout.readline())
    assert ready, "the server did not start"
    return server, ready[0]


def watched(server: "subprocess.Popen[str]", seconds: float) -> Memory:
    """Let time pass; return the memory of then and now."""
    time.sleep(seconds / 2)  # the networks grow until they have met every length
    before = memory(server.pid)
    time.sleep(seconds / 2)
    return Memory(before, memory(server.pid))


def kill(server: "subprocess.Popen[str]", made: Soak) -> None:
    """Kill one process; the other goes on, and a new one takes its place."""
    made.killing = True
    os.kill(children(server.pid)[0], signal.SIGKILL)
    time.sleep(AFTER_KILL_SECONDS)
    made.killing = False


def stop(server: "subprocess.Popen[str]", made: Soak) -> None:
    """Tell the server to stop while it is asked, and wait until it has."""
    made.stopping = True
    server.send_signal(signal.SIGTERM)
    server.wait(timeout=STOP_SECONDS + 30)


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


def accepted(log: str) -> set[str]:
    """Return the ids of the requests that a server accepted, from what it logged."""
    return {each["request"] for each in map(event, log.splitlines()) if "event" in each}


def others(log: str) -> str:
    """Return the lines of a log that are not about requests."""
    return "\n".join(line for line in log.splitlines() if "event" not in event(line))


def event(line: str) -> dict[str, Any]:
    """Return what a line of a log says; nothing when it is not about a request."""
    values: dict[str, Any] = json.loads(line) if line.startswith("{") else {}
    return values if "event" in values else {}


def lost(unanswered: Sequence[Unanswered], accepted: set[str]) -> list[Unanswered]:
    """Return the requests that were accepted and not answered."""
    return [each for each in unanswered if each.id in accepted]


def listed(numbers: Counter[str]) -> str:
    """Return numbers and what they count on a line."""
    return ", ".join(f"{name}: {n:,}" for name, n in sorted(numbers.items())) or "none"


def held(index: Path) -> set[str]:
    """Return the ids of the articles in an index."""
    from qa.index import rows
    from qa.index.store import open_store

    with open_store(index) as store, store.reading() as connection:
        return {each.id for each in rows.references(connection)}


def not_there(index: Path, added: list[str]) -> int:
    """Return how many articles were committed and are not in the index."""
    return len(set(added) - held(index))


def say(stage: str) -> None:
    """Say where the soak is, beside the table."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {stage}\n")


def print_table(figures: dict[str, str]) -> None:
    """Print figures as a table of Markdown."""
    sys.stdout.write("| what | figure |\n|---|---|\n")
    for name, value in figures.items():
        sys.stdout.write(f"| {name} | {value} |\n")


if __name__ == "__main__":
    sys.exit(main())

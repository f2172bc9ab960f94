"""A served collection under 1, 8 and 32 askers: part of ``make bench``.

The server is ``qa serve`` as it comes, in a process of its own. Questions differ, so that no cache
answers them. Whoever is told to come back (503) does so when it was told to.
"""

import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple

import httpx2
import numpy as np
from bench_plot import written
from soak import started

ASKERS = (1, 8, 32)
SECONDS = 20.0
"""How long each number of askers asks; on a slow machine until each has had some answers."""
LEAST_ANSWERS = 40
BUSY = 503
QUESTIONS = (
    "Why did China suspend ties in {year}?",
    "Who visited Beijing in {year}?",
    "What did the defense ministry say in {year}?",
    "Where did they meet in {year}?",
)


class Load(NamedTuple):
    """What so many askers got: seconds of each answer, those refused, and how long it lasted."""

    askers: int
    seconds: list[float]
    refused: int
    lasted: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.lasted

    def late(self) -> float:
        """Return the 99th percentile of the seconds of an answer."""
        return float(np.percentile(self.seconds, 99))


def loads(index: Path) -> list[Load]:
    """Serve an index and ask it with each number of askers, one number after the other."""
    numbers = count()
    with served(index) as address:
        asked(address, 1, numbers, LEAST_ANSWERS // 4)  # until the networks have met their lengths
        return [asked(address, askers, numbers, LEAST_ANSWERS) for askers in ASKERS]


@contextmanager
def served(index: Path) -> Iterator[str]:
    """Run ``qa serve`` and yield its address."""
    server, address = started(index)
    with server:
        try:
            yield address
        finally:
            server.terminate()


def asked(address: str, askers: int, numbers: "count[int]", least: int) -> Load:
    """Ask with so many askers at once for ``SECONDS``, and until there are ``least`` answers."""
    seconds: list[float] = []
    refused: list[float] = []
    began = time.perf_counter()

    def enough() -> bool:
        return time.perf_counter() - began >= SECONDS and len(seconds) >= least

    def ask() -> None:
        with httpx2.Client(base_url=address, timeout=120, trust_env=False) as client:
            while not enough():
                number = next(numbers)
                question = QUESTIONS[number % len(QUESTIONS)].format(year=1900 + number % 120)
                started = time.perf_counter()
                reply = client.post("/api/v1/ask", json={"question": question})
                if reply.status_code == BUSY:
                    refused.append(time.perf_counter() - started)
                    time.sleep(float(reply.headers["Retry-After"]))
                    continue
                reply.raise_for_status()
                seconds.append(time.perf_counter() - started)

    with ThreadPoolExecutor(askers) as pool:
        for asking in [pool.submit(ask) for _ in range(askers)]:
            asking.result()
    return Load(askers, seconds, len(refused), time.perf_counter() - began)


def load_rows(measured: list[Load]) -> list[tuple[str, ...]]:
    """Return a row of a table for each number of askers."""
    return [
        (
            f"asked over HTTP by {each.askers}: {each.rate:.2f} answers a second, "
            f"{each.refused} told to come back",
            written(statistics.median(each.seconds)),
            written(float(np.percentile(each.seconds, 95))),
            f"p99 {written(each.late())}",
        )
        for each in measured
    ]

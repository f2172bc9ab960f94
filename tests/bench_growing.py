"""How long one article more takes in a small and in a large index: part of ``make bench``.

The embedder is a cheap one, so that what is measured is the index: the transaction, the words, and
the vectors and the digest that the next question needs.
"""

import hashlib
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from qa.index.collection import put
from qa.index.settings import settings
from qa.index.snapshot import Snapshots
from qa.index.store import Store, create_store
from qa.ingest.articles import article_from_text
from qa.protocols import Vectors

SIZES = (500, 50_000)
ADDED = 25


class HashEmbedder:
    """An ``Embedder`` whose vectors mean nothing and cost nothing."""

    name = "hash@1"
    dimension = 384
    max_tokens = 256

    def encode(self, texts: Sequence[str]) -> Vectors:
        seeds = [int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) for text in texts]
        vectors = np.array([np.random.default_rng(s).normal(size=self.dimension) for s in seeds])
        vectors = vectors.reshape(len(texts), self.dimension).astype(np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    encode_passages = encode

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]


EMBEDDER = HashEmbedder()


def story(number: int, paragraphs: int, words: Sequence[str]) -> str:
    """A text of its own with that many paragraphs, each about a passage long."""
    chance = np.random.default_rng(number)
    said = [
        " ".join(chance.choice(words, 55)).capitalize() + ".\n\n" for _ in range(2 * paragraphs)
    ]
    return f"Story number {number}\n\n" + "".join(said)


def fill(store: Store, passages: int, words: Sequence[str]) -> int:
    """Add long articles until there are that many passages; return how many articles."""
    number = 0
    while True:
        with store.reading() as connection:
            (held,) = connection.execute("SELECT passages FROM total").fetchone()
        if held >= passages:
            return number
        text = story(number, min(200, passages - held), words)
        put(store, EMBEDDER, article_from_text(text, f"{number}.txt"))
        number += 1


def seconds_for_one(store: Store, begin: int, words: Sequence[str]) -> list[float]:
    """Seconds from an article to an index that answers with it, one after the other."""
    snapshots = Snapshots(store, EMBEDDER.dimension)
    with store.reading() as connection:
        snapshots.current(connection)
    seconds = []
    for number in range(begin, begin + ADDED):
        article = article_from_text(story(number, 12, words), f"{number}.txt")
        started = time.perf_counter()
        put(store, EMBEDDER, article)
        with store.reading() as connection:
            snapshots.current(connection)
        seconds.append(time.perf_counter() - started)
    return seconds


def growing() -> list[tuple[str, str]]:
    """Measure both sizes; return rows of a table."""
    words = [
        f"{one}{other}"
        for one in "ba be bi bo bu da de di do du".split()
        for other in (
            "la le li lo lu ma me mi mo mu na ne ni no nu ra re ri ro ru sa se si so su".split()
        )
    ]
    rows, medians = [], []
    for size in SIZES:
        with (
            tempfile.TemporaryDirectory() as folder,
            create_store(Path(folder), settings(EMBEDDER)) as store,
        ):
            held = fill(store, size, words)
            seconds = seconds_for_one(store, held, words)
        medians.append(statistics.median(seconds))
        text = f"{1000 * medians[-1]:.1f} ms median, {1000 * max(seconds):.1f} ms at most"
        rows.append((f"one article more beside {size:,} passages", text))
    rows.append(("… the larger against the smaller", f"{medians[-1] / medians[0]:.2f} times"))
    return rows


if __name__ == "__main__":
    import sys

    for name, figure in growing():
        sys.stdout.write(f"{name}: {figure}\n")

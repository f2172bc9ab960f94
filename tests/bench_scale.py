"""A large collection made from a real one, and what a question takes there: part of ``make bench``.

The rule. Passage n is made of two real ones: i = n modulo their number, and j, another one in each
round. Its text is the first half of the sentences of i and the second half of those of j, so all of
its words and sentences are real. Its vector is that of i and j, weighed at random between 0.5 and
0.9, with noise, at unit length: no vector is a copy of another. Twenty make an article. The real
articles are in the collection too, as they are.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from bench_plot import written
from numpy.typing import NDArray

from qa.assistant import Assistant
from qa.contract.article import Article, Span
from qa.index import article_rows, rows, sources
from qa.index.backup import backup, restore
from qa.index.derive import Prepared
from qa.index.store import Store, open_store
from qa.index.view import open_view
from qa.ingest.articles import article_from_text

TOGETHER = 20
"""Passages of a made article."""

BATCH = 50
"""Articles written in one transaction."""

NOISE = 0.02
"""Standard deviation of what is added to each of 384 numbers: 0.39 in length."""

ASKED = 100
"""Headlines searched for as they are, and as many first sentences, which are long questions."""

ANSWERED = 40
"""Of all these, those that are asked as whole questions: every so many."""

WANTED = 20

Sentences = list[str]


class Large(NamedTuple):
    """Rows of a table; beside them the median seconds of a question, and the megabytes held."""

    rows: list[tuple[str, ...]]
    question: float
    megabytes: int


def scaled(passages: int, real: Path, folder: Path) -> Large:
    """Make a collection of so many passages of the one at ``real``, and measure it."""
    index = folder / "scaled"
    started = time.perf_counter()
    grow(real, index, passages)
    filled = time.perf_counter() - started
    size = sum(file.stat().st_size for file in index.iterdir()) / 1e9
    found = [(f"{passages:,} passages made of {real.name}", f"{filled:.0f} s, {size:.1f} GB")]
    with Assistant.open(index) as assistant:
        started = time.perf_counter()
        with open_view(assistant.store, assistant.snapshots, assistant.embedder):
            found.append(("… opened", written(time.perf_counter() - started)))
        measured, question = searches(assistant)
    held, row = memory(index)
    return Large([*found, *measured, row], question, held)


def grow(real: Path, index: Path, passages: int) -> None:
    """Copy a collection and add made passages until it has so many."""
    backup(real, index.with_suffix(".copy"))
    restore(index.with_suffix(".copy"), index)
    with open_store(index, writable=True) as store:
        with store.reading() as connection:
            texts, vectors = real_passages(connection)
            held = len(texts)
        articles = made_articles(texts, vectors, held, passages)
        while batch := [each for each, _ in zip(articles, range(BATCH), strict=False)]:
            write(store, batch)


def real_passages(connection: object) -> tuple[list[Sentences], NDArray[np.float32]]:
    """Return the sentences and the vector of each real passage, in order of id."""
    ids, vectors = rows.vectors(connection)  # type: ignore[arg-type]
    passages = rows.passages(connection, ids.tolist())  # type: ignore[arg-type]
    texts = []
    for passage in passages:
        begin = passage.span.start
        spans = [(one.start - begin, one.end - begin) for one in passage.sentences]
        texts.append([passage.text[start:end] for start, end in spans])
    return texts, vectors


def made_articles(
    texts: Sequence[Sentences], vectors: NDArray[np.float32], begin: int, end: int
) -> Iterator[Prepared]:
    """Yield articles of made passages, from the passage ``begin`` to the one before ``end``."""
    for first in range(begin, end, TOGETHER):
        numbers = range(first, min(first + TOGETHER, end))
        made = [mixed(number, texts, vectors) for number in numbers]
        yield prepared(f"Made story {first}", [one for one, _ in made], [two for _, two in made])


def mixed(
    number: int, texts: Sequence[Sentences], vectors: NDArray[np.float32]
) -> tuple[Sentences, NDArray[np.float32]]:
    """Return the sentences and the vector of one made passage."""
    one, turn = number % len(texts), number // len(texts)
    # 7,919 is prime: the second passage goes through all of them before one comes again
    other = (7919 * one + 104_729 * turn + 1) % len(texts)
    chance = np.random.default_rng(number)
    weight = chance.uniform(0.5, 0.9)
    noise = chance.normal(scale=NOISE, size=vectors.shape[1])
    vector = weight * vectors[one] + (1 - weight) * vectors[other] + noise
    head, tail = texts[one], texts[other]
    sentences = [*head[: (len(head) + 1) // 2], *tail[len(tail) // 2 :]]
    return sentences, (vector / np.linalg.norm(vector)).astype(np.float32)


def prepared(
    title: str, passages: Sequence[Sentences], vectors: Sequence[NDArray[np.float32]]
) -> Prepared:
    """Return an article of these passages, as if it had been read and embedded."""
    text, sentences, spans = f"{title}\n\n", [], []
    for passage in passages:
        begin = len(text)
        for sentence in passage:
            sentences.append(Span(len(text), len(text) + len(sentence)))
            text += f"{sentence} "
        spans.append(Span(begin, len(text) - 1))
        text += "\n\n"
    article = article_from_text(text, f"{title}.txt", title=title)
    return Prepared(article, tuple(sentences), tuple(spans), np.array(vectors), ())


def write(store: Store, batch: Sequence[Prepared]) -> None:
    """Write articles in one transaction."""
    with store.writing() as connection:
        for each in batch:
            article_rows.write(connection, each)
            sources.add_source(connection, each.article, None)


def asked_of(articles: Sequence[Article]) -> list[str]:
    """Return headlines and, as long questions, first sentences of real articles."""
    chosen = [each for each in articles if not each.title.startswith("Made story")]
    chosen = chosen[:: max(1, len(chosen) // ASKED)][:ASKED]
    bodies = [each.text.replace("\n", " ").removeprefix(each.title).strip() for each in chosen]
    return [each.title for each in chosen] + [body[:200] for body in bodies if body]


def searches(assistant: Assistant) -> tuple[list[tuple[str, ...]], float]:
    """Measure both searches and recall of the first look; last is the median of a question."""
    times: dict[str, list[float]] = {
        "vectors": [],
        "vectors, exactly": [],
        "words": [],
        "question": [],
    }
    recall, neighbours = [], []

    def timed(name: str, started: float) -> None:
        times[name].append(time.perf_counter() - started)

    with open_view(assistant.store, assistant.snapshots, assistant.embedder) as view:
        with assistant.store.reading() as connection:
            questions = asked_of(sample(connection))
        dense = view._dense
        for question in questions:
            vector = view.embed([question])[0]
            started = time.perf_counter()
            found = dense.search(vector, WANTED)
            timed("vectors", started)
            started = time.perf_counter()
            _, exact = dense.base.search(vector.reshape(1, -1), WANTED)  # type: ignore[attr-defined]
            timed("vectors, exactly", started)
            recall.append(len({number for number, _ in found} & set(exact[0].tolist())) / WANTED)
            nearest = dense.base.reconstruct(int(exact[0][0]))  # type: ignore[attr-defined]
            neighbours.append(dense.search(nearest, 2)[-1][1])
            started = time.perf_counter()
            view.matching(question, 50)
            timed("words", started)
    for question in questions[:: max(1, len(questions) // ANSWERED)]:
        started = time.perf_counter()
        assistant.ask(question[:400])
        timed("question", started)
    figures: list[tuple[str, ...]] = [
        (f"… {name} searched" if name != "question" else "… question", *spread(seconds))
        for name, seconds in times.items()
    ]
    figures += [
        ("… recall at 20 of the first look", f"{np.mean(recall):.4f}"),
        ("… cosine of a vector and its nearest, median", f"{np.median(neighbours):.3f}"),
    ]
    return figures, float(np.median(times["question"]))


def sample(connection: object) -> list[Article]:
    """Return some real articles, in order of id."""
    ids = connection.execute(  # type: ignore[attr-defined]
        "SELECT id FROM article WHERE current AND title NOT LIKE 'Made story%' ORDER BY id LIMIT ?",
        (4 * ASKED,),
    )
    return [rows.article(connection, key) for (key,) in ids]  # type: ignore[arg-type]


def spread(seconds: Sequence[float]) -> tuple[str, str, str]:
    """Median, 95th and 99th percentile, written."""
    middle, late, last = (float(np.percentile(seconds, share)) for share in (50, 95, 99))
    return written(middle), written(late), f"p99 {written(last)}"


MEMORY = """
import sys
from pathlib import Path
from qa import Assistant
with Assistant.open(sys.argv[1]) as assistant:
    for question in sys.argv[2:]:
        assistant.ask(question)
    print(Path("/proc/self/status").read_text())
"""


def memory(index: Path) -> tuple[int, tuple[str, ...]]:
    """What a process that answers some questions holds: megabytes, and a row of a table."""
    asked = ("Who resigned over the budget?", "What did the minister say about trade?", "cocoa")
    ran = subprocess.run(
        [sys.executable, "-c", MEMORY, str(index), *asked],
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        capture_output=True,
        text=True,
    )
    held = dict(line.split(":", 1) for line in ran.stdout.splitlines() if ":" in line)
    whole, own = (int(held[name].split()[0]) // 1024 for name in ("VmRSS", "RssAnon"))
    return whole, ("… memory; of it not mapped files", f"{whole} MB", f"{own} MB")


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        for row in scaled(int(sys.argv[1]), Path(sys.argv[2]), Path(name)).rows:
            sys.stdout.write(": ".join((row[0], ", ".join(row[1:]))) + "\n")

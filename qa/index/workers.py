"""Articles read, cut and embedded by processes of their own, for the one that writes.

SQLite has one writer. So each worker reads a share of the files and sends what it made of every
article through a pipe, and the process that started them brings all of it into the collection in
the order of the files, as one process alone would. A pipe that is full keeps its worker waiting, so
memory stays small.
"""

import heapq
import multiprocessing
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from qa.errors import IndexUnwritable, QAError
from qa.index.collection import Outcome, prepared, stored
from qa.index.derive import Prepared
from qa.index.models import embedder_of
from qa.index.reading import ArticleFile, Numbered, read_files
from qa.index.shard import Shard
from qa.index.store import Store, open_store
from qa.ingest.formats.document import Unread
from qa.protocols import Embedder

Made = tuple[Numbered, Outcome | Prepared | None]
"""An item with what ``made_of`` makes of it."""


def made_of(store: Store, embedder: Embedder, one: Numbered) -> Outcome | Prepared | None:
    """Return what is to be written of an item, or what adding it would find; None if unread."""
    if isinstance(one.item, Unread):
        return None
    article = one.item.article
    return stored(store, article, one.path) or prepared(store, embedder, article)


def made_apart(
    folder: Path,
    files: Sequence[ArticleFile],
    fields: Mapping[str, str] | None,
    shards: Sequence[Shard],
) -> Iterator[Made]:
    """Yield what is made of the shards of these files, a process each, in the order of the files.

    ``folder`` is that of the collection, which the workers only read.

    :raises QAError: what a worker raised.
    :raises IndexUnwritable: when a worker ended before its work was done.
    """
    # a fresh interpreter: neither threads nor open databases survive a fork
    spawn = multiprocessing.get_context("spawn")
    workers: list[tuple[BaseProcess, Connection]] = []
    try:
        with _deaf():
            for shard in shards:
                here, there = spawn.Pipe(duplex=False)
                given = (there, folder, tuple(files), fields, shard)
                worker = spawn.Process(target=_work, args=given, daemon=True)
                worker.start()
                there.close()  # so that the pipe ends with the worker
                workers.append((worker, here))
        streams = [_received(process, here) for process, here in workers]
        yield from heapq.merge(*streams, key=lambda made: (made[0].number, made[0].place))
    finally:
        for process, here in workers:
            here.close()
            process.kill()  # it holds nothing that is to be kept
            process.join()


def _received(process: BaseProcess, pipe: Connection) -> Iterator[Made]:
    """Yield what a worker sends until it says that it has done."""
    while True:
        try:
            sent = pipe.recv()
        except EOFError as error:
            process.join()
            raise IndexUnwritable(
                f"a worker of this run ended before its work was done (status {process.exitcode}), "
                "as one does for which memory does not suffice. What was committed stays; run the "
                "same again to go on, with fewer --workers where memory is short."
            ) from error
        if sent is None:
            return
        if isinstance(sent, QAError):
            raise sent
        yield sent


def _work(
    pipe: Connection,
    folder: Path,
    files: Sequence[ArticleFile],
    fields: Mapping[str, str] | None,
    shard: Shard,
) -> None:
    """Send what is made of a shard; the worker's whole life."""
    with suppress(BrokenPipeError):  # nobody wants it any more
        try:
            with open_store(folder) as store:
                embedder = embedder_of(store)
                for one in read_files(files, fields, shard):
                    pipe.send((one, made_of(store, embedder, one)))
        except QAError as error:
            pipe.send(error)
        else:
            pipe.send(None)


@contextmanager
def _deaf() -> Iterator[None]:
    """Let processes started in the block not hear Ctrl-C: that is for the one that writes."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)

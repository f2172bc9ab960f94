"""Whatever is killed at whatever moment loses nothing: replace, prune, reindex, migrate, backup.

The embedder is a fake one, so that a run is a hundred transactions in a second and a kill comes in
the middle of one. ``QA_KILLS=300 pytest tests/test_crash_upkeep.py`` kills that many.
"""

import multiprocessing
import os
import random
import shutil
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from fakes import WordEmbedder
from test_migrations import old_index
from test_store import contents

from qa.errors import IndexNotFound
from qa.index.backup import backup, restore
from qa.index.check import check_collection, check_database
from qa.index.files import gone_sources, index_files, prune
from qa.index.reading import article_files
from qa.index.refresh import refresh, remake
from qa.index.settings import settings as made_with
from qa.index.snapshot import Snapshots
from qa.index.store import DATABASE, create_store, open_store
from qa.index.totals import put_total, recount
from qa.ingest.articles import read_article

EMBEDDER = WordEmbedder()
FILES = 16
KILLS = int(os.environ.get("QA_KILLS", "21"))
SUBJECTS = "harbour ministry orchestra glacier parliament vineyard railway observatory".split()


def write(file: Path, number: int) -> None:
    """Write an article of its own."""
    one, other = SUBJECTS[number % 8], SUBJECTS[(number * 3 + 1) % 8]
    body = "\n\n".join(
        f"The {one} of region {number} met the {other} on day {line} of May 2011. Why?"
        for line in range(12)
    )
    file.write_text(f"News of the {one} {number}\n\n{body}\n")


def index(home: Path) -> None:
    """Bring the index of ``home`` up to its files."""
    files = home / "files"
    with create_store(home / "index", made_with(EMBEDDER)) as store:
        refresh(store, EMBEDDER)
        results = [each for _, each in index_files(store, EMBEDDER, article_files([files]).files)]
        prune(store, EMBEDDER, gone_sources(store, [files], results))
        with store.reading() as connection:
            Snapshots(store, EMBEDDER.dimension).current(connection)


def make_again(home: Path) -> None:
    """Make all that is derived again, in one transaction."""
    with open_store(home / "index", writable=True) as store:
        remake(store, EMBEDDER)


def back_up(home: Path) -> None:
    """Copy the index."""
    backup(home / "index", home / "copy")


def put_back(home: Path) -> None:
    """Put the copy in place of the index."""
    restore(home / "copy", home / "index")


def new(home: Path) -> None:
    """Files, and no index yet."""
    (home / "files").mkdir()
    for number in range(FILES):
        write(home / "files" / f"{number:02}.txt", number)


def indexed(home: Path) -> None:
    """Files and their index."""
    new(home)
    index(home)


def changed(home: Path) -> None:
    """An index whose files were changed, renamed, deleted since."""
    indexed(home)
    files = home / "files"
    for number in range(0, FILES, 2):
        write(files / f"{number:02}.txt", 100 + number)
    for number in range(1, FILES // 2, 4):
        (files / f"{number:02}.txt").unlink()
        (files / f"{number + FILES // 2:02}.txt").rename(files / f"renamed-{number}.txt")


def stale(home: Path) -> None:
    """An index that other code derived."""
    indexed(home)
    with open_store(home / "index", writable=True) as store, store.writing() as connection:
        connection.execute("UPDATE article SET derived = '0'")
        connection.execute("DELETE FROM time_expression")
        put_total(connection, recount(connection))


def old(home: Path) -> None:
    """An index of the schema before."""
    new(home)
    files = sorted((home / "files").iterdir())
    old_index(home / "index", 2, [(read_article(file), str(file)) for file in files])


def copied(home: Path) -> None:
    """An index and the copy of what it was before."""
    indexed(home)
    back_up(home)
    shutil.rmtree(home / "files")
    (home / "files").mkdir()
    for number in range(FILES // 2, FILES * 3 // 2):
        write(home / "files" / f"{number:02}.txt", number)
    index(home)


JOBS: dict[str, tuple[Callable[[Path], None], Callable[[Path], None]]] = {
    "index": (new, index),
    "replace and prune": (changed, index),
    "reindex": (stale, index),
    "reindex all": (stale, make_again),
    "migrate": (old, index),
    "backup": (indexed, back_up),
    "restore": (copied, put_back),
}


def work(job: str, home: Path, begun: Connection) -> None:
    """Do a job in a process of its own; say when it begins."""
    begun.send(True)
    JOBS[job][1](home)


@pytest.fixture(scope="module")
def processes():  # noqa: ANN201
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["faiss", "test_crash_upkeep"])
    return context


def killed(processes, job: str, home: Path, after: float) -> float:  # noqa: ANN001
    """Begin a job and kill it after some seconds unless it is done; return how long it had."""
    here, there = processes.Pipe(duplex=False)
    process = processes.Process(target=work, args=(job, home, there))
    process.start()
    there.close()
    here.recv()
    started = time.monotonic()
    process.join(after)
    process.kill()
    process.join()
    here.close()
    return time.monotonic() - started


@pytest.mark.parametrize("job", JOBS)
def test_a_killed_job_loses_nothing_and_can_be_done_again(
    processes,  # noqa: ANN001
    tmp_path: Path,
    job: str,
) -> None:
    make, do = JOBS[job]
    home = tmp_path / "home"  # always the same one: an index names its files by their paths
    home.mkdir()
    make(home)
    shutil.copytree(home, tmp_path / "template")
    seconds = killed(processes, job, home, after=60)
    expected = state(home)
    moments = random.Random(job)
    for _ in range(max(1, KILLS // len(JOBS))):
        shutil.rmtree(home)
        shutil.copytree(tmp_path / "template", home)
        killed(processes, job, home, after=moments.uniform(0, seconds))
        whole(home)
        if (home / "copy").exists() and job == "backup":
            assert not check_database(home / "copy")
            (home / "copy").unlink()
        do(home)
        assert whole(home) == []
        assert state(home) == expected


def whole(home: Path) -> list[str]:
    """Check an index; return what is only not of today's code."""
    path = home / "index" / DATABASE
    assert not path.exists() or check_database(path) == []
    try:
        with open_store(home / "index", writable=True) as store:
            problems = check_collection(store, EMBEDDER.dimension)
    except IndexNotFound:  # killed before its first transaction
        return []
    assert {problem.part for problem in problems} <= {"derived"}
    assert all("other code" in problem.text for problem in problems)
    return [problem.text for problem in problems]


def state(home: Path) -> list[object]:
    """What the index holds, and whether there is a copy."""
    with open_store(home / "index") as store:
        return [contents(store), (home / "copy").exists()]

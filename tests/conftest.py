"""Real parts, loaded once for all tests, and a network that is not there."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from offline import sitecustomize
from rich.console import Console
from small_assistant import quoting, quoting_from

from qa.assistant import Assistant
from qa.index.embedder import SentenceEmbedder
from qa.index.store import open_store
from qa.ingest.articles import article_from_bytes
from qa.read.reader import MODEL
from qa.read.span_model.model import SpanModel
from qa.terminal.cli import main
from qa.terminal.index import index_paths

# How long an example takes is nobody's law here: machines differ, and others use them too.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Processes of tests that each use every processor wait for each other's threads, a third of their
# time, so each but the last has one to itself; what is answered does not depend on how many there
# are (``test_determinism``).
if (worker := os.environ.get("PYTEST_XDIST_WORKER")) and hasattr(os, "sched_setaffinity"):
    allowed, number = sorted(os.sched_getaffinity(0)), int(worker.removeprefix("gw"))
    os.sched_setaffinity(0, allowed[number : number + 1] or allowed)

pytest_plugins = ["browser_fixtures", "wheel_fixtures"]

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
NEWS = ROOT / "tests" / "news"
SHARED = ROOT.parent / "shared"


def sample(file: Path, every: int, folder: Path) -> Path:
    """Write one line of so many of a file into a folder, under its name."""
    lines = file.read_text("utf-8").splitlines(keepends=True)
    (folder / file.name).write_text("".join(lines[::every]), "utf-8")
    return folder / file.name


@pytest.fixture(autouse=True, scope="session")
def no_network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Refuse every connection that leaves this machine, here and in what tests start.

    It is an error of the whole run when one was tried, even where somebody caught the refusal.
    """
    attempts = tmp_path_factory.mktemp("offline") / "attempts"
    patch = pytest.MonkeyPatch()
    patch.setenv(sitecustomize.ATTEMPTS, str(attempts))
    patch.setenv("PYTHONPATH", str(Path(sitecustomize.__file__).parent), prepend=os.pathsep)
    yield
    patch.undo()
    assert not attempts.exists(), attempts.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def embedder() -> SentenceEmbedder:
    """The real embedder."""
    return SentenceEmbedder()


@pytest.fixture(scope="session")
def shipped() -> SpanModel:
    """The network that is shipped, without the rules around it."""
    return SpanModel.load(MODEL)


@pytest.fixture(scope="session")
def seeds_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the seeds, made as ``qa index seeds`` makes it. Not to be changed."""
    return _indexed(SEEDS, tmp_path_factory)


@pytest.fixture(scope="session")
def news_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of ``tests/news``: invented reports on nine subjects. Not to be changed."""
    return _indexed(NEWS, tmp_path_factory)


def _indexed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Index a folder as the command does."""
    index = tmp_path_factory.mktemp("indexes") / folder.name
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        index_paths([folder], index, Console(file=nowhere))
    return index


@pytest.fixture(scope="session")
def assistant(seeds_index: Path) -> Iterator[Assistant]:
    """The real assistant over the seeds."""
    with Assistant.open(seeds_index) as opened:
        yield opened


@pytest.fixture(scope="session")
def news(news_index: Path) -> Iterator[Assistant]:
    """The real assistant over the invented reports."""
    with Assistant.open(news_index) as opened:
        yield opened


@pytest.fixture(scope="session")
def small_index() -> Iterator[Path]:
    """An index of the seeds made with small models. Not to be changed."""
    files = sorted(SEEDS.glob("*.txt"))
    made = quoting([article_from_bytes(path.read_bytes(), path.name) for path in files])
    yield made.store.folder
    made.close()


@pytest.fixture
def small(small_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The real assistant over the seeds, with small models that answer from fixed rules."""
    folder = tmp_path_factory.mktemp("small") / small_index.name
    shutil.copytree(small_index, folder)
    with quoting_from(open_store(folder, writable=True)) as opened:
        yield opened


@pytest.fixture(params=["small", "assistant"], ids=["small", "shipped"])
def either(request: pytest.FixtureRequest) -> Assistant:
    """With small models, then with those that are shipped: what is true of both is the contract."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def qa(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Run the command in this process, models already imported: (status, output, errors)."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["qa", *map(str, arguments)])
        monkeypatch.setenv("COLUMNS", "200")
        try:
            main()
            status = 0
        except SystemExit as stop:
            status = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
        captured = capfd.readouterr()
        return status, captured.out, captured.err

    return run

"""What happens in folders, as it happens: which files came or changed, and what is gone.

Built on ``watchfiles`` (the system's own notices: inotify, FSEvents, ReadDirectoryChanges).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from qa.errors import ArticleError
from qa.index.reading import ArticleFile, article_files

# Milliseconds. A burst of notices is answered when nothing came for STEP, at the latest after MOST:
# a large file is written in many steps, and each of them would be a revision of its own.
STEP = 200
MOST = 1000


@dataclass(frozen=True, slots=True)
class Happened:
    """Files to be indexed, and the paths of files or folders that are not there any more."""

    files: tuple[ArticleFile, ...]
    gone: tuple[Path, ...]


def watch(folders: Sequence[Path], stop: Event) -> Iterator[Happened]:
    """Yield what happens below folders until ``stop`` is set or Ctrl-C; at once all that is there.

    What happens from that first moment on is noticed, while the rest is being indexed too.
    """
    from watchfiles import watch as notices

    begun = False
    for changes in notices(
        *folders,
        watch_filter=None,
        debounce=MOST,
        step=STEP,
        rust_timeout=STEP,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=False,
    ):
        if not begun:
            begun = True
            yield Happened(tuple(_files(folders)), ())
        if changes:
            yield _happened(folders, {Path(path).resolve() for _, path in changes})


def _happened(folders: Sequence[Path], paths: set[Path]) -> Happened:
    """Return what notices about these paths mean."""
    gone = tuple(sorted(path for path in paths if not path.exists()))
    # a sidecar says something of the file beside it, also when it comes or goes
    beside = {path.with_suffix("") for path in paths}
    files = [
        file
        for file in _files(folders)
        if not paths.isdisjoint([file.path.resolve(), *file.path.resolve().parents])
        or file.path.resolve().with_suffix("") in beside
    ]
    return Happened(tuple(files), gone)


def _files(folders: Sequence[Path]) -> list[ArticleFile]:
    """Return the article files of those folders that are still there."""
    files: list[ArticleFile] = []
    for folder in folders:
        try:
            files += article_files([folder]).files
        except ArticleError:  # the folder itself is gone, and may come again
            continue
    return files

"""``qa index --watch``: an index that follows its folders until Ctrl-C."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event

from rich.console import Console
from rich.text import Text

from qa.errors import ArticleError
from qa.index.files import gone_sources, index_files, prune
from qa.index.watch import watch
from qa.terminal.index import named_source, writable_index
from qa.terminal.showing import shown


def watch_paths(
    paths: Sequence[Path], index: Path, console: Console, stop: Event | None = None
) -> None:
    """Index folders, then whatever comes, changes or goes in them, a line for each.

    What is gone is removed. ``stop`` ends it, as Ctrl-C does.

    :raises ArticleError: when a path is no folder.
    :raises IndexUnwritable: when the index cannot be made or written.
    """
    for path in paths:
        if not path.is_dir():
            raise ArticleError(str(path), "cannot be watched; expected a folder")
    stop = stop or Event()
    with writable_index(index, console) as (store, embedder):
        first = True
        for happened in watch(paths, stop):
            for _, result in index_files(store, embedder, happened.files):
                if result.outcome != "unchanged":
                    reason = f": {shown(result.reason)}" if result.reason else ""
                    _tell(f"{result.outcome} {shown(result.source)}{reason}", console)
            gone = gone_sources(store, paths if first else happened.gone)
            prune(store, embedder, gone)
            for source in gone:
                _tell(f"removed {shown(named_source(source))}", console)
            if first:
                _tell(f"{index} follows {', '.join(map(str, paths))}; Ctrl-C ends it", console)
                first = False


def _tell(line: str, console: Console) -> None:
    console.print(Text(line))

"""``qa index --watch``: an index that follows its folders until Ctrl-C."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from threading import Event

from rich.console import Console
from rich.text import Text

from qa.errors import ArticleError
from qa.index.files import gone_sources, index_files, prune
from qa.index.name import give_name
from qa.index.watch import watch
from qa.terminal.index import writable_index
from qa.terminal.printing import print_json
from qa.terminal.showing import shown


def watch_paths(
    paths: Sequence[Path],
    index: Path,
    console: Console,
    stop: Event | None = None,
    *,
    model: str | None = None,
    fields: Mapping[str, str] | None = None,
    name: str | None = None,
    verbose: bool = False,
    as_json: bool = False,
) -> None:
    """Index folders, then whatever comes, changes or goes in them, a line for each.

    What is gone is removed; what stayed as it was is named when ``verbose``. With ``as_json`` each
    line of the output is a JSON object, and all else goes to ``console``. ``stop`` ends it, as
    Ctrl-C does. ``model``, ``fields`` and ``name`` are as in ``index_paths``.

    :raises ArticleError: when a path is no folder.
    :raises IndexUnwritable: when the index cannot be made or written.
    """
    for path in paths:
        if not path.is_dir():
            raise ArticleError(str(path), "cannot be watched; expected a folder")
    tell = _tell_programs if as_json else partial(_tell_people, console)
    stop = stop or Event()
    with writable_index(index, console, model) as (store, embedder):
        if name is not None:
            give_name(store, name)
        first = True
        for happened in watch(paths, stop):
            for _, result in index_files(store, embedder, happened.files, fields):
                if verbose or result.outcome != "unchanged":
                    tell(result.outcome, result.source, result.reason)
            gone = gone_sources(store, paths if first else happened.gone)
            prune(store, embedder, gone)
            for source in gone:
                tell("removed", source.name)
            if first:
                followed = ", ".join(map(str, paths))
                console.print(Text(f"{index} follows {followed}; Ctrl-C ends it"))
                first = False


def _tell_programs(outcome: str, source: str, reason: str = "") -> None:
    """Print what became of an article as a line of JSON."""
    said = {"outcome": outcome, "source": source}
    print_json(said | {"reason": reason} if reason else said, one_line=True)


def _tell_people(console: Console, outcome: str, source: str, reason: str = "") -> None:
    """Print what became of an article in words."""
    why = f": {shown(reason)}" if reason else ""
    console.print(Text(f"{outcome} {shown(source)}{why}"))

"""The index of the demonstration: made of ``seeds/`` by itself, and of nothing else."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qa.contract.settings import DEFAULT_INDEX
from qa.errors import ArticleError

if TYPE_CHECKING:
    from qa.index.store import Store

DEFAULT_ARTICLES = Path("seeds")


def build_default(index: Path) -> None:
    """Build the default index when it is asked for, is not there, and its articles are."""
    from qa.index.store import DATABASE

    if index == DEFAULT_INDEX and not (index / DATABASE).exists() and DEFAULT_ARTICLES.is_dir():
        from rich.console import Console

        from qa.terminal.index import index_paths

        Console(stderr=True).print(f"No index yet: building {index} from {DEFAULT_ARTICLES}.")
        index_paths([DEFAULT_ARTICLES], index, Console(stderr=True, highlight=False))


def stored(index: Path) -> "Store":
    """Open the collection of an index, without loading a model."""
    from qa.index.store import open_store

    build_default(index)
    return open_store(index)


def own_index(paths: Sequence[Path]) -> Path:
    """Return the index of the demonstration for its own articles; others need a name.

    :raises ArticleError: for any other article: the demonstration would answer from it.
    """
    if [path.resolve() for path in paths] == [DEFAULT_ARTICLES.resolve()]:
        return DEFAULT_INDEX
    name = paths[0].resolve().stem or "mine"
    raise ArticleError(
        "no index named",
        f"{DEFAULT_INDEX} is the demonstration's; name one of your own: --index indexes/{name}",
        "usage",
    )

"""``qa index`` on a terminal: progress with rate and estimate, and a summary at the end."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.text import Text

from qa.errors import ArticleError
from qa.index.derive import settings
from qa.index.files import ArticleFile, Indexed, article_files, gone_sources, index_files, prune
from qa.index.refresh import check_settings, refresh
from qa.index.snapshot import Snapshots
from qa.index.sources import Source
from qa.index.store import DATABASE, Store, create_store, open_store
from qa.ingest.articles import read_article
from qa.protocols import Embedder
from qa.terminal.progress import watched
from qa.terminal.rendering import shown

# Names of files that are gone which are told; a folder that is not mounted can lack thousands.
NAMED = 20


def index_paths(
    paths: Sequence[Path],
    index: Path,
    console: Console,
    model: str | None = None,
    *,
    pruned: bool = False,
) -> None:
    """Index files and folders, one transaction an article, and print what became of them.

    A new index is made with the embedding model ``model`` (see ``find_model``), with the installed
    one where it is None; an index that is there keeps its own.

    Ctrl-C between two files loses nothing: run again to go on. Files of these folders that were
    indexed and are gone are told, and with ``pruned`` taken out of the index.

    :raises ArticleError: when there is no file, or none of them is an article.
    :raises IndexUnwritable: when the index cannot be made or written.
    """
    files = article_files(paths)
    if not (index / DATABASE).exists():  # it is made for the first good one
        _refuse_without_articles(paths, files)
    with writable_index(index, console, model) as (store, embedder):
        read = watched(files, "indexing", console, wiped=True)
        results = list(index_files(store, embedder, read))
        gone = gone_sources(store, paths, results)
        if pruned:
            prune(store, embedder, gone)
        with store.reading() as connection:
            Snapshots(store, embedder.dimension).file(connection)
    skipped = [result for result in results if result.outcome == "skipped"]
    if len(skipped) == len(results) and not gone:
        raise _refusal(paths, skipped)
    for result in skipped:
        console.print(Text(f"skipped {shown(result.file.source)}: {shown(result.reason)}"))
    tell_gone(gone, console, pruned=pruned)
    counts = Counter(result.outcome for result in results)
    told = [f"{counts[outcome]:,} {outcome}" for outcome in counts]
    if gone:
        told.append(f"{len(gone):,} {'removed' if pruned else 'gone'}")
    console.print(Text(f"{index}: {', '.join(told)} (of {len(files):,} files)"))


def tell_gone(gone: Sequence[Source], console: Console, *, pruned: bool) -> None:
    """Name the sources that are gone, and say how to remove them unless they were."""
    for source in gone[:NAMED]:
        item = f" ({shown(source.item)})" if source.item else ""
        console.print(Text(f"{'removed' if pruned else 'gone'} {shown(source.name)}{item}"))
    if len(gone) > NAMED:
        console.print(Text(f"… and {len(gone) - NAMED:,} more"))
    if gone and not pruned:
        console.print(Text("What is gone is still quoted. To remove it: the same with --prune"))


@contextmanager
def writable_index(
    index: Path, console: Console, model: str | None = None
) -> Iterator[tuple[Store, Embedder]]:
    """Open an index for writing, made if there is none, and bring it up to date."""
    from qa.index.embedder import SentenceEmbedder
    from qa.index.models import MODEL, embedder_of, find_model

    folder = None if model is None else find_model(model)
    if folder is None and (index / DATABASE).is_file():
        with open_store(index, writable=True) as made:
            embedder = embedder_of(made)
    else:
        embedder = SentenceEmbedder(folder)
    own = {} if folder is None else {MODEL: str(folder)}
    store = create_store(index, settings(embedder) | own)
    try:
        check_settings(store, embedder)
        refresh(store, embedder, lambda ids: watched(ids, "updating", console, wiped=True))
        yield store, embedder
    finally:
        store.close()


def _refuse_without_articles(paths: Sequence[Path], files: Sequence[ArticleFile]) -> None:
    """Raise why no file is an article; found without reading the rest when one is.

    :raises ArticleError: when there is none.
    """
    skipped = []
    for file in files:
        try:
            read_article(file.path, file.source)
        except ArticleError as error:
            skipped.append(Indexed(file, "skipped", error.reason))
        else:
            return
    raise _refusal(paths, skipped)


def _refusal(paths: Sequence[Path], skipped: Sequence[Indexed]) -> ArticleError:
    """Return the error for paths without an article."""
    if skipped:
        return ArticleError(shown(skipped[0].file.source), skipped[0].reason)
    return ArticleError(
        ", ".join(str(path) for path in paths),
        "no article here; expected text files whose names end in .txt",
    )

"""``qa index`` on a terminal: progress with rate and estimate, and a summary at the end."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from qa.errors import ArticleError
from qa.index.files import ArticleFile, Indexed, article_files, index_files
from qa.terminal.progress import watched
from qa.terminal.rendering import shown


def index_paths(
    paths: Sequence[Path], index: Path, console: Console, model: str | None = None
) -> None:
    """Index files and folders, one transaction a file, and print what became of them.

    A new index is made with the embedding model ``model`` (see ``find_model``), with the installed
    one where it is None; an index that is there keeps its own.

    Ctrl-C between two files loses nothing: run again to go on.

    :raises ArticleError: when there is no file, or none of them is an article.
    :raises IndexUnwritable: when the index cannot be made or written.
    """
    files = article_files(paths)
    results = _index(files, index, console, model)
    counts = Counter(result.outcome for result in results)
    skipped = [result for result in results if result.outcome == "skipped"]
    if len(skipped) == len(files):
        raise ArticleError(shown(skipped[0].file.source), skipped[0].reason)
    for result in skipped:
        console.print(Text(f"skipped {shown(result.file.source)}: {shown(result.reason)}"))
    told = [f"{counts[outcome]:,} {outcome}" for outcome in counts]
    console.print(Text(f"{index}: {', '.join(told)} (of {len(files):,} files)"))


def _index(
    files: Sequence[ArticleFile], index: Path, console: Console, model: str | None
) -> list[Indexed]:
    """Bring the files in under a progress bar; the index is made for the first good one."""
    from qa.index.collection import check_settings, settings
    from qa.index.embedder import SentenceEmbedder
    from qa.index.models import MODEL, embedder_of, find_model
    from qa.index.snapshot import Snapshots
    from qa.index.store import DATABASE, create_store, open_store

    unreadable = _all_unreadable(files)
    if unreadable:
        return unreadable
    folder = None if model is None else find_model(model)
    if folder is None and (index / DATABASE).is_file():
        with open_store(index) as made:
            embedder = embedder_of(made)
    else:
        embedder = SentenceEmbedder(folder)
    own = {} if folder is None else {MODEL: str(folder)}
    store = create_store(index, settings(embedder) | own)
    try:
        check_settings(store, embedder)
        read = watched(files, "indexing", console, wiped=True)
        results = list(index_files(store, embedder, read))
        with store.reading() as connection:
            Snapshots(store, embedder.dimension).current(connection)
    finally:
        store.close()
    return results


def _all_unreadable(files: Sequence[ArticleFile]) -> list[Indexed]:
    """Return why no file is an article; empty when one is, found without reading the rest."""
    from qa.ingest.articles import read_article

    results = []
    for file in files:
        try:
            read_article(file.path, file.source)
        except ArticleError as error:
            results.append(Indexed(file, "skipped", error.reason))
        else:
            return []
    return results

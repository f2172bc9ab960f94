"""Files into a collection, with what became of each; and files that are gone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from qa.errors import ArticleError
from qa.index import sources
from qa.index.ahead import ahead
from qa.index.collection import Outcome, add_article, prepared, remove_sources, stored
from qa.index.derive import Prepared
from qa.index.refresh import refresh
from qa.index.sources import Source
from qa.index.store import Store
from qa.ingest.articles import find_article_files, read_article
from qa.protocols import Embedder


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """A file to be indexed and the source name that its article gets."""

    path: Path
    source: str


@dataclass(frozen=True, slots=True)
class Indexed:
    """What became of one file, or of one item of it; ``reason`` says why it was skipped."""

    file: ArticleFile
    outcome: Outcome | Literal["skipped"]
    reason: str = ""
    item: str = ""


def article_files(paths: Sequence[Path]) -> list[ArticleFile]:
    """Return the files of these files and folders, in order, each once; none of an empty folder.

    The source of a file in a folder is its path below that folder, with forward slashes.

    :raises ArticleError: when a path does not exist.
    """
    files: dict[Path, ArticleFile] = {}
    for path in paths:
        for file in find_article_files(path):
            files.setdefault(file.resolve(), ArticleFile(file, source_name(file, path)))
    return list(files.values())


def source_name(file: Path, path: Path) -> str:
    """Return the name that the article of a file gets when ``path`` is indexed."""
    return file.relative_to(path).as_posix() if path.is_dir() else file.name


def index_files(
    store: Store, embedder: Embedder, files: Iterable[ArticleFile]
) -> Iterator[Indexed]:
    """Bring files into the collection, in their order; a file that is no article is skipped.

    The next few are read and embedded meanwhile; each article is one transaction all the same.

    :raises IndexUnwritable: when the collection could not be written; all before was added.
    """

    def work(file: ArticleFile) -> Indexed | Prepared:
        try:
            article = read_article(file.path, file.source)
        except ArticleError as error:
            return Indexed(file, "skipped", error.reason)
        known = stored(store, article, _origin(file))
        if known is not None:
            return Indexed(file, known, item=article.item)
        return prepared(store, embedder, article)

    for file, done in ahead(files, work):
        if isinstance(done, Indexed):
            yield done
            continue
        # asked again: one of the files before may hold the same text
        known = stored(store, done.article, _origin(file))
        outcome = known or add_article(store, done, _origin(file))
        yield Indexed(file, outcome, item=done.article.item)


def _origin(file: ArticleFile) -> str:
    """Return what the collection knows the file by."""
    return str(file.path.resolve())


def gone_sources(
    store: Store, paths: Sequence[Path], indexed: Iterable[Indexed] = ()
) -> list[Source]:
    """Return the sources of these files and folders that are not there any more.

    A file is gone when nothing is at its path. An item is gone when its file was ``indexed`` whole
    and has no such item now.
    """
    items: dict[str, set[str]] = {}
    unread: set[str] = set()
    for result in indexed:
        origin = _origin(result.file)
        items.setdefault(origin, set()).add(result.item)
        if result.outcome == "skipped":
            unread.add(origin)
    with store.reading() as connection:
        held = [
            source for path in paths for source in sources.sources_under(connection, path.resolve())
        ]
    return [
        source
        for source in dict.fromkeys(held)
        if source.path
        and (
            sources.is_gone(source.path)
            or (
                source.origin in items
                and source.origin not in unread
                and source.item not in items[source.origin]
            )
        )
    ]


def prune(store: Store, embedder: Embedder, gone: Sequence[Source]) -> None:
    """Take sources that are gone out of the collection.

    :raises IndexUnwritable: when it could not be written; nothing was changed then.
    """
    if gone:
        remove_sources(store, gone)
        refresh(store, embedder)

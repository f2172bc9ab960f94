"""Files of every format into a collection, one article after the other, and what became of each.

Command line and library come through here and get the same report.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from qa.errors import (
    ArticleError,
    IndexDamaged,
    IndexUnfinished,
    IndexUnreadable,
    IndexUnwritable,
)
from qa.index import sources
from qa.index.ahead import ahead
from qa.index.collection import Outcome, add_article, prepared, remove_sources, stored
from qa.index.derive import Prepared
from qa.index.refresh import refresh
from qa.index.report import Indexed, Progress, Report
from qa.index.report import Outcome as ItemOutcome
from qa.index.sources import Source
from qa.index.store import Store
from qa.ingest.articles import NOTHING, Ingested, ingest, sidecar_of
from qa.ingest.folders import find_files
from qa.ingest.formats.document import File, Unread, from_path, origin
from qa.ingest.formats.reading import documents
from qa.ingest.metadata import Metadata
from qa.protocols import Embedder


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """A file to be indexed and the source name that its articles get.

    ``asked``: a person named the file itself, not a folder that it lies in.
    """

    path: Path
    source: str
    asked: bool = False


@dataclass(frozen=True, slots=True)
class ArticleFiles:
    """Files to be indexed, and how many others only belong to them."""

    files: tuple[ArticleFile, ...]
    companions: int = 0


@dataclass(frozen=True, slots=True)
class Numbered:
    """An item of a file with the file's number, name and resolved path, None for what was sent."""

    number: int
    name: str
    path: str | None
    item: Ingested | Unread


def article_files(paths: Sequence[Path]) -> ArticleFiles:
    """Return the files of these files and folders, in order, each once; none of an empty folder.

    The source of a file in a folder is its path below that folder, with forward slashes.

    :raises ArticleError: when a path does not exist.
    """
    files: dict[Path, ArticleFile] = {}
    companions: set[Path] = set()
    for path in paths:
        folder = find_files(path)
        companions.update(file.resolve() for file in folder.companions)
        for file in folder.files:
            inside = path.is_dir()
            source = file.relative_to(path).as_posix() if inside else file.name
            files.setdefault(file.resolve(), ArticleFile(file, source, asked=not inside))
    return ArticleFiles(tuple(files.values()), len(companions - files.keys()))


def add_files(
    store: Store,
    embedder: Embedder,
    paths: Sequence[Path],
    progress: Progress | None = None,
) -> Report:
    """Bring all that these files and folders hold into the collection; return what that did.

    Each article is one transaction. What cannot be read is in the report, with its reason.

    :raises ArticleError: when a path does not exist.
    :raises IndexUnfinished: when the collection could not be written; all before was added.
    """
    found = article_files(paths)
    results: list[Indexed] = []
    with reported(found, results):
        for number, result in index_files(store, embedder, found.files):
            results.append(result)
            if progress is not None:
                progress(number, result)
    return Report(len(found.files), found.companions, tuple(results))


@contextmanager
def reported(found: ArticleFiles, results: Sequence[Indexed]) -> Iterator[None]:
    """Have an error of the index say what became of the files before it: ``results``.

    :raises IndexUnfinished: when the index could not be written, or not be read, in the block.
    """
    try:
        yield
    except (IndexUnwritable, IndexUnreadable, IndexDamaged) as error:
        so_far = Report(len(found.files), found.companions, tuple(results), failure=str(error))
        raise IndexUnfinished(str(error), so_far) from error


def index_files(
    store: Store,
    embedder: Embedder,
    files: Iterable[ArticleFile],
    fields: Mapping[str, str] | None = None,
) -> Iterator[tuple[int, Indexed]]:
    """Bring files into the collection, article by article, in their order.

    ``fields`` maps our names ("text", "title") to those that JSON and CSV files use. Yields what
    became of each with the number of its file, from 1. The next few articles are
    embedded meanwhile; each is one transaction all the same.

    :raises IndexUnwritable: when the collection could not be written; all before was added.
    """
    items = (
        Numbered(number, file.source, str(file.path.resolve()), item)
        for number, file in enumerate(files, start=1)
        for item in _read(file, fields)
    )
    yield from _added(store, embedder, items)
    refresh(store, embedder)


def ingested(
    file: File, given: Metadata = NOTHING, method: str = "metadata", *, asked: bool = False
) -> Iterator[Ingested | Unread]:
    """Yield the articles of a file, and why there is none where there could be one."""
    for item in documents(file, asked=asked):
        if isinstance(item, Unread):
            yield item
            continue
        try:
            yield ingest(item, file.name, NOTHING if item.item else given, method)
        except ArticleError as error:
            yield Unread(item.format, error.reason, error.kind, item.item)


def _added(
    store: Store, embedder: Embedder, items: Iterable[Numbered]
) -> Iterator[tuple[int, Indexed]]:
    """Add articles one by one; yield what became of each with the number of its file."""

    def work(one: Numbered) -> Outcome | Prepared | None:
        if isinstance(one.item, Unread):
            return None
        article = one.item.article
        return stored(store, article, one.path) or prepared(store, embedder, article)

    for one, done in ahead(items, work):
        if isinstance(one.item, Unread):
            yield one.number, _skipped(one.name, one.item, one.path)
            continue
        if isinstance(done, Prepared):
            # Asked again: one of those before may hold the same text.
            known = stored(store, done.article, one.path)
            done = known or add_article(store, done, one.path)
        assert done is not None  # there is something to do, or there is not
        outcome: ItemOutcome = "replaced" if done == "updated" else done
        document = one.item.document
        article = one.item.article
        yield (
            one.number,
            Indexed(
                article.source,
                document.format,
                outcome,
                notes=document.notes,
                article_id=article.id,
                path=one.path,
                item=article.item,
            ),
        )


def _skipped(name: str, item: Unread, path: str | None = None) -> Indexed:
    return Indexed(
        origin(name, item.item), item.format, "skipped", item.reason, item.kind, path=path
    )


def without_article(
    found: ArticleFiles, fields: Mapping[str, str] | None = None
) -> tuple[Indexed, ...] | None:
    """Return why none of these files holds an article; None at the first that does."""
    skipped = []
    for file in found.files:
        for item in _read(file, fields):
            if isinstance(item, Ingested):
                return None
            skipped.append(_skipped(file.source, item))
    return tuple(skipped)


def _read(file: ArticleFile, fields: Mapping[str, str] | None) -> Iterator[Ingested | Unread]:
    """Yield what a file on disk holds."""
    try:
        opened = from_path(file.path, file.source, fields)
        given, notes = sidecar_of(file.path)
    except ArticleError as error:
        yield Unread("file", error.reason, error.kind)
        return
    for item in ingested(opened, given, "sidecar", asked=file.asked):
        if notes and isinstance(item, Ingested):
            item = replace(
                item, document=replace(item.document, notes=(*notes, *item.document.notes))
            )
            notes = ()
        yield item


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
        if result.path is not None:
            items.setdefault(result.path, set()).add(result.item)
            if result.outcome == "skipped":
                unread.add(result.path)
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

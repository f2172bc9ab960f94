"""Files of every format into a collection, one article after the other, and what became of each.

Command line and library come through here and get the same report.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from qa.errors import (
    IndexDamaged,
    IndexUnfinished,
    IndexUnreadable,
    IndexUnwritable,
)
from qa.index import sources
from qa.index.ahead import ahead
from qa.index.collection import add_article, remove_sources, stored
from qa.index.derive import Prepared
from qa.index.reading import ArticleFile, ArticleFiles, article_files, read_files
from qa.index.refresh import refresh
from qa.index.report import Indexed, Progress, Report
from qa.index.report import Outcome as ItemOutcome
from qa.index.shard import WHOLE, Shard
from qa.index.sources import Source
from qa.index.store import Store
from qa.index.workers import Made, made_apart, made_of
from qa.ingest.articles import Ingested
from qa.ingest.formats.document import Unread, origin
from qa.protocols import Embedder


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
    shards: Sequence[Shard] = (WHOLE,),
) -> Iterator[tuple[int, Indexed]]:
    """Bring files into the collection, article by article, in their order.

    ``fields`` maps our names ("text", "title") to those that JSON and CSV files use. Yields what
    became of each with the number of its file, from 1. The next few articles are
    embedded meanwhile; each is one transaction all the same. Of the files only what belongs to
    ``shards`` is read; where these are several, by a process each.

    :raises IndexUnwritable: when the collection could not be written; all before was added.
    """
    if len(shards) == 1:
        items = read_files(files, fields, shards[0])
        yield from _added(store, ahead(items, lambda one: made_of(store, embedder, one)))
    else:
        yield from _added(store, made_apart(store.folder, tuple(files), fields, shards))
    refresh(store, embedder)


def _added(store: Store, made: Iterable[Made]) -> Iterator[tuple[int, Indexed]]:
    """Add articles one by one; yield what became of each with the number of its file."""
    for one, done in made:
        if isinstance(one.item, Unread):
            yield one.number, skipped(one.name, one.item, one.path)
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


def skipped(name: str, item: Unread, path: str | None = None) -> Indexed:
    """Return what is reported of an item that could not be read."""
    return Indexed(
        origin(name, item.item), item.format, "skipped", item.reason, item.kind, path=path
    )


def without_article(
    found: ArticleFiles, fields: Mapping[str, str] | None = None
) -> tuple[Indexed, ...] | None:
    """Return why none of these files holds an article; None at the first that does."""
    unread = []
    for one in read_files(found.files, fields):
        if isinstance(one.item, Ingested):
            return None
        unread.append(skipped(one.name, one.item))
    return tuple(unread)


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

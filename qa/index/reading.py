"""Files of every format to the articles in them, before anything of a collection is touched."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa.errors import ArticleError
from qa.index.shard import WHOLE, Shard
from qa.ingest.articles import NOTHING, Ingested, ingest, sidecar_of
from qa.ingest.folders import find_files
from qa.ingest.formats.document import Document, File, Unread, from_path
from qa.ingest.formats.reading import documents
from qa.ingest.metadata import Metadata


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
    """An item of a file with the file's number, from 1, its own place there, name and path."""

    number: int
    place: int
    name: str
    path: str
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


def ingested(
    file: File, given: Metadata = NOTHING, method: str = "metadata", *, asked: bool = False
) -> Iterator[Ingested | Unread]:
    """Yield the articles of a file, and why there is none where there could be one."""
    for item in documents(file, asked=asked):
        yield _ingested(item, file.name, given, method)


def read_files(
    files: Iterable[ArticleFile],
    fields: Mapping[str, str] | None = None,
    shard: Shard = WHOLE,
) -> Iterator[Numbered]:
    """Yield what files on disk hold, as much of it as is in ``shard``, in their order.

    ``fields`` maps our names ("text", "title") to those that JSON and CSV files use.
    """
    for number, file in enumerate(files, start=1):
        takes = shard.items(file.path, file.source)
        if takes is None:
            continue
        given, notes = NOTHING, tuple[str, ...]()
        read: Iterable[Document | Unread]
        try:
            read = documents(from_path(file.path, file.source, fields), asked=file.asked)
            given, notes = sidecar_of(file.path)
        except ArticleError as error:
            read = [Unread("file", error.reason, error.kind)]
        path = str(file.path.resolve())
        for place, document in enumerate(read):
            if not takes(document.item):
                continue
            item = _ingested(document, file.source, given, "sidecar")
            if notes and isinstance(item, Ingested):
                noted = replace(item.document, notes=(*notes, *item.document.notes))
                item, notes = replace(item, document=noted), ()
            yield Numbered(number, place, file.source, path, item)


def _ingested(
    item: Document | Unread, name: str, given: Metadata, method: str
) -> Ingested | Unread:
    """Return the article that a document is, or why it is none."""
    if isinstance(item, Unread):
        return item
    try:
        return ingest(item, name, NOTHING if item.item else given, method)
    except ArticleError as error:
        return Unread(item.format, error.reason, error.kind, item.item)

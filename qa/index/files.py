"""Files into a collection, one after the other, with what became of each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from qa.errors import ArticleError
from qa.index.ahead import ahead
from qa.index.collection import Outcome, Prepared, add_article, prepare, stored
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
    """What became of one file; ``reason`` says why it was skipped, else it is empty."""

    file: ArticleFile
    outcome: Outcome | Literal["skipped"]
    reason: str = ""


def article_files(paths: Sequence[Path]) -> list[ArticleFile]:
    """Return the files of these files and folders, in order, each once.

    The source of a file in a folder is its path below that folder, with forward slashes.

    :raises ArticleError: when a path does not exist, or there is no article file at all.
    """
    files: dict[Path, ArticleFile] = {}
    for path in paths:
        for file in find_article_files(path):
            source = file.relative_to(path).as_posix() if path.is_dir() else file.name
            files.setdefault(file.resolve(), ArticleFile(file, source))
    if not files:
        raise ArticleError(
            ", ".join(str(path) for path in paths),
            "no article here; expected text files whose names end in .txt",
        )
    return list(files.values())


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
        return prepare(article, embedder) if known is None else Indexed(file, known)

    for file, done in ahead(files, work):
        if isinstance(done, Indexed):
            yield done
            continue
        # asked again: one of the files before may hold the same text
        known = stored(store, done.article, _origin(file))
        yield Indexed(file, known or add_article(store, done, _origin(file)))


def _origin(file: ArticleFile) -> str:
    """Return what the collection knows the file by."""
    return str(file.path.resolve())

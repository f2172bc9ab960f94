"""Files and uploads become Articles: decoded once, never edited afterwards."""

import hashlib
from pathlib import Path

from qa.contract.article import Article, LeftOut, Published
from qa.dates.publication import find_published
from qa.errors import ArticleError
from qa.ingest import decoding
from qa.ingest.boilerplate import HEADLINE, left_out
from qa.ingest.metadata import Metadata, front_matter, read_sidecar, stated

SUFFIX = ".txt"
"""What an article's file name ends with, in any case."""


def find_article_files(path: Path) -> list[Path]:
    """Return the article files at ``path``: itself, or all ``*.txt`` of a folder and its folders.

    Sorted; hidden files and folders (``.name``) are passed over; a folder without articles gives
    an empty list.

    :raises ArticleError: when there is nothing at ``path`` or it cannot be looked into.
    """
    try:
        if path.is_dir():
            return sorted(
                file
                for file in path.rglob("*")
                if file.suffix.lower() == SUFFIX
                and not any(part.startswith(".") for part in file.relative_to(path).parts)
                and file.is_file()
            )
        if path.exists():
            return [path]
    except OSError as error:
        raise ArticleError(str(path), f"cannot be looked into: {error.strerror}") from error
    raise ArticleError(
        str(path), "no such file or folder; expected a text file or a folder of them"
    )


def read_article(path: Path, source: str | None = None) -> Article:
    """Return the article in a file; ``source``, the name shown to people, defaults to the file's.

    ``NAME.json`` beside ``NAME.txt`` (keys title, published, url, author) wins over front matter,
    which wins over what the text itself says.

    :raises ArticleError: when the file or its sidecar cannot be read or is not what was expected.
    """
    if path.is_dir():
        raise ArticleError(str(path), "this is a folder; expected a text file")
    data = _bytes(path)
    sidecar = path.with_suffix(".json")
    metadata = Metadata()
    if sidecar != path and sidecar.exists():
        metadata = read_sidecar(_bytes(sidecar), str(sidecar))
    return _article(decoding.decode(data, str(path)), source or path.name, metadata, "sidecar")


def article_from_bytes(
    data: bytes,
    source: str,
    *,
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
    author: str | None = None,
) -> Article:
    """Return the article in the bytes of a file; what is stated here wins over the text.

    :raises ArticleError: when the bytes are no text or a stated value is not what was expected.
    """
    metadata = _stated(source, title, published, url, author)
    return _article(decoding.decode(data, source), source, metadata, "metadata")


def article_from_text(
    text: str,
    source: str,
    *,
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
    author: str | None = None,
) -> Article:
    """Return the article that ``text`` is; what is stated here wins over the text.

    :raises ArticleError: when the text is blank, too long, binary or holds lone surrogates, or a
        stated value is not what was expected.
    """
    decoding.check(text, source)
    return _article(text, source, _stated(source, title, published, url, author), "metadata")


def _stated(
    source: str, title: str | None, published: str | None, url: str | None, author: str | None
) -> Metadata:
    values = {"title": title, "published": published, "url": url, "author": author}
    return stated(values, source)


def _bytes(path: Path) -> bytes:
    """Read a file, no more of it than is needed to see that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(decoding.MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise ArticleError(str(path), "no such file; expected a text file") from error
    except OSError as error:
        raise ArticleError(str(path), f"cannot be read: {error.strerror}") from error


def _article(text: str, source: str, metadata: Metadata, method: str) -> Article:
    """Put together what is stated outside of the text, in its front matter, and in the text."""
    in_front = front_matter(text, source)
    front = Metadata() if in_front is None else in_front[1]
    before = () if in_front is None else (LeftOut(in_front[0], "front matter"),)
    title = metadata.title or front.title
    pieces = left_out(text, before=before, title=title)
    headline = None
    if not title:
        headline = next((piece.span for piece in pieces if piece.reason == HEADLINE), None)
    if metadata.published:
        published: Published | None = Published(metadata.published, method)
    elif front.published:
        published = Published(front.published, "front matter")
    else:
        published = find_published(text, pieces)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(
        id=sha256[:16],
        sha256=sha256,
        text=text,
        title=title or (headline.of(text) if headline else source),
        source=source,
        headline=headline,
        url=metadata.url or front.url,
        author=metadata.author or front.author,
        published=published,
        left_out=pieces,
    )

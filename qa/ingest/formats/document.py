"""What goes into a format's ``read`` and what comes out of it."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from qa.errors import ArticleError
from qa.ingest.decoding import MOST_BYTES as MOST_BYTES

HEAD = 16_384
"""Bytes by which a format is recognised; scripts and styles push the marks of exports down."""


MOST_SAID = 120
"""Characters of what a library says: some quote the damaged bytes at length."""


@dataclass(slots=True)
class Budget:
    """What one file on disk may unpack to in all, however its archives are nested."""

    members: int = 20_000
    size: int = 2 * 1024 * 1024 * 1024

    def spend(self, size: int, name: str) -> None:
        """Count one member of ``size`` bytes.

        :raises ArticleError: when it is one too many, or one too large.
        """
        self.members -= 1
        self.size -= size
        if self.members < 0 or self.size < 0:
            raise ArticleError(
                name, "it unpacks to too much, the rest is left unread; split it", "too large"
            )


@dataclass(frozen=True, slots=True)
class File:
    """A file that is to be read: its name as shown to people, its size and how to open it.

    ``fields`` maps our names ("text", "title") to the names that a JSON or CSV file uses instead
    of those known. ``budget`` is what the archives around the file may still unpack, None outside
    of any. ``url`` is the address that its content came from, where what surrounds it says so.
    """

    name: str
    size: int
    open: Callable[[], BinaryIO]
    fields: Mapping[str, str] = field(default_factory=dict)
    budget: "Budget | None" = None
    url: str | None = None

    def head(self) -> bytes:
        """Return the first bytes."""
        with self.open() as stream:
            return stream.read(HEAD)

    def data(self, most: int = MOST_BYTES) -> bytes:
        """Return the whole content.

        :raises ArticleError: when it is longer than ``most`` bytes.
        """
        with self.open() as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            raise ArticleError(
                self.name,
                f"more than {most:,} bytes are too many to read at once; split it",
                "too large",
            )
        return data

    @property
    def suffix(self) -> str:
        """The end of the name from its last dot on, in small letters."""
        return Path(self.name).suffix.lower()


@dataclass(frozen=True, slots=True)
class Document:
    """One article as its file yields it; None stands for what the file does not state.

    ``text`` is decoded once and never edited afterwards. ``item`` says which part of the file it
    is ("3", "report.html#2" inside of an archive), empty for a file that is one article.
    ``published`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or as it is written where the day may
    come first or second (03/04/2011), and ``method`` says in a few words what stated it.
    ``language`` is a code of ISO 639-1 where it is known. ``notes`` are for the report: what a
    person should know although the article was read.
    """

    text: str
    format: str
    item: str = ""
    title: str | None = None
    published: str | None = None
    method: str = ""
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    section: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """An item of a file, or a whole file, that could not be read, and why.

    ``reason`` is a clause without a stop; ``kind`` groups reasons ("no body", "encrypted").
    """

    format: str
    reason: str
    kind: str
    item: str = ""


class Format(Protocol):
    """The one signature of all formats."""

    def __call__(self, file: File) -> Iterator[Document | Unread]:
        """Yield what the file holds, in its order.

        :raises ArticleError: when the file as a whole cannot be read, or not any further.
        """
        ...


def said(error: object) -> str:
    """Return what a library or a file says of what is wrong, short and on one line.

    >>> said(ValueError("no\\n  number")), said(EOFError())
    ('no number', 'EOFError')
    """
    words = " ".join(str(error).split())[:MOST_SAID] or type(error).__name__
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in words)


def origin(name: str, item: str) -> str:
    """Return how a citation names an item of the file ``name``; an item in an archive is a path.

    >>> origin("export.docx", "3"), origin("bundle.zip", "/mail/a.eml"), origin("a.txt", "")
    ('export.docx#3', 'bundle.zip/mail/a.eml', 'a.txt')
    """
    return f"{name}{item}" if not item or item.startswith("/") else f"{name}#{item}"


def from_bytes(data: bytes, name: str, fields: Mapping[str, str] | None = None) -> File:
    """Return a file that is in memory already."""
    return File(name, len(data), lambda: io.BytesIO(data), fields or {})


def from_path(path: Path, name: str, fields: Mapping[str, str] | None = None) -> File:
    """Return a file on disk.

    :raises ArticleError: when it cannot be looked at.
    """
    try:
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise ArticleError(str(path), "no such file; expected a text file", "absent") from error
    except OSError as error:
        raise ArticleError(str(path), f"cannot be read: {error.strerror}", "unreadable") from error
    return File(name, size, lambda: path.open("rb"), fields or {})

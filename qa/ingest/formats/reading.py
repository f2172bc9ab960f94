"""A file of any format to its documents: the one place that knows all formats."""

import importlib
from collections.abc import Iterator
from functools import partial

from qa.errors import ArticleError
from qa.ingest.formats import sniff
from qa.ingest.formats.date_order import ordered
from qa.ingest.formats.document import Document, File, Format, Unread, said

SUPPORTED = (
    "text, Markdown, HTML, PDF, DOCX, RTF, JSON, JSON Lines, CSV, RSS, Atom, e-mail, NewsML-G2, "
    "NITF, ninjs, exports of Nexis, Factiva, ProQuest and Europresse, WARC, ZIP, tar and gzip"
)
"""What can be read, for messages."""

_MODULES = {
    "plain": "plain", "html": "html", "pdf": "pdf", "docx": "docx", "rtf": "rtf",
    "json": "json_file", "jsonlines": "json_lines", "table": "table", "feed": "feed",
    "mail": "mail", "newsml": "newsml", "nexis": "nexis", "factiva": "factiva",
    "proquest": "proquest", "europresse": "europresse", "warc": "warc", "zipped": "archive",
    "tarred": "archive", "gzipped": "archive",
}  # fmt: skip
"""Which file of this folder reads a format that ``sniff`` names. A format's libraries are loaded
when its first file comes."""

_OF_FIELDS = ("json", "jsonlines", "table")
"""Formats whose fields one program wrote."""


def documents(file: File, *, asked: bool = False) -> Iterator[Document | Unread]:
    """Yield what ``file`` holds; whatever goes wrong is an ``Unread`` with its reason.

    ``asked``: the file was named by a person, so that text under an unknown suffix is an article
    rather than something that lies in the same folder.
    """
    try:
        name = sniff.format_of(file)
    except OSError as error:
        yield Unread("file", f"cannot be read: {error.strerror or error}", "unreadable")
        return
    if name == "unknown" and asked:
        name = "plain"
    if name not in _MODULES:
        yield _not_read(file, name)
        return
    read = reader(name)
    if name in _OF_FIELDS:
        read = partial(ordered, read)
    yield from _guarded(read, file, name)


def reader(name: str) -> Format:
    """Return ``read`` of the format that ``sniff`` calls ``name``."""
    module = importlib.import_module(f"qa.ingest.formats.{_MODULES[name]}")
    read: Format = module.read
    return read


def _not_read(file: File, name: str) -> Unread:
    if file.size == 0:
        return Unread("file", "the file is empty", "empty")
    if name == "binary":
        return Unread("binary", f"this is {sniff.binary_kind(file)}", "not an article")
    if name == "xml":
        return Unread("XML", "XML of a kind that is not known here", "unknown format")
    shown = file.suffix or "no suffix"
    return Unread("file", f"a kind of file that is not read here ({shown})", "unknown format")


def _guarded(read: Format, file: File, name: str) -> Iterator[Document | Unread]:
    """Yield a format's documents; an error in the middle ends them with its reason."""
    number = 0
    try:
        for item in read(file):
            number += 1
            yield item if isinstance(item, Unread) or item.text.strip() else _without_text(item)
    except ArticleError as error:
        yield Unread(_shown(name), error.reason, error.kind, _after(number))
    except RecursionError:
        yield Unread(_shown(name), "nested too deep to be read", "damaged", _after(number))
    except OSError as error:
        yield Unread(_shown(name), f"cannot be read: {said(error)}", "unreadable", _after(number))
    except (ValueError, LookupError, ArithmeticError) as error:
        # what a library does not expect of a file that says it is of this format
        reason = f"not as this format is written ({said(error)})"
        yield Unread(_shown(name), reason, "damaged", _after(number))
    else:
        if number == 0:
            yield Unread(_shown(name), "it holds no article", "no body")


def _without_text(document: Document) -> Unread:
    return Unread(document.format, "it has no text", "no body", document.item)


def _after(number: int) -> str:
    return f"after {number}" if number else ""


def _shown(name: str) -> str:
    return {"plain": "text", "table": "CSV", "mail": "e-mail", "zipped": "ZIP",
            "tarred": "tar", "gzipped": "gzip", "feed": "feed", "json": "JSON",
            "jsonlines": "JSON Lines", "newsml": "NewsML", "nexis": "Nexis", "factiva": "Factiva",
            "proquest": "ProQuest", "europresse": "Europresse"}.get(name, name.upper())  # fmt: skip

"""ZIP, tar and gzip: every member is read as the format it is in; nothing is written to disk.

An archive can be made to harm: to unpack to far more than it holds, to name files outside of its
folder, to hold itself. Each such member is named with its reason, the others are read.
"""

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from qa.errors import ArticleError
from qa.ingest.formats import omnivore
from qa.ingest.formats.document import Budget, Document, File, Unread, origin, said

MOST_MEMBER_BYTES = 100 * 1024 * 1024
"""Bytes of a member, which is held in memory while it is read."""

MOST_RATIO = 300
"""Times a member may be as large as it is packed: ten times what the most repetitive text is."""

SMALL = 1024 * 1024
"""Bytes below which a member may be packed ever so well."""

DEEPEST = 3
"""Archives inside of archives; a ZIP with a WARC.gz in it is two."""

_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip
"""What the library meets damaged ZIP archives with."""

_OFFICE = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "an Excel workbook; save the sheet as CSV"),
    ("ppt/presentation.xml", "a PowerPoint presentation; save it as PDF"),
    ("META-INF/container.xml", "an e-book; convert it to HTML or PDF"),
    ("content.xml", "an OpenDocument file; save it as .docx or PDF"),
)


def read(file: File) -> Iterator[Document | Unread]:
    """Yield what the members hold.

    :raises ArticleError: when the archive is damaged; what stood before that was yielded.
    """
    deep = file.name.count("\0") + 1
    if deep > DEEPEST:
        raise ArticleError(file.name, "an archive nested too deep in others", "unsafe")
    file = replace(file, budget=file.budget or Budget())
    head = file.head()
    if head.startswith(b"PK"):
        yield from _zip(file)
    elif head.startswith(b"\x1f\x8b"):
        yield from _gzip(file)
    else:
        yield from _tar(file)


def _zip(file: File) -> Iterator[Document | Unread]:
    try:
        with file.open() as stream, zipfile.ZipFile(stream) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            held = {one.filename for one in members}
            for part, kind in _OFFICE:
                if part in held:
                    yield from _office(file, kind)
                    return
            if omnivore.is_export(held):
                yield from omnivore.articles(archive)
                return
            for member in sorted(members, key=lambda one: one.filename):
                if not _hidden(member.filename):
                    yield from _zip_member(file, archive, member)
    except _BROKEN as error:
        raise ArticleError(
            file.name, f"a damaged ZIP archive ({said(error)})", "damaged"
        ) from error


def _office(file: File, kind: str) -> Iterator[Document | Unread]:
    if kind != "docx":
        yield Unread("binary", f"this is {kind}", "not an article")
        return
    from qa.ingest.formats import docx

    yield from docx.read(file)


def _zip_member(
    file: File, archive: zipfile.ZipFile, member: zipfile.ZipInfo
) -> Iterator[Document | Unread]:
    name, size = member.filename, member.file_size
    reason = _unsafe(name) or _oversized(size, member.compress_size)
    if reason is None and member.flag_bits & 1:
        reason = ("it is encrypted with a password", "encrypted")
    if reason is not None:
        yield Unread("ZIP", *reason, f"/{name}")
        return
    try:
        data = archive.read(member)
    except _BROKEN as error:
        yield Unread("ZIP", f"it cannot be unpacked ({said(error)})", "damaged", f"/{name}")
        return
    yield from _member(file, name, data)


def _tar(file: File, *, packed: bool = False) -> Iterator[Document | Unread]:
    try:
        with (
            file.open() as stream,
            tarfile.open(fileobj=stream, mode="r:gz" if packed else "r:") as archive,
        ):
            for member in archive:
                if member.isdir() or _hidden(member.name):
                    continue
                reason = _unsafe(member.name) or _oversized(member.size, member.size)
                if reason is None and not member.isfile():
                    reason = ("it is a link or a device, not a file", "unsafe")
                if reason is not None:
                    if file.budget:
                        file.budget.spend(0, file.name)
                    yield Unread("tar", *reason, f"/{member.name}")
                    continue
                content = archive.extractfile(member)
                if content is not None:
                    yield from _member(file, member.name, content.read())
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ArticleError(
            file.name, f"a damaged tar archive ({said(error)})", "damaged"
        ) from error


def _gzip(file: File) -> Iterator[Document | Unread]:
    """Yield what a gzip file holds: a WARC, a tar archive, or one file."""
    try:
        with file.open() as stream, gzip.open(stream) as unpacked:
            head = unpacked.read(512)
            if head.startswith((b"WARC/", b"filedesc://")):
                from qa.ingest.formats import warc

                yield from warc.read(file)
                return
            if head[257:262] == b"ustar":
                yield from _tar(file, packed=True)
                return
            data = head + unpacked.read(MOST_MEMBER_BYTES + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ArticleError(file.name, f"a damaged gzip file ({said(error)})", "damaged") from error
    reason = _oversized(len(data), file.size)
    if reason is not None:
        raise ArticleError(file.name, *reason)
    inner = PurePosixPath(file.name.replace("\0", "/")).name
    yield from _member(file, inner.removesuffix(".gz"), data, named=False)


def _member(
    file: File, name: str, data: bytes, *, named: bool = True
) -> Iterator[Document | Unread]:
    """Yield what a member holds, each item named by the path to it."""
    from qa.ingest.formats.reading import documents

    if file.budget:
        file.budget.spend(len(data), file.name)
    # How deep it is nested stands in its name: one NUL a level, which no path can hold.
    inside = replace(
        file, name=f"{file.name}\0{name}", size=len(data), open=lambda: io.BytesIO(data)
    )
    for item in documents(inside):
        yield replace(item, item=origin(f"/{name}", item.item) if named else item.item)


def _hidden(name: str) -> bool:
    """Tell whether a member is what systems put into archives beside what people do."""
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or any(part.startswith(".") and part != ".." for part in parts)


def _unsafe(name: str) -> tuple[str, str] | None:
    path = name.replace("\\", "/")
    if path.startswith("/") or ".." in path.split("/") or (len(path) > 1 and path[1] == ":"):
        return "its path leads out of the archive", "unsafe"
    return None


def _oversized(size: int, packed: int) -> tuple[str, str] | None:
    if size > SMALL and size > MOST_RATIO * max(packed, 1):
        return f"it unpacks to {size:,} bytes from {packed:,}: a bomb", "unsafe"
    if size > MOST_MEMBER_BYTES:
        return f"{size:,} bytes; at most {MOST_MEMBER_BYTES:,} are read", "too large"
    return None

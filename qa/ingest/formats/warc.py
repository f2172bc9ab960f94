"""Web archives, WARC and ARC, plain or gzip: the pages among their records.

Records that are no pages (pictures, scripts, requests, redirects) are what a crawl consists of
and are passed over; a page that cannot be read is named.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from qa.errors import ArticleError
from qa.ingest.formats import stated
from qa.ingest.formats.document import MOST_BYTES, Document, File, Unread, from_bytes, said

NAME = "WARC"

_KINDS = ("response", "resource", "conversion")
_LENGTH = re.compile(r"[0-9]{1,18}")
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf",
          "application/json", "application/rss+xml", "application/atom+xml", "text/xml",
          "application/xml")  # fmt: skip


class _QuietIterator(ArchiveIterator):  # type: ignore[misc]
    """The library's own, without what it writes to stderr of a wrong length."""

    INC_RECORD = ""


def read(file: File) -> Iterator[Document | Unread]:
    """Yield the pages; an archive that breaks off is read up to there.

    :raises ArticleError: where it breaks off, or when it is no archive at all.
    """
    number = 0
    with file.open() as stream:
        try:
            for record in _QuietIterator(stream, arc2warc=True):
                if record.rec_type in _KINDS:
                    number += 1
                    yield from _record(record, file, str(number))
        except (ArchiveLoadFailed, EOFError, zlib.error, ValueError, AttributeError) as error:
            # The library meets records that break off with all of these.
            raise ArticleError(
                file.name, f"the archive breaks off ({said(error)}); what came before was read",
                "damaged",
            ) from error  # fmt: skip


def _record(record: ArcWarcRecord, file: File, item: str) -> Iterator[Document | Unread]:
    kind = (record.content_type or "").partition(";")[0].strip().lower()
    headers = record.http_headers
    if headers is not None:
        kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
        if headers.get_statuscode() != "200":
            return
    if kind not in _PAGES:
        return
    url = stated.address(record.rec_headers.get_header("WARC-Target-URI"))
    declared = record.rec_headers.get_header("Content-Length") or ""
    truncated = record.rec_headers.get_header("WARC-Truncated")
    try:
        data = record.content_stream().read(MOST_BYTES + 1)
    except (EOFError, zlib.error, ValueError, OSError) as error:
        yield Unread(NAME, f"the record breaks off ({said(error)})", "damaged", item)
        return
    if len(data) > MOST_BYTES:
        yield Unread(NAME, f"more than {MOST_BYTES:,} bytes", "too large", item)
        return
    short = headers is None and bool(_LENGTH.fullmatch(declared)) and len(data) < int(declared)
    from qa.ingest.formats.reading import documents

    inside = replace(from_bytes(data, file.name), fields=file.fields, budget=file.budget, url=url)
    for one in documents(inside, asked=True):
        inner = f"{item}.{one.item}" if one.item else item
        if isinstance(one, Unread):
            yield replace(one, format=NAME, item=inner)
            continue
        notes = (*one.notes, "the record was cut short") if truncated or short else one.notes
        yield replace(one, format=NAME, item=inner, url=one.url or url, notes=notes)

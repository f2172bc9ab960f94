"""PDF: its text layer, page by page; a form feed stands where a page ends.

So the page of any place in the text is known from the text alone: ``page_of``.
"""

import io
import re
from collections.abc import Iterator

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from qa.errors import ArticleError
from qa.ingest.formats import stated
from qa.ingest.formats.document import Document, File, Unread, said
from qa.ingest.headline import plain_words

NAME = "PDF"

PAGE_BREAK = "\f"

MOST_PDF_BYTES = 100 * 1024 * 1024
"""A scanned newspaper of 60 pages takes 40 MB; its pictures are never unpacked here."""

MOST_PAGES = 2000

MOST_CHARACTERS = 10_000_000
"""Code points of all pages: a page that unpacks without end stops here."""

_LETTER = re.compile(r"[^\W\d_]")


def read(file: File) -> Iterator[Document | Unread]:
    """Yield the text of all pages as one article.

    :raises ArticleError: when it is encrypted, damaged, or holds pictures of text alone.
    """
    data = file.data(MOST_PDF_BYTES)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not _unlocked(reader):
            raise ArticleError(
                file.name, "it is encrypted with a password; save it without one", "encrypted"
            )
        pages = _pages(reader, file.name)
        facts = reader.metadata
        title = facts.title if facts else None
        author = facts.author if facts else None
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        AssertionError,
        NotImplementedError,
        OverflowError,
        MemoryError,
    ) as error:
        # pypdf meets damaged files with all of these.
        raise ArticleError(file.name, f"a damaged PDF ({said(error)})", "damaged") from error
    text = PAGE_BREAK.join(pages)
    if not _LETTER.search(text):
        raise ArticleError(
            file.name,
            f"{len(pages)} pages without a text layer, a scan; run it through text recognition",
            "no text layer",
        )
    empty = [number for number, page in enumerate(pages, start=1) if not _LETTER.search(page)]
    notes = (f"no text on {len(empty)} of {len(pages)} pages",) if empty else ()
    yield Document(
        text,
        NAME,
        title=_title(title, pages),
        author=stated.line(str(author)) if author else None,
        notes=notes,
    )


def page_of(text: str, place: int) -> int | None:
    """Return the number of the page that the code point ``place`` stands on, counted from 1.

    None when the text has one page only.
    """
    return 1 + text.count(PAGE_BREAK, 0, place) if PAGE_BREAK in text else None


def _unlocked(reader: PdfReader) -> bool:
    """Tell whether it opens without a password, as many do that only forbid printing."""
    try:
        return bool(reader.decrypt(""))
    except (PyPdfError, NotImplementedError):
        return False


def _pages(reader: PdfReader, name: str) -> list[str]:
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise ArticleError(name, f"{count:,} pages; at most {MOST_PAGES:,} are read", "too large")
    pages: list[str] = []
    total = 0
    for page in reader.pages:
        pages.append(_page_text(page))
        total += len(pages[-1])
        if total > MOST_CHARACTERS:
            raise ArticleError(
                name, f"more than {MOST_CHARACTERS:,} characters of text", "too large"
            )
    return pages


def _page_text(page: PageObject) -> str:
    """Return what a page says, its own form feeds and unpaired surrogates aside."""
    text = page.extract_text()
    return re.sub("[\f\0\ud800-\udfff]", " ", text).strip("\n")


def _title(title: object, pages: list[str]) -> str | None:
    """Return the stated title when the first page bears it; many state a file name instead."""
    stated_title = stated.line(str(title)) if title else None
    if stated_title is None:
        return None
    words = plain_words(stated_title)
    return stated_title if words and words in plain_words(pages[0][:3000]) else None

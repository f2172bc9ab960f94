"""Plain text and Markdown: the file is the article, every character of it."""

import re
from collections.abc import Iterator

from qa.ingest import decoding
from qa.ingest.formats.document import Document, File, Unread
from qa.ingest.formats.sniff import MARKDOWN_SUFFIXES

NAME = "text"
MARKDOWN = "Markdown"

_HEADING = re.compile(r"^#[ \t]+(?P<title>\S[^\n]{0,300}?)[ \t#]*$", re.MULTILINE)
"""The one heading of the first rank; what stands above it may be front matter."""


def read(file: File) -> Iterator[Document | Unread]:
    """Yield the file's text as it is."""
    text = decoding.decode(file.data(), file.name)
    if file.suffix not in MARKDOWN_SUFFIXES:
        yield Document(text, NAME)
        return
    heading = _HEADING.search(text)
    yield Document(text, MARKDOWN, title=heading["title"] if heading else None)

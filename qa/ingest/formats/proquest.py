"""Exports of ProQuest as text: documents between lines of underscores, fields with a colon."""

import re
from collections.abc import Iterator

from qa.errors import ArticleError
from qa.ingest import decoding
from qa.ingest.formats import stated
from qa.ingest.formats.document import Document, File, Unread

NAME = "ProQuest"

_RULE = re.compile(r"^_{50,}[^\S\n]*\r?$", re.MULTILINE)
_FIELD = re.compile(r"^(?P<name>[A-Z][A-Za-z /-]{2,40}):(?:[^\S\n]|\r?$)", re.MULTILINE)
_NAMES = frozenset(
    name.casefold()
    for name in (
        "Title", "Author", "Publication title", "Full text", "Publication date", "Section",
        "ProQuest document ID", "Document URL", "Language of publication", "Publication year",
        "Abstract", "Copyright", "Last updated", "Database", "Pages", "Volume", "Issue", "ISSN",
        "Publisher", "Place of publication", "Country of publication", "Source type",
        "Document type", "Subject", "Location", "People", "Company / organization", "Links",
        "Publication info", "Identifier / keyword", "Document feature", "Dateline", "column",
        "Publication subject", "e-ISSN", "First page", "Number of pages", "Contact us at",
        "Illustration", "Classification", "Accession number", "Alternate title",
    )
)  # fmt: skip


def read(file: File) -> Iterator[Document | Unread]:
    """Yield the documents of an export.

    :raises ArticleError: when there is none in it.
    """
    text = decoding.decode(file.data(), file.name)
    rules = [(match.start(), match.end()) for match in _RULE.finditer(text)]
    starts, ends = [end for _, end in rules], [start for start, _ in rules[1:]] + [len(text)]
    number = 0
    for start, end in zip(starts, ends, strict=True):
        fields = _fields(text, start, end)
        if "title" in fields or "full text" in fields:
            number += 1
            yield _document(fields, str(number))
    if not number:
        raise ArticleError(file.name, "an export of ProQuest without any document", "no body")


def _fields(text: str, start: int, end: int) -> dict[str, str]:
    """Return the fields of one document by their names in small letters."""
    marks = [
        match for match in _FIELD.finditer(text, start, end) if match["name"].casefold() in _NAMES
    ]
    ends = [match.start() for match in marks[1:]] + [end]
    fields: dict[str, str] = {}
    for match, stop in zip(marks, ends, strict=False):
        fields.setdefault(match["name"].casefold(), text[match.end() : stop].strip())
    return fields


def _document(fields: dict[str, str], item: str) -> Document | Unread:
    body = fields.get("full text", "")
    if not body or body.lower().startswith(("not available", "none available")):
        return Unread(NAME, "the document has no full text", "no body", item)
    published = stated.date(fields.get("publication date")) or stated.date(
        fields.get("publication year")
    )
    return Document(
        body,
        NAME,
        item,
        title=stated.line(fields.get("title")),
        published=published,
        method="ProQuest date" if published else "",
        author=stated.line(fields.get("author")),
        publisher=stated.line(fields.get("publication title") or fields.get("publication info")),
        url=stated.address(fields.get("document url")),
        section=stated.line(fields.get("section")),
        language=stated.language(fields.get("language of publication")),
    )

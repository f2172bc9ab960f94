"""Exports of Europresse: an HTML page with one table, or one article element, a document."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from qa.dates.field_dates import field_date
from qa.errors import ArticleError
from qa.ingest import decoding
from qa.ingest.formats import stated
from qa.ingest.formats.document import Document, File, Unread
from qa.ingest.formats.tree import html_tree, line_of, text_of

NAME = "Europresse"

LONGEST_AUTHOR = 12
"""Words; two authors with their papers. A lead paragraph has more, or ends with a stop."""

_CLASS = "contains(translate(@class, 'DPNTAVHO', 'dpntavho'), '{}')"
_RIGHTS = re.compile(r"^©\s?\d{4}\s.*(?:droits|rights)", re.IGNORECASE)
_DOCUMENT_NUMBER = re.compile(r"^(?:Numéro de document|Document number|Note\(s\))\s*:", re.I)


def read(file: File) -> Iterator[Document | Unread]:
    """Yield the documents of an export.

    :raises ArticleError: when there is none in it.
    """
    tree = html_tree(decoding.decode_markup(file.data(), file.name))
    names = [] if tree is None else tree.xpath(f"//*[{_CLASS.format('docpublicationname')}]")
    if not names:
        raise ArticleError(file.name, "an export of Europresse without any document", "no body")
    for number, name in enumerate(names, start=1):
        yield _document(_whole(name), line_of(name), str(number))


def _whole(name: HtmlElement) -> HtmlElement:
    """Return the element that holds the document whose source stands in ``name``."""
    element = name
    for above in name.iterancestors():
        if len(above.xpath(f".//*[{_CLASS.format('docpublicationname')}]")) > 1:
            break
        element = above
    return element


def _document(whole: HtmlElement, publisher: str | None, item: str) -> Document | Unread:
    heads = [line_of(head) or "" for head in whole.xpath(f".//*[{_CLASS.format('docheader')}]")]
    titles = whole.xpath(f".//*[{_CLASS.format('titrearticle')}]")
    title = line_of(titles[0]) if titles else None
    date = stated.date(" ".join(heads))
    head = " ".join(" ".join(heads).split())
    blocks = text_of(whole).split("\n\n")
    # Everything up to the title, and what stands between it and the next paragraph, is the head.
    titled = next((n for n, block in enumerate(blocks) if title and title in _flat(block)), 0)
    after = _flat(blocks[titled]).partition(title or "\0")[2].strip() if blocks else ""
    story = []
    for block in blocks[titled + 1 :]:
        if _RIGHTS.match(block) or _DOCUMENT_NUMBER.match(block):
            break
        story.append(block)
    first = head.split(",")[0] if len(heads) > 1 else ""
    author = after if title and 0 < len(after.split()) < LONGEST_AUTHOR else None
    if author is None or author.endswith(tuple(".!?…»”")) or not story:
        story, author = [block for block in (after, *story) if block], None
    if not story:
        return Unread(NAME, "the document has no body", "no body", item)
    return Document(
        "\n\n".join(story),
        NAME,
        item,
        title=stated.line(title),
        published=date,
        method="Europresse date" if date else "",
        author=stated.line(author),
        publisher=stated.line(publisher),
        section=stated.line(first) if first and not field_date(first) else None,
    )


def _flat(block: str) -> str:
    return " ".join(block.split())

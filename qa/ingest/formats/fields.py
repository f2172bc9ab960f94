"""Named values of a JSON object or a table's row to a document.

The names are those of trafilatura, news-please, newspaper, crawlers' collections, news APIs, JSON
Feed and wallabag. Others are named by the person who brings the file: ``text=body``.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from qa.ingest.formats import stated
from qa.ingest.formats.document import Document, Unread, said
from qa.ingest.formats.tree import words_of

Reading = Callable[[Any], str | None]

KNOWN: dict[str, list[str]] = {
    "text": (
        "text maintext main_text article_text articlebody article_body body_text bodytext "
        "fields.bodytext full_text fulltext content_text cleaned_text plain_text raw_text "
        "body content content_html fields.body body_html body_xhtml story article document "
        "html raw_html"
    ).split(),
    "title": "title headline head webtitle article_title page_title name title_page".split(),
    "published": (
        "published date_publish publish_date publication_date published_date date_published "
        "publishedat published_at datepublished pub_date pubdate publishdate webpublicationdate "
        "publication_datetime date datetime timestamp time created_at"
    ).split(),
    "author": "author authors byline by creator fields.byline published_by writer".split(),
    "publisher": (
        "publisher publication sitename site_name source-hostname source.name source.title "
        "newspaper outlet medium media_name thread.site source_name source_domain domain_name "
        "hostname domain site source"
    ).split(),
    "url": (
        "url link canonical_link canonical_url weburl article_url source_url permalink uri source "
        "href"
    ).split(),
    "section": "section sectionname section_name category categories news_desk desk".split(),
    "language": "language lang meta_lang languages".split(),
}
"""Names of a value by ours, the surest first, small, with underscores for spaces."""

_MARKUP = re.compile(r"<(?:p|div|br|html|body|h[1-6]|ul|ol|table|article|span|a)\b[^<>]*>", re.I)
_CUT = re.compile(r"(?:\[\+\d+ chars\]|\[…\]|\[\.\.\.\])\s*$")


def document(
    values: Mapping[str, Any], fields: Mapping[str, str], name: str, item: str
) -> Document | Unread:
    """Return the document that ``values`` are; ``fields`` wins over the names known here.

    ``name`` is that of the format.
    """
    flat = _flat(values)
    text = _text(flat, fields)
    if text is None:
        known = any(alias in flat for alias in (*KNOWN["text"], fields.get("text", "").lower()))
        if known:
            return Unread(name, "its text is empty", "no body", item)
        shown = said(", ".join(list(flat)[:8]))
        return Unread(
            name, f"no field holds a text (it has {shown}); name it: --map text=FIELD",
            "no text field", item,
        )  # fmt: skip
    if _MARKUP.search(text):
        text = words_of(text)
        if not text:
            return Unread(name, "its text is markup without any words", "no body", item)
    notes = ("the text is cut short in the file",) if _CUT.search(text) else ()
    published = _first(flat, "published", fields, stated.date)
    publisher = _first(flat, "publisher", fields, stated.names)
    return Document(
        text,
        name,
        item,
        title=_first(flat, "title", fields, stated.line),
        published=published,
        method=f"{name} field" if published else "",
        author=_first(flat, "author", fields, stated.names),
        publisher=None if publisher and stated.address(publisher) else publisher,
        url=_first(flat, "url", fields, stated.address),
        section=_first(flat, "section", fields, stated.names),
        language=_first(flat, "language", fields, stated.language),
        notes=notes,
    )


def plain_name(name: str) -> str:
    """Return a field's name as names compare: small, with underscores for white space.

    >>> plain_name(" Full  Text")
    'full_text'
    """
    return "_".join(name.lower().split())


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values by name in small letters, those of objects inside as ``outer.inner`` too."""
    flat: dict[str, Any] = {}
    for key, value in values.items():
        name = plain_name(str(key))
        flat.setdefault(name, value)
        if isinstance(value, dict):
            for inner, content in value.items():
                flat.setdefault(f"{name}.{str(inner).lower()}", content)
    return flat


def _values(flat: Mapping[str, Any], ours: str, fields: Mapping[str, str]) -> list[Any]:
    """Return what may be meant by one of our names, the surest first."""
    given = fields.get(ours)
    if given is not None:
        return [flat.get(plain_name(given))]
    return [flat[name] for name in KNOWN[ours] if flat.get(name) not in (None, "", [])]


def _text(flat: Mapping[str, Any], fields: Mapping[str, str]) -> str | None:
    """Return the first value that may be the text and is one, None when all are blank."""
    texts = [value for value in _values(flat, "text", fields) if isinstance(value, str)]
    return next((text for text in texts if text.strip()), None)


def _first(
    flat: Mapping[str, Any], ours: str, fields: Mapping[str, str], read: Reading
) -> str | None:
    """Return the first value by one of our names that can be read."""
    return next(filter(None, map(read, _values(flat, ours, fields))), None)

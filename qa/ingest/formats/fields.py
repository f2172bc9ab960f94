"""Named values of a JSON object or a table's row to a document.

The names are those of trafilatura, news-please, newspaper, crawlers' collections, news APIs, JSON
Feed and wallabag. Others are named by the person who brings the file: ``text=body``.
"""

import re
from collections.abc import Mapping
from typing import Any

from qa.ingest.formats import stated
from qa.ingest.formats.document import Document, Unread
from qa.ingest.formats.tree import html_tree, text_of

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
    text = _value(flat, "text", fields)
    if not isinstance(text, str) or not text.strip():
        known = any(alias in flat for alias in (*KNOWN["text"], fields.get("text", "").lower()))
        if known:
            return Unread(name, "its text is empty", "no body", item)
        shown = ", ".join(list(flat)[:8])
        return Unread(
            name, f"no field holds a text (it has {shown}); name it: --map text=FIELD",
            "no text field", item,
        )  # fmt: skip
    if _MARKUP.search(text):
        tree = html_tree(text)
        text = "" if tree is None else text_of(tree)
        if not text:
            return Unread(name, "its text is markup without any words", "no body", item)
    notes = ("the text is cut short in the file",) if _CUT.search(text) else ()
    published = next(filter(None, map(stated.date, _values(flat, "published", fields))), None)
    publisher = next(filter(None, map(stated.names, _values(flat, "publisher", fields))), None)
    return Document(
        text,
        name,
        item,
        title=next(filter(None, map(stated.line, _values(flat, "title", fields))), None),
        published=published,
        method=f"{name} field" if published else "",
        author=next(filter(None, map(stated.names, _values(flat, "author", fields))), None),
        publisher=None if publisher and stated.address(publisher) else publisher,
        url=next(filter(None, map(stated.address, _values(flat, "url", fields))), None),
        section=next(filter(None, map(stated.names, _values(flat, "section", fields))), None),
        language=next(filter(None, map(stated.language, _values(flat, "language", fields))), None),
        notes=notes,
    )


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values by name in small letters, those of objects inside as ``outer.inner`` too."""
    flat: dict[str, Any] = {}
    for key, value in values.items():
        name = "_".join(str(key).strip().lower().split())
        flat.setdefault(name, value)
        if isinstance(value, dict):
            for inner, content in value.items():
                flat.setdefault(f"{name}.{str(inner).lower()}", content)
    return flat


def _values(flat: Mapping[str, Any], ours: str, fields: Mapping[str, str]) -> list[Any]:
    """Return what may be meant by one of our names, the surest first."""
    given = fields.get(ours)
    if given is not None:
        return [flat.get("_".join(given.lower().split()))]
    return [flat[name] for name in KNOWN[ours] if flat.get(name) not in (None, "", [])]


def _value(flat: Mapping[str, Any], ours: str, fields: Mapping[str, str]) -> Any:
    """Return the first value that is a text."""
    texts = [value for value in _values(flat, ours, fields) if isinstance(value, str)]
    return next((text for text in texts if text.strip()), None)

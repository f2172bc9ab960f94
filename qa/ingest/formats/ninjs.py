"""ninjs, the IPTC's news in JSON, of all versions."""

from collections.abc import Mapping
from typing import Any

from qa.ingest.formats import stated
from qa.ingest.formats.document import Document, Unread
from qa.ingest.formats.tree import html_tree, text_of

NAME = "ninjs"


def is_ninjs(value: Mapping[str, Any]) -> bool:
    """Tell whether an object is an item of ninjs: it has an address and a version's time."""
    return "uri" in value and (
        "versioncreated" in value or "versionCreated" in value or "bodies" in value
    )


def document(value: Mapping[str, Any], item: str) -> Document | Unread:
    """Return the document of an item; one of pictures alone has no text."""
    text, html = _bodies(value)
    if html:
        tree = html_tree(html)
        text = (text_of(tree) if tree is not None else "") or text
    if not text.strip():
        return Unread(NAME, "the item has no body", "no body", item)
    published = next(
        filter(None, map(stated.date, (value.get(key) for key in (
            "firstcreated", "firstCreated", "contentcreated", "versioncreated", "versionCreated"
        )))), None
    )  # fmt: skip
    headline = value.get("headline") or next(
        (one.get("value") for one in _objects(value.get("headlines"))
         if one.get("role") in (None, "", "main")), None
    )  # fmt: skip
    return Document(
        text,
        NAME,
        item,
        title=stated.line(headline) or stated.line(value.get("title")),
        published=published,
        method="ninjs field" if published else "",
        author=stated.line(value.get("byline") or value.get("by")),
        publisher=stated.names(value.get("infosources") or value.get("provider"))
        or stated.line(value.get("copyrightholder")),
        url=stated.address(value.get("canonicalurl")) or stated.address(value.get("uri")),
        section=stated.line(value.get("genre")),
        language=stated.language(value.get("language")),
    )


def _bodies(value: Mapping[str, Any]) -> tuple[str, str]:
    """Return the body as text and as markup, "" for what is not there.

    Of both the markup counts: it keeps the paragraphs.
    """
    text, html = "", ""
    for key in value:
        if isinstance(value[key], str) and key.startswith("body"):
            if key.endswith(("html", "xhtml")):
                html = html or value[key]
            else:
                text = text or value[key]
    for body in _objects(value.get("bodies")):
        content = body.get("value")
        if isinstance(content, str):
            kind = str(body.get("contenttype") or body.get("contentType") or "")
            if "html" in kind or "xml" in kind:
                html = html or content
            else:
                text = text or content
    return text, html


def _objects(values: object) -> list[dict[str, Any]]:
    return [one for one in values if isinstance(one, dict)] if isinstance(values, list) else []

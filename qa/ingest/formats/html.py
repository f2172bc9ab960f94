"""Web pages: saved, AMP, snapshots. The body is trafilatura's, the date our own finder's."""

import re
from collections.abc import Iterator
from copy import deepcopy

import trafilatura
from lxml.html import HtmlElement
from trafilatura.metadata import extract_metadata

from qa.dates.pages import page_published
from qa.errors import ArticleError
from qa.ingest import decoding
from qa.ingest.formats import stated
from qa.ingest.formats.document import Document, File, Unread
from qa.ingest.formats.tree import html_tree, text_of

NAME = "HTML"

FEWEST_LETTERS = 200
"""Letters of a body below which the whole visible text is taken when the body is not most of it:
a short notice has no body that could be told from its page."""

LEAST_SHARE = 1 / 3
"""Share of the visible text that a body of so few letters must have to be taken."""

_SAVED_FROM = re.compile(
    r"saved from url=\(\d{1,6}\)(https?://\S{1,2000})|^\s*url:\s*(https?://\S+)",
    re.IGNORECASE | re.MULTILINE,
)
_SITE_BEHIND = re.compile(r"(?<!\s)\s+[|–—·•-]\s+")
# htmldate's own last day is today's; a date is found by our own finder anyway.
_NO_SEARCH = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}


def read(file: File) -> Iterator[Document | Unread]:
    """Yield the article of a page."""
    yield page(decoding.decode_markup(file.data(), file.name), file.name, file.url)


def page(html: str, name: str, url: str | None = None) -> Document:
    """Return the article of a decoded page; ``url`` is where it came from, if known.

    :raises ArticleError: when it has no text at all.
    """
    tree = html_tree(html)
    if tree is None:
        raise ArticleError(name, "a page without any text", "no body")
    published = page_published(html)
    facts = extract_metadata(deepcopy(tree), date_config=_NO_SEARCH)
    text = body(tree)
    if not text:
        raise ArticleError(name, "a page without any text", "no body")
    saved = _SAVED_FROM.search(html[:20_000])
    return Document(
        text,
        NAME,
        title=stated.line(facts.title) or _title(tree),
        published=published.value if published else None,
        method=published.method if published else "",
        author=stated.names((facts.author or "").split("; ")),
        publisher=stated.line(facts.sitename),
        url=stated.address(facts.url) or url or (saved and stated.address(saved[1] or saved[2])),
        section=stated.line(_meta(tree, "article:section") or _first(facts.categories)),
        language=stated.language(tree.get("lang")) or stated.language(facts.language),
    )


def body(tree: HtmlElement) -> str:
    """Return the main text of a page, paragraphs set apart by an empty line; "" without any."""
    main = main_text(tree)
    if len(main) >= FEWEST_LETTERS:
        return main
    visible = visible_text(tree)
    return main if len(main) > LEAST_SHARE * len(visible) else visible


def main_text(tree: HtmlElement) -> str:
    """Return what trafilatura takes to be the story of a page."""
    found = trafilatura.bare_extraction(tree, include_comments=False)
    main = getattr(found, "body", None)
    return "" if main is None else text_of(main)


def visible_text(tree: HtmlElement) -> str:
    """Return all that a page shows."""
    whole = tree.find("body")
    return text_of(tree if whole is None else whole)


def _title(tree: HtmlElement) -> str | None:
    """Return the title of a page in its head, without the name of its site behind it."""
    title = stated.line(tree.findtext(".//title"))
    return _SITE_BEHIND.split(title)[0] if title else None


def _meta(tree: HtmlElement, name: str) -> str | None:
    for element in tree.iter("meta"):
        if (element.get("property") or element.get("name")) == name:
            return stated.line(element.get("content"))
    return None


def _first(values: list[str] | None) -> str | None:
    return values[0] if values else None

"""RSS and Atom feeds that were saved as files: an article an entry. Nothing is fetched."""

import io
from collections.abc import Iterator
from typing import Any

import feedparser

from qa.errors import ArticleError
from qa.ingest.formats import stated
from qa.ingest.formats.document import Document, File, Unread, said
from qa.ingest.formats.tree import words_of

NAME = "feed"


def read(file: File) -> Iterator[Document | Unread]:
    """Yield the entries of a feed.

    :raises ArticleError: when there is none in it.
    """
    data = file.data()
    # As a stream: of bytes that look like an address, the library would fetch it.
    try:
        parsed = feedparser.parse(
            io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False
        )
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        # of references to no character, and of declarations in the wrong places
        raise ArticleError(file.name, f"a damaged feed ({said(error)})", "damaged") from error
    if not parsed.entries:
        why = parsed.get("bozo_exception")
        raise ArticleError(
            file.name, f"a feed without entries{f' ({said(why)})' if why else ''}",
            "damaged" if why else "no body",
        )  # fmt: skip
    publisher = stated.line(parsed.feed.get("title"))
    language = stated.language(parsed.feed.get("language"))
    for number, entry in enumerate(parsed.entries, start=1):
        yield _document(entry, publisher, language, str(number))
    if parsed.get("bozo") and isinstance(parsed.get("bozo_exception"), Exception):
        broken = parsed["bozo_exception"]
        if not isinstance(broken, feedparser.CharacterEncodingOverride):
            yield Unread(
                NAME,
                f"the feed is damaged ({said(broken)}); entries may be missing",
                "damaged",
                f"after {len(parsed.entries)}",
            )


def _document(
    entry: Any, publisher: str | None, language: str | None, item: str
) -> Document | Unread:
    contents = [content.get("value") or "" for content in entry.get("content") or ()]
    summary = entry.get("summary") or ""
    longest = max([*contents, summary], key=len)
    text = _words(longest)
    if not text:
        return Unread(NAME, "the entry has no text", "no body", item)
    notes = () if any(contents) else ("the feed holds a summary only",)
    published = stated.date(entry.get("published")) or stated.date(dict.get(entry, "updated"))
    tags = [tag.get("term") for tag in entry.get("tags") or ()]
    return Document(
        text,
        NAME,
        item,
        title=stated.line(_words(entry.get("title") or "")),
        published=published,
        method="feed date" if published else "",
        author=stated.names([one.get("name") for one in entry.get("authors") or ()])
        or stated.line(entry.get("author")),
        publisher=stated.line((entry.get("source") or {}).get("title")) or publisher,
        url=stated.address(entry.get("link")),
        section=stated.line(tags[0]) if tags else None,
        language=stated.language((entry.get("title_detail") or {}).get("language")) or language,
        notes=notes,
    )


def _words(markup: str) -> str:
    """Return the words of markup; text without any is as it stands."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    return words_of(markup)

"""Exports of Omnivore: a ZIP with lists of articles and a page with the text of each."""

import json
import re
import zipfile
from collections.abc import Collection, Iterator

from qa.ingest import decoding
from qa.ingest.formats import stated
from qa.ingest.formats.document import MOST_BYTES, Document, Unread, said
from qa.ingest.formats.tree import words_of

NAME = "Omnivore"

_LIST = re.compile(r"(?P<folder>.*/)?metadata_\d+_to_\d+\.json")


def is_export(members: Collection[str]) -> bool:
    """Tell whether an archive with these members is such an export."""
    return any(map(_LIST.fullmatch, members)) and any("content/" in name for name in members)


def articles(archive: zipfile.ZipFile) -> Iterator[Document | Unread]:
    """Yield the articles of all lists, each with the text that stands under its slug."""
    for name in sorted(archive.namelist()):
        listed = _LIST.fullmatch(name)
        if listed is None:
            continue
        if too_large := _too_large(archive.getinfo(name)):
            yield too_large
            continue
        try:
            values = json.loads(archive.read(name))
        except (ValueError, RecursionError) as error:
            yield Unread(NAME, f"no JSON ({said(error)})", "damaged", f"/{name}")
            continue
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict):
                yield _article(archive, listed["folder"] or "", value)
            else:
                yield Unread(NAME, "no JSON object", "no text field", f"/{name}")


def _article(archive: zipfile.ZipFile, folder: str, value: dict[str, object]) -> Document | Unread:
    item = f"/{folder}content/{value.get('slug')}.html"
    try:
        member = archive.getinfo(item[1:])
    except KeyError:
        return Unread(NAME, "its text is not in the archive", "no body", item)
    if too_large := _too_large(member):
        return too_large
    text = words_of(decoding.decode_markup(archive.read(member), item))
    if not text:
        return Unread(NAME, "a page without any text", "no body", item)
    published = stated.date(value.get("publishedAt"))
    return Document(
        text,
        NAME,
        item,
        title=stated.line(value.get("title")),
        published=published,
        method="Omnivore date" if published else "",
        author=stated.names(value.get("author")),
        publisher=stated.line(value.get("siteName")),
        url=stated.address(value.get("url")),
    )


def _too_large(member: zipfile.ZipInfo) -> Unread | None:
    """Return why a member is not read when it is too large."""
    if member.file_size <= MOST_BYTES:
        return None
    reason = f"{member.file_size:,} bytes are too many"
    return Unread(NAME, reason, "too large", f"/{member.filename}")

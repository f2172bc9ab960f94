"""Files, uploads and texts become Articles: decoded once, never edited afterwards.

What is stated counts in this order: by the person or program that brings the article, by a sidecar
file, by front matter, by the file's format, by the text itself.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from qa.contract.article import Article, LeftOut, Published
from qa.dates.address import address_date
from qa.dates.field_dates import date_in_figures, field_date
from qa.dates.publication import find_published
from qa.errors import ArticleError
from qa.ingest import decoding
from qa.ingest.agencies import agency_of
from qa.ingest.boilerplate import HEADLINE, left_out
from qa.ingest.formats import plain
from qa.ingest.formats.document import Document, from_bytes, origin
from qa.ingest.metadata import Metadata, front_matter, read_sidecar, stated

SIDECAR_SUFFIX = ".json"

NOTHING = Metadata()
"""What is stated where nothing is."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """An article and the document it was made of, whose metadata are all that is known of it.

    ``document`` also has what an Article does not keep: publisher, section, language, item.
    """

    article: Article
    document: Document


def ingest(
    document: Document, name: str, given: Metadata = NOTHING, method: str = "metadata"
) -> Ingested:
    """Return the article of a document of the file ``name``, named by the file and its item.

    ``given`` is stated from outside of the file and wins; ``method`` says by what.

    :raises ArticleError: when the text is blank, too long, binary or not Unicode.
    """
    source = origin(name, document.item)
    decoding.check(document.text, source)
    known = document
    before: tuple[LeftOut, ...] = ()
    notes = (*document.notes, *decoding.notes_on(document.text))
    if document.format in (plain.NAME, plain.MARKDOWN):
        in_front = front_matter(document.text, "front matter")
        if in_front is not None:
            span, front, more = in_front
            before, notes = (LeftOut(span, "front matter"),), (*notes, *more)
            known = _first(known, front, "front matter")
    known = _first(known, given, method)
    article = _article(document.text, source, known, before)
    full = replace(
        known,
        title=article.title,
        published=article.published.value if article.published else None,
        publisher=known.publisher or agency_of(document.text),
        notes=notes,
    )
    article = replace(
        article,
        item=document.item,
        publisher=full.publisher,
        section=full.section,
        language=full.language,
    )
    return Ingested(article, full)


def read_article(path: Path, source: str | None = None) -> Article:
    """Return the article in a file of plain text or Markdown; ``source`` defaults to its name.

    ``NAME.json`` beside ``NAME.txt`` wins over front matter, which wins over what the text says.

    :raises ArticleError: when the file cannot be read or is not what was expected.
    """
    if path.is_dir():
        raise ArticleError(str(path), "this is a folder; expected a text file")
    data = _bytes(path)
    given, _ = sidecar_of(path)
    name = source or path.name
    document = Document(decoding.decode(data, str(path)), plain.NAME)
    return ingest(document, name, given, "sidecar").article


def sidecar_of(path: Path) -> tuple[Metadata, tuple[str, ...]]:
    """Return what ``NAME.json`` beside ``NAME.txt`` states, and notes on what of it is unusable."""
    sidecar = path.with_suffix(SIDECAR_SUFFIX)
    if sidecar == path or not sidecar.is_file():
        return NOTHING, ()
    try:
        return read_sidecar(_bytes(sidecar), sidecar.name)
    except ArticleError as error:
        return NOTHING, (f"{sidecar.name}: {error.reason}",)


def article_from_bytes(
    data: bytes,
    source: str,
    *,
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
    author: str | None = None,
) -> Article:
    """Return the article in the bytes of a text file; what is stated here wins over the text.

    :raises ArticleError: when the bytes are no text or a stated value is not what was expected.
    """
    given = stated({"title": title, "published": published, "url": url, "author": author}, source)
    (document,) = plain.read(from_bytes(data, source))
    if not isinstance(document, Document):
        raise ArticleError(source, document.reason, document.kind)
    return ingest(document, source, given).article


def article_from_text(
    text: str,
    source: str,
    *,
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
    author: str | None = None,
) -> Article:
    """Return the article that ``text`` is; what is stated here wins over the text.

    :raises ArticleError: when the text is blank, too long, binary or holds lone surrogates, or a
        stated value is not what was expected.
    """
    decoding.check(text, source)
    given = stated({"title": title, "published": published, "url": url, "author": author}, source)
    return ingest(Document(text, plain.NAME), source, given).article


def _bytes(path: Path) -> bytes:
    """Read a file, no more of it than is needed to see that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(decoding.MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise ArticleError(str(path), "no such file; expected a text file", "absent") from error
    except OSError as error:
        raise ArticleError(str(path), f"cannot be read: {error.strerror}") from error


def _first(document: Document, given: Metadata, method: str) -> Document:
    """Return a document with what is given in the place of what it states itself."""
    values: Mapping[str, str | None] = {
        name: getattr(given, name)
        for name in ("title", "published", "url", "author", "publisher", "section", "language")
    }
    used = {name: value for name, value in values.items() if value is not None}
    if "published" in used:
        used["method"] = method
    return replace(document, **used)  # type: ignore[arg-type]


def _published(known: Document) -> Published | None:
    """Return when an article is stated to be published, and how a date in figures is written."""
    if not known.published:
        return None
    written = date_in_figures(known.published)
    if written is None:
        return Published(known.published, known.method)
    return Published(field_date(written) or "", f"{known.method} {written}")


def _weighed(said: Published | None, url: str | None) -> Published | None:
    """Return when an article says it was published, else the date in its address.

    That is more exact than a copyright line of the same year.
    """
    found = address_date(url) if url else None
    if found is None or (said and said.method != "copyright line"):
        return said
    return said if said and said.value != found[0][:4] else Published(found[0], "address")


def _article(text: str, source: str, known: Document, before: tuple[LeftOut, ...]) -> Article:
    """Put together what is stated outside of the text and what the text says."""
    pieces = left_out(text, before=before, title=known.title)
    headline = None
    if not known.title:
        headline = next((piece.span for piece in pieces if piece.reason == HEADLINE), None)
    published = _published(known) or _weighed(find_published(text, pieces), known.url)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(
        id=sha256[:16],
        sha256=sha256,
        text=text,
        title=known.title or (headline.of(text) if headline else source),
        source=source,
        headline=headline,
        url=known.url,
        author=known.author,
        published=published,
        left_out=pieces,
    )

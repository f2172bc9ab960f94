"""Exports of Factiva: HTML, XML, and text (also from RTF) with field codes.

Codes: HD headline, BY author, PD date, SN source, SE section, LA language, LP lead paragraph, TD
text, AN number. HTML without codes has the same fields in the same order.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree
from lxml.html import HtmlElement

from qa.errors import ArticleError
from qa.ingest import decoding
from qa.ingest.formats import stated
from qa.ingest.formats.document import Document, File, Unread
from qa.ingest.formats.tree import html_tree, line_of, tag, text_of, xml_tree

NAME = "Factiva"

_CODE = re.compile(r"\s*(?P<code>[A-Z]{2,3})(?:[\s:|]+(?P<value>.*))?", re.DOTALL)
_CODES = frozenset(
    "SE HD BY CR WC PD ET SN SC ED PG LA CY LP TD CO IN NS RE IPC IPD PUB AN CT RF ART CLM VOL NGC "
    "GC".split()
)
_NUMBER = re.compile(r"\s*Document\s+(?P<number>[A-Z0-9]{10,40})\s*")
_WORDS = re.compile(r"\s*[\d.,\s]+\s(?:words|mots|Wörter|palabras|parole|palavras)\s*")


def read(file: File) -> Iterator[Document | Unread]:
    """Yield the documents of an export in HTML, XML or text with codes.

    :raises ArticleError: when there is none in it.
    """
    data = file.data()
    start = data.lstrip(b"\xef\xbb\xbf \r\n\t")[:200]
    if start.startswith(b"<?xml") and b"<html" not in data[:2000].lower():
        yield from _from_xml(xml_tree(data.removeprefix(b"\xef\xbb\xbf"), file.name), file.name)
        return
    text = decoding.decode_markup(data, file.name)
    if start.startswith(b"<"):
        yield from _from_html(html_tree(text), file.name)
    else:
        yield from coded_articles(text.splitlines())


def is_coded(lines: Sequence[str]) -> bool:
    """Tell whether lines are an export with field codes."""
    first = {match["code"] for line in lines if (match := _CODE.fullmatch(line))}
    return "HD" in first and len(first & {"PD", "SN", "WC", "LP", "TD", "AN"}) > 2


def coded_articles(lines: Sequence[str]) -> Iterator[Document | Unread]:
    """Yield the documents of an export with codes at the start of lines, each ended by its AN."""
    fields: dict[str, list[str]] = {}
    code, number = "", 0
    for line in lines:
        match = _CODE.fullmatch(line)
        if match and match["code"] in _CODES:
            code = match["code"]
            if code in ("SE", "HD") and ("HD" in fields and ("TD" in fields or "LP" in fields)):
                number += 1
                yield _coded(fields, str(number))
                fields = {}
            fields.setdefault(code, []).append(match["value"] or "")
        elif code:
            fields[code].append(line)
    if "HD" in fields:
        yield _coded(fields, str(number + 1))


def _coded(fields: Mapping[str, Sequence[str]], item: str) -> Document | Unread:
    paragraphs = [
        line.strip("\r\n") for code in ("LP", "TD") for line in fields.get(code, ()) if line.strip()
    ]
    values = {code: " ".join(lines) for code, lines in fields.items()}
    return _document("\n\n".join(paragraphs), values, item)


def _document(body: str, values: Mapping[str, str | None], item: str) -> Document | Unread:
    """Return the document that fields with these codes are."""
    if not body.strip():
        return Unread(NAME, "the document has no body", "no body", item)
    published = stated.date(values.get("PD"))
    return Document(
        body,
        NAME,
        item,
        title=stated.line(values.get("HD")),
        published=published,
        method="Factiva date" if published else "",
        author=_author(values.get("BY")),
        publisher=stated.line(values.get("SN")),
        section=stated.line(values.get("SE")),
        language=stated.language(values.get("LA")),
    )


def _author(value: str | None) -> str | None:
    line = stated.line(value)
    return re.sub(r"^(?:by|par|von|por)\s+", "", line, flags=re.IGNORECASE) if line else None


def _from_html(tree: HtmlElement | None, name: str) -> Iterator[Document | Unread]:
    """Yield the documents of a page: its innermost elements of the class "article"."""
    found = [] if tree is None else tree.xpath('//div[contains(@class, "Article")]')
    articles = [one for one in found if one.xpath('.//*[contains(@class, "articleParagraph")]')
                or _NUMBER.search(one.text_content())]  # fmt: skip
    if not articles:
        raise ArticleError(name, "an export of Factiva without any document", "no body")
    for number, article in enumerate(articles, start=1):
        cells = article.xpath('.//td[contains(@class, "index")]')
        yield (_from_table if cells else _from_blocks)(article, str(number))


def _from_table(article: HtmlElement, item: str) -> Document | Unread:
    values: dict[str, str | None] = {}
    body = []
    for cell in article.xpath('.//td[contains(@class, "index")]'):
        code, content = line_of(cell), cell.getnext()
        if code in ("LP", "TD") and content is not None:
            body.append(text_of(content))
        elif code and content is not None:
            values.setdefault(code, line_of(content))
    return _document("\n\n".join(part for part in body if part), values, item)


def _from_blocks(article: HtmlElement, item: str) -> Document | Unread:
    """Return a document without codes: section, headline, author, words, date, source, ..."""
    paragraphs = article.xpath('.//p[contains(@class, "articleParagraph")]')
    headline = article.xpath('.//*[contains(@class, "Headline")]')
    lines = [line_of(div) for div in article.xpath("./div")]
    said = [line for line in lines if line]
    values: dict[str, str | None] = {"HD": line_of(headline[0]) if headline else None}
    counted = next((n for n, line in enumerate(said) if _WORDS.fullmatch(line)), None)
    dated = next((n for n, line in enumerate(said) if len(stated.date(line) or "") > 4
                  and n > (counted or -1)), None)  # fmt: skip
    titled = said.index(values["HD"]) if values["HD"] in said else 0
    if titled > 0:
        values["SE"] = said[0]
    if counted is not None and counted > titled + 1:
        values["BY"] = said[counted - 1]
    if dated is not None:
        values["PD"] = said[dated]
        # Behind the date may stand the time of day.
        after = [line for line in said[dated + 1 :] if not re.fullmatch(r"\d\d?:\d\d.{0,6}", line)]
        values["SN"] = after[0] if after else None
        values["LA"] = next((line for line in after if stated.language(line)
                             and not re.fullmatch(r"[A-Z0-9]+", line)), None)  # fmt: skip
    body = "\n\n".join(text for text in map(text_of, paragraphs) if text)
    return _document(body, values, item)


def _from_xml(root: etree._Element, name: str) -> Iterator[Document | Unread]:
    articles = [one for one in root.iter() if tag(one) == "article"]
    if not articles:
        raise ArticleError(name, "an export of Factiva without any document", "no body")
    for number, article in enumerate(articles, start=1):
        parts = {tag(child): child for child in article}
        body = [
            text_of(paragraph)
            for part in ("leadparagraph", "tailparagraphs")
            if part in parts
            for paragraph in parts[part]
        ]
        values = {
            code: line_of(parts.get(part))
            for code, part in (
                ("HD", "headline"), ("BY", "byline"), ("PD", "publicationdate"),
                ("SN", "sourcename"), ("SE", "sectionname"), ("LA", "baselanguage"),
            )
        }  # fmt: skip
        yield _document("\n\n".join(part for part in body if part), values, str(number))

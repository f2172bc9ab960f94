"""Exports of Nexis and LexisNexis: HTML and TXT with numbered documents, Nexis Uni as DOCX.

Read leniently: the layout changes every few years. What tells the parts apart are the count
above each document ("3 of 40 DOCUMENTS"), the fields ("LENGTH: 239 words") and the order.
"""

import re
from collections.abc import Iterator, Sequence

from qa.errors import ArticleError
from qa.ingest import decoding
from qa.ingest.formats import stated
from qa.ingest.formats.document import Document, File, Unread
from qa.ingest.formats.tree import words_of

NAME = "Nexis"

_COUNT = re.compile(
    r"^[^\S\n]*(?P<number>\d[\d,.]*)\s+(?:of|von|sur|de)\s+\d[\d,.]*\s+DO[CK]UMENT\w*[^\S\n]*$",
    re.MULTILINE,
)
_BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")
_HEAD_FIELDS = "BYLINE|SECTION|LENGTH|DATELINE|HIGHLIGHT|SERIES|HEADLINE"
_TAIL_FIELDS = (
    "LOAD-DATE|LANGUAGE|GRAPHIC|PUBLICATION-TYPE|JOURNAL-CODE|DOCUMENT-TYPE|CORRECTION-DATE|"
    "CORRECTION|SUBJECT|ORGANIZATION|COMPANY|TICKER|INDUSTRY|PERSON|CITY|STATE|COUNTRY|GEOGRAPHIC|"
    "URL|NOTES?|UPDATE|ISSN|DISTRIBUTION|TYPE|CONTACT"
)
_FIELD = re.compile(
    rf"\s*(?P<name>{_HEAD_FIELDS}|{_TAIL_FIELDS})[:\uff1a][^\S\n]*(?P<value>.*)", re.DOTALL
)
_COPYRIGHT = re.compile(r"\s*(?:Copyright|\(c\)|©)\s*(?:\W\s*)?\d{4}", re.IGNORECASE)

_END = re.compile(
    r"\s*(?:End of Document|Ende des Dokuments|Fin du document|Fin del documento|"
    r"Fine del documento)\s*",
    re.IGNORECASE,
)
_BODY = re.compile(r"\s*(?:Body|Volltext|Corps|Cuerpo|Corpo|Full Text)\s*", re.IGNORECASE)
_UNI_FIELD = re.compile(
    r"\s*(?P<name>Section|Length|Byline|Dateline|Highlight|Series|Language|Load-Date|Copyright)"
    r"(?::[\s\u00a0]*|\s)(?P<value>.*)",
    re.DOTALL,
)
_UNI_TAIL = re.compile(
    r"\s*(?:Classification|Graphic|Notes|Correction|Load-Date:.*|Language:.*|"
    r"Publication-Type:.*|Subject:.*)\s*",
    re.DOTALL,
)
MOST_MISSING = 500
"""Documents that are named one by one when they are not there; an export has 500 at most."""

_DOCUMENTS = re.compile(r"\s*Documents? \((\d{1,9})\)\s*")


def read(file: File) -> Iterator[Document | Unread]:
    """Yield the documents of an export in HTML or TXT.

    :raises ArticleError: when there is none in it.
    """
    text = decoding.decode_markup(file.data(), file.name)
    if text.lstrip("\ufeff \r\n\t").startswith("<"):
        text = words_of(text)
    if not is_numbered(text):
        raise ArticleError(file.name, "an export of Nexis without any document", "no body")
    yield from text_articles(text)


def is_numbered(text: str) -> bool:
    """Tell whether a text is an export whose documents are counted."""
    return _COUNT.search(text) is not None


def is_uni(lines: Sequence[str]) -> bool:
    """Tell whether the lines of a document are an export of Nexis Uni."""
    return any(_END.fullmatch(line) for line in lines) and any(
        _UNI_FIELD.match(line) for line in lines
    )


def text_articles(text: str) -> Iterator[Document | Unread]:
    """Yield the documents of a numbered export."""
    counts = list(_COUNT.finditer(text))
    ends = [count.start() for count in counts[1:]] + [len(text)]
    for number, (count, end) in enumerate(zip(counts, ends, strict=True), start=1):
        yield _numbered(text, count.end(), end, str(number))


def _numbered(text: str, start: int, end: int, item: str) -> Document | Unread:
    """Return one document: source, date, headline, fields, body, fields, copyright, in order."""
    blocks = list(_BLOCK.finditer(text, start, end))
    fields: dict[str, str] = {}
    heads: list[str] = []
    place = 0
    while place < len(blocks):
        field = _FIELD.match(blocks[place][0])
        if field is None and fields and not _is_head_later(blocks[place:]):
            break
        if field is None:
            heads.append(blocks[place][0])
        elif re.fullmatch(_HEAD_FIELDS, field["name"]):
            fields[field["name"]] = field["value"]
        else:
            break
        place += 1
    first = place
    while place < len(blocks) and not _ends_body(blocks[place][0]):
        place += 1
    story = blocks[first:place]
    for block in blocks[place:]:
        field = _FIELD.match(block[0])
        if field:
            fields.setdefault(field["name"], field["value"])
    if not story:
        return Unread(NAME, "the document has no body", "no body", item)
    body = text[story[0].start() : story[-1].end()].strip("\r\n")
    return _document(body + _correction(text, blocks[place:]), heads, fields, item)


def _is_head_later(blocks: Sequence[re.Match[str]]) -> bool:
    """Tell whether a length is stated within the next few blocks: these are no body then."""
    return any(
        (field := _FIELD.match(block[0])) and field["name"] == "LENGTH" for block in blocks[:3]
    )


def _ends_body(block: str) -> bool:
    field = _FIELD.match(block)
    ends = field is not None and re.fullmatch(_TAIL_FIELDS, field["name"])
    return bool(ends) or bool(_COPYRIGHT.match(block))


def _correction(text: str, blocks: Sequence[re.Match[str]]) -> str:
    """Return what was corrected later, which belongs to what the article says; else ""."""
    for number, block in enumerate(blocks):
        if re.match(r"\s*CORRECTION:", block[0]):
            last = number
            while last + 1 < len(blocks) and not _ends_body(blocks[last + 1][0]):
                last += 1
            return "\n\n" + text[block.start() : blocks[last].end()].strip()
    return ""


def _document(body: str, heads: Sequence[str], fields: dict[str, str], item: str) -> Document:
    """Return a document; ``heads`` are the blocks above its fields: source, date, headline."""
    dated = next((n for n, block in enumerate(heads) if _day(block)), None)
    above = heads[:dated] if dated else heads[:1]
    titles = heads[dated + 1 :] if dated is not None else heads[1:]
    return Document(
        body,
        NAME,
        item,
        title=stated.line(fields.get("HEADLINE") or " ".join(titles)),
        published=_day(heads[dated]) if dated is not None else None,
        method="Nexis date" if dated is not None else "",
        author=_author(fields.get("BYLINE")),
        publisher=stated.line(above[-1] if above else None),
        section=_section(fields.get("SECTION")),
        language=stated.language(fields.get("LANGUAGE")),
    )


def _day(block: str) -> str | None:
    value = stated.date(block) if not _COPYRIGHT.match(block) else None
    return value if value and len(value) > len("2010") else None


def _author(byline: str | None) -> str | None:
    line = stated.line(byline)
    return re.sub(r"^by\s+", "", line, flags=re.IGNORECASE) if line else None


def _section(value: str | None) -> str | None:
    line = stated.line(value)
    return line.split(";")[0].strip() or None if line else None


def uni_articles(lines: Sequence[str]) -> Iterator[Document | Unread]:
    """Yield the documents of an export of Nexis Uni, given as the lines of its file."""
    listed = next((int(m[1]) for line in lines if (m := _DOCUMENTS.fullmatch(line))), None)
    start, number = 0, 0
    for place, line in enumerate(lines):
        if _END.fullmatch(line):
            number += 1
            yield _uni(lines[start:place], str(number))
            start = place + 1
    last = min(listed or 0, number + MOST_MISSING)
    for missing in range(number + 1, last + 1):
        yield Unread(
            NAME, "the list on the cover names it, but it is not there", "absent", str(missing)
        )
    if listed and listed > last:
        reason = f"the list on the cover names {listed:,}, of which only {number} are there"
        yield Unread(NAME, reason, "absent", f"after {last}")


def _uni(lines: Sequence[str], item: str) -> Document | Unread:
    body = next((n for n, line in enumerate(lines) if _BODY.fullmatch(line)), None)
    if body is None:
        return Unread(NAME, "the document has no body", "no body", item)
    fields: dict[str, str] = {}
    first = body
    for place in range(body):
        field = _UNI_FIELD.match(lines[place])
        if field and (":" in lines[place] or field["name"] == "Copyright"):
            first = min(first, place)
            fields[field["name"]] = field["value"]
    heads = [line for line in lines[:first] if line.strip()]
    # The first document stands behind the cover: its own head are the last lines.
    dated = next((n for n in range(len(heads) - 1, -1, -1) if _day(heads[n])), len(heads))
    end = next(
        (n for n in range(body + 1, len(lines)) if _UNI_TAIL.fullmatch(lines[n])), len(lines)
    )
    for line in lines[end:]:
        field = _UNI_FIELD.match(line)
        if field:
            fields.setdefault(field["name"], field["value"])
    # Old articles have a paragraph for each line of print: as lines they can be put together.
    text = re.sub(r"\n\s*\n", "\n\n", "\n".join(lines[body + 1 : end])).strip()
    if not text:
        return Unread(NAME, "the document has no body", "no body", item)
    above = heads[max(dated - 2, 0) : dated + 1]
    return _document(
        text,
        [*above[1:], *above[:1]],
        {name.upper(): value for name, value in fields.items()},
        item,
    )

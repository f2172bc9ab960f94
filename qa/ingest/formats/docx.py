"""Word documents: paragraphs and tables in their order."""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from lxml.etree import XMLSyntaxError

from qa.errors import ArticleError
from qa.ingest.formats import nexis, stated
from qa.ingest.formats.document import MOST_BYTES, Document, File, Unread, said

NAME = "DOCX"

MOST_RATIO = 200
"""Times a part may be as large as packed; real texts pack to a tenth."""


def read(file: File) -> Iterator[Document | Unread]:
    """Yield the document's text, or the articles of an export that is a document.

    :raises ArticleError: when it is damaged, or unpacks to too much.
    """
    data = file.data()
    _check(data, file.name)
    try:
        word = docx.Document(io.BytesIO(data))
        lines = list(_lines(word))
    except (
        PackageNotFoundError,
        XMLSyntaxError,
        LookupError,
        ArithmeticError,
        ValueError,
        TypeError,
        AttributeError,
        zipfile.BadZipFile,
    ) as error:
        raise ArticleError(
            file.name, f"a damaged Word document ({said(error)})", "damaged"
        ) from error
    if nexis.is_uni(lines):
        yield from nexis.uni_articles(lines)
        return
    facts = word.core_properties
    title = stated.line(facts.title)
    heading = next((p.text for p in word.paragraphs if p.style and p.style.name == "Title"), None)
    yield Document(
        "\n\n".join(line for line in lines if line.strip()),
        NAME,
        title=stated.line(heading) or (title if title and title in lines else None),
        author=stated.line(facts.author) if facts.author != "python-docx" else None,
        language=stated.language(facts.language),
    )


def _lines(word: WordDocument) -> Iterator[str]:
    for block in word.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = [" ".join(cell.text.split()) for cell in row.cells]
                # A merged cell is given once for each column it covers.
                yield " | ".join(dict.fromkeys(cell for cell in cells if cell))
        else:
            yield block.text


def _check(data: bytes, name: str) -> None:
    """Refuse what would unpack to much more than a document.

    :raises ArticleError: also when it is no ZIP archive.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.infolist():
                xml = part.filename.endswith((".xml", ".rels"))
                if xml and part.file_size > MOST_BYTES:
                    raise ArticleError(
                        name, f"{part.filename} unpacks to {part.file_size:,} bytes", "too large"
                    )
                if xml and part.file_size > MOST_RATIO * max(part.compress_size, 1000):
                    raise ArticleError(
                        name, f"{part.filename} unpacks to far more than it holds", "unsafe"
                    )
    except zipfile.BadZipFile as error:
        raise ArticleError(name, f"a damaged Word document ({said(error)})", "damaged") from error

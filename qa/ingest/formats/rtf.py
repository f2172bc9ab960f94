"""Rich text: as its words, or the articles of a Factiva or Nexis export that is rich text."""

from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from qa.errors import ArticleError
from qa.ingest.formats import factiva, nexis
from qa.ingest.formats.document import Document, File, Unread, said

NAME = "RTF"


def read(file: File) -> Iterator[Document | Unread]:
    """Yield the text, or the articles that it is an export of.

    :raises ArticleError: when there is no text in it.
    """
    data = file.data()
    try:
        # ASCII by its definition; other letters are escaped.
        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            data.decode("latin-1"), errors="replace"
        )
    except (ValueError, ArithmeticError, TypeError, LookupError) as error:
        raise ArticleError(file.name, f"damaged rich text ({said(error)})", "damaged") from error
    lines = text.splitlines()
    if factiva.is_coded(lines):
        yield from factiva.coded_articles(lines)
    elif nexis.is_uni(lines):
        yield from nexis.uni_articles(lines)
    elif nexis.is_numbered(text):
        yield from nexis.text_articles(text)
    elif text.strip():
        yield Document("\n\n".join(line for line in lines if line.strip()), NAME)
    else:
        raise ArticleError(file.name, "rich text without any words", "no body")

"""CSV and other tables of text: an article a row, told by the names in the first row."""

import csv
import io
from collections.abc import Iterator

from qa.errors import ArticleError
from qa.ingest import decoding
from qa.ingest.formats import fields
from qa.ingest.formats.document import MOST_BYTES, Document, File, Unread, said

NAME = "CSV"

_DELIMITERS = ",;\t|"
_SAMPLE = 1024 * 1024
"""Bytes by which the encoding is told; a table may be far larger than what is read at once."""


def read(file: File) -> Iterator[Document | Unread]:
    """Yield the article of every row.

    :raises ArticleError: when no column holds a text, or the table is damaged.
    """
    csv.field_size_limit(MOST_BYTES)
    encoding = _encoding(file)
    with file.open() as stream, io.TextIOWrapper(stream, encoding, newline="") as text:
        first = text.readline(MOST_BYTES)
        delimiter = max(_DELIMITERS, key=first.count)
        names = next(csv.reader([first.removeprefix("\ufeff")], delimiter=delimiter), [])
        if not _has_text(names, file):
            raise ArticleError(
                file.name,
                f"no column holds a text (the columns are {said(', '.join(names[:8]))}); "
                "name one: --map text=COLUMN",
                "no text field",
            )
        number = 0
        try:
            for row in csv.DictReader(text, names, restval="", delimiter=delimiter):
                number += 1
                row.pop(None, None)
                yield fields.document(row, file.fields, NAME, str(number))
        except (csv.Error, UnicodeDecodeError) as error:
            raise ArticleError(
                file.name, f"damaged behind row {number} ({said(error)})", "damaged"
            ) from error


def _encoding(file: File) -> str:
    """Return the encoding of a table, told by its beginning.

    :raises ArticleError: when it is in none that is read here.
    """
    with file.open() as stream:
        sample = stream.read(_SAMPLE)
    if len(sample) == _SAMPLE:
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    return decoding.encoding_of(sample, file.name)


def _has_text(names: list[str], file: File) -> bool:
    given = file.fields.get("text")
    small = {fields.plain_name(name) for name in names}
    if given is not None:
        return fields.plain_name(given) in small
    return not small.isdisjoint(fields.KNOWN["text"])

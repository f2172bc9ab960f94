"""JSON Lines: an article a line."""

import json
from collections.abc import Iterator

from qa.errors import ArticleError
from qa.ingest import decoding
from qa.ingest.formats.document import MOST_BYTES, Document, File, Unread, said
from qa.ingest.formats.json_file import document

NAME = "JSON Lines"


def read(file: File) -> Iterator[Document | Unread]:
    """Yield the article of every line, or why it has none.

    :raises ArticleError: when a line is too long.
    """
    with file.open() as stream:
        number = 0
        while line := stream.readline(MOST_BYTES + 1):
            if not line.strip():
                continue
            number += 1
            item = str(number)
            if len(line) > MOST_BYTES:
                raise ArticleError(file.name, f"line {number} is too long", "too large")
            try:
                value = json.loads(decoding.decode(line, file.name).removeprefix("\ufeff"))
            except ArticleError as error:
                yield Unread(NAME, error.reason, error.kind, item)
                continue
            except (ValueError, RecursionError) as error:
                yield Unread(NAME, f"no JSON ({said(error)})", "damaged", item)
                continue
            yield document(value, file, NAME, item)

"""What 03/04/2011 means in a field, the other fields of its file tell: one program wrote them all.

Whoever published a row can tell better; so here the date stays as it is written, and its method
says what the file tells.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from qa.dates.anchors import IN_ITS_FILE
from qa.dates.field_dates import date_in_figures, field_date
from qa.dates.scan import day_first_in
from qa.errors import ArticleError
from qa.ingest.formats.document import Document, File, Format, Unread


def ordered(read: Format, file: File) -> Iterator[Document | Unread]:
    """Yield what ``read`` does; an open date says how the file writes dates, where that is told.

    The file is read a second time when the first such date comes.
    """
    looked, order = False, None
    for item in read(file):
        if isinstance(item, Document) and item.published and _is_open(item.published):
            if not looked:
                looked, order = True, _order(read, file)
            if order is not None:
                item = replace(item, method=f"{item.method}, {IN_ITS_FILE[order]}:")
        yield item


def _is_open(published: str) -> bool:
    """Tell whether a date is written as 03/04/2011 and does not tell its order itself."""
    return date_in_figures(published) is not None and len(field_date(published) or "") == len(
        "2011"
    )


def _order(read: Format, file: File) -> bool | None:
    """Tell whether the dates of a file have the day first; None where none tells, or two differ."""
    found = set()
    with suppress(ArticleError):  # told by whoever reads the file
        for item in read(file):
            if isinstance(item, Document) and item.published:
                found.add(day_first_in(item.published))
    found.discard(None)
    return found.pop() if len(found) == 1 else None

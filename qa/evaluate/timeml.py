"""TimeML documents: a news text with the time expressions that people marked in it.

TimeML is ISO 24617-1; the documents are those of TimeBank and AQUAINT as TempEval-3 cleaned them.
Only the TIMEX3 elements of the body count as gold: the document creation time is the anchor.
"""

import datetime
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

from qa.contract.article import Span
from qa.errors import ArticleError


@dataclass(frozen=True, slots=True)
class MarkedTime:
    """A time expression as people marked it: place, TIMEX3 type and value."""

    span: Span
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class TimeDocument:
    """A text, the day it was written and its time expressions in order of start."""

    name: str
    text: str
    anchor: datetime.date
    times: tuple[MarkedTime, ...]


def read_document(path: Path) -> TimeDocument:
    """Read one TimeML file; the text is its TEXT element, character for character.

    :raises ArticleError: when the file is not TimeML with a creation time and a TEXT element.
    """
    try:
        root = ElementTree.fromstring(path.read_bytes())
    except ElementTree.ParseError as error:
        raise ArticleError(str(path), f"not well-formed XML ({error})") from error
    created, body = root.find("DCT/TIMEX3"), root.find("TEXT")
    if created is None or body is None:
        raise ArticleError(str(path), "not TimeML: a DCT with a TIMEX3 and a TEXT are expected")
    pieces: list[str] = []
    times: list[MarkedTime] = []
    _collect(body, 0, pieces, times)
    times.sort(key=lambda time: time.span)
    anchor = datetime.date.fromisoformat(created.attrib["value"][:10])
    return TimeDocument(path.name, "".join(pieces), anchor, tuple(times))


def read_documents(folder: Path) -> list[TimeDocument]:
    """Read every ``*.tml`` file under ``folder``, in order of its path.

    :raises ArticleError: when there is none, or one of them is not TimeML.
    """
    paths = sorted(folder.rglob("*.tml"))
    if not paths:
        raise ArticleError(str(folder), "no TimeML document (*.tml) in this folder")
    return [read_document(path) for path in paths]


def _collect(
    element: ElementTree.Element, start: int, pieces: list[str], times: list[MarkedTime]
) -> int:
    """Add an element's text to ``pieces`` and return the offset where the element ends."""
    end = start + _add(element.text, pieces)
    for child in element:
        end = _collect(child, end, pieces, times)
        end += _add(child.tail, pieces)
    if element.tag == "TIMEX3" and end > start:
        times.append(MarkedTime(Span(start, end), element.attrib["type"], element.attrib["value"]))
    return end


def _add(text: str | None, pieces: list[str]) -> int:
    pieces.append(text or "")
    return len(text or "")

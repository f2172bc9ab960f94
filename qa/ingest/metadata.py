"""What is stated about an article outside of its story: a sidecar file, or front matter.

A sidecar is ``NAME.json`` beside ``NAME.txt``: ours alone, so an unknown key is a mistake worth
telling. Front matter are ``key: value`` lines between two lines ``---`` at the very start of the
text, written by many tools: keys that are not known here are passed over.
"""

import datetime
import json
import re
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlsplit

from qa.contract.article import Span
from qa.errors import ArticleError
from qa.ingest.lines import BYTE_ORDER_MARK

LONGEST_VALUE = 2000
"""Code points of one value; the longest addresses in use are about this long."""

_PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
_FRONT_MATTER = re.compile(
    rf"{BYTE_ORDER_MARK}?---[ \t]*\r?\n"
    r"(?P<lines>(?:(?!---)[^\r\n]*\r?\n){0,100}?)---[ \t]*(?=\r?\n|$)"
)
_KEY_VALUE = re.compile(r"(?P<key>[A-Za-z_][\w-]*)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*")
_MORE_OF_A_VALUE = re.compile(r"[ \t]+\S.*|-[ \t].*|[ \t]*")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Stated title, publication date (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``), address, author."""

    title: str | None = None
    published: str | None = None
    url: str | None = None
    author: str | None = None


KEYS = tuple(field.name for field in fields(Metadata))


def stated(values: dict[str, Any], source: str) -> Metadata:
    """Return checked metadata; None stands for a value that is not stated.

    :raises ArticleError: naming the key and the value, for an unknown key, a value that is not
        one line of text, a date that is none, or an address that is not http or https.
    """
    for key, value in values.items():
        if key not in KEYS:
            raise ArticleError(source, f"unknown key {key!r}; expected some of {', '.join(KEYS)}")
        if value is not None:
            _check_text(key, value, source)
    published = values.get("published")
    if published is not None:
        values = {**values, "published": _day(published, source)}
    url = values.get("url")
    if url is not None:
        _check_address(url, source)
    return Metadata(**values)


def read_sidecar(data: bytes, source: str) -> Metadata:
    """Return what a sidecar's bytes state.

    :raises ArticleError: when they are not a JSON object, or as ``stated``.
    """
    try:
        values = json.loads(data)
    except ValueError as error:
        raise ArticleError(source, f"not JSON ({error}); expected an object") from error
    except RecursionError as error:
        raise ArticleError(source, "JSON nested too deep; expected a flat object") from error
    if not isinstance(values, dict):
        raise ArticleError(
            source, f"expected a JSON object with {', '.join(KEYS)}, not {type(values).__name__}"
        )
    return stated(values, source)


def front_matter(text: str, source: str) -> tuple[Span, Metadata] | None:
    """Return where the front matter stands and what it states; None when there is none.

    :raises ArticleError: as ``stated``.
    """
    block = _FRONT_MATTER.match(text)
    if block is None:
        return None
    values: dict[str, str] = {}
    for line in block["lines"].splitlines():
        pair = _KEY_VALUE.fullmatch(line)
        if pair is None:
            if values and _MORE_OF_A_VALUE.fullmatch(line):
                continue
            return None
        values[pair["key"]] = _unquoted(pair["value"])
    if not any(key in KEYS for key in values):
        return None
    known = {key: value for key, value in values.items() if key in KEYS and value}
    start = 1 if text.startswith(BYTE_ORDER_MARK) else 0
    return Span(start, block.end()), stated(known, source)


def _check_text(key: str, value: object, source: str) -> None:
    if not isinstance(value, str):
        raise ArticleError(source, f"{key} is {value!r}; expected a text in quotation marks")
    if not value.strip() or len(value) > LONGEST_VALUE:
        raise ArticleError(
            source, f"{key} has {len(value)} characters; expected 1 to {LONGEST_VALUE}"
        )
    if any(
        char < " " or "\ud800" <= char <= "\udfff" or char in "\x7f\x85\u2028\u2029"
        for char in value
    ):
        raise ArticleError(
            source, f"{key} is {value!r}; expected one line without control characters"
        )


def _day(value: str, source: str) -> str:
    """Return the date of a date or of a date with time, as stated, without its time."""
    if _PARTIAL_DATE.fullmatch(value) and int(value[:4]) > 0:
        return value
    try:
        return datetime.datetime.fromisoformat(value).date().isoformat()
    except ValueError as error:
        raise ArticleError(
            source,
            f"published is {value!r}; expected a date as 2012-09-18, 2012-09 or 2012",
        ) from error


def _check_address(value: str, source: str) -> None:
    try:
        parts = urlsplit(value)
    except ValueError as error:
        raise ArticleError(source, f"url is {value!r}: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.netloc or " " in value:
        raise ArticleError(
            source, f"url is {value!r}; expected an address that begins with https:// or http://"
        )


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value

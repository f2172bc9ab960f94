"""What is stated about an article outside of its story: a sidecar file, or front matter.

A sidecar is ``NAME.json`` beside ``NAME.txt``; front matter are ``key: value`` lines between two
lines ``---`` at the very start of the text. Many tools write both: keys that are not known here
are passed over, values that cannot be used are noted. What a program states with an article that
it sends is checked strictly instead: a mistake there is the program's own.
"""

import datetime
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from qa.contract.article import Span
from qa.errors import ArticleError
from qa.ingest.formats import stated as values
from qa.ingest.lines import BYTE_ORDER_MARK
from qa.text.folding import narrow

_PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
_FRONT_MATTER = re.compile(
    rf"{BYTE_ORDER_MARK}?(?P<mark>---|\+\+\+)[ \t]*\r?\n"
    r"(?P<lines>(?:(?!(?P=mark))[^\r\n]*\r?\n){0,100}?)(?P=mark)[ \t]*(?=\r?\n|$)"
)
_KEY_VALUE = re.compile(
    r"(?P<key>[A-Za-z_][\w.-]*)[ \t]*(?::(?=[ \t]|$)|=)[ \t]*(?P<value>.*?)[ \t]*"
)
_ENTRY = re.compile(r"[ \t]*-[ \t]+(?P<value>.*?)[ \t]*")
_MORE_OF_A_VALUE = re.compile(r"[ \t]+\S.*|-[ \t].*|[ \t]*|#.*|\[.*\]")
_LIST = re.compile(r"\[(?P<entries>.*)\]")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Stated title, publication date, address, author: None for what is not stated.

    ``published`` is as that of a ``Document``.
    """

    title: str | None = None
    published: str | None = None
    url: str | None = None
    author: str | None = None
    publisher: str | None = None
    section: str | None = None
    language: str | None = None


KEYS = ("title", "published", "url", "author")
"""What a program can state with an article that it sends."""

_LENIENT: dict[str, tuple[list[str], Callable[[object], str | None]]] = {
    "title": ("title headline head heading name".split(), values.line),
    "published": (
        "published date published_at publishedat publish_date date_published publication_date "
        "pubdate pub_date datepublished date_publish created created_at time day".split(),
        values.date,
    ),
    "url": ("url link canonical canonical_url permalink address source_url source".split(),
            values.address),
    "author": ("author authors byline by creator writer".split(), values.names),
    "publisher": (
        "publisher publication site sitename newspaper outlet source".split(), values.name_only
    ),
    "section": ("section category categories desk".split(), values.names),
    "language": ("language lang locale".split(), values.language),
}  # fmt: skip
"""The keys by which sidecars and front matter state each of ours, and how its value is read."""


def stated(given: dict[str, Any], source: str) -> Metadata:
    """Return checked metadata; None stands for a value that is not stated.

    :raises ArticleError: naming the key and the value, for an unknown key, a value that is not
        one line of text, a date that is none, or an address that is not http or https.
    """
    for key, value in given.items():
        if key not in KEYS:
            raise ArticleError(source, f"unknown key {key!r}; expected some of {', '.join(KEYS)}")
        if value is not None:
            _check_text(key, value, source)
    published = given.get("published")
    if published is not None:
        given = {**given, "published": _day(published, source)}
    url = given.get("url")
    if url is not None:
        _check_address(url, source)
    return Metadata(**given)


def read_sidecar(data: bytes, source: str) -> tuple[Metadata, tuple[str, ...]]:
    """Return what a sidecar's bytes state, and notes on what of it cannot be used.

    Keys that are not known are passed over: a sidecar is no reason to skip its article.
    """
    try:
        held = json.loads(data)
    except ValueError as error:
        return Metadata(), (f"{source} is not JSON ({error})",)
    except RecursionError:
        return Metadata(), (f"{source} is JSON nested too deep",)
    if not isinstance(held, dict):
        return Metadata(), (f"{source} holds no JSON object but a {type(held).__name__}",)
    return lenient(held, source)


def lenient(given: Mapping[str, Any], source: str) -> tuple[Metadata, tuple[str, ...]]:
    """Return what can be used of values under any of the usual keys, and notes on the others."""
    small = {str(key).strip().lower().replace("-", "_"): value for key, value in given.items()}
    usable: dict[str, str | None] = {}
    notes = []
    for ours, (aliases, read) in _LENIENT.items():
        held = [(key, small[key]) for key in aliases if small.get(key) not in (None, "", [])]
        usable[ours] = next(filter(None, (read(value) for _, value in held)), None)
        key, value = next(((k, v) for k, v in held if k != "source"), ("", None))
        if key and usable[ours] is None:
            notes.append(f"{source}: {key} is {value!r:.80}, passed over")
    return Metadata(**usable), tuple(notes)


def front_matter(text: str, source: str) -> tuple[Span, Metadata, tuple[str, ...]] | None:
    """Return where the front matter stands, what it states, and notes; None when there is none.

    YAML between two lines ``---`` or TOML between two lines ``+++``, as many tools write them,
    read as one ``key: value`` a line: any key makes it front matter, those known here are used.
    """
    block = _FRONT_MATTER.match(text)
    if block is None:
        return None
    pairs: dict[str, Any] = {}
    last = ""
    for line in block["lines"].splitlines():
        pair = _KEY_VALUE.fullmatch(line)
        if pair is None:
            if not (pairs and _MORE_OF_A_VALUE.fullmatch(line)):
                return None
            entry = _ENTRY.fullmatch(line)
            if entry and not pairs[last]:
                pairs[last] = [_unquoted(entry["value"])]
            elif entry and isinstance(pairs[last], list):
                pairs[last].append(_unquoted(entry["value"]))
            continue
        last = pair["key"]
        pairs[last] = _listed(pair["value"])
    if not pairs:
        return None
    start = 1 if text.startswith(BYTE_ORDER_MARK) else 0
    return Span(start, block.end()), *lenient(pairs, source)


def _check_text(key: str, value: object, source: str) -> None:
    if not isinstance(value, str):
        raise ArticleError(source, f"{key} is {value!r}; expected a text in quotation marks")
    if not value.strip() or len(value) > values.LONGEST_VALUE:
        raise ArticleError(
            source, f"{key} has {len(value)} characters; expected 1 to {values.LONGEST_VALUE}"
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
    value = narrow(value)
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


def _listed(value: str) -> str | list[str]:
    """Return a value, or the entries of one in square brackets."""
    listed = _LIST.fullmatch(value)
    if listed is None:
        return _unquoted(value)
    return [_unquoted(entry.strip()) for entry in listed["entries"].split(",")]


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value

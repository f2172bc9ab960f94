"""JSON: an article an object, alone, in a list, or under a name such as "items"."""

import json
from collections.abc import Iterator
from typing import Any

from qa.errors import ArticleError
from qa.ingest import decoding
from qa.ingest.formats import fields, ninjs
from qa.ingest.formats.document import Document, File, Unread, said

NAME = "JSON"

_LISTS = (
    "articles items results documents data entries news stories posts docs records response hits "
    "rows"
).split()
"""Names under which a file or an API's reply holds its articles."""

_SOME_TEXT = 40
"""Code points from which a value under an unknown key is an article's and no setting."""


def read(file: File) -> Iterator[Document | Unread]:
    """Yield the article of every object.

    :raises ArticleError: when it is no JSON.
    """
    try:
        values = json.loads(decoding.decode(file.data(), file.name).removeprefix("\ufeff"))
    except ValueError as error:
        raise ArticleError(file.name, f"no JSON ({said(error)})", "damaged") from error
    found = _objects(values)
    if not any(isinstance(value, dict) for value in found):
        raise ArticleError(
            file.name, "JSON without any object that could be an article", "no text field"
        )
    alone = len(found) == 1
    for number, value in enumerate(found, start=1):
        yield document(value, file, NAME, "" if alone else str(number))


def document(value: Any, file: File, name: str, item: str) -> Document | Unread:
    """Return the article of an object of a file in the format ``name``."""
    if not isinstance(value, dict):
        return Unread(name, "no JSON object", "no text field", item)
    if ninjs.is_ninjs(value) and not file.fields:
        return ninjs.document(value, item)
    return fields.document(value, file.fields, name, item)


def _objects(values: Any) -> list[Any]:
    """Return what stands where articles do, at most three lists deep."""
    for _ in range(3):
        if isinstance(values, list):
            return values
        if not isinstance(values, dict):
            return []
        inner = next((values[k] for k in _LISTS if isinstance(values.get(k), list | dict)), None)
        if inner is None or any(isinstance(values.get(k), str) for k in fields.KNOWN["text"]):
            break
        values = inner
    objects = list(values.values())
    if objects and all(isinstance(one, dict) and _has_text(one) for one in objects):
        return objects
    return [values]


def _has_text(value: dict[str, Any]) -> bool:
    return any(
        isinstance(value.get(name), str) and len(value[name]) > _SOME_TEXT
        for name in fields.KNOWN["text"]
    )

"""A request body -> Articles: JSON with the text, a form with a file, or a text alone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from typing import Any, TypeVar

from apiflask import HTTPError
from flask import Request, g
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import UnsupportedMediaType

from qa.contract.article import Article
from qa.errors import ArticleError
from qa.index.reading import ingested
from qa.ingest.articles import NOTHING, Ingested, article_from_text
from qa.ingest.formats.document import Document, Unread, from_path, origin
from qa.ingest.metadata import Metadata, stated
from web.schemas import ArticleFormIn, ArticleIn, SourceIn

JSON = "application/json"
FORM = "multipart/form-data"
PLAIN = "text/plain"
FILE_FIELD = "file"
# The name of an article that came without one.
UNNAMED = "upload.txt"

Values = TypeVar("Values", bound=BaseModel)


def articles_of(request: Request) -> Iterator[Ingested | Unread]:
    """Yield the articles that a request sends, decoded once and otherwise as they came.

    A file may be of any format that is indexed, and hold many articles: those that cannot be read
    are yielded with their reason, beside at least one that can. It is on disk by then, whole.

    :raises HTTPError: (422) a field is missing, unknown or not what it should be.
    :raises ArticleError: nothing that was sent can become an article.
    :raises UnsupportedMediaType: (415) the body is none of the three kinds.
    """
    source = read(SourceIn, request.args.to_dict(), "query").source
    if request.is_json:
        article = read(ArticleIn, request.get_json())
        given = article.model_dump(exclude={"text", "source"})
        name = source or article.source
        text = article_from_text(article.text, name, **given)
        yield Ingested(text, Document(text.text, "text"))
    elif request.mimetype == FORM:
        form = read(ArticleFormIn, request.form.to_dict() | request.files.to_dict())
        upload = request.files.get(FILE_FIELD)
        if upload is None:
            raise ArticleError("the form", f"the field {FILE_FIELD} has to be a file")
        name = source or form.source or upload.filename or UNNAMED
        given = form.model_dump(exclude={"file", "source"})
        yield from _in_file(Path(upload.stream.name), name, stated(given, name))
    elif request.mimetype == PLAIN:
        with NamedTemporaryFile() as file:
            copyfileobj(request.stream, file)
            file.flush()
            yield from _in_file(Path(file.name), source or UNNAMED, NOTHING)
    else:
        raise UnsupportedMediaType(
            f"The article is sent as {request.mimetype or 'nothing in particular'}. "
            f"Send it as {JSON}, {FORM} (with the file in the field {FILE_FIELD}) or {PLAIN}."
        )


Item = dict[str, str | None]
"""What became of an article, as the API says it."""


def added_items(add: Callable[[Article], str], request: Request) -> list[Item]:
    """Add the articles that a request sends; return what became of each.

    Where one fails, what came before stays, and the problem document lists it (``items_so_far``).
    """
    g.items = []
    for sent in articles_of(request):
        if isinstance(sent, Unread):
            g.items.append(_item(sent.item, "skipped", reason=sent.reason))
            continue
        article = sent.article
        g.items.append(_item(article.source, "failed"))
        g.items[-1] = _item(article.source, add(article), article.id)
    items: list[Item] = g.items
    return items


def _item(source: str, status: str, id: str | None = None, reason: str | None = None) -> Item:
    return {"source": source, "status": status, "id": id, "reason": reason}


def _in_file(path: Path, name: str, given: Metadata) -> Iterator[Ingested | Unread]:
    """Yield what a file holds, at least one article.

    :raises ArticleError: with the first reason, when it held none.
    """
    reasons = []
    articles = 0
    for item in ingested(from_path(path, name), given, asked=True):
        if isinstance(item, Unread):
            reasons.append((item.reason, item.kind))
            yield replace(item, item=origin(name, item.item))
        else:
            articles += 1
            yield item
    if not articles:
        raise ArticleError(name, *reasons[0])


def read(model: type[Values], values: Any, location: str = "json") -> Values:
    """Return ``values`` as the model reads them, refused like the framework's own input."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise HTTPError(HTTPStatus.UNPROCESSABLE_ENTITY, detail={location: {}}) from error

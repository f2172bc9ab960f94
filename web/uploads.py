"""A request body -> an Article: JSON with the text, a form with a file, or the file alone."""

from http import HTTPStatus
from typing import Any, TypeVar

from apiflask import HTTPError
from flask import Request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import UnsupportedMediaType

from qa.contract.article import Article
from qa.errors import ArticleError
from qa.ingest.articles import article_from_bytes, article_from_text
from web.schemas import ArticleFormIn, ArticleIn, SourceIn

JSON = "application/json"
FORM = "multipart/form-data"
PLAIN = "text/plain"
FILE_FIELD = "file"
# The name of an article that came without one.
UNNAMED = "upload.txt"

Values = TypeVar("Values", bound=BaseModel)


def article_of(request: Request) -> Article:
    """Return the article that a request sends, decoded once and otherwise as it came.

    :raises HTTPError: (422) a field is missing, unknown or not what it should be.
    :raises ArticleError: the text cannot become an article.
    :raises UnsupportedMediaType: (415) the body is none of the three kinds.
    """
    source = read(SourceIn, request.args.to_dict(), "query").source
    if request.is_json:
        article = read(ArticleIn, request.get_json())
        stated = article.model_dump(exclude={"text", "source"})
        return article_from_text(article.text, source or article.source, **stated)
    if request.mimetype == FORM:
        form = read(ArticleFormIn, request.form.to_dict() | request.files.to_dict())
        upload = request.files.get(FILE_FIELD)
        if upload is None:
            raise ArticleError("the form", f"the field {FILE_FIELD} has to be a file")
        stated = form.model_dump(exclude={"file", "source"})
        name = source or form.source or upload.filename or UNNAMED
        return article_from_bytes(upload.read(), name, **stated)
    if request.mimetype == PLAIN:
        return article_from_bytes(request.get_data(), source or UNNAMED)
    raise UnsupportedMediaType(
        f"The article is sent as {request.mimetype or 'nothing in particular'}. "
        f"Send it as {JSON}, {FORM} (with the file in the field {FILE_FIELD}) or {PLAIN}."
    )


def read(model: type[Values], values: Any, location: str = "json") -> Values:
    """Return ``values`` as the model reads them, refused like the framework's own input."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise HTTPError(HTTPStatus.UNPROCESSABLE_ENTITY, detail={location: {}}) from error

"""A server's problem document (RFC 9457) to the error that the library would have raised."""

from collections.abc import Mapping
from typing import Any

from qa.errors import (
    ArticleError,
    ArticleNotFound,
    QAError,
    QuestionError,
    ReceiptError,
    ServerError,
)

NOT_FOUND = 404


def error_of(problem: Mapping[str, Any], path: str, status: int) -> QAError:
    """Return the error that the library would have raised, where there is one."""
    detail, kind = str(problem["detail"]), str(problem["type"]).rpartition(":")[2]
    # An id that is no part of an address does not even reach the collection.
    if kind == "article-not-found" or (status == NOT_FOUND and path.startswith("/articles/")):
        return ArticleNotFound(detail)
    if kind == "article":
        return ArticleError(problem["source"], problem["reason"])
    if kind == "validation" and path == "/articles":
        return ArticleError("the article", detail)
    if kind == "receipt" or (kind == "validation" and path == "/verify"):
        return ReceiptError(detail)
    if kind in {"question", "validation"}:
        return QuestionError(detail)
    return ServerError(detail, status)

"""Every error as RFC 9457 ``application/problem+json``, the same shape for all of them.

``detail`` is for people: what happened and what to do. ``type`` is for programs. What went wrong
inside the server is written to its log and never sent.
"""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from apiflask import HTTPError
from flask import Flask, Response, current_app, g, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from qa.errors import (
    ArticleError,
    ArticleNotFound,
    IndexBusy,
    IndexDamaged,
    IndexMismatch,
    IndexNotFound,
    IndexUnreadable,
    IndexUnwritable,
    ModelNotFound,
    QAError,
    QuestionError,
    ReceiptError,
    TokenError,
)
from web.metrics import count_fault

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:problem-type:qa:"
# RFC 9457: nothing beyond what the status itself says.
BLANK = "about:blank"
# Enough to mend a request by; a hostile body can hold a million mistakes.
MAX_ERRORS = 20
MAX_POINTER = 200

STATUS: Mapping[type[QAError], HTTPStatus] = {
    QuestionError: HTTPStatus.UNPROCESSABLE_ENTITY,
    ReceiptError: HTTPStatus.UNPROCESSABLE_ENTITY,
    ArticleError: HTTPStatus.UNPROCESSABLE_ENTITY,
    ArticleNotFound: HTTPStatus.NOT_FOUND,
    IndexBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    IndexUnwritable: HTTPStatus.INSUFFICIENT_STORAGE,
    IndexDamaged: HTTPStatus.SERVICE_UNAVAILABLE,
    IndexMismatch: HTTPStatus.SERVICE_UNAVAILABLE,
    IndexUnreadable: HTTPStatus.SERVICE_UNAVAILABLE,
    IndexNotFound: HTTPStatus.SERVICE_UNAVAILABLE,
    ModelNotFound: HTTPStatus.SERVICE_UNAVAILABLE,
    TokenError: HTTPStatus.SERVICE_UNAVAILABLE,
}
TYPES: Mapping[type[QAError], str] = {
    QuestionError: TYPE + "question",
    ReceiptError: TYPE + "receipt",
    ArticleError: TYPE + "article",
    ArticleNotFound: TYPE + "article-not-found",
}
# Said instead of a message that names paths of the server.
INSIDE: Mapping[int, str] = {
    HTTPStatus.INTERNAL_SERVER_ERROR: "The server failed at this request. Its log says why.",
    HTTPStatus.SERVICE_UNAVAILABLE: "The server cannot read what it needs. Its log says why.",
    HTTPStatus.INSUFFICIENT_STORAGE: "The collection cannot be written. The server's log says why.",
}


# Said while another program writes: that passes by itself.
BUSY = "Another program is writing to this collection. Nothing was changed; try again in a moment."
BUSY_SECONDS = 5


def unread(status: HTTPStatus, detail: str) -> dict[str, object]:
    """Return the problem of a request that no app read: its ``instance`` is the server."""
    return {
        "type": BLANK,
        "title": status.phrase,
        "status": int(status),
        "detail": detail,
        "instance": "/",
    }


def document(
    status: int, detail: str, *, type: str = BLANK, errors: Sequence[Mapping[str, str]] = ()
) -> dict[str, Any]:
    """Return the problem document of the current request; ``errors`` only when there are some."""
    values: dict[str, Any] = {
        "type": type,
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
        "instance": request.script_root + request.path,
    }
    if errors:
        values["errors"] = list(errors)
    items = _items_so_far(detail)
    return {**values, "items": items} if items else values


def _items_so_far(detail: str) -> list[dict[str, str | None]]:
    """Return what became of the articles of a file whose adding failed, the failed one last."""
    items: list[dict[str, str | None]] = g.get("items", [])
    return [{**one, "reason": detail} if one["status"] == "failed" else one for one in items]


def of_error(error: QAError) -> dict[str, Any]:
    """Return the problem document for one of our own errors, logging what stays inside."""
    status = STATUS.get(type(error), HTTPStatus.INTERNAL_SERVER_ERROR)
    if isinstance(error, IndexBusy):
        return document(status, BUSY)
    if status in INSIDE:
        current_app.logger.error("%s %s: %s", request.method, request.path, error, exc_info=error)
        return document(status, INSIDE[status])
    problem = document(status, str(error), type=TYPES[type(error)])
    if isinstance(error, ArticleError):
        problem |= {"source": error.source, "reason": error.reason}
    return problem


def of_fault(fault: Exception) -> dict[str, Any]:
    """Return the problem document for what nobody expected; the fault itself goes to the log."""
    count_fault(fault)
    current_app.logger.error("%s %s", request.method, request.path, exc_info=fault)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return document(status, INSIDE[status])


def response(problem: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    """Return the response that carries a problem document."""
    return Response(
        json.dumps(problem), status=problem["status"], mimetype=MEDIA_TYPE, headers=headers
    )


def register(app: Flask) -> None:
    """Make every error of ``app`` a problem document."""
    app.register_error_handler(QAError, _of_ours)
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(HTTPError, _of_validation)
    app.register_error_handler(Exception, lambda fault: response(of_fault(fault)))


def _of_ours(error: QAError) -> Response:
    """Answer one of our own errors."""
    busy = isinstance(error, IndexBusy)
    return response(of_error(error), {"Retry-After": str(BUSY_SECONDS)} if busy else None)


def of_validation(error: ValidationError, location: str) -> dict[str, Any]:
    """Return the problem document for input that does not fit its schema."""
    found = [_error(each, location) for each in error.errors(include_url=False)[:MAX_ERRORS]]
    place = found[0].get("parameter") or found[0].get("pointer", "#")
    more = "" if len(found) == 1 else f" ({len(found) - 1} more in errors)"
    return document(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        f"{place}: {found[0]['detail']}{more}",
        type=TYPE + "validation",
        errors=found,
    )


def _of_validation(error: HTTPError) -> Response:
    """Answer an error of the framework's own; with pydantic it is what it was raised from."""
    location = next(iter(error.detail), "json") if isinstance(error.detail, dict) else "json"
    if isinstance(error.__cause__, ValidationError):
        return response(of_validation(error.__cause__, location))
    return response(document(error.status_code, error.message or ""))


def _of_http(error: HTTPException) -> Response:
    """Answer an error of HTTP itself, keeping its headers (Allow with 405, say)."""
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    headers = {name: value for name, value in error.get_headers() if name != "Content-Type"}
    return response(document(status, error.description or HTTPStatus(status).phrase), headers)


def _error(error: Mapping[str, Any], location: str) -> dict[str, str]:
    """Say one mistake and where it is: a JSON Pointer into a body, else a parameter's name."""
    detail = str(error["msg"]).removeprefix("Value error, ")
    if error["type"] == "model_type":  # pydantic's words are about our classes
        detail = "Input should be an object"
    steps = [str(step) for step in error["loc"]]
    if location == "query":
        return {"detail": detail, "parameter": ".".join(steps)[:MAX_POINTER]}
    pointer = "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)
    return {"detail": detail, "pointer": f"#{pointer}"[:MAX_POINTER]}

"""What the generated OpenAPI document does not know by itself: errors, uploads, plain names.

Published as OpenAPI 3.1 at /api/v1/openapi.json. The calls are described where they are (api.py),
the values in schemas.py.
"""

from http import HTTPStatus
from typing import Any

from web import uploads
from web.examples import ADDED, NEW_ARTICLE, PROBLEM, TEXT
from web.outputs import ARTICLE_ID, EventOut, ProblemOut
from web.problems import MEDIA_TYPE
from web.schemas import ArticleFormIn, ArticleIn, SourceIn

TITLE = "Answers with exact quotations"
VERSION = "1.0.0"
DESCRIPTION = """Ask a collection of news articles, and get answers that can be checked.

Answers are extracted, never generated: of every citation `text[start:end] == quote` holds, in
Unicode code points of the article's text. Errors are `application/problem+json` (RFC 9457).

A server may hold several collections (`GET /api/v1/collections`). Each is at an address of its own:
put `/collections/NAME` before any path here. Without it the first one is meant.

A server may need a token: `Authorization: Bearer TOKEN`. Tokens may read, or also write, or also
see how the server fares. A body may be compressed (`Content-Encoding: gzip`). Too much at once is
refused early, with 429 or 503 and `Retry-After` in seconds."""
TAGS = [
    {"name": "Questions", "description": "Ask, and get citations."},
    {"name": "Quotations", "description": "Trace what is quoted, check what was answered."},
    {"name": "Articles", "description": "What the collection holds."},
    {"name": "Server", "description": "Is it up?"},
]
REASONS = {
    400: "The body is not JSON.",
    401: "The server needs a token, and none came, or none that is valid.",
    403: "The token, the server or its settings do not allow this, or not to another site.",
    404: "There is no article with this id, or no such collection.",
    413: "The body is too large.",
    415: "The body is of a kind that is not read here.",
    414: "The address is too long.",
    422: "The input is not usable; `detail` and `errors` say why.",
    429: "Too many calls in too short a time; `Retry-After` says when to go on.",
    431: "The header fields are too large.",
    503: "The collection cannot be read now, or too many wait; `Retry-After` says for how long.",
    507: "The collection cannot be written.",
}
ALWAYS = (401, 403, 414, 429, 431)
SCHEMAS = "#/components/schemas/"


def reference(name: str) -> dict[str, str]:
    """Return a reference to the schema published under ``name``."""
    return {"$ref": SCHEMAS + name}


def failures(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the documentation of the problems that a call can answer with.

    Always included: 414 and 431, which the server says before it knows the call, what tokens and
    rates may lead to, and 500.
    """
    reasons = {status: REASONS[status] for status in sorted({*statuses, *ALWAYS})}
    reasons[500] = "The server failed; its log says why."
    return {
        status: {
            "description": reason,
            "content": {
                MEDIA_TYPE: {
                    "schema": reference("Problem"),
                    "example": _problem(status, reason),
                }
            },
        }
        for status, reason in reasons.items()
    }


def complete(spec: dict[str, Any]) -> dict[str, Any]:
    """Return the generated document with what it lacks, under names without our suffixes."""
    schemas = spec["components"]["schemas"]
    for model in (ProblemOut, EventOut, ArticleIn, ArticleFormIn, SourceIn):
        schema = model.model_json_schema(ref_template=f"{SCHEMAS}{{model}}")
        schemas.update(schema.pop("$defs", {}))
        schemas[model.__name__] = schema
    source = _stated(schemas.pop("SourceIn"))["source"]
    schemas["ArticleFormIn"]["properties"] = _stated(schemas["ArticleFormIn"])
    paths = spec["paths"]
    add = paths["/api/v1/articles"]["post"]
    add["requestBody"] = {"required": True, "content": _uploads()}
    add["parameters"] = [{"name": "source", "in": "query", "required": False, "schema": source}]
    add["responses"]["201"]["headers"] = {
        "Location": {"description": "The address of the article.", "schema": {"type": "string"}}
    }
    add["responses"]["200"] = {
        "description": "The text was there already; `status` says what became of it.",
        "content": {
            "application/json": {
                "schema": reference("Added"),
                "example": {**ADDED, "status": "unchanged"},
            }
        },
    }
    for path in paths.values():
        for operation in path.values():
            if "requestBody" in operation:
                operation["requestBody"]["required"] = True
            for parameter in operation["parameters"]:
                _describe(parameter)
    # Root models around dataclasses, which are there by themselves.
    for name in ("AnswerOut", "QuoteTraceOut", "DraftTraceOut", "ReceiptOut", "VerificationOut"):
        del schemas[name]
    spec["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    spec["security"] = [{}, {"token": []}]
    spec["components"]["schemas"] = {_plain_name(name): schemas[name] for name in sorted(schemas)}
    completed: dict[str, Any] = _plain(spec)
    return completed


def _uploads() -> dict[str, Any]:
    """Return the three kinds of body that an article can be sent as."""
    return {
        uploads.JSON: {"schema": reference("ArticleIn"), "example": NEW_ARTICLE},
        uploads.FORM: {"schema": reference("ArticleFormIn")},
        uploads.PLAIN: {"schema": {"type": "string", "minLength": 1}, "example": TEXT},
    }


def _stated(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the properties without null, which neither a form nor an address can hold."""
    properties: dict[str, Any] = schema["properties"]
    for values in properties.values():
        for choice in values.pop("anyOf", ())[:1]:
            values.update(choice)
            del values["default"]
    return properties


def _describe(parameter: dict[str, Any]) -> None:
    """Say what a parameter means, where OpenAPI looks for it."""
    if parameter["name"] == "article_id":
        parameter["schema"]["pattern"] = ARTICLE_ID
        parameter["description"] = "The first 16 hexadecimal digits of the text's SHA-256."
    else:
        parameter["description"] = parameter["schema"].pop("description", "")


def _problem(status: int, reason: str) -> dict[str, Any]:
    """Return an example of a problem document."""
    if status == PROBLEM["status"]:
        return PROBLEM
    values = {name: value for name, value in PROBLEM.items() if name != "errors"}
    title = HTTPStatus(status).phrase
    return {**values, "type": "about:blank", "title": title, "status": status, "detail": reason}


def _plain_name(name: str) -> str:
    """Return a schema's name as a reader expects it: ``AnswerOut.Citation`` is a Citation."""
    return name.rpartition(".")[2].removesuffix("Out")


def _plain(value: Any) -> Any:
    """Make every reference to a schema use its plain name."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    if str(value.get("$ref", "")).startswith(SCHEMAS):
        return {**value, "$ref": SCHEMAS + _plain_name(value["$ref"].removeprefix(SCHEMAS))}
    return {name: _plain(each) for name, each in value.items()}

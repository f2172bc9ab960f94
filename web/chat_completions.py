"""``/v1/chat/completions`` and ``/v1/models``: the OpenAI API, for programs that speak it already.

A collection stands in the place of a model. The message is the quotation with footnotes, and the
whole Answer is beside it under ``qa``; nothing is generated.
"""

import time
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from apiflask import APIBlueprint
from flask import Response, json, jsonify, request, stream_with_context
from werkzeug.exceptions import HTTPException

from qa.contract.answer import Answer
from qa.errors import QAError, QuestionError
from web import problems
from web.api import limit_bodies
from web.asking import ask_steps
from web.chat_request import ChatRequest, read_request
from web.chat_text import message_of, paragraphs
from web.collections import choose, served
from web.stream import HEADERS, MEDIA_TYPE, Steps

chat_completions = APIBlueprint(
    "chat_completions", __name__, url_prefix="/v1", enable_openapi=False
)

# No token was read or written.
USAGE = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
OWNER = "qa"


class _NoModel(QAError):
    """No collection has that name."""


chat_completions.before_request(limit_bodies)


@chat_completions.get("/models")
def list_models() -> Response:
    """List the collections that can be asked."""
    return jsonify({"object": "list", "data": [_model(name) for name in served()]})


@chat_completions.get("/models/<path:name>")
def get_model(name: str) -> Response:
    """Describe one collection."""
    _check_model(name)
    return jsonify(_model(name))


@chat_completions.post("/chat/completions")
def complete() -> Response:
    """Answer the last message with quotations, in one piece or as Server-Sent Events."""
    asked = read_request(request.get_json())
    _check_model(asked.model)
    choose(asked.model)
    steps = ask_steps(asked.question, **asked.settings)
    if asked.stream:
        next(steps)  # what is wrong with a question is said before anything is sent
        events = stream_with_context(_events(steps, asked))
        return Response(events, mimetype=MEDIA_TYPE, headers=HEADERS)
    *_, answer = steps
    assert isinstance(answer, Answer)
    message = {"role": "assistant", "content": message_of(answer), "refusal": None}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    head = _head("chat.completion", asked, answer)
    return jsonify({**head, "choices": [choice], "usage": USAGE, "qa": answer.to_dict()})


@chat_completions.errorhandler(_NoModel)
def of_model(error: _NoModel) -> Response:
    """Tell that there is no such collection."""
    return _refused(HTTPStatus.NOT_FOUND, str(error), "model_not_found")


@chat_completions.errorhandler(QAError)
def of_error(error: QAError) -> Response:
    """Tell one of our own errors as this API does."""
    if isinstance(error, QuestionError):
        return _refused(HTTPStatus.BAD_REQUEST, str(error))
    problem = problems.of_error(error)
    return _refused(HTTPStatus(problem["status"]), problem["detail"])


@chat_completions.errorhandler(HTTPException)
def of_http(error: HTTPException) -> Response:
    """Tell an error of HTTP itself as this API does."""
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    response = _refused(status, error.description or status.phrase)
    headers = (pair for pair in error.get_headers() if pair[0] != "Content-Type")
    response.headers.extend(headers)
    return response


@chat_completions.errorhandler(Exception)
def of_fault(fault: Exception) -> Response:
    """Tell that the server failed; why stays in its log."""
    problem = problems.of_fault(fault)
    return _refused(HTTPStatus(problem["status"]), problem["detail"])


def _model(name: str) -> dict[str, Any]:
    """Return a collection as this API describes a model; ``name`` is what chat programs show."""
    readable = served()[name].collection().name
    return {"id": name, "name": readable, "object": "model", "created": 0, "owned_by": OWNER}


def _check_model(name: str) -> None:
    """Refuse the name of a collection that is not here."""
    if name not in served():
        expected = ", ".join(map(repr, served()))
        raise _NoModel(f"there is no model {name[:80]!r} here; expected {expected}.")


def _events(steps: Steps, asked: ChatRequest) -> Iterator[str]:
    """Send the message paragraph by paragraph, last the whole Answer."""
    try:
        *_, answer = steps
    except QAError as error:
        yield _event(_failure(problems.of_error(error)))
        return
    except Exception as fault:  # the status is sent already: the event is all that can tell
        yield _event(_failure(problems.of_fault(fault)))
        return
    assert isinstance(answer, Answer)
    head = _head("chat.completion.chunk", asked, answer)
    unused = {"usage": None} if asked.usage else {}

    def chunk(delta: Mapping[str, Any], finish: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        return _event({**head, "choices": [choice], **unused, **more})

    yield chunk({"role": "assistant", "content": ""})
    for place, paragraph in enumerate(paragraphs(answer)):
        yield chunk({"content": f"\n\n{paragraph}" if place else paragraph})
    yield chunk({}, "stop", qa=answer.to_dict())
    if asked.usage:
        yield _event({**head, "choices": [], "usage": USAGE})
    yield "data: [DONE]\n\n"


def _head(kind: str, asked: ChatRequest, answer: Answer) -> dict[str, Any]:
    """Return what every piece of a completion begins with."""
    identity = f"chatcmpl-{answer.id}"
    return {"id": identity, "object": kind, "created": int(time.time()), "model": asked.model}


def _event(values: Mapping[str, Any]) -> str:
    """Write one event; JSON without line breaks fits the one data line."""
    return f"data: {json.dumps(values)}\n\n"


def _failure(problem: Mapping[str, Any]) -> dict[str, Any]:
    """Return a problem as this API words it."""
    return _error(HTTPStatus(problem["status"]), problem["detail"])


def _refused(status: HTTPStatus, message: str, code: str | None = None) -> Response:
    """Return the response of an error."""
    response = jsonify(_error(status, message, code))
    response.status_code = status
    return response


def _error(status: HTTPStatus, message: str, code: str | None = None) -> dict[str, Any]:
    """Return an error as this API words it."""
    inside = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    kind = "server_error" if inside else "invalid_request_error"
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}

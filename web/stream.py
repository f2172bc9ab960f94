"""An answer as Server-Sent Events: what is known is sent as soon as it is known.

The events, in order: ``question`` (as it was understood), ``passages`` (what was found),
``citation`` for each, ``answer`` (the same object that ``POST /ask`` gives), ``done``. After a
failure ``error`` comes instead of what is left, with a problem document.
Format: https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from collections.abc import Iterator
from typing import Any

from flask import Response, json, stream_with_context

from qa.contract.answer import Answer
from qa.contract.plain import to_plain
from qa.contract.steps import Found, Understood
from qa.errors import QAError
from web import problems

Steps = Iterator[Understood | Found | Answer]

MEDIA_TYPE = "text/event-stream"
# Proxies that gather a response before passing it on would undo the point of it.
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def answer_stream(steps: Steps) -> Response:
    """Return the response that sends ``steps``: Understood, Found, Answer.

    :raises QuestionError: before anything is sent, so that it is answered like any other error.
    """
    understood = next(steps)
    events = stream_with_context(_events(understood, steps))
    return Response(events, mimetype=MEDIA_TYPE, headers=HEADERS)


def _events(understood: Understood | Found | Answer, steps: Steps) -> Iterator[str]:
    """Send the first step, then the rest as they come."""
    yield _event("question", to_plain(understood))
    try:
        yield _event("passages", to_plain(next(steps)))
        values = to_plain(next(steps))
    except QAError as error:
        yield _event("error", problems.of_error(error))
    except Exception as fault:  # the status is sent already: the event is all that can tell
        yield _event("error", problems.of_fault(fault))
    else:
        for citation in values["citations"]:
            yield _event("citation", citation)
        yield _event("answer", values)
        yield _event("done", {})


def _event(name: str, values: dict[str, Any]) -> str:
    """Write one event; JSON without line breaks fits the one data line."""
    return f"event: {name}\ndata: {json.dumps(values)}\n\n"

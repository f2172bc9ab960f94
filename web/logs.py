"""One line of JSON for whatever a server has to say, and an id for every request.

A request is *accepted* when the app begins to handle it, and *answered* when its response begins:
a line each, so that one without the other was under way when a process ended. What was accepted is
answered, also by a server that is told to stop (SIGTERM). Before that a connection may be refused
or closed, and whoever made it may ask again.

Lines of requests hold no question unless that is asked for, and no query of an address, which may
be one.
"""

import datetime
import json
import logging
import re
import sys
import time
import uuid
from typing import Any

from flask import Flask, Response, g, has_request_context, request

from web.access import client_token

HEADER = "X-Request-ID"
GIVEN = re.compile(r"[A-Za-z0-9._-]{1,64}")
requests = logging.getLogger("qa.requests")

STILL_OPEN = (
    "Stopped after %d s with %d connections still open: what was asked on them is not answered."
)
"""What a server says whose time to stop ran out."""


class Lines(logging.Formatter):
    """Formats a record as one line of JSON; what is in its ``values`` stands beside the message."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        values = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
            "request": request_id(),
            **getattr(record, "values", {}),
        }
        if record.exc_info:
            values["fault"] = self.formatException(record.exc_info)
        return json.dumps({name: each for name, each in values.items() if each is not None})


def log_lines() -> None:
    """Write what this process logs as lines of JSON to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


def request_id() -> str | None:
    """Return the id of the request under way; None outside of any."""
    return g.get("request_id") if has_request_context() else None


def log_requests(app: Flask) -> None:
    """Give every request of ``app`` an id, and two lines if its settings say so."""
    app.before_request(_begin)
    app.after_request(_name)
    if app.config["LOG_REQUESTS"] or app.config["LOG_QUESTIONS"]:
        requests.setLevel(logging.INFO)
        app.before_request(_log_accepted)
        app.after_request(_log_answered)


def _begin() -> None:
    """Take the id that a proxy gave, if it is one, else make one."""
    given = request.headers.get(HEADER, "")
    g.request_id = given if GIVEN.fullmatch(given) else uuid.uuid4().hex
    g.began = time.perf_counter()


def _name(response: Response) -> Response:
    """Tell the client the id, so that it can be found in the log."""
    response.headers[HEADER] = g.request_id
    return response


def _log_accepted() -> None:
    """Write that the app begins to handle a request."""
    _log("accepted", {})


def _log_answered(response: Response) -> Response:
    """Write what came of a request; of a stream, when it begins."""
    token = client_token()
    _log(
        "answered",
        {
            "status": response.status_code,
            "ms": round(1000 * (time.perf_counter() - g.began), 1),
            "bytes": response.content_length,
            "token": token.id if token else None,
            "question": g.get("question"),
        },
    )
    return response


def _log(event: str, outcome: dict[str, Any]) -> None:
    """Write a line about the request under way."""
    values = {
        "event": event,
        "method": request.method,
        "path": request.script_root + request.path,
        "client": request.remote_addr,
        **outcome,
    }
    requests.info("%s %s %s", event, request.method, request.path, extra={"values": values})

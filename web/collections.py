"""Several collections behind one server: each has an address, and is all that is below it.

``/collections/NAME/`` is the chat page of the collection NAME, ``/collections/NAME/api/v1/ask``
asks it, and so on with every address; without a name the first collection is meant. So whatever
takes the address of a server takes that of a collection, ``Client`` too.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, cast

from flask import Flask, current_app, g, request
from werkzeug.exceptions import Forbidden, NotFound

from web.access import ROOT, base, may
from web.admission import Gate

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from qa.assistant import Assistant

EXTENSION = "qa"
BASE = re.compile(r"(/collections/([A-Za-z0-9._-]+))(/.*)?", re.DOTALL)
NAMED = "qa.collection"


class ByAddress:
    """WSGI: takes the name of a collection off an address, for ``shelf`` to find."""

    def __init__(self, app: "WSGIApplication") -> None:
        """Pass what is left on to ``app``."""
        self._app = app

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Serve a request; its addresses are relative to the collection's."""
        named = BASE.fullmatch(environ.get("PATH_INFO", ""))
        if named:
            environ[NAMED] = named[2]
            environ[ROOT] = environ.get("SCRIPT_NAME", "")
            environ["SCRIPT_NAME"] = environ[ROOT] + named[1]
            environ["PATH_INFO"] = named[3] or "/"
        return self._app(environ, start_response)


def serve_collections(app: Flask, assistants: Mapping[str, "Assistant"]) -> None:
    """Let ``app`` answer from these, by their names; the first is meant where none is named."""
    app.extensions[EXTENSION] = dict(assistants)
    inside = app.extensions["counts"].inside.labels
    waiting = app.config["WAITING"]
    app.extensions["asking"] = Gate(app.config["ASKING"], waiting, inside("asking").set)
    app.extensions["writing"] = Gate(1, waiting, inside("writing").set)
    app.wsgi_app = ByAddress(app.wsgi_app)  # type: ignore[method-assign]
    app.before_request(_refuse_unknown)


def served() -> "Mapping[str, Assistant]":
    """Return all collections of this server by name, the first one first."""
    return cast("Mapping[str, Assistant]", current_app.extensions[EXTENSION])


def name() -> str:
    """Return the name of the collection that the request is for."""
    return cast(str, request.environ.get(NAMED) or next(iter(served())))


def others() -> list[tuple[str, str]]:
    """Return what the other collections are called, each with the address of its page.

    Those of one name are told apart by the one that they are served under.
    """
    names = {each: assistant.collection().name for each, assistant in served().items()}
    shared = Counter(names.values())
    return [
        (called if shared[called] == 1 else f"{called} ({each})", f"{base()}/collections/{each}/")
        for each, called in names.items()
        if each != name()
    ]


def choose(wanted: str) -> None:
    """Let the request be for the collection ``wanted``, which is one of those served."""
    request.environ[NAMED] = wanted


def shelf() -> "Assistant":
    """Return the collection that the request is for, at once: for lists, articles and names."""
    return served()[name()]


def assistant() -> "Assistant":
    """Return the collection that the request is for, when it is the request's turn to ask it.

    :raises Overloaded: (503) when too many are waiting already.
    """
    return _in_turn("asking")


def writer() -> "Assistant":
    """Return the collection that the request is for, when it is the request's turn to change it.

    :raises Forbidden: when the server does not take changes, or not from this client.
    :raises Overloaded: (503) when too many are waiting already.
    """
    check_writable()
    return _in_turn("writing")


def check_writable() -> None:
    """Refuse changes unless the server was started for them.

    :raises Forbidden: when it was not.
    """
    if not current_app.config["WRITABLE"]:
        raise Forbidden(
            "This server does not take changes. Start it with: qa serve --writable, "
            "or change the index with: qa index, qa remove."
        )


def may_write() -> bool:
    """Tell whether the request's client could change the collection."""
    return bool(current_app.config["WRITABLE"]) and may("write")


def _in_turn(gate: str) -> "Assistant":
    """Return the collection once ``gate`` let the request in; it leaves with its response."""
    if "turn" not in g:
        g.turn = current_app.extensions[gate].enter()
    return shelf()


def _refuse_unknown() -> None:
    """Raise NotFound for a collection that is not here."""
    if name() not in served():
        raise NotFound(
            f"There is no collection {name()!r} here; GET /api/v1/collections lists them all."
        )

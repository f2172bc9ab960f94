"""The app: the one place that knows all parts of the web."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from apiflask import APIFlask

from web import problems
from web.api import PREFIX, api
from web.chat_completions import chat_completions
from web.openapi import DESCRIPTION, TAGS, TITLE, VERSION, complete
from web.pages import pages
from web.quotes import quotes
from web.requests import StrictJSON, StrictRequest
from web.search import searches
from web.security import secure
from web.styles import styles

if TYPE_CHECKING:
    from qa.assistant import Assistant

# A book, not an article; below what would keep a small server busy for minutes.
MAX_BODY_BYTES = 8 * 1024 * 1024


def create_app(
    assistant: "Assistant", *, writable: bool = False, hosts: Sequence[str] | None = None
) -> APIFlask:
    """Return the app that answers from ``assistant``: pages at /, API under /api/v1.

    ``writable`` lets POST and DELETE on articles through; without it they are answered with 403.
    ``hosts`` are the names it answers to, others get 400; None answers to any.
    The app keeps no state of its own; closing the assistant stays with the caller.
    """
    app = APIFlask(
        __name__,
        title=TITLE,
        version=VERSION,
        spec_path="/openapi.json",
        openapi_blueprint_url_prefix=PREFIX,
        docs_path=None,
    )
    app.request_class = StrictRequest
    app.json = StrictJSON(app)
    app.description = DESCRIPTION
    app.tags = list(TAGS)
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        WRITABLE=writable,
        AUTO_SERVERS=False,
        AUTO_404_RESPONSE=False,
        AUTO_VALIDATION_ERROR_RESPONSE=False,
    )
    app.extensions["qa"] = assistant
    app.spec_processor(complete)  # type: ignore[arg-type]  # a str only for YAML
    problems.register(app)
    secure(app, hosts)
    app.register_blueprint(api)
    app.register_blueprint(quotes)
    app.register_blueprint(searches)
    app.register_blueprint(chat_completions)
    app.register_blueprint(pages)
    app.register_blueprint(styles)
    return app

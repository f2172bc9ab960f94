"""The app: the one place that knows all parts of the web."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Unpack

from apiflask import APIFlask
from werkzeug.middleware.proxy_fix import ProxyFix

from web import problems
from web.access import require_tokens
from web.admission import end_turns
from web.api import PREFIX, api
from web.chat_completions import chat_completions
from web.collections import serve_collections
from web.docs import docs
from web.feedback import feedback
from web.health import health
from web.limits import limit
from web.logs import log_requests
from web.metrics import count
from web.openapi import DESCRIPTION, TAGS, TITLE, VERSION, complete
from web.pages import pages
from web.quotes import quotes
from web.requests import StrictJSON, StrictRequest
from web.scripts import scripts
from web.search import searches
from web.security import secure
from web.settings import ServerSettings, config_of
from web.styles import styles

if TYPE_CHECKING:
    from qa.assistant import Assistant


def create_app(
    assistants: "Assistant | Mapping[str, Assistant]", **settings: Unpack[ServerSettings]
) -> APIFlask:
    """Return the app that answers from collections: pages at /, API under /api/v1.

    ``assistants`` are by the names that addresses know them by, the first is the one that is meant
    without a name; one alone has the name of its collection. See ``ServerSettings`` for the rest.
    The app keeps no state of its own but counts; closing the assistants stays with the caller.

    :raises QAError: when a setting cannot be used.
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
    app.url_map.strict_slashes = False
    app.description = DESCRIPTION
    app.tags = list(TAGS)
    app.config.update(config_of(settings))
    app.config.update(
        MAX_CONTENT_LENGTH=app.config["MAX_UPLOAD"],
        AUTO_SERVERS=False,
        AUTO_404_RESPONSE=False,
        AUTO_VALIDATION_ERROR_RESPONSE=False,
    )
    app.spec_processor(complete)  # type: ignore[arg-type]  # a str only for YAML
    problems.register(app)
    # In the order in which a request meets them; responses meet them the other way round.
    log_requests(app)
    count(app)
    secure(app)
    require_tokens(app)
    limit(app)
    end_turns(app)
    named = assistants if isinstance(assistants, Mapping) else {assistants.name: assistants}
    serve_collections(app, named)
    for blueprint in (
        api,
        quotes,
        feedback,
        searches,
        chat_completions,
        health,
        docs,
        pages,
        styles,
        scripts,
    ):
        app.register_blueprint(blueprint)
    if proxies := app.config["PROXIES"]:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies, x_prefix=proxies
        )
    return app

"""Who may do what: bearer tokens for programs, a sign-in form for people.

A program sends ``Authorization: Bearer TOKEN``. A browser signs in once: the form's cookie holds
the token for as long as the browser is open, out of reach of scripts, and goes to this server
alone.
Every address needs a token that may read, but for those in ``OPEN``; ``SCOPE_OF`` names those that
need more.
"""

from typing import Any, cast

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from web.scope import Scope
from web.tokens import Token, TokenFile

COOKIE = "qa_token"
FIELD = "token"
# Where the server begins, in an address that names a collection.
ROOT = "qa.root"
REALM = "qa"
# What shows nothing of a collection: styles and scripts, the way in, what watches over the server,
# and the description of the API.
OPEN = {
    "static",
    "styles.sheet",
    "scripts.script",
    "access.sign_in",
    "access.enter",
    "access.sign_out",
    "health.live",
    "health.ready",
    "openapi.spec",
    "docs.page",
}
SCOPE_OF: dict[str, Scope] = {
    "api.add_article": "write",
    "api.remove_article": "write",
    "metrics.show": "admin",
}
# Pages are for people, who are shown the form instead of a problem document.
PAGES = {"pages.chat", "pages.article"}

access = Blueprint("access", __name__)


class InsufficientScope(Forbidden):
    """(403) The token is valid, and may do less than this needs."""

    def __init__(self, token: Token, wanted: Scope) -> None:
        """Say what would do."""
        super().__init__(f"This needs a token of the scope {wanted}; this one has {token.scope}.")
        self.challenge = _challenge(error="insufficient_scope", scope=wanted)

    def get_headers(self, *args: Any, **kwargs: Any) -> list[tuple[str, str]]:
        """Return the headers of the response."""
        return [*super().get_headers(*args, **kwargs), ("WWW-Authenticate", str(self.challenge))]


def require_tokens(app: Flask) -> None:
    """Refuse to ``app`` what the tokens in its settings do not allow; without any, nothing."""
    if app.config["TOKENS"] is not None:
        app.before_request(_check)
        app.register_blueprint(access)


def may(scope: Scope) -> bool:
    """Tell whether the request's client may do what ``scope`` allows."""
    token = client_token()
    return current_app.config["TOKENS"] is None or (token is not None and token.may(scope))


def signed_in() -> bool:
    """Tell whether the request's client is a person who used the form."""
    return client_token() is not None and COOKIE in request.cookies


def client_token() -> Token | None:
    """Return the token that came with the request; None without one, or where none is needed."""
    return cast("Token | None", g.get("token"))


def _check() -> Response | None:
    """Refuse the request if its token does not allow it; show people the form instead.

    :raises Unauthorized: (401) without a token that is valid.
    :raises Forbidden: when it may do less than this needs.
    """
    g.token = _presented()
    if request.endpoint in OPEN or request.method == "OPTIONS":
        return None
    wanted = SCOPE_OF.get(request.endpoint or "", "read")
    if may(wanted):
        return None
    if g.token is not None:
        raise InsufficientScope(g.token, wanted)
    if request.endpoint in PAGES:
        response = redirect(url_for("access.sign_in", next=_here()), 303)
        response.headers["Cache-Control"] = "no-store"
        return cast(Response, response)
    sent = request.authorization is not None or COOKIE in request.cookies
    if sent:
        raise Unauthorized(
            "The token is not valid, or was revoked. Ask for another; in a browser, reload.",
            www_authenticate=_challenge(error="invalid_token"),
        )
    raise Unauthorized(
        "This server needs a token. Send it as: Authorization: Bearer TOKEN",
        www_authenticate=_challenge(),
    )


def _presented() -> Token | None:
    """Return the valid token that the request brings; a header counts before a cookie."""
    tokens: TokenFile = current_app.config["TOKENS"]
    given = request.authorization
    if given is not None:
        secret = given.token if given.type == "bearer" else None
    else:
        secret = request.cookies.get(COOKIE)
    return tokens.find(secret) if secret else None


def _challenge(**values: str) -> WWWAuthenticate:
    """Return what RFC 6750 has a client be told of the tokens that it needs."""
    return WWWAuthenticate("bearer", {"realm": REALM, **values})


@access.get("/sign-in")
def sign_in() -> str:
    """Show the form, with the address that was wanted in it."""
    return render_template("sign_in.html", wanted=_local(request.args.get("next", "")), reason="")


@access.post("/sign-in")
def enter() -> Response:
    """Keep the token that was typed for as long as the browser is open, and go on.

    One that is not valid shows the form again, with status 401.
    """
    tokens: TokenFile = current_app.config["TOKENS"]
    secret = request.form.get(FIELD, "").strip()
    wanted = _local(request.form.get("next", ""))
    if tokens.find(secret) is None:
        form = render_template(
            "sign_in.html", wanted=wanted, reason="This token is not valid, or was revoked."
        )
        return Response(form, 401, mimetype="text/html")
    response = cast(Response, redirect(wanted, 303))
    # Lax: a link from another site opens signed in; what changes something is refused to others.
    response.set_cookie(
        COOKIE,
        secret,
        path=_root(),
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    return response


@access.post("/sign-out")
def sign_out() -> Response:
    """Forget the token."""
    response = cast(Response, redirect(url_for("access.sign_in"), 303))
    response.delete_cookie(COOKIE, path=_root())
    return response


def base() -> str:
    """Return what stands before the addresses of the server's first collection, maybe nothing."""
    return cast(str, request.environ.get(ROOT, request.script_root))


def _root() -> str:
    """Return the address of the server's first collection: the token is for all of them."""
    return base() or "/"


def _here() -> str:
    """Return the address of the request, below this server."""
    query = request.query_string.decode("ascii", "replace")
    return request.script_root + request.path + ("?" + query if query else "")


def _local(address: str) -> str:
    """Return the address if it stays on this server, else that of the chat page."""
    local = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if local and address.isprintable() else request.script_root + "/"

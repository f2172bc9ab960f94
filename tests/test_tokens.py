"""Tokens: made, kept as hashes, revoked; and what a server lets in with them."""

import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from typer.testing import CliRunner

from qa.assistant import Assistant
from qa.errors import QAError, TokenError
from qa.terminal.cli import app as command
from web.access import COOKIE
from web.app import create_app
from web.tokens import PREFIX, SCOPES, Scope, TokenFile, new_token, read_tokens, revoke_token

READING = ["/api/v1/health", "/api/v1/articles", "/api/v1/collections", "/v1/models"]
QUESTION = {"question": "Why did China suspend ties in 2010?"}
ARTICLE = {"text": "The bridge was closed on Monday.", "source": "b.txt"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tokens.jsonl"


def secret_of(file: Path, scope: Scope = "read") -> str:
    return new_token(file, f"for {scope}", scope)[1]


@pytest.fixture
def http(small: Assistant, file: Path) -> FlaskClient:
    """A server that takes changes from those who may."""
    secret_of(file)
    return create_app(small, writable=True, tokens=TokenFile(file)).test_client()


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def test_a_file_holds_no_secret_and_is_its_owners_alone(file: Path) -> None:
    secrets = [secret_of(file, scope) for scope in SCOPES]
    text = file.read_text()
    for secret in secrets:
        assert secret not in text and secret.removeprefix(PREFIX) not in text
        assert len(secret) >= 40
    assert file.stat().st_mode & 0o077 == 0
    assert len({line["id"] for line in map(json.loads, text.splitlines())}) == len(SCOPES)


def test_a_token_is_found_by_its_text_alone_until_it_is_revoked(file: Path) -> None:
    token, secret = new_token(file, "desk", "read")
    tokens = TokenFile(file)
    assert tokens.find(secret) == token
    for other in (secret[:-1], secret + "x", secret.upper(), token.sha256, token.id, "", "\udc80"):
        assert tokens.find(other) is None
    another, more = new_token(file, "page", "write")
    assert tokens.find(more) == another
    revoke_token(file, "desk")
    assert tokens.find(secret) is None
    assert tokens.find(more) == another
    with pytest.raises(TokenError, match="no valid token"):
        revoke_token(file, "desk")


def test_two_of_one_name_are_told_apart_by_id(file: Path) -> None:
    first, _ = new_token(file, "desk", "read")
    new_token(file, "desk", "read")
    with pytest.raises(TokenError, match="2 tokens"):
        revoke_token(file, "desk")
    assert revoke_token(file, first.id).id == first.id


@pytest.mark.parametrize("text", ["x", "[]", '{"id": "a"}', "\x00", '{"scope": "all"}'])
def test_a_file_that_holds_something_else_is_refused(file: Path, text: str) -> None:
    file.write_text(text)
    with pytest.raises(TokenError, match="not a file of tokens"):
        TokenFile(file)


def test_a_file_that_is_gone_lets_nobody_in(http: FlaskClient, file: Path) -> None:
    secret = secret_of(file)
    assert http.get("/api/v1/health", headers=bearer(secret)).status_code == 200
    file.unlink()
    reply = http.get("/api/v1/health", headers=bearer(secret))
    assert reply.status_code == 503
    assert str(file) not in reply.text


@pytest.mark.parametrize("path", READING)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        bearer("qa_wrong"),
        {"Authorization": "Basic cWE6cWE="},
        {"Authorization": "Bearer"},
        {"Cookie": f"{COOKIE}=qa_wrong"},
    ],
    ids=repr,
)
def test_without_a_valid_token_nothing_is_told(
    http: FlaskClient, path: str, headers: dict[str, str]
) -> None:
    reply = http.get(path, headers=headers)
    assert reply.status_code == 401
    assert reply.headers["WWW-Authenticate"].startswith("Bearer")
    assert "articles" not in reply.json
    assert http.get("/api/v1/nothing", headers=headers).status_code == 401
    assert http.get("/metrics", headers=headers).status_code == 401


def test_every_address_needs_a_token_but_those_that_show_nothing(http: FlaskClient) -> None:
    rules = http.application.url_map.iter_rules()
    let_in = set()
    for rule in rules:
        path = re.sub(r"<[^>]+>", "none", rule.rule)
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            if http.open(path, method=method).status_code != 401:
                let_in.add(rule.endpoint)
    assert let_in == {
        "static",
        "styles.sheet",
        "scripts.script",
        "access.sign_in",
        "access.sign_out",
        "health.live",
        "health.ready",
        "openapi.spec",
        "docs.page",
        # shown the form
        "pages.chat",
        "pages.article",
    }


def test_each_scope_may_what_those_before_it_may(http: FlaskClient, file: Path) -> None:
    status = {}
    for scope in SCOPES:
        headers = bearer(secret_of(file, scope))
        status[scope] = [
            http.post("/api/v1/ask", json=QUESTION, headers=headers).status_code,
            http.post("/api/v1/articles", json=ARTICLE, headers=headers).status_code,
            http.get("/metrics", headers=headers).status_code,
        ]
        assert http.get("/api/v1/health", headers=headers).json["writable"] is (scope != "read")
    assert status == {"read": [200, 403, 403], "write": [200, 201, 403], "admin": [200, 200, 200]}


def test_too_small_a_scope_is_named(http: FlaskClient, file: Path) -> None:
    reply = http.delete("/api/v1/articles/x", headers=bearer(secret_of(file)))
    assert reply.status_code == 403
    assert "scope=write" in reply.headers["WWW-Authenticate"].replace('"', "")
    assert "of the scope write" in reply.json["detail"]


def test_a_revoked_token_is_refused_by_a_server_that_runs(http: FlaskClient, file: Path) -> None:
    token, secret = new_token(file, "desk", "read")
    assert http.post("/api/v1/ask", json=QUESTION, headers=bearer(secret)).status_code == 200
    revoke_token(file, token.id)
    reply = http.post("/api/v1/ask", json=QUESTION, headers=bearer(secret))
    assert reply.status_code == 401
    assert "invalid_token" in reply.headers["WWW-Authenticate"]


def test_a_person_signs_in_by_the_form_and_out(http: FlaskClient, file: Path) -> None:
    secret = secret_of(file)
    sent = http.get("/articles/x?quote=1-2")
    assert (sent.status_code, sent.headers["Cache-Control"]) == (303, "no-store")
    form = http.get(sent.location)
    assert form.status_code == 200
    wanted = re.search(r'name="next" value="([^"]*)"', form.text)[1]
    assert wanted == "/articles/x?quote=1-2"

    wrong = http.post("/sign-in", data={"token": "qa_wrong", "next": wanted})
    assert (wrong.status_code, wrong.mimetype) == (401, "text/html")
    assert "Set-Cookie" not in wrong.headers

    right = http.post("/sign-in", data={"token": f" {secret}\n", "next": wanted})
    assert (right.status_code, right.location) == (303, wanted)
    cookie = right.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert "Expires" not in cookie and "Max-Age" not in cookie
    assert http.get("/").status_code == 200
    assert http.post("/api/v1/ask", json=QUESTION).status_code == 200
    assert "data-writable" not in http.get("/").text  # a token that may read adds nothing

    http.post("/sign-out")
    assert http.get("/").status_code == 303


@pytest.mark.parametrize(
    "next_address", ["https://evil.example/", "//evil.example", "/\\evil.example", "x", "/\r\nX: y"]
)
def test_the_form_leads_to_this_server_alone(
    http: FlaskClient, file: Path, next_address: str
) -> None:
    data = {"token": secret_of(file), "next": next_address}
    assert http.post("/sign-in", data=data).location == "/"


def test_a_page_of_another_site_changes_nothing_with_the_cookie(
    http: FlaskClient, file: Path, small: Assistant
) -> None:
    http.post("/sign-in", data={"token": secret_of(file, "write")})
    before = small.collection()
    reply = http.post("/api/v1/articles", json=ARTICLE, headers={"Origin": "http://evil.example"})
    assert reply.status_code == 403
    assert small.collection() == before


def test_the_cookie_is_for_all_collections(small: Assistant, file: Path) -> None:
    secret = secret_of(file)
    http = create_app({"a": small, "b": small}, tokens=TokenFile(file)).test_client()
    sent = http.get("/collections/b/")
    assert sent.location == "/collections/b/sign-in?next=/collections/b/"
    http.post(sent.location, data={"token": secret, "next": "/collections/b/"})
    assert http.get("/collections/b/").status_code == http.get("/").status_code == 200


def test_the_command_makes_lists_and_revokes(file: Path) -> None:
    def run(*words: str) -> str:
        ran = CliRunner().invoke(command, ["token", *words, "--tokens", str(file)])
        assert ran.exit_code == 0, ran.output
        return ran.stdout

    secret = run("new", "desk", "--scope", "write").strip()
    (token,) = read_tokens(file)
    assert (token.name, token.scope) == ("desk", "write")
    assert TokenFile(file).find(secret) == token
    assert token.id in run("list") and secret not in run("list")
    assert token.id in run("revoke", "desk")
    assert TokenFile(file).find(secret) is None


@pytest.mark.parametrize(
    "words",
    [["--host", "0.0.0.0"], ["--host", "192.0.2.1"], ["--allowed-host", "news.example"]],
    ids=repr,
)
def test_a_server_that_others_reach_needs_tokens_or_the_word_that_it_does_not(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = CliRunner().invoke(command, ["serve", *words, "--index", "nowhere"])
    assert isinstance(ran.exception, QAError)
    assert "qa token new" in str(ran.exception) and "--without-tokens" in str(ran.exception)
    ran = CliRunner().invoke(command, ["serve", *words, "--without-tokens", "--index", "nowhere"])
    assert "no index at nowhere" in str(ran.exception)

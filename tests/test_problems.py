"""Whatever is wrong with a request, the reply is a problem document and nothing has changed."""

import io
import json
import logging
import re

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from small_assistant import quoting
from werkzeug.test import TestResponse

from qa.assistant import Assistant
from qa.contract.article import Article
from qa.errors import IndexUnwritable, QuestionError
from qa.ingest.articles import article_from_text
from web.api import MAX_ASK_BYTES
from web.app import create_app
from web.outputs import ProblemOut
from web.problems import MAX_ERRORS, MEDIA_TYPE
from web.settings import DEFAULTS

MEMBERS = {"type", "title", "status", "detail", "instance"}
DEEP = 100_000


def make() -> tuple[Assistant, FlaskClient]:
    assistant = quoting([article_from_text("Ties were cut in 2010.", "ties.txt")])
    return assistant, create_app(assistant, writable=True).test_client()


@pytest.fixture
def http() -> FlaskClient:
    return make()[1]


def assert_problem(reply: TestResponse, status: int) -> dict:
    assert reply.status_code == status, reply.text
    assert reply.mimetype == MEDIA_TYPE
    problem = json.loads(reply.data)
    assert set(problem) >= MEMBERS
    assert problem["status"] == status
    assert problem["detail"]
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    return problem


def ask(http: FlaskClient, body: bytes, content_type: str = "application/json") -> TestResponse:
    return http.post("/api/v1/ask", data=body, content_type=content_type)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"question": "a" "b"}',
        b'{"question": NaN}',
        b'{"question": "a", "max_citations": Infinity}',
        b'{"question": "a", "question": "b"}',
        b'{"question": "\xff"}',
        b'{"question": "a", "max_citations": ' + b"9" * 10_000 + b"}",
        b"[" * DEEP,
        b'{"a":' * DEEP,
    ],
    ids=lambda body: body[:40].decode(errors="replace"),
)
def test_what_is_not_json_is_400(http: FlaskClient, body: bytes) -> None:
    assert "JSON" in assert_problem(ask(http, body), 400)["detail"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#/question"),
        ({"question": ""}, "#/question"),
        ({"question": " \n\u00a0"}, "#/question"),
        ({"question": 7}, "#/question"),
        ({"question": None}, "#/question"),
        ({"question": ["a"]}, "#/question"),
        ({"question": "x" * 10_000}, "#/question"),
        ({"question": "\ud800"}, "#/question"),
        ({"question": "a", "colour": "blue"}, "#/colour"),
        ({"question": "a", "a/b~c": 1}, "#/a~1b~0c"),
        ({"question": "a", "history": {}}, "#/history"),
        ({"question": "a", "history": [{"question": "b"}]}, "#/history/0/answer"),
        (
            {"question": "a", "history": [{"question": "b", "answer": "\udc00"}]},
            "#/history/0/answer",
        ),
        ({"question": "a", "history": [{"question": "b", "answer": ""}] * 101}, "#/history"),
        ({"question": "a", "as_of": "2011-02-30"}, "#/as_of"),
        ({"question": "a", "as_of": "20110201"}, "#/as_of"),
        ({"question": "a", "as_of": 1296518400}, "#/as_of"),
        ({"question": "a", "as_of": "0000-01-01"}, "#/as_of"),
        ({"question": "a", "max_citations": 0}, "#/max_citations"),
        ({"question": "a", "max_citations": 10**30}, "#/max_citations"),
        ({"question": "a", "max_citations": 1.5}, "#/max_citations"),
        ({"question": "a", "max_citations": True}, "#/max_citations"),
        ({"question": "a", "standalone": "yes"}, "#/standalone"),
        ({"question": "a", "sources": "ties.txt"}, "#/sources"),
        ([], "#"),
        (None, "#/question"),
        ("question", "#"),
    ],
    ids=lambda value: str(value)[:60].encode("ascii", "replace").decode(),
)
def test_what_does_not_fit_is_422_and_says_where(
    http: FlaskClient, body: object, pointer: str
) -> None:
    problem = assert_problem(ask(http, json.dumps(body).encode()), 422)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert problem["detail"].startswith(f"{pointer}: ")


def test_a_question_that_the_assistant_refuses_is_422(
    http: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise QuestionError("the question has no verb; expected one.")

    monkeypatch.setattr(type(http.application.extensions["qa"]["small"]), "steps", refuse)
    problem = assert_problem(ask(http, b'{"question": "a"}'), 422)
    assert problem["type"].endswith(":question")
    assert problem["detail"] == "the question has no verb; expected one."


def test_a_body_of_many_mistakes_is_answered_briefly(http: FlaskClient) -> None:
    reply = ask(http, json.dumps({f"field{n}" * 100: n for n in range(1_000)}).encode())
    assert len(assert_problem(reply, 422)["errors"]) == MAX_ERRORS
    assert len(reply.data) < 20_000


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_json_under_another_name_is_415(http: FlaskClient, content_type: str) -> None:
    assert_problem(ask(http, b'{"question": "a"}', content_type), 415)
    reply = http.post("/api/v1/articles", data=b"x", content_type="image/png")
    assert_problem(reply, 415)


def test_too_much_is_413(http: FlaskClient) -> None:
    assert_problem(ask(http, b'{"question": "' + b"x" * MAX_ASK_BYTES + b'"}'), 413)
    reply = http.post(
        "/api/v1/articles?source=a.txt",
        data=b"x" * (DEFAULTS["max_upload"] + 1),
        content_type="text/plain",
    )
    assert_problem(reply, 413)


def test_unknown_places_are_404_and_unknown_methods_405(http: FlaskClient) -> None:
    assert assert_problem(http.get("/api/v1/nothing"), 404)["type"] == "about:blank"
    assert assert_problem(http.get("/api/v1/articles/none"), 404)["type"].endswith("not-found")
    assert_problem(http.delete("/api/v1/articles/none"), 404)
    reply = http.get("/api/v1/ask")
    assert_problem(reply, 405)
    assert "POST" in reply.headers["Allow"]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "text/plain"),
        (b" \n ", "text/plain"),
        (b"\x00\x01\x02" * 100, "text/plain"),
        (b"%PDF-1.7 ...", "text/plain"),
        (json.dumps({"text": 7, "source": "a.txt"}).encode(), "application/json"),
        (json.dumps({"text": "A text."}).encode(), "application/json"),
        (json.dumps({"text": "\ud800", "source": "a.txt"}).encode(), "application/json"),
        (json.dumps({"text": " ", "source": "a.txt"}).encode(), "application/json"),
        (
            json.dumps({"text": "A.", "source": "a.txt", "published": "soon"}).encode(),
            "application/json",
        ),
        (
            json.dumps({"text": "A.", "source": "a.txt", "url": "javascript:x"}).encode(),
            "application/json",
        ),
        (b"--x--", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (
            b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nnot a file\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
        ),
    ],
)
def test_what_is_no_article_is_422_and_changes_nothing(body: bytes, content_type: str) -> None:
    assistant, http = make()
    before = assistant.collection()
    reply = http.post("/api/v1/articles?source=a.txt", data=body, content_type=content_type)
    assert_problem(reply, 422)
    assert assistant.collection() == before


def test_an_article_without_a_name_gets_one(http: FlaskClient) -> None:
    reply = http.post("/api/v1/articles", data=b"A text.", content_type="text/plain")
    assert reply.json["article"]["source"] == "upload.txt"


def test_an_unknown_parameter_is_422(http: FlaskClient) -> None:
    reply = http.post("/api/v1/articles?name=a", data=b"A text.", content_type="text/plain")
    assert assert_problem(reply, 422)["errors"][0]["parameter"] == "name"


def test_a_full_disk_is_507_without_its_path(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assistant, http = make()

    def full(article: object) -> None:
        raise IndexUnwritable("/secret/index: no space left")

    monkeypatch.setattr(assistant, "add", full)
    with caplog.at_level(logging.ERROR):
        reply = http.post("/api/v1/articles", json={"text": "A text.", "source": "a.txt"})
    assert_problem(reply, 507)
    assert "/secret" not in reply.text
    assert "/secret" in caplog.text


def test_a_file_that_fails_in_the_middle_says_what_came_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assistant, http = make()
    add = assistant.add

    def add_once(article: Article) -> str:
        if len(assistant.articles()) > 1:
            raise IndexUnwritable("/secret/index: no space left")
        return add(article)

    monkeypatch.setattr(assistant, "add", add_once)
    lines = [{"text": "The bridge was closed."}, {"text": " "}, {"text": "The ferry runs again."}]
    data = "\n".join(map(json.dumps, [*lines, {"text": "Never reached."}])).encode()
    reply = http.post("/api/v1/articles", data={"file": (io.BytesIO(data), "a.jsonl")})
    problem = assert_problem(reply, 507)
    assert [(one["source"], one["status"]) for one in problem["items"]] == [
        ("a.jsonl#1", "added"),
        ("a.jsonl#2", "skipped"),
        ("a.jsonl#3", "failed"),
    ]
    assert problem["items"][0]["id"] in {article.id for article in assistant.articles()}
    assert problem["items"][2]["reason"] == problem["detail"]
    assert len(ProblemOut.model_validate(problem).items) == 3
    assert "/secret" not in reply.text


def test_what_nobody_expected_is_500_and_in_the_log_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assistant, http = make()

    def broken(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(assistant, "list_articles", broken)
    with caplog.at_level(logging.ERROR):
        reply = http.get("/api/v1/articles")
    assert_problem(reply, 500)
    assert "secret" not in reply.text
    assert "secret" in caplog.text


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters()), inner),
    max_leaves=10,
)
FIELDS = st.sampled_from(["question", "history", "as_of", "sources", "max_citations", "standalone"])


@pytest.fixture(scope="module")
def one_http() -> FlaskClient:
    return make()[1]


@settings(deadline=None)
@given(body=VALUES | st.dictionaries(FIELDS | st.text(st.characters()), VALUES))
def test_no_json_makes_the_server_fail(one_http: FlaskClient, body: object) -> None:
    reply = ask(one_http, json.dumps(body).encode())
    if reply.status_code != 200:
        assert_problem(reply, reply.status_code)
        assert reply.status_code in {400, 422}


@settings(deadline=None)
@given(body=st.binary())
def test_no_bytes_make_the_server_fail(one_http: FlaskClient, body: bytes) -> None:
    reply = ask(one_http, body)
    assert_problem(reply, reply.status_code)
    assert reply.status_code in {400, 422}
    reply = one_http.post("/api/v1/articles?source=a", data=body, content_type="text/plain")
    assert reply.status_code in {200, 201, 422}


COMMAND = re.compile(r"\bqa [a-z]")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("articles/0123456789abcdef", None),
        ("articles/none/dates", None),
        ("ask", {"question": "Who spoke?", "sources": ["none.txt"]}),
        ("ask", {"question": "Who spoke?", "sources": []}),
        ("ask", {"question": "Hello!"}),
        ("timeline", {"topic": "talks", "sources": ["none.txt"]}),
        ("verify", {"a": 1}),
        ("quotes", {"quotation": ""}),
    ],
)
def test_what_people_read_on_the_page_names_no_command(
    path: str, body: dict[str, object] | None
) -> None:
    http = create_app(quoting([]), writable=True).test_client()
    address = f"/api/v1/{path}"
    reply = http.get(address) if body is None else http.post(address, json=body)
    said = reply.get_data(as_text=True)
    assert said and not COMMAND.search(said)

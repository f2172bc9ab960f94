"""The calls under /api/v1: what they answer, and how they refuse."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from qa.assistant import Assistant
from qa.contract.answer import Answer
from qa.errors import IndexDamaged
from web.app import create_app
from web.security import hosts_of

SEEDS = Path(__file__).parent.parent / "seeds"
HEADLINE_QUESTION = "Why did China suspend ties in 2010?"
HOSTILE = "<script>alert(1)</script> \u202e\x00\r\n\U0001f642 ' OR 1=1 -- {{7*7}}"


@pytest.fixture
def reader(either: Assistant) -> FlaskClient:
    """Reads from either small."""
    return create_app(either).test_client()


@pytest.fixture
def http(small: Assistant) -> FlaskClient:
    """Reads and writes, at the small one."""
    return create_app(small, writable=True).test_client()


def events(body: str) -> list[tuple[str, dict]]:
    found = []
    for block in body.removesuffix("\n\n").split("\n\n"):
        name, data = block.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def without_time(answer: dict) -> dict:
    return {**answer, "elapsed_ms": 0}


def test_ask_gives_the_answer_of_the_assistant(reader: FlaskClient, either: Assistant) -> None:
    reply = reader.post("/api/v1/ask", json={"question": HEADLINE_QUESTION})
    assert reply.status_code == 200
    assert reply.mimetype == "application/json"
    asked = either.ask(HEADLINE_QUESTION).to_dict()
    assert without_time(reply.json) == without_time(asked)
    assert Answer.from_dict(reply.json).to_dict() == reply.json


def test_fields_of_an_answer_come_in_the_order_of_the_contract(reader: FlaskClient) -> None:
    reply = reader.post("/api/v1/ask", json={"question": HEADLINE_QUESTION})
    assert list(reply.json) == list(Answer.__dataclass_fields__)


def test_every_setting_reaches_the_assistant(http: FlaskClient, small: Assistant) -> None:
    body = {
        "question": "Why were military contacts suspended?",
        "history": [{"question": HEADLINE_QUESTION, "answer": ""}],
        "max_citations": 1,
        "sources": ["003_1aa9b03e41209577.txt"],
        "as_of": "2011-02-01",
        "published_from": "2010-01-01",
        "published_to": None,
    }
    reply = http.post("/api/v1/ask", json=body).json
    assert reply["standalone_question"] == f"{body['question']} (2010)"
    assert reply["context"] == [{"text": "2010", "turn": 1}]
    assert {each["article"]["source"] for each in reply["citations"]} == set(body["sources"])
    assert len(reply["citations"]) == 1
    alone = http.post("/api/v1/ask", json={**body, "standalone": True}).json
    assert alone["standalone_question"] == body["question"]
    typed = http.post("/api/v1/ask", json={**body, "context": []}).json
    assert (typed["standalone_question"], typed["context"]) == (body["question"], [])
    chosen = http.post("/api/v1/ask", json={**body, "context": ["ties"]}).json
    assert chosen["standalone_question"] == f"{body['question']} (ties)"


def test_citations_are_slices_of_the_text_that_is_served(reader: FlaskClient) -> None:
    answer = reader.post("/api/v1/ask", json={"question": HEADLINE_QUESTION}).json
    assert answer["citations"]
    for citation in answer["citations"]:
        article = reader.get(f"/api/v1/articles/{citation['article']['id']}").json
        quote = citation["quote"]
        assert article["text"][quote["start"] : quote["end"]] == quote["text"]


def test_an_article_is_served_whole(reader: FlaskClient, either: Assistant) -> None:
    for article in either.articles():
        served = reader.get(f"/api/v1/articles/{article.id}").json
        assert served["text"] == article.text
        assert served["characters"] == len(article.text)
        assert [(left["start"], left["end"], left["reason"]) for left in served["left_out"]] == [
            (left.span.start, left.span.end, left.reason) for left in article.left_out
        ]
        for date in served["dates"]:
            assert article.text[date["start"] : date["end"]] == date["text"]


def test_the_list_can_be_read_in_parts_and_searched(reader: FlaskClient, either: Assistant) -> None:
    whole = reader.get("/api/v1/articles").json
    assert [each["id"] for each in whole["articles"]] == [each.id for each in either.articles()]
    assert [each["characters"] for each in whole["articles"]] == [
        len(article.text) for article in either.articles()
    ]
    assert whole["total"] == 5
    part = reader.get("/api/v1/articles?offset=1&limit=2").json
    assert part["articles"] == whole["articles"][1:3]
    assert part["total"] == 5
    sooner = reader.get("/api/v1/articles?offset=1&limit=2&counted=false").json
    assert sooner == {**part, "total": None}
    found = reader.get("/api/v1/articles?query=003_1AA9").json
    assert [each["source"] for each in found["articles"]] == ["003_1aa9b03e41209577.txt"]
    assert reader.get("/api/v1/articles?offset=99").json["articles"] == []


@pytest.mark.parametrize("query", ["limit=0", "limit=1_0", "offset=-1", "limit=many", "page=2"])
def test_a_part_that_is_none_is_refused(http: FlaskClient, query: str) -> None:
    reply = http.get(f"/api/v1/articles?{query}")
    assert reply.status_code == 422
    assert reply.json["errors"][0]["parameter"] == query.partition("=")[0]


def test_adding_as_json_form_and_text(http: FlaskClient, small: Assistant) -> None:
    text = "Bridge closed\r\n\r\nThe bridge was closed on Monday \U0001f642.\r\n"
    sent = http.post("/api/v1/articles", json={"text": text, "source": "bridge.txt"})
    assert sent.status_code == 201
    article = http.get(sent.headers["Location"]).json
    assert article["text"] == text
    assert article["source"] == "bridge.txt"
    assert sent.json["status"] == "added"

    form = {"file": (io.BytesIO(text.encode()), "other.txt"), "title": "Another"}
    again = http.post("/api/v1/articles", data=form)
    assert again.status_code == 200
    assert again.json["status"] == "updated"
    assert again.json["article"]["id"] == article["id"]

    raw = http.post(
        "/api/v1/articles?source=raw.txt",
        data=b"Ferry back\n\nThe ferry runs again.\n",
        content_type="text/plain; charset=utf-8",
    )
    assert raw.status_code == 201
    assert raw.json["article"]["source"] == "raw.txt"
    assert len(small.articles()) == 7


def test_a_file_of_many_articles_is_added_with_what_became_of_each(http: FlaskClient) -> None:
    lines = [
        {"title": "Bridge closed", "text": "The bridge was closed on Monday."},
        {"title": "Nothing", "text": " "},
        {"title": "Ferry back", "text": "The ferry runs again, the mayor said."},
    ]
    data = "\n".join(map(json.dumps, lines)).encode()
    sent = http.post("/api/v1/articles", data={"file": (io.BytesIO(data), "a.jsonl")})
    assert sent.status_code == 201
    assert [(item["source"], item["status"]) for item in sent.json["items"]] == [
        ("a.jsonl#1", "added"),
        ("a.jsonl#2", "skipped"),
        ("a.jsonl#3", "added"),
    ]
    assert sent.json["article"]["title"] == "Bridge closed"
    assert http.get(f"/api/v1/articles/{sent.json['items'][2]['id']}").json["title"] == "Ferry back"
    refused = http.post("/api/v1/articles", data={"file": (io.BytesIO(b"%PDF-1.4"), "a.pdf")})
    assert refused.status_code == 422
    assert "PDF" in refused.json["detail"]


def test_what_is_stated_with_an_upload_is_kept(http: FlaskClient) -> None:
    stated = {
        "title": "Bridge closed",
        "published": "2011-01",
        "url": "https://example.org/bridge",
        "author": "A. Writer",
    }
    form = {"file": (io.BytesIO(b"The bridge was closed on Monday."), "b.txt"), **stated}
    added = http.post("/api/v1/articles", data=form)
    assert added.status_code == 201
    article = http.get(added.headers["Location"]).json
    assert {name: article[name] for name in stated} == stated


def test_removing(http: FlaskClient, small: Assistant) -> None:
    article_id = small.articles()[0].id
    reply = http.delete(f"/api/v1/articles/{article_id}")
    assert (reply.status_code, reply.data) == (204, b"")
    assert http.get(f"/api/v1/articles/{article_id}").status_code == 404
    assert http.delete(f"/api/v1/articles/{article_id}").status_code == 404


def test_a_server_that_is_not_writable_changes_nothing(small: Assistant) -> None:
    http = create_app(small).test_client()
    before = small.collection()
    added = http.post("/api/v1/articles", json={"text": "A text.", "source": "a.txt"})
    removed = http.delete(f"/api/v1/articles/{small.articles()[0].id}")
    for reply in (added, removed):
        assert reply.status_code == 403
        assert reply.mimetype == "application/problem+json"
        assert "--writable" in reply.json["detail"]
    assert small.collection() == before


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://[", "http://localhost:1"]
)
def test_pages_of_other_sites_cannot_change_anything(
    http: FlaskClient, small: Assistant, origin: str
) -> None:
    before = small.collection()
    form = {"file": (io.BytesIO(b"The bridge was closed."), "b.txt")}
    reply = http.post("/api/v1/articles", data=form, headers={"Origin": origin})
    assert reply.status_code == 403
    assert small.collection() == before


def test_our_own_page_can(http: FlaskClient) -> None:
    form = {"file": (io.BytesIO(b"The bridge was closed."), "b.txt")}
    reply = http.post("/api/v1/articles", data=form, headers={"Origin": "http://localhost"})
    assert reply.status_code == 201


def test_health(reader: FlaskClient, either: Assistant) -> None:
    reply = reader.get("/api/v1/health").json
    assert reply["status"] == "ok"
    assert reply["collection"]["articles"] == 5


def test_health_says_when_the_collection_cannot_be_read(
    http: FlaskClient, small: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged() -> None:
        raise IndexDamaged("/secret/place/collection.sqlite is not a collection")

    monkeypatch.setattr(small, "collection", damaged)
    reply = http.get("/api/v1/health")
    assert reply.status_code == 503
    assert "/secret" not in reply.text


def test_stream_sends_what_is_known_in_order(reader: FlaskClient) -> None:
    reply = reader.post("/api/v1/ask/stream", json={"question": HEADLINE_QUESTION})
    assert reply.mimetype == "text/event-stream"
    sent = events(reply.text)
    answer = reader.post("/api/v1/ask", json={"question": HEADLINE_QUESTION}).json
    names = ["question", "passages", *["citation"] * len(answer["citations"]), "answer", "done"]
    assert [name for name, _ in sent] == names
    assert [values for name, values in sent if name == "citation"] == answer["citations"]
    assert without_time(dict(sent)["answer"]) == without_time(answer)
    assert dict(sent)["question"]["standalone_question"] == answer["standalone_question"]
    assert dict(sent)["passages"]["passages"][0]["passage"]["text"]


def test_stream_refuses_like_any_other_call_before_it_starts(reader: FlaskClient) -> None:
    for body in ({}, {"question": "x" * 10_000}, {"question": "a", "published_from": "soon"}):
        reply = reader.post("/api/v1/ask/stream", json=body)
        assert reply.status_code == 422
        assert reply.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    ("error", "status"), [(IndexDamaged("/secret is gone"), 503), (KeyError("/secret"), 500)]
)
def test_stream_ends_with_an_error_event(
    http: FlaskClient,
    small: Assistant,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    status: int,
) -> None:
    understood = next(small.steps(HEADLINE_QUESTION))

    def steps(question: str, **settings: object) -> Iterator[object]:
        yield understood
        raise error

    monkeypatch.setattr(small, "steps", steps)
    reply = http.post("/api/v1/ask/stream", json={"question": HEADLINE_QUESTION})
    (first, _), (last, problem) = events(reply.text)
    assert (first, last, problem["status"]) == ("question", "error", status)
    assert "/secret" not in reply.text


def test_hostile_text_stays_data(http: FlaskClient) -> None:
    question = HOSTILE.replace("\x00", "")
    reply = http.post("/api/v1/ask", json={"question": question})
    assert reply.status_code == 200
    assert reply.json["question"] == question
    added = http.post("/api/v1/articles", json={"text": "A quiet text.", "source": HOSTILE})
    assert added.status_code in {201, 422}
    assert http.get(f"/api/v1/articles/{HOSTILE[:20]}").mimetype == "application/problem+json"


def test_every_response_is_locked_down(reader: FlaskClient) -> None:
    for path in ("/", "/api/v1/health", "/api/v1/openapi.json", "/nowhere", "/static/none.js"):
        headers = reader.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert not [name for name, _ in headers if name.startswith("Access-Control")]


@pytest.mark.parametrize(
    ("address", "host", "status"),
    [
        ("127.0.0.1", "127.0.0.1:8000", 200),
        ("127.0.0.1", "localhost:9000", 200),
        ("::1", "[::1]:8000", 200),
        ("127.0.0.7", "127.0.0.7", 200),
        ("127.0.0.1", "evil.example", 400),
        ("localhost", "evil.example:8000", 400),
        ("localhost", "localhost.evil.example", 400),
        ("127.0.0.1", "10.0.0.7:8000", 400),
        ("0.0.0.0", "news.example", 200),
        ("news.example", "news.example", 200),
    ],
)
def test_who_listens_on_this_machine_alone_answers_to_no_other_name(
    small: Assistant, address: str, host: str, status: int
) -> None:
    http = create_app(small, hosts=hosts_of(address)).test_client()
    for path in ("/", "/api/v1/health", "/no-such-page"):
        reply = http.get(path, headers={"Host": host})
        known = path != "/no-such-page"
        assert reply.status_code == (status if known or status == 400 else 404), path
        if status == 400:
            assert reply.mimetype == "application/problem+json"
            assert "evil" not in reply.text
            assert "--host" in reply.json["detail"]


@pytest.mark.parametrize("path", ["ask", "ask/", "ask/stream", "receipt", "search"])
def test_an_unknown_source_is_422_and_what_may_be_meant_is_said(
    assistant: Assistant, path: str
) -> None:
    http = create_app(assistant).test_client()
    body = {"question": HEADLINE_QUESTION, "sources": ["003_1aa9b03e41209578.txt"]}
    if path == "search":
        body["query"] = body.pop("question")
    reply = http.post(f"/api/v1/{path}", json=body)
    assert (reply.status_code, reply.mimetype) == (422, "application/problem+json")
    assert "003_1aa9b03e41209577.txt" in reply.json["detail"]

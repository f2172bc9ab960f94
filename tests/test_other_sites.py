"""Other sites: let in where that was said, and nowhere else; and what stands before a server."""

import pytest
from flask.testing import FlaskClient

from qa.assistant import Assistant
from qa.errors import QAError
from web.app import create_app
from web.security import LOOPBACK

FRIEND = "https://news.example"
QUESTION = {"question": "Why did China suspend ties in 2010?"}
PREFLIGHT = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization, content-type",
}
OTHERS = ["https://evil.example", f"{FRIEND}.evil.example", "http://news.example", "null"]


@pytest.fixture
def http(small: Assistant) -> FlaskClient:
    return create_app(small, writable=True, cors=[FRIEND]).test_client()


def test_a_site_that_is_let_in_may_call_the_api(http: FlaskClient) -> None:
    asks = http.options("/api/v1/ask", headers={"Origin": FRIEND, **PREFLIGHT})
    assert asks.status_code == 200
    assert asks.headers["Access-Control-Allow-Origin"] == FRIEND
    assert "authorization" in asks.headers["Access-Control-Allow-Headers"].lower()
    assert "Access-Control-Allow-Credentials" not in asks.headers
    reply = http.post("/api/v1/ask", json=QUESTION, headers={"Origin": FRIEND})
    assert reply.status_code == 200
    assert reply.headers["Access-Control-Allow-Origin"] == FRIEND
    assert "Origin" in reply.headers["Vary"]


@pytest.mark.parametrize("origin", OTHERS)
def test_all_others_stay_out(http: FlaskClient, small: Assistant, origin: str) -> None:
    headers = {"Origin": origin}
    before = small.collection()
    asks = http.options("/api/v1/ask", headers={**headers, **PREFLIGHT})
    assert "Access-Control-Allow-Origin" not in asks.headers
    assert "Access-Control-Allow-Origin" not in http.get("/api/v1/health", headers=headers).headers
    body = {"text": "The bridge was closed.", "source": "b.txt"}
    assert http.post("/api/v1/articles", json=body, headers=headers).status_code == 403
    assert small.collection() == before


def test_pages_are_for_no_other_site(http: FlaskClient) -> None:
    for path in ("/", "/docs", "/metrics"):
        reply = http.get(path, headers={"Origin": FRIEND})
        assert "Access-Control-Allow-Origin" not in reply.headers


def test_any_site_where_that_was_said(small: Assistant) -> None:
    http = create_app(small, cors=["*"]).test_client()
    for origin in (FRIEND, *OTHERS):
        reply = http.post("/api/v1/ask", json=QUESTION, headers={"Origin": origin})
        assert reply.status_code == 200
        assert reply.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("origin", ["news.example", "https://news.example/", "https://*", "", ".*"])
def test_what_is_no_origin_is_refused_at_the_start(small: Assistant, origin: str) -> None:
    with pytest.raises(QAError, match="not an origin"):
        create_app(small, cors=[origin])


def test_a_name_that_came_to_point_here_is_refused(small: Assistant) -> None:
    """DNS rebinding: the page of another site under a name that resolves to this machine."""
    http = create_app(small, writable=True, hosts=LOOPBACK).test_client()
    for host in ("evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost."):
        for path in ("/", "/api/v1/articles", "/api/v1/ask", "/metrics", "/docs"):
            assert http.get(path, headers={"Host": host}).status_code in (400, 405)
    assert http.get("/", headers={"Host": "localhost:8000"}).status_code == 200


def test_proxies_are_believed_only_where_there_are_some(small: Assistant) -> None:
    said = {
        "X-Forwarded-For": "192.0.2.7",
        "X-Forwarded-Host": "news.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Prefix": "/desk",
    }
    body = {"text": "The bridge was closed.", "source": "b.txt"}
    for proxies, names in ((0, LOOPBACK), (1, ("news.example",))):
        http = create_app(
            small, writable=True, hosts=names, proxies=proxies, rate="1/minute"
        ).test_client()
        added = http.post("/api/v1/articles", json=body, headers=said)
        assert added.status_code in (200, 201)
        prefix = "/desk" if proxies else ""
        assert added.location.startswith(f"{prefix}/api/v1/articles/")
        other = {**said, "X-Forwarded-For": "192.0.2.8"}
        again = http.post("/api/v1/articles", json=body, headers=other)
        assert again.status_code == (200 if proxies else 429)

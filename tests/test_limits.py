"""How often one may call and how much one may send, also where a length is not what it seems."""

import gzip
import io
import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from qa.assistant import Assistant
from qa.errors import QAError
from web.api import MAX_ASK_BYTES
from web.app import create_app
from web.problems import MEDIA_TYPE
from web.tokens import TokenFile, new_token

QUESTION = {"question": "Why did China suspend ties in 2010?"}
GZIP = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
UPLOAD = 100_000


@pytest.fixture
def http(small: Assistant) -> FlaskClient:
    return create_app(small, writable=True, max_upload=UPLOAD).test_client()


def test_who_calls_too_often_is_told_when_to_go_on(small: Assistant) -> None:
    http = create_app(small, rate="3/minute").test_client()
    calls = [http.post("/api/v1/ask", json=QUESTION) for _ in range(5)]
    assert [call.status_code for call in calls] == [200, 200, 200, 429, 429]
    assert all("Retry-After" not in call.headers for call in calls[:3])
    assert 0 < int(calls[3].headers["Retry-After"]) <= 60
    assert calls[3].mimetype == MEDIA_TYPE
    assert "3 per 1 minute" in calls[3].json["detail"]
    # whatever is called, but for what watches over the server and what a page is made of
    assert http.get("/api/v1/articles").status_code == 429
    for uncounted in ("/api/v1/health/live", "/metrics", "/static/icon.svg"):
        assert http.get(uncounted).status_code == 200


def test_each_client_has_a_rate_of_its_own(small: Assistant, tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    secrets = [new_token(file, name, "read")[1] for name in ("a", "b")]
    http = create_app(small, rate="2/minute", tokens=TokenFile(file)).test_client()
    for secret in secrets:
        headers = {"Authorization": f"Bearer {secret}"}
        calls = [http.get("/api/v1/health", headers=headers).status_code for _ in range(3)]
        assert calls == [200, 200, 429]


@pytest.mark.parametrize("rate", ["often", "3", "", "-1/minute", "3/fortnight"])
def test_a_rate_that_is_none_is_said_at_the_start(small: Assistant, rate: str) -> None:
    with pytest.raises(QAError, match="60/minute"):
        create_app(small, rate=rate)


def test_a_compressed_question_is_the_same_question(http: FlaskClient) -> None:
    plain = http.post("/api/v1/ask", json=QUESTION).json
    packed = gzip.compress(json.dumps(QUESTION).encode())
    for coding in ("gzip", "GZIP", "x-gzip"):
        headers = {**GZIP, "Content-Encoding": coding}
        assert http.post("/api/v1/ask", data=packed, headers=headers).json["id"] == plain["id"]
    unpacked = {**GZIP, "Content-Encoding": "identity"}
    body = json.dumps(QUESTION).encode()
    assert http.post("/api/v1/ask", data=body, headers=unpacked).json["id"] == plain["id"]


def test_a_bomb_is_refused_before_it_goes_off(http: FlaskClient, small: Assistant) -> None:
    before = small.collection()
    bomb = gzip.compress(b"x" * 300 * 1024 * 1024)
    assert len(bomb) < MAX_ASK_BYTES
    assert http.post("/api/v1/ask", data=bomb, headers=GZIP).status_code == 413
    text = {"Content-Encoding": "gzip", "Content-Type": "text/plain"}
    single = gzip.compress(b"The bridge was closed. " * UPLOAD)
    assert http.post("/api/v1/articles", data=single, headers=text).status_code == 413
    members = gzip.compress(b"x" * UPLOAD) * 3
    assert http.post("/api/v1/articles", data=members, headers=text).status_code == 413
    assert small.collection() == before


@pytest.mark.parametrize(
    "data", [b"x", b"", gzip.compress(b"{}", mtime=0)[:-4], b"\x1f\x8b\x08" + b"\xff" * 40]
)
def test_what_is_not_gzip_is_refused(http: FlaskClient, data: bytes) -> None:
    reply = http.post("/api/v1/ask", data=data, headers=GZIP)
    assert (reply.status_code, reply.mimetype) == (400, MEDIA_TYPE)


@pytest.mark.parametrize("coding", ["br", "deflate", "gzip, gzip", "zstd"])
def test_other_codings_are_415_and_say_what_is_read(http: FlaskClient, coding: str) -> None:
    headers = {**GZIP, "Content-Encoding": coding}
    reply = http.post("/api/v1/ask", data=b"x", headers=headers)
    assert reply.status_code == 415
    assert reply.headers["Accept-Encoding"] == "gzip"


def test_an_upload_is_held_to_its_size_in_every_form(http: FlaskClient, small: Assistant) -> None:
    before = small.collection()
    large = b"The bridge was closed on Monday. " * (UPLOAD // 32)
    file = {"file": (io.BytesIO(large), "b.txt")}
    assert http.post("/api/v1/articles", data=file).status_code == 413
    assert http.post("/api/v1/articles", data=large, content_type="text/plain").status_code == 413
    told = {"text": large.decode(), "source": "b.txt"}
    assert http.post("/api/v1/articles", json=told).status_code == 413
    endless = {"wsgi.input_terminated": True, "CONTENT_LENGTH": ""}
    chunked = http.post(
        "/api/v1/articles",
        input_stream=io.BytesIO(large),
        content_type="text/plain",
        environ_overrides=endless,
    )
    assert chunked.status_code == 413
    assert small.collection() == before
    small = {"file": (io.BytesIO(large[: UPLOAD // 2]), "b.txt")}
    assert http.post("/api/v1/articles", data=small).status_code == 201


def test_an_upload_is_on_disk_while_it_lasts_and_gone_after(
    http: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for data in (b"The bridge was closed on Monday.", b"%PDF-1.4", b""):
        http.post("/api/v1/articles", data={"file": (io.BytesIO(data), "b.txt")})
        http.post("/api/v1/articles", data=data, content_type="text/plain")
        assert list(tmp_path.iterdir()) == []

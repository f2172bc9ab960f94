"""Compressed replies: the same text, and only to those who can read it."""

import gzip
from pathlib import Path

import pytest
from flask import Flask, Response

from web.compression import compressed

TEXT = "Quoted word for word. " * 100


@pytest.fixture
def app() -> Flask:
    app = Flask(__name__)
    app.after_request(compressed)
    app.add_url_rule("/long", view_func=lambda: TEXT)
    app.add_url_rule("/short", endpoint="short", view_func=lambda: "short")
    app.add_url_rule(
        "/events",
        endpoint="events",
        view_func=lambda: Response(iter([TEXT]), mimetype="text/event-stream"),
    )
    return app


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip;q=0.5"])
def test_long_texts_are_compressed_for_those_who_ask(app: Flask, accepted: str) -> None:
    reply = app.test_client().get("/long", headers={"Accept-Encoding": accepted})
    assert reply.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(reply.data).decode() == TEXT
    assert reply.content_length == len(reply.data) < len(TEXT)


@pytest.mark.parametrize(
    ("path", "accepted"),
    [
        ("/long", ""),
        ("/long", "br"),
        ("/long", "gzip;q=0"),
        ("/short", "gzip"),
        ("/events", "gzip"),
    ],
)
def test_everything_else_is_sent_as_it_is(app: Flask, path: str, accepted: str) -> None:
    reply = app.test_client().get(path, headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in reply.headers
    assert reply.get_data(as_text=True) in {TEXT, "short"}


def test_files_keep_their_tag_so_that_they_are_fetched_once(tmp_path: Path) -> None:
    (tmp_path / "script.js").write_text(TEXT)
    app = Flask(__name__, static_folder=tmp_path, static_url_path="/static")
    app.after_request(compressed)
    asked = {"Accept-Encoding": "gzip"}
    with app.test_client().get("/static/script.js", headers=asked) as first:
        assert first.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(first.data).decode() == TEXT
    asked["If-None-Match"] = first.headers["ETag"]
    with app.test_client().get("/static/script.js", headers=asked) as second:
        assert second.status_code == 304

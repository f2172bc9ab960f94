"""Paths that lead out of what is served, raw on the wire as no client library sends them."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_serve import served
from test_service import connected, reply, slow

UP = [
    "..",
    "%2e%2e",
    "%2E.",
    "..%2f..",
    "..%5c..",
    "%252e%252e",
    "..\\..",
    "%c0%ae%c0%ae",
    "....//",
]
BELOW = ["/", "/static/", "/static/js/", "/articles/", "/api/v1/articles/", "/collections/",
         "/collections/seeds/static/"]  # fmt: skip
WANTED = ["etc/passwd", "web/app.py", "pyproject.toml"]
SECRETS = (b"root:", b"create_app", b"[build-system]")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(slow()) as (_, address):
        yield address


@pytest.mark.parametrize("below", BELOW)
def test_no_path_leads_out(address: str, below: str) -> None:
    for up in UP:
        for wanted in WANTED:
            for depth in (1, 8):
                path = below + f"{up}/" * depth + wanted
                with connected(address) as connection:
                    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    connection.sendall(request.encode("latin-1"))
                    connection.shutdown(socket.SHUT_WR)
                    head, _, body = reply(connection).partition(b"\r\n\r\n")
                status = int(head.split()[1])
                assert 300 <= status < 500, (path, status)
                assert not any(secret in body for secret in SECRETS), path


def test_a_name_with_a_path_in_it_is_a_name_and_nothing_is_written(tmp_path: Path) -> None:
    from small_assistant import small_assistant

    from web.app import create_app

    with small_assistant(tmp_path / "index", []) as assistant:
        http = create_app(assistant, writable=True).test_client()
        for source in ("../../evil.txt", "/etc/evil.txt", "..\\evil.txt", "a/../../evil.txt"):
            body = {"text": f"The harbour was closed, {source} said.", "source": source}
            assert http.post("/api/v1/articles", json=body).status_code in (201, 422)
    assert [path for path in tmp_path.rglob("*evil*")] == []
    assert not Path("/etc/evil.txt").exists()

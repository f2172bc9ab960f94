"""/docs is the OpenAPI document, whole, as a page that loads nothing from elsewhere."""

import html
import re

from qa.assistant import Assistant
from web.app import create_app


def test_the_page_says_what_the_document_says(small: Assistant) -> None:
    http = create_app(small).test_client()
    spec = http.get("/api/v1/openapi.json").json
    page = http.get("/docs")
    assert page.mimetype == "text/html"
    read = html.unescape(re.sub(r"</?code>", "", page.text))
    for path, methods in spec["paths"].items():
        for method, call in methods.items():
            assert f"{method.upper()} {path}" in read
            assert call["summary"] in read
            for parameter in call.get("parameters", []):
                assert parameter["name"] in read
                assert parameter["description"].replace("`", "") in read
            for status in call["responses"]:
                assert f"<dt>{status}</dt>" in read
    for name in ("question", "max_citations", "history", "topic", "quotation", "draft"):
        assert f"<code>{name}</code>" in page.text
    assert http.get("/docs/").status_code == 200


def test_it_loads_nothing_from_elsewhere(small: Assistant) -> None:
    page = create_app(small).test_client().get("/docs").text
    assert "<script" not in page
    addresses = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert addresses
    assert all(address.startswith("/") for address in addresses)

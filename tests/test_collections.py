"""Several collections in one process: each is all that is below its address."""

from pathlib import Path

import httpx2
import pytest
from flask.testing import FlaskClient
from small_assistant import quoting

from qa.client import Client
from qa.errors import ArticleNotFound, QAError
from qa.index.name import give_name
from qa.ingest.articles import article_from_text
from qa.terminal.serve import named_indexes, open_all
from web.app import create_app

BRIDGE = article_from_text("The harbour bridge was closed in 2010.", "bridge.txt")
FERRY = article_from_text("The harbour ferry was sold in 2011.", "ferry.txt")
QUESTION = {"question": "Which harbour thing was closed, or sold?"}


@pytest.fixture
def http() -> FlaskClient:
    collections = {"bridges": quoting([BRIDGE]), "ferries": quoting([FERRY])}
    return create_app(collections, writable=True).test_client()


@pytest.mark.parametrize(
    ("base", "text"),
    [
        ("", BRIDGE.text),
        ("/collections/bridges", BRIDGE.text),
        ("/collections/ferries", FERRY.text),
    ],
)
def test_an_address_says_which_is_asked(http: FlaskClient, base: str, text: str) -> None:
    assert http.post(f"{base}/api/v1/ask", json=QUESTION).json["text"] == text
    assert http.post(f"{base}/api/v1/ask/", json=QUESTION).json["text"] == text
    listed = http.get(f"{base}/api/v1/articles").json["articles"]
    assert [each["characters"] for each in listed] == [len(text)]
    page = http.get(f"{base}/")
    assert page.status_code == 200
    assert f'href="{base}/styles-' in page.text
    assert f'href="{base}/articles/{listed[0]["id"]}' in page.text
    assert http.get(f"{base}/articles/{listed[0]['id']}").status_code == 200
    assert http.get(f"{base}/static/js/main.js").status_code == 200


def test_the_page_names_the_others_as_they_are_called() -> None:
    ferries = quoting([FERRY])
    give_name(ferries.store, "Ferries & boats")
    app = create_app({"bridges": quoting([BRIDGE]), "ferries": ferries})
    page = app.test_client().get("/").text
    assert '<a href="/collections/ferries/"><bdi>Ferries &amp; boats</bdi></a>' in page


def test_others_of_one_name_are_told_apart() -> None:
    both = {each: quoting([BRIDGE]) for each in ("old", "new")}
    for assistant in both.values():
        give_name(assistant.store, "Bridges")
    page = create_app(both).test_client().get("/").text
    assert "<bdi>Bridges (new)</bdi>" in page


def test_all_are_listed_the_default_first(http: FlaskClient) -> None:
    for base in ("", "/collections/ferries"):
        listed = http.get(f"{base}/api/v1/collections").json["collections"]
        assert [(one["name"], one["default"]) for one in listed] == [
            ("bridges", True),
            ("ferries", False),
        ]
        for one in listed:
            health = http.get(f"{one['address']}/api/v1/health").json
            assert health["collection"] == one["collection"]
    models = http.get("/v1/models").json["data"]
    assert [model["id"] for model in models] == ["bridges", "ferries"]
    readable = {one["name"]: one["collection"]["name"] for one in listed}
    assert {model["id"]: model["name"] for model in models} == readable
    asked = {"model": "ferries", "messages": [{"role": "user", "content": QUESTION["question"]}]}
    said = http.post("/v1/chat/completions", json=asked).json["choices"][0]["message"]["content"]
    assert FERRY.text in said


@pytest.mark.parametrize(
    "base", ["/collections/none", "/collections/BRIDGES", "/collections/..", "/collections/a%20b"]
)
def test_an_unknown_one_is_404(http: FlaskClient, base: str) -> None:
    for path in ("/api/v1/health", "/", "/api/v1/articles"):
        assert http.get(base + path).status_code == 404


def test_what_is_added_to_one_is_in_that_alone(http: FlaskClient) -> None:
    base = "/collections/ferries"
    body = {"text": "A tunnel was dug under the harbour.", "source": "tunnel.txt"}
    added = http.post(f"{base}/api/v1/articles", json=body)
    assert added.location.startswith(base)
    article_id = added.json["article"]["id"]
    assert http.get(added.location).status_code == 200
    assert http.get(f"/api/v1/articles/{article_id}").status_code == 404


def test_the_client_takes_the_address_of_a_collection(http: FlaskClient) -> None:
    transport = httpx2.WSGITransport(http.application)
    with Client("http://localhost/collections/ferries", transport=transport) as client:
        assert client.ask(QUESTION["question"]).text == FERRY.text
        with pytest.raises(ArticleNotFound):
            client.article(BRIDGE.id)


def test_indexes_are_named_by_themselves_or_as_told(tmp_path: Path) -> None:
    assert named_indexes([f"{tmp_path}/reuters", f"old={tmp_path}/a=b", "x/y=z/news"]) == {
        "reuters": tmp_path / "reuters",
        "old": tmp_path / "a=b",
        "news": Path("x/y=z/news"),
    }
    with pytest.raises(QAError, match="two indexes have the name 'a'"):
        named_indexes(["a", "b/a"])
    with pytest.raises(QAError, match="does not fit into an address"):
        named_indexes(["my news"])


def test_indexes_of_one_model_share_it(tmp_path: Path, seeds_index: Path) -> None:
    opened = open_all({"a": seeds_index, "b": seeds_index}, writable=False)
    try:
        assert opened["a"].models is opened["b"].models
        assert opened["a"].embedder is opened["b"].embedder
        assert opened["a"].store is not opened["b"].store
    finally:
        for assistant in opened.values():
            assistant.close()

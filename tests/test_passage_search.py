"""Search gives passages with their places, whichever way it is asked."""

from datetime import date
from typing import Any

import httpx2
import pytest

from qa.assistant import Assistant
from qa.client import Client
from qa.contract.search import MOST_PASSAGES, PassageSearch
from qa.errors import QuestionError
from web.app import create_app

QUERIES = ["Why did China suspend ties in 2010?", "aircraft carrier", "zzz qqq", "🙂 NEAR( *"]
SETTINGS: list[dict[str, Any]] = [
    {},
    {"most": 2},
    {"sources": ["003_1aa9b03e41209577.txt"]},
    {"published_from": date(2011, 1, 1), "published_to": "2011-12-31"},
    {"as_of": "2012-01-01"},
]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_every_passage_is_a_slice_of_its_article(
    assistant: Assistant, query: str, settings: dict[str, Any]
) -> None:
    found = assistant.search(query, **settings)
    assert found.query == query
    assert len(found.passages) <= settings.get("most", 10)
    for each in found.passages:
        place = each.passage
        assert assistant.article(each.article.id).text[place.start : place.end] == place.text
    scores = [each.score for each in found.passages]
    assert scores == sorted(scores, reverse=True)


def test_the_settings_are_those_of_a_question(assistant: Assistant) -> None:
    query = "military ties"
    only = assistant.search(query, sources=["003_1aa9b03e41209577.txt"], most=MOST_PASSAGES)
    assert {each.article.source for each in only.passages} == {"003_1aa9b03e41209577.txt"}
    early = assistant.search(query, published_to="2011-12-31", most=MOST_PASSAGES)
    dates = {each.article.published for each in early.passages}
    assert dates and all(day is not None and day <= "2011-12-31" for day in dates)


def test_a_longer_search_begins_with_the_shorter_one(assistant: Assistant) -> None:
    for query in QUERIES:
        few, many = (assistant.search(query, most=most).passages for most in (3, MOST_PASSAGES))
        assert many[: len(few)] == few
        assert len(few) == 3


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_the_client_finds_the_same(either: Assistant, settings: dict[str, Any]) -> None:
    transport = httpx2.WSGITransport(create_app(either))
    with Client("http://localhost", transport=transport) as client:
        for query in QUERIES:
            asked = client.search(query, **settings)
            assert asked == either.search(query, **settings)
            assert PassageSearch.from_dict(asked.to_dict()) == asked


@pytest.mark.parametrize(
    ("query", "settings"),
    [
        ("", {}),
        (" \n", {}),
        ("x" * 1001, {}),
        ("ties", {"most": 0}),
        ("ties", {"most": MOST_PASSAGES + 1}),
        ("ties", {"most": True}),
        ("ties", {"k": 3}),
        ("ties", {"history": []}),
        ("ties", {"as_of": "yesterday"}),
        ("ties", {"published_from": "2012-01-01", "published_to": "2011-01-01"}),
        ("ties", {"sources": ["no such article"]}),
    ],
)
def test_what_cannot_be_searched_is_refused(
    assistant: Assistant, query: str, settings: dict[str, Any]
) -> None:
    with pytest.raises(QuestionError) as refused:
        assistant.search(query, **settings)
    transport = httpx2.WSGITransport(create_app(assistant))
    with (
        Client("http://localhost", transport=transport) as client,
        pytest.raises(QuestionError) as told,
    ):
        client.search(query, **settings)
    assert str(told.value) == str(refused.value)

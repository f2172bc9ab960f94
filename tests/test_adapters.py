"""Retrievers in the frameworks they are for: exact places, the collection's order, no reports."""

import asyncio
import importlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
from conftest import ROOT

from qa.assistant import Assistant
from qa.client import Client
from qa.errors import QuestionError
from web.app import create_app

QUERIES = ["Why did China suspend ties in 2010?", "aircraft carrier", "🙂 NEAR( *"]


@dataclass(frozen=True, slots=True)
class Passage:
    """What each framework's document says, under one set of names."""

    id: str
    text: str
    score: float
    metadata: dict[str, Any]


Search = Callable[..., list[Passage]]


def langchain(collection: Any, query: str, **given: Any) -> list[Passage]:
    from qa.adapters.langchain import PassageRetriever

    found = PassageRetriever(collection=collection, **given).invoke(query)
    return [
        Passage(each.id, each.page_content, each.metadata.pop("score"), each.metadata)
        for each in found
    ]


def llamaindex(collection: Any, query: str, **given: Any) -> list[Passage]:
    from qa.adapters.llamaindex import PassageRetriever

    found = PassageRetriever(collection, **given).retrieve(query)
    for each in found:
        place = each.node.metadata["start"], each.node.metadata["end"]
        assert (each.node.start_char_idx, each.node.end_char_idx) == place
    return [Passage(each.id_, each.text, each.score, each.metadata) for each in found]


def haystack(collection: Any, query: str, **given: Any) -> list[Passage]:
    from qa.adapters.haystack import PassageRetriever

    found = PassageRetriever(collection, **given).run(query=query)["documents"]
    return [Passage(each.id, each.content, each.score, each.meta) for each in found]


@pytest.fixture(
    params=[
        (langchain, "langchain_core"),
        (llamaindex, "llama_index.core"),
        (haystack, "haystack"),
    ],
    ids=["langchain", "llamaindex", "haystack"],
)
def search(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Search:
    retriever, package = request.param
    monkeypatch.setenv("HAYSTACK_TELEMETRY_ENABLED", "False")
    pytest.importorskip(package)
    return retriever


@pytest.mark.parametrize("query", QUERIES)
def test_every_document_is_a_slice_of_its_article(
    search: Search, assistant: Assistant, query: str
) -> None:
    found = search(assistant, query, most=7)
    assert len(found) == 7
    for each in found:
        article = assistant.article(each.metadata["article_id"])
        assert article.text[each.metadata["start"] : each.metadata["end"]] == each.text
        assert article.sha256 == each.metadata["sha256"]
        assert article.source == each.metadata["source"]
    assert len({each.id for each in found}) == len(found)
    expected = assistant.search(query, most=7).passages
    assert [(each.text, each.score) for each in found] == [
        (each.passage.text, each.score) for each in expected
    ]


def test_a_server_gives_what_the_library_gives(search: Search, assistant: Assistant) -> None:
    transport = httpx2.WSGITransport(create_app(assistant))
    settings = {"sources": ["003_1aa9b03e41209577.txt"], "as_of": "2012-01-01"}
    with Client("http://localhost", transport=transport) as client:
        for query in QUERIES:
            there = search(client, query, most=3, settings=settings)
            assert there == search(assistant, query, most=3, settings=settings)
            assert {each.metadata["source"] for each in there} == {"003_1aa9b03e41209577.txt"}


def test_what_cannot_be_searched_is_refused(search: Search, assistant: Assistant) -> None:
    with pytest.raises(QuestionError, match="empty"):
        search(assistant, " ")
    with pytest.raises(QuestionError, match="did you mean sources"):
        search(assistant, "ties", settings={"source": ["a"]})


def test_a_langchain_chain_and_many_queries(assistant: Assistant) -> None:
    pytest.importorskip("langchain_core")
    from langchain_core.runnables import RunnableLambda

    from qa.adapters.langchain import PassageRetriever

    retriever = PassageRetriever(collection=assistant, most=2)
    chain = retriever | RunnableLambda(lambda documents: [each.page_content for each in documents])
    expected = [[each.page_content for each in retriever.invoke(query)] for query in QUERIES]
    assert chain.batch(QUERIES) == expected
    assert asyncio.run(chain.ainvoke(QUERIES[0])) == expected[0]


def test_a_haystack_pipeline(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAYSTACK_TELEMETRY_ENABLED", "False")
    pytest.importorskip("haystack")
    from haystack import Pipeline
    from haystack.components.joiners import DocumentJoiner

    from qa.adapters.haystack import PassageRetriever

    pipeline = Pipeline()
    pipeline.add_component("retriever", PassageRetriever(assistant, most=3))
    pipeline.add_component("joiner", DocumentJoiner())
    pipeline.connect("retriever.documents", "joiner.documents")
    documents = pipeline.run({"retriever": {"query": QUERIES[0]}})["joiner"]["documents"]
    expected = assistant.search(QUERIES[0], most=3).passages
    assert [each.content for each in documents] == [each.passage.text for each in expected]


USE = """
import json, socket, sys, threading
tried = []
def refuse(*arguments): tried.append(str(arguments)); raise OSError("no network")
socket.socket.connect = socket.getaddrinfo = refuse
from pathlib import Path
from qa.contract.answer import ArticleReference, CollectionReference, TextSpan
from qa.contract.search import PassageSearch, ScoredPassage

class Collection:
    def search(self, query, *, most=10, **settings):
        article = ArticleReference("1", "Title", "a.txt", None, None, "0" * 64)
        found = ScoredPassage(article, TextSpan("Ties were cut.", 0, 14), 0.5)
        return PassageSearch(query, (found,), CollectionReference("one", 1, ""))

name = sys.argv[1]
module = __import__(f"qa.adapters.{name}", fromlist=["PassageRetriever"])
if name == "haystack":
    from haystack import Pipeline
    pipeline = Pipeline()
    pipeline.add_component("retriever", module.PassageRetriever(Collection()))
    for _ in range(3): pipeline.run({"retriever": {"query": "ties"}})
elif name == "langchain":
    module.PassageRetriever(collection=Collection()).invoke("ties")
else:
    module.PassageRetriever(Collection()).retrieve("ties")
for thread in threading.enumerate():
    if thread is not threading.current_thread(): thread.join(3)
print(json.dumps({"tried": tried, "home": [str(path) for path in Path.home().rglob("*")]}))
"""


@pytest.mark.parametrize(
    ("name", "package"),
    [("langchain", "langchain_core"), ("llamaindex", "llama_index"), ("haystack", "haystack")],
)
def test_nothing_is_reported_to_anybody(name: str, package: str, tmp_path: Path) -> None:
    if importlib.util.find_spec(package) is None:
        pytest.skip(f"no {package} here")
    kept = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-c", USE, name], capture_output=True, text=True, env=kept
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == {"tried": [], "home": []}

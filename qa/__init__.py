"""Answers questions about a collection of news articles with exact, checkable quotations.

The map, in the order in which rooms may use one another:

``errors``      what can go wrong, in words for people
``contract``    what travels: articles, answers, settings, their JSON
``text``        words, stems, question words: what texts are compared by
``protocols``   the seams: embedder, vector index, lexical index, reader, verifier
``ingest``      files to articles, sentences and passages: spans of the one stored text
``dates``       when things happened: publication dates, time expressions, time scopes
``index``       what is stored (SQLite) and how it is searched (FTS5, FAISS, embedder)
``question``    what was asked; a follow-up to a question that stands alone
``retrieve``    a question to passages
``read``        passages to candidates: reader, verifier, evidence, rank, confidence
``answer``      candidates to an Answer: citations, or why there is none
``trace``       quotations: where one comes from, whether a citation still stands
``assistant``   all of it in order: ``Assistant.open(index).ask(question)``
``extras``      packages that only some ways in need
``adapters``    retrievers for LangChain, LlamaIndex and Haystack
``client``      the same calls over HTTP; ``terminal``: the ``qa`` command
``evaluate``    how good it is; ``train``: how the models and weights were made

Importing this package loads none of them: each name comes from its room when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from qa.client import AsyncClient, Client
    from qa.contract.answer import Answer, Citation, Turn
    from qa.errors import QAError

__all__ = ["Answer", "Assistant", "AsyncClient", "Citation", "Client", "QAError", "Turn"]

_ROOMS = {
    "Answer": "qa.contract.answer",
    "Assistant": "qa.assistant",
    "AsyncClient": "qa.client",
    "Citation": "qa.contract.answer",
    "Client": "qa.client",
    "QAError": "qa.errors",
    "Turn": "qa.contract.answer",
}


def __getattr__(name: str) -> Any:
    """Import a public name: every ``qa`` command imports this package, and few use all of it."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'qa' has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)

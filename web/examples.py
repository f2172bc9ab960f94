"""The examples in the OpenAPI document: one small article, a question to it, and what comes of it.

They are made from the article's text, so that they keep the law that they illustrate.
"""

import hashlib
import json
from typing import Any

TEXT = (
    "Harbour bridge closed\n\nLISBON, Jan. 7, 2011 - Last year, in response to the storm, the "
    "city closed the harbour bridge. It has taken months to repair it.\n"
)
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()
ID = SHA256[:16]
# As long as the surroundings of every quote: 32 code points.
SURROUNDINGS = 32


def _span(text: str, article: str = TEXT) -> dict[str, Any]:
    """Return where ``text`` stands in an article."""
    start = article.index(text)
    return {"text": text, "start": start, "end": start + len(text)}


def _place(text: str) -> dict[str, int]:
    """Return the offsets of ``text`` alone."""
    span = _span(text)
    return {"start": span["start"], "end": span["end"]}


COLLECTION = {"name": "harbour", "articles": 2, "digest": hashlib.sha256(ID.encode()).hexdigest()}
REFERENCE = {
    "id": ID,
    "title": "Harbour bridge closed",
    "source": "bridge.txt",
    "url": None,
    "published": "2011-01-07",
    "sha256": SHA256,
    "publisher": None,
}
LAST_YEAR = {"value": "2010", "earliest": "2010-01-01", "latest": "2010-12-31"}
SENTENCE = "Last year, in response to the storm, the city closed the harbour bridge."


def _quoted(sentence: str, article: str = TEXT) -> dict[str, Any]:
    """Return a whole sentence of an article with its surroundings."""
    span = _span(sentence, article)
    return {
        **span,
        "prefix": article[max(0, span["start"] - SURROUNDINGS) : span["start"]],
        "suffix": article[span["end"] : span["end"] + SURROUNDINGS],
    }


_quote = _span(SENTENCE)
CITATION: dict[str, Any] = {
    "number": 1,
    "article": REFERENCE,
    "quote": _quoted(SENTENCE),
    "answer": _span("in response to the storm"),
    "dates": [{**_span("Last year"), **LAST_YEAR, "anchor": "2011-01-07"}],
    "confidence": 0.91,
    "link": f"/articles/{ID}?quote={_quote['start']}-{_quote['end']}",
    "right_of_hundred": 91,
}
# Another article that says it otherwise.
OTHER_TEXT = "Why the bridge is shut\n\nIt was closed because of rust, an engineer said.\n"
OTHER_SHA256 = hashlib.sha256(OTHER_TEXT.encode()).hexdigest()
OTHER_ID = OTHER_SHA256[:16]
OTHER_SENTENCE = "It was closed because of rust, an engineer said."
_other = _span(OTHER_SENTENCE, OTHER_TEXT)
OTHER_CITATION: dict[str, Any] = {
    "number": 2,
    "article": {
        **REFERENCE,
        "id": OTHER_ID,
        "title": "Why the bridge is shut",
        "source": "rust.txt",
        "published": "2011-01-05",
        "sha256": OTHER_SHA256,
    },
    "quote": _quoted(OTHER_SENTENCE, OTHER_TEXT),
    "answer": _span("because of rust", OTHER_TEXT),
    "dates": [],
    "confidence": 0.62,
    "link": f"/articles/{OTHER_ID}?quote={_other['start']}-{_other['end']}",
    "right_of_hundred": 60,
}
AGREEMENT: list[dict[str, Any]] = [
    {"value": "response storm", "relation": "says", "citations": [CITATION], "copies": []},
    {"value": "because rust", "relation": "differs", "citations": [OTHER_CITATION], "copies": []},
]

QUESTION: dict[str, Any] = {"question": "Why did the city close the harbour bridge in 2010?"}
FOLLOW_UP: dict[str, Any] = {
    "question": "And how long did it take to repair?",
    "history": [{**QUESTION, "answer": "in response to the storm"}],
    "max_citations": 1,
}
ANSWER: dict[str, Any] = {
    "id": hashlib.sha256(SENTENCE.encode()).hexdigest(),
    "question": QUESTION["question"],
    "standalone_question": QUESTION["question"],
    "answered": True,
    "text": "in response to the storm",
    "confidence": 0.455,
    "date": None,
    "citations": [CITATION],
    "abstention": None,
    "collection": COLLECTION,
    "elapsed_ms": 43.0,
    "scope": {
        "words": "in 2010",
        "relation": "in",
        "earliest": "2010-01-01",
        "latest": "2010-12-31",
    },
    "right_of_hundred": 46,
    "explanation": None,
    "kind": "span",
    "parts": [],
    "agreement": AGREEMENT,
    "context": [],
    "corrected": [],
    "unanswered": [],
    "possible_parts": [],
}
SUMMARY: dict[str, Any] = {
    **REFERENCE,
    "author": None,
    "characters": len(TEXT),
    "section": None,
}
ARTICLE: dict[str, Any] = {
    **SUMMARY,
    "text": TEXT,
    "item": "",
    "language": None,
    "headline": _place("Harbour bridge closed"),
    "publication": {
        "value": "2011-01-07",
        "method": "dateline",
        "evidence": _place("Jan. 7, 2011"),
    },
    "left_out": [{**_place("LISBON, Jan. 7, 2011 - "), "reason": "dateline"}],
    "dates": [{**_span("Last year"), "type": "DATE", **LAST_YEAR, "anchor": "2011-01-07"}],
}
ARTICLES: dict[str, Any] = {
    "collection": COLLECTION,
    "total": 1,
    "offset": 0,
    "limit": 100,
    "articles": [SUMMARY],
}
COUNTS: dict[str, Any] = {
    "total": 1,
    "undated": 0,
    "years": [{"year": 2011, "articles": 1}],
    "publishers": [],
    "sections": [],
}
NEW_ARTICLE: dict[str, Any] = {
    "text": TEXT,
    "source": "bridge.txt",
    "published": "2011-01-07",
}
ADDED: dict[str, Any] = {
    "status": "added",
    "article": REFERENCE,
    "items": [
        {
            "source": REFERENCE["source"],
            "status": "added",
            "id": REFERENCE["id"],
            "reason": None,
        }
    ],
}
ALIVE: dict[str, Any] = {"status": "ok"}
COLLECTIONS: dict[str, Any] = {
    "collections": [
        {
            "name": "harbour",
            "address": "/collections/harbour",
            "default": True,
            "collection": COLLECTION,
        }
    ]
}
HEALTH: dict[str, Any] = {"status": "ok", "writable": False, "collection": COLLECTION}
PROBLEM: dict[str, Any] = {
    "type": "urn:problem-type:qa:validation",
    "title": "Unprocessable Entity",
    "status": 422,
    "detail": "#/question: Field required",
    "instance": "/api/v1/ask",
    "errors": [{"detail": "Field required", "pointer": "#/question"}],
}
STREAM = "".join(
    f"event: {name}\ndata: {json.dumps(values)}\n\n"
    for name, values in [
        (
            "question",
            {
                "question": QUESTION["question"],
                "standalone_question": QUESTION["question"],
                "corrected": [],
            },
        ),
        ("passages", {"passages": []}),
        ("citation", CITATION),
        ("answer", ANSWER),
        ("done", {}),
    ]
)

SUGGESTIONS: dict[str, Any] = {"suggestions": [QUESTION["question"]]}

FEEDBACK: dict[str, Any] = {
    "verdict": "right",
    "question": QUESTION["question"],
    "text": ANSWER["text"],
    "citation": {
        "article": REFERENCE["id"],
        "start": _quote["start"],
        "end": _quote["end"],
        "quote": _quote["text"],
    },
}

TIMELINE_REQUEST: dict[str, Any] = {"topic": "harbour bridge", "most": 10}
TIMELINE: dict[str, Any] = {
    "topic": "harbour bridge",
    "entries": [{"date": LAST_YEAR, "citation": {**CITATION, "answer": _quote}}],
    "collection": COLLECTION,
}

SEARCH_REQUEST: dict[str, Any] = {"query": "harbour bridge", "most": 1}
SEARCH: dict[str, Any] = {
    "query": SEARCH_REQUEST["query"],
    "passages": [{"article": REFERENCE, "passage": _quote, "score": 0.97}],
    "collection": COLLECTION,
}

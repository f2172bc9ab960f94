"""The examples of traced quotations and checked answers in the OpenAPI document.

They are made from the article and the answer of ``examples.py``, so that they keep the law.
"""

from typing import Any

from qa.contract.answer import Answer
from qa.contract.receipt import ModelNames
from qa.trace.receipts import receipt_of
from web.examples import ANSWER, CITATION, COLLECTION, REFERENCE, SENTENCE

_ALTERED = SENTENCE.replace("city", "mayor")
_at = SENTENCE.index("city")
_start: int = CITATION["quote"]["start"]
_whole = {"start": 0, "end": len(_ALTERED)}

QUOTATION: dict[str, Any] = {"quotation": _ALTERED}
QUOTE_TRACE: dict[str, Any] = {
    "quotation": _ALTERED,
    "verdict": "altered",
    "places": [
        {
            "article": REFERENCE,
            "quote": CITATION["quote"],
            "piece": {"text": _ALTERED, **_whole},
            "ignored": [],
            "differences": [
                {
                    "kind": "changed",
                    "quoted": {"text": "mayor", "start": _at, "end": _at + len("mayor")},
                    "source": {
                        "text": "city",
                        "start": _start + _at,
                        "end": _start + _at + len("city"),
                    },
                }
            ],
            "speaker": None,
            "link": CITATION["link"],
        }
    ],
    "unplaced": [],
    "collection": COLLECTION,
}
DRAFT: dict[str, Any] = {"draft": f"It was reported: \u201c{_ALTERED}\u201d"}
_before = len("It was reported: \u201c")
DRAFT_TRACE: dict[str, Any] = {
    "quotations": [
        {
            "passage": {"text": _ALTERED, "start": _before, "end": _before + len(_ALTERED)},
            "trace": QUOTE_TRACE,
        }
    ],
    "short": 0,
    "collection": COLLECTION,
}
_models = ModelNames("all-MiniLM-L6-v2@53aa51172d14", "span-reader-6@33f2d2c56a52", "verifier-2")
RECEIPT: dict[str, Any] = receipt_of(
    Answer.from_dict(ANSWER), {"max_citations": 1}, _models
).to_dict()
VERIFICATION: dict[str, Any] = {
    "holds": True,
    "receipt": "unaltered",
    "citations": [
        {
            "number": 1,
            "state": "intact",
            "reason": "The words stand where they were cited, character by character.",
            "article": REFERENCE,
            "article_changed": False,
            "quote": CITATION["quote"],
            "ignored": [],
            "differences": [],
            "elsewhere": [],
        }
    ],
    "again": {
        "same": True,
        "differs": [],
        "answered": True,
        "text": ANSWER["text"],
    },
    "collection": COLLECTION,
}

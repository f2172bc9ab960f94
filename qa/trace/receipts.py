"""An Answer to its receipt: what it says and what it depends on, with a hash over all of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import rfc8785

from qa.contract.answer import Answer, Citation
from qa.contract.plain import to_plain
from qa.contract.receipt import OFFSETS, ModelNames, Receipt
from qa.contract.request import check_request
from qa.contract.settings import AskSettings

VERSION = 1
# What says nothing of how the question was answered.
_NO_MATTER = ("question", "explain")
CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def receipt_of(answer: Answer, settings: AskSettings, models: ModelNames) -> Receipt:
    """Return the receipt of ``answer``, which was given to its question with ``settings``."""
    unsigned = Receipt(
        version=VERSION,
        offsets=OFFSETS,
        question=answer.question,
        standalone_question=answer.standalone_question,
        settings=_set(answer, settings),
        answered=answer.answered,
        text=answer.text,
        confidence=f"{answer.confidence:.3f}",
        collection=answer.collection,
        models=models,
        citations=tuple(annotation(citation) for citation in answer.citations),
        sha256="",
    )
    return replace(unsigned, sha256=digest(unsigned.to_dict()))


def _set(answer: Answer, settings: AskSettings) -> dict[str, Any]:
    """Return the settings of the answer's question, those that were not set too.

    Whoever asks, and however much they spell out, the receipt is the same.
    """
    plain = to_plain(check_request(answer.question, settings))
    return {name: value for name, value in plain.items() if name not in _NO_MATTER}


def digest(receipt: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a receipt's canonical JSON (RFC 8785) without its ``sha256``.

    :raises ValueError: when it holds what JSON cannot: NaN, a number too large, half a character.
    """
    values = {name: value for name, value in receipt.items() if name != "sha256"}
    return hashlib.sha256(rfc8785.dumps(values)).hexdigest()


def annotation(citation: Citation) -> dict[str, Any]:
    """Return a citation as a W3C Web Annotation; its source is the article as plain text."""
    article, quote, answer = citation.article, citation.quote, citation.answer
    start = answer.start - quote.start
    return {
        "@context": CONTEXT,
        "type": "Annotation",
        "motivation": "identifying",
        "target": {
            "type": "SpecificResource",
            "source": {
                "id": article.url or f"urn:sha256:{article.sha256}",
                "type": "Text",
                "format": "text/plain",
                "title": article.title,
                "published": article.published,
                "url": article.url,
                "file": article.source,
                "article": article.id,
                "sha256": article.sha256,
            },
            "selector": [
                {
                    "type": "TextPositionSelector",
                    "start": quote.start,
                    "end": quote.end,
                    "refinedBy": {
                        "type": "TextPositionSelector",
                        "start": start,
                        "end": start + len(answer.text),
                    },
                },
                {
                    "type": "TextQuoteSelector",
                    "exact": quote.text,
                    "prefix": quote.prefix,
                    "suffix": quote.suffix,
                    "refinedBy": {"type": "TextQuoteSelector", "exact": answer.text},
                },
            ],
        },
    }

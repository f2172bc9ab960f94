"""An exported answer to what it claims: a receipt, or an Answer as the API gives it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from qa.contract.answer import TextSpan
from qa.contract.request import check_request
from qa.contract.settings import AskSettings
from qa.errors import QuestionError, ReceiptError

MOST_CITATIONS = 100
"""An answer has ten; a list or a timeline that is checked like one has no more than this."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a citation says: these words stand at this place of this article."""

    number: int
    article_id: str
    sha256: str
    source: str
    url: str | None
    quote: TextSpan
    prefix: str
    suffix: str
    answer: TextSpan


@dataclass(frozen=True, slots=True)
class Exported:
    """An exported answer. ``stated`` are the values to compare when it is asked again."""

    question: str
    settings: AskSettings
    claims: tuple[Claim, ...]
    stated: Mapping[str, Any]
    signed: bool


def read_exported(values: object) -> Exported:
    """Return what an exported answer claims.

    :raises ReceiptError: when it is neither a receipt nor an Answer.
    """
    try:
        if not isinstance(values, Mapping):
            raise TypeError("it is no object")
        signed = "sha256" in values
        question = _text(values["question"])
        settings = values["settings"] if signed else _asked_with(values)
        return Exported(
            question=question,
            settings=_settings(question, settings),
            claims=_claims(values),
            stated=stated(values),
            signed=signed,
        )
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, QuestionError) as error:
        raise ReceiptError(
            f"this is no exported answer ({type(error).__name__}: {error}). Expected a "
            "receipt, or the JSON of an answer as the API and the page export it."
        ) from error


def _asked_with(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings that ask an Answer's question as it was understood."""
    context = [_text(term["text"]) for term in values.get("context", ())]
    return {"context": context, "as_typed": not values.get("corrected", ())}


def stated(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an exported answer and another one are compared by; see ``AskedAgain.differs``.

    The models are among it where they are stated.
    """
    confidence = values["confidence"]
    models = {"models": dict(values["models"])} if "models" in values else {}
    return {
        "answered": values["answered"],
        "text": _text(values["text"]),
        "confidence": confidence if isinstance(confidence, str) else f"{confidence:.3f}",
        "citations": [(claim.sha256, claim.quote, claim.answer) for claim in _claims(values)],
        "collection": values["collection"]["digest"],
        **models,
    }


def _claims(values: Mapping[str, Any]) -> tuple[Claim, ...]:
    """Read the citations."""
    citations = values["citations"]
    if len(citations) > MOST_CITATIONS:
        raise ValueError(f"it has {len(citations)} citations, at most {MOST_CITATIONS}")
    read = _of_annotation if "sha256" in values else _of_citation
    return tuple(read(number, each) for number, each in enumerate(citations, start=1))


def _of_citation(number: int, citation: Mapping[str, Any]) -> Claim:
    """Read a citation of an Answer."""
    article, quote, answer = citation["article"], citation["quote"], citation["answer"]
    return Claim(
        number=number,
        article_id=_text(article["id"]),
        sha256=_text(article["sha256"]),
        source=_text(article["source"]),
        url=_url(article["url"]),
        quote=_span(quote["text"], quote["start"], quote["end"]),
        prefix=_text(quote["prefix"]),
        suffix=_text(quote["suffix"]),
        answer=_span(answer["text"], answer["start"], answer["end"]),
    )


def _of_annotation(number: int, annotation: Mapping[str, Any]) -> Claim:
    """Read a Web Annotation of a receipt."""
    article, selectors = annotation["target"]["source"], annotation["target"]["selector"]
    position = next(each for each in selectors if each["type"] == "TextPositionSelector")
    words = next(each for each in selectors if each["type"] == "TextQuoteSelector")
    quote = _span(words["exact"], position["start"], position["end"])
    inside = position["refinedBy"]
    start, end = (_number(inside[name]) + quote.start for name in ("start", "end"))
    return Claim(
        number=number,
        article_id=_text(article["article"]),
        sha256=_text(article["sha256"]),
        source=_text(article["file"]),
        url=_url(article["url"]),
        quote=quote,
        prefix=_text(words["prefix"]),
        suffix=_text(words["suffix"]),
        answer=_span(words["refinedBy"]["exact"], start, end),
    )


def _settings(question: str, values: Mapping[str, Any]) -> AskSettings:
    """Return the settings of a receipt, which ask its question again.

    :raises QuestionError: when they cannot.
    """
    check_request(question, values)
    return cast(AskSettings, values)


def _span(text: Any, start: Any, end: Any) -> TextSpan:
    """Read words with the place that is claimed for them, whatever its length."""
    if not _text(text).strip() or not 0 <= _number(start) < _number(end):
        raise ValueError(f"{text[:40]!r} at {start} to {end} is no quotation")
    return TextSpan(text, start, end)


def _text(value: Any) -> str:
    """Read text."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.60} is no text")
    return value


def _url(value: Any) -> str | None:
    """Read an address that may be missing."""
    return None if value is None else _text(value)


def _number(value: Any) -> int:
    """Read a whole number."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r:.60} is no whole number")
    return value

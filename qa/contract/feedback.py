"""What a person thinks of an answer: right or wrong, with all it takes to ask for it again."""

from dataclasses import dataclass
from typing import Literal, Self, Unpack, get_args

from qa.contract.answer import Answer
from qa.contract.plain import Plain
from qa.contract.request import request_to_plain
from qa.contract.settings import AskSettings
from qa.errors import QuestionError

Verdict = Literal["right", "wrong"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """The place of a cited quotation: code points of the article's text, a half-open range."""

    article: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Feedback(Plain):
    """A verdict on an answer.

    ``context`` are the words of earlier turns that it was asked with; ``text`` is the answer and
    ``citation`` its first, "" and None where there was no answer; ``collection`` is the digest of
    what was asked. ``time`` is UTC, ISO 8601; a server sets it, "" before that. The rest limited
    the question, as in ``AskSettings``, days as ISO 8601; lines of older servers lack it.
    """

    verdict: Verdict
    question: str
    context: tuple[str, ...]
    text: str
    right_of_hundred: int | None
    citation: CitedPlace | None
    collection: str
    time: str = ""
    as_typed: bool = False
    as_of: str | None = None
    published_from: str | None = None
    published_to: str | None = None
    sources: tuple[str, ...] = ()

    @classmethod
    def on(cls, answer: Answer, verdict: Verdict, **settings: Unpack[AskSettings]) -> Self:
        """Return the verdict on ``answer``; ``settings`` are those that it was asked with.

        :raises QuestionError: when the verdict is none of ``VERDICTS``, or a setting cannot be
            used.
        """
        if verdict not in VERDICTS:
            raise QuestionError(f"{verdict!r} is no verdict; expected one of: right, wrong.")
        place = None
        if answer.citations:
            first = answer.citations[0]
            place = CitedPlace(
                first.article.id, first.quote.start, first.quote.end, first.quote.text
            )
        asked = request_to_plain(answer.question, settings)
        return cls(
            verdict,
            answer.question,
            tuple(term.text for term in answer.context),
            answer.text,
            answer.right_of_hundred,
            place,
            answer.collection.digest,
            as_typed=asked.get("as_typed", False),
            as_of=asked.get("as_of"),
            published_from=asked.get("published_from"),
            published_to=asked.get("published_to"),
            sources=tuple(asked.get("sources", ())),
        )

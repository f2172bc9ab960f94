"""The real assistant with scripted answers, for tests of what people see and do on the pages.

A script says which words of which article answer which question; places are found in the article,
so that offsets are real. Asking can be held up or made to fail from outside.
"""

import hashlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Unpack

from fakes import WordEmbedder
from small_assistant import small_models, small_store

from qa.answer.citations import cited_date, link, quote_at
from qa.answer.timing import date_of
from qa.assistant import Assistant
from qa.contract.answer import (
    Abstention,
    Agreement,
    Answer,
    ArticleReference,
    Citation,
    ContextTerm,
    Correction,
    Interval,
    Relation,
    Scope,
    TextSpan,
)
from qa.contract.article import Article, Span
from qa.contract.search import SearchSettings
from qa.contract.settings import AskSettings
from qa.contract.steps import Found, FoundPassage, Understood
from qa.contract.timeline import DEFAULT_ENTRIES, Timeline, TimelineEntry
from qa.index.name import give_name
from qa.question.question import bracketed
from web.articles import summary_of

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Said:
    """``answer`` inside ``quote`` inside the article named ``source``; ``skip`` earlier copies."""

    source: str
    quote: str
    answer: str
    confidence: float = 0.93
    skip: int = 0
    right_of_hundred: int | None = 91


@dataclass(frozen=True, slots=True)
class Reply:
    """What a question gets: citations, or a reason why there are none.

    ``groups`` say how places in ``said`` stand to each other; what differs is no citation of its
    own. ``copied`` are sources that print the first of them again.
    """

    said: Sequence[Said] = ()
    reason: str = ""
    read_as: str = ""
    context: Sequence[str] = ()
    scope: Scope | None = None
    corrected: tuple[Correction, ...] = ()
    possible: bool = False
    groups: Sequence[tuple[Relation, Sequence[int]]] = ()
    copied: Sequence[str] = ()


class ScriptedAssistant(Assistant):
    """The real assistant over a real collection, but for what it answers.

    ``asked`` has the settings of all that was asked. While ``go_on`` is clear it is held up, with a
    ``failure`` it fails.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        script: Mapping[str, Reply],
        *,
        timelines: Mapping[str, Sequence[tuple[Interval, Said]]] = NOTHING,
        suggested: Sequence[str] = (),
        name: str = "China–U.S. ties",
    ) -> None:
        super().__init__(small_store(), WordEmbedder(), small_models())
        give_name(self.store, name)
        for article in articles:
            self.add(article)
        self.script = script
        self.timelines = timelines
        self.suggested = suggested
        self.go_on = threading.Event()
        self.go_on.set()
        self.failure: Exception | None = None
        self.asked: list[dict[str, Any]] = []

    def steps(
        self, question: str, **settings: Unpack[AskSettings]
    ) -> Iterator[Understood | Found | Answer]:
        self.asked.append({"question": question, **settings})
        return self.scripted(question, settings)

    def scripted(
        self, question: str, settings: AskSettings
    ) -> Iterator[Understood | Found | Answer]:
        reply = self.script.get(question, Reply(reason="Nothing in the articles is about this."))
        chosen = settings.get("context")
        terms = chosen if chosen is not None else reply.context if settings.get("history") else ()
        context = tuple(ContextTerm(term, 1) for term in terms)
        corrected = () if settings.get("as_typed") else reply.corrected
        standalone = bracketed(reply.read_as or question if corrected else question, context)
        yield Understood(question, standalone, corrected)
        self.go_on.wait(20)
        if self.failure is not None:
            raise self.failure
        citations = tuple(
            self._citation(number, said) for number, said in enumerate(reply.said, start=1)
        )
        yield Found(
            tuple(
                FoundPassage(
                    each.article, TextSpan(each.quote.text, each.quote.start, each.quote.end)
                )
                for each in citations
            )
        )
        answered = bool(citations) and not reply.reason
        agreement = tuple(
            Agreement(
                citations[places[0]].answer.text.lower(),
                relation,
                tuple(citations[place] for place in places),
                self._copied(reply) if place_of == 0 else (),
            )
            for place_of, (relation, places) in enumerate(reply.groups)
        )
        apart = {each.number for group in agreement[1:] for each in group.citations}
        citations = tuple(each for each in citations if each.number not in apart)
        yield Answer(
            id=hashlib.sha256(f"{standalone}{citations}".encode()).hexdigest(),
            question=question,
            standalone_question=standalone,
            answered=answered,
            text=citations[0].answer.text if answered else "",
            confidence=citations[0].confidence if answered else 0.2,
            date=date_of(standalone, citations) if answered else None,
            citations=citations if answered else (),
            abstention=None if answered else Abstention(reply.reason, citations, reply.possible),
            collection=self.collection(),
            elapsed_ms=4.2,
            scope=reply.scope,
            corrected=corrected,
            context=context,
            right_of_hundred=reply.said[0].right_of_hundred if answered else 2,
            agreement=agreement,
        )

    def _copied(self, reply: Reply) -> tuple[ArticleReference, ...]:
        return tuple(
            summary_of(each).reference for each in self.articles() if each.source in reply.copied
        )

    def timeline(
        self, topic: str, *, most: int = DEFAULT_ENTRIES, **settings: Unpack[SearchSettings]
    ) -> Timeline:
        self.asked.append({"topic": topic, "most": most, **settings})
        if self.failure is not None:
            raise self.failure
        told = self.timelines.get(topic, ())[:most]
        entries = (
            TimelineEntry(date, self._citation(number, said))
            for number, (date, said) in enumerate(told, start=1)
        )
        return Timeline(topic, tuple(entries), self.collection())

    def _citation(self, number: int, said: Said) -> Citation:
        article = next(each for each in self.articles() if each.source.startswith(said.source))
        text, start = article.text, -1
        for _ in range(said.skip + 1):
            start = text.index(said.quote, start + 1)
        end = start + len(said.quote)
        quote = quote_at(text, Span(start, end))
        inner = text.index(said.answer, start)
        answer = Span(inner, inner + len(said.answer))
        return Citation(
            number=number,
            article=summary_of(article).reference,
            quote=quote,
            answer=TextSpan(said.answer, answer.start, answer.end),
            dates=tuple(
                cited_date(time)
                for time in self.dates(article.id)
                if time.earliest and start <= time.span.start < end
            ),
            confidence=said.confidence,
            link=link(article.id, quote, answer, text),
            right_of_hundred=said.right_of_hundred,
        )

    def suggestions(self) -> list[str]:
        return list(self.suggested)

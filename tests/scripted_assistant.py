"""An Assistant that answers from a script, for tests of what people see and do on the pages.

A script says which words of which article answer which question; places are found in the article,
so that offsets are real. Asking can be held up or made to fail from outside.
"""

import hashlib
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Unpack

from qa.answer.timing import date_of
from qa.contract.answer import (
    Abstention,
    Agreement,
    Answer,
    ArticleReference,
    ArticleSummary,
    Citation,
    CitedDate,
    CollectionReference,
    ContextTerm,
    Correction,
    Interval,
    Quote,
    Relation,
    Scope,
    TextSpan,
)
from qa.contract.article import Article, TimeExpression
from qa.contract.listing import ArticleCounts, ArticleFilter, ArticleList, NameCount, YearCount
from qa.contract.search import SearchSettings
from qa.contract.settings import AskSettings
from qa.contract.steps import Found, FoundPassage, Understood
from qa.contract.timeline import DEFAULT_ENTRIES, Timeline, TimelineEntry
from qa.errors import ArticleNotFound
from qa.question.question import bracketed
from web.articles import summary_of

CONTEXT = 32


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


@dataclass(slots=True)
class ScriptedAssistant:
    held: dict[str, Article]
    script: Mapping[str, Reply]
    times: Mapping[str, Sequence[TimeExpression]] = field(default_factory=dict)
    timelines: Mapping[str, Sequence[tuple[Interval, Said]]] = field(default_factory=dict)
    suggested: Sequence[str] = ()
    name: str = "China–U.S. ties"
    go_on: threading.Event = field(default_factory=threading.Event)
    failure: Exception | None = None
    asked: list[dict[str, object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.go_on.set()

    def ask(self, question: str, **settings: Unpack[AskSettings]) -> Answer:
        *_, answer = self.steps(question, **settings)
        assert isinstance(answer, Answer)
        return answer

    def steps(
        self, question: str, **settings: Unpack[AskSettings]
    ) -> Iterator[Understood | Found | Answer]:
        self.asked.append({"question": question, **settings})
        return self._steps(question, settings)

    def _steps(self, question: str, settings: AskSettings) -> Iterator[Understood | Found | Answer]:
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
            summary_of(each).reference for each in self.held.values() if each.source in reply.copied
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
        article = next(each for each in self.held.values() if each.source.startswith(said.source))
        text, start = article.text, -1
        for _ in range(said.skip + 1):
            start = text.index(said.quote, start + 1)
        end = start + len(said.quote)
        inner = text.index(said.answer, start)
        span = (inner, inner + len(said.answer))
        return Citation(
            number=number,
            article=summary_of(article).reference,
            quote=Quote(
                said.quote,
                start,
                end,
                text[max(0, start - CONTEXT) : start],
                text[end : end + CONTEXT],
            ),
            answer=TextSpan(said.answer, *span),
            dates=tuple(
                CitedDate(
                    time.text,
                    time.span.start,
                    time.span.end,
                    time.value,
                    time.earliest.isoformat() if time.earliest else None,
                    time.latest.isoformat() if time.latest else None,
                    time.anchor.isoformat() if time.anchor else None,
                )
                for time in self.dates(article.id)
                if start <= time.span.start < end
            ),
            confidence=said.confidence,
            link=f"/articles/{article.id}?quote={start}-{end}&answer={span[0]}-{span[1]}",
            right_of_hundred=said.right_of_hundred,
        )

    def summaries(self) -> list[ArticleSummary]:
        return [summary_of(article) for article in self._by_day()]

    def count_articles(self) -> ArticleCounts:
        return counts_of(self.summaries())

    def list_articles(self, wanted: ArticleFilter) -> ArticleList:
        return list_of(self.summaries(), wanted)

    def articles(self) -> list[Article]:
        return self._by_day()

    def _by_day(self) -> list[Article]:
        def day(article: Article) -> tuple[str, str]:
            return (article.published.value if article.published else "9999", article.source)

        return sorted(self.held.values(), key=day)

    def article(self, article_id: str) -> Article:
        if article_id not in self.held:
            raise ArticleNotFound(f"No article has the id {article_id!r}.")
        return self.held[article_id]

    def dates(self, article_id: str) -> list[TimeExpression]:
        return list(self.times.get(article_id, ()))

    def suggestions(self) -> list[str]:
        return list(self.suggested)

    def add(self, article: Article) -> str:
        if article.id in self.held:
            return "unchanged"
        self.held[article.id] = article
        return "added"

    def remove(self, article_id: str) -> None:
        """Remove an article."""
        del self.held[article_id]

    def collection(self) -> CollectionReference:
        digest = hashlib.sha256("".join(sorted(self.held)).encode()).hexdigest()
        return CollectionReference(self.name, len(self.held), digest)


def list_of(summaries: list[ArticleSummary], wanted: ArticleFilter) -> ArticleList:
    """The articles that have the query in title or source; what reads stories is the real one's."""

    def fits(each: ArticleSummary) -> bool:
        about = each.reference
        year = int(about.published[:4]) if about.published else None
        first, last = wanted.published_from, wanted.published_to
        return (
            wanted.query.lower() in f"{about.title} {about.source}".lower()
            and wanted.publisher in ("", each.publisher)
            and (first is None or (year is not None and first.year <= year))
            and (last is None or (year is not None and year <= last.year))
        )

    held = [each for each in summaries if fits(each)]
    if wanted.order == "newest":
        held.sort(key=lambda each: each.reference.published or "", reverse=True)
    end = None if wanted.limit is None else wanted.offset + wanted.limit
    return ArticleList(len(held), tuple(held[wanted.offset : end]))


def counts_of(summaries: list[ArticleSummary]) -> ArticleCounts:
    """How they are spread."""
    years = Counter(int((each.reference.published or "0")[:4]) for each in summaries)
    undated = years.pop(0, 0)

    def names(values: Iterable[str | None]) -> tuple[NameCount, ...]:
        return tuple(NameCount(*pair) for pair in Counter(filter(None, values)).most_common())

    return ArticleCounts(
        len(summaries),
        undated,
        tuple(YearCount(*pair) for pair in sorted(years.items())),
        names(each.publisher for each in summaries),
        names(each.section for each in summaries),
    )

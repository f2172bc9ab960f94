"""A small Assistant for tests of what is around one: same calls, same values, no models.

It quotes the sentence that shares most words with the question, so its citations are exact and
its answers depend on question, history, settings and collection as the real ones do.
"""

import hashlib
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Unpack

from qa.contract.answer import (
    Abstention,
    Answer,
    ArticleReference,
    ArticleSummary,
    Citation,
    CollectionReference,
    ContextTerm,
    Interval,
    Quote,
    TextSpan,
)
from qa.contract.article import Article, Span, TimeExpression
from qa.contract.listing import ArticleCounts, ArticleFilter, ArticleList, NameCount, YearCount
from qa.contract.receipt import CheckedCitation, ModelNames, Receipt, Verification
from qa.contract.request import (
    DEFAULT_ENTRIES,
    Request,
    check_draft,
    check_quotation,
    check_request,
    check_timeline,
)
from qa.contract.search import (
    DEFAULT_PASSAGES,
    PassageSearch,
    ScoredPassage,
    SearchSettings,
    check_search,
)
from qa.contract.settings import AskSettings
from qa.contract.steps import Found, FoundPassage, Understood
from qa.contract.timeline import Timeline, TimelineEntry
from qa.contract.tracing import DraftQuotation, DraftTrace, QuotedPlace, QuoteTrace, Verdict
from qa.errors import ArticleNotFound
from qa.question.question import bracketed
from qa.trace.draft import quoted_passages
from qa.trace.exported import read_exported
from qa.trace.receipts import receipt_of
from qa.trace.standing import standing
from web.articles import summary_of

WORD = re.compile(r"\w{4,}")
SENTENCE = re.compile(r"\S[^.\n]*[.]?")
YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


class FakeAssistant:
    name = "fake"

    def __init__(self, articles: list[Article] = []) -> None:  # noqa: B006  (never changed)
        self.held = {article.id: article for article in articles}
        self.closed = False

    def ask(self, question: str, **settings: Unpack[AskSettings]) -> Answer:
        *_, answer = self.steps(question, **settings)
        assert isinstance(answer, Answer)
        return answer

    def steps(
        self, question: str, **settings: Unpack[AskSettings]
    ) -> Iterator[Understood | Found | Answer]:
        request = check_request(question, settings)
        return self._steps(request, time.perf_counter())

    def _steps(self, request: Request, started: float) -> Iterator[Understood | Found | Answer]:
        context = tuple(ContextTerm(term, 0) for term in request.context or ())
        if request.history and request.context is None and not request.standalone:
            context = (ContextTerm(request.history[-1].question, len(request.history)),)
        standalone = bracketed(request.question, context)
        yield Understood(request.question, standalone)
        asked = set(WORD.findall(standalone.casefold()))
        found = []
        for article in self.articles():
            if request.sources and article.source not in request.sources:
                continue
            for match in SENTENCE.finditer(article.text):
                shared = asked & set(WORD.findall(match[0].casefold()))
                if shared:
                    found.append((-len(shared), article.id, match.start(), Span(*match.span())))
        found.sort(key=lambda each: each[:3])
        yield Found(
            tuple(
                FoundPassage(self._reference(id), TextSpan(span.of(self.text(id)), *_ends(span)))
                for _, id, _, span in found[: request.max_citations]
            )
        )
        answered = bool(found) and -found[0][0] >= 2
        citations = tuple(
            self._citation(number, id, span)
            for number, (_, id, _, span) in enumerate(found[: request.max_citations], start=1)
        )
        text = citations[0].answer.text if answered else ""
        identity = repr((standalone, self.collection(), citations))
        yield Answer(
            id=hashlib.sha256(identity.encode()).hexdigest(),
            question=request.question,
            standalone_question=standalone,
            answered=answered,
            text=text,
            confidence=0.1 + 0.7 * answered,
            date=None,
            citations=citations if answered else (),
            abstention=None if answered else Abstention("No sentence is near enough.", citations),
            collection=self.collection(),
            elapsed_ms=round(1000 * (time.perf_counter() - started), 3),
            right_of_hundred=75 if answered else None,
            context=context,
        )

    def text(self, article_id: str) -> str:
        return self.held[article_id].text

    def _reference(self, article_id: str) -> ArticleReference:
        return summary_of(self.held[article_id]).reference

    def _citation(self, number: int, article_id: str, span: Span) -> Citation:
        text = self.text(article_id)
        around = text[max(0, span.start - 32) : span.start], text[span.end : span.end + 32]
        return Citation(
            number=number,
            article=self._reference(article_id),
            quote=Quote(span.of(text), span.start, span.end, *around),
            answer=TextSpan(span.of(text), span.start, span.end),
            dates=(),
            confidence=0.8 / number,
            link=f"/articles/{article_id}?quote={span.start}-{span.end}",
        )

    def search(
        self, query: str, *, most: int = DEFAULT_PASSAGES, **settings: Unpack[SearchSettings]
    ) -> PassageSearch:
        check_search(query, most, settings)
        answer = self.ask(query, max_citations=min(most, 10), **settings)
        nearest = answer.citations or (answer.abstention.nearest if answer.abstention else ())
        passages = tuple(
            ScoredPassage(
                each.article,
                TextSpan(each.quote.text, each.quote.start, each.quote.end),
                each.confidence,
            )
            for each in nearest
        )
        return PassageSearch(query, passages, self.collection())

    def timeline(self, topic: str, *, most: int = DEFAULT_ENTRIES) -> Timeline:
        check_timeline(topic, most)
        answer = self.ask(topic, max_citations=min(most, 10))
        entries = (
            TimelineEntry(Interval("2011", "2011-01-01", "2011-12-31"), citation)
            for citation in answer.citations
        )
        return Timeline(topic, tuple(entries), self.collection())

    def trace(self, quotation: str) -> QuoteTrace:
        check_quotation(quotation)
        places = tuple(
            QuotedPlace(
                article=self._reference(article.id),
                quote=self._citation(1, article.id, span).quote,
                piece=TextSpan(quotation, 0, len(quotation)),
                ignored=(),
                differences=(),
                speaker=None,
                link=f"/articles/{article.id}?quote={span.start}-{span.end}",
            )
            for article in self.articles()
            if (start := article.text.find(quotation)) >= 0
            and (span := Span(start, start + len(quotation)))
        )
        verdict: Verdict = "exact" if places else "absent"
        return QuoteTrace(quotation, verdict, places, (), self.collection())

    def trace_draft(self, draft: str) -> DraftTrace:
        check_draft(draft)
        passages, short = quoted_passages(draft)
        traced = (
            DraftQuotation(
                TextSpan(span.of(draft), span.start, span.end), self.trace(span.of(draft))
            )
            for span in passages
        )
        return DraftTrace(tuple(traced), short, self.collection())

    def receipt(self, question: str, **settings: Unpack[AskSettings]) -> Receipt:
        names = ModelNames("fake", "fake", "fake")
        return receipt_of(self.ask(question, **settings), settings, names)

    def verify(self, exported: Mapping[str, Any]) -> Verification:
        checked = tuple(
            CheckedCitation(
                number=claim.number,
                state=standing(self.text(claim.article_id), claim).state
                if claim.article_id in self.held
                else "gone",
                reason="Looked up.",
                article=None,
                article_changed=False,
                quote=None,
                ignored=(),
                differences=(),
                elsewhere=(),
            )
            for claim in read_exported(exported).claims
        )
        holds = all(one.state == "intact" for one in checked)
        return Verification(holds, "none", checked, None, self.collection())

    def summaries(self) -> list[ArticleSummary]:
        return [summary_of(article) for article in self.articles()]

    def count_articles(self) -> ArticleCounts:
        return counts_of(self.summaries())

    def list_articles(self, wanted: ArticleFilter) -> ArticleList:
        return list_of(self.summaries(), wanted)

    def articles(self) -> list[Article]:
        return sorted(
            self.held.values(),
            key=lambda each: (
                each.published.value if each.published else "9",
                each.source,
                each.id,
            ),
        )

    def article(self, article_id: str) -> Article:
        if article_id not in self.held:
            raise ArticleNotFound(f"No article {article_id!r} in the collection {self.name}.")
        return self.held[article_id]

    def dates(self, article_id: str) -> list[TimeExpression]:
        return [
            TimeExpression(Span(*match.span()), match[0], "DATE", match[0])
            for match in YEAR.finditer(self.text(article_id))
        ]

    def suggestions(self) -> list[str]:
        return []

    def add(self, article: Article) -> str:
        if article.id in self.held:
            return "unchanged"
        self.held[article.id] = article
        return "added"

    def remove(self, article_id: str) -> None:
        self.article(article_id)
        del self.held[article_id]

    def collection(self) -> CollectionReference:
        digest = hashlib.sha256("".join(sorted(self.held)).encode()).hexdigest()
        return CollectionReference(self.name, len(self.held), digest)

    def close(self) -> None:
        self.closed = True


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


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end

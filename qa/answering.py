"""The pipeline itself: a view of the collection and a question to an Answer.

The assistant, ``qa evaluate`` and ``qa.train`` ask through these functions, so that what is
measured and fitted is what people get.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from qa.answer.compose import compose, passages_of
from qa.contract.answer import Answer, ArticleReference, TextSpan
from qa.contract.request import Request
from qa.contract.search import PassageSearch, ScoredPassage
from qa.contract.steps import Found, Understood
from qa.index.view import View
from qa.question.follow_up.standalone import standalone
from qa.question.question import Question, parse_question
from qa.question.spelling import as_read
from qa.read.confidence import Judgement, judge
from qa.read.evidence.wording import with_weights
from qa.read.models import Models
from qa.read.rank import rank
from qa.retrieve.filters import allowed_articles, check_sources
from qa.retrieve.retriever import Retrieved, retrieve_in_time

# Passages that go to the reader. A gold answer stands in one of them for 99 of 100 questions of the
# news quiz, the encyclopedia and who said it; reading twelve costs a fifth more time for none.
PASSAGES = 10


def steps(view: View, request: Request, models: Models) -> Iterator[Understood | Found | Answer]:
    """Yield what was understood, what was found, last the Answer, with ``elapsed_ms`` 0.

    :raises QuestionError: when a setting does not fit the collection.
    """
    articles, among = _allowed(view, request)
    text, corrected, history = as_read(view, request)
    if history and not request.standalone:
        text = standalone(text, history).text
    yield Understood(request.question, text, corrected)
    retrieved = retrieve_in_time(view, parse_question(text, request.as_of), PASSAGES, among)
    yield passages_of(view, retrieved.hits)
    judgement = judge_retrieved(view, retrieved, models)
    left = None if articles is None else len(articles)
    yield replace(compose(view, request, judgement, left, models), corrected=corrected)


def search(view: View, request: Request, most: int) -> PassageSearch:
    """Return up to ``most`` passages as the pipeline finds them, before anything reads them.

    :raises QuestionError: when a setting does not fit the collection.
    """
    _, among = _allowed(view, request)
    question = parse_question(request.question, request.as_of)
    passages = tuple(
        ScoredPassage(
            view.reference(hit.passage.article_id),
            TextSpan(hit.passage.text, hit.passage.span.start, hit.passage.span.end),
            hit.score,
        )
        for hit in retrieve_in_time(view, question, most, among).hits
    )
    return PassageSearch(request.question, passages, view.collection)


def judge_question(
    view: View,
    question: Question,
    models: Models,
    among: Collection[int] | None = None,
) -> Judgement:
    """Return what the pipeline makes of a question that stands alone, before the Answer.

    ``among`` limits the search to those passage ids; None means all.
    """
    return judge_retrieved(view, retrieve_in_time(view, question, PASSAGES, among), models)


def judge_retrieved(view: View, retrieved: Retrieved, models: Models) -> Judgement:
    """Return the candidates read from what was retrieved, best first."""
    question = with_weights(retrieved.question, retrieved.hits)
    candidates = models.reader.read(question.wording, retrieved.hits)
    weighed = rank(view, question, candidates, models.verifier, models.calibration)
    return Judgement(retrieved, tuple(judge(weighed, models.calibration)))


def _allowed(
    view: View, request: Request
) -> tuple[list[ArticleReference] | None, list[int] | None]:
    """Return the articles that the settings leave and their passages; None for both: all.

    :raises QuestionError: when the collection has no such source.
    """
    check_sources(view, request.sources)
    articles = allowed_articles(view, request)
    if articles is None:
        return None, None
    return articles, view.passage_ids([article.id for article in articles])

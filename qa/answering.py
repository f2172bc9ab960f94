"""The pipeline itself: a view of the collection and a question to an Answer.

The assistant, ``qa evaluate`` and ``qa.train`` ask through these functions, so that what is
measured and fitted is what people get.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from qa.answer.as_typed import competes, repeats, stands
from qa.answer.brief import brief
from qa.answer.comparison import compare
from qa.answer.compose import compose, passages_of
from qa.answer.counting import uncounted
from qa.answer.foreign import in_other_language
from qa.answer.help import help_line
from qa.answer.ledgers import explained
from qa.answer.lists import listed
from qa.answer.one_article import of_article, shown_last
from qa.answer.parts import Composed, answer_of
from qa.answer.several import joined
from qa.answer.side_sources import with_sources
from qa.answer.sources import Group, sources, unheard
from qa.answer.terms import articles_naming
from qa.answer.yes_no import settled
from qa.contract.answer import (
    Abstention,
    Answer,
    ContextTerm,
    TextSpan,
    Turn,
)
from qa.contract.request import Request
from qa.contract.search import PassageSearch, ScoredPassage
from qa.contract.steps import Found, Understood
from qa.index.view import View
from qa.question.context.carried import carried, context_of, said_in
from qa.question.context.follow_up import follow_up
from qa.question.context.referents import is_fragment
from qa.question.form import Form, form_of, is_no_question
from qa.question.open_ended import asks_for_more
from qa.question.question import Question, bracketed, parse_question, with_context
from qa.question.several import leans
from qa.question.sides import Sides, asked_of
from qa.question.spelling import as_read
from qa.read.antecedents import named
from qa.read.confidence import Judgement, judge
from qa.read.evidence.wording import with_weights
from qa.read.models import Models
from qa.read.rank import Weighed, rank, weigh
from qa.read.sparing import read_promising
from qa.retrieve.filters import allowed_passages
from qa.retrieve.retriever import Retrieved, retrieve_in_time
from qa.retrieve.topic import retrieve_of_years, retrieve_topic
from qa.text.folding import numbers_as_written
from qa.text.question_words import spelled_out

# Passages that may be read. A gold answer stands in one of them for 99 of 100 questions of the
# news quiz, the encyclopedia and who said it; of twelve, the last two have none.
PASSAGES = 10

PASSAGES_OF_SEVERAL = 7
"""Passages that are read for each of several questions, or for each side of a comparison, so that
two take half as long again."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What one question is asked of: the collection, the request, and what its filters leave.

    ``among`` are the passages to search, None for all; ``left`` how many articles they are of;
    ``context`` the words of earlier turns that it is asked with.
    """

    view: View
    request: Request
    models: Models
    among: Collection[int] | None
    left: int | None
    context: tuple[ContextTerm, ...] = ()


def steps(
    view: View,
    request: Request,
    models: Models,
    examples: Callable[[], Sequence[str]] = tuple,
) -> Iterator[Understood | Found | Answer]:
    """Yield what was understood, what was found, last the Answer, with ``elapsed_ms`` 0.

    ``examples`` gives questions that the collection answers, for who types none.

    :raises QuestionError: when a setting does not fit the collection.
    """
    among = allowed_passages(view, request)
    greets = is_no_question(request.question)
    read = (request.question, (), ()) if greets else as_read(view, request)
    text, corrected, history = read
    spelled = replace(request, question=text, history=history)
    context = () if greets else context_of(spelled, models.selector, view.published)
    yield Understood(request.question, bracketed(text, context), corrected)
    left = None if among is None else among.articles
    asking = Asking(view, request, models, among, left, context)
    if greets or (asks_for_more(text) and not context):
        yield Found(())
        yield _helped(asking, examples)
        return
    for step in _formed(asking, text):
        yield replace(step, corrected=corrected) if isinstance(step, Answer) else step


def _formed(asking: Asking, text: str) -> Iterator[Found | Answer]:
    """Answer in the form that a text asks for."""
    fragment = asking.context and is_fragment(text) and not asks_for_more(text)
    form = Form("span") if fragment else form_of(text)
    if form.name in ("brief", "period", "latest", "articles", "article"):
        yield from _brief(asking, text, form)
    elif form.sides is not None:
        yield from _comparison(asking, text, form)
    elif form.questions:
        yield from _several(asking, text, form)
    elif form.name in ("list", "count"):  # what stands further down counts as well
        yield from _span(replace(asking, models=asking.models.thorough()), text, form)
    else:
        yield from _span(asking, text, form)


def search(view: View, request: Request, most: int) -> PassageSearch:
    """Return up to ``most`` passages as the pipeline finds them, before anything reads them.

    :raises QuestionError: when a setting does not fit the collection.
    """
    among = allowed_passages(view, request)
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
    question = _as_read(retrieved)
    candidates = read_promising(view, question, retrieved.hits, models)
    weighed = rank(view, question, candidates, models.verifier, models.calibration)
    if question.context:
        weighed = [each for each in weighed if not repeats(each.candidate.words, question)]
    weighed = named(view, question, weighed, models.calibration)
    return Judgement(retrieved, tuple(judge(weighed, models.calibration)))


def _as_read(retrieved: Retrieved) -> Question:
    """Return the question as it is put to the readers: weighted words, numbers as written there."""
    question = with_weights(retrieved.question, retrieved.hits)
    texts = [hit.passage.text for hit in retrieved.hits]
    return replace(question, wording=numbers_as_written(question.wording, texts))


def _span(asking: Asking, text: str, form: Form) -> Iterator[Found | Answer]:
    """Answer with a span, or with what is made of spans: a list, yes or no, what to count."""
    asked = form.reads or spelled_out(text)
    question = follow_up(asked, asking.request, asking.context)
    retrieved = retrieve_in_time(asking.view, question, PASSAGES, asking.among)
    yield passages_of(asking.view, retrieved.hits)
    answer, judgement = _judged(asking, retrieved)
    if not answer.answered and competes(question, asking.request):
        typed = replace(parse_question(asked, asking.request.as_of), last=question.last)
        retrieved = retrieve_in_time(asking.view, typed, PASSAGES, asking.among)
        alone, other = _judged(asking, retrieved)
        if stands(alone, asking.request) and not repeats(alone.text, question):
            answer, judgement = alone, other
    if form.name == "list":
        answer = listed(asking.view, answer, judgement, asking.models.calibration)
    elif form.name == "yes_no":
        answer = settled(asking.view, answer, judgement, asking.request.max_citations)
    elif form.name == "count":
        answer = uncounted(asking.view, answer, judgement, asking.left)
    elif form.named and not answer.answered and articles_naming(asking.view, form.named):
        about = _about(asking, form.named)
        composed = brief(asking.view, about, "brief", asking.left, asking.request.max_citations)
        if composed.parts:
            answer = answer_of(asking.view, asking.request, question, composed, asking.models)
    if asking.request.explain and answer.kind != "brief":
        answer = explained(asking.view, answer, judgement, asking.models.calibration)
    if answer.kind != "span":
        answer = replace(answer, agreement=())
    yield answer if answer.answered else in_other_language(answer)


def _judged(asking: Asking, retrieved: Retrieved) -> tuple[Answer, Judgement]:
    """Return the answer of the best span, and what it was chosen from."""
    judgement = judge_retrieved(asking.view, retrieved, asking.models)
    judgement = with_further(asking.view, judgement, asking.models)
    answer = compose(asking.view, asking.request, judgement, asking.left, asking.models)
    return answer, judgement


def _about(asking: Asking, topic: str) -> Retrieved:
    return retrieve_topic(asking.view, topic, asking.request.as_of, asking.among)


def _brief(asking: Asking, text: str, form: Form) -> Iterator[Found | Answer]:
    """Answer with a brief on a topic or a time."""
    topic = " ".join([form.topic, *(term.text for term in asking.context)])
    view, among, most = asking.view, asking.among, asking.request.max_citations
    if form.name == "article" and not topic:
        among = shown_last(view, asking.request, among)
    for about in retrieve_of_years(view, topic, asking.request.as_of, among):
        if form.name == "article":
            composed = of_article(view, about, asking.left, most)
        else:
            composed = brief(view, about, form.name, asking.left, most)
        if composed.parts:
            break
    yield passages_of(asking.view, about.hits)
    question = replace(about.question, text=text, context=asking.context)
    yield answer_of(asking.view, asking.request, question, composed, asking.models)


def _comparison(asking: Asking, text: str, form: Form) -> Iterator[Found | Answer]:
    """Answer with one row a side."""
    assert form.sides is not None
    about = [_about(asking, f"{name} {form.sides.matter}") for name in form.sides.names]
    yield passages_of(asking.view, [hit for side in about for hit in side.hits])
    composed = compare(asking.view, form.sides, about, asking.left, asking.request.max_citations)
    if composed.parts:
        said = [_sources_of(asking, form.sides, side, each) for side, each in enumerate(about)]
        composed = with_sources(asking.view, composed, said)
    question = replace(about[0].question, text=text)
    yield answer_of(asking.view, asking.request, question, composed, asking.models)


def _sources_of(asking: Asking, sides: Sides, side: int, about: Retrieved) -> tuple[Group, ...]:
    """Return what the articles say of one side of a comparison, read as a question of its own."""
    asked = asked_of(sides, side)
    if not asked:
        return ()
    question = parse_question(asked, asking.request.as_of)
    judgement = judge_retrieved(
        asking.view, Retrieved(question, about.hits[:PASSAGES_OF_SEVERAL]), asking.models
    )
    judgement = with_further(asking.view, judgement, asking.models)
    return sources(asking.view, judgement)


def _several(asking: Asking, text: str, form: Form) -> Iterator[Found | Answer]:
    """Answer several questions one after the other, each leaning on those before it."""
    turns: list[Turn] = []
    retrieved = []
    answers = []
    for asked in form.questions:
        before = said_in(turns) if leans(asked) else []
        context = carried(asked, before, asking.models.selector) if before else asking.context
        question = with_context(parse_question(asked, asking.request.as_of), context)
        retrieved.append(retrieve_in_time(asking.view, question, PASSAGES_OF_SEVERAL, asking.among))
        answers.append(_judged(asking, retrieved[-1])[0])
        turns.append(replace(Turn.of(answers[-1]), question=asked))
    yield passages_of(asking.view, [hit for each in retrieved for hit in each.hits])
    question = replace(retrieved[0].question, text=text)
    composed = joined(form.questions, answers)
    yield answer_of(asking.view, asking.request, question, composed, asking.models)


def _helped(asking: Asking, examples: Callable[[], Sequence[str]]) -> Answer:
    """Answer what is no question."""
    question = parse_question(asking.request.question)
    line = help_line(asking.view.collection.articles, examples())
    composed = Composed("help", abstention=Abstention(line, ()))
    return answer_of(asking.view, asking.request, question, composed, asking.models)


def with_further(view: View, judgement: Judgement, models: Models) -> Judgement:
    """Verify what other articles say to the same, where no verified candidate speaks for them."""
    candidates = unheard(view, judgement)
    if not candidates:
        return judgement
    question = _as_read(judgement.retrieved)
    weighed = weigh(view, question, candidates, models.verifier, models.calibration)
    before = [Weighed(each.candidate, each.evidence, each.rank) for each in judgement.judged]
    further = judge([*before, *weighed], models.calibration)[len(before) :]
    return replace(judgement, further=tuple(further))

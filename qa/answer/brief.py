"""A brief: a handful of whole sentences on a topic or a time, from several articles."""

import math
from collections.abc import Callable, Sequence

from qa.answer.abstention import reason
from qa.answer.choosing import FEWEST, MOST, adds, alike, choose_among
from qa.answer.parts import Composed, cited
from qa.answer.seconding import seconded
from qa.answer.telling import Telling, Told, telling
from qa.contract.answer import Abstention, Part
from qa.contract.candidates import Candidate
from qa.dates.fit import STATED, fit
from qa.index.view import View
from qa.question.form import FormName
from qa.question.question import Question
from qa.retrieve.retriever import Retrieved
from qa.text.words import coverage, question_stems, stems

MOST_OF_ONE = 3
"""Sentences of one article, where several tell of the topic; of the newest one also."""

ON_TOPIC = 0.6
"""A passage is on the topic from this share of the best one's relevance on."""

MOSTLY = 0.5
"""More than this share of a topic's words: the headline and the opening, or the sentence itself."""

NEARLY = 0.75
"""A sentence with this share of a topic's words tells of all of it: three of four."""

NEAREST = 0.85
"""A passage is about the topic in other words from this share of the nearest one's cosine on."""

OPENING = 300
"""Code points behind the headline in which a report says what it is about."""

GOES_ON = 0.55
"""Past ``FEWEST`` a sentence is taken from this share of the best one's worth on."""


# Fitted on 300 topics, two to four words of the headlines of Reuters stories of 1987; half of the
# stories were among the 250 of the collection. At the threshold 80 of 100 topics of stories held
# get a brief and 39 of 100 others, many of which other stories tell of as well. A single word that
# is held reaches 0.39 ("mine", which means more than pits), one that is not 0.11 (34 words).
BIAS, NEAR, COVERED = -4.15, 4.43, 3.2
THRESHOLD = 0.39
POSSIBLE = 0.2
"""What is told may be of the topic: by the same fit one topic of five this sure is held."""

OF_ITS_TIME = 0.9
"""Of times found in news about this share is resolved rightly: value over strict F1 on TimeBank
and AQUAINT."""


def brief(
    view: View, retrieved: Retrieved, name: FormName, left: int | None, most: int
) -> Composed:
    """Return a brief of the form ``name`` on what was retrieved, or why there is none.

    ``left`` is how many articles the filters left to search, None without a filter; ``most`` how
    many sentences are shown where there is no brief.
    """
    question = retrieved.question
    found = telling(view, question, retrieved.hits)
    chosen = choose(view, question, name, found)
    sure = sureness(view, question, found)
    if chosen and sure >= THRESHOLD:
        parts = seconded(view, cited(view, chosen, sure), _saying(chosen, found, sure))
        return Composed("brief", parts, sure)
    nearest = cited(view, chosen[:most], sure) if question.wording else ()
    possible = bool(nearest) and sure >= POSSIBLE
    why = reason(view, retrieved, left, possible)
    parts = tuple(Part("", each, possible=True) for each in nearest) if possible else ()
    abstention = Abstention(why, nearest, possible=possible, parts=parts)
    return Composed("brief", confidence=sure, abstention=abstention)


def _saying(
    chosen: Sequence[Candidate], found: Telling, sure: float
) -> list[list[tuple[Candidate, float]]]:
    """Return for each sentence chosen those that say the same, most telling first."""
    told = {_at(each.candidate): each for each in found.told}
    return [
        [(each.candidate, sure) for each in found.told if alike(each, told[_at(one)], found)]
        for one in chosen
    ]


def _at(candidate: Candidate) -> tuple[str, int]:
    return candidate.passage.article_id, candidate.quote.start


def sureness(view: View, question: Question, found: Telling) -> float:
    """Return the probability, 0 to 1, that the collection holds a story on the topic.

    It says nothing of a single sentence, each of which is cited as it stands. A logistic function
    of how near the nearest sentence is and how many of the topic's words the
    passage of the best one has.
    """
    if not found.told:
        return 0.0
    if not question.wording:
        return OF_ITS_TIME
    near = max(each.near for each in found.told)
    wanted = question_stems(question.wording)
    covered = max(coverage(wanted, said) for said in _said(view, found.told).values())
    return 1.0 / (1.0 + math.exp(-(BIAS + NEAR * near + COVERED * covered)))


def _said(view: View, told: Sequence[Told]) -> dict[int, frozenset[str]]:
    """Return the stems of each passage that a sentence stands in, its headline's with them."""
    passages = {each.candidate.passage.id: each.candidate.passage for each in told}
    return {
        number: stems(f"{view.reference(passage.article_id).title} {passage.text}")
        for number, passage in passages.items()
    }


def choose(view: View, question: Question, name: FormName, found: Telling) -> list[Candidate]:
    """Return the sentences of a brief of the form ``name``, in their order.

    "brief": most telling first; "articles": so as well, one of each; "period": in order of the time
    that they tell of; "latest": of the newest articles on the topic, newest first. Where neither a
    topic nor a time is asked for: how the newest articles begin. No two say the same.
    """
    told = _on_topic(view, question, found.told)
    chosen: list[Told] = []
    if not question.wording and question.scope is None:
        for opening in openings(view, told):
            if len(chosen) < MOST and adds(opening, chosen, found, 1):
                chosen.append(opening)
        return [each.candidate for each in chosen]
    if name == "latest":
        told = _newest(view, told)
    room = 1 if name == "articles" else MOST_OF_ONE
    goes_on = GOES_ON * told[0].worth if told and name != "articles" else -math.inf
    chosen = choose_among(told, [], found, room, goes_on)
    candidates = [each.candidate for each in chosen]
    if name in ("brief", "articles"):
        return candidates
    if name == "latest":
        return _newest_first(view, candidates)
    return sorted(candidates, key=_in_time(view, question))


def _relevance(question: Question, candidate: Candidate, said: frozenset[str]) -> float:
    """Return how much the passage of a sentence is about a topic, 0 to 1.

    Half of it is how near it is among those retrieved, half the share of the topic's words that it
    and its headline ``said``. Without a topic: 1.0.
    """
    if not question.wording:
        return 1.0
    return 0.5 * candidate.hit.dense_share + 0.5 * coverage(question_stems(question.wording), said)


def _on_topic(view: View, question: Question, told: Sequence[Told]) -> list[Told]:
    """Return the sentences of passages that are about the topic, in the order given.

    Where some passage has all names of the topic, those without one are not; where some sentence
    has nearly all its words, those with the names alone are not. A sentence of the time asked for
    is where it has half of the topic's words, whatever stands around it.
    """
    if not told:
        return []
    said = _said(view, told)
    of = {
        each.place: _relevance(question, each.candidate, said[each.candidate.passage.id])
        for each in told
    }
    least = ON_TOPIC * max(of.values())
    names = question_stems(" ".join(question.names)) if question.names else frozenset()
    named = [each for each in told if names <= said[each.candidate.passage.id]]
    further = question_stems(question.wording) - names
    if names and further and any(each.covered >= NEARLY for each in told):
        named = [each for each in named if further & said[each.candidate.passage.id]]
    return [
        each
        for each in named or told
        if (of[each.place] >= least and _is_about(view, question, each))
        or (question.scope is not None and each.covered >= MOSTLY)
    ]


def _is_about(view: View, question: Question, told: Told) -> bool:
    """Tell whether a sentence, or what its article opens with, has most words of the topic.

    What mentions it in passing, elsewhere, tells of something else.
    """
    near = told.candidate.hit.dense_share >= NEAREST
    if not question.wording or told.covered > MOSTLY or near:
        return True
    passage = told.candidate.passage
    title = view.reference(passage.article_id).title
    text = view.text(passage.article_id)
    opens = text.find(title) + len(title) if title in text else 0
    said = stems(f"{title} {text[opens : opens + OPENING]}")
    names = question_stems(" ".join(question.names)) if question.names else frozenset()
    named = bool(names) and names <= said
    return named or coverage(question_stems(question.wording), said) > MOSTLY


def _newest(view: View, told: Sequence[Told]) -> list[Told]:
    """Return the sentences of the newest articles, as many as make a brief, newest first."""
    articles: list[str] = []
    for room, candidate in enumerate(_newest_first(view, [each.candidate for each in told])):
        article_id = candidate.passage.article_id
        if article_id not in articles:
            if room >= FEWEST:
                break
            articles.append(article_id)
    return [each for each in told if each.candidate.passage.article_id in articles]


def openings(view: View, told: Sequence[Told]) -> list[Told]:
    """Return how each article begins behind its headline, the newest first."""
    in_text = sorted(told, key=lambda each: each.candidate.quote.start)
    first: dict[str, Told] = {}
    for each in in_text:
        article_id = each.candidate.passage.article_id
        headline = stems(view.reference(article_id).title)
        if not stems(each.candidate.sentence) <= headline:
            first.setdefault(article_id, each)
    order = _newest_first(view, [each.candidate for each in first.values()])
    return [first[candidate.passage.article_id] for candidate in order]


def _newest_first(view: View, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates, those of the newest article first, the undated last."""

    def published(candidate: Candidate) -> str:
        return view.reference(candidate.passage.article_id).published or "0"

    in_text = sorted(candidates, key=lambda each: (each.passage.article_id, each.quote.start))
    return sorted(in_text, key=published, reverse=True)  # stable


def _in_time(view: View, question: Question) -> Callable[[Candidate], tuple[str, str, int]]:
    """Return a key that puts sentences in the order of the time that they tell of.

    That is a time in the sentence inside the one asked for, else the day of publication.
    """

    def key(candidate: Candidate) -> tuple[str, str, int]:
        article_id = candidate.passage.article_id
        when = view.reference(article_id).published or "9999"
        for time in view.times_within(candidate.passage, candidate.quote):
            inside = question.scope is None or fit(question.scope, [time], None) == STATED
            if time.earliest and inside:
                when = time.earliest.isoformat()
                break
        return (when, article_id, candidate.quote.start)

    return key

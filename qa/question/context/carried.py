"""The way in: what of the conversation a question is asked with."""

import re
from collections.abc import Callable, Sequence

from qa.contract.answer import ContextTerm, Turn
from qa.contract.request import MAX_CONTEXT, Request
from qa.question.context.layout import Place, Said
from qa.question.context.referents import ASKING, EMPTY, JOINED, WHICH, referents
from qa.question.context.selector import Selector
from qa.question.context.times import time_of
from qa.question.context.words import Word, content_stems, words
from qa.question.form import Form, form_of
from qa.question.open_ended import asks_for_more, asks_for_news
from qa.question.question import is_resolved, is_time, names_in, parse_question
from qa.text.pronouns import DEMONSTRATIVES, THIRD_PERSON

Published = Callable[[str], str | None]

TURNS = 12
"""Only so many of the last turns are looked at."""
LEANS, BELONGS = 0.3, 0.35
"""Least probabilities that a question leans on anything, and that a word belongs to it: with more
the selector finds less on CANARD's dialogues that were kept back, with less it is less precise."""
NAMED_WORDS, WORDS = 2, 3
"""Without a pronoun, a question with a name and more words of content than these leans on nothing,
nor does one without a name and more than the second number."""
LEANING = re.compile(
    rf"\b(?:{'|'.join(sorted(THIRD_PERSON | DEMONSTRATIVES))}|then|such|other|there|others|another"
    r"|else|also|same|former|latter|one|ones|so)\b",
    re.IGNORECASE,
)

OF_A_TOPIC = ("brief", "latest", "articles", "article", "comparison")
"""Forms of answers to what names a topic, where it does."""


def context_of(
    request: Request, selector: Selector, published: Published
) -> tuple[ContextTerm, ...]:
    """Return the words that a request is asked with: chosen from its history, or given.

    ``published`` tells of an article's id when it was published.
    """
    if request.standalone:
        return ()
    history = said_in(request.history, published)
    if request.context is not None:
        return tuple(ContextTerm(term, _turn_of(term, history)) for term in request.context)
    if not history:
        return ()
    return carried(request.question, history, selector)


def said_in(history: Sequence[Turn], published: Published = lambda _: None) -> list[Said]:
    """Return what was said, oldest first: each question, and what was cited to answer it."""
    said = []
    for number, turn in list(enumerate(history, 1))[-TURNS:]:
        said.append(Said(turn.question, number))
        cited = turn.quote or turn.answer
        if cited:
            written = published(turn.article) if turn.article else None
            said.append(Said(cited, number, True, turn.answer, written))
    return said


def carried(question: str, history: Sequence[Said], selector: Selector) -> tuple[ContextTerm, ...]:
    """Return the phrases of ``history`` that belong to a question, each word once.

    Whatever is new has no topic. "Tell me more" has that of the last question.
    """
    form = form_of(question)
    if form in (Form("latest"), Form("article")):
        return ()
    if form == Form("brief"):
        return _of_last(history, selector)
    timed = is_resolved(parse_question(question).scope)
    when = time_of(question, history)
    # The rules know which span was the answer; where there was none the selector knows more, but
    # for "it" after "Which …?", which is what was asked for, and for what names nothing: "Why?".
    asked = [said.text for said in history if not said.cited]
    known = any(said.answer for said in history) or any(WHICH.match(text) for text in asked[-1:])
    found = referents(question, history) if known else []
    found = found or selected(question, history, selector)
    if not found and not content_stems(question) - ASKING:
        found = referents(question, history)
    covered, terms = set(content_stems(question)), []
    for term in [*found, *([when] if when else [])]:
        stems = content_stems(term.text)
        if stems <= covered or (timed and is_time(term.text)):
            continue
        covered |= stems
        terms.append(term)
    return tuple(terms[:MAX_CONTEXT])


def _of_last(history: Sequence[Said], selector: Selector) -> tuple[ContextTerm, ...]:
    """Return what the last question that did not only ask for more was about."""
    asked = [said for said in history if not said.cited and not asks_for_more(said.text)]
    if not asked or asks_for_news(asked[-1].text):
        return ()
    last = asked[-1]
    before = [said for said in history if said.turn < last.turn]
    topic = form_of(last.text).topic
    telling = [word for word in words(last.text) if word.stem and word.stem not in ASKING]
    runs = [topic] if topic and topic in last.text else _runs(last.text, telling)
    terms = [ContextTerm(run, last.turn) for run in runs]
    return (*terms, *(carried(last.text, before, selector) if before else ()))[:MAX_CONTEXT]


def selected(question: str, history: Sequence[Said], selector: Selector) -> list[ContextTerm]:
    """Return what the selector chooses, the latest turn's first; words side by side are one.

    Nothing is chosen from what was shown to who asked for whatever is new.
    """
    news = {said.turn for said in history if not said.cited and asks_for_news(said.text)}
    history = [said for said in history if said.turn not in news]
    if says_its_subject(question) or not history:
        return []
    selection = selector.select(question, history)
    if selection.leans < LEANS:
        return []
    own = content_stems(question)
    chosen: dict[Said, list[Place]] = {}
    for place, chance in selection.places:
        if chance >= BELONGS and place.word.stem not in own:
            chosen.setdefault(place.said, []).append(place)
    terms, covered = [], set[str]()
    while chosen:  # what says most of it is quoted first, so that phrases stay whole
        said = max(chosen, key=lambda one: len({p.word.stem for p in chosen[one]} - covered))
        new = [place for place in chosen.pop(said) if place.word.stem not in covered]
        covered |= {place.word.stem for place in new}
        runs = _runs(said.text, [place.word for place in new])
        terms += [ContextTerm(run, said.turn) for run in runs]
    return terms


def _runs(text: str, chosen: Sequence[Word]) -> list[str]:
    """Return these words of a text, those that stand side by side as one.

    A word of a name stands for the whole name.
    """
    runs: list[tuple[int, int]] = []
    names = [(text.find(name), text.find(name) + len(name)) for name in names_in(text)]
    for word in chosen:
        start, end = word.start, word.end
        inside = [name for name in names if name[0] <= start and end <= name[1]]
        start, end = inside[0] if inside else (start, end)
        if runs and (start < runs[-1][1] or JOINED.fullmatch(text[runs[-1][1] : start])):
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return [text[start:end] for start, end in runs]


def says_its_subject(question: str) -> bool:
    """Tell whether a question names all that it asks about, without a pronoun.

    Several words do, and so does the topic of "Tell me about the strike".
    """
    if LEANING.search(EMPTY.sub(" ", question)):
        return False
    form = form_of(question)
    if form.name in OF_A_TOPIC and (form.topic or form.sides):
        return True
    return len(content_stems(question)) > (NAMED_WORDS if names_in(question) else WORDS)


def _turn_of(term: str, history: Sequence[Said]) -> int:
    """Return the latest turn that has given words; 0 when none has."""
    return max((said.turn for said in history if term in said.text), default=0)

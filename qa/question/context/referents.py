"""What a pronoun, a bare fragment or "the second one" speaks of: thin rules beside the selector.

The selector learned from conversations whose answers are whole sentences. What it cannot know is
which span of a quote was the answer: that is what "it" and "she" mean most often.
"""

import re
from collections.abc import Iterator, Sequence

from qa.contract.answer import ContextTerm
from qa.contract.article import Span
from qa.dates.expressions import find_expressions
from qa.question.context.layout import Said
from qa.question.context.words import content_stems, words
from qa.question.question import is_time, names_in, names_within
from qa.text.pronouns import PERSONS, THIRD_PERSON

LONGEST_NAME = 6
"""Words of an answer that can be what "it" means: a longer one is a clause."""
MOST_OF_FRAGMENT = 3
"""Words of content in "And in Port Ansel?"."""
BACK = 4
"""Turns that a person is looked for in."""

PERSON = re.compile(rf"\b(?:{'|'.join(sorted(PERSONS))})\b", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|him|his)\b", re.IGNORECASE)
WHICH = re.compile(r"^\W*(?:in\s+|on\s+|at\s+)?which\b", re.IGNORECASE)
"""A question for one of several things, which the next one means by "it"."""
EMPTY = re.compile(
    r"\bit\s+(?:takes?|took|true|false|possible|impossible|likely|clear|certain)\b(?=.*\b(?:to|that|if)\b)"
    r"|\b(?:is|are|was|were|will)\s+there\b|\bthere\s+(?:is|are|was|were|will)\b",
    re.IGNORECASE,
)
"""An "it" or "there" that speaks of nothing: "How long does it take to fly?"."""
_SPEAKS_OF = re.compile(rf"\b(?:{'|'.join(sorted(THIRD_PERSON))})\b", re.IGNORECASE)
_THING = re.compile(r"\b(?:it|its)\b", re.IGNORECASE)
_ASKS_WHO = re.compile(
    r"^\W*(?:and\s+)?(?:by\s+|to\s+|with\s+)?(?:who|whom|whose)\b", re.IGNORECASE
)
_WHO_IS = re.compile(r"^\W*who\s+(?:is|was|are|were)\b", re.IGNORECASE)
_SAID_SO = re.compile(
    r"\b(?:said|says|say|told|tells|claimed|claims|reported|announced)\s+(?:so|that|this|it)\s*\W*$",
    re.IGNORECASE,
)
_ASKS_WHICH = re.compile(r"^\W*(?:in\s+|on\s+|at\s+)?(?:which|what)\b", re.IGNORECASE)
_ORDINAL = re.compile(
    r"\bthe\s+(?P<which>first|second|third|fourth|former|latter|last)(?:\s+(?:one|of\s+them))?\s*\W*$",
    re.IGNORECASE,
)
_PLACES = {"first": 0, "former": 0, "second": 1, "third": 2, "fourth": 3, "latter": -1, "last": -1}
_LISTED = re.compile(r"\s*(?:,\s*(?:and\s+)?|;\s*|\band\s+)\s*")
ASKING = frozenset(
    "say said mean happen happened know tell exactly many much long often far".split()
)
"""Words of content that ask and say nothing of the subject."""
_JOINS = re.compile(
    r"\W*(?:and|but|or|what\s+about|how\s+about|about|after|at|before|by|during|for|from|in|on|since"
    r"|to|under|until|with|within|without)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:am|is|are|was|were|be|been|do|does|did|has|have|had|can|could|will|would|shall|should|may"
    r"|might|must|\w+n['’]t|\w+['’](?:s|re|d|ll))\b",
    re.IGNORECASE,
)
JOINED = re.compile(r"(?:[\s'’-]|\b(?:of|the|in|for|on|to|a|an|s)\b)*")
"""What may stand between two words of one phrase."""


def referents(question: str, history: Sequence[Said]) -> list[ContextTerm]:
    """Return what a question speaks of without its name, the likeliest first; [] for none."""
    asked = [said for said in history if not said.cited]
    if not asked:
        return []
    listed = _listed(question, history)
    if listed:
        return [listed]
    answers = [said for said in history if said.answer]
    if _SAID_SO.search(question) and answers:
        return phrases(answers[-1].answer, answers[-1].turn)
    if PERSON.search(question):
        return _person(question, history) if not names_in(question) else []
    if is_fragment(question):
        return _last_question(question, asked)
    return _thing(history) if _THING.search(EMPTY.sub(" ", question)) else []


def phrases(text: str, turn: int, left_out: Sequence[Span] = ()) -> list[ContextTerm]:
    """Return the runs of words of content in a text, as they stand in it."""
    runs: list[tuple[int, int]] = []
    for word in words(text):
        inside = any(span.holds(Span(word.start, word.end)) for span in left_out)
        if not word.stem or word.stem in ASKING or inside:
            continue
        if runs and JOINED.fullmatch(text[runs[-1][1] : word.start]):
            runs[-1] = (runs[-1][0], word.end)
        else:
            runs.append((word.start, word.end))
    return [ContextTerm(text[start:end], turn) for start, end in runs]


def is_fragment(question: str) -> bool:
    """Tell whether a question leaves out what it is about: "And in 2022?", "When was that?"."""
    own = content_stems(question) - ASKING
    joined = _JOINS.match(question) is not None and _VERB.search(question) is None
    return not own or (joined and len(own) <= MOST_OF_FRAGMENT)


def _last_question(question: str, asked: Sequence[Said]) -> list[ContextTerm]:
    """Return the phrases of the last whole question, without what this one puts in their place.

    Where that says "they" itself, those of the question before it belong to it.
    """
    whole = next((said for said in reversed(asked) if not is_fragment(said.text)), asked[-1])
    left_out: list[Span] = []
    if find_expressions(question):
        left_out += [time.span for time in find_expressions(whole.text)]
    if names_in(question):
        for name in names_in(whole.text):
            start = whole.text.find(name)
            left_out.append(Span(start, start + len(name)))
    terms = phrases(whole.text, whole.turn, left_out)
    if _SPEAKS_OF.search(EMPTY.sub(" ", whole.text)):
        before = [said for said in asked if said.turn < whole.turn and not is_fragment(said.text)]
        named = (said for said in reversed(before) if not _SPEAKS_OF.search(said.text))
        terms += [term for said in [*named][:1] for term in phrases(said.text, said.turn)]
    return terms


def _listed(question: str, history: Sequence[Said]) -> ContextTerm | None:
    """Return the item of the last answer that "the second one" means."""
    found = _ORDINAL.search(question)
    answers = [said for said in history if said.answer]
    if found is None or not answers:
        return None
    items = [item for item in _LISTED.split(answers[-1].answer) if item]
    place = _PLACES[found["which"].lower()]
    if len(items) < 2 or place >= len(items):
        return None
    return ContextTerm(items[place], answers[-1].turn)


def _person(asked: str, history: Sequence[Said]) -> list[ContextTerm]:
    """Return the person spoken of last: an answer to "who", else a full name in a question.

    A question that says "he" itself speaks of whom the one before it did. A name in it is that of
    another, whom "she" in the next one can mean and "he" hardly.
    """
    for question, answer in _turns(history):
        named = max(names_in(question.text), key=lambda name: len(name.split()), default="")
        if named and _WHO_IS.sub("", question.text).strip(" ?.") == named:
            return [ContextTerm(named, question.turn)]
        who = names_within(answer) if _ASKS_WHO.search(question.text) else ()
        if who:
            whole = len(answer.split()) <= LONGEST_NAME
            return [ContextTerm(answer if whole else who[0], question.turn)]
        goes_on = PERSON.search(question.text) is not None
        if goes_on and bool(_HE.search(question.text)) == bool(_HE.search(asked)):
            continue
        if " " in named or (named and is_fragment(question.text)):
            return [ContextTerm(named, question.turn)]
        if not goes_on and not is_fragment(question.text):
            return []
    return []


def _thing(history: Sequence[Said]) -> list[ContextTerm]:
    """Return the last answer to "which" or "what", where that can be a thing's name.

    Where nothing was answered it is what that question asks for. A question that says "it" itself
    speaks of what the one before it did.
    """
    for question, answer in _turns(history):
        if _THING.search(question.text) or is_fragment(question.text):
            continue
        if not answer and _ASKS_WHICH.search(question.text):
            return phrases(question.text, question.turn)
        short = answer and len(answer.split()) <= LONGEST_NAME and not answer[0].isdecimal()
        if short and _ASKS_WHICH.search(question.text) and not is_time(answer):
            return [ContextTerm(answer, question.turn)]
        return []
    return []


def _turns(history: Sequence[Said]) -> Iterator[tuple[Said, str]]:
    """Yield each question with the text of its answer, the latest first."""
    answers = {said.turn: said.answer for said in history if said.cited}
    for said in [said for said in reversed(history) if not said.cited][:BACK]:
        yield said, answers.get(said.turn, "")

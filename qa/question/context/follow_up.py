"""A question of a conversation as it is read: with its context, and with what it goes on about."""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.contract.answer import ContextTerm, Turn
from qa.contract.request import Request
from qa.question.context.again import asked_again
from qa.question.context.carried import WORDS
from qa.question.context.referents import ASKING
from qa.question.context.words import content_stems
from qa.question.question import Question, is_resolved, names_in, parse_question, with_context
from qa.text.pronouns import THIRD_PERSON

PRONOUN = re.compile(rf"\b(?:{'|'.join(sorted(THIRD_PERSON))})\b", re.IGNORECASE)
"""What speaks of somebody or something that was named before."""


def follow_up(text: str, request: Request, context: Sequence[ContextTerm]) -> Question:
    """Return the question that a text is read as, after the history of its request.

    A fragment is read as the question that it asks again. ``last`` is set where the question goes
    on about what was cited last.
    """
    typed = parse_question(text, request.as_of)
    again = _again(text, request, context)
    if again is None:
        question = with_context(typed, context)
    else:
        read = parse_question(again, request.as_of)
        question = replace(read, text=text, context=tuple(context))
    return replace(question, last=_gone_on_about(typed, request, context))


def _again(text: str, request: Request, context: Sequence[ContextTerm]) -> str | None:
    """Return what a text asks again; None where it asks something new, or its words were chosen."""
    if not context or request.context is not None:
        return None
    return asked_again(text, request.history[context[0].turn - 1].question)


def _gone_on_about(
    typed: Question, request: Request, context: Sequence[ContextTerm]
) -> Turn | None:
    """Return the turn that cited last, where a question does not speak of something else.

    It does where it names something or a time, or says its subject in several words, and has no
    pronoun that needs an earlier turn.
    """
    cited = [turn for turn in request.history if turn.article]
    if not cited or request.standalone or request.context == ():
        return None
    subject = content_stems(typed.text) - ASKING
    elsewhere = bool(names_in(typed.text)) or is_resolved(typed.scope) or len(subject) > WORDS
    leans = bool(context) and PRONOUN.search(typed.text) is not None
    return cited[-1] if leans or not elsewhere else None

"""The way in: a follow-up question and what was said before give a question that stands alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.conversation.edits import edited, without_overlaps
from qa.conversation.ellipsis import completed
from qa.conversation.mentions import mentions
from qa.conversation.pronouns import pronoun_edits
from qa.conversation.references import noun_for_one, reference_edits
from qa.conversation.times import time_edits
from qa.conversation.tokens import tokens
from qa.conversation.topic import Carried, Conversation
from qa.datatypes import Turn

HISTORY_TURNS = 12
"""Only so many of the last turns are read: nobody refers further back by a pronoun."""

QUESTION_LIMIT = 1000
"""The longest question, in code points, that is understood or made; the limit of ``ask``."""

CONNECTIVE = re.compile(r"\A\s*(?:and|but|so|or|also|now|well)\b,?\s+(?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question that stands alone.

    ``text`` equals the question as asked, byte for byte, when ``changed`` is false. ``carried`` are
    the phrases that came from earlier turns, in the order in which they stand in ``text``.
    """

    text: str
    changed: bool
    carried: tuple[str, ...] = ()


def standalone(question: str, history: Sequence[Turn]) -> Standalone:
    """Return ``question`` as it reads to someone who has not seen ``history``, oldest turn first.

    A question that already stands alone, that follows nothing, or that nothing earlier explains
    comes back as it is. Earlier questions are as they were typed: each is understood from those
    before it. Never raises; the text is at most ``QUESTION_LIMIT`` long unless the question itself
    is longer.

    >>> asked = [Turn("Who is Leon Panetta?", "U.S. Defense Secretary")]
    >>> standalone("What did he urge?", asked).text
    'What did Leon Panetta urge?'
    """
    conversation = Conversation()
    for turn in history[-HISTORY_TURNS:]:
        before, carried = understood(turn.question[:QUESTION_LIMIT], conversation)
        conversation = conversation.after(before.text, turn.answer, carried)
    return understood(question, conversation)[0]


def understood(question: str, conversation: Conversation) -> tuple[Standalone, Carried]:
    """Return ``question`` as understood after ``conversation``, and what it took over."""
    alone = Standalone(question, changed=False), Carried()
    if not conversation.question or not question.strip() or len(question) > QUESTION_LIMIT:
        return alone
    whole = completed(question, conversation)
    asked = whole.text if whole is not None else question
    parts, own = tokens(asked), mentions(asked)
    timed = time_edits(asked, conversation.times, conversation.answered_times)
    pronouns = pronoun_edits(asked, parts, own, conversation)
    found = [(edit, candidate) for edit, candidate, _ in pronouns]
    if whole is None and not timed:
        found += (
            noun_for_one(asked, conversation)
            if found
            else reference_edits(asked, parts, own, conversation)
        )
    edits = without_overlaps([*timed, *(edit for edit, _ in found)])
    text = edited(asked, edits)
    if text == question or len(text) > QUESTION_LIMIT:
        return alone
    topic = min((one for _, one in found), key=conversation.first_turn, default=None)
    if topic is None and whole is not None and whole.same_topic:
        topic = conversation.topic
    carried = Carried(
        topic=topic,
        known=tuple((one.mention.head, said) for _, one, said in pronouns if one.mention.name),
        opened=whole is not None and topic is None,
    )
    kept = [*(whole.carried if whole is not None else ()), *(edit.carried for edit in edits)]
    return Standalone(without_connective(text), True, tuple(kept)), carried


def without_connective(question: str) -> str:
    """Drop the "And" that joined a follow-up to what it no longer needs."""
    text = CONNECTIVE.sub("", question)
    return text[0].upper() + text[1:]

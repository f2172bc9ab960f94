"""The way in: a follow-up question and what was said before give a question that stands alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qa.contract.answer import Turn
from qa.question.follow_up.edits import Edit, edited, without_overlaps
from qa.question.follow_up.ellipsis import completed, is_fragment
from qa.question.follow_up.framing import framing_edits
from qa.question.follow_up.mentions import mentions
from qa.question.follow_up.pronouns import pronoun_edits
from qa.question.follow_up.references import noun_for_one, reference_edits
from qa.question.follow_up.times import time_edits
from qa.question.follow_up.tokens import tokens
from qa.question.follow_up.topic import Carried, Conversation

HISTORY_TURNS = 12
"""Only so many of the last turns are read: nobody refers further back by a pronoun."""

QUESTION_LIMIT = 1000
"""The longest question, in code points, that is understood or made; the limit of ``ask``."""

SENTENCE_END = re.compile(
    r"(?:[?!]+|\b(?:(?!vs\b)[^\W\d_A-Z]{2,}|OK|[A-Z][a-z]{4,})\.)[\s\"\u201d]+(?=[^\W\d_])"
)
"""Ends a sentence within a question, for what is no abbreviation."""

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
        _, conversation = told(turn.question[:QUESTION_LIMIT], turn.answer, conversation)
    return told(question, "", conversation)[0]


def told(question: str, answer: str, conversation: Conversation) -> tuple[Standalone, Conversation]:
    """Return a question as understood, and the conversation after it and its answer.

    Its sentences are understood one after the other: "They met at a club? Where is that?".
    """
    *first, last = sentences(question)
    before, pieces, opens, asked_before = conversation, [], True, False
    for sentence in first:
        asks = sentence.rstrip().endswith("?")
        piece, carried = understood(sentence, conversation, asks and opens, asks)
        pieces.append(piece)
        if mentions(sentence) or piece.changed:
            opens, asked_before = False, asked_before or asks
            if asks and is_fragment(sentence, after_about=True):
                carried = Carried(opened=True)  # "e-Discovery? What's that?"
            asked = piece.text if asks else conversation.question
            conversation = replace(conversation.after(piece.text, "", carried), question=asked)
    leans = opens or (not asked_before and bool(mentions(last)))
    piece, carried = understood(last, conversation, opens, leans)
    pieces.append(piece)
    text = "".join(one.text for one in pieces)
    alone = Standalone(text, True, tuple(said for one in pieces for said in one.carried))
    if text == question or not before.question or len(text) > QUESTION_LIMIT:
        alone = Standalone(question, changed=False)
    return alone, conversation.after(piece.text, answer, carried)


def sentences(question: str) -> list[str]:
    """Return the sentences of a question with the space after each; one when it has no end."""
    ends = [found.end() for found in SENTENCE_END.finditer(question)]
    return [question[start:end] for start, end in pairwise([0, *ends, len(question)])]


def understood(
    question: str, conversation: Conversation, completes: bool, leans: bool
) -> tuple[Standalone, Carried]:
    """Return one sentence as understood after ``conversation``, and what it took over.

    ``completes`` says that it may leave out what the last question said, ``leans`` that it may
    speak of the topic without a pronoun.
    """
    alone = Standalone(question, changed=False), Carried()
    if not conversation.question or not question.strip() or len(question) > QUESTION_LIMIT:
        return alone
    whole = completed(question, conversation) if completes else None
    asked = whole.text if whole is not None else question
    parts, own = tokens(asked), mentions(asked)
    timed = time_edits(asked, conversation.times, conversation.answered_times)
    pronouns = pronoun_edits(asked, parts, own, conversation)
    found = [(edit, candidate) for edit, candidate, _ in pronouns]
    framing: list[Edit] = []
    if whole is None and not timed:
        if found:
            found += noun_for_one(asked, conversation)
        elif leans:
            found += reference_edits(asked, parts, own, conversation)
            framing = [] if found else framing_edits(asked, parts, own, conversation)
    edits = without_overlaps([*timed, *framing, *(edit for edit, _ in found)])
    text = edited(asked, edits)
    if text == question or len(text) > QUESTION_LIMIT:
        return alone
    topic = min((one for _, one in found), key=conversation.first_turn, default=None)
    if topic is None and whole is not None and whole.same_topic:
        topic = conversation.topic
    # "The Hamlin variety of orange trees" is what is spoken of from here.
    narrowed = bool(found) and not pronouns and any(one.whole and one.dependent for one in own)
    if narrowed:
        topic = None
    carried = Carried(
        topic=topic,
        known=tuple((one.mention.head, said) for _, one, said in pronouns if one.mention.name),
        opened=narrowed or (whole is not None and topic is None),
    )
    kept = [*(whole.carried if whole is not None else ()), *(edit.carried for edit in edits)]
    return Standalone(without_connective(text), True, tuple(kept)), carried


def without_connective(question: str) -> str:
    """Drop the "And" that joined a follow-up to what it no longer needs."""
    text = CONNECTIVE.sub("", question)
    return text[0].upper() + text[1:]

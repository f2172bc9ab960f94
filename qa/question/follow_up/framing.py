"""Questions about something new that say too little to stand alone: "are there any festivals?"."""

import re
from collections.abc import Sequence

from qa.question.follow_up import words
from qa.question.follow_up.edits import Edit
from qa.question.follow_up.leaning import at_end
from qa.question.follow_up.mentions import Mention, is_joined
from qa.question.follow_up.tokens import Token
from qa.question.follow_up.topic import Conversation, opens

THERE_IS = re.compile(r"\b(?:(?:is|are|was|were) there|there (?:is|are|was|were))\b", re.IGNORECASE)

UNRESOLVED = words.words("he she him her his hers it its they them their theirs")
"""A pronoun that we could not tell leaves the question open whatever we add to it."""

SPECIFIC_WORDS = 3
"""A noun phrase of so many words needs no frame: "early warning systems", "crude oil washing"."""

ASKS = words.QUESTION_WORDS | words.AUXILIARIES


def framing_edits(
    question: str, parts: Sequence[Token], own: Sequence[Mention], conversation: Conversation
) -> list[Edit]:
    """Return the edit that puts a question into what the conversation is about, none for others.

    "Which empires survived?", "how do navigation systems work?": it names nothing, introduces
    nothing, nothing in it was spoken of before, and one phrase is all that it speaks of. A place
    takes in more: "what is there to do in summer?".
    """
    frame = conversation.frame
    asked = {part.lower for part in parts}
    named = any(part.capital and part.is_open for part in parts[1:])
    if frame is None or frame.kind == "person" or named or not own or UNRESOLVED & asked:
        return []
    new = conversation.said.isdisjoint(word for mention in own for word in mention.words)
    about = any(part.lower == "about" for part in parts[:2])
    within = at_end(question, "for" if frame.mention.indefinite else "in", frame)
    if any(lacks_object(question, mention, conversation) for mention in own):
        return [within]
    if about or not new or not ASKS & asked or opens(question, own[0]):
        return []
    phrases = separate(question, own)
    wide = frame.kind == "place" or THERE_IS.search(question)
    narrow = len(phrases) > 1 or is_specific(phrases) or is_bare_subject(phrases, parts)
    return [within] if wide or not narrow else []


def separate(question: str, own: Sequence[Mention]) -> list[Mention]:
    """Return the phrases that need no owner; of those joined by "and" the first."""
    whole = [mention for mention in own if not mention.dependent]
    return [
        mention
        for at, mention in enumerate(whole)
        if not (at and is_joined(question[whole[at - 1].end : mention.start]))
    ]


def is_specific(phrases: Sequence[Mention]) -> bool:
    """Tell whether the one phrase says enough by itself: "early warning systems"."""
    return any(len(phrase.words) >= SPECIFIC_WORDS for phrase in phrases)


def is_bare_subject(phrases: Sequence[Mention], parts: Sequence[Token]) -> bool:
    """Tell whether a question asks about one plain noun: "how is cassoulet made?"."""
    if not phrases or len(phrases[0].text.split()) > 1 or phrases[0].asked:
        return False
    yes_no = parts[0].lower in words.AUXILIARIES and not phrases[0].preposition
    return phrases[0].subject or yes_no


def lacks_object(question: str, mention: Mention, conversation: Conversation) -> bool:
    """Tell whether it is an act done to something not said: "the impact of burning"."""
    return (
        mention.head.endswith("ing")
        and len(mention.words) == 1
        and question[mention.start : mention.end].islower()
        and mention.preposition in ("of", "into", "by")
        and mention.head not in conversation.said
    )

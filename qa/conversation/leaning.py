"""Nouns and questions that lean on the conversation: "the symptoms", "how many were sold?"."""

import re
from collections.abc import Sequence

from qa.conversation import words
from qa.conversation.candidates import Candidate
from qa.conversation.edits import Edit, end_of_question
from qa.conversation.mentions import Mention, is_joined
from qa.conversation.tokens import CLITIC_S, Token
from qa.conversation.topic import Conversation, opens

OWNED_BY = {
    "difference": "between",
    "similarity": "between",
    "relationship": "between",
    "treatment": "for",
    "cure": "for",
    "evidence": "for",
    "reason": "for",
    "argument": "for",
    "solution": "to",
    "alternative": "to",
    "reaction": "to",
    "response": "to",
}
"""The preposition that joins a noun to what it is of; "of" for all others."""

COMPARES = re.compile(
    r"\b(?:compared?|compares|(?P<from>differ(?:s|ed|ent)?)|related?|similar)[\s?.!]*\Z",
    re.IGNORECASE,
)
"""Ends a question that leaves out with what it compares."""

TAKES_PART = re.compile(
    r"\b(?:(?:take|takes|took|taking|taken) part|participat(?:e|es|ed|ing)"
    r"|(?P<direct>attend(?:s|ed|ing)?|win|won|sign(?:ed)?|organi[sz]ed?|hosted|boycotted))[\s?.!]*\Z",
    re.IGNORECASE,
)
"""Ends a question that leaves out in what part was taken."""

THERE_IS = re.compile(r"\b(?:(?:is|are|was|were) there|there (?:is|are|was|were))\b", re.IGNORECASE)
ONE_WORD_LEFT = re.compile(r"\s*(?:(?:is|are|was|were)\s+)?\w+\W*\Z")
"""After "which empires", "what licences": "survived", "are needed", and no place or object."""

UNKNOWN = words.words("he she him her his hers")

VAGUE = words.words(
    "any some other another popular similar important typical famous common notable main "
    "interesting key major good best"
)
"""First words of a noun phrase that leave open of what, or in which place."""


def leaning_edits(
    question: str, parts: Sequence[Token], own: Sequence[Mention], conversation: Conversation
) -> list[tuple[Edit, Candidate]]:
    """Return the edit that says of what a leaning question asks, with that; none for others."""
    frame = conversation.frame or conversation.topic
    # A person whom we could not tell leaves the question open whatever we add to it.
    if frame is None or UNKNOWN.intersection(part.lower for part in parts):
        return []
    if any(repeats(mention, frame) for mention in own):
        return []
    edit = (
        lacking(question, parts, own, frame)
        or owner(question, parts, own, frame)
        or framed(question, own, conversation)
    )
    return [(edit, frame)] if edit is not None else []


def repeats(mention: Mention, candidate: Candidate) -> bool:
    """Tell whether the question itself already speaks of the candidate."""
    return not mention.dependent and not set(mention.words).isdisjoint(candidate.mention.words)


def at_end(question: str, preposition: str, frame: Candidate) -> Edit:
    """Return the edit that adds the frame before the question mark."""
    at = end_of_question(question)
    text = f" {preposition} {frame.text}" if preposition else f" {frame.text}"
    return Edit(at, at, text, frame.text)


def lacking(
    question: str, parts: Sequence[Token], own: Sequence[Mention], frame: Candidate
) -> Edit | None:
    """Complete "who took part?", "how does it differ?" and questions without any noun."""
    part = TAKES_PART.search(question)
    if part is not None:
        return at_end(question, "" if part["direct"] else "in", frame)
    compares = COMPARES.search(question)
    whole = [mention for mention in own if not mention.dependent]
    if compares is not None and len(whole) == 1 and not own[0].plural:
        return at_end(question, "from" if compares["from"] else "to", frame)
    asks = words.QUESTION_WORDS | words.AUXILIARIES
    if own or not asks.intersection(part.lower for part in parts):
        return None
    return at_end(question, "in", frame)


def owner(
    question: str, parts: Sequence[Token], own: Sequence[Mention], frame: Candidate
) -> Edit | None:
    """Say whose the first noun is that leaves it open: "the symptoms of throat cancer"."""
    for at, mention in enumerate(own):
        following = own[at + 1 :]
        if owned(question, parts, mention, following):
            if mention.head in words.TWO_PLACE and len(following) == 1 and at == 0:
                return at_end(question, "in", frame)
            continue
        if not leans(question, mention, [*own[:at], *following]):
            continue
        for other in following:
            if is_joined(question[mention.end : other.start]):
                mention = other
        text = f" {preposition_for(mention, frame)} {frame.text}"
        return Edit(mention.end, mention.end, text, frame.text)
    return None


def preposition_for(mention: Mention, frame: Candidate) -> str:
    """Return what joins a noun to its owner."""
    if frame.kind == "place":
        return "in"
    preposition = OWNED_BY.get(mention.head, "of")
    return "of" if preposition == "between" and not frame.mention.plural else preposition


def leans(question: str, mention: Mention, others: Sequence[Mention]) -> bool:
    """Tell whether a noun leaves open whose it is."""
    first, *rest = question[mention.start : mention.end].lower().split()
    if mention.dependent:
        if mention.head in words.ROLES:
            return True
        after_noun = any(one.start < mention.start and not one.dependent for one in others)
        modified = first in ("a", "an") and len(rest) > 1
        named = any(one.name and not one.preposition for one in others)
        plain = words.ADJECTIVES | words.EVALUATIVE
        qualified = any(word not in plain for word in mention.words[:-1])
        if qualified and any(one.preposition and one.start > mention.end for one in others):
            return False
        noun = mention.head in words.DEPENDENT | words.LOOSELY_DEPENDENT
        return noun and not (after_noun or modified or named)
    if mention.name or mention.asked or any(other.name for other in others):
        return False
    if first in VAGUE:
        return not others
    return (
        first == "the"
        and mention.text.islower()
        and mention.head not in words.UNIQUE | words.PEOPLE
        and not any(other.preposition and other.start > mention.end for other in others)
    )


def owned(
    question: str, parts: Sequence[Token], mention: Mention, following: Sequence[Mention]
) -> bool:
    """Tell whether the question itself says whose the noun is."""
    before = [token for token in parts if token.end <= mention.start]
    first = question[mention.start : mention.end].split()[0].lower()
    if first in words.POSSESSIVES or (before and before[-1].lower in CLITIC_S):
        return True
    rest = question[mention.end :].lstrip().lower()
    if rest.startswith(("of ", "between ")):
        return True
    if rest.startswith("and "):
        return any(other.preposition in ("of", "between") for other in following)
    joining = OWNED_BY.get(mention.head)
    return any(other.preposition == joining for other in following if joining)


def framed(question: str, own: Sequence[Mention], conversation: Conversation) -> Edit | None:
    """Put a question about something new into the frame: "are there any festivals?".

    Only where nothing in it was spoken of before, where it names and introduces nothing, and where
    its form asks for a place or a whole: "are there ...", "which empires survived".
    """
    frame = conversation.frame
    if frame is None or any(mention.name for mention in own):
        return None
    new = conversation.said.isdisjoint(word for mention in own for word in mention.words)
    if not new or not own or opens(question, own[0]):
        return None
    bare = (
        own[0].asked
        and all(mention.asked or mention.dependent for mention in own)
        and ONE_WORD_LEFT.match(question[own[0].end :])
    )
    if frame.kind == "place" or THERE_IS.search(question) or bare:
        return at_end(question, "in", frame)
    return None

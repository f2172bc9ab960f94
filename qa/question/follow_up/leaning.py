"""Nouns and questions that lean on the conversation: "the symptoms", "how many were sold?"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from qa.question.follow_up import words
from qa.question.follow_up.candidates import Candidate
from qa.question.follow_up.edits import Edit, end_of_question
from qa.question.follow_up.mentions import Mention, is_joined
from qa.question.follow_up.tokens import CLITIC_S, Token, base_form, is_participle
from qa.question.follow_up.topic import Conversation

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

TO_DO = re.compile(r" to (?!the\b|an?\b)[a-z]+\b")
"""After a noun that this completes: "the best time to visit", "some ways to avoid injury"."""

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
    if frame.kind == "person" and not belongs_to_people(question, own):
        return []
    edit = lacking(question, parts, own, frame) or owner(question, parts, own, frame, conversation)
    return [(edit, frame)] if edit is not None else []


def belongs_to_people(question: str, own: Sequence[Mention]) -> bool:
    """Tell whether it asks what a person has: "the visit", "the reaction", no "building"."""
    nouns = words.EVENTS | words.DEPENDENT | words.LOOSELY_DEPENDENT
    return not TAKES_PART.search(question) and any(mention.head in nouns for mention in own)


def repeats(mention: Mention, candidate: Candidate) -> bool:
    """Tell whether the question itself already speaks of the candidate."""
    return not mention.dependent and not set(mention.words).isdisjoint(candidate.mention.words)


def at_end(question: str, preposition: str, frame: Candidate) -> Edit:
    """Return the edit that adds the frame before the question mark."""
    at = end_of_question(question)
    named = thing_of(frame)
    return Edit(at, at, f" {preposition} {named}" if preposition else f" {named}", named)


def thing_of(frame: Candidate) -> str:
    """Return "a franchise" for "buying a franchise": an aspect is of the thing, not of the act."""
    first, *rest = frame.text.split(maxsplit=1)
    act = first.endswith("ing") and base_form(first) is not None
    return rest[0] if act and rest and rest[0].startswith(("a ", "an ", "the ")) else frame.text


def lacking(
    question: str, parts: Sequence[Token], own: Sequence[Mention], frame: Candidate
) -> Edit | None:
    """Complete "who took part?", "how does it differ?" and questions without any noun."""
    part = TAKES_PART.search(question)
    if part is not None and not (part["direct"] and own):
        direct = part["direct"] and frame.kind == "thing"
        return at_end(question, "" if direct else "in", frame)
    counted = bare_quantifier(parts, own) if frame.mention.plural else None
    if counted is not None:
        return Edit(counted.end, counted.end, f" {frame.text.removeprefix('the ')}", frame.text)
    compares = COMPARES.search(question)
    whole = [mention for mention in own if not mention.dependent]
    if compares is not None and len(whole) == 1 and not own[0].plural:
        return at_end(question, "from" if compares["from"] else "to", frame)
    asks = words.QUESTION_WORDS | words.AUXILIARIES
    if own or frame.acts or not asks.intersection(part.lower for part in parts):
        return None
    return at_end(question, "in", frame)


def bare_quantifier(parts: Sequence[Token], own: Sequence[Mention]) -> Token | None:
    """Return the "many" of "why are so many dying?", None when its noun follows."""
    for token, after in pairwise(parts):
        inside = any(mention.start <= token.start < mention.end for mention in own)
        open_end = not after.is_word or after.lower in words.AUXILIARIES or is_participle(after)
        if token.lower in words.QUANTIFIERS and open_end and not inside:
            return token
    return None


def owner(
    question: str,
    parts: Sequence[Token],
    own: Sequence[Mention],
    frame: Candidate,
    conversation: Conversation,
) -> Edit | None:
    """Say whose the first noun is that leaves it open: "the symptoms of throat cancer"."""
    for at, mention in enumerate(own):
        following = own[at + 1 :]
        if owned(question, parts, mention, following):
            if mention.head in words.TWO_PLACE and len(following) == 1 and at == 0:
                return at_end(question, "in", frame)
            continue
        owner_itself = at > 0 and question[own[at - 1].end : mention.start].strip() == "of"
        if owner_itself and len(mention.words) > 1:
            continue
        leaning = leans(question, mention, [*own[:at], *following])
        if not (leaning or points_back(question, mention, conversation)):
            continue
        if mention.definite and mention.plural and known_alone(mention, conversation):
            continue
        for other in following:
            if is_joined(question[mention.end : other.start]):
                mention = other
        if TO_DO.match(question, mention.end):
            return at_end(question, "in", frame)
        text = f" {preposition_for(mention, frame)} {thing_of(frame)}"
        return Edit(mention.end, mention.end, text, thing_of(frame))
    return None


def points_back(question: str, mention: Mention, conversation: Conversation) -> bool:
    """Tell whether "that addiction" takes up, under a new name, what was spoken of."""
    first = question[mention.start : mention.end].split()[0].lower()
    new = conversation.said.isdisjoint(mention.words)
    return first in ("this", "that", "these", "those") and new and mention.text.islower()


def known_alone(mention: Mention, conversation: Conversation) -> bool:
    """Tell whether "the islands" stood just so in a question before."""
    return any(
        candidate.text == mention.text and not candidate.answered
        for candidate in conversation.candidates
    )


def preposition_for(mention: Mention, frame: Candidate) -> str:
    """Return what joins a noun to its owner."""
    if frame.kind == "place":
        return "in"
    preposition = OWNED_BY.get(mention.head, "of")
    return "of" if preposition == "between" and not frame.mention.plural else preposition


def leans(question: str, mention: Mention, others: Sequence[Mention]) -> bool:
    """Tell whether a noun leaves open whose it is."""
    first, *rest = question[mention.start : mention.end].lower().split()
    if "of" in rest:
        return False
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

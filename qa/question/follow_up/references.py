"""Phrases that stand for a fuller one: "the experiment", "the first", "a new one"."""

import re
from collections.abc import Sequence

from qa.question.follow_up import words
from qa.question.follow_up.candidates import Candidate
from qa.question.follow_up.edits import Edit
from qa.question.follow_up.leaning import leaning_edits
from qa.question.follow_up.mentions import Mention
from qa.question.follow_up.tokens import Token, is_plural, singular
from qa.question.follow_up.topic import Conversation

SUPERLATIVE = re.compile(
    r"\bthe (?P<which>(?:most|least) [\w-]+|first|second|third|last|latest|best|worst|[a-z]{3,}est)"
    r"(?= (?:ever|to|on|in|of all|of the world|and|or|for|at|so far|invented|built|made|found"
    r"|discovered|is|are|was|were)\b|\s*[?.!,]|\s*$)",
    re.IGNORECASE,
)
"""A superlative without a noun of its own."""

PREDICATE = re.compile(
    r"\b(?!what\b|which\b|who\b|where\b|when\b)\w+\s+(?:is|are|was|were|be)\s+$", re.IGNORECASE
)
"""Before a superlative that says something of a subject: "which museums are the most popular"."""

ONE = re.compile(
    r"\b(?P<before>(?!(?:no|any|some|every|each|the|this|that|which|if)\b)[\w-]+) (?P<one>ones?)\b"
    r"(?! of\b)",
    re.IGNORECASE,
)
NOT_BEFORE_ONE = words.PREPOSITIONS | words.AUXILIARIES | words.CONJUNCTIONS | words.PRONOUNS


def reference_edits(
    question: str, parts: Sequence[Token], own: Sequence[Mention], conversation: Conversation
) -> list[tuple[Edit, Candidate]]:
    """Return the edits of a question without a pronoun, with what each took from before.

    ``own`` are the mentions of the question. The first of these that applies is made: a fuller
    name, a noun for "one" or for a superlative, an owner for a noun that needs one.
    """
    if conversation.topic is None:
        return []
    return (
        fuller_names(own, conversation)
        or noun_for_one(question, conversation)
        or noun_for_superlative(question, conversation.topic)
        or leaning_edits(question, parts, own, conversation)
    )


def fuller_names(
    own: Sequence[Mention], conversation: Conversation
) -> list[tuple[Edit, Candidate]]:
    """Replace "the experiment" by "the Stanford Experiment", "Comte" by "Auguste Comte"."""
    made = []
    for mention in own:
        vague = not (mention.definite or mention.name or mention.plural)
        if len(mention.words) > 1 or mention.asked or vague:
            continue
        candidate = fuller_name(mention, conversation)
        if candidate is not None:
            text = candidate.text
            if mention.definite and candidate.mention.indefinite:
                text = f"the {text.split(maxsplit=1)[1]}"
            start = mention.start
            if mention.plural != candidate.mention.plural and not mention.name:
                start = mention.end - len(mention.text.split()[-1])
                text = bare_noun(candidate.mention, plural=mention.plural)
            edit = Edit(start, mention.end, text, candidate.text)
            made.append((edit, candidate))
    return made


def fuller_name(mention: Mention, conversation: Conversation) -> Candidate | None:
    """Return what has the mention's one word and more, or what "the city" is the class of."""
    ranked = conversation.ranked()
    kinds = kinds_of_class(mention.head) if mention.definite and not mention.plural else ()
    named = next((one for one in ranked if is_of(one, kinds)), None)
    if named is not None and named in (conversation.topic, conversation.frame):
        return named
    for candidate in [*ranked, *reversed(conversation.candidates)]:
        other = candidate.mention
        fuller = mention.words[0] in other.words and len(other.words) > 1
        agrees = mention.name or not other.name or mention.plural == other.plural
        alike = other.name if mention.name else other.head == mention.head and not other.dependent
        if fuller and alike and agrees:
            return candidate
    return named


def is_of(candidate: Candidate, kinds: Sequence[str]) -> bool:
    """Tell whether a name can be of the kinds; one that acts is no place."""
    a_place = not (candidate.acts and "place" in kinds)
    return candidate.mention.name and candidate.kind in kinds and a_place


def kinds_of_class(noun: str) -> tuple[str, ...]:
    """Return which kinds of name "the city" or "the company" can stand for."""
    if noun in words.PLACE_NOUNS:
        return ("place", "name")
    return ("thing", "name") if noun in words.GROUP_NOUNS else ()


def noun_for_one(question: str, conversation: Conversation) -> list[tuple[Edit, Candidate]]:
    """Replace the "one" of "a smart one" by the last common noun, else by the topic's."""
    found = ONE.search(question)
    if found is None or found["before"].lower() in NOT_BEFORE_ONE:
        return []
    kinds = (
        candidate
        for candidate in conversation.ranked()
        if not candidate.mention.dependent
        and not candidate.mention.name
        and (candidate.mention.plural or candidate.mention.indefinite)
    )
    candidate = next(kinds, conversation.topic)
    if candidate is None:
        return []
    noun = bare_noun(candidate.mention, plural=found["one"].lower() == "ones")
    return [(Edit(*found.span("one"), noun, candidate.text), candidate)]


def noun_for_superlative(question: str, topic: Candidate) -> list[tuple[Edit, Candidate]]:
    """Put the topic's noun after "the largest" when no noun of its own follows."""
    found = SUPERLATIVE.search(question)
    if found is None or topic.mention.name or PREDICATE.search(question[: found.start()]):
        return []
    noun = bare_noun(topic.mention, plural=False)
    return [(Edit(found.end("which"), found.end("which"), f" {noun}", topic.text), topic)]


def bare_noun(mention: Mention, *, plural: bool) -> str:
    """Return a noun phrase without article and first adjectives, in the number asked for."""
    phrase = mention.text.split()
    left_out = words.ARTICLES | words.EVALUATIVE | words.ADJECTIVES
    while len(phrase) > 1 and phrase[0].lower() in left_out:
        phrase = phrase[1:]
    if is_plural(phrase[-1]) and not plural and not mention.name:
        phrase[-1] = singular(phrase[-1])
    elif plural and not is_plural(phrase[-1]):
        phrase[-1] += "s"
    return " ".join(phrase)

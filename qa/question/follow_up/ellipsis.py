"""Follow-ups that say only what changes: "And in 2022?", "What about Japan?", "When?"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.question.follow_up import words
from qa.question.follow_up.candidates import Candidate
from qa.question.follow_up.edits import end_of_question
from qa.question.follow_up.mentions import Mention, is_joined, mentions
from qa.question.follow_up.recast import recast
from qa.question.follow_up.times import times
from qa.question.follow_up.tokens import base_form, tokens
from qa.question.follow_up.topic import Conversation

ABOUT = re.compile(
    r"\A\W*(?:(?:and|but|so|or)\b,?\s+)?(?:what|how)\s+about\s+(?P<rest>\S.*?)"
    r"(?:,?\s+(?:in particular|specifically|especially|then|instead))?\W*\Z",
    re.IGNORECASE | re.DOTALL,
)
KIND = re.compile(r"for (?P<kind>an? \S.*)\Z", re.IGNORECASE | re.DOTALL)
"""Of "what about for a truck", asked of another kind of thing: as "what about a truck"."""

FRAGMENT = re.compile(
    r"\A\W*(?P<joint>(?:and|but|or)\b,?\s+)?(?P<rest>\w.*?)\W*\Z", re.IGNORECASE | re.DOTALL
)
MAX_FRAGMENT_WORDS = 8
"""A longer follow-up says more than what changes."""


@dataclass(frozen=True, slots=True)
class Completed:
    """A follow-up with the words of the last question that it left out.

    ``carried`` are the pieces of the last question; ``same_topic`` tells that it still asks about
    what that one asked about.
    """

    text: str
    carried: tuple[str, ...]
    same_topic: bool


def completed(question: str, conversation: Conversation) -> Completed | None:
    """Return the whole question behind an elliptic one, None when it is none."""
    turned = recast(question, conversation)
    if turned is not None:
        return Completed(turned, (conversation.question,), True)
    about = ABOUT.match(question)
    found = about or FRAGMENT.match(question)
    if found is None:
        return None
    rest = found["rest"]
    if len(rest.split()) > MAX_FRAGMENT_WORDS or not is_fragment(rest, about is not None):
        return None
    bare = KIND.match(rest) if about is not None else None
    if bare is not None and not any(
        one.preposition == "for" for one in mentions(conversation.question)
    ):
        rest = bare["kind"]
    whole = with_time(rest, conversation) or with_place(rest, conversation)
    if whole is not None:
        return whole
    # A bare phrase without "and" or "?" is no follow-up but words to search for.
    if about is None and found["joint"] is None and not question.rstrip().endswith("?"):
        return None
    return with_phrase(rest, conversation)


def is_fragment(rest: str, after_about: bool) -> bool:
    """Tell whether words hold no verb, no question word and no pronoun.

    After "what about" the first word is taken for a noun: "what about talks".
    """
    parts = [token for token in tokens(rest) if token.is_word]
    if not parts:
        return False
    first = parts[0]
    request = first.lower in words.REQUESTS or base_form(first.text) == first.text
    if request and not after_about:
        return False
    whole = words.AUXILIARIES | words.QUESTION_WORDS | words.POLITE | words.PRONOUNS
    return not any(token.lower in whole | words.POSSESSIVES for token in parts)


def around(last: str, start: int, end: int, text: str, same_topic: bool) -> Completed:
    """Return the last question with ``text`` in the place of ``last[start:end]``."""
    kept = (last[:start].strip(), last[end:].strip(" ?."))
    carried = tuple(piece for piece in kept if piece)
    return Completed(last[:start] + text + last[end:], carried, same_topic)


def with_time(rest: str, conversation: Conversation) -> Completed | None:
    """Ask the last question of another time: the old one is replaced, none is added to it."""
    found = times(rest)
    if len(found) != 1 or rest[: found[0].start].strip() or rest[found[0].end :].strip():
        return None
    last, time = conversation.question, found[0]
    old = times(last)
    if not old:
        at = end_of_question(last)
        return around(last, at, at, f" {time.phrase}", True)
    preposition = time.preposition or old[-1].preposition
    # Within a noun phrase ("the 2010 talks") the year stands without a preposition.
    bare = not preposition or (not old[-1].preposition and old[-1].core.isdigit())
    text = time.core if bare else f"{preposition} {time.core}"
    return around(last, old[-1].start, old[-1].end, text, True)


def with_place(rest: str, conversation: Conversation) -> Completed | None:
    """Replace the phrase with the same preposition, or add the new one: "And in Japan?"."""
    preposition = rest.split()[0].lower()
    if preposition not in words.PREPOSITIONS:
        return None
    last = conversation.question
    for mention in reversed(mentions(last)):
        start = last[: mention.start].lower().rfind(preposition)
        if mention.preposition == preposition and start >= 0:
            return around(last, start, mention.end, rest, True)
    at = end_of_question(last)
    return around(last, at, at, f" {rest}", True)


def with_phrase(rest: str, conversation: Conversation) -> Completed | None:
    """Replace the parallel phrase of the last question: "What about Japan?"."""
    # A mark before the phrase keeps its first word from being taken for a request.
    new = mentions("\u201c" + rest)
    between = (
        rest[one.end - 1 : other.start - 1] for one, other in zip(new, new[1:], strict=False)
    )
    if not new or not all(is_joined(text) for text in between):
        return None
    last = conversation.question
    slot = slot_for(new[0], mentions(last), conversation.topic)
    return None if slot is None else around(last, slot.start, slot.end, rest, False)


def slot_for(new: Mention, old: Sequence[Mention], topic: Candidate | None) -> Mention | None:
    """Return the mention of the last question that the new one stands in for, None without one."""
    same_noun = [mention for mention in old if mention.head == new.head and not new.name]
    about = [
        mention for mention in old if topic is not None and mention.words == topic.mention.words
    ]
    if new.dependent:
        slots = [*coordinated([mention for mention in old if mention.dependent]), *same_noun]
    elif new.name:
        names = [mention for mention in old if mention.name]
        slots = [*(mention for mention in names if mention in about), *names, *about]
    else:
        # "How has Netflix changed society?", "How about dating?": a name is not the parallel.
        named = any(mention.name for mention in old)
        objects = [mention for mention in old if not mention.subject and not mention.name]
        slots = [*same_noun, *(objects if named and objects else about)]
    slot = next(iter(slots), None)
    return None if slot is None or slot.asked else slot


def coordinated(leaning: Sequence[Mention]) -> list[Mention]:
    """Return the first mention stretched over those joined to it: "the pros and cons"."""
    if len(leaning) > 1 and leaning[1].start - leaning[0].end == len(" and "):
        return [replace(leaning[0], end=leaning[1].end)]
    return list(leaning)

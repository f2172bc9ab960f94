"""Follow-ups that say only what changes: "And in 2022?", "What about Japan?", "When?"."""

import re
from dataclasses import dataclass, replace

from qa.conversation import words
from qa.conversation.edits import end_of_question
from qa.conversation.mentions import Mention, is_joined, mentions
from qa.conversation.times import times, without_times
from qa.conversation.tokens import base_form, tokens
from qa.conversation.topic import Candidate, Conversation

BARE = re.compile(
    r"\A\W*(?:(?:and|but|so|or|okay|ok)\b,?\s+)?"
    r"(?P<bare>(?:(?:for|since|until|by|to|with|from|at|in|on)\s+)?"
    r"(?:when|where|why|how|whom?|what|which)"
    r"(?:\s+(?:long|much|many|often|far|come|else|year|month|day|date|place|country|reason))?)"
    r"(?:\s+(?:exactly|precisely|then))?\W*\Z",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"\A\W*(?:(?:and|but|so|or)\b,?\s+)?(?:what|how)\s+about\s+(?P<rest>.+?)\W*\Z",
    re.IGNORECASE | re.DOTALL,
)
AND = re.compile(r"\A\W*(?:and|but|or)\b,?\s+(?P<rest>.+?)\W*\Z", re.IGNORECASE | re.DOTALL)
ALONE = re.compile(r"\A\W*(?P<rest>.+?)\W*\Z", re.DOTALL)

MAX_FRAGMENT_WORDS = 8
"""A longer follow-up says more than what changes."""

MAX_OBJECT_WORDS = 14
"""A longer answer is not put in the place of "what": the question would no longer read as one."""

AUXILIARY = (
    "am|is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must"
)
ASKED = re.compile(
    r"\A(?P<how>(?:(?:for|since|until|by|to|with|from|at|in|on)\s+)?"
    r"(?P<word>who|whom|what|which|when|where|why|how)"
    r"(?:\s+(?:much|many|long|often|far|else))?)"
    rf"(?P<noun>(?:\s+(?!(?:{AUXILIARY})\b)[\w'\u2019-]+){{0,5}}?)"
    rf"\s+(?P<auxiliary>{AUXILIARY})\s+(?P<rest>.+)\Z",
    re.IGNORECASE | re.DOTALL,
)
YES_NO = re.compile(rf"\A(?P<auxiliary>{AUXILIARY})\s+(?P<rest>.+)\Z", re.IGNORECASE | re.DOTALL)
SUBJECT_WHO = re.compile(r"\Awho\s+(?P<verb>[\w-]+)(?P<rest>\b.*)\Z", re.IGNORECASE | re.DOTALL)
SUPERLATIVE = re.compile(
    r"\bthe (?:(?:most|least) [\w-]+|[a-z]{3,}est|first|last)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Completed:
    """A follow-up with the words of the last question that it left out."""

    text: str
    carried: tuple[str, ...]
    same_topic: bool


def completed(question: str, conversation: Conversation) -> Completed | None:
    """Return the whole question behind an elliptic one, None when it is none."""
    bare = BARE.match(question)
    if bare is not None:
        return recast(bare["bare"].lower(), conversation)
    about = ABOUT.match(question)
    joined = AND.match(question)
    found = about or joined or ALONE.match(question)
    if found is None:
        return None
    rest = found["rest"]
    if len(rest.split()) > MAX_FRAGMENT_WORDS or not is_fragment(
        rest, after_about=about is not None
    ):
        return None
    return (
        with_time(rest, conversation)
        or with_superlative(rest, conversation)
        or with_place(rest, conversation)
        or with_phrase(rest, conversation)
    )


def is_fragment(rest: str, *, after_about: bool) -> bool:
    """Tell whether words hold no verb, no question word and no subject pronoun."""
    parts = [token for token in tokens(rest) if token.is_word]
    return bool(parts) and not any(
        token.lower in words.AUXILIARIES
        or token.lower in words.QUESTION_WORDS
        or token.lower in words.POLITE
        or token.lower in words.PRONOUNS
        or token.lower in ("his", "her", "its", "their")
        or (
            at == 0
            and not after_about
            and (token.lower in words.REQUESTS or base_form(token.text) == token.text)
        )
        for at, token in enumerate(parts)
    )


def with_time(rest: str, conversation: Conversation) -> Completed | None:
    """Ask the last question of another time: the old one is replaced, none is added to it."""
    found = times(rest)
    if len(found) != 1 or rest[: found[0].start].strip() or rest[found[0].end :].strip():
        return None
    last = conversation.question
    old = times(last)
    time = found[0]
    if not old:
        at = end_of_question(last)
        return Completed(f"{last[:at]} {time.phrase}{last[at:]}", (last[:at],), True)
    preposition = time.preposition or old[-1].preposition
    text = f"{preposition} {time.core}" if preposition else time.core
    # Within a noun phrase ("the 2010 talks") the year stands without a preposition.
    if not old[-1].preposition and old[-1].core.isdigit():
        text = time.core
    new = last[: old[-1].start] + text + last[old[-1].end :]
    return Completed(new, (without_times(last).strip(" ?"),), True)


def with_superlative(rest: str, conversation: Conversation) -> Completed | None:
    """ "What about the oldest?" after "Where is the youngest crust?"."""
    new, old = SUPERLATIVE.match(rest), SUPERLATIVE.search(conversation.question)
    if new is None or old is None or new.end() != len(rest):
        return None
    last = conversation.question
    return Completed(last[: old.start()] + rest + last[old.end() :], (last[old.end() :],), True)


def with_place(rest: str, conversation: Conversation) -> Completed | None:
    """Replace the phrase with the same preposition, or add the new one: "And in Japan?"."""
    preposition = rest.split()[0].lower()
    if preposition not in words.PREPOSITIONS:
        return None
    last = conversation.question
    for mention in reversed(mentions(last)):
        if mention.preposition == preposition:
            start = last[: mention.start].rstrip().lower().rfind(preposition)
            return Completed(last[:start] + rest + last[mention.end :], (last[:start],), True)
    at = end_of_question(last)
    return Completed(f"{last[:at]} {rest}{last[at:]}", (last[:at],), True)


def with_phrase(rest: str, conversation: Conversation) -> Completed | None:
    """Replace the parallel phrase of the last question: "What about Japan?"."""
    new = mentions("\u201c" + rest)
    if not new or any(
        not is_joined(rest[one.end - 1 : other.start - 1])
        for one, other in zip(new, new[1:], strict=False)
    ):
        return None
    last = conversation.question
    slot = slot_for(new[0], mentions(last), conversation.topic)
    if slot is None or slot.asked:
        return None
    return Completed(
        last[: slot.start] + rest + last[slot.end :],
        (last[: slot.start].strip(), last[slot.end :].strip(" ?.")),
        False,
    )


def slot_for(new: Mention, old: list[Mention], topic: Candidate | None) -> Mention | None:
    """Return the mention of the last question that the new one stands in for."""
    same_noun = [mention for mention in old if mention.head == new.head and not new.name]
    names = [mention for mention in old if mention.name and new.name]
    leaning = coordinated([mention for mention in old if mention.dependent and new.dependent])
    about = [
        mention for mention in old if topic is not None and mention.words == topic.mention.words
    ]
    if new.dependent:
        return next(iter([*leaning, *same_noun]), None)
    if new.name:
        return next(iter([*same_noun, *(m for m in names if m in about), *names, *about]), None)
    objects = [mention for mention in old if not mention.subject and not mention.name]
    if any(mention.name for mention in old) and objects:
        return [*same_noun, *objects][0]
    return next(iter([*same_noun, *about]), None)


def coordinated(leaning: list[Mention]) -> list[Mention]:
    """Return the first mention stretched over those joined to it: "the pros and cons"."""
    if len(leaning) > 1 and leaning[1].start - leaning[0].end == len(" and "):
        return [replace(leaning[0], end=leaning[1].end)]
    return leaning


def recast(bare: str, conversation: Conversation) -> Completed | None:
    """Ask the last question again with another question word: "When?", "Why?", "By whom?"."""
    last = CONNECTED.sub("", conversation.question)
    body = last[: end_of_question(last)].strip()
    if not body:
        return None
    text = recast_body(bare, body, conversation)
    text = text[0].upper() + text[1:] + "?"
    return Completed(text, (body,), True)


CONNECTED = re.compile(r"\A(?:and|but|so|or)\s+", re.IGNORECASE)


def recast_body(bare: str, body: str, conversation: Conversation) -> str:
    """Return the last question's ``body`` under the question word ``bare``, no final mark."""
    answer = conversation.answer.strip().strip(".")
    known = answer if 0 < len(answer.split()) <= MAX_OBJECT_WORDS else ""
    if bare == "when":
        known = without_times(known).strip(" ,")
    yes_no = YES_NO.match(body)
    if yes_no is not None:
        return f"{bare} {body[0].lower()}{body[1:]}"
    asked = ASKED.match(body)
    if asked is not None:
        if asked["how"].lower() == bare:
            return body
        word, noun = asked["word"].lower(), asked["noun"].strip()
        auxiliary, rest = asked["auxiliary"].lower(), asked["rest"]
        if word in ("when", "where", "why") or (word == "how" and not noun):
            return f"{bare} {auxiliary} {rest}"
        copular = auxiliary in words.BE and not noun and not is_passive(rest)
        if auxiliary in words.DO and not noun:
            objects = "" if rest.endswith(" do") else known
            return f"{bare} {auxiliary} {rest} {objects}".rstrip()
        if noun and word in ("what", "which"):
            return noun_recast(bare, noun, auxiliary, rest, conversation)
        if not copular and not noun and known:
            return f"{bare} {auxiliary} {known} {rest}"
    who = SUBJECT_WHO.match(body)
    if who is not None and known and (base := base_form(who["verb"])) is not None:
        return f"{bare} did {known} {base}{who['rest']}"
    return f"{body}, and {bare}"


def is_passive(rest: str) -> bool:
    """Tell whether what follows "who was" is a participle."""
    first = rest.split()[0].lower()
    return first.endswith("ed") or first in words.IRREGULAR or first.endswith("ing")


def noun_recast(bare: str, noun: str, auxiliary: str, rest: str, conversation: Conversation) -> str:
    """ "When?" after "Which talks were held ...?": "when were the talks held ..."."""
    phrase = f"the {noun}"
    topic = conversation.topic
    if topic is not None and topic.text.split()[-1].lower() == noun.split()[-1].lower():
        phrase = topic.text
    if auxiliary in words.DO:
        return f"{bare} {auxiliary} {rest} {phrase}"
    return f"{bare} {auxiliary} {phrase} {rest}"

"""A bare question word asks the last question again another way: "When?", "Why?", "By whom?"."""

import re

from qa.question.follow_up import words
from qa.question.follow_up.edits import end_of_question
from qa.question.follow_up.mentions import mentions
from qa.question.follow_up.times import without_times
from qa.question.follow_up.tokens import base_form, is_plural, tokens
from qa.question.follow_up.topic import Conversation

BARE = re.compile(
    r"\A\W*(?:(?:and|but|so|or|okay|ok)\b,?\s+)?"
    r"(?P<bare>(?:(?:for|since|until|by|to|with|from|at|in|on)\s+)?"
    r"(?:when|where|why|how|whom?|what|which)"
    r"(?:\s+(?:long|much|many|often|far|come|else|year|month|day|date|place|country|reason))?)"
    r"(?:\s+(?:exactly|precisely|then))?\W*\Z",
    re.IGNORECASE,
)
"""A follow-up that is a question word and no more."""

NAMING = ("who", "whom", "what", "which")
"""Question words that can be a subject or object, so that none is left out for them to ask for."""

BEFORE = {
    "year": "in",
    "month": "in",
    "day": "on",
    "date": "on",
    "place": "in",
    "country": "in",
    "reason": "for",
}
"""The preposition of a noun that asks for a time, a place or a cause."""

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
"""A question with a question word: which noun it asks for, its auxiliary and the rest."""

YES_NO = re.compile(rf"\A(?:{AUXILIARY})\s", re.IGNORECASE)
SUBJECT_WHO = re.compile(r"\Awho\s+(?P<verb>[\w-]+)(?P<rest>\b.*)\Z", re.IGNORECASE | re.DOTALL)


def recast(question: str, conversation: Conversation) -> str | None:
    """Return the last question asked with the bare question word of ``question``.

    None when ``question`` is more than a question word. Where the last question cannot be turned,
    the question word is added to it: "What happened in the war, and when?".
    """
    bare = BARE.match(question)
    last = conversation.question
    body = last[: end_of_question(last)].strip()
    if bare is None or not body:
        return None
    text = recast_body(asking(bare["bare"].lower()), body, conversation)
    return text[0].upper() + text[1:] + "?"


def asking(bare: str) -> str:
    """Return a bare question word as one can begin a question: "what year" as "in what year"."""
    first, *rest = bare.split()
    if rest == ["come"]:
        return "why"
    return f"{BEFORE[rest[0]]} {bare}" if first in NAMING and rest and rest[0] in BEFORE else bare


def recast_body(bare: str, body: str, conversation: Conversation) -> str:
    """Return the last question's ``body`` under the question word ``bare``, without "?"."""
    known = conversation.answer.strip().rstrip(".")
    if bare == "when":
        known = without_times(known).strip(" ,")
    if len(known.split()) > MAX_OBJECT_WORDS:
        known = told_object(body, known)
    if bare in NAMING:
        return f"{body}, and {bare}"
    if bare in ("how many", "how much"):
        return counted(bare, body) or f"{body}, and {bare}"
    if YES_NO.match(body):
        return f"{bare} {body[0].lower()}{body[1:]}"
    asked = ASKED.match(body)
    turned = turned_round(bare, asked, known, conversation) if asked is not None else None
    if asked is not None and asked["how"].lower() == bare:
        return body
    if turned is not None:
        return turned
    who = SUBJECT_WHO.match(body)
    if asked is None and who is not None and known:
        base = base_form(who["verb"])
        if base is not None:
            return f"{bare} did {known} {base}{who['rest']}"
    return f"{body}, and {bare}"


def told_object(body: str, answer: str) -> str:
    """Return what follows the question's last word, a verb, in a long answer; "" without it.

    "China to expand military relations" for "what did Leon Panetta urge" when the answer is a
    sentence with "urged China to expand military relations, ...".
    """
    verb = base_form(body.split()[-1])
    for token in tokens(answer):
        if verb is None or base_form(token.text) != verb:
            continue
        clause = re.split(r"[,;.:\u2014\u201c\u201d\"()]", answer[token.end :], maxsplit=1)[0]
        told = clause.split()[:MAX_OBJECT_WORDS]
        while told and told[-1].lower() in words.PREPOSITIONS | words.DETERMINERS:
            told.pop()
        return " ".join(told)
    return ""


def turned_round(
    bare: str, asked: re.Match[str], known: str, conversation: Conversation
) -> str | None:
    """Return the last question with ``bare`` for its own question word, None when it cannot be.

    ``known`` is what was answered, "" when that is nothing or too long.
    """
    word, noun = asked["word"].lower(), asked["noun"].strip()
    auxiliary, rest = asked["auxiliary"].lower(), asked["rest"]
    if bare == f"{word} else" and not noun:
        return f"{bare} {auxiliary} {rest}"
    if word in ("when", "where", "why") or (word == "how" and not noun):
        return f"{bare} {auxiliary} {rest}"
    if noun:
        if word not in ("what", "which"):
            return None
        phrase = asked_for(noun, conversation)
        parts = (rest, phrase) if auxiliary in words.DO else (phrase, rest)
        return " ".join((bare, auxiliary, *parts))
    if auxiliary in words.DO:
        known = "" if rest.lower().endswith(" do") else known
        return f"{bare} {auxiliary} {rest} {known}".rstrip()
    if not known or not is_passive(rest):
        return None
    if is_plural(known.split()[-1]):
        auxiliary = {"is": "are", "was": "were"}.get(auxiliary, auxiliary)
    return f"{bare} {auxiliary} {known} {rest}"


def counted(bare: str, body: str) -> str | None:
    """Return "how many Russian jets did China buy" for "did China buy Russian jets"."""
    objects = [mention for mention in mentions(body) if not mention.subject]
    if not YES_NO.match(body) or not objects:
        return None
    noun = objects[0]
    rest = body[0].lower() + body[1 : noun.start] + body[noun.end :].lstrip()
    return f"{bare} {body[noun.start : noun.end]} {rest.rstrip()}"


def asked_for(noun: str, conversation: Conversation) -> str:
    """Return what "which talks" asked for, as the answer named it or else "the talks"."""
    topic = conversation.topic
    if topic is not None and topic.text.split()[-1].lower() == noun.split()[-1].lower():
        return topic.text
    return f"the {noun}"


def is_passive(rest: str) -> bool:
    """Tell whether what follows "who was" is a participle."""
    first = rest.split()[0].lower()
    return first.endswith(("ed", "ing")) or first in words.IRREGULAR

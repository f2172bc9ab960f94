"""What a pronoun most likely means: agreement first, then the conversation's order of salience."""

from collections.abc import Sequence
from dataclasses import replace

from qa.question.follow_up import words
from qa.question.follow_up.candidates import Candidate
from qa.question.follow_up.mentions import Mention
from qa.question.follow_up.topic import Conversation

TOGETHER = words.words(
    "common compare compared differ different difference differences similar same related relate "
    "share meet met agree discuss between"
)
"""Words that say something of two things, so that "they" can be the last two spoken of."""

SOON = 3
"""Of "are they usually held": so many words from the pronoun on hold what is said of it."""


def antecedent(
    pronoun: str, conversation: Conversation, taken: Sequence[Mention], following: Sequence[str]
) -> Candidate | None:
    """Return what a pronoun means, None when nothing fits.

    ``pronoun`` is "he", "she", "it", "they" or "there"; ``taken`` are the mentions that it cannot
    mean, those of its own clause; ``following`` the question's words from the pronoun on.
    """
    free = [
        candidate
        for candidate in conversation.ranked()
        if not any(same_thing(candidate.mention, mention) for mention in taken)
    ]
    if pronoun in ("he", "she"):
        return person(pronoun, conversation, free)
    if pronoun == "there":
        return place(free)
    whole = [candidate for candidate in free if candidate.mention.whole]
    return (
        several(conversation, whole, following) if pronoun == "they" else thing(conversation, whole)
    )


def person(pronoun: str, conversation: Conversation, free: Sequence[Candidate]) -> Candidate | None:
    """Return the person: of the latest turn, and there a known person's name first."""
    suitable = [
        candidate
        for candidate in free
        if candidate.kind in ("person", "name")
        and candidate.mention.singular
        and gender(candidate.mention, conversation) in ("", pronoun)
    ]
    suitable.sort(key=lambda one: (-one.turn, not one.mention.name, one.kind != "person"))
    return next(iter(suitable), None)


def gender(mention: Mention, conversation: Conversation) -> str:
    """Return "he" or "she" when a title, a noun or an earlier pronoun tells, else ""."""
    for word in (mention.words[0], mention.head):
        if word in words.FEMALE:
            return "she"
        if word in words.MALE:
            return "he"
    return conversation.known.get(mention.head, "")


def place(free: Sequence[Candidate]) -> Candidate | None:
    """Return the place, else a name of a question that may be one."""
    places = [candidate for candidate in free if candidate.kind == "place"]
    names = [candidate for candidate in free if candidate.kind == "name" and not candidate.answered]
    return next(iter([*places, *names]), None)


def thing(conversation: Conversation, free: Sequence[Candidate]) -> Candidate | None:
    """Return what "it" means: the topic or frame before others, no mere object of a preposition."""
    last = conversation.turns - 1
    for candidate in free:
        new = candidate.asked_for and candidate.turn == last and candidate.kind == "thing"
        if new and candidate.mention.indefinite:
            return candidate
    main = [
        one.mention.words for one in (conversation.topic, conversation.frame) if one is not None
    ]
    for candidate in free:
        mention = candidate.mention
        stands_out = mention.subject or mention.name or mention.preposition in ("", "about")
        if candidate.kind == "person" or not mention.singular:
            continue
        if stands_out or mention.words in main:
            return candidate
    topic = conversation.topic
    if topic is not None and topic.kind == "thing" and not topic.mention.name:
        return next((one for one in free if one.mention == topic.mention), None)
    return None


def several(
    conversation: Conversation, free: Sequence[Candidate], following: Sequence[str]
) -> Candidate | None:
    """Return what "they" means: the people just named, the topic, or else what is plural."""
    topic = next(
        (one for one in free if conversation.topic and one.mention == conversation.topic.mention),
        None,
    )
    plural = [candidate for candidate in free if candidate.mention.plural]
    said = [word for word in following if word[0].isalnum()][:SOON]
    if not words.EVENT_PARTICIPLES.intersection(said):
        last = conversation.turns - 1
        people = [one for one in plural if one.asked_for and one.turn == last]
        plural = people + plural
    together = TOGETHER.intersection(following)
    if together and topic is not None and topic.kind in ("person", "name"):
        named = [one for one in free if one.kind in ("person", "name") and one.mention.name]
        both = two_topics([replace(one, kind="person") for one in named])
        if both is not None:
            return both
    if topic is not None and taken_as_plural(topic, conversation, free):
        return topic
    if plural:
        return plural[0]
    both = two_topics(free) if together else None
    # Number is a weak sign: "a plan ... they", "the team ... they".
    return both or topic


def taken_as_plural(
    topic: Candidate, conversation: Conversation, candidates: Sequence[Candidate]
) -> bool:
    """Tell whether "they" can take up a singular topic: a kind ("a plan"), or a group."""
    if topic.mention.indefinite or conversation.known.get(topic.mention.head) == "they":
        return True
    return any(
        candidate.mention.head == topic.mention.head and candidate.mention.plural
        for candidate in candidates
    )


def two_topics(free: Sequence[Candidate]) -> Candidate | None:
    """Return the last two things spoken of as one: "the keto diet and paleo"."""
    single = [candidate for candidate in free if not candidate.mention.plural]
    for other in single[1:]:
        if other.mention.words != single[0].mention.words and other.kind == single[0].kind:
            text = f"{other.text} and {single[0].text}"
            mention = replace(single[0].mention, text=text, head="", plural=True)
            return replace(single[0], mention=mention)
    return None


def plainer(candidate: Candidate, conversation: Conversation) -> Candidate:
    """Return "toilets" for "the first toilet" when the conversation is about toilets."""
    new = candidate.mention.indefinite and candidate.mention.words[0] in words.ADJECTIVES
    if not (candidate.mention.picks or new):
        return candidate
    for other in conversation.candidates:
        if other.mention.head == candidate.mention.head and not other.mention.picks:
            return other
    return candidate


def same_thing(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions are one thing: the same words, or a name and a part of it."""
    shared = set(one.words) & set(other.words)
    return one.words == other.words or bool(shared and one.name and other.name)

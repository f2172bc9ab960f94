"""What a conversation is about, and in which order a follow-up means what was spoken of.

The order is the usual one of deterministic reference resolution: what the conversation is about,
then the latest turn before older ones, questions before answers unless the answer names what was
asked for, subjects before objects.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from qa.question.follow_up import words
from qa.question.follow_up.candidates import (
    ASKS_WHAT,
    Candidate,
    answer_candidates,
    asked_candidates,
    renames,
)
from qa.question.follow_up.mentions import Mention
from qa.question.follow_up.times import Time, times

RECENT_TURNS = 6
"""What was last mentioned further back than this is not taken up by a pronoun."""

KEPT = 40
"""So many mentions and times are kept; keeps the work per turn constant."""

INTRODUCTION = re.compile(
    r"\b(?:what|who)(?:\s+(?:is|are|was|were)|['\u2019]s)\s+$"
    r"|\b(?:tell|learn|know|talk|hear|read)\b[\w\s]*\babout\s+(?:[\w-]+ ){0,5}(?:of\s+)?$"
    r"|\bdescribe\s+$|^\W*what (?:is|are|was|were) the (?:[\w-]+ ){1,3}of\s+$"
    r"|^\W*(?:and |but |so )?(?:what|how) about\s+$|\bwhat happened (?:in|at|on)\s+$",
    re.IGNORECASE,
)
"""Before what a question introduces: "What is X?", "Tell me about X"."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a follow-up took over from the conversation, for the turns after it.

    ``topic`` is None when it took over nothing; ``known`` are the names it called "he", "she" or
    "they"; ``opened`` says that it named a new topic in the words of the last question.
    """

    topic: Candidate | None = None
    known: tuple[tuple[str, str], ...] = ()
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was said so far; ``question`` is the last one as it stands alone, "" at the start.

    ``topic`` is what the last question was about, ``frame`` the wider thing within which new ones
    are asked: it changes when a question introduces something, or comes back to its topic.
    """

    question: str = ""
    answer: str = ""
    turns: int = 0
    topic: Candidate | None = None
    frame: Candidate | None = None
    candidates: tuple[Candidate, ...] = ()
    times: tuple[Time, ...] = ()
    answered_times: tuple[Time, ...] = ()
    known: Mapping[str, str] = field(default_factory=dict)
    said: frozenset[str] = frozenset()

    def after(self, question: str, answer: str, carried: Carried) -> "Conversation":
        """Return the conversation after a turn; ``question`` as it stands alone."""
        known = {**self.known, **dict(carried.known)}
        asked = asked_candidates(question, self.turns, known)
        answered = answer_candidates(question, answer, self.turns, known)
        own = self.opened_by(question, asked, carried)
        topic = carried.topic
        if topic is not None:
            person = topic.mention.name and known.get(topic.mention.head) in ("he", "she")
            topic = replace(topic, turn=self.turns, kind="person" if person else topic.kind)
        fuller = [candidate for candidate in answered if renames(candidate, topic_of(asked))]
        if fuller and ASKS_WHAT.search(question):
            topic = own = fuller[0]
        return Conversation(
            question=question,
            answer=answer,
            turns=self.turns + 1,
            topic=topic or own or self.topic or next(iter(asked), None),
            frame=self.frame_after(question, topic, own, carried),
            candidates=(*self.candidates, *asked, *answered)[-KEPT:],
            times=(*self.times, *times(question))[-KEPT:],
            answered_times=(*self.answered_times, *times(question), *times(answer))[-KEPT:],
            known=known,
            said=self.said.union(word for candidate in asked for word in candidate.mention.words),
        )

    def opened_by(
        self, question: str, asked: Sequence[Candidate], carried: Carried
    ) -> Candidate | None:
        """Return the topic that a question opens by itself, None when it stays within the old."""
        own = topic_of(asked)
        if own is None or self.topic is None or carried.opened:
            return own
        again = any(own.mention.words == other.mention.words for other in self.candidates)
        return own if again or shifts(question, own.mention, asked[0].mention) else None

    def frame_after(
        self, question: str, topic: Candidate | None, own: Candidate | None, carried: Carried
    ) -> Candidate | None:
        """Return what later questions are asked within."""
        if self.frame is None:
            return topic or own
        if topic is not None:
            again = self.topic is not None and self.topic.mention.words == topic.mention.words
            wider = self.first_turn(topic) < self.first_turn(self.frame)
            return topic if again or wider or topic is own else self.frame
        if own is None:
            return self.frame
        # What is asked in a place stays in it: "what is the Greenbelt" after "hotels in Boise".
        leaves = self.frame.kind != "place" or own.kind == "place"
        return own if carried.opened or (leaves and opens(question, own.mention)) else self.frame

    def ranked(self) -> list[Candidate]:
        """Return what can be meant, the likeliest first; a total order."""
        recent = [
            at
            for at, candidate in enumerate(self.candidates)
            if self.turns - candidate.turn <= RECENT_TURNS
        ]
        ranked = [self.candidates[at] for at in sorted(recent, key=self.rank)]
        first = [candidate for candidate in (self.topic, self.frame) if candidate is not None]
        return [
            replace(candidate, kind="person")
            if candidate.mention.name and self.known.get(candidate.mention.head) in ("he", "she")
            else candidate
            for candidate in (*first, *ranked)
        ]

    def rank(self, at: int) -> tuple[int, ...]:
        """Return the place of a candidate in the order of salience, smallest first."""
        candidate = self.candidates[at]
        mention = candidate.mention
        return (
            not mention.whole,
            -candidate.turn,
            not candidate.asked_for,
            candidate.answered,
            not mention.subject,
            not mention.name,
            at,
        )

    def first_turn(self, candidate: Candidate) -> int:
        """Return the turn that first spoke of a candidate."""
        same = (
            other.turn
            for other in self.candidates
            if other.mention.words == candidate.mention.words
        )
        return min(same, default=candidate.turn)


def topic_of(asked: Sequence[Candidate]) -> Candidate | None:
    """Return what a question that stands alone is about: its first mention that needs no owner."""
    whole = [candidate for candidate in asked if candidate.mention.whole]
    if not whole:
        return None
    subjects = [candidate for candidate in whole[1:] if candidate.mention.subject]
    if whole[0].mention.asked and subjects and not subjects[0].mention.preposition:
        return subjects[0]  # "how many barrels can a ship carry" is about the ship
    counted = whole[0].mention.asked and not whole[0].text.startswith("the ")
    if counted and len(whole) > 1 and (whole[1].mention.definite or whole[1].mention.name):
        return whole[1]  # "how many died in the earthquake" is about the earthquake
    for other in whole[1:]:
        if other.mention.start == whole[0].mention.start:
            return other  # "China's ties" and not China, "waste and garbage" and not waste
    return whole[0]


def opens(question: str, mention: Mention) -> bool:
    """Tell whether a question introduces the mention."""
    return not mention.picks and INTRODUCTION.search(question[: mention.start]) is not None


def shifts(question: str, own: Mention, first: Mention) -> bool:
    """Tell whether a question that takes up nothing makes its own mention the new topic.

    A noun that picks out of the topic ("which tools", "the best time"), or that an aspect of it is
    related to ("the role of melatonin"), stays inside the old one. ``first`` is the question's
    first mention.
    """
    related = first.head in words.TWO_PLACE or first.head == "effect"
    if own.picks or (own.preposition == "of" and not own.name and related):
        return False
    return own.name or own.subject or opens(question, own)

"""What a question or an answer speaks of that a later question can mean."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qa.question.follow_up import words
from qa.question.follow_up.edits import possessive
from qa.question.follow_up.mentions import Mention, mentions

MAX_ANSWER_WORDS = 30
"""A longer answer is a passage: its first words are read, the rest says too much to choose from."""

SHORT_ANSWER_WORDS = 8
"""Up to here an answer names something; beyond it tells something."""

WHO_IS = re.compile(r"\bwho(?:['\u2019]s| is| was| are| were)\s+(?:the\s+)?$", re.IGNORECASE)
ASKS_WHO = re.compile(r"^\W*(?:and |but |so )?(?:with |to |by |for )?who[m]?\b", re.IGNORECASE)
ASKS_WHERE = re.compile(r"^\W*(?:and |but |so )?(?:from |to )?where\b", re.IGNORECASE)
ASKS_WHAT = re.compile(
    r"^\W*(?:and |but |so )?(?:what|which)\b(?!\s+(?:is|are|was|were|'s)\s)", re.IGNORECASE
)
TOLD = re.compile(
    r"\s+(?:is|are|was|were)\s+(?P<told>(?:held (?=at|in|on|with|between)|[\w-]+ed|made|sold|built"
    r"|sent|found|won|lost)(?:\s*[\w'\u2019.-]+){1,5})\s*\?\s*\Z"
)
"""What is said of the thing asked for, in few enough words to be said again."""

TOGETHER = ("and", "versus", "vs", "or")
COMPARED = re.compile(
    r"\b(?:compared?|compares|differs?|different|similar|same|versus)\b", re.IGNORECASE
)
VISITED = re.compile(
    r"\b(?:visit(?:ed|s|ing)?|reach|leave|left|enter|invade|(?:go|goes|went|gone|travel|travelled"
    r"|traveled|fly|flew|return|returned|move|moved|trips?|visits?|sent|sail|sailed) (?:to|from))"
    r"\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that a later question can mean.

    ``kind`` is "person", "place", "thing", or "name" when a name gives no hint what it names.
    ``turn`` counts from 0. ``answered`` tells that it stands in an answer, ``asked_for`` that it is
    there of the kind that was asked for.
    """

    mention: Mention
    kind: str
    turn: int
    answered: bool = False
    asked_for: bool = False

    @property
    def text(self) -> str:
        """The phrase that takes a pronoun's place."""
        return self.mention.text

    @property
    def acts(self) -> bool:
        """Whether it is a name that does something: no place that things happen in."""
        return self.mention.subject and self.kind == "name"


def asked_candidates(question: str, turn: int, known: Mapping[str, str]) -> list[Candidate]:
    """Return what a question speaks of, in order, then pairs that it speaks of together.

    ``known`` maps the last word of a name to the pronoun that was used for it.
    """
    found = [
        Candidate(described(mention, question), kind_of(mention, question, known), turn)
        for mention in mentions(question)
    ]
    return [*owned_events(found), *pairs(question, found)]


def answer_candidates(
    question: str, answer: str, turn: int, known: Mapping[str, str]
) -> list[Candidate]:
    """Return what an answer's first words speak of, nothing for an empty answer."""
    shown = " ".join(answer.split()[:MAX_ANSWER_WORDS])
    short = len(shown.split()) <= SHORT_ANSWER_WORDS
    who, what = ASKS_WHO.search(question), ASKS_WHAT.search(question)
    where = ASKS_WHERE.search(question)
    found: list[Candidate] = []
    # A mark before the answer keeps its first word from being taken for a request ("name ...").
    for mention in mentions("\u201c" + shown, told=not short):
        kind = kind_of(mention, "\u201c" + shown, known)
        if kind == "name" and (who or where):
            kind = "person" if who else "place"
        asked_for = kind == "person" if who else bool(what and short and not found)
        found.append(Candidate(mention, kind, turn, True, asked_for))
    return found


def described(mention: Mention, question: str) -> Mention:
    """Return "the talks held at the Pentagon" for "which talks were held at the Pentagon?"."""
    told = TOLD.match(question[mention.end :])
    if not mention.asked or mention.preposition or told is None:
        return mention
    # "the talks at the Pentagon": talks are held anyway
    return replace(mention, text=f"{mention.text} {told['told'].removeprefix('held ')}")


def owned_events(asked: Sequence[Candidate]) -> list[Candidate]:
    """Call the ties of "why did China suspend ties" China's ties."""
    found = list(asked)
    for at, candidate in enumerate(asked):
        mention = candidate.mention
        bare = mention.text.lower() == mention.words[0] or mention.plural
        if mention.head not in words.EVENTS or len(mention.text.split()) > 1 or not bare:
            continue
        owners = [other.mention for other in asked[:at] if other.mention.subject]
        if owners and owners[-1].name and not mention.subject:
            text = f"{possessive(owners[-1].text)} {mention.text}"
            own = replace(mention, text=text, words=owners[-1].words + mention.words)
            found[at] = replace(candidate, mention=own)
    return found


def pairs(question: str, asked: Sequence[Candidate]) -> list[Candidate]:
    """Return "Gates and Hu" for two neighbours that are spoken of together."""
    found = []
    whole = [candidate for candidate in asked if not candidate.mention.dependent]
    for first, second in zip(whole, whole[1:], strict=False):
        one, other = first.mention, second.mention
        between = question[one.end : other.start].strip().lower()
        if one.name != other.name:
            continue
        if between in TOGETHER or COMPARED.search(question):
            both = replace(
                one,
                end=other.end,
                text=f"{one.text} and {other.text}",
                head="",
                plural=True,
                words=one.words + other.words,
            )
            kind = first.kind if first.kind == second.kind else "thing"
            found.append(Candidate(both, kind, first.turn))
    return found


def kind_of(mention: Mention, question: str, known: Mapping[str, str]) -> str:
    """Return what a mention names, by the words in it and before it and the names we know."""
    before = question[: mention.start]
    if words.ORGANISATIONS.intersection(mention.words):
        return "thing"
    titled = len(mention.words) > 1 and mention.words[0] in words.TITLES
    if titled or mention.head in words.PEOPLE:
        return "person"
    if not mention.name or mention.text.startswith(("the ", "a ", "an ")) or mention.text.isupper():
        return "thing"
    if WHO_IS.search(before) or known.get(mention.head) in ("he", "she"):
        return "person"
    if mention.preposition in words.PLACE_PREPOSITIONS or VISITED.search(before):
        return "place"
    return "name" if all(word[0].isupper() for word in mention.text.split()) else "thing"


def renames(candidate: Candidate, asked: Candidate | None) -> bool:
    """Tell whether an answer names what was asked for: "which talks", "policy talks"."""
    return (
        asked is not None
        and candidate.mention.head == asked.mention.head
        and set(candidate.mention.words) > set(asked.mention.words)
    )

"""Pronouns: "he", "its", "they", "there", "this" become what they stand for."""

import re
from collections.abc import Sequence

from qa.question.follow_up import words
from qa.question.follow_up.antecedents import antecedent, plainer
from qa.question.follow_up.candidates import Candidate
from qa.question.follow_up.edits import Edit, possessive
from qa.question.follow_up.mentions import Mention
from qa.question.follow_up.tokens import CLITIC_S, Token, base_form, is_participle
from qa.question.follow_up.topic import Conversation

HE = words.words("he him his himself")
SHE = words.words("she her hers herself")
IT = words.words("it its itself this that")
THEY = words.words("they them their theirs themselves these those")
POSSESSIVE = words.words("his its their hers theirs")

EMPTY_IT = re.compile(
    r"\b(?:is|was|isn['\u2019]t|be) it (?:\w+ )?(?:possible|true|likely|necessary|legal|illegal"
    r"|worth|time|hard|easy|difficult|better|best|safe|ok|okay|normal|raining|snowing)\b"
    r"(?=.*\b(?:to|that|for|if)\b)"
    r"|\bhow (?:long|much|many \w+|far) (?:does|did|do|will|would|is) it (?:usually |normally )?"
    r"(?:take|cost|to)\b(?=.*\bto\b)"
    r"|\bdoes it mean (?:to|when|if|that)\b|\bdid it (?:rain|snow)\b"
    r"|\bit (?:is|was) (?:said|known)\b|\bwhat time is it\b",
    re.IGNORECASE,
)
"""Uses of "it" that stand for nothing."""

CLAUSE_START = words.words("and or but if when because while since so although that which who")
CLAUSE_MARKS = frozenset(",;.?")
MOTION = words.words("go travel fly come return move get sail head")


def pronoun_edits(
    question: str, parts: Sequence[Token], own: Sequence[Mention], conversation: Conversation
) -> list[tuple[Edit, Candidate, str]]:
    """Return the edits that put a phrase for each pronoun, what it means, and the pronoun's class.

    ``own`` are the mentions of the question. A pronoun whose phrase stands in an earlier clause of
    the same question is left alone, and so is one for which nothing fits. Only the first of
    several pronouns of a class is replaced: the others then stand beside their phrase.
    """
    made: list[tuple[Edit, Candidate, str]] = []
    taken = [mention for mention in own if not mention.dependent]
    done: set[str] = set()
    for at in range(len(parts)):
        pronoun = pronoun_class(question, parts, at)
        if not pronoun or pronoun in done:
            continue
        if pronoun != "there" and stands_before(parts, at, own, pronoun):
            done.add(pronoun)
            continue
        candidate = antecedent(pronoun, conversation, taken, [part.lower for part in parts[at:]])
        if candidate is None:
            continue
        done.add(pronoun)
        taken.append(candidate.mention)
        candidate = plainer(candidate, conversation)
        made.append((edit_for(parts, at, pronoun, candidate), candidate, pronoun))
    return made


def pronoun_class(question: str, parts: Sequence[Token], at: int) -> str:
    """Return "he", "she", "it", "they" or "there" for a pronoun that means something, else ""."""
    token, lower = parts[at], parts[at].lower
    if lower in ("this", "that", "these", "those") and not stands_alone(parts, at):
        return ""
    if lower in HE or lower in SHE:
        return "he" if lower in HE else "she"
    if lower in THEY:
        return "they"
    if lower == "there":
        return "" if is_existential(parts, at) else "there"
    return "it" if lower in IT and token.text != "IT" and not is_empty(question, token) else ""


def is_empty(question: str, token: Token) -> bool:
    """Tell whether this "it" stands for nothing, as in "is it true that"."""
    return any(found.start() <= token.start < found.end() for found in EMPTY_IT.finditer(question))


def is_existential(parts: Sequence[Token], at: int) -> bool:
    """Tell whether "there" is that of "are there any", and no place as in "who was there?"."""
    before = parts[at - 1].lower if at else ""
    after = parts[at + 1] if at + 1 < len(parts) else None
    if after is not None and after.lower in words.BE | set(CLITIC_S):
        return True
    ends = after is None or not after.is_word
    return before in words.BE and not (ends and parts[0].lower in ("who", "what"))


def stands_alone(parts: Sequence[Token], at: int) -> bool:
    """Tell whether "this" or "that" is a pronoun and no determiner or conjunction."""
    before = parts[at - 1].lower if at else ""
    if at + 1 == len(parts) or not parts[at + 1].is_word:
        return True
    after = parts[at + 1]
    if after.is_open and not (before in words.AUXILIARIES and base_form(after.text)):
        return False
    if parts[at].lower == "that":
        return before in words.AUXILIARIES and not after.is_open
    return after.lower not in words.DETERMINERS | {"one", "ones"}


def stands_before(parts: Sequence[Token], at: int, own: Sequence[Mention], pronoun: str) -> bool:
    """Tell whether an earlier clause of the question names what the pronoun stands for."""
    for mention in own:
        if mention.end > parts[at].start or not could_mean(pronoun, mention):
            continue
        for place, token in enumerate(parts[:at]):
            starts = token.lower in CLAUSE_START or token.text in CLAUSE_MARKS
            if token.start < mention.end or not starts:
                continue
            following = parts[place + 1].start
            own_phrase = any(other.start <= following < other.end for other in own)
            if following == parts[at].start or not own_phrase:
                return True
    return False


def could_mean(pronoun: str, mention: Mention) -> bool:
    """Tell whether a pronoun agrees with a mention of its own question."""
    if pronoun in ("he", "she"):
        return mention.name or mention.head in words.PEOPLE
    if pronoun == "it":
        return mention.singular
    return mention.plural and not mention.dependent


def edit_for(parts: Sequence[Token], at: int, pronoun: str, candidate: Candidate) -> Edit:
    """Return the edit that puts the candidate's phrase for the pronoun at ``at``."""
    token = parts[at]
    after = parts[at + 1] if at + 1 < len(parts) else None
    text, end = candidate.text, token.end
    owns = token.lower in POSSESSIVE
    if token.lower == "her":
        owns = after is not None and after.is_open
    elif token.lower == "it" and after is not None and after.lower in CLITIC_S:
        following = parts[at + 2] if at + 2 < len(parts) else None
        # "it's growth" is a common slip for "its growth"
        if following is not None and following.is_open and not is_participle(following):
            owns, end = True, after.end
    if pronoun == "there":
        moved = at > 0 and base_form(parts[at - 1].text) in MOTION
        text = f"{'to' if moved else 'in'} {text}"
    elif owns:
        text = possessive(text)
    if token.start == 0:
        text = text[0].upper() + text[1:]
    return Edit(token.start, end, text, candidate.text)

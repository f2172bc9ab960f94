"""The kind of answer that a question asks for: a person, a country, a number of doors, a reason.

Li and Roth, "Learning question classifiers", COLING 2002, for the kinds; rules read them here,
because what "which" and "what" ask for is the noun behind them.
"""

import re
from typing import Literal, NamedTuple

from qa.dates.question import asks_for_time
from qa.text.question_words import (
    AUXILIARIES,
    KIND_OF_NOUN,
    QUESTION_WORD,
    has_question_word,
    singular,
    spelled_out,
)

Kind = Literal[
    "person",
    "organisation",
    "country",
    "state",
    "city",
    "place",
    "number",
    "money",
    "share",
    "date",
    "duration",
    "reason",
    "manner",
    "quotation",
    "yes_no",
    "thing",
]


class AnswerKind(NamedTuple):
    """``kind``, and the noun that names the thing in lower case, "" when none does."""

    kind: Kind
    thing: str = ""


_DETERMINERS = frozenset("the a an his her its their this these".split())
_PLURALS = frozenset("people men women children police troops staff".split())
_WORD = re.compile(r"[\w’'.-]*\w")
# "This country pardoned 4,000 prisoners", "While others cut taxes, this state …": a quiz asks so.
_THIS = re.compile(
    r"(?:^|[,;:.!—–]|\b(?:that|but|while))\s*this\b(?P<behind>.*)", re.IGNORECASE | re.DOTALL
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
_HOW = re.compile(
    r"\bhow\s+(?P<measure>many|much|long|old|often|far|tall|high|large|big|deep|wide|fast|heavy"
    r"|late|early|soon|come)\b(?P<behind>.*)",
    re.IGNORECASE | re.DOTALL,
)
_MONEY = re.compile(
    r"\b(?:money|cost|costs|pay|pays|paid|earn|earned|worth|spend|spent|price|fined?|owe|owed|raise"
    r"|raised|donate|donated|budget|salary|profit|revenue|loss|debt|invest|invested|charge"
    r"|dollars?|euros?|pounds?|yen|yuan|lose|lost|bid|offer|offered)\b",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\bwhy\b|\bhow\s+come\b|\b(?:what|which)\s+(?:caused|prompted|led|made|triggered|sparked)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\bwhat\s+(?:did|does|has|had|was|is|were)\b.*\b(?:say|said|tell|told|saying|warn|claim"
    r"|announce|announced|add|argue|write|quoted)\b",
    re.IGNORECASE | re.DOTALL,
)
_WHO = re.compile(r"\b(?:who|whom|whose)\b", re.IGNORECASE)
_WHERE = re.compile(r"\bwhere\b", re.IGNORECASE)
_WHICH = re.compile(r"\b(?:which|what)\b(?P<behind>.*)", re.IGNORECASE | re.DOTALL)
# "Which of these", "what kind of animal": the noun that counts stands behind the "of".
_OF = re.compile(r"\s+(?:(?:kind|type|sort|one)s?\s+)?of\s+(?:the|these|those)?\s*", re.IGNORECASE)
_ENDS_NOUN = AUXILIARIES | frozenset(
    "of in on at to for from by with about that who which into over under as and or".split()
)
_IS_THE = re.compile(
    r"\s*(?:is|are|was|were|will\s+be)\s+(?:(?:the|his|her|its|their)\s+)?"
    r"(?:names?\s+of\s+(?:the\s+)?)?(?P<noun>[a-z].*)",
    re.DOTALL,
)


def answer_kind(question: str) -> AnswerKind:
    """Return what a question asks for; a "thing" without a noun when nothing tells.

    >>> answer_kind("In what U.S. state was the case confirmed?")
    AnswerKind(kind='state', thing='state')
    >>> answer_kind("How many doors does the club have?")
    AnswerKind(kind='number', thing='doors')
    >>> answer_kind("Was the company affected?")
    AnswerKind(kind='yes_no', thing='')
    >>> answer_kind("While others cut taxes, this small country raised them.")
    AnswerKind(kind='country', thing='country')
    """
    question = spelled_out(question)
    if not has_question_word(question):
        first, this = _WORD.search(question), _THIS.search(question)
        if first and first[0].lower() in AUXILIARIES:
            return AnswerKind("yes_no")
        clue = _of_noun(_noun(this["behind"])) if this else None
        return clue if clue and clue.kind != "thing" else AnswerKind("thing")
    question = _asking_sentence(question)
    if _WHY.search(question):
        return AnswerKind("reason")
    asks, how = QUESTION_WORD.search(question), _HOW.search(question)
    if how and asks and how.start() == asks.start():
        return _measured(how["measure"].lower(), how["behind"])
    if asks_for_time(question):
        return AnswerKind("date")
    if _SAID.search(question):
        return AnswerKind("quotation")
    which = _WHICH.search(question)
    who, where = _WHO.search(question), _WHERE.search(question)
    if who and (which is None or who.start() < which.start()):
        return AnswerKind("person")
    if where and (which is None or where.start() < which.start()):
        return AnswerKind("place")
    if which:
        return _of_noun(_noun(which["behind"]))
    return AnswerKind("manner")


def _of_noun(noun: str) -> AnswerKind:
    return AnswerKind(KIND_OF_NOUN.get(singular(noun), "thing"), noun)  # type: ignore[arg-type]


def _asking_sentence(question: str) -> str:
    """Return the last sentence with a question word: what is told before it is background."""
    sentences = [part for part in _SENTENCE_END.split(question) if has_question_word(part)]
    return sentences[-1] if sentences else question


def _measured(measure: str, behind: str) -> AnswerKind:
    """What "how many", "how much", "how long" ask for."""
    if measure == "come":
        return AnswerKind("reason")
    if measure == "many":
        return AnswerKind("number", _first_noun(behind))
    if measure == "much":
        return AnswerKind("money" if _MONEY.search(behind) else "number")
    if measure in ("long", "old", "often"):
        return AnswerKind("duration")
    return AnswerKind("date" if measure in ("late", "early", "soon") else "number")


def _first_noun(behind: str) -> str:
    """Return the thing counted: the first plural before the verb, else the first word.

    "doors" of "many doors does the club have", "men" of "many armed men came".
    """
    before: list[str] = []
    for word in _WORD.findall(behind.lower())[:4]:
        if word in _ENDS_NOUN:
            break
        before.append(word)
    plural = (word for word in before if word in _PLURALS or word.endswith("s"))
    return next(plural, before[0] if before else "")


def _noun(behind: str) -> str:
    """Return the noun that "which" or "what" stands before, "" when there is none.

    A noun whose kind is known comes first; else it is the last word before the verb.
    """
    of = _OF.match(behind)
    words = _WORD.findall(behind[of.end() :] if of else behind)
    noun = ""
    for word, after in zip(words[:5], [*words[1:6], ""], strict=False):
        lower = word.lower()
        if lower in _ENDS_NOUN or after.lower() in _DETERMINERS:  # "what cost the state a dam"
            break
        noun = lower
        if singular(lower) in KIND_OF_NOUN:
            break
    else:
        noun = words[0].lower() if words else ""
    if noun:
        return noun
    named = _IS_THE.match(behind)
    return _first_noun(named["noun"]) if named else ""

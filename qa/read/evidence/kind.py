"""Whether an answer is of the kind asked for: a country where a country is, a number of doors.

The reader knows from encyclopedias what a question asks for; in news, where every other sentence
names a weekday and a city, it takes one for how something was, or a city for a state.
"""

import re

from qa.contract.candidates import Candidate
from qa.dates.expressions import find_expressions
from qa.dates.question import asks_for_time
from qa.index.view import View
from qa.question.question import Question, names_in
from qa.question.who_is import named_in
from qa.text.months import MONTH, WEEKDAY
from qa.text.numbers import CARDINALS, MAGNITUDES
from qa.text.places import CITIES_TOO, COUNTRIES, STATES
from qa.text.question_words import has_question_word
from qa.text.words import STOP_WORDS
from qa.text.words import words as tokens

_NUMBER = re.compile(
    rf"\d|\b(?:{'|'.join(CARDINALS)}|(?:{'|'.join(MAGNITUDES)})s?"
    r"|dozens?|scores|half|third|quarter|once|twice|none|no|several|few|couple|both|all|zero"
    r"|single|double|twofold|many|much)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"%|\bper\s?cent|\b(?:half|quarter|majority|most|all|none)s?\b|\bin\s+\d"
    r"|\b(?:an?|one|two|three|four)[\s-]+(?:third|fifth|tenth)s?\b|\b(?:third|fifth|tenth)s\b"
    r"|\bout\s+of\b|\d\s*(?:/|to)\s*\d|percentage\s+points?|\d",
    re.IGNORECASE,
)
# "Which paintings", though not "which numbers": three are none.
_SEVERAL = re.compile(
    r"(?!(?:number|figure|digit|age|odd|score|grade|rate|result|size|price)s?$)\w+[^\Wsu]s"
)
_AND = re.compile(r",?\s+and\s+|,\s+")
_LENGTH = re.compile(
    r"\b(?:second|minute|hour|day|week|month|year|decade|centur|season|night|term|time|semester"
    r"|quarter|generation|lifetime|life|forever|indefinite|permanent|daily|weekly|monthly|annual"
    r"|yearly|often|until|since|then|now|once|twice|morning|afternoon|evening|always|never|rarely"
    r"|ages?|old|aged|period)|\d",
    re.IGNORECASE,
)
# The repetition gives nothing back: "May.May.May." would else be read in all ways there are.
_DAYS = re.compile(
    r"(?:\W|\b(?:"
    rf"{WEEKDAY}s?|{MONTH}\.?(?:\s+\d{{1,2}})?(?:,?\s+\d{{4}})?|today|yesterday|tomorrow|tonight"
    r"|(?:last|next|this)\s+(?:week|month|year|spring|summer|autumn|fall|winter)"
    r"|(?:\d[\d,]*|\w+)\s+(?:days?|weeks?|months?|years?)\s+ago"
    r"|and|or|to|in|on|from|until|since|through|between|early|late|morning|afternoon|evening"
    r")\b)++"
)
_MAY_BE_A_DAY = re.compile(rf"\b(?:{WEEKDAY}|{MONTH}\.?\s+\d|ago|day|last|next|this)")
# "How long", "which day", "on what schedule": days may answer these too.
_OF_TIME = re.compile(
    r"\b(?:when|long|often|old|soon|recent(?:ly)?|time|period|schedule|deadline|anniversary|holiday"
    r"|occasion|birthday|born|later?|latest|early|earlier|earliest|next|last|first"
    r"|(?:year|month|week|day|date|weekday|decade|season|quarter|hour)s?)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\W*(?:(?:and|but|since|until|by)\s+)?when\b(?!.*\b(?:who|what|which|where|how|why)\b)[^,]*",
    re.IGNORECASE,
)
_BEING = re.compile(
    r"\b(?:is|are|was|were|as|means?|meant|be\w*|remain\w*|or|and|called|named|known|titled)\b",
    re.IGNORECASE,
)
_RELATION = (
    r"(?:after|before|prior|during|since|until|till|following|upon|once|when|while|if|as|by|at|in"
    r"|on|around|throughout|over|between|from|only|early|earlier|late|later|now|often|never)"
)
_BEHIND_ONE = re.compile(rf"\b{_RELATION}\s+(?:(?:the|an?|its|his|her|their)\s+)?$", re.IGNORECASE)
_BEGINS_WITH_ONE = re.compile(rf"\W*{_RELATION}\b", re.IGNORECASE)
_OF_A_KIND_OF_TIME = re.compile(
    r"\b(?:season|year|month|week|day|hour|minute|term|semester|decade|century|weekend|night|era|age"
    r"|period|then|soon|sooner|first|last|each|every|always|ago|bowl|cup|games?|olympics|war)s?\b",
    re.IGNORECASE,
)


def another_kind(view: View, question: Question, candidate: Candidate) -> float:
    """Return 1.0 for an answer that is plainly not of the kind asked for, else 0.0.

    A day that nobody asked for, what is no time for "when", no number for "how many", no country
    for "which country". What the lists do not know counts as plainly not a country, for these are
    few; a place of another kind counts as no city. A bare number names no paintings, and the
    "case" of "the Judicial Watch case" is not what Judicial Watch is.
    """
    return float(
        _fails(question, candidate)
        or _day_unasked(question, candidate)
        or _is_of_the_named(question, candidate)
    )


def _fails(question: Question, candidate: Candidate) -> bool:
    kind, words = question.asks.kind, candidate.words
    if kind == "country":
        return not _names_one_of(COUNTRIES, words)
    if kind == "state":
        return not _names_one_of(STATES, words)
    if kind == "city":
        return all(_is_no_city(part) for part in _AND.split(words))
    if kind in ("number", "money"):
        return not _NUMBER.search(words)
    if kind == "share":
        return not _SHARE.search(words)
    if kind == "duration":
        return not (_LENGTH.search(words) or _NUMBER.search(words))
    if kind in ("person", "organisation", "place"):
        return all(_is_empty(word) or not word.isalpha() for word in tokens(words))
    if kind == "thing" and _SEVERAL.fullmatch(question.asks.thing):
        return all(map(_is_empty, tokens(words))) and _NUMBER.search(words) is not None
    return False


def _is_of_the_named(question: Question, candidate: Candidate) -> bool:
    """Tell of what the named one has or does, or what acts on it, where what it is was asked."""
    named = named_in(question.wording)
    if named not in names_in(question.wording):
        return False
    sentence, place, name = candidate.sentence, candidate.place, re.escape(named)
    behind = re.search(rf"\b{name}(?:['’]s)?(?P<between>(?: \w+)?) $", sentence[: place.start])
    before = re.match(rf"(?P<between>(?: \w+){{1,3}}) {name}\b", sentence[place.end :])
    between = behind or before
    return between is not None and not _BEING.search(between["between"])


def _is_empty(word: str) -> bool:
    """Tell of a word that names nothing: "the", "three"."""
    return word.lower() in STOP_WORDS or word.lower() in CARDINALS


def _day_unasked(question: Question, candidate: Candidate) -> bool:
    """Tell of a day nobody asked for, and of what is no time though "when" was asked.

    A bare year may be any number and is none of either. An event answers "when" behind "after",
    "during" and the like.
    """
    asked, words, sentence = question.wording, candidate.words, candidate.sentence
    if has_question_word(asked) and not _OF_TIME.search(asked):
        return bool(_MAY_BE_A_DAY.search(words)) and _DAYS.fullmatch(words) is not None
    if not _WHEN.fullmatch(asked) or not asks_for_time(asked):
        return False
    if any(map(str.isdigit, words)) or _OF_A_KIND_OF_TIME.search(words):
        return False
    if _BEGINS_WITH_ONE.match(words) or _BEHIND_ONE.search(sentence, 0, candidate.place.start):
        return False
    return not any(time.type in ("DATE", "TIME") for time in find_expressions(words))


def _is_no_city(words: str) -> bool:
    return _is_one_of(COUNTRIES | STATES, words) and not _is_one_of(CITIES_TOO, words)


def _is_one_of(names: frozenset[str], words: str) -> bool:
    """Tell whether the words are such a name and nothing else."""
    return words.lower().removeprefix("the ").strip(" .,") in names


def _names_one_of(names: frozenset[str], words: str) -> bool:
    """Tell whether such a name stands among the words, in capital letters as names are."""
    text = words.lower()
    if _is_one_of(names, words):
        return True
    parts = re.findall(r"[\w.'’-]+", text)
    runs = (
        " ".join(parts[first:last]).strip(".,") if last - first > 1 else parts[first].strip(",")
        for first in range(len(parts))
        for last in range(first + 1, min(len(parts), first + 4) + 1)
    )
    return any(run in names or run.strip(".") in names for run in runs)

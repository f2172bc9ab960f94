"""Whether an answer is a time where a time is asked for, and none where none is.

The reader knows from encyclopedias what a question asks for; in news, where every other sentence
names a weekday, it takes one for how or where something was.
"""

import re

from qa.contract.article import Span
from qa.dates.expressions import find_expressions
from qa.dates.question import asks_for_time
from qa.text.months import MONTH, WEEKDAY
from qa.text.question_words import has_question_word

# The repetition gives nothing back: "May.May.May." would else be read in all ways there are.
_DAYS = re.compile(
    r"(?:\W|\b(?:"
    rf"{WEEKDAY}s?|{MONTH}\.?(?:\s+\d{{1,2}})?(?:,?\s+\d{{4}})?|today|yesterday|tomorrow|tonight"
    r"|(?:last|next|this)\s+(?:week|month|year|spring|summer|autumn|fall|winter)"
    r"|\w+\s+(?:days?|weeks?|months?|years?)\s+ago"
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


def of_another_kind(question: str, sentence: str, answer: Span) -> bool:
    """Tell whether ``answer``, of ``sentence``, is a day nobody asked for, or no time for "when".

    A bare year may be any number and is none of either. An event answers "when" behind "after",
    "during" and the like.

    >>> text = "Envoys met on Tuesday for the talks."
    >>> of_another_kind("How did they meet?", text, Span(14, 21))
    True
    >>> of_another_kind("When did they meet?", text, Span(14, 21))
    False
    >>> of_another_kind("When did they meet?", text, Span(26, 35))
    True
    """
    words = answer.of(sentence)
    if has_question_word(question) and not _OF_TIME.search(question):
        return bool(_MAY_BE_A_DAY.search(words)) and _DAYS.fullmatch(words) is not None
    if not _WHEN.fullmatch(question) or not asks_for_time(question):
        return False
    if any(map(str.isdigit, words)) or _OF_A_KIND_OF_TIME.search(words):
        return False
    if _BEGINS_WITH_ONE.match(words) or _BEHIND_ONE.search(sentence, 0, answer.start):
        return False
    return not any(time.type in ("DATE", "TIME") for time in find_expressions(words))

"""Two questions in one line: "Who mediated, and how long did the strike last?"."""

import re

from qa.text.pronouns import DEMONSTRATIVES, THIRD_PERSON
from qa.text.question_words import AUXILIARIES, QUESTION_WORD
from qa.text.words import words

MOST_QUESTIONS = 3
"""Questions in one line that are answered; a longer list of them is for one after the other."""

FEWEST_WORDS = 2
"""Words of a question that can stand alone."""

VERB_WITHIN = 4
"""Words behind the question word within which its verb stands: "how many miners did"."""

_MARKS = re.compile(r"(?<=\?)\s+(?=[^\W\d_])")
_AND = re.compile(rf"\s*[,;]?\s+and\s+(?:also\s+)?(?={QUESTION_WORD.pattern})", re.IGNORECASE)
# "When and where was the treaty signed?": both ask with the same words.
_BOTH = re.compile(
    r"\W*(?P<one>when|where|why|how)\s+(?:and|or)\s+(?P<other>when|where|why|how)\s+"
    rf"(?P<rest>(?:{'|'.join(sorted(AUXILIARIES))})\b.*)",
    re.IGNORECASE | re.DOTALL,
)
# "Who won and who lost the final?": both are asked of the same.
_OF_ONE = re.compile(
    r"\W*(?P<one>(?i:who|what)\s+(?P<verb>\w+)),?\s+(?:and|or|but)\s+"
    r"(?P<other>(?i:who|what)\s+\w+)\s+(?P<rest>(?:(?:the|an?|this|that|its|his|her|their)\s+\w"
    r"|[^\W_a-z]).*)",
    re.DOTALL,
)
# Verbs of those that do something to nothing else.
_ALONE = frozenset(
    "resigned resigns died dies came comes went goes arrived arrives fell falls retired retires"
    " escaped escapes lied lies spoke speaks testified testifies apologised apologized happened"
    " happens disappeared returned appeared".split()
)
_NO_AND = re.compile(r"^(?:and|but|also|then|so)\s+", re.IGNORECASE)


def several(text: str) -> tuple[str, ...]:
    """Return the questions that a text asks one after the other; empty when it asks only one.

    >>> several("Who mediated in the strike and how long did it last?")
    ('Who mediated in the strike?', 'how long did it last?')
    >>> several("When and where was the dam built?")
    ('When was the dam built?', 'Where was the dam built?')
    >>> several("Who said what Gates did and why he did it?")
    ()
    """
    pair = _BOTH.fullmatch(text.strip()) or _OF_ONE.fullmatch(text.strip())
    if pair and pair.groupdict().get("verb", "").lower() in _ALONE:
        pair = None
    parts = [_NO_AND.sub("", part.strip()) for part in _MARKS.split(text.strip())]
    if pair and len(parts) == 1 and not leans(pair["rest"]):
        # with a pronoun the second one would lean on the first one's answer
        one, other = pair["one"], pair["other"]
        other = other.capitalize() if one[0].isupper() else other
        parts = [f"{asked} {pair['rest']}" for asked in (one, other)]
    elif len(parts) == 1:
        first, *further = _AND.split(text.strip())
        if len(QUESTION_WORD.findall(first)) != 1 or not all(map(_is_asked, further)):
            return ()
        parts = [first, *further]
    if not 2 <= len(parts) <= MOST_QUESTIONS or not all(map(_is_question, parts)):
        return ()
    return tuple(part if part.endswith("?") else f"{part}?" for part in parts)


def leans(question: str) -> bool:
    """Tell whether a question says what another one is about by a pronoun: "How long did it last?".

    >>> leans("how long did it last?"), leans("When were the talks canceled?")
    (True, False)
    """
    return any(word.lower() in _PRONOUNS for word in words(question))


def _is_question(part: str) -> bool:
    """Tell whether a part begins as a question does, and is long enough to stand alone."""
    typed = words(part)
    return len(typed) >= FEWEST_WORDS and (
        QUESTION_WORD.match(part) is not None
        or typed[0].lower() in AUXILIARIES
        or (len(typed) > 1 and QUESTION_WORD.fullmatch(typed[1]) is not None)
    )


def _is_asked(part: str) -> bool:
    """Tell whether a clause asks by itself, and is no part of another: "and why he did it"."""
    typed = [word.lower() for word in words(part)]
    behind = typed[1 : 1 + VERB_WITHIN]
    if typed[:1] in (["who"], ["which"], ["what"]) and behind and behind[0] not in _SUBJECTS:
        return True
    counts = typed[0] == "how" and behind[:1] in (["many"], ["much"])
    return counts or any(word in AUXILIARIES for word in behind)


_SUBJECTS = frozenset("he she it they we you i the a an his her its their this that these".split())
_PRONOUNS = THIRD_PERSON | DEMONSTRATIVES | {"there"}

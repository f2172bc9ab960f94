"""Questions turned round: who beat whom, said the wrong way about.

"Who beat Denver?" becomes "Who did Denver beat?", and the sentence that answers the one has all
words of the other. Verbs that hold both ways are left alone.
"""

import re
from dataclasses import replace

from qa.evaluate.squad import Example

IRREGULAR = {
    "beat": "beat", "led": "lead", "wrote": "write", "taught": "teach", "told": "tell",
    "bought": "buy", "sold": "sell", "gave": "give", "shot": "shoot", "fought": "fight",
    "overthrew": "overthrow", "overtook": "overtake", "drove": "drive", "chose": "choose",
    "brought": "bring", "sent": "send", "forgave": "forgive", "paid": "pay", "sought": "seek",
    "hit": "hit", "struck": "strike", "caught": "catch", "held": "hold", "saw": "see",
    "met": "meet", "said": "say", "did": "do",
}  # fmt: skip
BOTH_WAYS = frozenset(
    "married met meeted joined fought faced played resembled divorced equaled said did".split()
)

_NAME = r"(?P<name>(?:the )?[A-Z]\w*[a-z]\w*(?:(?: (?:of|the|de|von|van))? [A-Z]\w*[a-z]\w*)*)"
_SUBJECT = re.compile(
    rf"^(?P<who>Who) (?P<past>[a-z]+) {_NAME}(?P<rest>(?: (?:in|on|at|from|during|for"
    r"|to|as|after|before|with)\b.*)?)\?$"
)
_OBJECT = re.compile(
    rf"^(?P<who>Whom?) did {_NAME} (?P<base>[a-z]+)(?P<rest>(?: (?:in|on|at|during"
    r"|after|before)\b.*)?)\?$"
)
# A stem that ends so has lost its e, mostly: "captur", "invad", "replac".
_LOST_ITS_E = re.compile(
    r"(?:[^aeiou][aeiou][vczgk]|[aeiou]v|[^aeioul]l|^rul|[rn]c|[rn]s|[rn]g|[^eo]at|creat"
    r"|[^ao]id|iz|u|[a-z]{3}is|[ao]i[sc]|as|os|us|[uia]r|[^aeo]in|ut|ad|od|am|um|ot|ib)$"
)
_PASTS = {base: past for past, base in IRREGULAR.items()}


def turned_round(shown: Example) -> Example | None:
    """Return the question with its two sides exchanged, which the window does not answer.

    None for a question of another form.

    >>> turned_round(Example("1", "Who beat Denver in 2014?", "", ())).question
    'Who did Denver beat in 2014?'
    >>> turned_round(Example("2", "Who did Seattle defeat?", "", ())).question
    'Who defeated Seattle?'
    """
    if (match := _SUBJECT.match(shown.question)) and match["past"] not in BOTH_WAYS:
        base = IRREGULAR.get(match["past"]) or _base(match["past"])
        if base is None:
            return None
        question = f"{match['who']} did {match['name']} {base}{match['rest']}?"
    elif (match := _OBJECT.match(shown.question)) and _past(match["base"]) not in BOTH_WAYS:
        question = f"Who {_past(match['base'])} {match['name']}{match['rest']}?"
    else:
        return None
    return replace(shown, question=question, answers=())


def _base(past: str) -> str | None:
    """Return the infinitive of a regular past; None for what is no past."""
    if not past.endswith("ed") or len(past) < 5:
        return None
    if past.endswith("ied"):
        return past[:-3] + "y"
    if past.endswith("rolled"):
        return past[:-3]
    stem = past[:-2]
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    return stem + "e" if _LOST_ITS_E.search(stem) else stem


def _past(base: str) -> str:
    if base in _PASTS:
        return _PASTS[base]
    if base.endswith("e"):
        return base + "d"
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ied"
    return base + "ed"

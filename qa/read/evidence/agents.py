"""Who did it, where the deed is a noun: "Pelosi's visit to Taiwan" tells who visited Taiwan.

News puts deeds into nouns, and the one who did it stands before them with an apostrophe (Macleod et
al., "NOMLEX: a lexicon of nominalizations", 1998). The reader, trained on texts that use verbs,
takes another name of the sentence.
"""

import re

from qa.text.words import question_stems, stems

AGENT = 4.0
"""Gained, in logits, by a span that begins with such a name."""

_WHO = re.compile(r"\bwho(?:m|se)?\b", re.IGNORECASE)

# A name, its apostrophe, and up to two words before the deed: "Panetta's three-day visit".
_OWNER = re.compile(
    r"[A-Z][\w.-]*(?:[ ][A-Z][\w.-]*)*(?:['’]s|(?<=s)['’])\s+"
    r"(?=(?P<deed>(?:[\w-]+\s+){0,2}[\w-]+))"
)


def agent_places(question: str, text: str) -> dict[int, float]:
    """Return the places in ``text`` where the name of one who did what was asked begins.

    With what each is worth. Empty unless ``question`` asks who.

    >>> agent_places("Who visited Taiwan?", "It was angry at Nancy Pelosi's visit to Taiwan.")
    {16: 4.0}
    """
    if not _WHO.search(question):
        return {}
    deeds = " ".join(word for word in question.split() if word.islower())
    asked = question_stems(deeds)
    return {owner.start(): AGENT for owner in _OWNER.finditer(text) if asked & stems(owner["deed"])}

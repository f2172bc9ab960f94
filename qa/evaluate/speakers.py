"""Who a marked source names: the head name of a speaker, and the speakers of an article swapped.

The rules here are for measuring only: they pass over every source they are not sure of.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.evaluate.sets import fold

# What follows a name in a source and is no part of it: "Ryan (R-Wis.)", "Bown, an expert at".
_AFTER = re.compile(
    r"\s*(?:,|\(|\[|:|;|\s[-–—―]+\s|--|\s(?:who|which|whose|that|in|at|on|for|from|with|of|as|to)\s)"
)
_OF_NAME = re.compile(r"\b[A-Z]\w+ of (?:the )?[A-Z]\w+$")
_TOKEN = re.compile(r"[^\W\d_][\w.'’&-]*")
_NO_NAME = re.compile(
    r"^(?:an?|another|some|many|several|most|both|no|one|two|three|other|these|those|any|few|his|"
    r"her|its|their|our|my|your|each|every|top|former aides)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"^(?:he|she|they|it|we|i|you|who|him|her|them|us|me|this|that)$", re.I)
_GROUP = frozenset(
    "republicans democrats americans conservatives liberals voters officials congress senators "
    "europeans lawmakers russians muslims christians catholics latinos hispanics gop".split()
)
_RANK = frozenset(
    "mr mrs ms miss dr sen rep gov gen lt col maj capt sgt adm rev hon pres president senator "
    "representative governor general speaker judge justice secretary attorney mayor chairman "
    "sheriff chief director recorder county for as professor prime minister vice first lady "
    "republican democrat democratic gop".split()
)
_PREFIX = frozenset("de van von der den la le du di da bin al el st".split())
_AFTER_NAME = frozenset(("jr", "sr", "ii", "iii", "iv"))
_ORGANISATION = frozenset(
    "times post committee union party fund university college council court center centre "
    "department house congress campaign administration association institute commission agency "
    "news journal street press bureau group company corp inc foundation league board office "
    "service services state states nations senate reserve bank organization organisation "
    "network assessment report plan rule act television radio magazine ministry force army navy "
    "police republic coalition fargo society trust county germany dog american korea dakota "
    "carolina virginia review today politico breitbart poll survey project alliance america".split()
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A named source: ``first`` name of a person, "" where none is given, and ``head`` name.

    For an organisation ``head`` is its whole name; for a person the family name.
    """

    first: str
    head: str

    @property
    def person(self) -> bool:
        """Tell whether this is surely a person: first and family name are known."""
        return bool(self.first)


def speaker(source: str, text: str) -> Speaker | None:
    """Return the one person or organisation a source names in ``text``; None if it is not sure.

    >>> speaker("House Speaker Paul D. Ryan (R-Wis.)", "")
    Speaker(first='Paul', head='Ryan')
    >>> speaker("a Clinton spokesman", "") is speaker("Republicans", "") is None
    True
    """
    run, others = _run(source)
    if not run:
        return None
    articled = others[0].lower() == "the"
    organised = articled or fold(run[-1]) in _ORGANISATION or run[-1].isupper()
    if organised:
        run = run[1:] if run[0].lower() == "the" else run
        if not run or not all(t[0].isupper() for t in others[1:]) or not _named(run, text):
            return None
        return Speaker("", " ".join(run))
    while run and fold(run[-1]) in _AFTER_NAME:
        run.pop()
    names = [token for token in run if fold(token) not in _RANK]
    if not names or fold(names[-1]) in _GROUP or not _named(names[-1:], text):
        return None
    whole = [token for token in names[-3:-1] if not re.fullmatch(r"[A-Z]\.?", token)]
    first = whole[-1] if whole and not whole[-1].endswith(".") else ""
    if fold(first) in _PREFIX:
        first = ""
    return Speaker(first, names[-1])


def _run(source: str) -> tuple[list[str], list[str]]:
    """Return the names that end what a source names, and all its tokens; no names if not sure."""
    name = re.sub(r"['’]s?$", "", source.strip(" \n\t,.;:“”\"'‘’"))
    if _NO_NAME.match(name) or _PRONOUN.match(name) or re.search(r"\band\b", name):
        return [], []
    cut = _AFTER.search(name)
    if cut and not (" of " in cut.group() and _OF_NAME.match(name)):
        name = name[: cut.start()]
    tokens = _TOKEN.findall(name)
    run: list[str] = []
    for token in reversed(tokens):
        if not token[0].isupper():
            break
        run.insert(0, token)
    if not run or len(" ".join(run).split()) != len(run) or any("’" in t or "'" in t for t in run):
        return [], []
    return run, tokens


def heads(text: str) -> frozenset[str]:
    """Return the head words, folded, of what a text names, one for each part between commas.

    >>> sorted(heads("the campaign chairman, Phil Lovas")), sorted(heads("Trump’s aides"))
    (['chairman', 'lovas'], ['aides'])
    """
    found = set()
    for part in text.split(","):
        name = re.sub(r"['’]s?$", "", part.strip(" .;:“”\"'‘’"))
        cut = _AFTER.search(name)
        words = fold(name[: cut.start()] if cut else name).split()
        while words and words[-1] in _AFTER_NAME:
            words.pop()
        found |= set(words[-1:])
    return frozenset(found)


def _named(run: Sequence[str], text: str) -> bool:
    """Tell whether a word is a name in ``text``: never in lower case, once inside a sentence."""
    if not text or len(run) > 1:
        return True
    word = re.escape(run[0])
    inside = re.search(rf"[a-z,.] (?:[A-Z][\w.]* )*{word}\b", text)
    return bool(inside) and not re.search(rf"\b{word.lower()}\b", text)


def swap(text: str, one: Speaker, other: Speaker) -> str:
    """Return ``text`` with the names of two persons exchanged wherever they stand.

    First names go with family names; a relative changes family, too: the text stays one story.

    >>> ann, bob = Speaker("Ann", "Lee"), Speaker("Bob", "Roy")
    >>> swap("Ann Lee met BOB ROY. Roy’s dog bit Lee.", ann, bob)
    'Bob Roy met ANN LEE. Lee’s dog bit Roy.'
    """
    names = {one.head: other.head, other.head: one.head}
    names |= {one.first: other.first, other.first: one.first}
    names |= {name.upper(): put.upper() for name, put in names.items()}
    return re.sub(
        r"\b(?:" + "|".join(map(re.escape, names)) + r")\b", lambda m: names[m.group()], text
    )


def exchangeable(one: Speaker, other: Speaker) -> bool:
    """Tell whether two speakers can be exchanged: persons, all four names different."""
    names = {one.first, one.head, other.first, other.head}
    return one.person and other.person and len(names) == 4 and min(map(len, names)) > 2

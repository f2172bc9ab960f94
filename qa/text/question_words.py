"""Words that ask, and the nouns by which a question names the kind of thing it wants."""

import re

QUESTION_WORD = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)

AUXILIARIES = frozenset(
    """is are was were am be been do does did has have had can could will would shall should may
    might must isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't can't couldn't
    won't wouldn't shouldn't""".split()
)

# Nouns behind "which" or "what", in the singular. What is not listed is a thing of its own kind.
NOUNS: dict[str, frozenset[str]] = {
    "date": frozenset(
        "year month week day date weekday decade century season quarter hour time".split()
    ),
    "country": frozenset("country nation".split()),
    "state": frozenset("state".split()),
    "city": frozenset("city town capital village municipality suburb".split()),
    "place": frozenset(
        """place location region province county continent island area district neighborhood
        neighbourhood venue site destination street river lake sea ocean port airport
        territory""".split()
    ),
    "person": frozenset(
        """person man woman people actor actress singer musician rapper artist player athlete
        politician president minister premier chancellor senator congressman congresswoman governor
        mayor official officer general admiral commander secretary spokesman spokeswoman
        spokesperson ambassador judge justice lawyer attorney director chairman chairwoman chief
        leader author writer journalist scientist doctor professor king queen prince princess pope
        coach manager candidate suspect victim celebrity billionaire lawmaker analyst economist
        executive founder owner winner champion driver pilot astronaut teacher student""".split()
    ),
    "organisation": frozenset(
        """company firm corporation bank airline retailer maker manufacturer automaker brand agency
        organization organisation group party union university college school club team band
        newspaper magazine network broadcaster channel ministry department committee court
        institution council league association airline studio startup chain""".split()
    ),
    "number": frozenset(
        "number amount total price cost sum value rate turnout score size length height".split()
    ),
    "share": frozenset("percentage percent proportion share fraction".split()),
    "reason": frozenset("reason cause motive".split()),
    "duration": frozenset("duration".split()),
}

KIND_OF_NOUN = {noun: kind for kind, nouns in NOUNS.items() for noun in nouns}


def has_question_word(question: str) -> bool:
    """Tell whether a question has a question word; without one it may be for yes or no."""
    return QUESTION_WORD.search(question) is not None


_VERBS = {"s": "is", "re": "are", "d": "did", "ll": "will", "ve": "have"}
CONTRACTION = re.compile(rf"'(?P<verb>{'|'.join(_VERBS)})\b", re.IGNORECASE)
_CONTRACTED = re.compile(
    rf"\b(?P<asks>who|what|when|where|why|how|which|many|much){CONTRACTION.pattern}", re.IGNORECASE
)
_BEFORE_QUOTATION = re.compile(r"[^\"“”„«»‘]*")
# "Didn't he win?" asks what "Did he win?" asks.
_DENIED = re.compile(
    r"^\W*(?P<verb>is|are|was|were|do|does|did|has|have|had|ca|could|wo|would|should)n't\b",
    re.IGNORECASE,
)
_WHOLE = {"ca": "Can", "wo": "Will"}


def spelled_out(question: str) -> str:
    """Return a question with straight apostrophes and whole verbs, as readers know them.

    What is quoted in it stays as it is.

    >>> spelled_out("What’d she say?"), spelled_out("Who's Wu Qian?"), spelled_out("Didn’t he win?")
    ('What did she say?', 'Who is Wu Qian?', 'Did he win?')
    >>> spelled_out("Who’s said “What’s done isn’t done”?")
    'Who is said “What’s done isn’t done”?'
    """
    asking = _BEFORE_QUOTATION.match(question)
    assert asking is not None  # the pattern can be empty
    plain = _CONTRACTED.sub(
        lambda found: f"{found['asks']} {_VERBS[found['verb'].lower()]}",
        asking[0].replace("’", "'"),
    )
    plain = _DENIED.sub(lambda found: _WHOLE.get(found["verb"].lower(), found["verb"]), plain)
    return plain + question[asking.end() :]


def singular(noun: str) -> str:
    """Return a noun in the singular, as far as its ending tells.

    >>> singular("countries"), singular("cities"), singular("states"), singular("boss")
    ('country', 'city', 'state', 'boss')
    """
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun

"""Who is X, what is X: of what is called by a name a few sentences may tell where none says it."""

import re

from qa.text.titles import TITLES

MOST_NAME_WORDS = 5
"""Words of a name: a longer rest describes somebody whose name is the answer."""

_WHO_IS = re.compile(
    r"[Ww]h(?:o|at)(?:['’]s|\s+(?:is|was|are|were))\s+(?:the\s+)?(?P<named>[^\W\d_a-z].*?)\W*$",
    re.DOTALL,
)


def named_in(asked: str) -> str:
    """Return the name that "Who is X?" asks about, else "".

    An office is no name: its holder is asked for.

    >>> named_in("Who is Wu Qian?"), named_in("what is the Islamic State"), named_in("Who is he?")
    ('Wu Qian', 'Islamic State', '')
    >>> named_in("Who is the Interior Secretary?")
    ''
    """
    found = _WHO_IS.match(asked)
    said = found["named"].split() if found else []
    is_name = 0 < len(said) <= MOST_NAME_WORDS and said[-1].lower() not in TITLES
    return " ".join(said) if is_name else ""

"""Words that an answer does not end with, because each needs another behind it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

NEEDS_MORE = frozenset(
    "the an of to and or but nor for with by from into than that which who whose because if as "
    "would could should shall".split()
)
"""Articles, prepositions, conjunctions and auxiliaries: closed classes. "May" and "a" are none of
them, for an answer ends with "in May" or "hepatitis A"."""

BEFORE_A_NOUN = frozenset("a the this his her its their our my your s own free good living".split())
"""Behind these "will" is a noun: "his last will" is an answer, "both sides will" is not."""


def unfinished(tokens: Sequence[str]) -> NDArray[np.bool_]:
    """Tell for each word piece, in lower case, whether a span that ends with it stops too early.

    >>> unfinished(["both", "sides", "will", ",", "of", "free", "will"]).tolist()
    [False, False, True, False, True, False, False]
    """
    before = ["", *tokens]
    return np.array(
        [
            token in NEEDS_MORE or (token == "will" and before[place] not in BEFORE_A_NOUN)
            for place, token in enumerate(tokens)
        ],
        np.bool_,
    )

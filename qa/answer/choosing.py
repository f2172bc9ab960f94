"""Which of the sentences that tell of something are shown: those that add most, none twice."""

from collections import Counter
from collections.abc import Sequence

from qa.answer.copies import is_copy, retold
from qa.answer.telling import Telling, Told

MOST = 6
"""Sentences of a brief: what a person reads at a glance."""

FEWEST = 3
"""Sentences that a brief goes on to where the rest tells less, as far as there are any."""

ALIKE = 0.8
"""From this cosine on two sentences say the same."""

REPEATS = 0.5
"""How much of its likeness to one chosen before a sentence loses of its worth."""


def choose_among(
    told: Sequence[Told], first: Sequence[Told], found: Telling, room: int, goes_on: float
) -> list[Told]:
    """Return the sentences shown, up to ``MOST``: the ``first`` ones, then what adds most to them.

    Of an article there are up to ``room``. Past ``FEWEST`` a sentence is taken from the worth
    ``goes_on`` on.
    """
    chosen, rest = list(first), [each for each in told if each not in first]
    while rest and len(chosen) < MOST:
        best = max(rest, key=lambda each: _gain(each, chosen, found))
        rest.remove(best)
        enough = len(chosen) >= FEWEST and best.worth < goes_on
        if not enough and adds(best, chosen, found, room):
            chosen.append(best)
    return chosen


def adds(each: Told, chosen: Sequence[Told], found: Telling, room: int) -> bool:
    """Tell whether a sentence says what none of those chosen says, and its article has room."""
    articles = Counter(other.candidate.passage.article_id for other in chosen)
    sentence = each.candidate.sentence
    return (
        articles[each.candidate.passage.article_id] < room
        and not is_copy(sentence, [other.candidate.sentence for other in chosen])
        and not any(alike(each, other, found) for other in chosen)
    )


def alike(one: Told, other: Told, found: Telling) -> bool:
    """Tell whether two sentences say the same, in the same words or in others."""
    said = one.candidate.sentence, other.candidate.sentence
    return _cosine(one, other, found) >= ALIKE or retold(*said)


def _gain(each: Told, chosen: Sequence[Told], found: Telling) -> float:
    """Return what a sentence adds to those chosen."""
    likeness = max((_cosine(each, other, found) for other in chosen), default=0.0)
    return each.worth - REPEATS * likeness


def _cosine(one: Told, other: Told, found: Telling) -> float:
    return float(found.vectors[one.place] @ found.vectors[other.place])

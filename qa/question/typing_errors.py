"""What a misspelt word may have been meant to be: all words one error away, with the odds of each.

Candidates are made from the word and looked up, as in Norvig, "How to write a spelling corrector",
2007: no list of words is held, whatever the size of the collection. Four of five misspelt words
have one error: a letter too many, too few, wrong, or two swapped (Damerau, CACM 7, 1964).
"""

import string

ERROR = 0.02
"""The share of words that are misspelt: one or two of a hundred in typed text (Kukich, 1992)."""

KINDS = 4
"""Swapped, left out, too many, wrong: about as frequent (Pollock and Zamora, CACM 27, 1984)."""

LIKELY_LETTERS, LETTERS = 6, 26
"""Letters that a wrong one is likely to be: those beside it on the keyboard and those that sound
alike; any other one is as likely as one of all."""

AT_FIRST = 0.3
"""How much rarer the first letter is wrong than another one: 8 of 100 errors are there."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SOUND_ALIKE = ("aeiouy", "csz", "ckq", "gj", "vw", "bp", "dt", "mn")


def _beside() -> dict[str, frozenset[str]]:
    """Return for each letter those beside it on a keyboard and those that sound alike."""
    beside: dict[str, set[str]] = {letter: set() for letter in string.ascii_lowercase}
    for group in _SOUND_ALIKE:
        for letter in group:
            beside[letter].update(group)
    for upper, row in enumerate(_ROWS):
        for place, letter in enumerate(row):
            lower = _ROWS[upper + 1] if upper + 1 < len(_ROWS) else ""
            for other in row[place + 1 : place + 2] + lower[max(0, place - 1) : place + 1]:
                beside[letter].add(other)
                beside[other].add(letter)
    return {letter: frozenset(others - {letter}) for letter, others in beside.items()}


_BESIDE = _beside()


def meant(word: str) -> dict[str, float]:
    """Return the words one error away from a lower-cased word, each with the odds of that error.

    That is the probability, when the other word is meant, that this one is typed.

    >>> odds = meant("chna")
    >>> odds["china"] == odds["chan"] > odds["chma"] > odds["chwa"] > odds["hna"]
    True
    """
    letters = sorted(set(string.ascii_lowercase) | set(word))
    odds: dict[str, float] = {}
    at_place = ERROR / KINDS / len(word)

    def add(other: str, chance: float) -> None:
        if other[:1] != word[:1]:
            chance *= AT_FIRST
        odds[other] = max(chance * at_place, odds.get(other, 0.0))

    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        for letter in letters:
            add(head + letter + tail, 1.0)
        if not tail:
            continue
        doubled = head[-1:] == tail[0]
        add(head + tail[1:], 1.0 if doubled else 1 / LETTERS)
        if len(tail) > 1:
            add(head + tail[1] + tail[0] + tail[2:], 1.0)
        for letter in letters:
            likely = letter in _BESIDE.get(tail[0], ())
            add(head + letter + tail[1:], 1 / (LIKELY_LETTERS if likely else LETTERS))
    odds.pop(word, None)
    return odds

"""Words of which each tells one of several apart: the second debate from the first one."""

import functools
from types import MappingProxyType

from qa.text.contraries import CONTRARIES
from qa.text.numbers import ORDINALS

_OF_ONE_KIND = """
republican democratic democrat libertarian
northern southern eastern western
presidential parliamentary congressional gubernatorial mayoral
import export
imports exports
republicans democrats
federal state local
gold silver bronze
winter summer spring autumn
daily weekly monthly quarterly annual
gross net
domestic foreign
minimum maximum
opening closing
plaintiff defendant
"""


_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_IN_FIGURES = MappingProxyType(
    {
        f"{number}{'th' if 10 < number < 14 else _ENDINGS.get(number % 10, 'th')}": word
        for word, number in ORDINALS.items()
    }
)


def telling(word: str) -> str:
    """Return a word as it tells things apart: an ordinal in letters.

    >>> telling("2nd"), telling("debate")
    ('second', 'debate')
    """
    return _IN_FIGURES.get(word, word)


@functools.cache
def _kinds() -> MappingProxyType[str, frozenset[int]]:
    kinds: dict[str, set[int]] = {}
    lines = [line.split() for line in _OF_ONE_KIND.strip().splitlines()]
    pairs = [pair.split("/") for pair in CONTRARIES.split()]
    for number, words in enumerate([*lines, *pairs, list(ORDINALS)]):
        for word in words:
            kinds.setdefault(word, set()).add(number)
    return MappingProxyType({word: frozenset(numbers) for word, numbers in kinds.items()})


def tells_apart(word: str) -> bool:
    """Tell whether a word, in lower case, has counterparts.

    >>> tells_apart("second"), tells_apart("debate")
    (True, False)
    """
    return word in _kinds()


def counterparts(one: str, other: str) -> bool:
    """Tell whether two words tell things of one kind apart.

    >>> counterparts("second", "first"), counterparts("second", "second")
    (True, False)
    """
    kinds = _kinds()
    return one != other and not kinds.get(one, frozenset()).isdisjoint(kinds.get(other, ()))

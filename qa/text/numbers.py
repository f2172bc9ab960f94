"""Number words and what they count: "twelve", "twelfth", "million"."""

from types import MappingProxyType

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()

CARDINALS = MappingProxyType(
    {word: number for number, word in enumerate(_ONES, start=1)}
    | {word: 10 * number for number, word in enumerate(_TENS, start=2)}
)
"""One to nineteen and the tens."""

ORDINALS = MappingProxyType(
    {word: number for number, word in enumerate(_ORDINALS, start=1)} | {"thirtieth": 30}
)
"""First to twentieth, and thirtieth: a day or a century; "twenty-first" is two words."""

MAGNITUDES = MappingProxyType(
    {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
)
"""What a number before it is multiplied by."""

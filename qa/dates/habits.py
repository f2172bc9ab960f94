"""Hours that are those of many days: when a museum is open, when a programme is on."""

import re
from collections.abc import Sequence

from qa.dates.scan import Token
from qa.text.months import WEEKDAY

_HABIT = (
    rf"(?:daily|nightly|(?:every|each) [a-z]+|{WEEKDAY.lower()}s|week(?:day|end|night)s"
    r"|(?:morning|evening|night)s)"
)
_HOUR = r"(?:noon|midnight|\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)?)(?:\s[a-z]{2,3}t)?"
_TO = r"(?:,\s|,?\s(?:to|until|till|through|and|or)\s|\s?[-–]\s?)"
_BEFORE = re.compile(
    rf"\b{_HABIT},?\s(?:(?:from|at|between|until|till|around|about)\s)?(?:{_HOUR}{_TO})*$"
)
_AFTER = re.compile(rf"(?:{_TO}{_HOUR})*,?\s(?:on\s)?{_HABIT}\b")
# How many characters before an hour can matter.
_AROUND = 48
_NAMES_A_DAY = frozenset("MWTZ")


def is_habitual(tokens: Sequence[Token], start: int, end: int, lower: str) -> bool:
    """Tell the hours of "weekdays from 6:00AM to 9:00AM" and "noon every Monday": no one day's."""
    if any(token.kind in _NAMES_A_DAY for token in tokens):
        return False
    before = _BEFORE.search(lower, max(0, start - _AROUND), start)
    return before is not None or _AFTER.match(lower, end) is not None

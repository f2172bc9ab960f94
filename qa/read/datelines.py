"""Where a report was sent from and when: no answer stands in a dateline.

``WASHINGTON, Jan. 7, 2011 -`` tells of the report, not of what it reports, and a reader trained on
encyclopedias takes it for when and where that happened. It stays in the sentence that is quoted.
"""

import re

from qa.text.months import MONTH

_NAME = r"[^\W\d_a-z][\w.'’-]*"
_DAY = rf"(?:{MONTH}\.?\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH}\.?)(?:,?\s+(?:19|20)\d\d)?"
_AGENCY = r"(?:\([A-Z][\w .,&/-]{1,50}\)|/[A-Z][\w .-]{1,30}/)"
_PLACE = rf"{_NAME}(?:[\s/]+{_NAME}){{0,3}}(?:,\s*{_NAME}(?:\s+{_NAME})?)?"
# "Smith (Republican) - who won" begins like "LONDON (Reuters) - who won".
_IN_CAPITALS = r"(?=[^\W\d_a-z]{4}|[^\W\d_a-z]{2,3}\.?\s[^\W\d_a-z]{2})"
_DATELINE = re.compile(
    rf"(?!(?:In|On|At|By|From|After|Before|Since|Until)\s)"
    rf"(?:{_PLACE},\s*{_DAY}(?:,?\s*{_AGENCY})?|{_IN_CAPITALS}{_PLACE}\s*{_AGENCY}(?:,?\s*{_DAY})?)"
    r"\s*(?:--?|[–—])(?:\s+|$)"
)


def dateline(sentence: str) -> int:
    """Return how many code points at the start of ``sentence`` are a dateline; 0 when it has none.

    A place alone is none, for "NASA - the space agency - said" begins like one: a day or an agency
    must follow it, and a dash.

    >>> text = "WASHINGTON, Jan. 7, 2011 - China will talk."
    >>> text[dateline(text):]
    'China will talk.'
    >>> dateline("NASA - the space agency - said so.")
    0
    """
    found = _DATELINE.match(sentence)
    return found.end() if found else 0

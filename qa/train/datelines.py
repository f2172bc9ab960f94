"""Passages that begin with a dateline, as agencies write them: where and when, never an answer.

``WASHINGTON, Jan. 7, 2011 -`` says when a report was sent. A reader trained on encyclopedias takes
it for the time of whatever the first sentence tells.
"""

import random
from dataclasses import replace

from qa.evaluate.squad import Example
from qa.text.months import NEWS_MONTHS

PLACES = (
    "WASHINGTON", "BEIJING", "LONDON", "NEW YORK", "PARIS", "MOSCOW", "TOKYO", "BERLIN", "BRUSSELS",
    "GENEVA", "NEW DELHI", "JERUSALEM", "CAIRO", "SEOUL", "HONG KONG", "TAIPEI", "SYDNEY", "OTTAWA",
    "NAIROBI", "ROME", "MADRID", "VIENNA", "CHICAGO", "LOS ANGELES", "KABUL", "BAGHDAD", "ANKARA",
)  # fmt: skip
FORMS = ("{place}, {month} {day}, {year} {dash} ", "{place}, {month} {day} {dash} ",
         "{place} (Reuters) {dash} ", "{place} {dash} ")  # fmt: skip


def datelined(example: Example, chance: random.Random) -> Example:
    """Return the question with a made-up dateline before its passage; its answers move along."""
    line = chance.choice(FORMS).format(
        place=chance.choice(PLACES),
        month=chance.choice(NEWS_MONTHS),
        day=chance.randint(1, 28),
        year=chance.randint(1985, 2024),
        dash=chance.choice(("-", "--", "–", "—")),
    )
    moved = tuple((start + len(line), end + len(line)) for start, end in example.answers)
    return replace(example, context=line + example.context, answers=moved)

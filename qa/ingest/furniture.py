"""Lines that are never story, told by themselves.

A date, a credit, a caption or a prompt is told by its own words, wherever it stands; what can only
be told from its place in the article is left to ``boilerplate``.
"""

from qa.dates.publication import is_date_line
from qa.ingest.captions import is_caption
from qa.ingest.credits import is_byline, is_credit
from qa.ingest.prompts import prompt

DATE_LINE = "date line"
"""The reason of a line that says when the article was published."""

LONGEST_FURNITURE = 700
"""Code points; notices of copyright take 500. Longer lines are prose, and are not looked at."""


def furniture(line: str) -> str | None:
    """Return why ``line`` is no part of any story, in plain words; None when it may be one.

    >>> furniture("Reporting by Ben Blanchard; Editing by Chris Lewis")
    'credit'
    >>> furniture("Reporting by the agency showed that prices rose.")
    """
    if len(line) > LONGEST_FURNITURE:
        return None
    line = " ".join(line.split())
    if not any(char.isalnum() for char in line):
        return "no words"
    for told, reason in (
        (is_date_line, DATE_LINE),
        (is_caption, "photo caption or credit"),
        (is_credit, "credit"),
        (is_byline, "byline"),
    ):
        if told(line):
            return reason
    return prompt(line)

"""Dated news stories that questions are made from, read from Reuters-21578 and from PolNeAR."""

import datetime
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qa.errors import SetError
from qa.evaluate.attributions import read_reports
from qa.evaluate.sets import fold, read_lines
from qa.text.months import month_number

_END = re.compile(r"\s*(?:Reuter\s*)?\x03?\s*$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[a-z)\d][.?!])\s+(?=[A-Z<“\"])")

# Shorter stories are tables and alerts; longer ones are rarely about one thing.
SHORTEST, LONGEST = 300, 9000


@dataclass(frozen=True, slots=True)
class Story:
    """One story; ``words`` is its title and text folded, with a space on either side."""

    id: str
    published: str
    title: str
    text: str
    words: str

    def sentences(self) -> Iterator[str]:
        """Give the sentences, paragraph by paragraph, without line breaks."""
        for paragraph in self.text.split("\n"):
            yield from (part for part in _SENTENCE.split(paragraph.strip()) if part)


def read_reuters(file: Path) -> list[Story]:
    """Read the stories of Reuters-21578, wrapped lines joined to paragraphs, each text once.

    :raises SetError: when the file is not of the form.
    """
    stories = {}
    try:
        for row in read_lines(file):
            body = _END.sub("", html.unescape(row["body"]).replace("\x03", ""))
            paragraphs = [" ".join(part.split()) for part in re.split(r"\n {2,}", body)]
            text = "\n\n".join(part for part in paragraphs if part)
            if SHORTEST <= len(text) <= LONGEST and text not in stories:
                title = html.unescape(row["title"])
                stories[text] = _story(f"reuters {row['id']}", _day(row["date"]), title, text)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SetError(
            f"{file} holds no Reuters stories: {error!r}. Expected id, date, title, body a line."
        ) from error
    return list(stories.values())


def read_polnear(file: Path) -> list[Story]:
    """Read the articles of PolNeAR as stories.

    :raises SetError: when the file is not of the form.
    """
    return [_story(r.id, r.published, r.title, r.text) for r in read_reports(file)]


def _story(name: str, published: str, title: str, text: str) -> Story:
    return Story(name, published, title, text, f" {fold(title)} {fold(text)} ")


def _day(value: str) -> str:
    """Return the ISO date of "26-FEB-1987 15:01:01.79"."""
    day, month, year = value.strip().split()[0].split("-")
    return datetime.date(int(year), month_number(month) or 0, int(day)).isoformat()

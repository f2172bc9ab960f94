"""Marked attributions of news articles (PolNeAR): who says what, read from a file and made sound.

A line of the file is ``{id, publisher, publication_date, author, title, text, attributions:
[{source: [start, end], cue, content}]}``; offsets are code points into ``text``.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.errors import SetError
from qa.evaluate.sets import fold, read_lines
from qa.evaluate.speakers import Speaker, speaker

# Contents of fewer words stand in many places; longer ones are no question.
FEWEST_WORDS, MOST_WORDS = 5, 40

# Two contents that share so many words in a row are one saying.
RUN = 5

_SAYING = re.compile(
    r"^(?:has|have|had|also|later|then|recently|once|repeatedly|in|on|of|as|and|but|,|\s)*"
    r"(?:said|says|say|saying|told|tells|noted|notes|noting|added|adds|adding|wrote|writes|argued|"
    r"argues|arguing|warned|warns|claimed|claims|insisted|insists|acknowledged|stated|states|"
    r"according to|explained|tweeted|suggested|reported|reports|announced|predicted|concluded|"
    r"declared|asserted|recalled|responded|replied|remarked|conceded|admitted|maintained)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|never|refus\w*|declin\w*)\b|n['’]t\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\",]?")
_NO_CLAUSE = re.compile(
    r"^(?:to|about|of|in|on|at|for|from|with|how|why|what|whether|if|who|when|where|so|as|by|and|"
    r"but|or|“|\"|‘|')(?:\b|(?<=\W))",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|may|might|does|did|do|"
    r"needs?|wants?|plans|hopes?|thinks?|believes?|knows?|\w+ed|felt|went|came|made|took|got|gave|"
    r"saw|kept|left|met|lost|won|began)\b|n['’]t\b|['’](?:s|d|re|ll|ve)\b"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: ``content`` is verbatim; ``who`` None when no name stands for the source."""

    source: str
    who: Speaker | None
    cue: str
    content: str


@dataclass(frozen=True, slots=True)
class Report:
    """One article with its attributions, in the order of the file."""

    id: str
    published: str
    title: str
    text: str
    attributions: tuple[Attribution, ...]


def read_reports(file: Path) -> list[Report]:
    """Read a file of attributions.

    :raises SetError: when it cannot be read or is not of the form.
    """
    try:
        return [_report(row) for row in read_lines(file)]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SetError(
            f"{file} holds no attributions: {error!r}. Expected id, publication_date, title, text "
            "and attributions with source, cue, content a line."
        ) from error


def _report(row: dict[str, Any]) -> Report:
    text = row["text"]
    attributions = []
    for marked in row["attributions"]:
        source, cue = (text[slice(*marked[part])] for part in ("source", "cue"))
        content = _outside(marked["content"], (marked["source"], marked["cue"]))
        attributions.append(
            Attribution(source, speaker(source, text), cue, text[slice(*content)].strip())
        )
    return Report(row["id"], row["publication_date"], row["title"], text, tuple(attributions))


def _outside(content: Sequence[int], others: Iterable[Sequence[int]]) -> tuple[int, int]:
    """Return the longest part of a content that holds neither its source nor its cue."""
    start, end = content
    for left, right in others:
        if start < right and left < end:
            start, end = max(((start, left), (right, end)), key=lambda part: part[1] - part[0])
    return start, max(start, end)


def quotation(attribution: Attribution) -> str | None:
    """Return the quotation that a content mostly is, without its marks; None where it is none."""
    runs = [run.strip(" ,.;:—-") for run in _QUOTED.findall(attribution.content)]
    longest = max(runs, key=len, default="")
    mostly = 2 * len(longest) > len(attribution.content) and attribution.content[0] in '“"'
    return longest if mostly and _fits(longest) else None


def is_saying(attribution: Attribution) -> bool:
    """Tell whether the cue says that something was said, and not that it was denied."""
    return bool(_SAYING.match(attribution.cue)) and not _DENIED.search(attribution.cue)


def clause(attribution: Attribution) -> str | None:
    """Return the clause that a content is, without "that"; None where it is no clause to ask by."""
    if not is_saying(attribution):
        return None
    text = re.sub(r"^that\s+", "", attribution.content.strip(" ,.;:—-"))
    quotes = (
        text.count("“") - text.count("”"),
        text.count('"') % 2,
        text.count("(") - text.count(")"),
    )
    if _NO_CLAUSE.match(text) or any(quotes) or not _fits(text) or not _FINITE.search(text):
        return None
    if re.match(r"(?:The|A|An|He|She|They|It|His|Her|Their|There|This|These|Those|We)\b", text):
        text = text[0].lower() + text[1:]
    return text


def _fits(text: str) -> bool:
    return FEWEST_WORDS <= len(fold(text).split()) <= MOST_WORDS and "\n" not in text


def word_runs(text: str) -> set[str]:
    """Return every run of ``RUN`` words of a text, folded; the whole text if it is shorter."""
    words = fold(text).split()
    last = max(1, len(words) - RUN + 1)
    return {" ".join(words[start : start + RUN]) for start in range(last)}

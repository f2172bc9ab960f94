"""How often the publication date of an HTML page is found, beside htmldate alone.

The pages are those of htmldate's own evaluation: a folder with ``eval_default.json``, an object
from address to ``{"file", "date"}``, and the pages in ``html/``.
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from htmldate import find_date

from qa.dates.pages import page_published
from qa.errors import ArticleError
from qa.ingest.decoding import decode

EARLIEST, LATEST = "1995-01-01", "2100-01-01"
"""htmldate's bounds: its own first day, and instead of its last one, which is today, a far one."""


@dataclass(frozen=True, slots=True)
class PageCounts:
    """Pages with exactly the right day, with another or a partial date, and with none."""

    right: int
    wrong: int
    none: int


@dataclass(frozen=True, slots=True)
class PageFigures:
    """Counts of ours and of htmldate alone over all pages, and over the two halves.

    The weights were tuned on the first, third, fifth ... page in order of file name; the others
    are held out.
    """

    pages: int
    ours: PageCounts
    htmldate: PageCounts
    ours_tuned: PageCounts
    htmldate_tuned: PageCounts
    ours_held_out: PageCounts
    htmldate_held_out: PageCounts


def evaluate_pages(folder: Path) -> PageFigures:
    """Measure on the pages of ``folder``; htmldate reads the same pages in the same run.

    :raises ArticleError: when the folder holds no such list or a page of it is missing.
    """
    pages = _pages(folder)
    ours = [_outcome(_ours, html, date) for html, date in pages]
    theirs = [_outcome(_htmldate, html, date) for html, date in pages]
    return PageFigures(
        pages=len(pages),
        ours=_counts(ours),
        htmldate=_counts(theirs),
        ours_tuned=_counts(ours[::2]),
        htmldate_tuned=_counts(theirs[::2]),
        ours_held_out=_counts(ours[1::2]),
        htmldate_held_out=_counts(theirs[1::2]),
    )


def _pages(folder: Path) -> list[tuple[str, str]]:
    """Return text and publication date of the pages, in order of file name."""
    path = folder / "eval_default.json"
    try:
        listed: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        rows = sorted((row["file"], row["date"]) for row in listed.values())
        read = [(name, (folder / "html" / name).read_bytes(), date) for name, date in rows]
    except OSError as error:
        raise ArticleError(str(error.filename), "cannot be read; expected a list of pages") from (
            error
        )
    except (ValueError, AttributeError, KeyError, TypeError) as error:
        raise ArticleError(str(path), f"no list of pages with file and date ({error})") from error
    return [(decode(data, name), date) for name, data, date in read]


def _ours(html: str) -> str | None:
    published = page_published(html)
    return None if published is None else published.value


def _htmldate(html: str) -> str | None:
    # As bytes: of a text that looks like an address, htmldate would fetch the page.
    return find_date(html.encode(), original_date=True, min_date=EARLIEST, max_date=LATEST)


def _outcome(reader: Callable[[str], str | None], html: str, date: str) -> str:
    value = reader(html)
    return "none" if value is None else "right" if value == date else "wrong"


def _counts(outcomes: Sequence[str]) -> PageCounts:
    counted = Counter(outcomes)
    return PageCounts(counted["right"], counted["wrong"], counted["none"])

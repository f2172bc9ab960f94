"""When an HTML page was published, as far as the page itself says so.

The page's own statements are weighed against each other: schema.org, meta tags, its address,
times marked or written around the headline. htmldate, which also searches what is left, is heard
where they are weak or undecided, and its find counts only when it is written out on the page.
Nothing is fetched, and today's date plays no part.
"""

import datetime
import re
from collections.abc import Sequence

from htmldate import find_date
from lxml.html import HtmlElement

from qa.contract.article import Published, Span
from qa.dates.byline import byline_dates, page_titles
from qa.dates.markup import UNSET, Stated, address_dates, meta_dates, schema_dates
from qa.dates.partial import interval
from qa.dates.timex import bound
from qa.ingest.formats.tree import html_tree

LONGEST_PAGE = 1_000_000
"""Code points that are read; a page of news takes 50,000 to 300,000 and dates itself early."""

EARLIEST, LATEST = "1990-01-01", "2100-01-01"
"""Days between which htmldate searches: the web began in 1991; its own last day is today's."""

ENOUGH = 3
"""Weight from which the page's own statements need no second opinion."""

WEIGHT_OF_SEARCH = 1
"""Weight of htmldate's find, which may be any date of the page."""

MOST_STATEMENTS = 100
"""Different statements that are weighed; an honest page makes less than ten."""

SHORTLY = 200
"""Code points before a date in which its label stands, tags included."""

# A wiki tells when it was last edited: not when it was published, which it does not tell.
_LAST_EDIT = re.compile(r"last\s+edit(?:ed)?\b[^<>\n]{0,40}$", re.IGNORECASE)
_UTC = re.compile(r"\d(?:Z|[+-]00:?00| ?(?:UTC|GMT))\s*$", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>?")


def page_published(html: str) -> Published | None:
    """Return when the page says it was published; None when it does not.

    None also when its statements contradict each other and htmldate's find sides with neither.
    ``evidence`` is where the date is written in ``html``, None when it is not written there in
    the form it was read (an HTML entity inside it).
    """
    tree = html_tree(html[:LONGEST_PAGE])
    if tree is None:
        return None
    titles = page_titles(tree)
    stated = _different(
        [
            *address_dates(tree),
            *schema_dates(tree, titles),
            *meta_dates(tree),
            *byline_dates(tree, titles),
        ]
    )
    best = _best(stated)
    if best is None or _support(best, stated) < ENOUGH:
        found = _searched(tree, html[:LONGEST_PAGE])
        best = _best([*stated, found]) if found is not None else best
    return None if best is None else Published(best.value, best.method, _place(best, html))


def _different(stated: Sequence[Stated]) -> list[Stated]:
    """Return the statements without those that say the same in the same way."""
    kept: dict[tuple[str, str, int], Stated] = {}
    for one in stated:
        kept.setdefault((one.value, one.method, one.weight), one)
    return list(kept.values())[:MOST_STATEMENTS]


def _best(stated: Sequence[Stated]) -> Stated | None:
    """Return the date with most support; None when two that contradict each other have equal.

    A full day goes before the month or year that holds it. Of neighbouring days, which are one
    moment in two time zones, the one with more support of its own counts, then the one whose time
    is not in UTC, which is the zone of machines, then the first stated.
    """
    days = [one for one in stated if len(one.value) == len(EARLIEST)] or list(stated)
    if not days:
        return None
    most = max(_support(one, stated) for one in days)
    leading = [one for one in days if _support(one, stated) == most]
    if not all(_agree(leading[0], one) for one in leading):
        return None

    def own(one: Stated) -> tuple[int, bool]:
        same = [other for other in stated if other.value == one.value]
        return _support(one, same), not all(_UTC.search(other.raw) for other in same)

    return max(leading, key=own)


def _support(one: Stated, stated: Sequence[Stated]) -> int:
    """Return the weight of all that agrees with a date, each way of stating it counted once."""
    weights: dict[str, int] = {}
    for other in stated:
        if _agree(one, other):
            weights[other.method] = max(other.weight, weights.get(other.method, 0))
    return sum(weights.values())


def _agree(one: Stated, other: Stated) -> bool:
    """Tell whether two dates overlap or lie on neighbouring days."""
    (first, last), (start, end) = interval(one.value), interval(other.value)
    return first <= bound(end, 1) and start <= bound(last, 1)


def _searched(tree: HtmlElement, html: str) -> Stated | None:
    """Return what htmldate finds, if that day is written out somewhere on the page.

    It reads ages ("3 days ago") and days without a year against today, and fills up bare years
    of copyright lines: such finds are not written out.
    """
    found = find_date(tree, original_date=True, min_date=EARLIEST, max_date=LATEST)
    written = _written_out(datetime.date.fromisoformat(found), html) if found else None
    if found is None or written is None or found in UNSET:
        return None
    if _LAST_EDIT.search(_TAG.sub(" ", html[max(0, written.start() - SHORTLY) : written.start()])):
        return None
    line = html.count("\n", 0, written.start()) + 1
    return Stated(found, "htmldate", WEIGHT_OF_SEARCH, written[0], line)


def _written_out(day: datetime.date, html: str) -> re.Match[str] | None:
    year, short, month, number = day.year, f"{day.year % 100:02}", day.month, day.day
    word, gap = r"[^\W\d_]{3,12}\.?", "[-–/. ]{1,2}"
    years = rf"(?:{year}|{short})(?!\d)"
    forms = (
        rf"{year}[-–/._ 年]{{0,2}}0?{month}[-–/._ 月]{{0,2}}0?{number}(?!\d)",
        rf"0?{number}{gap}0?{month}{gap}{years}",
        rf"0?{month}{gap}0?{number}{gap}{years}",
        rf"0?{number}(?:st|nd|rd|th|er|º)?\W{{0,4}}(?:de\s+|of\s+)?{word}\W{{0,4}}(?:de\s+)?{year}",
        rf"{word}\W{{1,4}}0?{number}(?:st|nd|rd|th)?\W{{1,4}}{year}",
    )
    return re.search(rf"(?<!\d)(?:{'|'.join(forms)})", html)


def _place(stated: Stated, html: str) -> Span | None:
    """Return where a date is written: at or after the line it was read in, else before it."""
    start = 0
    for _ in range(stated.line - 1):
        start = html.find("\n", start) + 1
        if not start:
            break
    at = html.find(stated.raw, start)
    at = html.find(stated.raw) if at < 0 else at
    return Span(at, at + len(stated.raw)) if at >= 0 and stated.raw else None

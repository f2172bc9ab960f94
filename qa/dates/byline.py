"""The dates that stand around the headline of an HTML page: marked as times, or just written.

Further down a page come the dates of other articles and of comments, further up that of the day
it was fetched: neither is evidence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from qa.dates.expressions import find_expressions
from qa.dates.markup import LONGEST_VALUE, Stated, day_of
from qa.dates.publication import find_published

LINES_BEFORE = 6
"""Lines above the headline, inside its article: section, date, kicker."""

LINES_AFTER = 20
"""Lines below the headline: standfirst, byline, date, share bar, caption, first paragraphs."""

LONGEST_BYLINE = 200
"""Code points of the text of an element that tells who wrote an article and when."""

MOST_MARKS = 60
"""Marked elements around a headline that are looked at."""

MOST_DAYS = 3
"""Different days around a headline: published, updated and that of an event. More are a list."""

_SKIPPED = frozenset(
    "head script style noscript template select svg nav footer aside iframe textarea".split()
)
_INLINE = frozenset(
    "a abbr b bdi bdo cite code del em font i img ins mark q s small span strong sub sup time tt "
    "u wbr".split()
)
_HEADINGS = ("h1", "h2", "h3")
_CONTAINERS = frozenset(("article", "main", "section"))
_DATED = re.compile(r"date|time|publi|posted|byline|dateline|written", re.IGNORECASE)
_LATER = re.compile(r"updat|modif|edited|revis|expir|event|comment|related", re.IGNORECASE)
_FIRST = re.compile(r"publi|posted", re.IGNORECASE)
_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class _Heading:
    level: str
    text: str
    index: int
    container: int


@dataclass(slots=True)
class _Layout:
    """Visible lines with their source lines, the headings, and the elements marked as dates."""

    lines: list[tuple[str, int]] = field(default_factory=list)
    headings: list[_Heading] = field(default_factory=list)
    marks: list[tuple[int, HtmlElement]] = field(default_factory=list)
    _containers: list[int] = field(default_factory=lambda: [0])
    _pieces: list[str] = field(default_factory=list)
    _source: int = 1

    def begin(self, element: HtmlElement) -> None:
        """Take in the start of an element and the text up to its first child."""
        if element.tag not in _INLINE:
            self.end_line()
        if element.tag in _CONTAINERS:
            self._containers.append(len(self.lines))
        elif element.tag in _HEADINGS:
            text = " ".join(element.text_content().split())
            heading = _Heading(element.tag, text, len(self.lines), self._containers[-1])
            self.headings.append(heading)
        if _is_mark(element):
            self.marks.append((len(self.lines), element))
        self._source = element.sourceline or self._source
        self._pieces.append(element.text or "")

    def end(self, element: HtmlElement) -> None:
        """Take in the end of an element and the text behind it."""
        if element.tag not in _INLINE:
            self.end_line()
        if element.tag in _CONTAINERS and len(self._containers) > 1:
            self._containers.pop()
        self._pieces.append(element.tail or "")

    def end_line(self) -> None:
        """Make what has come since the last line a line, when there is more than white space."""
        text = " ".join("".join(self._pieces).split())
        self._pieces.clear()
        if text:
            self.lines.append((text, self._source))


def byline_dates(tree: HtmlElement, titles: Sequence[str]) -> list[Stated]:
    """Return the dates around the headline, marked ones before written ones.

    ``titles`` are what the page calls itself elsewhere: the heading that says the same is the
    headline, else the last of the highest rank. A page without headings has no such dates.
    """
    layout = _layout(tree)
    headline = _headline(layout.headings, titles)
    if headline is None:
        return []
    first = max(headline.container, headline.index - LINES_BEFORE)
    last = headline.index + 1 + LINES_AFTER
    marks = [element for index, element in layout.marks if first <= index < last][:MOST_MARKS]
    return [*_marked(marks), *_written(layout.lines[first:last])]


def page_titles(tree: HtmlElement) -> list[str]:
    """Return what a page calls itself in its head, white space made single."""
    titles = [element.text_content() for element in tree.iter("title")][:1]
    for element in tree.iter("meta"):
        if (element.get("property") or element.get("name")) in ("og:title", "twitter:title"):
            titles.append(element.get("content") or "")
    return [title for title in (" ".join(raw.split()) for raw in titles) if title]


def _layout(tree: HtmlElement) -> _Layout:
    layout = _Layout()
    walker = iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            layout.end(element)
        elif element.tag in _SKIPPED:
            layout.end_line()
            walker.skip_subtree()
        else:
            layout.begin(element)
    layout.end_line()
    return layout


def _is_mark(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return (
        element.tag == "time"
        or bool(_DATED.search(element.get("itemprop") or ""))
        or bool(_DATED.search(names) and (_FIRST.search(names) or not _LATER.search(names)))
    )


def _headline(headings: Sequence[_Heading], titles: Sequence[str]) -> _Heading | None:
    for level in _HEADINGS:
        for heading in headings:
            if heading.level == level and any(_says(title, heading.text) for title in titles):
                return heading
    highest = [heading for heading in headings if heading.level == "h1" and heading.text]
    return highest[-1] if highest else None


def _says(title: str, heading: str) -> bool:
    """Tell whether a title begins with a heading that is long enough to be one of an article."""
    return len(heading.split()) > 2 and title.casefold().startswith(heading.casefold())


def _marked(marks: Sequence[HtmlElement]) -> list[Stated]:
    """Return the dates of marked elements: that of publication, else the first of a few."""
    found = []
    for element in marks:
        names = " ".join(element.get(key) or "" for key in ("itemprop", "class", "id"))
        said = " ".join(element.text_content().split())
        if not _FIRST.search(names) and _LATER.search(f"{names} {_words_before(element)}"):
            continue
        raw, value = _reading(element, said)
        if value is not None and len(value) > len("2010"):
            named = "datepublished" in names.lower() or element.get("pubdate") is not None
            method = "time element" if element.tag == "time" else "date element"
            line = element.sourceline or 1
            found.append(Stated(value, method, 3 if named else 2, raw, line))
    if len({stated.value for stated in found}) > MOST_DAYS:
        found = [stated for stated in found if stated.weight == 3]
    if len({stated.value for stated in found}) > MOST_DAYS:
        return []
    return sorted(found, key=lambda stated: -stated.weight)[:1]


def _words_before(element: HtmlElement) -> str:
    """Return the text that leads up to an element on its line, where "Updated" would stand."""
    before = element.getprevious()
    if before is not None:
        said = before.tail or ""
        return said if said.strip() or before.tag == "time" else before.text_content()[-40:]
    parent = element.getparent()
    return (parent.text or "") if parent is not None else ""


def _reading(element: HtmlElement, said: str) -> tuple[str, str | None]:
    """Return what an element states as raw text and as a date; no date gives None."""
    for key in ("datetime", "content", "title"):
        raw = element.get(key) or ""
        value = day_of(raw)
        if value is not None:
            return raw, value
    if len(said) <= LONGEST_VALUE and (value := day_of(said)) is not None:
        return said, value
    if len(said) <= LONGEST_BYLINE:
        before = 0
        for time in find_expressions(said, None):
            label = said[before : time.span.start]
            before = time.span.end
            if _FULL_DAY.match(time.value) and not _LATER.search(label):
                return time.text, day_of(time.value[:10])
    return "", None


def _written(lines: Sequence[tuple[str, int]]) -> Iterator[Stated]:
    """Yield the date that the lines say they were published on, if they do."""
    text = "\n".join(line for line, _ in lines)
    published = find_published(text)
    if published is None or published.evidence is None:
        return
    weight = {"date line": 2, "dateline": 2}.get(published.method, 0)
    if weight:
        row = text.count("\n", 0, published.evidence.start)
        raw = published.evidence.of(text)
        yield Stated(published.value, published.method, weight, raw, lines[row][1])

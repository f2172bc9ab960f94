"""When an article was published, as far as its own text says so.

The strongest evidence wins: a line that says "Published", a line that is nothing but a date near
the top, a dateline with its full date, a line that says "Updated", the year of a copyright line.
A date inside the story is no evidence, and neither is today's.
"""

import re
from collections.abc import Iterator, Sequence

from qa.contract.article import LeftOut, Published, Span
from qa.dates.field_dates import field_date
from qa.dates.openings import find_day, find_opening
from qa.dates.written import DATE, YEAR, written_date
from qa.ingest.dateline import find_dateline
from qa.text.folding import narrow

TOP_LINES = 12
"""Lines with text among which an unlabelled date can be that of the article; behind the headline
stand byline, section and share bar at most."""

LONGEST_DATE_LINE = 160
"""Code points; "By ... | Published ... | Updated ..." takes about 100."""

LONGEST_NOTICE = 700
"""Code points of a notice of copyright with all its conditions."""

FURTHEST_MARK = 3
"""Code points before a copyright mark that begins its line: a bullet, a dash, a bracket."""

_DATE = re.compile(DATE, re.IGNORECASE)
_OTHER_DATE = re.compile(
    rf"\d{{1,2}}(?:er|\.|º)?\s+(?:de\s+)?[^\W\d_]{{3,12}}\.?\s+(?:de\s+)?{YEAR}(?!\d)|"
    rf"{YEAR}(?P<mark>[/.])\d\d?(?P=mark)\d\d?(?!\d)"
)
# "By Jane Okafor, Staff Writer, 12 February 2024"
_SIGNED = re.compile(
    rf"(?:by\s+)?(?:(?-i:[A-Z])[\w.'’-]+\s+){{1,4}}(?-i:[A-Z])[\w.'’-]+,\s+"
    rf"(?:(?-i:[A-Z])[\w.'’ -]{{2,40}},\s+)?(?={DATE}\W*$)",
    re.IGNORECASE,
)
_ZONE = (
    r"(?:[ap]\.?m\.?|[a-z]{2,4}|\(?(?:gmt|utc)?\s*[+-]\d{1,2}:?\d{0,2}\)?|z|local time|"
    r"\([a-z]{2,4}\))"
)
_TIME = re.compile(
    rf"(?:T|at\s+|,\s*|-\s*|–\s*)?\d{{1,2}}[:.h]\d\d(?:[:.]\d\d(?:\.\d+)?)?(?:\s*{_ZONE}){{0,3}}|"
    r"(?:at\s+|,\s*)?\d{1,2}\s*[ap]\.?m\.?(?:\s*[a-z]{2,4})?",
    re.IGNORECASE,
)
_TIME_BEFORE = re.compile(rf"(?:{_TIME.pattern})\s*,?\s+(?:on\s+)?(?=\w+\s+\d|\d)", re.IGNORECASE)
_AGO = (
    r"(?:in|about|over|almost)?\s*(?:a|an|\d+|one|two|three|four|five|six)\s*"
    r"(?:second|minute|min|hour|hr|day|week|month|year)s?(?:\s+ago|\s+read)?"
)
_FIRST = (
    r"(?:first\s+|originally\s+)?(?:published|posted|publication date|pub(?:lished)? date|date|"
    r"released?|issued|filed|created|story of|publié(?:e)?|veröffentlicht|publicado|pubblicato)"
)
_LATER = r"(?:last\s+)?(?:updated|modified|edited|revised)(?:\s+date)?"
_LABEL = re.compile(
    rf"(?:(?P<first>{_FIRST})|(?P<later>{_LATER}))(?:\s+(?:on|at|le|am|el|il|em))?\s*[:,]?\s*",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s*[|·•;]\s*|\s+[/–—-]\s+|\s*,\s+(?=(?:updated|published|by)\b)|^|$", re.IGNORECASE
)
_ASIDE = re.compile(
    rf"{_AGO}|\d{{1,3}}\s*-?\s*min(?:ute)?s?(?:\s+read)?|by\s+[\w.'’ -]{{1,50}}|"
    r"(?:from|in)\s+[A-Z][\w.'’ -]{1,50}|(?:\d+\s+)?comments?|"
    r"[A-Z][\w.'’&]+(?:\s+(?:of|the|and|[A-Z][\w.'’&]+)){0,4}"
)
_NOT_AN_ASIDE = re.compile(r"\b(?:19|20)\d\d\b")

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|&copy;|\bcopyright\b)[^\w\n]*"
    r"(?:\(c\)|©|by\b|[^\W\d]\w*(?: [^\W\d]\w*){0,3})?[^\w\n]*"
    rf"(?P<year>{YEAR})(?!\s*[-–—/]\s*\d)(?!\d)",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"\b(?:Pictures|Films?|Studios?|Productions|Records|Music|Entertainment|Museum|Gallery|Estate|"
    r"Archives?|Collection|Foundation|Trust|Getty Images)\b|\b(?:photo|image|still|picture|poster|"
    r"artwork|courtesy)\b",
    re.IGNORECASE,
)
"""What tells the copyright of a work that an article shows from that of the article."""

_RESERVED = re.compile(r"all rights reserved|alle rechte|droits réservés", re.IGNORECASE)
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


def find_published(text: str, left_out: Sequence[LeftOut] = ()) -> Published | None:
    """Return when ``text`` says it was published and where it says so; None when it does not.

    ``left_out`` are the pieces that are no story. Of dates like 5/6/2014, which is read as May by
    some and as June by others, the year is returned.
    """
    lines = _lines(narrow(text))
    stated = [
        (evidence[0], number, evidence[1])
        for number, (start, line) in enumerate(lines)
        for evidence in _evidence(line, start, top=number < TOP_LINES)
    ]
    if len({published.value for kind, _, published in stated if kind == _PLAIN}) > 1:
        # Dates above the parts of a timeline are not the day it was written.
        stated = [evidence for evidence in stated if evidence[0] != _PLAIN]
    if stated:
        return min(stated, key=lambda evidence: evidence[:2])[2]
    years: dict[str, Span] = {}
    for start, line in lines:
        for year, place in _copyright_years(line, start, left_out):
            years.setdefault(year, place)
    if len(years) != 1:
        return None
    year, place = next(iter(years.items()))
    for start, line in lines[:TOP_LINES]:
        day = find_day(line, year)
        if day is not None:
            how = "dateline with the year of a copyright line"
            return Published(day.value, how, day.place.moved(start))
    return Published(year, "copyright line", place)


def is_date_line(line: str) -> bool:
    """Tell whether a line holds nothing but when it was published, and perhaps by whom."""
    line = narrow(line)
    return _date_line(line, 0) is not None or _is_moment(line)


_LABELLED, _PLAIN, _IN_DATELINE, _UPDATED = range(4)
"""Kinds of evidence, the strongest first."""


def _evidence(line: str, start: int, *, top: bool) -> Iterator[tuple[int, Published]]:
    """Yield the dates a line states: near the top in any way, further down only with a label."""
    if top or _LABEL.match(line):
        stated = _date_line(line, start)
        if stated is not None and (top or stated[0] != _PLAIN):
            yield stated
    if top:
        dateline = _dateline(line, start)
        if dateline is not None:
            yield _IN_DATELINE, dateline


def _lines(text: str) -> list[tuple[int, str]]:
    """Return start and text, trimmed, of every line that holds more than white space."""
    found = []
    for match in _LINE.finditer(text):
        line = match[0].strip(" \t\u00a0\ufeff*_[]")
        if line:
            found.append((match.start() + match[0].index(line), line))
    return found


def _date_line(line: str, start: int) -> tuple[int, Published] | None:
    """Return kind of evidence and date of a line that is nothing but a date and its company."""
    if len(line) > LONGEST_DATE_LINE:
        return None
    found: list[tuple[int, Published]] = []
    label: str | None = None
    for begin, end in _pieces(line):
        piece = line[begin:end]
        marked = _LABEL.match(piece)
        if marked:
            label = "later" if marked["later"] else "first"
            begin += marked.end()
            if begin == end:
                continue
        timed = _TIME_BEFORE.match(line, begin, end)
        if timed:
            begin = timed.end()
        signed = _SIGNED.match(line, begin, end)
        if signed:
            begin = signed.end()
        date, value = _dated(line, begin, end)
        if date and value:
            rest = line[date.end() : end].strip(" ,." if len(value) > len("2011-04") else " ,")
            if rest and not (_TIME.fullmatch(rest) or _is_aside(rest, dated=True)):
                return None
            kind = _PLAIN if label is None else _UPDATED if label == "later" else _LABELLED
            method = "date line" if kind != _UPDATED else "date line of an update"
            place = Span(start + begin, start + date.end())
            found.append((kind, Published(value, method, place)))
            label = None
        elif not (_TIME.fullmatch(piece) or _is_aside(piece, dated=False)):
            return None
    return min(found, key=lambda evidence: evidence[0]) if found else None


def _dated(line: str, begin: int, end: int) -> tuple[re.Match[str] | None, str | None]:
    """Return the date that stands at ``begin`` and what it means, None for what there is not."""
    date = _DATE.match(line, begin, end)
    value = date and written_date(date[0])
    if value is None:
        date = _OTHER_DATE.match(line, begin, end)
        value = date and field_date(date[0])
    return date, value


def _pieces(line: str) -> list[tuple[int, int]]:
    """Return where the parts of a line stand between its bars, dots and dashes."""
    marks = [(match.start(), match.end()) for match in _SEPARATOR.finditer(line)]
    bounds = [(one[1], two[0]) for one, two in zip(marks, marks[1:], strict=False)]
    return [(begin, end) for begin, end in bounds if begin < end]


def _is_aside(piece: str, *, dated: bool) -> bool:
    """Tell whether a piece beside a date is a byline, a place, an age or a reading time."""
    if dated:
        timed = _TIME.match(piece)
        if timed:
            piece = piece[timed.end() :].strip(" ,")
    if not piece:
        return True
    if dated and not re.match(r"(?:by|from|in)\b|\(", piece, re.IGNORECASE):
        return re.fullmatch(_AGO, piece) is not None
    return _ASIDE.fullmatch(piece.strip("()")) is not None and not _NOT_AN_ASIDE.search(piece)


def _is_moment(line: str) -> bool:
    """Tell whether a line holds a time or an age alone: "9:08 AM", "Updated 2 hours ago"."""
    marked = _LABEL.match(line)
    rest = line[marked.end() :] if marked else line
    if re.fullmatch(_AGO, rest, re.IGNORECASE):
        return marked is not None or rest.lower().endswith(("ago", "read"))
    timed = _TIME.fullmatch(rest)
    return timed is not None and (marked is not None or any(char.isalpha() for char in rest))


def _dateline(line: str, start: int) -> Published | None:
    """Return the date of "WASHINGTON, Jan. 7, 2011 — The ..." when the line begins with one."""
    dateline = find_dateline(line)
    if dateline is None or dateline.day is None:
        opening = find_opening(line)
        if opening is None:
            return None
        return Published(opening.value, "dateline", opening.place.moved(start))
    written = dateline.day.of(line)
    value = written_date(written) if _DATE.fullmatch(written) else None
    if value is None:
        return None
    return Published(value, "dateline", dateline.day.moved(start))


def _copyright_years(
    line: str, start: int, left_out: Sequence[LeftOut]
) -> Iterator[tuple[str, Span]]:
    """Yield the years of copyright marks that stand at the start of a line or in no story."""
    if len(line) > LONGEST_NOTICE or (_CREDITED.search(line) and not _RESERVED.search(line)):
        return
    for match in _COPYRIGHT.finditer(line):
        at = start + match.start()
        in_front = match.start() <= FURTHEST_MARK
        if in_front or any(piece.span.start <= at < piece.span.end for piece in left_out):
            yield match["year"], Span(start + match.start("year"), start + match.end("year"))

"""The dates that the markup of an HTML page states: schema.org, meta tags, addresses, elements.

Each is read as its own kind of evidence; ``qa.dates.pages`` decides between them. A time is taken
in the zone it is written in: that is the publisher's own calendar.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from qa.dates.address import address_date, is_date
from qa.dates.publication import find_published
from qa.text.folding import narrow

LONGEST_VALUE = 100
"""Code points of an attribute that can be a date; the longest spelled out takes about 50."""

LARGEST_OBJECT = 300_000
"""Code points of a script with schema.org data; with the whole article inside it takes 50,000."""

MOST_OBJECTS = 1000
"""schema.org objects of a page that are looked at; a live blog has some hundreds."""

UNSET = frozenset({"1970-01-01", "1969-12-31", "1900-01-01", "1899-12-30", "1899-12-31"})
"""Days that programs write when they have no date: the zero of a clock or of a spreadsheet."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A date that a page states: ISO 8601 ``value``, maybe partial, and ``raw`` as written.

    ``line`` is the line of the source it stands in, counted from 1; ``weight`` is how much it
    counts against other statements, bigger is stronger.
    """

    value: str
    method: str
    weight: int
    raw: str
    line: int


# What publishers, their analytics and their search tools call the first publication.
_PUBLISHED = frozenset(
    """
    article:published_time article:published article:published_date article:post_date
    article:publicationdate article.published article_date_original articlepublished
    og:article:published_time og:article:published og:published_time og:publish_date og:pubdate
    og:datepublished datepublished date_published publicationdate publication_date
    publication-date publishdate publish_date publish-date publish_time published_date
    published-date published_time publisheddate publishedat published_at pubdate pub_date pub-date
    originalpublicationdate parsely-pub-date sailthru.date bt:pubdate rbpubdate displaydate
    dc.date.issued dcterms.issued dc.issued dc.date.publication rnews:datepublished
    dcsext.articlefirstpublished mediator_published_time twt-published-at vr:published_time
    shareaholic:article_published_time cxenseparse:recs:publishtime cxenseparse:publishtime
    analyticsattributes.articledate citation_online_date dateposted
    """.split()
)
# A date of the page, most often but not always of its publication.
_DATE = frozenset(
    """
    date dc.date dc:date dcterms.date dc.date.created dcterms.created dc.created dc:created created
    datecreated date_created article.created content_create_date citation_publication_date
    citation_date release_date doc_date timestamp
    """.split()
)

_COMPACT = re.compile(r"((?:1[6-9]|20|21)\d\d)(\d\d)(\d\d)(?:\D.*|\d{4}(?:\d\d)?\D?.*)?", re.DOTALL)
_LEADING = re.compile(r"(?:1[6-9]|20|21)\d\d(?:([-/.])\d\d?(?:\1\d\d?)?)?(?![\d/-])")
_PUBLISHED_IN_JSON = re.compile(r'"datePublished"\s*:\s*"([^"\\]{4,40})"')


def day_of(raw: str) -> str | None:
    """Return the day, month or year that an attribute's value means, None when it is no date.

    >>> day_of("2019-10-16T08:00:00+02:00")
    '2019-10-16'
    """
    text = narrow(raw.strip())
    if len(text) > LONGEST_VALUE:
        return None
    compact = _COMPACT.fullmatch(text)
    leading = _LEADING.match(text)
    if compact:
        value = "-".join(compact.groups())
    elif leading and not text[leading.end() :].strip().isalpha():
        value = "-".join(part.zfill(2) for part in re.split(r"[-/.]", leading[0]))
    else:
        written = find_published(text)
        if written is None or written.method not in ("date line", "dateline"):
            return None
        value = written.value
    return value if is_date(value) and value not in UNSET else None


def meta_dates(tree: HtmlElement) -> Iterator[Stated]:
    """Yield the dates of ``meta`` tags, those that speak of publication before the others."""
    vague = []
    for element in tree.iter("meta"):
        raw = element.get("content") or ""
        names = {(element.get(key) or "").strip().lower() for key in ("name", "property")}
        if not names.isdisjoint(_PUBLISHED | _DATE):
            value = day_of(raw)
            if value is None:
                continue
            if not names.isdisjoint(_PUBLISHED):
                yield Stated(value, "meta tag", 4, raw, element.sourceline or 1)
            else:
                vague.append(Stated(value, "meta tag", 2, raw, element.sourceline or 1))
    yield from vague


def address_dates(tree: HtmlElement) -> Iterator[Stated]:
    """Yield the day, else the month, written in the page's own address."""
    for element, raw in addresses(tree):
        found = address_date(raw)
        if found:
            value, written = found
            weight = 4 if len(value) == len("2011-04-01") else 2
            yield Stated(value, "address", weight, written, element.sourceline or 1)
            return


def addresses(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Yield the addresses that a page gives as its own, each with its element."""
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and element.get("href"):
            yield element, element.get("href")
    for element in tree.iter("meta"):
        if (element.get("property") or element.get("name")) == "og:url" and element.get("content"):
            yield element, element.get("content")


def schema_dates(tree: HtmlElement, titles: Sequence[str]) -> list[Stated]:
    """Return ``datePublished`` of the schema.org object that the page is about, if one is.

    Of several articles with different dates, those with a headline among ``titles`` or the page's
    own address count; when they do not agree either, none does.
    """
    found: list[tuple[int, bool, Stated]] = []
    broken: list[Stated] = []
    own = {raw.rstrip("/") for _, raw in addresses(tree)}
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text, line = script.text_content()[:LARGEST_OBJECT], script.sourceline or 1
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            raws = _PUBLISHED_IN_JSON.findall(text)
            days = [(day, raw) for raw in raws if (day := day_of(raw))]
            broken += [Stated(day, "schema.org", 3, raw, line) for day, raw in days]
            continue
        for entity in _entities(data):
            raw = entity.get("datePublished")
            value = day_of(raw) if isinstance(raw, str) else None
            if value is not None and isinstance(raw, str):
                rank = _rank(entity)
                stated = Stated(value, "schema.org", 4 - rank, raw, line)
                found.append((rank, _is_about(entity, titles, own), stated))
    best = [entry for entry in found if entry[0] == min(rank for rank, _, _ in found)]
    stated_dates = [stated for _, _, stated in best] or broken
    if len({stated.value for stated in stated_dates}) > 1:
        stated_dates = [stated for _, about, stated in best if about]
    return stated_dates[:1] if len({stated.value for stated in stated_dates}) == 1 else []


def _entities(data: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects that stand for the page; what they merely refer to is left aside."""
    waiting, seen = [data], 0
    while waiting and seen < MOST_OBJECTS:
        item = waiting.pop(0)
        seen += 1
        if isinstance(item, list):
            waiting += item[:MOST_OBJECTS]
        elif isinstance(item, dict):
            yield item
            keys = ("@graph", "mainEntity", "mainEntityOfPage")
            waiting += [item[key] for key in keys if isinstance(item.get(key), list | dict)]


def _rank(entity: Mapping[str, Any]) -> int:
    """Return 0 for an article, 1 for the page, 2 for another work."""
    kinds = entity.get("@type")
    names = [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]
    if any(name.endswith(("Article", "Posting", "Report", "Review")) for name in names):
        return 0
    return 1 if any(name.endswith("Page") for name in names) else 2


def _is_about(entity: Mapping[str, Any], titles: Sequence[str], own: set[str]) -> bool:
    """Tell whether an object bears the page's title or its address."""
    page = entity.get("mainEntityOfPage")
    places = [entity.get("url"), entity.get("@id"), page]
    if isinstance(page, dict):
        places += [page.get("@id"), page.get("url")]
    if any(isinstance(place, str) and place.rstrip("/") in own for place in places):
        return True
    headline = entity.get("headline") or entity.get("name")
    return isinstance(headline, str) and any(
        " ".join(headline.split()) == title for title in titles
    )

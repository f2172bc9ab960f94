"""Real exports of databases and agencies, and real pages, which lie beside the repository.

They belong to their publishers: where the folder is absent the tests are skipped.
"""

import html as entities
import json
import re
import unicodedata

import pytest
import trafilatura
from conftest import ROOT

from qa.index.reading import ingested
from qa.ingest.articles import Ingested
from qa.ingest.formats.document import Unread, from_path
from qa.ingest.sentences import sentences

DATA = next(
    (above / "shared" / "data" for above in ROOT.parents if (above / "shared" / "data").is_dir()),
    ROOT.parent / "shared" / "data",
)
EXPORTS = DATA / "exports"
BODIES = DATA / "pages" / "body"
DATES = DATA / "pages" / "dates"

needs_exports = pytest.mark.skipif(not EXPORTS.is_dir(), reason="no shared/data/exports beside")
needs_pages = pytest.mark.skipif(not BODIES.is_dir(), reason="no shared/data/pages beside")

FURNITURE = re.compile(
    r"^(?:LENGTH|LOAD-DATE|LANGUAGE|BYLINE|PUBLICATION-TYPE|Section|Length|Byline|Load-Date):|"
    r"\d+ of \d+ DOCUMENTS|End of Document|^Document [A-Z]{4,}\d+|Tous droits réservés",
    re.MULTILINE,
)


def read(name: str) -> tuple[list[Ingested], list[Unread]]:
    path = EXPORTS / name
    items = list(ingested(from_path(path, path.name)))
    articles = [item for item in items if isinstance(item, Ingested)]
    for one in articles:
        assert not FURNITURE.search(one.article.text), one.article.source
        assert one.article.text.strip()
    return articles, [item for item in items if isinstance(item, Unread)]


def flat(markup: str) -> str:
    return " ".join(entities.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def values(articles: list[Ingested], name: str) -> set[str | None]:
    return {getattr(one.document, name) for one in articles}


@needs_exports
def test_nexis_html() -> None:
    articles, unread = read("newspapers/afp_2013-03-12_0501.html")
    source = (EXPORTS / "newspapers/afp_2013-03-12_0501.html").read_text()
    documents = re.split(r"<DOCFULL>", source)[1:]
    assert (len(articles), len(documents), unread) == (74, 74, [])
    assert values(articles, "publisher") == {"Agence France Presse -- English"}
    assert values(articles, "published") == {"2013-03-12", "2013-03-13", "2013-03-14"}
    for one, document in zip(articles, documents, strict=True):
        (title,) = re.findall(r'<SPAN CLASS="c6">(.*?)</SPAN>', document, re.DOTALL)
        assert one.article.title == flat(title)
        date = re.findall(r"March (\d+), 2013", flat(document))
        assert one.document.published == f"2013-03-{int(date[0]):02}"
        paragraphs = [flat(p) for p in re.findall(r'<P CLASS="c8">(.*?)</P>', document, re.DOTALL)]
        body = "".join(one.article.text.split())
        assert all("".join(paragraph.split()) in body for paragraph in paragraphs)


@needs_exports
def test_factiva_html_without_codes() -> None:
    name = "newspapers/irish-independence_1_2017-11-14.html"
    articles, unread = read(name)
    source = (EXPORTS / name).read_text()
    titles = [flat(t) for t in re.findall(r'<span class="enHeadline">(.*?)</span>', source, re.S)]
    assert (len(articles), unread) == (44, [])
    assert [one.article.title for one in articles] == titles
    assert values(articles, "publisher") == {"Irish Independent"}
    assert values(articles, "language") == {"en"}
    days = sorted(one.document.published or "" for one in articles)
    assert days[0] == "2017-10-16" and days[-1] == "2017-11-13" and all(len(d) == 10 for d in days)
    paragraphs = re.findall(r'<p class="articleParagraph[^>]*>(.*?)</p>', source, re.DOTALL)
    told = " ".join(" ".join(one.article.text.split()) for one in articles)
    assert sum(flat(p).replace(" ", "") in told.replace(" ", "") for p in paragraphs) == len(
        paragraphs
    )


@needs_exports
def test_nexis_uni() -> None:
    articles, unread = read("newspapers/usa-today.docx")
    assert [(one.article.title, one.document.published) for one in articles] == [
        ("Bush plays free-trade game", "2002-05-02"),
        ("FDIC reports drop-off in banks' profit", "2013-11-27"),
        ("U.S. job picture isn't drawn in the Oval Office", "2004-10-12"),
        ("Most goals met, GOP now has no sharp focus", "1997-08-06"),
        ("Looking ahead; Congress takes up 9/11 recommendations", "2007-01-09"),
        ("Looking ahead; Congress takes up 9/11 recommendations", "2007-01-09"),
        ("Anheuser-Busch prepares to toast change in EU law", "2002-03-12"),
    ]
    assert values(articles, "publisher") == {"USA TODAY"} and unread == []
    assert [one.document.author for one in articles[2:4]] == ["Peronet Despeignes", "Jessica Lee"]
    assert articles[0].article.text.startswith("WASHINGTON -- When is a catfish not a catfish?")
    assert articles[0].article.text.endswith("International Trade Administration")
    # its paragraphs are lines of print: sentences go on over them
    old = articles[3].article
    told = [" ".join(s.of(old.text).split()) for s in sentences(old.text, old.left_out)]
    assert (
        "Exhausted lawmakers have left." in told
        and "And three years after winning control of Congress, Republicans have flown home with the "  # noqa: E501
        "wind of a landmark balanced-budget deal at their backs."
        in told
    )
    articles, unread = read("LexisNexisTools/sample.DOCX")
    assert (len(articles), unread) == (10, [])
    assert values(articles, "publisher") == {"The Guardian(London)"}
    assert articles[6].article.title == "Sample Headline"
    assert [one.document.published for one in articles] == [
        f"2019-07-{day:02}" for day in (1, 2, 4, 3, 4, 2, 3, 3, 3, 2)
    ]


@needs_exports
def test_old_nexis_text() -> None:
    articles, unread = read("LexisNexisTools/sample.TXT")
    assert (len(articles), unread) == (10, [])
    assert [one.document.publisher for one in articles] == [
        "Guardian.com", "Guardian", "The Sun (England)", "The Times (London)",
        "The Times (London)", "The Times (London)", "Guardian", "MAIL ON SUNDAY (London)",
        "Sunday Mirror", "DAILY MAIL (London)",
    ]  # fmt: skip
    assert [one.document.published for one in articles] == [
        f"2010-01-{day:02}" for day in (11, 11, 11, 11, 11, 11, 8, 10, 10, 9)
    ]
    assert articles[9].article.title == "Wikipedia" and articles[2].document.section == "FEATURES"
    text = (EXPORTS / "LexisNexisTools/sample.TXT").read_bytes().decode()
    assert all(one.article.text in text for one in articles)


@needs_exports
def test_small_samples() -> None:
    articles, _ = read("R.TeMiS/lexisnexis_test_en.html")
    assert [(o.article.title, o.document.published, o.document.publisher) for o in articles] == [
        ("Heading One", "1991-12-19", "Some Newspaper"),
        ("First part; Second part", "1993-01-28", "Some Newspaper"),
    ]
    assert articles[1].article.text.endswith("Some correction.")
    articles, _ = read("R.TeMiS/europresse_test1.html")
    assert [(o.article.title, o.document.published, o.document.publisher, o.document.author)
            for o in articles] == [
        ("A heading: some text", "2013-10-05", "l'Humanité", None),
        ("Another heading with colored text inside", "2012-10-03", "Mag", "Second Author"),
        ("Heading", "2012-10-04", "Magazine 1, no. 5968", "Author Name"),
    ]  # fmt: skip
    assert [" ".join(one.article.text.split()) for one in articles] == [
        "Some text, and a few accentuated characters: éèêù. Continuation. More text, a sentence. "
        "Test.",
        "Contents of the article. (1) A note.",
        "This is a test: a test",
    ]
    articles, _ = read("R.TeMiS/factiva_test.html")
    assert [(o.article.title, o.document.published, o.document.publisher, o.document.language)
            for o in articles] == [
        ("Test 1", "2011-12-29", "Test newspaper", "fr"), ("Test 2", "2011-12-29", "Ouest France", "fr"),  # noqa: E501
    ]  # fmt: skip
    assert articles[0].article.text.endswith("Third paragraph.\n\nFourth and last paragraph.")
    articles, _ = read("R.TeMiS/factiva_test.xml")
    assert [(o.article.title, o.document.published, o.document.publisher) for o in articles] == [
        ("TEST - first test article", "2012-01-09", "My Newspaper"),
        ("TEST - second article de test", "2012-01-06", "My Newspaper"),
        ("TEST - third test article", "2012-05-06", "My Newspaper"),
    ]


@needs_exports
def test_what_agencies_and_crawlers_send() -> None:
    (one,), _ = read("newsinjson/ninjsExSimpleText_2.json")
    assert one.article.title == "Captain of wrecked cruise ship on trial in Italy"
    assert (one.document.published, one.document.publisher) == ("2013-07-09", "Associated Press")
    assert one.article.text.count("\n\n") == 3
    (one,), _ = read("newsinjson/businesswire-newsml-20130515006361.json")
    assert one.document.published == "2013-05-16" and "worldâ€™s" in one.document.notes[0]
    (one,), _ = read("news-please/sample.json")
    assert (one.document.published, one.document.publisher) == ("2017-07-17", "www.rt.com")
    assert one.article.text.startswith("Russia has called on Ukraine")
    (one,), _ = read("newsml-g2/LISTING_16_A_Set_of_Events_carried_in_a_News_Item.xml")
    assert one.document.published == "2018-10-18" and "Lyric Young Company" in one.article.text
    articles, (unread,) = read("newsml-g2/LISTING_1_A_NewsML-G2_News_Item.xml")
    assert (articles, unread.kind) == ([], "no body")
    for name in ("example-resource.warc.gz", "example-trunc.warc", "example-iana.org-chunked.warc"):
        (one,), _ = read(f"warcio/{name}")
        assert one.document.url and one.document.item == "1"
        assert "domain" in one.article.text.lower()


def squeezed(text: str) -> str:
    """A text as the lists of segments have it: composed, white space made single."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@needs_pages
def test_bodies_of_pages_are_no_worse_than_those_of_trafilatura_alone() -> None:
    listed = json.loads((BODIES / "evaldata.json").read_text())
    ours, theirs = [0, 0], [0, 0]
    for row in sorted(listed.values(), key=lambda row: row["file"])[::2]:
        path = BODIES / "html" / row["file"]
        items = [i for i in ingested(from_path(path, path.name)) if isinstance(i, Ingested)]
        mine = squeezed(items[0].article.text) if items else ""
        alone = squeezed(trafilatura.extract(path.read_bytes(), include_comments=False) or "")
        for found, text in ((ours, mine), (theirs, alone)):
            found[0] += sum(squeezed(segment) in text for segment in row["with"])
            found[1] += sum(squeezed(segment) in text for segment in row["without"])
    assert ours[0] >= theirs[0] and ours[1] <= theirs[1], (ours, theirs)


@needs_pages
def test_dates_of_pages_come_through() -> None:
    listed = json.loads((DATES / "eval_default.json").read_text())
    right = wrong = 0
    for row in listed.values():
        path = DATES / "html" / row["file"]
        (one,) = (i for i in ingested(from_path(path, path.name)) if isinstance(i, Ingested))
        value = one.document.published
        right += value == row["date"]
        wrong += value not in (None, row["date"])
    # 85 right and 3 wrong of 91 by the date finder itself
    assert right >= 85 and wrong <= 3

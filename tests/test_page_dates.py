"""When an HTML page says it was published: each kind of evidence, conflicts, hostile pages."""

import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.dates.pages import LONGEST_PAGE, MOST_STATEMENTS, page_published

STORY = "<p>The harbour was closed for repairs, the council said. It had opened in May 1999.</p>"


def page(
    head: str = "", top: str = "", below: str = "", title: str = "Harbour closed again"
) -> str:
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>"
        f"<article>{top}<h1>{title}</h1>{below}{STORY}</article></body></html>"
    )


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


def said(html: str) -> tuple[str, str, str | None] | None:
    """Value, method and the words of the evidence."""
    found = page_published(html)
    if found is None:
        return None
    return found.value, found.method, found.evidence and found.evidence.of(html)


@pytest.mark.parametrize(
    ("data", "value"),
    [
        ('{"@type": "NewsArticle", "datePublished": "2019-10-16T08:00:00+02:00"}', "2019-10-16"),
        ('{"@graph": [{"@type": "BlogPosting", "datePublished": "2019-10-16"}]}', "2019-10-16"),
        ('[{"@type": ["Article"], "datePublished": "Oct 16, 2019"}]', "2019-10-16"),
        ('{"@type": "Article", "datePublished": "20191016T080000"}', "2019-10-16"),
        ('{"@type": "Article", "datePublished": "2019"}', "2019"),
        (
            '{"@type": "WebPage", "datePublished": "2020-02-02", "mainEntity": '
            '{"@type": "Article", "datePublished": "2019-10-16"}}',
            "2019-10-16",
        ),
        (
            '{"@type": "Article", "datePublished": "2019-10-16", "dateModified": "2021-01-01"}',
            "2019-10-16",
        ),
        (
            '[{"@type": "Article", "headline": "Ferry sold", "datePublished": "2018-01-05"},'
            '{"@type": "Article", "headline": "Harbour closed again",'
            '"datePublished": "2019-10-16"}]',
            "2019-10-16",
        ),
        ('{"@type": "Article", "datePublished": "2019-10-16", broken', "2019-10-16"),
    ],
)
def test_schema_org_states_the_date_of_the_article_itself(data: str, value: str) -> None:
    found = said(page(linked(data)))
    assert found is not None
    assert found[:2] == (value, "schema.org")
    assert found[2] is not None and found[2] in data


@pytest.mark.parametrize(
    "data",
    [
        '{"@type": "ItemList", "itemListElement": [{"@type": "Article", '
        '"datePublished": "2018-01-05"}]}',
        '{"@type": "Article", "comment": {"@type": "Comment", "datePublished": "2018-01-05"}}',
        '{"@type": "Article", "datePublished": "1970-01-01T00:00:00Z"}',
        '{"@type": "Article", "datePublished": "2018-02-31"}',
        '{"@type": "Article", "datePublished": null}',
        '{"@type": "Article", "dateModified": "2018-01-05"}',
    ],
)
def test_schema_org_of_something_else_is_no_statement_about_the_page(data: str) -> None:
    found = said(page(linked(data)))
    assert found is None or found[1] != "schema.org"


@pytest.mark.parametrize(
    "meta",
    [
        '<meta property="article:published_time" content="2012-09-18T09:08:00Z">',
        '<meta name="parsely-pub-date" content="2012-09-18 09:08">',
        '<meta name="DC.date.issued" content="2012-09-18">',
        '<meta name="sailthru.date" content="Tue, 18 Sep 2012 09:08:00 +0000">',
        '<meta name="pubdate" content="20120918">',
        '<meta name="date" content="September 18, 2012">',
    ],
)
def test_a_meta_tag_states_the_date(meta: str) -> None:
    found = said(page(meta))
    assert found is not None
    assert found[:2] == ("2012-09-18", "meta tag")
    assert found[2] is not None and f'"{found[2]}"' in meta


def test_publication_goes_before_modification() -> None:
    html = page(
        '<meta property="article:modified_time" content="2014-01-01">'
        '<meta name="date" content="2014-01-01">'
        '<meta property="article:published_time" content="2012-09-18">'
    )
    assert said(html) == ("2012-09-18", "meta tag", "2012-09-18")


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("https://news.example/2012/09/18/harbour", "2012-09-18"),
        ("https://news.example/world/2012-09-18-harbour.html", "2012-09-18"),
        ("https://news.example/2012/sep/18/harbour", "2012-09-18"),
        ("https://news.example/a/20120918/harbour", "2012-09-18"),
        ("https://news.example/2012/09/harbour", "2012-09"),
        ("https://news.example/2012/13/45/harbour", None),
        ("https://news.example/item/2012091812345/", None),
    ],
)
def test_the_pages_own_address_states_the_date(address: str, value: str | None) -> None:
    found = said(page(f'<link rel="canonical" href="{address}">'))
    assert (found and found[0]) == value
    assert found is None or found[1] == "address"


@pytest.mark.parametrize(
    ("below", "value"),
    [
        ('<time datetime="2012-09-18T09:08">two years ago</time>', "2012-09-18"),
        ('<time pubdate datetime="2012-09-18"></time>', "2012-09-18"),
        ('<span itemprop="datePublished" content="2012-09-18">then</span>', "2012-09-18"),
        ('<p class="date">Written: 2012-09-18 15:03 / Updated: 2012-09-20 15:30</p>', "2012-09-18"),
        (
            'Updated <time datetime="2012-09-20"></time>, first '
            '<time datetime="2012-09-18"></time>',
            "2012-09-18",
        ),
        ("<p>By Jane Doe | September 18, 2012</p>", "2012-09-18"),
        ("<p>Published 18 September 2012 | Updated 20 September 2012</p>", "2012-09-18"),
        ("<p>LONDON, Sept. 18, 2012 (AP) - The harbour was closed.</p>", "2012-09-18"),
    ],
)
def test_a_date_beside_the_headline_is_read(below: str, value: str) -> None:
    html = page(below=below)
    found = said(html)
    assert found is not None
    assert found[0] == value
    assert found[2] is not None and found[2] in below


def test_a_date_above_the_headline_counts_inside_its_article_only() -> None:
    assert said(page(top="<p>September 18, 2012</p>")) is not None
    masthead = "<header><p>September 18, 2012</p></header>"
    html = page().replace("<article>", f"{masthead}<article>")
    found = page_published(html)
    assert found is None or found.method == "htmldate"


def test_the_day_of_the_publisher_is_the_one_in_his_own_zone() -> None:
    html = page(
        '<meta property="article:published_time" content="2023-11-08T20:00:00-05:00">'
        + linked('{"@type": "Article", "datePublished": "2023-11-09T01:00:00Z"}')
    )
    assert said(html) == ("2023-11-08", "meta tag", "2023-11-08T20:00:00-05:00")


def test_what_more_statements_support_wins() -> None:
    html = page(
        '<meta property="article:published_time" content="2015-01-01">'
        + linked('{"@type": "Article", "datePublished": "2012-09-18"}'),
        below="<p>September 18, 2012</p>",
    )
    assert said(html) == ("2012-09-18", "schema.org", "2012-09-18")


def test_a_full_day_goes_before_the_month_that_holds_it() -> None:
    html = page(
        '<link rel="canonical" href="https://news.example/2012/09/harbour">',
        below="<p>18 September 2012</p>",
    )
    found = page_published(html)
    assert found is not None and found.value == "2012-09-18"


def test_htmldate_is_heard_last() -> None:
    html = page().replace("</article>", '</article><div id="info">Stand: 18. September 2012</div>')
    assert said(html) == ("2012-09-18", "htmldate", "18. September 2012")


@pytest.mark.parametrize(
    "below",
    [
        "",
        "<time>3 days ago</time>",
        '<span class="date">yesterday</span>',
        '<span class="date">7 November</span>',
        "<footer>© 2021 Harbour News</footer>",
        "<div class='page-info'>page revision: 8, last edited: <b>17 Jun 2018</b></div>",
    ],
)
def test_no_date_is_better_than_todays_or_a_guess(below: str) -> None:
    assert page_published(page().replace(STORY, "<p>The harbour.</p>" + below)) is None


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    page_published("http://127.0.0.1:9/2012/09/18/harbour")


@pytest.mark.parametrize(
    "html",
    [
        "",
        " \n",
        "\0",
        "no markup at all",
        "<",
        "<!--" * 50_000,
        "<div class=date>" * 50_000,
        "<h1>" * 50_000,
        '<?xml version="1.0" encoding="latin-1"?><html><p>é</p></html>',
        '<meta name="date" content="' + "1" * 200_000,
        '<script type="application/ld+json">' + "[" * 200_000,
        linked('{"@type": "Article", "datePublished": ' + "1" * 10_000 + "}"),
        '<link rel="canonical" href="' + "/2012" * 50_000 + '">',
    ],
    ids=lambda html: repr(html[:20]),
)
def test_a_hostile_page_has_no_date(html: str) -> None:
    assert page_published(html) is None


def test_half_a_surrogate_pair_does_no_harm() -> None:
    html = page('<meta name="pubdate" content="2012-09-18">', below="\ud800")
    assert said(html) == ("2012-09-18", "meta tag", "2012-09-18")


def test_of_thousands_of_statements_only_some_are_weighed() -> None:
    days = [f"{2000 + n % 20}-{1 + n % 12:02}-{1 + n % 28:02}" for n in range(20_000)]
    html = page("".join(f'<meta name="date" content="{day}">' for day in days))
    found = page_published(html)
    assert found is None or found.value in days[:MOST_STATEMENTS]


def test_a_page_is_read_up_to_its_bound() -> None:
    meta = '<meta name="pubdate" content="2012-09-18">'
    assert page_published(" " * LONGEST_PAGE + meta) is None


FRAGMENTS = st.sampled_from(
    [
        '<meta name="date" content="2012-09-18">',
        '<meta property="article:published_time" content="18&nbsp;Sep 2012">',
        linked('{"@type": "Article", "datePublished": "2012-09-17"}'),
        '<link rel="canonical" href="/2012/09/18/x">',
        "<h1>Harbour closed again</h1>",
        '<time datetime="2012-09-18">',
        "<p>Published 18 September 2012</p>",
        "<article>",
        "</article>",
        "\r\n",
        "é\U0001f600",
        "<!--",
        "-->",
        "<b",
    ]
)


@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=20)), max_size=12).map("".join))
@settings(deadline=None, max_examples=150)
def test_evidence_lies_in_the_page_and_the_answer_repeats(html: str) -> None:
    found = page_published(html)
    assert found == page_published(html)
    if found is not None and found.evidence is not None:
        assert found.evidence.end <= len(html)
        assert found.value[2:4] in found.evidence.of(html)

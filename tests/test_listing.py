"""A list of articles holds what fits its filters, in order, part by part."""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from small_assistant import small_assistant

from qa.assistant import Assistant
from qa.contract.article import Article
from qa.contract.listing import ArticleFilter
from qa.dates.partial import interval
from qa.index.listing import listed
from qa.index.schema import LIST_INDEXES
from qa.ingest.articles import article_from_text
from qa.text.folding import folded

PUBLISHED = [
    "2011",
    "2011-02",
    "2012-02",
    "2011-12",
    "2011-02-28",
    "2012-02-29",
    "2012-03-01",
    None,
]
PUBLISHERS = ["Reuters", "Le Précis", None]
SECTIONS = ["World", "Économie", None]
STORIES = [
    "The harbour bridge was closed on Monday, José Peña said.",
    "A ferry runs across the harbour. The mayor said so.",
    "Ministers met to talk of bridges and of tolls.",
]


def article(number: int, published: str | None) -> Article:
    made = article_from_text(
        f"{STORIES[number % 3]} It was report {number}.",
        f"Ünit {number % 4}/report{number}.txt",
        title=f"Report {number}: São Paulo" if number % 2 else f"Report {number}",
        published=published,
    )
    return replace(
        made,
        publisher=PUBLISHERS[number % len(PUBLISHERS)],
        section=SECTIONS[(number // 2) % len(SECTIONS)],
    )


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    articles = [article(number, PUBLISHED[number % len(PUBLISHED)]) for number in range(24)]
    return small_assistant(tmp_path_factory.mktemp("listing"), articles)


def fits(one: Article, wanted: ArticleFilter) -> bool:
    """What the filters say, in Python, for all but ``text``."""
    start, end = wanted.published_from, wanted.published_to
    if start or end:
        if one.published is None:
            return False
        earliest, latest = interval(one.published.value)
        if (start and earliest < start) or (end and latest > end):
            return False
    return (
        (folded(wanted.query) in folded(one.title) or folded(wanted.query) in folded(one.source))
        and (not wanted.publisher or folded(one.publisher or "") == folded(wanted.publisher))
        and (not wanted.section or folded(one.section or "") == folded(wanted.section))
    )


DAYS = [
    datetime.date(*day)
    for day in [(2011, 1, 1), (2011, 2, 1), (2011, 2, 28), (2011, 12, 31), (2012, 2, 29)]
]
FILTERS = [
    ArticleFilter(),
    ArticleFilter(query="sao paulo"),
    ArticleFilter(query="SÃO"),
    ArticleFilter(query="unit 3/"),
    ArticleFilter(query="%"),
    ArticleFilter(query="unit 3/", order="newest"),
    ArticleFilter(published_from=DAYS[0], order="newest"),
    ArticleFilter(order="newest"),
    ArticleFilter(publisher="le precis"),
    ArticleFilter(publisher="REUTERS", section="World"),
    ArticleFilter(publisher="Reut"),
    ArticleFilter(section="economie", query="report 1"),
    *(ArticleFilter(published_from=day) for day in DAYS),
    *(ArticleFilter(published_to=day) for day in DAYS),
    ArticleFilter(published_from=DAYS[1], published_to=DAYS[-1], publisher="Reuters"),
]


@pytest.mark.parametrize("wanted", FILTERS, ids=repr)
def test_it_holds_what_fits_in_order(assistant: Assistant, wanted: ArticleFilter) -> None:
    expected = [one.id for one in assistant.articles() if fits(one, wanted)]
    if wanted.order == "newest":
        undated = {one.id for one in assistant.articles() if one.published is None}
        expected.reverse()
        expected.sort(key=lambda one: one in undated)
    found = assistant.list_articles(wanted)
    assert [each.reference.id for each in found.articles] == expected
    assert found.total == len(expected)
    for counted, total in ((True, len(expected)), (False, None)):
        parts = [
            assistant.list_articles(replace(wanted, offset=offset, limit=2, counted=counted))
            for offset in range(0, len(expected) + 1, 2)
        ]
        assert {part.total for part in parts} == {total}
        assert [one for part in parts for one in part.articles] == list(found.articles)


@pytest.mark.parametrize(
    ("text", "stories"),
    [
        ("harbour", {0, 1}),
        ("the Harbour, mayor", {1}),
        ("bridges", {0, 2}),
        ("jose pena", {0}),
        ("harbour tolls", set()),
        ('" OR mayor *) ^:', {1}),
        ("zeppelin", set()),
    ],
)
def test_all_words_of_a_text_stand_in_the_story(
    assistant: Assistant, text: str, stories: set[int]
) -> None:
    found = assistant.list_articles(ArticleFilter(text=text)).articles
    expected = [one.id for one in assistant.articles() if one.text[:60] in texts(stories)]
    assert [each.reference.id for each in found] == expected


def texts(stories: set[int]) -> set[str]:
    return {article(n, None).text[:60] for n in range(24) if n % 3 in stories}


@pytest.mark.parametrize("query", ["harbour mayor", "sao paulo", "MAYOR", "report 1", "zeppelin"])
def test_a_query_anywhere_stands_in_the_title_or_word_by_word_in_the_story(
    assistant: Assistant, query: str
) -> None:
    def ids(**wanted: Any) -> set[str]:
        found = assistant.list_articles(ArticleFilter(**wanted)).articles
        return {each.reference.id for each in found}

    assert ids(query=query, anywhere=True) == ids(query=query) | ids(text=query)


@pytest.mark.parametrize("query", ["harbour", "harbour mayor", "sao paulo ferry", "report 1"])
@pytest.mark.parametrize("common", [0, 14], ids=["each word is common", "some are"])
def test_articles_are_the_same_however_common_a_word_is(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, query: str, common: int
) -> None:
    """Common words are looked for article by article, where a part is wanted uncounted."""
    for wanted in (ArticleFilter(query=query, anywhere=True), ArticleFilter(text=query)):
        expected = assistant.list_articles(wanted).articles
        monkeypatch.setattr("qa.index.listing.COMMON", common)
        found = assistant.list_articles(replace(wanted, limit=30, counted=False)).articles
        monkeypatch.undo()
        assert found == expected


def test_of_a_common_word_the_first_articles_are_found_without_looking_at_all(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = ArticleFilter(query="harbour", anywhere=True, limit=1, counted=False)
    steps = dict.fromkeys([0, 100], 0)
    with assistant.store.reading() as connection:
        for common in steps:
            monkeypatch.setattr("qa.index.listing.COMMON", common)

            def step(common: int = common) -> None:
                steps[common] += 1

            connection.set_progress_handler(step, 1)
            listed(connection, wanted)
            connection.set_progress_handler(None, 0)
    assert steps[0] < steps[100]


def test_counts_are_those_of_the_lists(assistant: Assistant) -> None:
    counts = assistant.count_articles()
    assert counts.total == len(assistant.articles())
    assert counts.total == counts.undated + sum(each.articles for each in counts.years)
    for each in counts.years:
        first, last = datetime.date(each.year, 1, 1), datetime.date(each.year, 12, 31)
        year = ArticleFilter(published_from=first, published_to=last)
        assert assistant.list_articles(year).total == each.articles > 0
    assert {each.name for each in counts.publishers} == set(filter(None, PUBLISHERS))
    for each in counts.publishers:
        assert assistant.list_articles(ArticleFilter(publisher=each.name)).total == each.articles
    assert {each.name for each in counts.sections} == set(filter(None, SECTIONS))


def test_lists_read_no_text_to_find_what_fits(assistant: Assistant) -> None:
    """An index of a few megabytes is looked through, not a gigabyte of articles."""
    with assistant.store.reading() as connection:
        said: list[str] = []
        connection.set_trace_callback(said.append)
        assistant_list = listed(connection, ArticleFilter(query="report", publisher="Reuters"))
        connection.set_trace_callback(None)
        assert assistant_list.total
        (search,) = [each for each in said if each.startswith("SELECT rowid")]
        plan = " ".join(str(row) for row in connection.execute(f"EXPLAIN QUERY PLAN {search}"))
    assert "COVERING INDEX article_list" in plan


def test_a_part_that_is_not_counted_looks_no_further_than_its_end(assistant: Assistant) -> None:
    wanted = ArticleFilter(query="report", order="newest", limit=1)
    steps = {True: 0, False: 0}
    with assistant.store.reading() as connection:
        for counted in steps:

            def step(counted: bool = counted) -> None:
                steps[counted] += 1

            connection.set_progress_handler(step, 1)
            listed(connection, replace(wanted, counted=counted))
            connection.set_progress_handler(None, 0)
    assert steps[False] < steps[True] / 2


@pytest.mark.parametrize(
    "wanted",
    [ArticleFilter(text="harbour bridge"), ArticleFilter(query="harbour", anywhere=True)],
    ids=["text", "anywhere"],
)
def test_words_of_texts_are_found_without_reading_vectors(
    assistant: Assistant, wanted: ArticleFilter
) -> None:
    with assistant.store.reading() as connection:
        said: list[str] = []
        connection.set_trace_callback(said.append)
        assert listed(connection, wanted).total
        connection.set_trace_callback(None)
        (search,) = [each for each in said if each.startswith("SELECT rowid")]
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {search}")]
    read = [step for step in plan if "passage" in step and "passage_words" not in step]
    assert read
    assert all("SEARCH passage USING COVERING INDEX passage_list" in step for step in read), read


def test_words_of_texts_are_found_in_an_index_of_before(assistant: Assistant) -> None:
    wanted = ArticleFilter(query="harbour", anywhere=True)
    with assistant.store.writing() as connection:
        whole = listed(connection, wanted)
        connection.execute("DROP INDEX passage_list")
        assert listed(connection, wanted) == whole
        connection.execute(LIST_INDEXES["passage_list"])
    assert whole.total


@pytest.mark.parametrize("white", ["\n", "\r\n", "\t", "\u00a0", "\u2003"], ids=repr)
def test_a_title_in_two_lines_is_found_by_its_words(tmp_path: Path, white: str) -> None:
    made = replace(article(1, None), title=f"Ministers met{white}in the capital")
    with small_assistant(tmp_path, [made]) as assistant:
        fitting = [
            query
            for query in ("met in", "MET" + white, "capital", "minister s")
            if assistant.list_articles(ArticleFilter(query=query)).total
        ]
    expected = [
        query
        for query in ("met in", "MET" + white, "capital")
        if folded(query) in folded(made.title)
    ]
    assert fitting == expected

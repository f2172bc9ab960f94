"""Filters by date and source: what the database tells is what the dates mean, however many fit."""

import datetime
from collections.abc import Iterator

import pytest
from fakes import WordEmbedder
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.contract.article import Article
from qa.dates.partial import interval
from qa.index import allowed, rows
from qa.index.allowed import Limits
from qa.index.collection import put
from qa.index.settings import settings as made_with
from qa.index.snapshot import Snapshots
from qa.index.store import Store, create_store
from qa.index.view import open_view
from qa.ingest.articles import article_from_text

EMBEDDER = WordEmbedder()
DATES = (
    None, "2011", "2011-04", "2011-04-03", "2011-12-31", "2012", "2012-01-01", "2012-02",
    "2012-02-29", "2012-12", "2013-02", "2013-02-28",
)  # fmt: skip
DAYS = [None] + [
    datetime.date.fromisoformat(day)
    for day in (
        "2011-01-01", "2011-04-01", "2011-04-03", "2011-04-30", "2011-12-31", "2012-01-01",
        "2012-02-28", "2012-02-29", "2012-12-31", "2013-02-28",
    )
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with create_store(tmp_path_factory.mktemp("index"), made_with(EMBEDDER)) as store:
        for number in range(3 * len(DATES)):
            date = DATES[number % len(DATES)]
            text = f"Vote {number}\n\nThe council of town {number} voted on the harbour."
            put(store, EMBEDDER, article_from_text(text, f"{number}.txt", published=date))
        yield store


def fits(article: Article, limits: Limits) -> bool:
    if limits.sources and not {article.source, article.id} & set(limits.sources):
        return False
    if article.published is None:
        return limits.earliest is None and limits.latest is None
    first, last = interval(article.published.value)
    return (
        (limits.as_of is None or first <= limits.as_of)
        and (limits.earliest is None or first >= limits.earliest)
        and (limits.latest is None or last <= limits.latest)
    )


days = st.sampled_from(DAYS)
limits_of = st.builds(
    Limits, st.lists(st.sampled_from(["1.txt", "13.txt", "30.txt"]), max_size=2), days, days, days
)


@settings(max_examples=60, deadline=None)
@given(limits_of, st.integers(1, 40))
def test_what_is_allowed_is_what_the_dates_mean(store: Store, limits: Limits, k: int) -> None:
    with open_view(store, Snapshots(store, EMBEDDER.dimension), EMBEDDER) as view:
        fitting = [one for one in rows.articles(view.connection) if fits(one, limits)]
        ids = view.passage_ids([one.id for one in fitting])
        found = view.allowed(limits)
        assert (found.articles, len(found), sorted(found)) == (len(fitting), len(ids), ids)
        every = rows.vectors(view.connection)[0].tolist()
        assert [number for number in every if number in found] == ids
        vector = view.embed(["the council voted on the harbour of town 3"])[0]
        assert view.nearest(vector, k, found) == view.nearest(vector, k, ids)
        asked = "Which council voted on the harbour of town 3?"
        assert view.matching(asked, k, found) == view.matching(asked, k, ids)


@pytest.mark.parametrize("most", [1, 1000])
def test_it_is_the_same_listed_or_looked_through(
    store: Store, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allowed, "MOST", most)
    limits = Limits(latest=datetime.date(2012, 6, 30))
    with open_view(store, Snapshots(store, EMBEDDER.dimension), EMBEDDER) as view:
        found = view.allowed(limits)
        for k in (1, 5, 50):
            asked = "harbour of town 7"
            vector = view.embed([asked])[0]
            assert view.nearest(vector, k, found) == view.nearest(vector, k, list(found))
            assert view.matching(asked, k, found) == view.matching(asked, k, list(found))

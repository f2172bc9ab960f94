"""What 03/04/2011 means, the other articles of its publisher tell, in whatever order they come."""

import csv
import json
from collections.abc import Iterable, Sequence
from itertools import permutations
from pathlib import Path

import pytest
from fakes import WordEmbedder

from qa.contract.article import Article
from qa.index import rows
from qa.index.check import check_collection
from qa.index.collection import put, remove_article
from qa.index.files import add_files
from qa.index.refresh import refresh
from qa.index.settings import settings as made_with
from qa.index.store import Store, create_store
from qa.ingest.articles import article_from_text

EMBEDDER = WordEmbedder()
OPEN = "Harbour closed\n\nPublished: 03/04/2011\n\nThe harbour closes from 05/06/2011 on.\n"
OPEN_TOO = "Bridge closed\n\nPublished: 04/05/2011\n\nThe bridge closed yesterday.\n"
DAY_FIRST = "Mayor leaves\n\nPublished: 25/04/2011\n\nThe mayor left her office.\n"
MONTH_FIRST = "School opens\n\nPublished: 04/25/2011\n\nThe school opened its doors.\n"
BY_ITSELF = "Fair\n\nPublished: 07/08/2011\n\nThe fair ends on 08/27/2011.\n"


def of(text: str, host: str = "gazette.example") -> Article:
    return article_from_text(text, text[:4], url=f"https://{host}/{text[:4].lower()}")


def filled(folder: Path, articles: Iterable[Article]) -> Store:
    store = create_store(folder, made_with(EMBEDDER))
    for article in articles:
        put(store, EMBEDDER, article)
    return store


def meant(store: Store, article: Article) -> tuple[str | None, list[str]]:
    """When an article was published, and the times in it."""
    with store.reading() as connection:
        published = rows.article(connection, article.id).published
        times = rows.time_expressions(connection, article.id)
        return published and published.value, [time.value for time in times]


@pytest.mark.parametrize(
    ("others", "published", "said"),
    [
        ([], "2011", "2011-XX-XX"),
        ([of(OPEN_TOO)], "2011", "2011-XX-XX"),
        ([of(DAY_FIRST)], "2011-04-03", "2011-06-05"),
        ([of(MONTH_FIRST)], "2011-03-04", "2011-05-06"),
        ([of(DAY_FIRST), of(MONTH_FIRST)], "2011", "2011-XX-XX"),
        ([of(DAY_FIRST, "other.example")], "2011", "2011-XX-XX"),
        ([of(DAY_FIRST), of(MONTH_FIRST, "other.example")], "2011-04-03", "2011-06-05"),
    ],
)
def test_others_of_the_publisher_tell(
    tmp_path: Path, others: Sequence[Article], published: str, said: str
) -> None:
    article = of(OPEN)
    for number, order in enumerate(permutations([article, *others])):
        with filled(tmp_path / str(number), order) as store:
            assert meant(store, article) == (published, [said])
            assert check_collection(store, EMBEDDER.dimension) == []
            # what it is told again it knows
            assert [put(store, EMBEDDER, each) for each in order] == ["unchanged"] * len(order)


FILES = {
    "rows.csv": "date,newspaper,headline,body\n03/04/2011,Gazette,Harbour closed,{0}\n",
    "more.csv": "date,newspaper,headline,body\n05-06-2011,Gazette,Bridge closed,{1}\n",
    "crawl.jsonl": '{{"publish_date": "7/8/2011", "site_name": "Gazette", "text": "{2}"}}\n',
    "front.md": "---\ndate: 09/10/2011\npublisher: Gazette\n---\n# Fair\n\n{3}\n",
}
STORIES = (
    "The harbour was closed yesterday.",
    "The bridge was closed last week.",
    "The school opened its doors.",
    "The fair was full.",
)


@pytest.mark.parametrize(
    ("teller", "days"),
    [
        ("", ["2011", "2011", "2011", "2011"]),
        ("25/04/2011", ["2011-04-03", "2011-06-05", "2011-08-07", "2011-10-09"]),
        ("04/25/2011", ["2011-03-04", "2011-05-06", "2011-07-08", "2011-09-10"]),
    ],
)
@pytest.mark.parametrize("stated", [True, False])
def test_dates_in_fields_are_told_as_well(
    tmp_path: Path, teller: str, days: list[str], stated: bool
) -> None:
    """Whether the one that tells has its date in a field of its file or in its text."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name, form in FILES.items():
        (folder / name).write_text(form.format(*STORIES))
    if teller and stated:
        (folder / "teller.json").write_text(
            json.dumps({"date": teller, "publisher": "Gazette", "text": "The mayor left."})
        )
    elif teller:
        (folder / "teller.md").write_text(
            f"---\npublisher: Gazette\n---\nMayor leaves\n\nPublished: {teller}\n\nHe left.\n"
        )
    with create_store(tmp_path / "index", made_with(EMBEDDER)) as store:
        for _ in range(2):
            report = add_files(store, EMBEDDER, [folder])
            with store.reading() as connection:
                found = {one.source.split("#")[0]: one for one in rows.articles(connection)}
            values = [found[name].published for name in FILES]
            assert [value and value.value for value in values] == days
            assert check_collection(store, EMBEDDER.dimension) == []
        assert {item.outcome for item in report.items} == {"unchanged"}


ROWS = [
    # publishers and dates of the rows, and when each was published
    ([("Gazette", "25/04/2011"), ("Courier", "03/04/2011")], ["2011-04-25", "2011-04-03"]),
    ([("Courier", "03/04/2011"), ("Gazette", "04/25/2011")], ["2011-03-04", "2011-04-25"]),
    ([("", "03/04/2011"), ("", "25-04-2011")], ["2011-04-03", "2011-04-25"]),
    ([("Gazette", "05/06/2011"), ("Courier", "03/04/2011")], ["2011", "2011"]),
    ([("Gazette", "2011-04-25"), ("Courier", "03/04/2011")], ["2011-04-25", "2011"]),
    (
        [("Gazette", "25/04/2011"), ("Post", "04/25/2011"), ("Courier", "03/04/2011"),
         ("Post", "03/04/2011"), ("", "03/04/2011")],
        ["2011-04-25", "2011-04-25", "2011", "2011-03-04", "2011"],
    ),
]  # fmt: skip


def in_one_file(file: Path, rows: Sequence[tuple[str, str]]) -> None:
    """Write rows with a story each in the format of the suffix."""
    values = [
        {"date": date, "publisher": who, "text": f"{STORIES[0]} {file.name} {number}."}
        for number, (who, date) in enumerate(rows)
    ]
    if file.suffix == ".csv":
        with file.open("w", newline="") as stream:
            table = csv.DictWriter(stream, ["date", "publisher", "text"])
            table.writeheader()
            table.writerows(values)
    elif file.suffix == ".json":
        file.write_text(json.dumps(values))
    else:
        file.write_text("".join(f"{json.dumps(value)}\n" for value in values))


def days(store: Store) -> list[str | None]:
    """When the articles of a collection were published, in order of their sources."""
    refresh(store, EMBEDDER)
    with store.reading() as connection:
        found = sorted(rows.articles(connection), key=lambda one: (one.source, one.item))
    assert check_collection(store, EMBEDDER.dimension) == []
    return [one.published.value if one.published else None for one in found]


@pytest.mark.parametrize("suffix", ["csv", "json", "jsonl"])
@pytest.mark.parametrize(("held", "expected"), ROWS)
def test_other_rows_of_a_file_tell_where_the_publisher_does_not(
    tmp_path: Path, held: list[tuple[str, str]], expected: list[str], suffix: str
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    in_one_file(folder / f"rows.{suffix}", held)
    # another file tells nothing
    in_one_file(folder / f"z.{suffix}", [("Herald", "03/04/2011"), ("Globe", "05/06/2011")])
    with create_store(tmp_path / "index", made_with(EMBEDDER)) as store:
        add_files(store, EMBEDDER, [folder])
        assert days(store) == [*expected, "2011", "2011"]
        report = add_files(store, EMBEDDER, [folder])
        assert {item.outcome for item in report.items} == {"unchanged"}


def test_the_publisher_tells_better_than_other_rows(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    in_one_file(file, [("Gazette", "25/04/2011"), ("gazette.example", "03/04/2011")])
    with create_store(tmp_path / "index", made_with(EMBEDDER)) as store:
        add_files(store, EMBEDDER, [file])
        assert days(store) == ["2011-04-25", "2011-04-03"]
        put(store, EMBEDDER, of(MONTH_FIRST))
        assert days(store)[-1:] == ["2011-03-04"]
        put(store, EMBEDDER, of(DAY_FIRST))
        assert days(store)[-1:] == ["2011"]
        remove_article(store, of(DAY_FIRST).id)
        assert days(store)[-1:] == ["2011-03-04"]
        remove_article(store, of(MONTH_FIRST).id)
        assert days(store) == ["2011-04-25", "2011-04-03"]
        in_one_file(file, [("Gazette", "25/04/2011"), ("gazette.example", "03/04/2011"),
                           ("Post", "04/25/2011")])  # fmt: skip
        add_files(store, EMBEDDER, [file])
        assert days(store) == ["2011-04-25", "2011", "2011-04-25"]


def test_what_an_article_tells_itself_holds_for_it(tmp_path: Path) -> None:
    with filled(tmp_path, [of(DAY_FIRST), of(BY_ITSELF)]) as store:
        assert meant(store, of(BY_ITSELF)) == ("2011-07-08", ["2011-08-27"])


def test_it_is_open_again_when_nobody_tells_any_more(tmp_path: Path) -> None:
    with filled(tmp_path / "all", [of(OPEN), of(OPEN_TOO), of(DAY_FIRST)]) as store:
        assert meant(store, of(OPEN_TOO)) == ("2011-05-04", ["2011-05-03"])
        remove_article(store, of(DAY_FIRST).id)
        refresh(store, EMBEDDER)
        assert meant(store, of(OPEN)) == ("2011", ["2011-XX-XX"])
        with (
            filled(tmp_path / "less", [of(OPEN_TOO), of(OPEN)]) as less,
            store.reading() as one,
            less.reading() as other,
        ):
            assert rows.articles(one) == rows.articles(other)
            assert rows.digest(one) == rows.digest(other)

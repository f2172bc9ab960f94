"""When an article says it was published, and where it says so."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.dates.publication import find_published, is_date_line
from qa.ingest.boilerplate import left_out

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
STORY = "\n\nA Headline Over the Story\n\nThe minister said so. He had said it in May 2009.\n"


@pytest.mark.parametrize(
    ("name", "value", "method", "evidence"),
    [
        ("001_502fe55fd0717b56.txt", "2012-09-18", "date line", "September 18, 2012"),
        ("003_1aa9b03e41209577.txt", "2011-01-07", "dateline", "Jan. 7, 2011"),
        ("004_0c738797d86f5795.txt", "2024", "copyright line", "2024"),
    ],
)
def test_a_seed_that_states_its_date(name: str, value: str, method: str, evidence: str) -> None:
    text = (SEEDS / name).read_bytes().decode()
    published = find_published(text, left_out(text))
    assert published is not None
    assert (published.value, published.method) == (value, method)
    assert published.evidence is not None
    assert published.evidence.of(text) == evidence


@pytest.mark.parametrize("name", ["000_ab1d84f086219f24.txt", "002_af64fddcb1062455.txt"])
def test_a_seed_that_states_no_date(name: str) -> None:
    text = (SEEDS / name).read_bytes().decode()
    assert find_published(text, left_out(text)) is None


@pytest.mark.parametrize(
    ("line", "value", "evidence"),
    [
        ("Published: 2 May 2014", "2014-05-02", "2 May 2014"),
        ("Posted on June 12, 2021 by hannah", "2021-06-12", "June 12, 2021"),
        ("By Jane Doe | September 18, 2012", "2012-09-18", "September 18, 2012"),
        ("Tuesday, September 18, 2012 9:08am EDT", "2012-09-18", "Tuesday, September 18, 2012"),
        ("18 Sept. 2012, 14:30 GMT", "2012-09-18", "18 Sept. 2012"),
        ("2012-09-18T09:08:00Z", "2012-09-18", "2012-09-18"),
        ("Date: 2012-09-18", "2012-09-18", "2012-09-18"),
        ("25/12/2012", "2012-12-25", "25/12/2012"),
        ("12/25/2012", "2012-12-25", "12/25/2012"),
        ("5/6/2014", "2014", "5/6/2014"),
        ("September 2012", "2012-09", "September 2012"),
        ("Published 3:15 p.m. ET March 4, 2019 | Updated March 5, 2019", "2019-03-04", None),
        ("Updated March 5, 2019 | Published March 4, 2019", "2019-03-04", "March 4, 2019"),
        ("Updated 3 March 2020 14:05", "2020-03-03", "3 March 2020"),
    ],
)
def test_a_date_line_is_read(line: str, value: str, evidence: str | None) -> None:
    text = line + STORY
    published = find_published(text)
    assert published is not None
    assert published.value == value
    assert published.evidence is not None
    if evidence is not None:
        assert published.evidence.of(text) == evidence
    assert is_date_line(line)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("WASHINGTON, Jan. 7, 2011 — The relationship has been restored.", "2011-01-07"),
        ("LONDON, 3 March 1999 (AP) - A wall was cut out.", "1999-03-03"),
        ("PARIS (AFP), May 1, 2001 -- The strike began.", "2001-05-01"),
        ("SAN FRANCISCO, Calif., Sept. 9, 2005 – The bridge closed.", "2005-09-09"),
        ("BEIJING (Reuters) - The talks began.", None),
        ("SALVADOR, Feb 26 - Showers continued.", None),
        ("On Jan. 7, 2011, he came home — and stayed.", None),
        ("The war, which began on 1 September 1939, ended in 1945 - in May.", None),
    ],
)
def test_a_dateline_counts_only_with_its_year(line: str, value: str | None) -> None:
    published = find_published(f"A Headline Over the Story\n\n{line}\n")
    assert (published and published.value) == value
    assert published is None or published.method == "dateline"


@pytest.mark.parametrize(
    "text",
    [
        "The minister resigned on May 2, 2014.\n",
        "February 30, 2012\n\nThe minister resigned on a day that was none.\n",
        "The rights of the book, copyright 1923, have expired, the court said.\n",
        "© 2010-2024 Example\n",
        "He left.\n\n© 2010 Example\n© 2012 Other\n",
        "Updated 2 hours ago\n\nThe minister resigned today.\n",
        "March 3, 2011\n\nA crack is seen.\n\nMarch 9, 2011\n\nThe crack grows.\n",
        "",
    ],
)
def test_what_is_not_stated_is_not_guessed(text: str) -> None:
    assert find_published(text, left_out(text)) is None


def test_a_statement_wins_over_a_dateline_and_that_over_an_update_and_a_copyright() -> None:
    copyright_line = "© 2016 Example\n"
    update = "Updated May 9, 2014\n\n"
    dateline = "OSK, May 3, 2014 - The wall fell at dawn.\n\n"
    statement = "Published May 4, 2014\n\n"
    for text, value in (
        (statement + update + dateline + copyright_line, "2014-05-04"),
        (update + dateline + copyright_line, "2014-05-03"),
        (update + copyright_line, "2014-05-09"),
        (copyright_line, "2016"),
    ):
        published = find_published(text)
        assert published is not None
        assert published.value == value


def test_an_unlabelled_date_far_down_is_not_the_day_of_publication() -> None:
    story = "".join(f"Sentence number {number} of the story.\n\n" for number in range(20))
    assert find_published(f"{story}May 2, 2014\n") is None
    assert find_published(f"{story}Published: May 2, 2014\n") is not None


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=40),
            st.dates().map(lambda day: day.isoformat()),
            st.sampled_from(["Published ", "OSK, May 3, 2014 - ", "© 2016", " | ", "5/6/2014"]),
        ),
        max_size=8,
    ),
    st.sampled_from(["\n", "\r\n", "", "\u00a0"]),
)
def test_evidence_lies_in_any_text(parts: list[str], between: str) -> None:
    text = between.join(parts)
    published = find_published(text, left_out(text))
    if published is not None:
        assert published.evidence is not None
        assert published.evidence.end <= len(text)
        assert published.value[2:4] in published.evidence.of(text)

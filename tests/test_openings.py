"""What an article says of itself at its head: dates, notices, headlines, told apart."""

import pytest
from dateline_cases import DATE_LINES, DATED, HEADLINES, NOTICES, STORY, UNDATED

from qa.ingest.articles import article_from_text


def published(text: str) -> str | None:
    found = article_from_text(text, "a.txt").published
    if found is None:
        return None
    assert found.evidence is not None and found.evidence.of(text)
    return found.value


@pytest.mark.parametrize(("opening", "value"), [*DATED, *((line, None) for line in UNDATED)])
def test_datelines_of_every_agency(opening: str, value: str | None) -> None:
    assert published(f"A Headline Over the Story\n\n{opening}{STORY}\n") == value


@pytest.mark.parametrize(("line", "value"), DATE_LINES)
def test_date_lines_in_every_form(line: str, value: str) -> None:
    assert published(f"A Headline Over the Story\n\n{line}\n\n{STORY}\n") == value


@pytest.mark.parametrize(("text", "value"), NOTICES)
def test_the_copyright_of_a_work_that_is_shown_dates_no_article(
    text: str, value: str | None
) -> None:
    assert published(f"A Headline Over the Story\n\n{text.format(story=STORY)}\n") == value


@pytest.mark.parametrize(("head", "title"), HEADLINES)
def test_headlines_are_told_from_notices(head: str, title: str) -> None:
    assert article_from_text(f"{head}\n\n{STORY}\n", "a.txt").title == title


@pytest.mark.parametrize(
    ("text", "address", "published"),
    [
        ("", "https://a.example/2011/04/01/mayor", ("2011-04-01", "address")),
        ("", "https://a.example/news/20110401-mayor.html", ("2011-04-01", "address")),
        ("", "https://a.example/2011/04/mayor", ("2011-04", "address")),
        ("", "https://a.example/news/2011-2012-budget/117", None),
        ("© 2011 The Courier", "https://a.example/2011/04/01/mayor", ("2011-04-01", "address")),
        ("© 2013 The Courier", "https://a.example/2011/04/01/mayor", ("2013", "copyright line")),
        ("April 3, 2011", "https://a.example/2011/04/01/mayor", ("2011-04-03", "date line")),
    ],
)
def test_the_address_dates_what_has_no_better_date(
    text: str, address: str, published: tuple[str, str] | None
) -> None:
    article = article_from_text(f"A Headline\n\n{text}\n\n{STORY}\n", "a.txt", url=address)
    found = article.published
    assert (found and (found.value, found.method)) == published

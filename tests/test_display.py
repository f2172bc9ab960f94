"""Answers outside of a terminal: Markdown, HTML and tables show what is quoted, and no more."""

from dataclasses import replace

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from qa.assistant import Assistant
from qa.contract.answer import Abstention, Agreement, Answer, ContextTerm, Correction, Part
from qa.contract.display import NEAREST
from qa.errors import ExtraNotInstalled
from qa.terminal.rendering import answer_lines

HEADLINE = "Why did China suspend ties in 2010?"
HOSTILE = (
    '<script>alert("x")</script> **bold** [a](javascript:b) 1. & &amp; `code` _x_ \\ ~~no~~ $5$'
)
MARKDOWN = {"div", "p", "strong", "em", "blockquote"}
ELEMENTS = {"div", "p", "strong", "small", "bdi", "blockquote", "mark", "br", "a"}


@pytest.fixture(scope="module")
def answer(assistant: Assistant) -> Answer:
    return assistant.ask(HEADLINE)


def quoting(answer: Answer, text: str, **changed: object) -> Answer:
    """The answer with one citation, whose sentence is ``text`` and whose span is all of it."""
    (first, *_) = answer.citations
    first = replace(
        first,
        quote=replace(first.quote, text=text, start=0, end=len(text)),
        answer=replace(first.answer, text=text, start=0, end=len(text)),
        article=replace(first.article, title=text, **changed),
    )
    return replace(answer, text=text, citations=(first,))


def test_the_publisher_stands_beside_the_title(answer: Answer) -> None:
    first = answer.citations[0]
    known = replace(first, article=replace(first.article, publisher="Arlo & Sons"))
    shown = replace(answer, citations=(known,))
    assert (
        f"{first.article.title} · Arlo & Sons · 2011-01-07" in read(shown.to_html()).text_content()
    )
    assert "Arlo" in read(shown.to_markdown()).text_content()
    assert "Arlo" not in answer.to_html()
    printed = "\n".join(line.plain for line in answer_lines(shown))
    assert f"{first.article.title} · Arlo & Sons · 2011-01-07" in printed


def words(text: str) -> str:
    return " ".join(text.split())


def read(markdown: str) -> html.HtmlElement:
    return html.fromstring(f"<div>{MarkdownIt().render(markdown)}</div>")


def test_a_representation_is_one_short_line(answer: Answer, assistant: Assistant) -> None:
    shown = repr(answer)
    assert answer.text[:40] in shown and answer.citations[0].article.source in shown
    long = repr(replace(answer, text="word\n" * 1000))
    none = repr(assistant.ask("How tall is Leon Panetta?"))
    assert none.startswith("Answer(answered=False")
    for line in (shown, long, none):
        assert len(line) < 200 and "\n" not in line


def test_all_forms_hold_answer_sentence_source_and_link(answer: Answer) -> None:
    first = answer.citations[0]
    for text, links in (
        (html.fromstring(answer.to_html("http://desk:8000/")), True),
        (read(answer.to_markdown("http://desk:8000")), True),
        (html.fromstring(answer._repr_html_()), False),
        (read(answer.to_markdown()), False),
    ):
        shown = words(text.text_content())
        for said in (answer.text, first.quote.text, first.article.title, first.article.source):
            assert words(said) in shown
        assert f"{answer.right_of_hundred} in 100" in shown
        found = [link.get("href") for link in text.iter("a")]
        assert found == ([f"http://desk:8000{one.link}" for one in answer.citations] * links)


def test_an_article_leads_to_its_own_address_unless_it_is_none(answer: Answer) -> None:
    for url, href in (
        ("https://example.org/a b\"'><x>", "https://example.org/a%20b%22'%3E%3Cx%3E"),
        ("HTTP://example.org/ü?a=1&b=%20", "HTTP://example.org/%C3%BC?a=1&b=%20"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        (None, None),
    ):
        stated = quoting(answer, "Words.", url=url)
        for element in (html.fromstring(stated.to_html()), read(stated.to_markdown())):
            assert [link.get("href") for link in element.iter("a")] == ([href] if href else [])


@pytest.mark.parametrize("text", [HOSTILE, "- a", "1) b", "# c", "a\n\n    d", "+ e", "> f", "==="])
def test_what_sources_say_is_shown_and_nothing_else(answer: Answer, text: str) -> None:
    check(answer, text)


@given(st.text(alphabet="ab1 \n\t-+=#>*_`~[](){}<>&!|\\.:;/$\"'🙂é", max_size=40).filter(str.strip))
def test_any_text_comes_out_as_it_went_in(answer: Answer, text: str) -> None:
    check(answer, text)


def check(answer: Answer, text: str) -> None:
    told = replace(
        quoting(answer, text),
        context=(ContextTerm(text, 1),),
        corrected=(Correction(text, text),),
    )
    page = html.fromstring(told.to_html())
    assert {element.tag for element in page.iter()} <= ELEMENTS
    (marked,) = page.iter("mark")
    assert words(marked.text_content()) == words(text)
    rendered = read(told.to_markdown())
    assert {element.tag for element in rendered.iter()} <= {
        "div",
        "p",
        "strong",
        "em",
        "blockquote",
    }
    (quoted,) = rendered.iter("blockquote")
    assert words(quoted.findall("p")[0].text_content()) == words(text)


def test_parts_labels_and_other_values_are_shown(answer: Answer) -> None:
    (first, *_) = answer.citations
    told = replace(
        answer,
        kind="comparison",
        parts=(Part("China", first), Part("Japan", replace(first, number=2))),
        agreement=(Agreement("31", "corrects", (first,)),),
    )
    for page in (html.fromstring(told.to_html()), read(told.to_markdown())):
        shown = words(page.text_content())
        assert shown.index("China") < shown.index("Japan")
        assert f"corrects: 31 ({first.article.source})" in shown
        assert f"“{answer.text}”" not in shown


def test_no_answer_says_why(answer: Answer) -> None:
    none = replace(answer, answered=False, text="", citations=(), right_of_hundred=None)
    for kind, possible, head in (
        ("span", False, "No answer."),
        ("span", True, "Possibly:"),
        ("help", False, ""),
    ):
        abstention = Abstention("Nothing near.", answer.citations, possible=possible)
        told = replace(none, kind=kind, abstention=abstention)
        for page in (html.fromstring(told.to_html()), read(told.to_markdown())):
            shown = words(page.text_content())
            assert shown.startswith(head) and "Nothing near." in shown
            assert ("No answer." in shown) == (head == "No answer.")
            assert (NEAREST in shown) is not possible


def test_a_table_has_a_row_for_each_citation(
    answer: Answer, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = answer.to_frame()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame["quote"]) == [one.quote.text for one in answer.citations]
    for row in frame.itertuples():
        text = assistant.article(row.article_id).text
        assert text[row.start : row.end] == row.quote
    empty = replace(answer, citations=()).to_frame()
    assert list(empty.columns) == list(frame.columns) and len(empty) == 0
    monkeypatch.setattr("qa.extras.find_spec", lambda name: None)
    with pytest.raises(ExtraNotInstalled, match="pandas"):
        answer.to_frame()

"""Every format: the story, its title, date and publisher come out, and its place can be named."""

import json

import pytest
import samples
from samples import DAY, PAPER, PARAGRAPHS, SAMPLES, TITLE, Sample

from qa.index.reading import ingested
from qa.ingest.articles import Ingested
from qa.ingest.formats.document import Unread, from_bytes, origin
from qa.ingest.formats.pdf import page_of
from qa.ingest.sentences import sentences


def read(name: str, data: bytes, **fields: str) -> tuple[list[Ingested], list[Unread]]:
    items = list(ingested(from_bytes(data, name, fields)))
    return (
        [item for item in items if isinstance(item, Ingested)],
        [item for item in items if isinstance(item, Unread)],
    )


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())
def test_the_story_and_what_is_stated_of_it_are_read(sample: Sample) -> None:
    articles, _ = read(sample.name, sample.data)
    assert [one.document.item for one in articles] == list(sample.items)
    assert articles[0].document.format == sample.format
    for one in articles:
        flat = " ".join(one.article.text.split())
        for paragraph in PARAGRAPHS:
            # a page's own number was put into the stories of web archives
            assert (
                paragraph in flat
                or paragraph.replace("Monday", "Monday 0") in flat
                or one.document.format == "WARC"
            )
        assert "All rights reserved" not in flat and "Home" not in flat
        assert one.article.source == origin(sample.name, one.document.item)
        if "title" in sample.stated:
            assert one.article.title in (TITLE, "Other")
        if "published" in sample.stated:
            assert one.article.published is not None
            assert one.article.published.value == DAY
        if "publisher" in sample.stated:
            assert one.document.publisher == PAPER


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())
def test_each_paragraph_of_a_story_can_be_cited(sample: Sample) -> None:
    for one in read(sample.name, sample.data)[0]:
        spans = sentences(one.article.text, one.article.left_out)
        said = [" ".join(span.of(one.article.text).split()) for span in spans]
        assert PARAGRAPHS[2] in said


def test_a_page_of_a_pdf_is_known_from_the_text() -> None:
    ((one,), _) = read("a.pdf", samples.pdf("First page.\nIt goes on.", "Second page.", "Third."))
    text = one.article.text
    assert [page_of(text, text.index(word)) for word in ("First", "goes", "Second", "Third")] == [
        1, 1, 2, 3,
    ]  # fmt: skip
    assert page_of("A text of one page.", 3) is None


def test_fields_of_an_unknown_json_are_named_by_the_person_who_brings_it() -> None:
    data = b'[{"kop": "A head", "inhoud": "The minister resigned on Monday.", "d": "7.3.2011"}]'
    articles, unread = read("a.json", data)
    assert not articles and unread[0].kind == "no text field" and "inhoud" in unread[0].reason
    ((one,), _) = read("a.json", data, text="inhoud", title="kop", published="d")
    assert (one.article.title, one.document.published) == ("A head", DAY)
    assert one.article.text == "The minister resigned on Monday."


def test_entities_are_decoded_once() -> None:
    story = ("The page said AT&amp;T on Monday, and R&D was written beside it.", *PARAGRAPHS)
    for name, data in (
        ("a.html", samples.html(story)),
        ("a.rss", samples.rss(samples.entry(story=story))),
        ("a.eml", samples.mail(None, samples.html(story)).decode()),
    ):
        ((one,), _) = read(name, data.encode())
        assert story[0] in one.article.text, name


def test_what_is_read_although_it_looks_wrong_is_noted() -> None:
    wrong = "The worldâ€™s longest pier, JosÃ© said, opened on Monday."
    for name, data in (("a.txt", wrong), ("a.json", json.dumps({"text": wrong}))):
        ((one,), _) = read(name, data.encode())
        assert one.article.text == wrong
        assert "world’s" in one.document.notes[0]
    ((one,), _) = read("a.json", b'{"text": "It began well. It went on and [+1200 chars]"}')
    assert "cut short" in one.document.notes[0]
    summary = samples.rss("<item><title>T</title><description>It closed.</description></item>")
    ((one,), _) = read("a.rss", summary.encode())
    assert "summary only" in one.document.notes[0]


def test_documents_without_a_body_are_counted_with_their_reason() -> None:
    story = "\n\n".join(PARAGRAPHS)
    for name, data in (
        ("a.txt", samples.nexis_text(story, "").encode()),
        ("a.docx", samples.word(*samples.nexis_uni(PARAGRAPHS, ()))),
        ("a.xml", samples.rss(samples.entry(), "<item><title>T</title></item>").encode()),
        ("a.jsonl", b'{"text": "It closed on Monday."}\n{"text": " "}\n'),
    ):
        articles, unread = read(name, data)
        assert len(articles) == 1, name
        assert [(one.kind, one.item) for one in unread] == [("no body", "2")], name


def test_an_agency_is_the_publisher_where_no_other_is_stated() -> None:
    for line, agency in (
        ("BEIJING, Jan 7 (Reuters) - China resumed the talks on Friday.", "Reuters"),
        ("WASHINGTON (AP) — The senator resigned on Friday.", "Associated Press"),
        ("AFP - The senator resigned on Friday.", "Agence France-Presse"),
        ("MOSCOW, April 3. /TASS/. The senate met on Friday.", "TASS"),
        ("New Delhi, Apr 3 (PTI) The minister resigned on Friday.", "Press Trust of India"),
        ("The chancellor met Reuters on Friday, she said.", None),
    ):
        ((one,), _) = read("a.txt", f"A headline of four words\n\n{line}\n".encode())
        assert one.document.publisher == agency, line

"""An exported answer is checked: the verdict is right whatever became of the article."""

import hashlib
import json
import random
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import SEEDS
from mutations import KINDS, citable, mutate

from qa.assistant import Assistant
from qa.contract.answer import ArticleReference, Citation, Quote, TextSpan
from qa.contract.article import Article, Span
from qa.contract.plain import to_plain
from qa.errors import ReceiptError
from qa.evaluate.tracing import NoEmbedder
from qa.index.collection import put, remove_article
from qa.index.settings import settings
from qa.index.store import create_store
from qa.ingest.articles import article_from_text, read_article
from qa.trace.checking import verify
from qa.trace.receipts import digest
from qa.trace.tracer import Tracer


def exported(article: Article, quote: Span) -> dict[str, Any]:
    """An Answer's JSON that cites one sentence; the answer is its first word."""
    text = article.text
    reference = ArticleReference(
        article.id, article.title, article.source, article.url, None, article.sha256
    )
    end = quote.start + len(quote.of(text).split()[0])
    citation = Citation(
        number=1,
        article=reference,
        quote=Quote(
            quote.of(text),
            quote.start,
            quote.end,
            text[max(0, quote.start - 32) : quote.start],
            text[quote.end : quote.end + 32],
        ),
        answer=TextSpan(text[quote.start : end], quote.start, end),
        dates=(),
        confidence=0.5,
        link="",
    )
    return {
        "question": "What was said?",
        "standalone_question": "What was said?",
        "answered": True,
        "text": citation.answer.text,
        "confidence": 0.5,
        "citations": [to_plain(citation)],
        "collection": {"name": "x", "articles": 1, "digest": "0"},
    }


STORIES = {path.name: read_article(path).text for path in sorted(SEEDS.glob("*.txt"))} | {
    "line.txt": "The café reopened.\nIts owner said that\nnothing was lost. It rained again.\n"
}
CASES = 150


def test_the_verdict_is_right_whatever_became_of_the_article(tmp_path: Path) -> None:
    chance, embedder = random.Random(25), NoEmbedder()
    others = [span.of(text) for text in STORIES.values() for span in citable(text)]
    seen = set()
    with create_store(tmp_path, settings(embedder)) as store:
        tracer = Tracer(store)
        for number in range(CASES):
            source = f"{number}.txt"
            text = STORIES[chance.choice(sorted(STORIES))]
            span = chance.choice(citable(text))
            mutation = mutate(chance, text, span, others)
            seen.add(mutation.name)
            article = article_from_text(text, source)
            put(store, embedder, article, source)
            export = exported(article, span)
            if mutation.text is None:
                remove_article(store, article.id)
            elif mutation.text != text:
                put(store, embedder, article_from_text(mutation.text, source), source)
            (checked,) = verify(store, tracer, export).citations
            said = f"{mutation}, {checked}"
            assert checked.state == mutation.state, said
            if mutation.start is not None:
                assert checked.quote and checked.quote.start == mutation.start, said
            if checked.quote and mutation.text is not None:
                quote = checked.quote
                assert mutation.text[quote.start : quote.end] == quote.text, said
            if mutation.ignored:
                assert (checked.ignored, checked.differences) == (mutation.ignored, ()), said
            # "The the café": which of the two came later, nobody can tell.
            told = [
                side.text.casefold()
                for each in checked.differences
                for side in (each.source, each.quoted)
                if side
            ]
            for one in filter(None, (mutation.new, mutation.old)):
                assert any(one.casefold() in words for words in told), said
            assert checked.article_changed == (mutation.text not in (None, text)), said
            if mutation.text is not None:
                remove_article(store, article_from_text(mutation.text, source).id)
    assert len(seen) >= len(KINDS)


BEFORE = (
    "He left the hall at noon. “We go on with the work,” she said. “Of course we hope.” It rained."
)
EDGES = [
    ("“Of course we hope.”", "“urgently Of course we hope.”", "urgently", ()),
    ("“Of course we hope.”", "“Of course we hope again.”", "again", ()),
    ("It rained.", "It rained all day.", "all day", ()),
    ("He left the hall at noon.", "Then he left the hall at noon.", "Then", ("case",)),
    ("“Of course we hope.”", "Of course we hope.", "", ("punctuation",)),
]


@pytest.mark.parametrize(("quote", "now", "added", "ignored"), EDGES)
def test_words_at_the_edges_of_a_quotation_are_told(
    tmp_path: Path, quote: str, now: str, added: str, ignored: tuple[str, ...]
) -> None:
    embedder = NoEmbedder()
    start = BEFORE.index(quote)
    article = article_from_text(BEFORE, "hall.txt")
    with create_store(tmp_path, settings(embedder)) as store:
        put(store, embedder, article_from_text(BEFORE.replace(quote, now), "hall.txt"), "hall.txt")
        export = exported(article, Span(start, start + len(quote)))
        (checked,) = verify(store, Tracer(store), export).citations
    assert checked.state == "changed", checked
    assert [each.source.text for each in checked.differences if each.source] == [added][
        : bool(added)
    ]
    assert checked.ignored == ignored
    assert "  " not in checked.reason


QUESTION = "Why did China suspend ties in 2010?"


@pytest.fixture(scope="module")
def receipt(assistant: Assistant) -> dict[str, Any]:
    return assistant.receipt(QUESTION, max_citations=2, as_of=date(2012, 1, 1)).to_dict()


def test_a_receipt_proves_its_answer(assistant: Assistant, receipt: dict[str, Any]) -> None:
    found = assistant.verify(json.loads(json.dumps(receipt)))
    assert found.holds
    assert found.receipt == "unaltered"
    assert {one.state for one in found.citations} == {"intact"}
    assert found.again is not None
    assert (found.again.same, found.again.differs) == (True, ())
    assert found.again.text == receipt["text"]


def test_an_answer_is_checked_without_a_receipt(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION)
    found = assistant.verify(answer.to_dict())
    assert (found.holds, found.receipt) == (True, "none")
    assert found.again is not None and found.again.same


def test_a_receipt_states_what_the_answer_depends_on(
    assistant: Assistant, receipt: dict[str, Any]
) -> None:
    assert receipt["settings"] == {
        "history": [],
        "standalone": False,
        "context": None,
        "as_typed": False,
        "as_of": "2012-01-01",
        "published_from": None,
        "published_to": None,
        "sources": [],
        "max_citations": 2,
    }
    assert receipt["collection"]["digest"] == assistant.collection().digest
    assert all(re.search("@[0-9a-f]{12}$", name) for name in receipt["models"].values())
    (first, *_) = receipt["citations"]
    assert (first["@context"], first["type"]) == ("http://www.w3.org/ns/anno.jsonld", "Annotation")
    target = first["target"]
    place, words = target["selector"]
    text = assistant.article(target["source"]["article"]).text
    assert hashlib.sha256(text.encode()).hexdigest() == target["source"]["sha256"]
    assert text[place["start"] : place["end"]] == words["exact"]
    inside = place["refinedBy"]
    assert words["exact"][inside["start"] : inside["end"]] == words["refinedBy"]["exact"]


def test_the_hash_is_that_of_sorted_json_without_spaces(receipt: dict[str, Any]) -> None:
    values = {name: value for name, value in receipt.items() if name != "sha256"}
    plain = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(plain.encode()).hexdigest() == receipt["sha256"]


def tampered(receipt: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    copy = json.loads(json.dumps(receipt))
    *steps, last = path.split("/")
    inner: Any = copy
    for step in steps:
        inner = inner[int(step) if step.isdigit() else step]
    inner[int(last) if last.isdigit() else last] = value
    return copy


SELECTOR = "citations/0/target/selector"


def test_a_receipt_that_was_altered_is_told(assistant: Assistant, receipt: dict[str, Any]) -> None:
    exact = receipt["citations"][0]["target"]["selector"][1]["exact"]
    start = receipt["citations"][0]["target"]["selector"][0]["start"]
    for path, value, state in [
        ("confidence", "0.999", "intact"),
        (f"{SELECTOR}/1/exact", exact.replace("China", "Japan", 1), "changed"),
        (f"{SELECTOR}/1/refinedBy/exact", "because of the weather", "changed"),
        (f"{SELECTOR}/0/start", start - 3, "moved"),
    ]:
        found = assistant.verify(tampered(receipt, path, value))
        assert (found.receipt, found.holds) == ("altered", False)
        assert found.citations[0].state == state, path
    resigned = tampered(receipt, f"{SELECTOR}/1/exact", exact.replace("China", "Japan", 1))
    resigned["sha256"] = digest(resigned)
    found = assistant.verify(resigned)
    assert (found.receipt, found.holds) == ("unaltered", False)
    (difference,) = found.citations[0].differences
    assert difference.quoted and difference.source
    assert (difference.quoted.text, difference.source.text) == ("Japan", "China")


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"citations": []},
        {"sha256": "0", "citations": [{}]},
        {"sha256": "0", "question": "?", "settings": {"unknown": 1}, "citations": []},
    ],
)
def test_what_is_no_exported_answer_is_refused(
    assistant: Assistant, values: dict[str, Any]
) -> None:
    with pytest.raises(ReceiptError, match="no exported answer"):
        assistant.verify(values)


def test_no_broken_receipt_holds_or_breaks_the_check(
    assistant: Assistant, receipt: dict[str, Any]
) -> None:
    paths = ["question", "settings", "citations", "collection", "confidence", "text", "models"]
    paths += [f"{SELECTOR}/0", f"{SELECTOR}/1/exact", f"{SELECTOR}/0/end", "citations/0/target"]
    for path in paths:
        for value in (None, [], {}, 7, -1, True, "x", [7], {"x": 7}, float("nan")):
            try:
                found = verify(assistant.store, assistant.tracer, tampered(receipt, path, value))
            except ReceiptError as error:
                assert len(str(error)) < 400
            else:
                assert not found.holds, (path, value)


def test_a_later_article_under_the_same_address_supersedes(tmp_path: Path) -> None:
    embedder = NoEmbedder()
    old, new = (
        article_from_text(
            f"The toll is {toll}.\n\nThe mine was closed at noon.",
            f"{day}.txt",
            published=day,
            url="https://example.org/mine",
        )
        for toll, day in (("five", "2020-05-01"), ("eight", "2020-05-02"))
    )
    with create_store(tmp_path, settings(embedder)) as store:
        for article in (old, new):
            put(store, embedder, article)
        for span, there in ((Span(0, 17), "others"), (Span(19, 47), "at another place")):
            (checked,) = verify(store, Tracer(store), exported(old, span)).citations
            assert checked.state == "superseded"
            assert there in checked.reason
            assert checked.article and checked.article.id == new.id


def test_words_that_a_copy_still_holds_are_pointed_to(tmp_path: Path) -> None:
    embedder = NoEmbedder()
    line = "The harbour bridge was closed on Friday after the storm had torn its cables."
    first, copy = (article_from_text(f"{line}\n\nAgency {n}.", f"{n}.txt") for n in "ab")
    with create_store(tmp_path, settings(embedder)) as store:
        for article in (first, copy):
            put(store, embedder, article)
        remove_article(store, first.id)
        (checked,) = verify(store, Tracer(store), exported(first, Span(0, len(line)))).citations
    assert (checked.state, checked.article) == ("gone", None)
    assert [article.source for article in checked.elsewhere] == ["b.txt"]

"""The time of a question in the words of the sentence that may answer it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fakes import WordEmbedder

from qa.contract.article import Span
from qa.contract.candidates import Candidate, Hit
from qa.index.collection import put
from qa.index.settings import settings
from qa.index.snapshot import Snapshots
from qa.index.store import create_store
from qa.index.view import View, open_view
from qa.ingest.articles import article_from_text
from qa.question.question import parse_question
from qa.read.timed import timed

Shut = Callable[[str, str], tuple[View, Candidate]]


@pytest.fixture
def shut(tmp_path: Path) -> Iterator[Shut]:
    """Makes a collection of one article of January 2011, and a candidate of its first sentence."""
    with ExitStack() as stack:

        def candidate(sentence: str, words: str) -> tuple[View, Candidate]:
            embedder = WordEmbedder()
            store = stack.enter_context(create_store(tmp_path / "index", settings(embedder)))
            text = f"{sentence} It opened again."
            put(store, embedder, article_from_text(text, "port.txt", published="2011-01-07"))
            snapshots = Snapshots(store, embedder.dimension)
            view = stack.enter_context(open_view(store, snapshots, embedder))
            ids = view.passage_ids([each.id for each in view.references()])
            (passage,) = view.passages(ids)
            start = passage.span.start + passage.text.index(words)
            answer = Span(start, start + len(words))
            hit = Hit(passage, 1.0, 0.5, 1.0, 1.0, 1.0)
            return view, Candidate(hit, answer, passage.sentences[0], 1.0, 0.5)

        yield candidate


@pytest.mark.parametrize(
    ("sentence", "asked", "wording"),
    [
        ("In protest the port was shut last year.", "Why was it shut in 2010?",
         "Why was it shut last year?"),
        ("They shut the port during 2010 in protest.", "Why was it shut in 2010?",
         "Why was it shut during 2010?"),
        ("In March 2010 they shut the port in protest.", "Why was it shut in 2010?",
         "Why was it shut In March 2010?"),
        ("They shut the port in protest in 2004.", "Why was it shut since 2003?",
         "Why was it shut in 2004?"),
        ("The port of 2009 was shut last year in protest.", "Why was it shut in 2010?",
         "Why was it shut last year?"),
    ],
)  # fmt: skip
def test_the_time_asked_for_is_put_as_the_sentence_has_it(
    shut: Shut, sentence: str, asked: str, wording: str
) -> None:
    view, candidate = shut(sentence, "protest")
    assert timed(view, parse_question(asked), candidate) == wording


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("They shut the port in protest last year.", "Why was it shut in May 2010?"),
        ("They shut the port in protest in 2004.", "Why was it shut in 2010?"),
        ("They shut the port in protest.", "Why was it shut in 2010?"),
        ("They shut the port in protest last year.", "Why was it shut?"),
    ],
)
def test_a_time_that_is_not_within_the_one_asked_for_is_not_put(
    shut: Shut, sentence: str, asked: str
) -> None:
    question = parse_question(asked)
    view, candidate = shut(sentence, "protest")
    assert timed(view, question, candidate) == question.wording


def test_the_answer_itself_is_never_put_into_the_question(shut: Shut) -> None:
    question = parse_question("When in 2010 was it shut?")
    view, candidate = shut("They shut the port in June 2010.", "June 2010")
    assert timed(view, question, candidate) == question.wording

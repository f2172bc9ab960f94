"""A question of a conversation as it is read, and who a pronoun in an answer is."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fakes import WordEmbedder

from qa.contract.answer import ContextTerm, Turn
from qa.contract.article import Span
from qa.contract.candidates import Candidate, Hit
from qa.contract.request import Request, check_request
from qa.index.collection import put
from qa.index.settings import settings
from qa.index.snapshot import Snapshots
from qa.index.store import create_store
from qa.index.view import View, open_view
from qa.ingest.articles import article_from_text
from qa.question.context.again import asked_again
from qa.question.context.follow_up import follow_up
from qa.question.question import parse_question
from qa.read.antecedents import antecedent_of
from qa.read.evidence.ledger import evidence
from qa.retrieve.retriever import FROM_CITED, retrieve_in_time


@pytest.mark.parametrize(
    ("fragment", "whole", "read"),
    [
        ("And in 2022?", "Why did ties end in 2010?", "Why did ties end in 2022?"),
        ("In May, too?", "Who won?", "Who won In May, too?"),
        ("And in Riga?", "How many died in Oslo?", "How many died in Riga?"),
        ("What about Bob?", "Whom did Ada meet in Riga?", "Whom did Bob meet in Riga?"),
        ("And the captain?", "What injury does he have?", "What injury does the captain have?"),
        ("And the islands?", "What did it cost the company?", "What did it cost the islands?"),
        ("In which minute?", "Who scored?", None),
        ("Where?", "Who scored?", None),
        ("And in Riga?", "Tell me about Oslo", None),
    ],
)
def test_a_fragment_asks_the_last_question_again(
    fragment: str, whole: str, read: str | None
) -> None:
    assert asked_again(fragment, whole) == read


def _request(question: str, **others: object) -> Request:
    history = [Turn("Who won in Riga?", "Ada Fox", "Ada Fox won in Riga.", "riga"), Turn("Hm?", "")]
    return check_request(question, {"history": history, **others})


@pytest.mark.parametrize(
    ("question", "context", "goes_on"),
    [
        ("How many people watched?", [], True),
        ("How many people watched her in Oslo?", ["Ada Fox"], True),
        ("How many people live in Oslo?", [], False),
        ("Is there trust between the two armed forces?", [], False),
        ("How many people died in 2010?", [], False),
    ],
)
def test_what_names_nothing_goes_on_about_what_was_cited(
    question: str, context: list[str], goes_on: bool
) -> None:
    terms = [ContextTerm(term, 1) for term in context]
    read = follow_up(question, _request(question), terms)
    assert (read.last is not None and read.last.article == "riga") == goes_on
    assert follow_up(question, _request(question, standalone=True), []).last is None
    assert follow_up(question, _request(question, context=[]), []).last is None


def test_the_words_that_a_person_chose_are_not_read_as_another_question() -> None:
    terms = [ContextTerm("won", 1)]
    assert follow_up("And in Oslo?", _request("And in Oslo?"), terms).wording == (
        "Who won in Oslo?"
    )
    chosen = _request("And in Oslo?", context=["won"])
    assert follow_up("And in Oslo?", chosen, terms).wording == "And in Oslo? (won)"


TEXTS = {
    "riga.txt": "Ada Fox won the race in Riga. She was cheered by 900 people.",
    "oslo.txt": "The race was watched by many people. It rained on the people.",
    **{f"{place}.txt": f"Race number {place} was watched by people." for place in range(20)},
}


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    embedder = WordEmbedder()
    folder = tmp_path_factory.mktemp("follow_up")
    with create_store(folder, settings(embedder)) as store:
        for source, text in TEXTS.items():
            put(store, embedder, article_from_text(text, source, title="Report"))
        with open_view(store, Snapshots(store, embedder.dimension), embedder) as opened:
            yield opened


def _id(view: View, source: str) -> str:
    return next(each.id for each in view.references() if each.source == source)


def _candidate(view: View, source: str, answer: str) -> Candidate:
    (passage,) = view.passages(view.passage_ids([_id(view, source)]))
    start = passage.span.start + passage.text.index(answer)
    span = Span(start, start + len(answer))
    quote = next(sentence for sentence in passage.sentences if sentence.holds(span))
    return Candidate(Hit(passage, 1.0, 0.5, 1.0, 1.0, 1.0), span, quote, 1.0, 0.5)


def test_the_article_cited_last_is_read_and_counts(view: View) -> None:
    question = parse_question("Who watched the race number?")
    riga = _id(view, "riga.txt")
    alone = retrieve_in_time(view, question, 5)
    assert riga not in {hit.passage.article_id for hit in alone.hits}
    turn = Turn("Who won?", "Ada Fox", "Ada Fox won the race in Riga.", riga)
    request = check_request(question.text, {"history": [turn]})
    followed = follow_up(question.text, request, [])
    hits = retrieve_in_time(view, followed, 5).hits
    assert len(hits) == len(alone.hits)
    assert [hit.passage.id for hit in hits[:-FROM_CITED]] == [
        hit.passage.id for hit in alone.hits[:-FROM_CITED]
    ]
    (own,) = (hit for hit in hits if hit.passage.article_id == riga)
    assert 0.0 <= own.dense_share <= 1.0 and own.score <= hits[0].score
    candidates = [_candidate(view, source, "people") for source in ("riga.txt", "oslo.txt")]
    assert [evidence(view, followed, each)["cited"] for each in candidates] == [1.0, 0.0]
    assert evidence(view, question, candidates[0])["cited"] == 0.0


def test_a_pronoun_gives_way_to_the_name_before_it_and_the_quote_covers_both(view: View) -> None:
    named = antecedent_of(_candidate(view, "riga.txt", "She"))
    assert named is not None
    assert (named.words, named.sentence) == ("Ada Fox", TEXTS["riga.txt"])
    assert antecedent_of(_candidate(view, "oslo.txt", "It")) is None


def test_an_article_that_is_not_asked_any_more_is_not_gone_on_about(view: View) -> None:
    question = parse_question("Who watched the race number?")
    turn = Turn("Who won?", "Ada Fox", "Ada Fox won.", "an id that no article has")
    followed = follow_up(question.text, check_request(question.text, {"history": [turn]}), [])
    assert retrieve_in_time(view, followed, 5).hits == retrieve_in_time(view, question, 5).hits
    riga = _id(view, "riga.txt")
    known = follow_up(
        question.text, check_request(question.text, {"history": [replace(turn, article=riga)]}), []
    )
    others = set(range(1, view.passage_count + 1)) - set(view.passage_ids([riga]))
    limited = retrieve_in_time(view, known, 5, others).hits
    assert {hit.passage.id for hit in limited} <= others

"""A summary of one article: how it begins and what it tells most of, in its own order."""

import pytest

from qa.assistant import Assistant
from qa.contract.answer import Turn
from qa.question.form import form_of

ASKED = [
    ("Summarize the article about the mine inquiry", "mine_inquiry.txt"),
    ("sum up the story on the takeover vote of shareholders", "takeover_rejected.txt"),
    ("Please summarise the article about the mayoral debate.", "election_debate.txt"),
    ("Give me a summary of the article on the sea wall", "storm_sea_wall.txt"),
    ("What does the article about the review of the Moen exhibition say?", "exhibition_opens.txt"),
    ("Recap that story about the cup final", "football_cup.txt"),
    ("What is in the piece on the night crews?", "strike_night_crews.txt"),
    ("Tell me about the article headlined “Helen Brandt elected mayor”", "election_result.txt"),
]
BYLINES = 150
"""Code points of a headline, a byline and a date line."""

OTHERS = [
    ("Summarize the mine inquiry", "brief"),
    ("Summarize the articles about the strike", "brief"),
    ("Which articles mention the storm?", "articles"),
    ("Tell me about the article of the constitution", "brief"),
    ("What did the article about the mine cost?", "span"),
]


@pytest.mark.parametrize(("typed", "source"), ASKED)
def test_one_article_is_summed_up_in_its_order(news: Assistant, typed: str, source: str) -> None:
    answer = news.ask(typed)
    assert answer.kind == "brief" and answer.answered
    cited = [part.citation for part in answer.parts]
    assert {citation.article.source for citation in cited} == {source}
    starts = [citation.quote.start for citation in cited]
    assert starts == sorted(starts) and 3 <= len(starts) <= 6
    assert starts[0] < BYLINES, "it begins as the article does"


@pytest.mark.parametrize(("typed", "form"), OTHERS)
def test_what_asks_for_no_single_article_does_not(typed: str, form: str) -> None:
    assert form_of(typed).name == form


@pytest.mark.parametrize("topic", ["the Moon landing", "the price of cocoa in Ghana"])
def test_no_article_is_summed_up_for_one_that_is_not_there(news: Assistant, topic: str) -> None:
    assert not news.ask(f"Summarize the article about {topic}").answered


@pytest.mark.parametrize(
    "typed",
    [
        "Summarize this article",
        "what does that article say?",
        "Sum up the story.",
        "Tell me more about the article",
        "Give me a short summary of this article",
    ],
)
def test_this_article_is_the_one_that_was_shown_last(news: Assistant, typed: str) -> None:
    first = news.ask("Who led the inquiry into the mine disaster?")
    shown = first.citations[0].article
    answer = news.ask(typed, history=[Turn.of(first)])
    assert answer.kind == "brief" and answer.context == ()
    assert {part.citation.article.id for part in answer.parts} == {shown.id}
    assert len(answer.parts) >= 3


def test_this_article_is_the_only_one_that_is_asked(news: Assistant) -> None:
    answer = news.ask("Summarize this article", sources=["storm_damage.txt"])
    assert {part.citation.article.source for part in answer.parts} == {"storm_damage.txt"}
    assert len(answer.parts) >= 3


def test_this_article_is_none_of_many(news: Assistant) -> None:
    answer = news.ask("Summarize this article")
    assert len({part.citation.article.id for part in answer.parts}) == len(answer.parts) > 1


def test_what_was_shown_last_is_not_told_where_the_filters_leave_it_out(news: Assistant) -> None:
    first = news.ask("Who led the inquiry into the mine disaster?")
    answer = news.ask("Sum up this article", history=[Turn.of(first)], sources=["storm_damage.txt"])
    assert {part.citation.article.source for part in answer.parts} == {"storm_damage.txt"}

"""The page with the real assistant over the real articles: what it shows is what the API gave."""

import json

import pytest
from browser_fixtures import OpenPage, ask, expect_held, held
from playwright.sync_api import expect
from seed_script import WHY

from qa.assistant import Assistant
from qa.contract.answer import Answer

DIALOGUES = [
    [WHY, "And in 2022?", "Who visited Beijing in between?"],
    ["Who is Leon Panetta?", "What did he urge?", "When?"],
    ["Which talks were held at the Pentagon?", "Who took part?", "How often are they held?"],
    ["Who won the World Cup in 2010?", WHY],
]


def test_the_headline_question_from_the_box_to_the_page_of_the_article(
    open_page: OpenPage, open_chat: OpenPage, assistant: Assistant
) -> None:
    page = open_chat(assistant)
    ask(page, WHY)
    citation = assistant.ask(WHY).citations[0]
    text = assistant.article(citation.article.id).text
    assert text[citation.quote.start : citation.quote.end] == citation.quote.text
    expect_held(page, "#source mark.quote", citation.quote.text)
    expect_held(page, "#source mark.answer", citation.answer.text)
    link = page.locator(".cite").first.get_attribute("href")
    assert link is not None
    alone = open_page(link)
    assert held(alone, "mark.quote") == citation.quote.text
    assert held(alone, "mark.answer") == citation.answer.text
    assert held(alone, ".text") == text
    expect(alone.locator("mark.answer").first).to_be_in_viewport()


@pytest.mark.parametrize("questions", DIALOGUES, ids=lambda questions: questions[0])
def test_a_dialogue_shows_each_answer_as_the_api_gave_it(
    open_chat: OpenPage, assistant: Assistant, questions: list[str]
) -> None:
    page = open_chat(assistant)
    for question in questions:
        ask(page, question)
    kept = page.evaluate("localStorage['qa.conversation.' + sessionStorage['qa.current']]")
    turns = json.loads(kept)["turns"]
    assert [turn["question"] for turn in turns] == questions
    for number, turn in enumerate(turns, start=1):
        answer = Answer.from_dict(turn["answer"])
        place = f".turn:nth-child({number})"
        expect(page.locator(f"{place} .with .carried bdi")).to_have_text(
            [term.text for term in answer.context]
        )
        if not answer.answered:
            expect(page.locator(f"{place} .nothing")).to_be_visible()
            continue
        if answer.parts:
            expect(page.locator(f"{place} .parts .item .words")).to_have_text(
                [part.citation.answer.text for part in answer.parts]
            )
        else:
            marked = held(page, f"{place} .in-sentence > .sentence b")
            assert (held(page, f"{place} .said .words") or marked) == answer.text
        for citation in answer.citations:
            article = assistant.article(citation.article.id)
            quote, span = citation.quote, citation.answer
            assert article.text[quote.start : quote.end] == quote.text
            assert article.text[span.start : span.end] == span.text
            if citation.number == 2 and not answer.parts:
                page.locator(f"{place} .more summary").click()
            page.locator(f"{place} .cite").get_by_text(
                str(citation.number), exact=True
            ).last.click()
            expect_held(page, "#source mark.quote", quote.text)
            expect_held(page, "#source mark.answer", span.text)
            expect_held(page, "#source .text", article.text)

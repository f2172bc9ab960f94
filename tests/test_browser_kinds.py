"""Lists, briefs, comparisons and help on the page, each in its own form, over real answers."""

import re

import pytest
from browser_fixtures import SIZES, OpenPage, ask, expect_held, held
from playwright.sync_api import Page, expect
from test_browser_access import violations

from qa.assistant import Assistant
from qa.contract.answer import Answer, Kind

TYPED = {
    "list": "Which countries do the works in the Moen exhibition come from?",
    "brief": "Tell me about Storm Edda",
    "comparison": "How do the Bar Association and the consumer federation differ on the small "
    "claims bill?",
}
UNSURE = "Compare what Lund and Meyer said about the Olympics"


def shown(page: Page, assistant: Assistant, kind: Kind) -> Answer:
    """Type something that asks for a kind, and give what the library answers."""
    answer = assistant.ask(TYPED[kind])
    assert answer.kind == kind
    ask(page, TYPED[kind])
    return answer


@pytest.mark.parametrize("kind", TYPED)
def test_every_part_is_shown_exactly_and_opens_in_its_article(
    open_chat: OpenPage, news: Assistant, kind: Kind
) -> None:
    page = open_chat(news)
    answer = shown(page, news, kind)
    rows = page.locator(f".turn .{kind} :is(.parts > li, .side)")
    for part in answer.parts:
        numbered = re.compile(f"^{part.citation.number}$")
        row = rows.filter(has=page.locator(".cite", has_text=numbered))
        assert row.locator(".sentence .words").text_content() == part.citation.quote.text
        if part.label:
            expect(row).to_contain_text(part.label)
        row.locator(".cite", has_text=numbered).click()
        expect_held(page, "#source mark.quote", part.citation.quote.text)
        if part.citation.answer.text == part.citation.quote.text:
            expect(page.locator("#source mark.answer")).to_have_count(0)
    expect(rows.locator(".cite")).to_have_count(len(answer.parts))
    assert kind == "list" or any(
        part.citation.answer.text == part.citation.quote.text for part in answer.parts
    )


def test_a_sentence_with_several_entries_of_a_list_stands_once(
    open_chat: OpenPage, news: Assistant
) -> None:
    page = open_chat(news)
    answer = shown(page, news, "list")
    quotes = [part.citation.quote.text for part in answer.parts]
    assert quotes[0] == quotes[1]
    shared = [number for number, quote in enumerate(quotes) if quote == quotes[0]]
    sentence = page.locator(".list .parts > li").first.locator(".sentence")
    expect(sentence).to_have_count(1)
    assert sentence.locator("b").all_text_contents() == [
        answer.parts[number].citation.answer.text for number in shared
    ]


def test_a_list_says_at_least_how_many_and_each_answer_large(
    open_chat: OpenPage, news: Assistant
) -> None:
    page = open_chat(news)
    answer = shown(page, news, "list")
    expect(page.locator(".at-least")).to_have_text(f"At least {len(answer.parts)} answers")
    assert held(page, ".item .words") == "".join(part.citation.answer.text for part in answer.parts)
    assert held(page, ".list .sentence b") == held(page, ".item .words")


def test_an_unsure_comparison_shows_both_sides_alike(open_chat: OpenPage, news: Assistant) -> None:
    page = open_chat(news)
    abstention = news.ask(UNSURE).abstention
    assert abstention is not None and len(abstention.parts) == 2
    ask(page, UNSURE)
    rows = page.locator(".turn .possible .side")
    expect(rows).to_have_count(2)
    expect(page.locator(".turn .nearest")).to_have_count(0)
    for number, part in enumerate(abstention.parts):
        row = rows.nth(number)
        assert row.locator(".sentence .words").text_content() == part.citation.quote.text
        unsure = " possibly" if part.possible else ""
        expect(row.locator("dt")).to_have_text(f"{part.label}{unsure}")
        row.locator(".cite").click()
        expect_held(page, "#source mark.quote", part.citation.quote.text)
        heard = f"{part.label}{',' if unsure else ''}{unsure}: {part.citation.quote.text}"
        expect(page.locator("#spoken")).to_contain_text(heard)


def test_what_is_no_question_gets_a_line_and_questions_to_press(
    open_chat: OpenPage, news: Assistant
) -> None:
    page = open_chat(news)
    ask(page, "Hello")
    card = page.locator(".turn .helping")
    expect(card).to_contain_text("Ask about the 32 articles of this collection")
    expect(page.locator(".turn .nothing")).to_have_count(0)
    question = card.locator(".suggestion").first.text_content()
    card.locator(".suggestion").first.click()
    expect(page.locator(".turn:last-child h2")).to_have_text(question or "")
    expect(page.locator(".turn:last-child .said")).to_be_visible()


def test_axe_finds_nothing_in_any_form_of_answer(open_chat: OpenPage, news: Assistant) -> None:
    page = open_chat(news, bypass_csp=True)
    for typed in (*TYPED.values(), UNSURE, "Hello"):
        ask(page, typed)
    for form in ("list", "brief", "comparison", "helping"):
        expect(page.locator(f".turn .{form}")).to_be_visible()
    page.keyboard.press("Escape")
    for width, height in SIZES.values():
        page.set_viewport_size({"width": width, "height": height})
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

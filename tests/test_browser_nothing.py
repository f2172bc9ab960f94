"""What the page shows where no answer was found, and where words were read as others."""

from browser_fixtures import OpenPage, ask, expect_held
from playwright.sync_api import expect
from seed_script import MISSPELT, POSSIBLE, SCRIPT, TALLEST, WHY, seed_assistant
from small_assistant import quoting
from test_refusals import FERRY, FLEW, MINE, SANK, SOLD

from qa.contract.display import NOT_FOUND, NOT_SURE
from qa.ingest.articles import article_from_text


def test_what_may_answer_stands_apart_from_what_does_not(open_chat: OpenPage) -> None:
    page = open_chat()
    ask(page, POSSIBLE)
    card = page.locator(".nothing")
    expect(card.get_by_role("heading", name="Possibly:")).to_be_visible()
    expect(card.get_by_role("heading").first).to_have_text(NOT_SURE)
    expect(page.locator("#spoken")).to_contain_text(f"{NOT_SURE} The collection covers")
    expect(page.locator("#spoken")).not_to_contain_text("No answer.")
    first, second = SCRIPT[POSSIBLE].said
    expect(card.locator(".possible .sentence")).to_contain_text(first.quote)
    expect(card.locator(".nearest .sentence")).to_contain_text(second.quote)
    expect(card.locator(".nearest li")).to_have_count(1)
    expect(page.locator(".said")).to_have_count(0)


def test_a_no_offers_nothing_as_possible(open_chat: OpenPage) -> None:
    page = open_chat()
    ask(page, TALLEST)
    expect(page.locator(".nothing")).to_be_visible()
    expect(page.locator(".possible")).to_have_count(0)


def test_what_may_answer_one_of_several_questions_stands_under_it(open_chat: OpenPage) -> None:
    page = open_chat(
        quoting([article_from_text(FERRY, "ferry.txt"), article_from_text(MINE, "mine.txt")])
    )
    ask(page, f"{FLEW} {SOLD} {SANK}")
    rows = page.locator(".turn .parts > li")
    heads = [SANK, f"{SOLD} possibly", FLEW]
    assert rows.locator("h3").all_text_contents() == heads
    expect(rows.nth(2)).to_contain_text(NOT_FOUND)
    assert page.locator(".turn").inner_text().count(NOT_FOUND) == 1
    assert f"{SOLD}, possibly: " in str(page.locator("#spoken").text_content())
    quoted = rows.nth(1).locator(".words").text_content()
    assert quoted and "mine" in quoted
    rows.nth(1).locator(".cite").click()
    expect_held(page, "#source mark.quote", quoted)
    page.get_by_role("button", name="Verify").click()
    expect(page.locator(".checked")).to_contain_text("All 2 quotations still stand")


def test_no_older_quotation_stands_beside_a_no(open_chat: OpenPage) -> None:
    page = open_chat()
    ask(page, WHY)
    expect(page.locator("#source mark.quote").first).to_be_visible()
    ask(page, TALLEST)
    expect(page.locator("#source")).to_be_hidden()
    expect(page.locator("#shelf")).to_be_visible()
    expect(page.locator("#question")).to_be_focused()


def test_corrected_words_are_shown_and_undone_by_a_click(open_chat: OpenPage) -> None:
    assistant = seed_assistant()
    page = open_chat(assistant)
    ask(page, MISSPELT)
    line = page.locator(".turn:last-child .understood")
    expect(line).to_contain_text("Read as: China, suspend")
    assert "as_typed" not in assistant.asked[-1] or not assistant.asked[-1]["as_typed"]
    line.get_by_role("button", name="Ask as typed").click()
    expect(page.locator(".turn:last-child .understood")).to_be_hidden()
    expect(page.locator(".turn:last-child .final")).to_be_visible()
    assert assistant.asked[-1]["as_typed"] is True
    expect(page.locator(".turn")).to_have_count(1)

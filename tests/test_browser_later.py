"""What is done before the list of articles, or the script of later clicks, has come is not lost."""

import pytest
from browser_fixtures import PHONE, Held, OpenPage, ask, opened_without
from playwright.sync_api import Locator, Page, expect
from seed_script import WHY

MAIN, LATER, LIST = "**/main.js", "**/later.js*", "**/api/v1/articles?*"


def before_its_list(page: Page) -> tuple[Held, Locator]:
    """Load the page anew up to where its list is asked for; the first article stands there."""
    held = opened_without(page, LIST)
    page.wait_for_selector("html[data-ready]", state="attached")
    return held, page.locator("#shelf-list a").first


def test_an_article_opens_in_the_pane_before_the_list_has_come(open_chat: OpenPage) -> None:
    page = open_chat()
    held, first = before_its_list(page)
    title = first.text_content()
    first.click()
    expect(page.locator("#source-title")).to_have_text(str(title))
    assert "/articles/" not in page.url
    held.let_go()
    page.keyboard.press("Escape")
    expect(first).to_be_focused()


def test_rows_that_came_with_the_page_stay_when_the_list_comes(open_chat: OpenPage) -> None:
    page = open_chat()
    held, first = before_its_list(page)
    before = first.bounding_box()
    first.focus()
    held.let_go()
    expect(page.locator("#shelf-list input")).to_have_count(5)
    expect(first).to_be_focused()
    assert first.bounding_box() == before


def test_a_search_that_takes_its_time_says_so(open_chat: OpenPage) -> None:
    page = open_chat()
    state = page.locator("#shelf-tools [role=status]")
    expect(state).to_have_text("5 articles, newest first")
    held = Held(page, LIST)
    page.locator("#shelf-search").fill("panetta")
    expect(state).to_have_text("Searching…")
    held.let_go()
    expect(state).to_have_text("1 article of 5")


def test_what_was_typed_before_the_script_runs_stays(open_chat: OpenPage) -> None:
    page = open_chat()
    held = opened_without(page, MAIN)
    page.locator("#question").fill("Who urged")
    held.let_go()
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.locator("#question")).to_have_value("Who urged")
    page.reload()
    expect(page.locator("#question")).to_have_value("Who urged")


SECTIONS = [
    ("#open-timeline", "Timeline", "#topic"),
    ("#open-quoting", "Check a quotation", "#quotation"),
    ("#open-conversations", "Conversations", "#history-title"),
]


@pytest.mark.parametrize(("control", "title", "focused"), SECTIONS)
def test_a_section_shows_at_once_and_is_filled_when_its_script_comes(
    open_chat: OpenPage, control: str, title: str, focused: str
) -> None:
    page = open_chat()
    held = Held(page, LATER)
    page.locator(control).click()
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_focused()
    held.let_go()
    expect(page.locator(focused)).to_be_focused()


def test_a_section_that_was_left_before_its_script_came_stays_away(open_chat: OpenPage) -> None:
    page = open_chat(size=PHONE)
    held = Held(page, LATER)
    page.locator("#open-conversations").click()
    expect(page.locator("#history-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#open-conversations")).to_be_focused()
    held.let_go()
    page.wait_for_load_state("networkidle")
    expect(page.locator("#open-conversations")).to_be_focused()
    expect(page.locator("#history")).to_be_hidden()


@pytest.mark.parametrize(("control", "title", "focused"), SECTIONS)
def test_a_section_whose_script_does_not_come_says_so_and_tries_again(
    open_chat: OpenPage, control: str, title: str, focused: str
) -> None:
    page = open_chat(faults=True)
    page.route(LATER, lambda route: route.abort())
    page.locator(control).click()
    expect(page.locator("#pane [role=status]").last).to_contain_text("The server did not answer.")
    page.unroute(LATER)
    page.locator("#pane").get_by_role("button", name="Try again").click()
    expect(page.locator(focused)).to_be_focused()


@pytest.mark.parametrize(
    ("name", "said"), [("Copy", "Copied, with its source."), ("Verify", "Verified just now.")]
)
def test_what_is_done_with_an_answer_waits_for_its_script(
    open_chat: OpenPage, name: str, said: str
) -> None:
    page = open_chat(faults=True, permissions=["clipboard-write"])
    page.route(LATER, lambda route: route.abort())
    ask(page, WHY)
    result = page.locator(".checked")
    page.get_by_role("button", name=name, exact=True).click()
    expect(result).to_have_text("The server did not answer.")
    page.unroute(LATER)
    held = Held(page, LATER)
    page.get_by_role("button", name=name, exact=True).click()
    expect(result).to_have_text("One moment…")
    held.let_go()
    expect(result).to_contain_text(said)

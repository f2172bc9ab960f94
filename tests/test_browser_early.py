"""What is pressed before its script is there is not lost, and does what it does a second later."""

import re
from collections.abc import Callable

import pytest
from browser_fixtures import OpenPage, ask, opened_without
from playwright.sync_api import Page, expect
from seed_script import WHY

ANSWER = "in response to the United States selling arms to Taiwan"
MAIN = "**/main.js"


def by_enter(page: Page) -> None:
    page.locator("#question").fill(WHY)
    page.keyboard.press("Enter")


def by_button(page: Page) -> None:
    page.locator("#question").fill(WHY)
    page.locator("#send").click()


@pytest.mark.parametrize("press", [by_enter, by_button])
def test_a_question_is_asked_in_its_conversation_before_the_script_runs(
    open_chat: OpenPage, press: Callable[[Page], None]
) -> None:
    page = open_chat()
    ask(page, WHY)
    held = opened_without(page, MAIN)
    press(page)
    expect(page.locator("#ask")).to_have_attribute("aria-busy", "true")
    held.let_go()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn:last-child .said .words")).to_have_text(ANSWER)
    expect(page.locator("#question")).to_have_value("")
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    assert "?" not in page.url


@pytest.mark.parametrize("press", [by_enter, by_button])
def test_what_is_pressed_twice_before_the_script_runs_is_done_once(
    open_chat: OpenPage, press: Callable[[Page], None]
) -> None:
    page = open_chat()
    held = opened_without(page, MAIN)
    page.locator("#question").focus()
    page.keyboard.press("Shift+Enter")
    expect(page.locator("#question")).to_have_value("\n")
    expect(page.locator("#ask")).not_to_have_attribute("aria-busy", "true")
    press(page)
    press(page)
    expect(page.locator("#ask")).to_have_attribute("aria-busy", "true")
    held.let_go()
    expect(page.locator(".turn .said .words")).to_have_text(ANSWER)
    expect(page.locator(".turn")).to_have_count(1)


PRESSED = """(keys) => {
  const link = document.querySelector("#shelf-list a");
  let reached = false;
  link.addEventListener("click", (event) => {
    reached = true;
    event.preventDefault();
  }, { once: true });
  link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...keys }));
  return reached;
}"""


def test_an_article_pressed_before_the_script_runs_opens_in_the_pane(open_chat: OpenPage) -> None:
    """Where the list is to be seen at once: older browsers do not know how to hide it till then."""
    page = open_chat()
    held = opened_without(page, MAIN)
    title = page.locator("#shelf-list a").first.text_content()
    assert page.evaluate(PRESSED, {"ctrlKey": True})  # a tab of its own is the browser's to open
    assert not page.evaluate(PRESSED, {})
    held.let_go()
    expect(page.locator("#source-title")).to_have_text(str(title))
    assert "/articles/" not in page.url


@pytest.mark.parametrize(
    ("name", "focused"), [("Timeline", "#topic"), ("Check a quotation", "#quotation")]
)
def test_a_button_pressed_before_the_script_runs_does_what_it_does(
    open_chat: OpenPage, name: str, focused: str
) -> None:
    page = open_chat()
    held = opened_without(page, MAIN)
    page.locator("#shelf").get_by_role("button", name=name).click()
    held.let_go()
    expect(page.locator(focused)).to_be_focused()


def test_files_are_chosen_before_the_script_runs(open_chat: OpenPage) -> None:
    page = open_chat(writable=True)
    held = opened_without(page, MAIN)
    page.get_by_role("button", name="Add articles…").click()
    with page.expect_file_chooser():
        held.let_go()


def test_without_its_script_the_page_says_so_and_can_be_read(open_chat: OpenPage) -> None:
    page = open_chat(faults=True)
    page.route(MAIN, lambda route: route.abort())
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("did not send all of this page")
    page.locator("#shelf-list a").first.click()
    expect(page).to_have_url(re.compile("/articles/"))
    page.go_back()
    page.unroute(MAIN)
    by_button(page)
    expect(page.locator(".said .words")).to_have_text(ANSWER)

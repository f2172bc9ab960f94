"""The pages for everyone: axe finds nothing against WCAG 2.2 AA, keys and focus behave."""

from pathlib import Path
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_fixtures import MEDIUM, PHONE, SIZES, OpenPage, Serve, ask, expect_held
from playwright.sync_api import Page, expect
from seed_script import FOLLOW_UP, POSSIBLE, SCRIPT, TALLEST, WHY, seed_assistant
from small_assistant import quoting, small_assistant

from qa.ingest.articles import article_from_text
from web.app import create_app

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  # what else there is does not change with them
FOUND = """async ([tags, rules]) => {
  const { violations } = await axe.run({
    runOnly: rules ? { type: "rule", values: rules } : { type: "tag", values: tags },
    resultTypes: ["violations"],
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) =>
    `${id}: ${html.slice(0, 200)} ${failureSummary}`));
}"""


def violations(page: Page) -> list[str]:
    """What axe finds on a page that is shown light, and then of its colours when it is dark."""
    # A sheet that still slides in is half transparent to the measurement of contrast.
    page.wait_for_function("document.getAnimations().every((each) => each.playState !== 'running')")
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    light: list[str] = page.evaluate(FOUND, [RULES, None])
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    dark: list[str] = page.evaluate(FOUND, [RULES, COLOURS])
    page.emulate_media(color_scheme="light")
    return [*light, *(f"dark: {each}" for each in dark)]


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(open_chat: OpenPage, size: str) -> None:
    # axe is put into the page as an inline script, which the policy of the page forbids.
    page = open_chat(
        size=SIZES[size],
        bypass_csp=True,
    )
    page.locator("#shelf-search").wait_for(state="attached")
    page.locator("#suggestions button").first.wait_for()
    assert violations(page) == []
    if size != "wide":
        page.locator("#open-articles").click()
        assert violations(page) == []
        page.keyboard.press("Escape")
    ask(page, WHY)
    page.locator(".more summary").first.click()
    page.locator(".formats summary").first.click()
    page.get_by_role("button", name="Verify").click()
    expect(page.locator(".checked")).to_contain_text("Verified just now")
    assert violations(page) == []
    page.locator(".cite").first.click()
    expect(page.locator("#source-title")).to_be_focused()
    page.locator("#source").get_by_role("button", name="Show").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    ask(page, FOLLOW_UP)
    ask(page, TALLEST)
    assert violations(page) == []
    page.locator("#open-keys").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.locator("#open-conversations").click()
    expect(page.locator("#history-title")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Escape")
    if size != "wide":
        page.locator("#open-articles").click()
    page.locator("#open-quoting").click()
    expect(page.locator("#quotation")).to_be_focused()
    assert violations(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_in_a_limited_answer_and_why_it_came_first(
    open_chat: OpenPage, tmp_path: Path, size: str
) -> None:
    told = "The bridge at Arlo was closed in 2012. Rust had eaten the cables of the old bridge."
    article = article_from_text(told, "arlo.txt", title="Arlo")
    page = open_chat(
        small_assistant(tmp_path / "index", [article]),
        path=f"/?{urlencode({'q': 'When was the bridge closed?'})}#article={article.id}",
        size=SIZES[size],
        bypass_csp=True,
    )
    expect(page.locator(".turn .final")).to_be_visible()
    expect(page.locator(".asked-only")).to_contain_text("Asked only: “Arlo”")
    expect(page.locator("#only")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Why this answer").click()
    page.get_by_text("The numbers").click()
    expect(page.locator(".why table")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Verify").click()
    page.get_by_text("What was compared").click()
    assert violations(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_after_a_shared_question_and_in_a_possible_answer(
    open_chat: OpenPage, size: str
) -> None:
    leant_on = urlencode({"after": WHY, "answer": "arms sales", "quote": "", "cited": ""})
    path = f"/?{urlencode({'q': FOLLOW_UP})}#{leant_on}"
    page = open_chat(path=path, size=SIZES[size], bypass_csp=True)
    expect(page.locator(".turn .asked-after")).to_be_visible()
    expect(page.locator(".turn .final")).to_be_visible()
    ask(page, POSSIBLE)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_in_quotations_that_were_checked(open_chat: OpenPage, size: str) -> None:
    told = "“Rust had eaten the cables of the old bridge,” Ada Fox said. It was closed in 2012."
    article = article_from_text(told, "arlo.txt", title="Arlo")
    page = open_chat(quoting([article]), size=SIZES[size], bypass_csp=True)
    if size != "wide":
        page.locator("#open-articles").click()
    page.locator("#open-quoting").click()
    altered = "Rust had eaten the beams of the old bridge"
    for checked, verdicts in ((altered, 1), (f"Fox said “{altered}” and “no one knew of it”.", 2)):
        page.locator("#quotation").fill(checked)
        page.get_by_role("button", name="Check", exact=True).click()
        expect(page.locator(".verdict")).to_have_count(verdicts)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_axe_finds_nothing_on_the_page_of_an_article(serve: Serve, open_page: OpenPage) -> None:
    assistant = seed_assistant()
    link = assistant.ask(WHY).citations[0].link
    base = serve(create_app(assistant))
    assert violations(open_page(base + link, bypass_csp=True)) == []
    missing = open_page(f"{base}/articles/none", bypass_csp=True, faults=True)
    assert violations(missing) == []


@pytest.mark.parametrize("size", [MEDIUM, PHONE])
def test_the_keyboard_stays_in_the_sheet_while_it_lies_over_the_conversation(
    open_chat: OpenPage, size: tuple[int, int]
) -> None:
    page = open_chat(size=size)
    ask(page, WHY)
    page.locator(".cite").first.click()
    expect(page.locator("#source-title")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('#talk')")
    page.locator("#source .close").click()
    expect(page.locator(".cite").first).to_be_focused()
    expect(page.locator("#pane")).to_be_hidden()


def test_focus_is_visible_wherever_it_goes(open_chat: OpenPage) -> None:
    page = open_chat()
    ask(page, WHY)
    page.keyboard.press("Escape")
    seen = set()
    for _ in range(25):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            """() => {
              const at = document.activeElement;
              const style = getComputedStyle(at);
              return [at.outerHTML.slice(0, 80), parseFloat(style.outlineWidth) > 0
                && style.outlineStyle !== "none"];
            }"""
        )
        if name.startswith("<body"):
            break
        seen.add(name)
        assert outline, name
    assert len(seen) >= 8


def test_a_date_explains_itself_on_focus_and_goes_with_escape(open_chat: OpenPage) -> None:
    page = open_chat()
    ask(page, WHY)
    expect_held(page, "#source mark.answer", SCRIPT[WHY].said[0].answer)
    date = page.locator("#source .date", has_text="Last year")
    date.focus()
    tip = page.locator("#tip")
    expect(tip).to_have_text("Last year: 2010 (seen from 7 January 2011)")
    expect(date).to_have_attribute("aria-describedby", "tip")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(page.locator("#source")).to_be_visible()
    page.locator(".explained", has_text="very likely").first.hover()
    expect(tip).to_have_text("Of answers this sure, 91 in 100 were right on our test.")
    tip.hover()
    expect(tip).to_be_visible()
    page.locator("h1").hover()
    expect(tip).to_be_hidden()


def test_keys_are_shown_and_single_keys_can_be_switched_off(open_chat: OpenPage) -> None:
    page = open_chat()
    ask(page, WHY)
    page.locator("#question").blur()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Help")
    expect(dialog).to_contain_text("Open a citation of the latest answer")
    dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.keyboard.press("?")
    page.keyboard.press("v")
    expect(page.locator(".checked").first).to_be_hidden()
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("touched", [True, False], ids=["phone", "desk"])
def test_help_begins_with_what_can_be_used_there(open_chat: OpenPage, touched: bool) -> None:
    hands = {"size": PHONE, "has_touch": True, "is_mobile": True} if touched else {}
    page = open_chat(**hands)
    page.locator("#open-keys").click()
    read = page.locator(".dialog dl").evaluate_all("all => all.map((each) => each.className)")
    assert read == (["meanings", "keys"] if touched else ["keys", "meanings"])


def test_a_key_in_a_field_writes(open_chat: OpenPage) -> None:
    page = open_chat()
    ask(page, WHY)
    page.locator("#question").focus()
    page.keyboard.type("1jkvc?/")
    expect(page.locator("#question")).to_have_value("1jkvc?/")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("x")
    expect(page.locator("#question")).to_have_value("1jkvc?/\nx")
    expect(page.locator(".turn")).to_have_count(1)


def test_nothing_moves_for_those_who_ask_for_that(open_chat: OpenPage) -> None:
    page = open_chat(
        size=PHONE,
        reduced_motion="reduce",
    )
    longest = page.evaluate(
        """Math.max(...[...document.querySelectorAll("*")].map((element) =>
          Math.max(...getComputedStyle(element).transitionDuration.split(",").map(parseFloat))))"""
    )
    assert longest == 0

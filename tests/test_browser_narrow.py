"""On a phone, a narrow one too, nothing that a reader needs is cut and can be read nowhere else."""

from dataclasses import replace

import pytest
from browser_fixtures import PHONE, WIDE, OpenPage, Serve, ask
from playwright.sync_api import Page, expect
from scripted_assistant import Reply, Said, ScriptedAssistant
from seed_script import SUSPENDED, TOPIC, WHY

from qa.contract.answer import Interval
from qa.ingest.articles import article_from_text
from web.app import create_app

SIZES = {"phone": PHONE, "narrow": (320, 640), "wide": WIDE}
NAME = "Military ties of China and the United States, as the papers of both had them from 1989 on"
PUBLISHER = (
    "The Office of the Assistant to the Secretary of Defense for Public Affairs at Washington"
)
TITLE = (
    "Gates Seeks a Sustained Military Relationship with China That Does Not Begin and End with "
    "Each Disagreement, and Names Four Subjects on Which the Armed Forces of Both Should Confer"
)
LONGEST = "The secretary said that. " * 40
# Whether the head or the foot of an article lies over the answer.
HIDDEN = """() => {
  const [head, foot] = document.querySelectorAll("#source > :is(header, footer)");
  return [...document.querySelectorAll("mark.answer")].flatMap((mark) => [...mark.getClientRects()])
    .some(({ top, bottom }) => top < head.getBoundingClientRect().bottom
      || bottom > foot.getBoundingClientRect().top);
}"""
SETTLED = "() => document.getAnimations().every((each) => each.playState !== 'running')"
CUTS = """() => {
  const clips = (element) => {
    const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
    // a scroll bar is not seen before something is scrolled
    const whole = element.matches("h1, h2, .when");
    return { wide: whole || ["hidden", "clip"].includes(overflowX) || textOverflow === "ellipsis",
      high: whole || ["hidden", "clip"].includes(overflowY) };
  };
  const read = document.createElement("canvas").getContext("2d");
  return [...document.querySelectorAll("body *")].filter((element) => {
    const seen = element.checkVisibility({ visibilityProperty: true });
    if (!seen || element.closest(".unseen, .skip")) return false;
    if (element.placeholder && element.matches("input") && !element.value) {
      const style = getComputedStyle(element);
      read.font = style.font;
      const room = element.clientWidth - parseFloat(style.paddingLeft) * 2;
      return read.measureText(element.placeholder).width > room;
    }
    const { wide, high } = clips(element);
    return !element.matches("input, textarea, select, .chat")
      && ((wide && element.scrollWidth > element.clientWidth + 1)
        || (high && element.scrollHeight > element.clientHeight + 1));
  }).map((element) => element.outerHTML.slice(0, 160));
}"""


def cut(page: Page) -> list[str]:
    """What is to be seen of the page and is not seen whole; what can be scrolled is."""
    page.wait_for_function(SETTLED)
    found: list[str] = page.evaluate(CUTS)
    sideways = page.evaluate(
        """[...document.querySelectorAll("html, .conversation, .pane > section, dialog")]
          .filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.className)"""
    )
    return [*found, *sideways]


def assistant(title: str = TITLE, publisher: str = PUBLISHER) -> ScriptedAssistant:
    articles = [
        replace(
            article_from_text(
                f"{SUSPENDED}\n\nIt is number {number}.",
                f"{number}.txt",
                title=f"{title} {number}",
                published=f"201{number}-01-07",
            ),
            publisher=f"{publisher} {number}",
        )
        for number in range(6)
    ]
    said = [Said(f"{n}.txt", SUSPENDED, "to the United States selling arms", 0.9) for n in (3, 4)]
    when = Interval("2010", "2010-01-01", "2010-12-31")
    return ScriptedAssistant(
        articles,
        {WHY: Reply(said, groups=(("says", (0, 1)),)), TOPIC: Reply(said[:1], possible=True)},
        timelines={TOPIC: [(when, said[0])]},
        suggested=[WHY, f"{WHY} {WHY}"],
        name=NAME,
    )


def show_shelf(page: Page) -> None:
    if page.locator("#open-articles").is_visible():
        page.locator("#open-articles").click()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_in_any_state(open_chat: OpenPage, size: str) -> None:
    page = open_chat(assistant(), size=SIZES[size], writable=True)
    expect(page.locator("#suggestions button").first).to_be_visible()
    expect(page.locator("h1")).to_have_text(NAME)
    found = {"empty": cut(page)}
    ask(page, WHY)
    for folded in page.locator(".turn summary").all():
        folded.click()
    found["answer"] = cut(page)
    page.locator(".cite").first.click()
    expect(page.locator("#source .text")).to_be_visible()
    expect(page.locator("#source .when")).to_contain_text(PUBLISHER)
    found["article"] = cut(page)
    assert not page.evaluate(HIDDEN)
    page.keyboard.press("Escape")
    ask(page, TOPIC)
    found["possible answer"] = cut(page)
    page.locator(".turn").first.get_by_role("button", name="Edit").click()
    found["question being changed"] = cut(page)
    page.keyboard.press("Escape")
    page.locator("#open-conversations").click()
    expect(page.locator("#history-title")).to_be_focused()
    found["conversations"] = cut(page)
    page.keyboard.press("Escape")
    page.locator("#open-keys").click()
    expect(page.get_by_role("dialog", name="Help")).to_be_visible()
    found["help"] = cut(page)
    page.keyboard.press("Escape")
    show_shelf(page)
    expect(page.locator("#shelf-list input")).to_have_count(6)
    found["shelf"] = cut(page)
    page.locator("#open-timeline").click()
    found["no timeline"] = cut(page)
    page.locator("#topic").fill(TOPIC)
    page.keyboard.press("Enter")
    expect(page.locator(".entry")).to_be_visible()
    found["timeline"] = cut(page)
    page.keyboard.press("Escape")
    show_shelf(page)
    page.locator("#open-quoting").click()
    page.locator("#quotation").fill(SUSPENDED.replace("China", "Japan"))
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".verdict")).to_be_visible()
    found["quotation"] = cut(page)
    assert {state: each for state, each in found.items() if each} == {}


def test_what_is_too_long_for_a_row_is_whole_where_its_article_is_opened(
    open_chat: OpenPage,
) -> None:
    page = open_chat(assistant(LONGEST, LONGEST), size=PHONE)
    page.locator("#open-articles").click()
    expect(page.locator("#shelf-list input")).to_have_count(6)
    assert page.locator("#shelf-list li").first.evaluate(
        "row => row.offsetHeight < innerHeight / 2"
    )
    page.locator("#shelf-list a").first.click()
    expect(page.locator("#source .text")).to_be_visible()
    for place in ("#source-title", "#source .when"):
        expect(page.locator(place)).to_contain_text(LONGEST.strip())
        assert page.locator(place).evaluate("e => getComputedStyle(e).overflowY") == "auto"


def test_the_page_of_an_article_is_whole(serve: Serve, open_page: OpenPage) -> None:
    made = assistant()
    link = made.ask(WHY).citations[0].link
    page = open_page(serve(create_app(made)) + link, size=SIZES["narrow"])
    expect(page.locator(".when")).to_contain_text(PUBLISHER)
    assert cut(page) == []

"""An explanation stands beside what it explains, wherever on the page and however wide that is."""

import pytest
from browser_fixtures import SIZES, OpenPage, Serve, ask
from playwright.sync_api import Page, expect
from scripted_assistant import Reply, Said, ScriptedAssistant
from seed_script import TIMELINE, TOPIC, WHY, seed_assistant

from qa.ingest.articles import article_from_text
from web.app import create_app

AGAIN = "When did the port close?"
CLOSED = "The port was closed last week, he said."

SETTLED = "() => document.getAnimations().every((each) => each.playState !== 'running')"
# Of each explanation shown in turn, at the top, in the middle and at the end of what is scrolled:
# the words or the heading that it lies over, and where it leaves the window.
COVERED = """async (within) => {
  const tip = document.getElementById("tip");
  const found = [];
  let shown = 0;
  const meet = (one, other) => one.left < other.right - 0.5 && other.left < one.right - 0.5
    && one.top < other.bottom - 0.5 && other.top < one.bottom - 0.5;
  const frame = () => new Promise(requestAnimationFrame);
  for (const words of document.querySelectorAll(`${within} [data-tip]`)) {
    if (!words.checkVisibility()) continue;
    for (const block of ["start", "center", "end"]) {
      words.scrollIntoView({ block });
      await frame();
      await frame();
      words.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
      if (tip.hidden || tip.textContent !== words.dataset.tip) {
        found.push(["not shown", block, words.dataset.tip]);
        continue;
      }
      shown += 1;
      const place = tip.getBoundingClientRect();
      const heading = words.closest("li, .turn, article")?.querySelector("h1, h2, h3");
      const head = words.closest(".pane > section")?.querySelector(".pane-head");
      const kept = [words, heading, head].flatMap((each) => [...each?.getClientRects() ?? []]);
      if (kept.some((each) => meet(each, place))) found.push(["covered", block, words.outerHTML]);
      const { left, top, right, bottom } = place;
      if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) {
        found.push(["outside", block, words.outerHTML]);
      }
      document.body.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
    }
  }
  return [shown, found];
}"""


def assert_beside(page: Page, within: str, least: int) -> None:
    """Every explanation within what a selector selects stands beside its words."""
    page.wait_for_function(SETTLED)
    shown, found = page.evaluate(COVERED, within)
    assert found == []
    assert shown >= 3 * least


@pytest.mark.parametrize("size", SIZES)
def test_no_explanation_covers_what_it_explains(open_chat: OpenPage, size: str) -> None:
    page = open_chat(size=SIZES[size])
    ask(page, WHY)
    for summary in page.locator(".turn .more summary").all():
        summary.click()
    assert_beside(page, ".turn", 3)
    page.locator(".cite").first.click()
    expect(page.locator("#source .text")).to_be_visible()
    page.locator("#source").get_by_role("button", name="Show").click()
    assert_beside(page, "#source", 10)
    page.keyboard.press("Escape")
    page.locator(".turn").get_by_role("button", name="Timeline").click()
    expect(page.locator(".entry")).to_have_count(len(TIMELINE))
    assert_beside(page, "#timeline", len(TIMELINE))


@pytest.mark.parametrize("size", SIZES)
def test_no_explanation_of_copies_or_of_long_words_covers_them(
    open_chat: OpenPage, size: str
) -> None:
    told = "LISBON, Jan. 17, 2011 - "
    long = "Photo by Ana Lund. " * 12
    page = open_chat(
        ScriptedAssistant(
            [
                article_from_text(f"{told}{CLOSED}", "port.txt", title="The port closes"),
                article_from_text(f"{told}{CLOSED} {long}", "again.txt", title="A port " * 20),
            ],
            {
                AGAIN: Reply(
                    (Said("port", CLOSED, "last week"),),
                    groups=(("says", (0,)),),
                    copied=("again.txt",),
                )
            },
        ),
        size=SIZES[size],
    )
    ask(page, AGAIN)
    expect(page.locator(".explained", has_text="printed again")).to_be_visible()
    assert_beside(page, ".turn", 3)


@pytest.mark.parametrize("size", SIZES)
def test_no_explanation_on_the_page_of_an_article_covers_what_it_explains(
    serve: Serve, open_page: OpenPage, size: str
) -> None:
    assistant = seed_assistant()
    link = assistant.ask(WHY).citations[0].link
    page = open_page(serve(create_app(assistant)) + link, size=SIZES[size])
    assert_beside(page, ".text", 10)


def test_words_that_fill_the_window_are_explained_at_its_edge(open_chat: OpenPage) -> None:
    """No place is left beside them: the explanation is whole all the same."""
    page = open_chat(size=(320, 300))
    bottom = page.evaluate(
        """async () => {
          const words = document.createElement("p");
          words.textContent = "A line of what was left out. ".repeat(80);
          words.dataset.tip = "Left out of the answers";
          document.getElementById("turns").append(words);
          words.scrollIntoView({ block: "center" });
          // what is scrolled takes the explanation away with the next frame
          for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
          words.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
          return document.getElementById("tip").getBoundingClientRect().bottom;
        }"""
    )
    assert bottom == pytest.approx(300 - 8, abs=1)


def test_what_follows_in_an_entry_is_read_on_while_its_time_is_explained(
    open_chat: OpenPage,
) -> None:
    page = open_chat()
    page.locator("#open-timeline").click()
    page.locator("#topic").fill(TOPIC)
    page.keyboard.press("Enter")
    expect(page.locator(".entry")).to_have_count(len(TIMELINE))
    page.locator(".entry .told").nth(1).hover()
    tip, heading = page.locator("#tip"), page.locator(".entry h3").nth(1)
    expect(tip).to_be_visible()
    above, below = tip.bounding_box(), heading.bounding_box()
    assert above is not None and below is not None
    assert above["y"] + above["height"] <= below["y"]


def test_words_that_the_mouse_only_passes_are_not_explained(open_chat: OpenPage) -> None:
    page = open_chat()
    ask(page, WHY)
    # which scrolls, and what scrolls takes explanations away
    expect(page.locator("#source mark.answer")).to_be_in_viewport()
    shown = page.evaluate(
        """async () => {
          const tip = document.getElementById("tip");
          const over = (at) => at.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
          const explained = [...document.querySelectorAll(".turn .facts [data-tip]")];
          for (const words of explained) over(words);
          over(document.body);
          await new Promise((done) => { setTimeout(done, 300); });
          const passed = !tip.hidden;
          over(explained[0]);
          await new Promise((done) => { setTimeout(done, 300); });
          return [passed, !tip.hidden];
        }"""
    )
    assert shown == [False, True]

"""Nothing jumps while a person reads: the browser's own count of layout shifts stays at zero."""

import pytest
from browser_fixtures import MEDIUM, PHONE, WIDE, OpenPage
from playwright.sync_api import Page, expect
from seed_script import FOLLOW_UP, TALLEST, WHY

# As the measure has it, without what moves within half a second of a key or a press.
SHIFTS = """() => new Promise((done) => {
  const seen = [];
  const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => {
    seen.push(...observer.takeRecords());
    done(seen.filter((each) => !each.hadRecentInput).map((each) => [each.value,
      ...each.sources.map(({ node, previousRect: was, currentRect: is }) =>
        `${node?.outerHTML?.slice(0, 60)}: ${was.y}+${was.height} to ${is.y}+${is.height}`)]));
  }, 100));
})"""


def shifts(page: Page) -> list[object]:
    found: list[object] = page.evaluate(SHIFTS)
    return found


@pytest.mark.parametrize("size", [WIDE, MEDIUM, PHONE])
def test_nothing_moves_by_itself(open_chat: OpenPage, size: tuple[int, int]) -> None:
    page = open_chat(size=size)
    expect(page.locator("#suggestions")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert shifts(page) == []
    for question in (WHY, FOLLOW_UP, TALLEST):
        # typed, so that the box growing with the words counts as the person's own doing
        page.locator("#question").focus()
        page.keyboard.type(question)
        page.keyboard.press("Enter")
        expect(page.locator(".turn:last-child .final")).to_be_visible()
        expect(page.locator("#question")).to_have_value("")
    page.wait_for_load_state("networkidle")
    assert shifts(page) == []
    expect(page.locator(".turn")).to_have_count(3)
    page.reload()
    expect(page.locator(".turn")).to_have_count(3)
    page.wait_for_load_state("networkidle")
    assert shifts(page) == []

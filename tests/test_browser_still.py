"""Nothing jumps while a person reads: the browser's own count of layout shifts stays at zero."""

import pytest
from browser_fixtures import MEDIUM, PHONE, WIDE, OpenPage, shifts
from playwright.sync_api import expect
from seed_script import FOLLOW_UP, TALLEST, WHY


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

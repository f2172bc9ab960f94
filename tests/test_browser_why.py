"""Why an answer came first, on the page: reasons in words, from the ledger of the answer."""

from pathlib import Path

from browser_fixtures import OpenPage
from playwright.sync_api import expect
from small_assistant import small_assistant

from qa.ingest.articles import article_from_text

TEXT = "The bridge at Arlo was closed in 2012. Rust had eaten the cables of the old bridge."


def test_the_page_says_why(open_chat: OpenPage, tmp_path: Path) -> None:
    article = article_from_text(TEXT, "arlo.txt", title="Arlo")
    page = open_chat(small_assistant(tmp_path / "index", [article]))
    page.get_by_role("textbox").first.fill("When was the bridge closed?")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Why this answer").click()
    why = page.locator(".why")
    expect(why).to_contain_text("For it counted most:")
    expect(why.get_by_role("listitem").first).to_be_visible()

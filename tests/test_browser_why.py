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
    expect(why).to_contain_text("What speaks for it:")
    expect(why.get_by_role("listitem").first).to_be_visible()
    expect(why.get_by_text("Its sentence has words of the question.")).to_be_visible()
    expect(why.get_by_role("table")).to_be_hidden()
    why.get_by_text("The numbers").click()
    ranks = [float(each) for each in why.locator("tbody tr td:nth-child(3)").all_inner_texts()]
    total = float(why.locator("tfoot td").nth(1).inner_text())
    assert abs(sum(ranks) - total) <= 0.005 * (len(ranks) + 1)  # each is rounded

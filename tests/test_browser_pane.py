"""What the pane is for besides sources: quotations checked, articles chosen, conversations."""

from dataclasses import replace
from pathlib import Path

import pytest
from browser_fixtures import MEDIUM, PHONE, OpenPage, ask
from playwright.sync_api import Page, Route, expect
from seed_script import FOLLOW_UP, SUSPENDED, TALLEST, WHY, seed_assistant
from small_assistant import small_assistant

from qa.assistant import Assistant
from qa.contract.article import Published
from qa.ingest.articles import article_from_text

PANETTA = "Panetta urges China to increase military contacts to avoid missteps"


def checked(page: Page, text: str) -> None:
    page.locator("#quotation").fill(text)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#quoting [role=status]")).not_to_have_text("Looking for these words…")


def test_a_quotation_is_checked_word_for_word(open_chat: OpenPage, assistant: Assistant) -> None:
    page = open_chat(assistant)
    page.locator("#question").blur()
    page.keyboard.press("q")
    expect(page.locator("#quotation")).to_be_focused()
    checked(page, SUSPENDED)
    expect(page.locator(".verdict h3")).to_have_text("Stands word for word")
    page.locator(".verdict .cite").first.click()
    expect(page.locator("#source mark.quote").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".verdict .cite").first).to_be_focused()


def test_an_altered_quotation_shows_what_was_altered(
    open_chat: OpenPage, assistant: Assistant
) -> None:
    page = open_chat(assistant)
    page.locator("#open-quoting").click()
    checked(page, SUSPENDED.replace("arms", "grain"))
    verdict = page.locator(".verdict")
    expect(verdict.locator("h3")).to_have_text("Altered")
    expect(verdict.locator(".checked-words mark")).to_have_text("grain")
    expect(verdict.locator(".stands mark")).to_have_text("arms")
    expect(verdict).to_contain_text("changed: “grain” for “arms”")


def test_every_quotation_of_a_draft_is_checked(open_chat: OpenPage, assistant: Assistant) -> None:
    page = open_chat(assistant)
    page.locator("#open-quoting").click()
    absent = "the moon is made of several kinds of very old green cheese"
    checked(page, f"He wrote: “{SUSPENDED}” and she: “{absent}”, both “so”.")
    expect(page.locator(".verdict h3")).to_have_text(
        ["Stands word for word", "Not in these articles"]
    )
    said = page.locator("#quoting [role=status]")
    expect(said).to_contain_text("2 quotations: 1 word for word, 1 not in these articles.")
    expect(said).to_contain_text("1 passage of one or two words was passed over")
    checked(page, "A draft of “one” word.")
    expect(said).to_contain_text("1 passage of one or two words")


def test_questions_are_asked_of_what_was_picked_on_the_shelf(open_chat: OpenPage) -> None:
    scripted = seed_assistant()
    page = open_chat(scripted)
    page.get_by_role("checkbox", name=f"Pick: {PANETTA}").check()
    page.get_by_role("button", name="Ask only this one").click()
    expect(page.locator("#only")).to_contain_text(f"Asking only: “{PANETTA}”")
    ask(page, WHY)
    (panetta,) = (each.id for each in scripted.articles() if each.title == PANETTA)
    assert scripted.asked[-1]["sources"] == [panetta]
    page.reload()
    expect(page.locator("#only")).to_contain_text(PANETTA)
    page.get_by_role("button", name="Ask all again").click()
    expect(page.locator("#only")).to_be_hidden()
    ask(page, TALLEST)
    assert not scripted.asked[-1].get("sources")


def test_questions_are_asked_of_the_years_pressed(open_chat: OpenPage) -> None:
    scripted = seed_assistant()
    page = open_chat(scripted)
    page.get_by_role("button", name="2012: 1 article").click()
    page.get_by_role("button", name="Ask only these years").click()
    expect(page.locator("#only")).to_contain_text("Asking only: published 2012")
    ask(page, WHY)
    assert str(scripted.asked[-1]["published_from"]) == "2012-01-01"
    assert str(scripted.asked[-1]["published_to"]) == "2012-12-31"


def test_articles_found_by_words_can_be_asked_alone(open_chat: OpenPage) -> None:
    scripted = seed_assistant()
    page = open_chat(scripted)
    page.locator("#shelf-search").fill("china")
    fitting = sum("china" in each.title.lower() for each in scripted.articles())
    expect(page.locator("#shelf-list li")).to_have_count(fitting)
    page.get_by_role("button", name=f"Ask only these {fitting}").click()
    ask(page, WHY)
    assert len(scripted.asked[-1]["sources"]) == fitting  # type: ignore[arg-type]


def test_stories_are_found_by_their_words_and_publishers_chosen(
    open_chat: OpenPage, tmp_path: Path
) -> None:
    articles = [
        replace(
            article_from_text(f"Headline {n}\n\n{story}\n", f"{n}.txt"),
            publisher=publisher,
            published=Published(f"2020-01-0{9 - n}", "metadata"),
        )
        for n, (story, publisher) in enumerate(
            [
                ("A heron stood in the harbour.", "The Harbour News"),
                ("The ferry was late.", "The Harbour News"),
                ("A heron flew inland.", "Inland Post"),
                ("Rain fell.", "Inland Post"),
                ("Snow fell.", None),
            ]
        )
    ]
    page = open_chat(small_assistant(tmp_path / "index", articles))
    titles = page.locator("#shelf-list a")
    page.locator("#shelf-search").fill("heron")
    expect(titles).to_have_text(["Headline 0", "Headline 2"])
    page.get_by_label("Limit the list by publisher").select_option("Inland Post")
    expect(titles).to_have_text(["Headline 2"])
    page.locator("#shelf-search").fill("")
    expect(titles).to_have_text(["Headline 2", "Headline 3"])
    page.get_by_role("button", name="Ask only these 2").click()
    expect(page.locator("#only")).to_contain_text("2 articles")


def test_an_article_is_removed_and_had_back(open_chat: OpenPage) -> None:
    scripted = seed_assistant()
    page = open_chat(scripted, writable=True)
    page.clock.install()
    remove = page.get_by_role("button", name=f"Remove: {PANETTA}")
    remove.click()
    expect(page.locator("#shelf-list li")).to_have_count(4)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#shelf-list li")).to_have_count(5)
    page.clock.run_for(20_000)
    assert len(scripted.articles()) == 5
    remove.click()
    with page.expect_response(lambda response: response.request.method == "DELETE"):
        page.clock.run_for(20_000)
    assert len(scripted.articles()) == 4
    expect(page.locator("#shelf-list li")).to_have_count(4)


def test_an_article_that_cannot_be_removed_comes_back(open_chat: OpenPage) -> None:
    scripted = seed_assistant()
    page = open_chat(scripted, writable=True, faults=True)
    page.clock.install()
    page.route("**/api/v1/articles/*", lambda route: route.fulfill(status=503))
    page.get_by_role("button", name=f"Remove: {PANETTA}").click()
    page.clock.run_for(20_000)
    expect(page.locator("#shelf-news")).to_contain_text(f"Not removed: {PANETTA}")
    expect(page.locator("#shelf-list li")).to_have_count(5)


def test_conversations_are_searched_and_renamed(open_chat: OpenPage) -> None:
    page = open_chat()
    for question in (WHY, TALLEST, WHY, TALLEST, FOLLOW_UP):
        page.locator("#open-conversations").click()
        page.get_by_role("button", name="New conversation").click()
        ask(page, question)
    page.locator("#open-conversations").click()
    history = page.get_by_role("region", name="Conversations")
    expect(history.locator(".kept li")).to_have_count(5)
    history.get_by_role("searchbox").fill("tall")
    expect(history.locator(".kept li")).to_have_count(2)
    history.get_by_role("searchbox").fill("")
    history.get_by_role("button", name=f"Rename: {FOLLOW_UP}").click()
    history.get_by_role("textbox", name="Name of the conversation").fill("Ties, again")
    page.keyboard.press("Enter")
    expect(history.locator(".suggestion").first).to_have_text("Ties, again")
    ask(page, WHY)
    page.reload()
    page.locator("#open-conversations").click()
    expect(history.locator(".suggestion").first).to_have_text("Ties, again")


def test_what_was_typed_and_what_failed_outlive_a_reload(open_chat: OpenPage) -> None:
    page = open_chat(faults=True)
    page.route("**/ask/stream", lambda route: route.fulfill(status=500))
    page.locator("#question").fill(WHY)
    page.keyboard.press("Enter")
    expect(page.locator(".failed")).to_be_visible()
    page.locator("#question").fill("Half a quest")
    page.reload()
    expect(page.locator("#question")).to_have_value("Half a quest")
    expect(page.locator(".asked h2")).to_have_text(WHY)
    page.unroute("**/ask/stream")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".said .words")).to_be_visible()
    page.locator("#question").fill("")
    page.reload()
    expect(page.locator("#question")).to_have_value("")


@pytest.mark.parametrize("size", [MEDIUM, PHONE])
def test_back_closes_the_sheet(open_chat: OpenPage, size: tuple[int, int]) -> None:
    page = open_chat(size=size)
    page.locator("#open-articles").click()
    expect(page.locator("#pane")).to_have_class("pane open")
    page.go_back()
    expect(page.locator("#pane")).to_have_class("pane")
    expect(page.locator("#open-articles")).to_be_focused()
    page.locator("#open-articles").click()
    page.locator("#shelf .close").click()
    expect(page.locator("#pane")).to_have_class("pane")
    assert page.evaluate("history.state?.sheet ?? null") is None


def test_escape_in_the_empty_box_goes_to_the_answer(open_chat: OpenPage) -> None:
    page = open_chat(size=MEDIUM)
    ask(page, WHY)
    page.locator("#question").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".turn:last-child")).to_be_focused()
    page.keyboard.press("v")
    expect(page.locator(".checked")).to_contain_text("Verified just now.")


def test_a_question_is_shared_by_its_address(open_chat: OpenPage) -> None:
    page = open_chat(permissions=["clipboard-read", "clipboard-write"])
    ask(page, WHY)
    page.locator(".formats summary").click()
    page.get_by_role("button", name="Link to the question").click()
    expect(page.locator(".checked")).to_have_text("Link to the question copied.")
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(page.locator(".asked h2").last).to_have_text(WHY)


def test_a_source_on_its_way_can_be_left_by_keyboard(open_chat: OpenPage) -> None:
    page = open_chat()
    held_up: list[Route] = []
    page.route("**/api/v1/articles/*", lambda route: held_up.append(route))
    ask(page, WHY)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    close = page.locator("#source .close")
    expect(close).to_be_focused()
    held_up.pop(0).continue_()
    expect(page.locator("#source mark.answer")).to_be_visible()
    expect(close).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#question")).to_be_focused()


def test_a_source_left_before_it_came_stays_away(open_chat: OpenPage) -> None:
    page = open_chat()
    held_up: list[Route] = []
    page.route("**/api/v1/articles/*", lambda route: held_up.append(route))
    ask(page, WHY)
    expect(page.locator("#source h2")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#shelf")).to_be_visible()
    with page.expect_response("**/api/v1/articles/*"):
        held_up.pop(0).continue_()
    expect(page.locator("#source")).to_be_empty()

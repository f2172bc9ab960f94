"""What people keep and take along: conversations, copies, files; and the list of articles."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from bench_scale import write
from browser_fixtures import Held, OpenPage, Serve, ask, expect_held, held
from playwright.sync_api import Page, expect
from scripted_assistant import Reply, Said, ScriptedAssistant
from seed_script import (
    CANCELED,
    FOLLOW_UP,
    SCRIPT,
    SUSPENDED,
    TALLEST,
    WHEN,
    WHO,
    WHY,
    seed_assistant,
)

from qa.contract.answer import Correction
from qa.contract.article import Article, Published
from qa.index.derive import prepare
from qa.ingest.articles import article_from_text
from web.app import create_app

ANSWER = "in response to the United States selling arms to Taiwan"
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def clipboard(page: Page, name: str, said: str) -> str:
    page.locator(".turn:last-child").get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".turn:last-child .checked")).to_have_text(said)
    copied: str = page.evaluate("navigator.clipboard.readText()")
    return copied


def test_an_answer_to_when_leads_with_the_date(serve: Serve, open_page: OpenPage) -> None:
    page = open_page(serve(create_app(seed_assistant())), permissions=CLIPBOARD)
    ask(page, WHEN)
    expect(page.locator(".answered-on")).to_have_text("2010")
    expect(page.locator(".said .words")).to_have_text("Last year")
    expect(page.locator("#spoken")).to_contain_text("2010. Last year. In full:")
    plain = clipboard(page, "Copy", "Copied, with its source.")
    assert plain.splitlines()[:2] == ["→ 2010", f"“{SUSPENDED}”"]
    page.locator(".formats summary").click()
    markdown = clipboard(page, "Markdown", "Copied as Markdown.")
    assert markdown.startswith("**→ 2010**\n\n> **Last year**")
    saved = page.evaluate(
        """async () => (await import("/static/js/saving.js")).asMarkdown({
          collection: "seeds", begun: "2011-01-07T10:00:00Z",
          turns: [{question: "When?", answer: {answered: true, text: "Last year", confidence: 0.9,
            date: {value: "2010", earliest: "2010-01-01", latest: "2010-12-31"}, citations: []}}],
        })"""
    )
    assert "→ 2010: **Last year**" in saved
    # Words that are the date themselves say it once.
    ask(page, CANCELED)
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".answered-on")).to_have_count(1)


def test_an_answer_is_copied_with_its_citation(serve: Serve, open_page: OpenPage) -> None:
    base = serve(create_app(seed_assistant()))
    page = open_page(base, permissions=CLIPBOARD)
    ask(page, WHY)
    link = page.locator(".cite").first.get_attribute("href")
    plain = clipboard(page, "Copy", "Copied, with its source.")
    assert plain.splitlines() == [
        f"“{SUSPENDED}”",
        f"{seed('003').title}, 7 January 2011, 003_1aa9b03e41209577.txt",
        link,
    ]
    assert clipboard(page, "Copy link", "Link copied.") == link
    page.locator(".formats summary").click()
    markdown = clipboard(page, "Markdown", "Copied as Markdown.")
    assert f"**{ANSWER}**" in markdown
    assert f"](<{link}>), 7 January 2011" in markdown
    note = json.loads(clipboard(page, "W3C annotation", "Copied as W3C annotation."))[0]
    quote, place = note["target"]["selector"]
    assert note["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert quote["exact"] == SUSPENDED
    text = seed("003").text
    assert text[place["start"] : place["end"]] == SUSPENDED
    assert text[: place["start"]].endswith(quote["prefix"])
    assert text[place["end"] :].startswith(quote["suffix"])


def seed(source: str) -> Article:
    return next(each for each in seed_assistant().articles() if each.source.startswith(source))


def test_markdown_shows_any_text_as_it_is(open_chat: OpenPage) -> None:
    page = open_chat()
    escaped = page.evaluate(
        """async (text) => (await import("/static/js/copying.js")).escaped(text)""",
        "*bold* [link](x) <b> # 1. `code` a_b \\ ~ |",
    )
    assert escaped == (
        "\\*bold\\* \\[link\\]\\(x\\) \\<b\\> \\# 1\\. \\`code\\` a\\_b \\\\ \\~ \\|"
    )


def change(assistant: ScriptedAssistant, text: str) -> None:
    """Put another text in the place of each, as nobody who uses the assistant can."""
    with assistant.store.writing() as connection:
        connection.execute(f"UPDATE article SET text = {text}")


def test_verify_compares_with_what_the_server_holds_now(open_chat: OpenPage) -> None:
    assistant = seed_assistant()
    page = open_chat(assistant, faults=True)
    ask(page, WHY)
    page.locator("#question").blur()
    page.keyboard.press("v")
    said = page.locator(".checked")
    expect(said).to_contain_text(
        "Verified just now. All 3 quotations still stand in their articles, word for word. "
        "The articles are unchanged."
    )
    expect(said.get_by_text("SHA-256").first).to_be_hidden()
    said.get_by_text("What was compared").click()
    expect(said.get_by_role("listitem")).to_have_count(3)
    expect(said.get_by_text("SHA-256").first).to_be_visible()
    change(assistant, "text || ' '")
    page.keyboard.press("v")
    expect(said).to_contain_text("the article's text has changed since")
    change(assistant, "' ' || text")
    page.keyboard.press("v")
    expect(said).to_contain_text("the article has other words in this place")
    for article in assistant.articles():
        assistant.remove(article.id)
    page.keyboard.press("v")
    expect(said).to_contain_text("its article is no longer in the collection")


def test_an_edited_question_takes_the_place_of_the_old_one_and_what_followed(
    open_chat: OpenPage,
) -> None:
    assistant = seed_assistant()
    page = open_chat(assistant)
    for question in (WHY, FOLLOW_UP, TALLEST):
        ask(page, question)
    page.get_by_role("button", name=f"Edit the question: {FOLLOW_UP}").click()
    expect(page.locator("#editing")).to_contain_text("1 later one will go")
    page.locator("#question").fill(WHO)
    page.keyboard.press("Enter")
    expect(page.locator(".turn:last-child .said .words")).to_have_text(
        "U.S. Defense Secretary Leon Panetta"
    )
    assert page.locator(".asked h2").all_text_contents() == [WHY, WHO]
    assert len(assistant.asked[-1]["history"]) == 1  # type: ignore[arg-type]
    page.get_by_role("button", name="Bring back").click()
    assert page.locator(".asked h2").all_text_contents() == [WHY, FOLLOW_UP, TALLEST]
    page.reload()
    expect(page.locator(".asked h2")).to_have_text([WHY, FOLLOW_UP, TALLEST])


def test_conversations_are_kept_gone_on_with_and_deleted(open_chat: OpenPage) -> None:
    page = open_chat()
    ask(page, WHY)
    ask(page, FOLLOW_UP)
    page.locator("#open-conversations").click()
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator("#welcome")).to_be_visible()
    ask(page, TALLEST)
    page.locator("#open-conversations").click()
    history = page.get_by_role("region", name="Conversations")
    expect(history.locator(".suggestion")).to_have_text([TALLEST, WHY])
    history.get_by_role("button", name=WHY, exact=True).click()
    expect(page.locator(".turn")).to_have_count(2)
    page.reload()
    expect(page.locator(".turn")).to_have_count(2)
    page.locator("#open-conversations").click()
    history.get_by_role("button", name=f"Delete: {WHY}").click()
    expect(history.locator(".suggestion")).to_have_text([TALLEST])
    history.get_by_role("button", name="Undo").click()
    expect(history.locator(".suggestion")).to_have_text([TALLEST, WHY])
    history.get_by_role("button", name=f"Delete: {WHY}").click()
    page.keyboard.press("Escape")
    expect(page.locator("#open-conversations")).to_be_focused()
    expect(page.locator(".turn")).to_have_count(0)
    page.reload()
    assert WHY not in page.evaluate("Object.values(localStorage).join()")


def test_a_conversation_is_saved_as_a_file(open_chat: OpenPage, tmp_path: Path) -> None:
    page = open_chat()
    ask(page, WHY)
    ask(page, TALLEST)
    page.locator("#open-conversations").click()
    files = {}
    for name in ("Markdown", "JSON"):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Save as {name}").click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        files[name] = path.read_text(encoding="utf-8")
    assert "## Why did China suspend ties in 2010?" in files["Markdown"]
    assert files["Markdown"].count("\n> — [") == 4  # the nearest passage as well
    assert "They name Leon Panetta, but not how tall he is" in files["Markdown"]
    turns = json.loads(files["JSON"])["turns"]
    assert [turn["question"] for turn in turns] == [WHY, TALLEST]
    assert turns[0]["answer"]["citations"][0]["quote"]["text"] == SUSPENDED


@pytest.mark.parametrize("stored", ["{", "null", '{"id": 3}', '{"id": "x", "turns": [{}]}', "[]"])
def test_storage_that_holds_something_else_is_passed_over(open_chat: OpenPage, stored: str) -> None:
    page = open_chat()
    page.evaluate(
        """(stored) => {
          localStorage.setItem("qa.conversation.x", stored);
          sessionStorage.setItem("qa.current", "x");
        }""",
        stored,
    )
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    ask(page, WHY)
    page.locator("#open-conversations").click()
    expect(page.locator(".kept li")).to_have_count(1)


def test_full_storage_does_not_keep_from_asking(open_chat: OpenPage) -> None:
    page = open_chat()
    page.evaluate(
        """() => {
          Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); };
        }"""
    )
    ask(page, WHY)
    expect(page.locator(".said .words")).to_have_text(ANSWER)
    expect(page.locator("#spoken")).to_contain_text("does not keep the conversation")


def test_articles_are_found_by_title_and_year(open_chat: OpenPage) -> None:
    page = open_chat()
    titles = page.locator("#shelf-list a")
    expect(page.locator("#shelf-search")).to_be_visible()
    expect(titles).to_have_count(5)
    state = page.locator("#shelf-tools [role=status]")
    expect(state).to_have_text("5 articles, newest first")
    page.locator("#shelf-search").fill("panetta")
    expect(titles).to_have_count(1)
    expect(state).to_have_text("1 article of 5")
    page.locator("#shelf-search").fill("no such thing")
    expect(state).to_have_text("No article fits.")
    page.locator("#shelf-search").fill("")
    page.get_by_role("button", name="2012: 1 article").click()
    expect(titles).to_have_text(
        ["Panetta urges China to increase military contacts to avoid missteps"]
    )
    page.get_by_role("button", name="2012: 1 article").click()
    expect(titles).to_have_count(5)
    titles.first.click()
    expect(page.locator("#source-title")).to_be_focused()
    expect_held(page, "#source .text", seed("004").text)
    page.keyboard.press("Escape")
    expect(titles.first).to_be_focused()


def test_a_long_list_is_drawn_in_parts(open_chat: OpenPage) -> None:
    articles = [
        replace(
            article_from_text(f"Headline {n}\n\nStory {n}.\n", f"{n}.txt"),
            published=Published(f"{1950 + n % 70}-01-01", "metadata"),
        )
        for n in range(1203)
    ]
    assistant = ScriptedAssistant([], {})
    # at one go: a transaction for each takes a quarter of a minute
    write(assistant.store, [prepare(each, assistant.embedder) for each in articles])
    page = open_chat(assistant)
    expect(page.locator(".extent")).to_have_text("1\u202f203 articles · 1950–2019")
    expect(page.locator("#shelf-list li")).to_have_count(100)
    assert 8 <= page.locator(".histogram button").count() <= 14
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("#shelf-list li")).to_have_count(200)
    assert len(set(page.locator("#shelf-list a").all_text_contents())) == 200
    state = page.locator("#shelf-tools [role=status]")
    expect(state).to_have_text("1\u202f203 articles, newest first")
    counted = Held(page, "**/api/v1/articles?*limit=1")
    page.locator("#shelf-search").fill("Headline 1")
    expect(state).to_have_text("At least 100 articles of 1\u202f203")
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("#shelf-list li")).to_have_count(200)
    counted.let_go()
    expect(state).to_have_text("314 articles of 1\u202f203")
    for shown in (300, 314):
        page.get_by_role("button", name="Show more").click()
        expect(page.locator("#shelf-list li")).to_have_count(shown)
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()
    expect(state).to_have_text("314 articles of 1\u202f203")
    page.locator("#shelf-search").fill("Headline 1202")
    expect(page.locator("#shelf-list li")).to_have_count(1)
    page.locator("#shelf-search").fill("")
    expect(page.locator("#shelf-list li")).to_have_count(100)
    expect(page.get_by_role("button", name="Show more")).to_have_count(1)


DROP = """([files]) => {
  const data = new DataTransfer();
  for (const [name, text] of files) data.items.add(new File([text], name, { type: "text/plain" }));
  for (const type of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(
      new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
}"""


def test_articles_are_added_by_dropping_files(open_chat: OpenPage) -> None:
    assistant = seed_assistant()
    page = open_chat(assistant, writable=True, faults=True)
    page.wait_for_selector(".drop-sign", state="attached")
    known = seed("000").text
    page.evaluate(
        DROP, [[["new.txt", "A new story\n\nIt is told here.\n"], ["old.txt", known], ["e", ""]]]
    )
    panel = page.locator(".adding")
    expect(panel).to_contain_text("1 article added, 1 already there, 1 not added.")
    expect(panel.locator("li")).to_contain_text("e: ")
    expect(page.locator("#shelf-list")).to_contain_text("A new story")
    expect(page.locator(".extent")).to_contain_text("6 articles")
    assert len(assistant.articles()) == 6


def test_articles_are_added_by_choosing_files(open_chat: OpenPage, tmp_path: Path) -> None:
    assistant = ScriptedAssistant([], {"Where is it told?": Reply((Said("new", "here", "here"),))})
    page = open_chat(assistant, writable=True)
    page.wait_for_selector(".drop-sign", state="attached")
    expect(page.locator("#welcome")).to_contain_text("There are no articles yet")
    (tmp_path / "new.txt").write_text("A new story\n\nIt is told here.\n")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Add articles…").click()
    chooser.value.set_files(tmp_path / "new.txt")
    expect(page.locator(".adding")).to_contain_text("1 article added.")
    expect(page.locator("#shelf-list")).to_contain_text("A new story")
    expect(page.locator(".extent")).to_have_text("1 article")
    expect(page.locator("#no-articles")).to_have_count(0)
    ask(page, "Where is it told?")
    expect_held(page, "#source mark.quote", "here")


def test_nothing_is_added_where_the_server_takes_nothing(open_chat: OpenPage) -> None:
    page = open_chat()
    page.wait_for_load_state("networkidle")
    assert page.locator(".drop-sign").count() == 0


def test_print_shows_the_conversation_alone(open_chat: OpenPage) -> None:
    page = open_chat()
    ask(page, WHY)
    page.emulate_media(media="print")
    for selector in ("#ask", "#pane", ".actions", ".tools", ".edit"):
        expect(page.locator(selector).first).to_be_hidden()
    expect(page.locator(".said .words")).to_be_visible()
    assert held(page, ".answer-card > .sentence .words") == SUSPENDED


def test_a_question_asked_as_typed_is_so_after_a_reload(open_chat: OpenPage) -> None:
    assistant = seed_assistant()
    typed = WHY.replace("suspend", "suspned")
    corrected = Reply(SCRIPT[WHY].said, corrected=(Correction("suspned", "suspend"),))
    assistant.script = {**SCRIPT, typed: corrected}
    page = open_chat(assistant, faults=True)
    ask(page, typed)
    page.route("**/ask/stream", lambda route: route.fulfill(status=500))
    page.get_by_role("button", name="Ask as typed").click()
    expect(page.locator(".failed")).to_be_visible()
    page.unroute("**/ask/stream")
    page.reload()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".said .words")).to_be_visible()
    assert assistant.asked[-1]["as_typed"] is True

"""The journey on the chat page in a real browser: ask, read, open the source, ask on."""

import json
import re
import threading
from typing import Any

import pytest
from browser_fixtures import (
    MEDIUM,
    PHONE,
    SIZES,
    WIDE,
    OpenPage,
    Serve,
    ask,
    expect_held,
    held,
)
from playwright.sync_api import expect
from scripted_assistant import Reply, Said, ScriptedAssistant
from seed_script import FOLLOW_UP, SCRIPT, SUSPENDED, TALLEST, WHY, seed_articles, seed_assistant

from qa.contract import sureness
from qa.contract.display import NOT_FOUND
from qa.dates.partial import in_words, range_in_words
from qa.errors import IndexDamaged
from qa.index.name import give_name
from qa.ingest.articles import article_from_text
from web.app import create_app
from web.words import meaning

ANSWER = "in response to the United States selling arms to Taiwan"


@pytest.mark.parametrize("size", SIZES)
def test_ask_and_open_the_first_citation_by_mouse(open_chat: OpenPage, size: str) -> None:
    page = open_chat(size=SIZES[size])
    page.locator("#question").fill(WHY)
    page.locator("#send").click()
    expect(page.locator(".said .words")).to_have_text(ANSWER)
    assert held(page, ".answer-card > .sentence .words") == SUSPENDED
    assert held(page, ".answer-card > .sentence b") == ANSWER
    expect(page.locator(".facts").first).to_contain_text("Last year = 2010")
    expect(page.locator(".facts").first).to_contain_text("very likely")

    page.locator(".cite").first.click()
    expect(page.locator("#source mark.answer")).to_be_in_viewport()
    expect_held(page, "#source mark.quote", SUSPENDED)
    expect_held(page, "#source mark.answer", ANSWER)
    expect(page.locator("#source-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".cite").first).to_be_focused()
    if size != "wide":
        expect(page.locator("#source")).not_to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_pressing_ask_shows_the_question_at_once(open_chat: OpenPage) -> None:
    page = open_chat()
    page.locator("#question").fill(WHY)
    # read in the very task of the click: the next frame has it
    shown = page.evaluate(
        """() => {
          document.getElementById("send").click();
          return [".turn h2", ".turn .wait"]
            .map((each) => document.querySelector(each)?.textContent);
        }"""
    )
    assert shown == [WHY, "Looking through the articles… Cancel"]
    expect(page.locator(".turn .final")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "width", "lines"),
    [("Seeds", 320, 1), ("China–U.S. ties", PHONE[0], 1), ("China–U.S. ties", 320, 2)],
)
def test_the_head_is_as_high_on_a_phone_as_the_name_needs(
    open_chat: OpenPage, name: str, width: int, lines: int
) -> None:
    assistant = seed_assistant()
    give_name(assistant.store, name)
    page = open_chat(assistant, size=(width, PHONE[1]))
    middles = page.eval_on_selector_all(
        ".masthead > *",
        "all => all.map(e => e.getBoundingClientRect()).filter(r => r.width)"
        ".map(r => r.top + r.height / 2)",
    )
    assert (max(middles) - min(middles) < 8) == (lines == 1)
    expect(page.get_by_role("button", name="5 articles")).to_be_in_viewport(ratio=1)
    expect(page.locator("#open-keys")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", [WIDE, MEDIUM, PHONE])
def test_the_whole_journey_by_keyboard_alone(open_chat: OpenPage, size: tuple[int, int]) -> None:
    page = open_chat(size=size)
    page.keyboard.type(WHY)
    expect(page.locator("#question")).to_have_value(WHY)
    page.keyboard.press("Enter")
    expect(page.locator(".said .words")).to_have_text(ANSWER)
    page.locator("#question").blur()
    for key, said in (("2", 1), ("j", 2), ("k", 1), ("k", 0)):
        page.keyboard.press(key)
        expect_held(page, "#source mark.quote", SCRIPT[WHY].said[said].quote)
        expect_held(page, "#source mark.answer", SCRIPT[WHY].said[said].answer)
        expect(page.locator("#source mark.answer")).to_be_in_viewport()
    expect(page.locator("#source-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#source")).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.cite, .more summary, #question')")
    page.locator("#question").blur()
    page.keyboard.press("/")
    expect(page.locator("#question")).to_be_focused()
    expect(page.locator("#question")).to_have_value("")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#question")).to_have_value(WHY)
    page.keyboard.press("Escape")
    expect(page.locator("#question")).to_have_value("")


def test_the_citation_is_a_link_to_its_own_page(serve: Serve, open_page: OpenPage) -> None:
    base = serve(create_app(seed_assistant()))
    page = open_page(base)
    ask(page, WHY)
    link = page.locator(".cite").first.get_attribute("href")
    assert link is not None
    article = open_page(link)
    assert held(article, "mark.quote") == SUSPENDED
    assert held(article, "mark.answer") == ANSWER
    expect(article.locator("mark.answer")).to_be_in_viewport()
    silent = open_page(link, java_script_enabled=False)
    assert silent.locator("mark.answer").text_content() == ANSWER


def test_a_follow_up_says_what_it_was_asked_with_and_each_word_can_go(open_chat: OpenPage) -> None:
    assistant = seed_assistant()
    page = open_chat(assistant)
    ask(page, WHY)
    ask(page, FOLLOW_UP)
    turn = page.locator(".turn:last-child")
    expect(turn.locator(".with .carried bdi")).to_have_text(["military ties", "China", "2010"])
    (before,) = assistant.asked[-1]["history"]  # type: ignore[misc]
    assert (before.question, before.answer) == (WHY, ANSWER)
    assert ANSWER in before.quote and before.article
    turn.get_by_role("button", name="Ask without: 2010").click()
    expect(page.locator(".turn:last-child .with .carried bdi")).to_have_text(
        ["military ties", "China"]
    )
    assert assistant.asked[-1]["context"] == ["military ties", "China"]
    page.locator(".turn:last-child").get_by_role("button", name="Ask as typed").click()
    expect(page.locator(".turn:last-child .with")).to_contain_text("Asked as typed.")
    expect(page.locator(".turn:last-child .final")).to_be_visible()
    assert assistant.asked[-1]["context"] == []
    page.locator(".turn:last-child").get_by_role("button", name="Use what was said").click()
    expect(page.locator(".turn:last-child .carried")).to_have_count(3)
    expect(page.locator(".turn")).to_have_count(2)


def test_no_answer_shows_what_stands_nearest_as_such(open_chat: OpenPage) -> None:
    page = open_chat()
    ask(page, TALLEST)
    card = page.locator(".nothing")
    expect(card.get_by_role("heading", name=NOT_FOUND)).to_be_visible()
    expect(card).to_contain_text("They name Leon Panetta, but not how tall he is.")
    expect(card).to_contain_text("The nearest passage, which is not an answer")
    card.locator(".cite").click()
    expect_held(page, "#source mark.quote", SCRIPT[TALLEST].said[0].quote)
    card.get_by_role("button", name=WHY).click()
    expect(page.locator(".said .words")).to_have_text(ANSWER)


def test_a_suggested_question_is_asked_by_pressing_it(open_chat: OpenPage) -> None:
    page = open_chat()
    page.get_by_role("button", name=WHY).click()
    expect(page.locator(".said .words")).to_have_text(ANSWER)
    expect(page.locator("#welcome")).to_be_hidden()


def test_suggestions_come_after_the_page_and_move_nothing(open_chat: OpenPage) -> None:
    assistant = seed_assistant()
    found = threading.Event()

    class Searching(ScriptedAssistant):
        def suggestions(self) -> list[str]:
            assert found.wait(timeout=30)
            return list(self.suggested)

    searching = Searching(seed_articles(), SCRIPT, suggested=assistant.suggested)
    page = open_chat(searching)
    places = """() => [...document.querySelectorAll("h1, h2, #welcome p, #question, #shelf li")]
      .map((element) => element.getBoundingClientRect().top)"""
    expect(page.locator("#welcome")).to_be_visible()
    expect(page.locator("#shelf-list li")).to_have_count(5)
    expect(page.locator("#suggestions")).to_be_hidden()
    page.locator("#question").focus()
    before = page.evaluate(places)
    found.set()
    expect(page.get_by_role("list", name="Questions these articles answer")).to_be_visible()
    expect(page.locator("#suggestions button")).to_have_text(list(assistant.suggested))
    assert page.evaluate(places) == before
    expect(page.locator("#question")).to_be_focused()


@pytest.mark.parametrize("fails", [False, True], ids=["none", "failure"])
def test_without_suggestions_nothing_is_shown(open_chat: OpenPage, fails: bool) -> None:
    class Silent(ScriptedAssistant):
        def suggestions(self) -> list[str]:
            if fails:
                raise IndexDamaged("The collection cannot be read.")
            return []

    page = open_chat(Silent(seed_articles(), SCRIPT), faults=fails)
    page.wait_for_load_state("networkidle")
    expect(page.locator("#suggestions")).to_be_hidden()
    ask(page, TALLEST)
    expect(page.locator(".nothing")).not_to_contain_text("Questions they do answer")


def test_reload_keeps_the_conversation(open_chat: OpenPage) -> None:
    page = open_chat()
    ask(page, WHY)
    ask(page, TALLEST)
    page.reload()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".said .words")).to_have_text(ANSWER)
    expect(page.locator(".nothing")).to_contain_text("not how tall he is")
    page.locator(".cite").first.click()
    expect_held(page, "#source mark.quote", SUSPENDED)


def test_the_answer_is_spoken_with_source_and_date(open_chat: OpenPage) -> None:
    page = open_chat()
    ask(page, WHY)
    spoken = page.locator("#spoken")
    expect(spoken).to_have_attribute("aria-live", "polite")
    expect(spoken).to_have_text(
        re.compile(
            f"^{re.escape(ANSWER)}. .*From Gates Seeks .*, 7 January 2011. "
            "Very likely. Of answers this sure, 91 in 100 were right on our test.$"
        )
    )


def test_below_even_the_sentence_leads_and_the_answer_is_only_marked(open_chat: OpenPage) -> None:
    said = Said("003", SUSPENDED, ANSWER, right_of_hundred=44)
    page = open_chat(ScriptedAssistant(seed_articles(), {WHY: Reply((said,))}))
    ask(page, WHY)
    expect(page.locator(".said")).to_have_count(0)
    assert held(page, ".in-sentence > .sentence b") == ANSWER
    expect(page.locator(".facts")).to_contain_text("doubtful")


def test_an_answer_that_is_nearly_its_sentence_is_not_said_twice(open_chat: OpenPage) -> None:
    told = "“The bridge will stay closed until the spring, as far as anybody can tell,” Fox said."
    words = told.removesuffix(" Fox said.")
    article = article_from_text(told, "bridge.txt", title="The bridge")
    asked = {"How long?": Reply((Said("bridge", told, words),))}
    page = open_chat(ScriptedAssistant([article], asked))
    ask(page, "How long?")
    expect(page.locator(".said")).to_have_count(0)
    assert held(page, ".in-sentence > .sentence b") == words
    # our marks beside the article's own
    mark = page.locator(".sentence .words").evaluate("e => getComputedStyle(e, '::before').content")
    assert mark == '"‘\u200a"'


def test_the_script_words_things_as_the_server_does(open_chat: OpenPage) -> None:
    page = open_chat()

    def worded(name: str, *values: object) -> list[Any]:
        found: list[Any] = page.evaluate(
            """async ([name, values]) => {
              const words = await import("/static/js/words.js");
              return values.map((value) => words[name](value));
            }""",
            [name, list(values)],
        )
        return found

    dates = ["2011-01-07", "2012-09", "2024", "2010-12-31", "2010-13-01", "2010-01-32", "x", ""]
    assert worded("dateInWords", *dates) == [in_words(date) for date in dates]
    shares = [*range(101), None]
    assert worded("sureness", *shares) == [sureness.in_words(share) for share in shares]
    assert worded("surenessMeaning", *shares) == [sureness.meaning(share) for share in shares]
    assistant = seed_assistant()
    for article in assistant.articles():
        for date in assistant.dates(article.id):
            values = {
                name: day.isoformat() if (day := getattr(date, name)) else None
                for name in ("earliest", "latest", "anchor")
            }
            values |= {"text": date.text, "value": date.value}
            assert worded("meaning", values) == [meaning(date)]
            if date.earliest and date.latest:
                (drawn,) = worded("span", values)
                ends = drawn["between"].join(said for _, said in drawn["dates"])
                assert drawn["before"] + ends == range_in_words(
                    date.value, values["earliest"], values["latest"]
                )


def test_an_address_can_carry_a_question(open_chat: OpenPage) -> None:
    page = open_chat(path=f"/?q={WHY}")
    expect(page.locator(".said .words")).to_have_text(ANSWER)
    assert "?" not in page.url


def test_first_paint_is_small_and_asks_no_other_host(open_chat: OpenPage) -> None:
    page = open_chat()
    page.wait_for_load_state("networkidle")
    loaded = json.loads(
        page.evaluate(
            """JSON.stringify(performance.getEntries()
              .filter(e => 'transferSize' in e).map(e => [e.name, e.transferSize]))"""
        )
    )
    assert 3 < len(loaded) <= 12
    # as sent: compressed, with 300 bytes of headers each
    assert 20_000 < sum(size for _, size in loaded) <= 50_000


def test_what_is_shown_is_kept_however_soon_the_page_goes(open_chat: OpenPage) -> None:
    page = open_chat()
    page.locator("#question").fill(WHY)
    kept = page.evaluate(
        """() => new Promise((done) => {
          new MutationObserver(() => {
            if (!document.querySelector(".final")) return;
            const [key] = Object.keys(localStorage).filter((key) => key.startsWith("qa.conv"));
            done(JSON.parse(localStorage[key]).turns.map(({ answer }) => answer?.text ?? null));
          }).observe(document.querySelector("#turns"), { childList: true, subtree: true });
          document.querySelector("#ask").requestSubmit();
        })"""
    )
    assert kept == [ANSWER]

"""What happened when, and the time that a question asks about, on the chat page."""

from dataclasses import replace

import pytest
from browser_fixtures import MEDIUM, PHONE, SIZES, WIDE, OpenPage, ask, expect_held, held
from playwright.sync_api import Page, expect
from scripted_assistant import Reply, Said, ScriptedAssistant
from seed_script import SCRIPT, SUSPENDED, TALLEST, TIMELINE, TOPIC, WHO, WHY, seed_assistant
from test_browser_access import violations

from qa.contract.answer import Interval, Scope
from qa.ingest.articles import article_from_text

WHEN = [
    "2010",
    "Between 18 September 2010 and 18 September 2012",
    "18 September 2012",
    "August 2022",
]


def show(page: Page, topic: str) -> None:
    page.locator("#topic").fill(topic)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("size", [WIDE, MEDIUM, PHONE])
def test_a_timeline_from_an_answer_and_back(open_chat: OpenPage, size: tuple[int, int]) -> None:
    page = open_chat(size=size)
    ask(page, WHY)
    action = page.locator(".turn").get_by_role("button", name="Timeline")
    action.click()
    expect(page.locator(".entry h3")).to_have_text(WHEN)
    expect(page.locator("#timeline-title")).to_be_focused()
    expect(page.locator("#topic")).to_have_value(WHY)
    for number, (_, said) in enumerate(TIMELINE, start=1):
        assert held(page, f".entry:nth-child({number}) .words") == said.quote
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.locator(".entry .cite").nth(1).click()
    expect_held(page, "#source mark.quote", TIMELINE[1][1].quote)
    expect(page.locator("#source mark.answer").first).to_be_in_viewport()
    expect(page.locator("#source-title")).to_be_focused()
    page.keyboard.press("j")
    expect_held(page, "#source mark.quote", TIMELINE[2][1].quote)
    page.keyboard.press("Escape")
    expect(page.locator(".entry .cite").nth(2)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#timeline")).to_be_hidden()
    expect(action).to_be_focused()


def test_a_timeline_of_a_typed_topic_by_keyboard_alone(open_chat: OpenPage) -> None:
    page = open_chat()
    page.keyboard.press("t")
    expect(page.locator("#topic")).to_be_focused()
    expect(page.locator("#timeline")).to_contain_text("Type a topic.")
    page.keyboard.type(TOPIC)
    page.keyboard.press("Enter")
    expect(page.locator(".entry h3")).to_have_text(WHEN)
    expect(page.locator("#timeline [role=status]")).to_contain_text("4 dated quotations")
    page.locator(".entry .cite").first.focus()
    page.keyboard.press("Enter")
    expect_held(page, "#source mark.quote", SUSPENDED)
    page.keyboard.press("t")
    expect(page.locator("#topic")).to_have_value(TOPIC)
    expect(page.locator(".entry h3")).to_have_text(WHEN)
    page.keyboard.press("Escape")
    expect(page.locator("#shelf")).to_be_visible()
    page.locator("#question").blur()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Help")).to_contain_text("Timeline of a topic")


def test_the_timeline_stands_beside_the_list_of_articles(open_chat: OpenPage) -> None:
    page = open_chat(size=PHONE)
    page.locator("#open-articles").click()
    page.get_by_role("button", name="Timeline").click()
    show(page, TOPIC)
    page.locator(".entry h3").nth(3).click()
    expect_held(page, "#source mark.quote", TIMELINE[3][1].quote)
    page.locator("#source .close").click()
    page.locator("#timeline .close").click()
    expect(page.locator("#pane")).to_be_hidden()
    expect(page.locator("#open-articles")).to_be_focused()


def test_a_time_has_its_form_for_machines_and_the_words_that_tell_it(open_chat: OpenPage) -> None:
    page = open_chat()
    page.locator("#open-timeline").click()
    show(page, TOPIC)
    expect(page.locator(".entry h3")).to_have_text(WHEN)
    forms = page.eval_on_selector_all(".entry h3 time", "all => all.map(e => e.dateTime)")
    assert forms == ["2010", "2010-09-18", "2012-09-18", "2012-09-18", "2022-08"]
    told = page.locator(".entry .told").all_text_contents()
    assert told == ["Last year", "less than two years ago", "Tuesday", "August 2022"]
    page.locator(".entry .told").first.hover()
    expect(page.locator("#tip")).to_have_text("Last year: 2010 (seen from 7 January 2011)")
    expect(page.locator("#timeline")).to_be_visible()
    expect(page.locator(".entry").first).to_contain_text("7 January 2011")
    assert page.locator(".entry.vague").count() == 1


PERIODS = [
    ("2011-01-07", "2011-01-07", "2011-01-07", "7 January 2011"),
    ("2011-W02", "2011-01-10", "2011-01-16", "10 – 16 January 2011"),
    ("P2M", "2010-11-07", "2011-01-07", "7 November 2010 – 7 January 2011"),
    ("2012-SP", "2012-03-01", "2012-05-31", "March – May 2012"),
    ("XXXX-11", "2023-11-01", "2024-11-30", "Between November 2023 and November 2024"),
    ("XXXX-WXX-1", "2024-01-01", "2024-12-30", "Between 1 January and 30 December 2024"),
    ("PAST_REF", "2009-01-01", "2010-12-31", "2009 – 2010"),
    ("P1D", "2010-02-28", "2010-02-28", "28 February 2010"),
]


def test_periods_are_written_as_people_do(open_chat: OpenPage) -> None:
    drawn = open_chat().evaluate(
        """async (periods) => {
          const { span } = await import("/static/js/words.js");
          return periods.map(([value, earliest, latest]) => {
            const { before, between, dates } = span({ value, earliest, latest });
            return before + dates.map(([, words]) => words).join(between);
          });
        }""",
        PERIODS,
    )
    assert drawn == [said for *_, said in PERIODS]


def test_no_timeline_and_a_failing_server_are_said_in_words(open_chat: OpenPage) -> None:
    assistant = seed_assistant()
    page = open_chat(assistant, faults=True)
    page.keyboard.press("t")
    show(page, "penguins")
    state = page.locator("#timeline [role=status]")
    expect(state).to_contain_text("No sentence near this topic says when.")
    assistant.failure = IndexError()
    show(page, TOPIC)
    retry = page.locator("#timeline").get_by_role("button", name="Try again")
    expect(retry).to_be_visible()
    assistant.failure = None
    retry.click()
    expect(page.locator(".entry h3")).to_have_text(WHEN)
    expect(page.locator("#timeline-title")).to_be_focused()


def test_more_than_a_first_page_of_entries_is_shown_when_asked_for(open_chat: OpenPage) -> None:
    text = "".join(f"It rained in {year} again.\n" for year in range(1980, 2010))
    article = article_from_text(text, "rain.txt")
    told = [
        (
            Interval(str(year), f"{year}-01-01", f"{year}-12-31"),
            Said("rain", f"It rained in {year} again.", f"It rained in {year} again."),
        )
        for year in range(1980, 2010)
    ]
    assistant = ScriptedAssistant([article], {}, timelines={"rain": told})
    page = open_chat(assistant)
    page.keyboard.press("t")
    show(page, "rain")
    expect(page.locator(".entry")).to_have_count(20)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".entry")).to_have_count(30)
    expect(page.get_by_role("button", name="Show more")).to_have_count(0)


def test_a_hostile_quotation_stays_text_with_its_dated_words_in_place(open_chat: OpenPage) -> None:
    quote = "😀 <img src=x onerror='x'>\u202e said on Monday \U0001f600 it 'opened'."
    article = article_from_text(f"One\n\n{quote}\n", "one.txt", published="2011-01-04")
    date = Interval("2011-01-03", "2011-01-03", "2011-01-03")
    told = {"it": [(date, Said("one", quote, quote))]}
    assistant = ScriptedAssistant([article], {}, timelines=told)
    page = open_chat(assistant)
    page.keyboard.press("t")
    show(page, "it")
    expect_held(page, ".entry .words", quote)
    assert held(page, ".entry .told") == "Monday"


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_a_timeline(open_chat: OpenPage, size: str) -> None:
    page = open_chat(size=SIZES[size], bypass_csp=True)
    page.keyboard.press("t")
    expect(page.locator("#topic")).to_be_focused()
    assert violations(page) == []
    show(page, TOPIC)
    expect(page.locator(".entry h3")).to_have_text(WHEN)
    assert violations(page) == []


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        (Scope("in that year", "in", "2010-01-01", "2010-12-31"), "2010"),
        (Scope("since 2010", "in", "2010-01-01", "2011-06-30"), "January 2010 – June 2011"),
        (Scope("since May 2011", "since", "2011-05-01", None), "from 1 May 2011"),
        (Scope("before 2012", "before", None, "2011-12-31"), "until 31 December 2011"),
        (Scope("in <b>March", "in", "2010-03-01", "2010-03-31"), "March 2010"),
    ],
    ids=lambda value: value.words if isinstance(value, Scope) else None,
)
def test_the_time_asked_for_is_shown(open_chat: OpenPage, scope: Scope, said: str) -> None:
    assistant = seed_assistant()
    assistant.script = {WHY: replace(SCRIPT[WHY], scope=scope), WHO: SCRIPT[WHO]}
    page = open_chat(assistant)
    ask(page, WHY)
    asked = f"Time asked for: {scope.words} ({said})"
    expect(page.locator(".asked-time:visible")).to_have_text(asked)
    page.reload()
    expect(page.locator(".asked-time:visible")).to_have_text(asked)


def test_no_time_is_shown_where_none_was_asked_for(open_chat: OpenPage) -> None:
    assistant = seed_assistant()
    assistant.script = {**SCRIPT, "When?": Reply(SCRIPT[WHO].said, scope=None)}
    page = open_chat(assistant)
    for question in (WHO, TALLEST, "When?"):
        ask(page, question)
    expect(page.locator(".asked-time:visible")).to_have_count(0)


def test_a_timeline_is_of_what_questions_are_limited_to(open_chat: OpenPage) -> None:
    assistant = seed_assistant()
    page = open_chat(assistant)
    page.get_by_role("button", name="2012: 1 article").click()
    page.get_by_role("button", name="Ask only these years").click()
    page.locator("#open-timeline").click()
    show(page, TOPIC)
    state = page.locator("#timeline [role=status]")
    expect(state).to_have_text("4 dated quotations, earliest first. Asked only: published 2012.")
    limits = {"published_from": "2012-01-01", "published_to": "2012-12-31"}
    sent = assistant.asked[-1]
    assert sent["topic"] == TOPIC
    assert {name: str(sent[name]) for name in limits} == limits
    show(page, "zeppelins")
    expect(state).to_contain_text("Asked only: published 2012.")
    # From an answer it is of what that answer was asked of, whatever is set since.
    ask(page, WHY)
    page.get_by_role("button", name="Ask all again").click()
    page.locator(".turn").get_by_role("button", name="Timeline").click()
    expect(state).to_contain_text("Asked only: published 2012.")
    show(page, TOPIC)
    expect(state).to_have_text("4 dated quotations, earliest first.")

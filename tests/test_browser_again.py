"""Whatever asks again on the page asks what was asked: the same limits, spelling and turns."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browser_fixtures import OpenPage, ask
from playwright.sync_api import Page, expect
from seed_script import FOLLOW_UP, MISSPELT, TALLEST, WHO, WHY, seed_assistant
from small_assistant import quoting

from qa.ingest.articles import article_from_text

PANETTA = "Panetta urges China to increase military contacts to avoid missteps"
PAPERS = [
    article_from_text("The bridge at Arlo was closed in 2012.", "arlo.txt", title="Arlo"),
    article_from_text("Somebody closed a bridge in 1999.", "other.txt", title="Other paper"),
]


def bodies(page: Page) -> list[dict[str, Any]]:
    """The bodies of all questions from now on, as they are sent."""
    sent: list[dict[str, Any]] = []
    page.on(
        "request",
        lambda request: (
            sent.append(request.post_data_json)
            if "/api/v1/ask" in request.url or "/api/v1/feedback" in request.url
            else None
        ),
    )
    return sent


def pick(page: Page, title: str) -> None:
    page.get_by_role("checkbox", name=f"Pick: {title}").check()
    page.get_by_role("button", name="Ask only this one").click()


def limited(page: Page) -> None:
    page.get_by_role("button", name="2012: 1 article").click()
    page.get_by_role("button", name="Ask only these years").click()
    ask(page, WHY)


def as_typed(page: Page) -> None:
    ask(page, MISSPELT)
    page.get_by_role("button", name="Ask as typed").click()
    expect(page.locator(".turn:last-child .final")).to_be_visible()


def followed(page: Page) -> None:
    ask(page, WHY)
    ask(page, FOLLOW_UP)


@pytest.mark.parametrize("asked", [limited, as_typed, followed], ids=lambda each: each.__name__)
def test_why_asks_what_was_asked(open_chat: OpenPage, asked: Callable[[Page], None]) -> None:
    assistant = seed_assistant()
    page = open_chat(assistant)
    sent = bodies(page)
    asked(page)
    if page.get_by_role("button", name="Ask all again").is_visible():
        page.get_by_role("button", name="Ask all again").click()
    page.reload()
    with page.expect_response("**/api/v1/ask"):
        page.locator(".turn:last-child").get_by_role("button", name="Why this answer").click()
    assert sent[-1] == {**sent[-2], "explain": True}


def test_reasons_are_of_the_answer_that_is_shown(open_chat: OpenPage, tmp_path: Path) -> None:
    page = open_chat(quoting(PAPERS))
    pick(page, "Other paper")
    ask(page, "When was the bridge at Arlo closed?")
    expect(page.locator(".turn .answer-card")).to_contain_text("Other paper")
    with page.expect_response("**/api/v1/ask") as response:
        page.get_by_role("button", name="Why this answer").click()
    assert [each["source"] for each in response.value.json()["explanation"]] == ["other.txt"]


def test_a_question_keeps_its_limits_when_they_are_lifted(open_chat: OpenPage) -> None:
    page = open_chat(seed_assistant(), faults=True)
    sent = bodies(page)
    pick(page, PANETTA)
    page.route("**/ask/stream", lambda route: route.fulfill(status=500))
    page.locator("#question").fill(WHY)
    page.keyboard.press("Enter")
    expect(page.locator(".failed")).to_be_visible()
    page.unroute("**/ask/stream")
    page.get_by_role("button", name="Ask all again").click()
    expect(page.locator(".turn .asked-only")).to_contain_text(f"Asked only: “{PANETTA}”")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".turn .final")).to_be_visible()
    assert sent[-1] == sent[-2]


def followed_up(page: Page) -> None:
    """Ask on, after a question that the follow-up leans on and one that it does not."""
    for question in (WHY, TALLEST, FOLLOW_UP):
        ask(page, question)
    expect(page.locator(".turn:last-child .carried")).to_have_count(3)


def without_a_word(page: Page) -> None:
    followed_up(page)
    page.locator(".turn:last-child").get_by_role("button", name="Ask without: China").click()
    expect(page.locator(".turn:last-child .carried")).to_have_count(2)
    expect(page.locator(".turn:last-child .final")).to_be_visible()


SHARED = [limited, as_typed, followed_up, without_a_word]


@pytest.mark.parametrize("asked", SHARED, ids=lambda each: each.__name__)
def test_a_shared_question_is_asked_of_the_same(
    open_chat: OpenPage, asked: Callable[[Page], None]
) -> None:
    assistant = seed_assistant()
    page = open_chat(assistant, permissions=["clipboard-read", "clipboard-write"])
    asked(page)
    page.locator(".turn:last-child .formats summary").click()
    page.locator(".turn:last-child").get_by_role("button", name="Link to the question").click()
    expect(page.locator(".turn:last-child .checked")).to_have_text("Link to the question copied.")
    first = assistant.asked[-1]
    words = page.locator(".turn:last-child .said .words").text_content()
    link = page.evaluate("navigator.clipboard.readText()")
    page.evaluate("sessionStorage.clear()")
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator(".turn .final")).to_be_visible()
    assert assistant.asked[-1] is not first
    history: Any = first.get("history", [])
    leant_on = [turn for turn in history if turn.question == WHY]
    assert assistant.asked[-1] == {**first, "history": leant_on}
    expect(page.locator(".turn .said .words")).to_have_text(words or "")
    assert page.locator("#only").is_visible() == (asked is limited)
    # What it leaned on stays said, and the next question may lean on it too.
    page.reload()
    after = [f"Asked after: {turn.question}" for turn in leant_on]
    expect(page.locator(".turn .asked-after")).to_have_text(after)
    ask(page, WHO)
    asked_then: Any = assistant.asked[-1]["history"]
    assert asked_then[:-1] == leant_on


def test_a_shared_question_names_the_article_it_is_limited_to(open_chat: OpenPage) -> None:
    assistant = seed_assistant()
    page = open_chat(assistant, permissions=["clipboard-read", "clipboard-write"])
    pick(page, PANETTA)
    ask(page, WHY)
    page.locator(".formats summary").click()
    page.get_by_role("button", name="Link to the question").click()
    expect(page.locator(".checked")).to_have_text("Link to the question copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    page.evaluate("sessionStorage.clear()")
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator("#only")).to_contain_text(f"Asking only: “{PANETTA}”")
    expect(page.locator(".turn .final")).to_be_visible()
    assert assistant.asked[-1]["sources"] == assistant.asked[-2]["sources"]
    # A link without limits, opened in the same place, asks all again, and begins anew.
    page.goto(link.partition("#")[0])
    expect(page.locator("#only")).to_be_hidden()
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator(".turn:last-child .final")).to_be_visible()
    assert not assistant.asked[-1].get("sources")
    expect(page.locator("#only")).to_be_hidden()

"""Slow, failing and vanishing servers leave the page usable and the question kept."""

import threading
from contextlib import ExitStack

import pytest
from browser_fixtures import OpenPage, Serve, ask, served
from flask import Flask, Response
from playwright.sync_api import Page, expect
from seed_script import TALLEST, WHY, seed_assistant

from qa.errors import IndexDamaged
from web.app import create_app

ANSWER = "in response to the United States selling arms to Taiwan"


def send(page: Page, question: str) -> None:
    page.locator("#question").fill(question)
    page.keyboard.press("Enter")


def stream(*events: str) -> Response:
    return Response(iter(events), mimetype="text/event-stream")


def app_that_streams(reply: Response | str | tuple[str, int]) -> Flask:
    """The app, but for what it answers to questions."""
    app = create_app(seed_assistant())
    app.view_functions["api.ask_stream"] = lambda: reply
    return app


def test_a_slow_answer_says_how_far_it_is_and_can_be_cancelled(open_chat: OpenPage) -> None:
    assistant = seed_assistant()
    assistant.go_on.clear()
    page = open_chat(assistant)
    send(page, WHY)
    cancel = page.get_by_role("button", name="Cancel")
    expect(page.locator(".wait")).to_contain_text("Looking through the articles")
    place = cancel.bounding_box()
    expect(page.locator(".wait")).to_contain_text("This takes longer than it should")
    assert cancel.bounding_box() == place
    cancel.click()
    expect(page.locator(".wait")).to_contain_text("Cancelled")
    assistant.go_on.set()
    page.get_by_role("button", name="Ask again").click()
    expect(page.locator(".said .words")).to_have_text(ANSWER)


def test_escape_cancels(open_chat: OpenPage) -> None:
    assistant = seed_assistant()
    assistant.go_on.clear()
    page = open_chat(assistant)
    send(page, WHY)
    expect(page.locator(".wait")).to_contain_text("Looking through the articles")
    page.keyboard.press("Escape")
    expect(page.locator(".wait")).to_contain_text("Cancelled")
    assistant.go_on.set()


def test_another_question_takes_the_place_of_one_under_way(open_chat: OpenPage) -> None:
    assistant = seed_assistant()
    assistant.go_on.clear()
    page = open_chat(assistant)
    send(page, "What is slow?")
    expect(page.locator(".wait")).to_contain_text("Looking through the articles")
    threading.Timer(0.2, assistant.go_on.set).start()
    send(page, WHY)
    expect(page.locator(".turn:last-child .said .words")).to_have_text(ANSWER)
    expect(page.locator(".turn:first-child")).to_contain_text("Cancelled")


def test_a_failing_server_is_told_and_the_question_asked_again(open_chat: OpenPage) -> None:
    assistant = seed_assistant()
    assistant.failure = IndexDamaged("The file is not a collection.")
    page = open_chat(assistant)
    send(page, WHY)
    card = page.locator(".failed")
    expect(card).to_contain_text("The server cannot read what it needs.")
    expect(card).to_contain_text("Your question is kept.")
    assistant.failure = None
    ask(page, TALLEST)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".turn:first-child .said .words")).to_have_text(ANSWER)
    expect(page.locator(".turn:last-child .nothing")).to_be_visible()


def test_a_server_that_is_gone_is_told_and_what_was_read_stays(open_page: OpenPage) -> None:
    with ExitStack() as server:
        base = server.enter_context(served(create_app(seed_assistant())))
        page = open_page(base, faults=True, permissions=["clipboard-write"])
        ask(page, WHY)
        # What a click needs is fetched when the page has nothing else to do: wait for all of it.
        find = "performance.getEntriesByType('resource').find(({ name }) => /later.js$/.test(name))"
        page.wait_for_function(f"() => {find} !== undefined")
        page.evaluate(f"() => import({find}.name).then(() => true)")
        server.close()
        send(page, "And now?")
        expect(page.locator(".failed")).to_contain_text(
            "The server did not answer. Your question is kept."
        )
        expect(page.locator(".said .words")).to_have_text(ANSWER)
        page.get_by_role("button", name="Edit the question: And now?").click()
        expect(page.locator("#question")).to_have_value("And now?")
        page.get_by_role("button", name="Copy", exact=True).click()
        expect(page.locator(".checked")).to_have_text("Copied, with its source.")
        page.get_by_role("button", name="Verify").click()
        expect(page.locator(".checked")).to_contain_text("The server did not answer.")


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (
            stream('event: question\ndata: {"standalone_question": "Q"}\n\n'),
            "before the answer was",
        ),
        (stream("event: answer\ndata: {not json\n\n"), "connection broke"),
        (("<h1>Bad gateway</h1>", 502), "The server failed while it worked on this."),
        (("", 404), "The server refused this (status 404)."),
        ("no events here", "before the answer was complete"),
    ],
    ids=["cut off", "not JSON", "a proxy's error", "not found", "not a stream"],
)
def test_replies_that_cannot_be_used(
    serve: Serve, open_page: OpenPage, reply: Response | str | tuple[str, int], said: str
) -> None:
    page = open_page(serve(app_that_streams(reply)), faults=True)
    send(page, WHY)
    expect(page.locator(".failed")).to_contain_text(said)
    expect(page.get_by_role("button", name="Try again")).to_be_visible()


def test_events_are_read_however_they_are_cut(open_chat: OpenPage) -> None:
    page = open_chat()
    stream = (
        'event: a\r\ndata: {"said":\r\ndata: "é🙂"}\r\n\r\n'
        ": note\n\nevent: b\ndata: 1\n\nevent: c\ndata: 2"
    )
    expected = [{"event": "a", "data": {"said": "é🙂"}}, {"event": "b", "data": 1}]
    for size in (1, 2, 3, 7, 1000):
        found = page.evaluate(
            """async ([stream, size]) => {
              const { events } = await import("/static/js/api.js");
              const bytes = new TextEncoder().encode(stream);
              const parts = new ReadableStream({ start(to) {
                for (let at = 0; at < bytes.length; at += size) {
                  to.enqueue(bytes.slice(at, at + size));
                }
                to.close();
              } });
              const found = [];
              for await (const event of events(parts)) found.push(event);
              return found;
            }""",
            [stream, size],
        )
        assert found == expected


def test_an_article_that_cannot_be_opened_says_so(open_chat: OpenPage) -> None:
    assistant = seed_assistant()
    page = open_chat(assistant, faults=True)
    page.locator("#shelf-search").wait_for()  # the list has come a second time, as JSON
    gone = assistant.articles()
    for article in gone:
        assistant.remove(article.id)
    page.locator("#shelf-list a").first.click()
    expect(page.locator("#source [role=alert]")).to_contain_text("no article with the id")
    for article in gone:
        assistant.add(article)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#source .text")).to_contain_text("US and Chinese defense officials")

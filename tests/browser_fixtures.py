"""A browser on a running server, for tests; ``conftest`` makes the fixtures known to all."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright
from scripted_assistant import ScriptedAssistant
from seed_script import seed_assistant
from werkzeug.serving import WSGIRequestHandler, make_server

from qa.assistant import Assistant
from web.app import create_app

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, MEDIUM, PHONE = (1440, 900), (820, 1180), (390, 844)
SIZES = {"wide": WIDE, "medium": MEDIUM, "phone": PHONE}
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

expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for the tests of a file; skips them when the machine has none."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip(
            f"no browser: none of {', '.join(BROWSERS)} is installed (apt install chromium)"
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing: what matters is asserted."""


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve ``app`` on a free port and give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    # Whether it is to end is looked for often: every half a second adds up over hundreds of tests.
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


Serve = Callable[[Flask], str]
OpenPage = Callable[..., Page]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve apps until the test ends."""
    with ExitStack() as servers:
        yield lambda app: servers.enter_context(served(app))


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[OpenPage]:
    """Open pages; afterwards nothing may have been asked of another host or gone wrong unseen."""
    with ExitStack() as contexts:
        strangers: list[str] = []
        errors: list[str] = []

        def open_at(
            address: str,
            *,
            size: tuple[int, int] = WIDE,
            faults: bool = False,
            **options: object,
        ) -> Page:
            """Open ``address``; with ``faults`` the console may complain (of a failing server)."""
            context = chromium.new_context(
                viewport={"width": size[0], "height": size[1]},
                color_scheme="light",
                **options,  # type: ignore[arg-type]
            )
            contexts.callback(context.close)
            page = context.new_page()
            host = urlsplit(address).netloc

            def asked(url: str) -> None:
                if urlsplit(url).scheme in {"http", "https"} and urlsplit(url).netloc != host:
                    strangers.append(url)

            page.on("request", lambda request: asked(request.url))
            page.on("pageerror", lambda error: errors.append(str(error)))
            if not faults:
                page.on(
                    "console",
                    lambda message: (
                        errors.append(message.text)
                        if message.type in {"error", "warning"}
                        else None
                    ),
                )
            page.goto(address)
            if page.locator("#ask").count():
                page.wait_for_selector("html[data-ready]", state="attached")
            return page

        yield open_at
    assert strangers == []
    assert errors == []


@pytest.fixture
def open_chat(serve: Serve, open_page: OpenPage) -> OpenPage:
    """Open the chat page of an assistant, of the scripted one over the seeds when none is named."""

    def open_over(
        assistant: ScriptedAssistant | Assistant | None = None,
        *,
        writable: bool = False,
        path: str = "/",
        **options: object,
    ) -> Page:
        app = create_app(assistant or seed_assistant(), writable=writable)
        return open_page(serve(app) + path, **options)

    return open_over


def held(page: Page, selector: str) -> str:
    """The characters that the DOM holds in all elements of a selector, joined."""
    return "".join(page.eval_on_selector_all(selector, "all => all.map(e => e.textContent)"))


def expect_held(page: Page, selector: str, text: str) -> None:
    """Wait until the elements of a selector hold exactly these characters, joined."""
    page.wait_for_function(
        """([selector, text]) => [...document.querySelectorAll(selector)]
          .map((element) => element.textContent).join("") === text""",
        arg=[selector, text],
    )


def ask(page: Page, question: str) -> None:
    turns = page.locator(".turn").count()
    page.locator("#question").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".turn")).to_have_count(turns + 1)
    expect(page.locator(".turn:last-child .final")).to_be_visible()


def shifts(page: Page) -> list[object]:
    """What has moved on a page by itself since it was loaded."""
    moved: list[object] = page.evaluate(SHIFTS)
    return moved


class Held:
    """Replies that are kept back until they are let go, so that a test can act before them."""

    def __init__(self, page: Page, pattern: str) -> None:
        self._page, self._pattern = page, pattern
        self._routes: list[Route] = []
        page.route(pattern, lambda route: self._routes.append(route))

    def let_go(self) -> None:
        self._page.wait_for_timeout(100)
        assert self._routes, f"nothing asked for {self._pattern}"
        for route in self._routes:
            route.continue_()
        self._page.unroute(self._pattern)


def opened_without(page: Page, pattern: str) -> Held:
    """Load the page anew, with what fits the pattern kept back."""
    held = Held(page, pattern)
    page.reload(wait_until="commit")
    page.wait_for_selector("#shelf-list li", state="attached")
    return held

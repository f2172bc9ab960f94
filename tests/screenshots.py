"""Pictures of the page over the real assistant: ``make screenshots``.

The articles are those of ``seeds`` and the invented ones of ``tests``. Each state is taken at three
widths, light and dark. Whoever changes the page looks at all of them; the README shows three.
"""

import argparse
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

from browser_fixtures import BROWSERS, FLAGS, ask, served
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright
from test_sources_agree import TUNNELS

from qa.assistant import Assistant
from web.app import create_app

ROOT = Path(__file__).parent.parent
PHONE = 390
SIZES = ((1280, 800), (768, 1024), (PHONE, 844))
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
COLOURS = 128
WHY = "Why did China suspend ties in 2010?"
DRAFT = (
    "Panetta said “the key is to have senior-level actions like we are engaging in”, and Liang "
    "answered that “China hoped for a peaceful settlement of the disputes”. Gates had written that "
    "“the moon is made of cheese”."
)


@dataclass(frozen=True)
class Picture:
    """What is to be seen: of the seeds, or of the invented news."""

    name: str
    act: Callable[[Page], None]
    news: bool = False
    height: int | None = None


def nothing(page: Page) -> None:
    expect(page.locator("#suggestions button").first).to_be_visible()


def shelf(page: Page) -> None:
    if page.locator("#open-articles").is_visible():
        page.locator("#open-articles").click()
    expect(page.locator("#shelf-list input").first).to_be_visible()


def asking(*questions: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        for question in questions:
            ask(page, question)

    return act


def checking(text: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.keyboard.press("q")
        page.locator("#quotation").fill(text)
        page.get_by_role("button", name="Check", exact=True).click()
        expect(page.locator(".verdict").first).to_be_visible()

    return act


def timeline(page: Page) -> None:
    ask(page, WHY)
    page.locator(".turn").get_by_role("button", name="Timeline").click()
    expect(page.locator(".entry").first).to_be_visible()


def explanation(page: Page) -> None:
    timeline(page)
    page.locator(".told").first.focus()
    expect(page.locator("#tip")).to_be_visible()


def limited(page: Page) -> None:
    shelf(page)
    page.locator(".histogram button:enabled").nth(-2).click()
    page.get_by_role("button", name="Ask only these years").click()
    ask(page, "What is the latest?")


def failed(page: Page) -> None:
    page.route("**/ask/stream", lambda route: route.abort())
    page.locator("#question").fill(WHY)
    page.keyboard.press("Enter")
    expect(page.locator(".failed")).to_be_visible()


def article(page: Page) -> None:
    ask(page, WHY)
    page.goto(page.locator(".cite").first.get_attribute("href") or "")
    expect(page.locator("mark.answer").first).to_be_in_viewport()


def conversations(page: Page) -> None:
    ask(page, WHY)
    page.locator("#open-conversations").click()
    expect(page.get_by_role("button", name="New conversation")).to_be_visible()


def keys(page: Page) -> None:
    page.locator("#open-keys").click()
    expect(page.get_by_role("dialog", name="Help")).to_be_visible()


def why(page: Page) -> None:
    page.goto(f"{page.url}?{urlencode({'q': WHY})}#from=2011-01-01&to=2011-12-31")
    page.get_by_role("button", name="Why this answer").click()
    page.get_by_text("The numbers").click()
    expect(page.locator(".why table")).to_be_visible()
    page.get_by_text("The numbers").scroll_into_view_if_needed()


def verify(page: Page) -> None:
    ask(page, WHY)
    page.get_by_role("button", name="Verify").click()
    page.locator(".checked summary").click()


PICTURES = (
    Picture("empty", nothing),
    Picture("shelf", shelf, news=True),
    Picture("answer", asking(WHY)),
    Picture("why", why, height=1200),
    Picture("verify", verify),
    Picture("when", asking("When did China suspend its military contacts?")),
    Picture("greeting", asking("Hello"), news=True),
    Picture("limited", limited, news=True),
    Picture("failed", failed),
    Picture("article", article),
    Picture("follow-up", asking(WHY, "And who froze them?")),
    Picture(
        "several",
        asking("Who won the cup? Who will play in its final? What did the Moon landing cost?"),
        news=True,
    ),
    Picture(
        "list",
        asking("Which countries do the works in the Moen exhibition come from?"),
        news=True,
    ),
    Picture("brief", asking("Tell me about Storm Edda"), news=True),
    Picture(
        "comparison",
        asking(
            "How do the Bar Association and the consumer federation differ on the small claims "
            "bill?"
        ),
        news=True,
    ),
    Picture("differing", asking("Compare the cost of Northgate and Southgate"), news=True),
    Picture("unsure", asking("Compare what Lund and Meyer said about the Olympics"), news=True),
    Picture("possibly", asking("Who will play in the final of the cup?"), news=True),
    Picture("correction", asking("Who owns the Kestrel Creek mine?"), news=True),
    Picture("none", asking("How tall is Leon Panetta?")),
    Picture("quotation", checking("China hoped for a peaceful settlement of the disputes")),
    Picture("draft", checking(DRAFT)),
    Picture("timeline", timeline),
    Picture("explanation", explanation),
    Picture("conversations", conversations),
    Picture("keys", keys),
)


def take(
    browser: Browser, address: str, picture: Picture, size: tuple[int, int], folder: Path
) -> None:
    phone = size[0] == PHONE
    context = browser.new_context(
        viewport={"width": size[0], "height": picture.height or size[1]},
        reduced_motion="reduce",
        has_touch=phone,
        is_mobile=phone,
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("html[data-ready]", state="attached")
    picture.act(page)
    # what a mouse that lies over something adds is no part of the state
    page.mouse.move(0, 0)
    page.wait_for_load_state("networkidle")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        shown = Image.open(BytesIO(page.screenshot()))
        # Few colours are used: a palette of them is a third of the bytes.
        file = folder / f"{picture.name}-{size[0]}-{scheme}.png"
        shown.convert("RGB").quantize(COLOURS).save(file, optimize=True)
    context.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("names", nargs="*", help="only these; all unless named")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    chromium = next(filter(None, map(shutil.which, BROWSERS)))
    wanted = [each for each in PICTURES if not given.names or each.name in given.names]
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        seeds = Path(made, "China–U.S. ties")
        news = Path(made, "Northern news")
        with Assistant.open(seeds, create=True) as assistant:
            assistant.add_files([ROOT / "seeds"])
        with Assistant.open(news, create=True) as assistant:
            assistant.add_files([ROOT / "tests" / "news", ROOT / "tests" / "corrected"])
            for article in TUNNELS:
                assistant.add(article)
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        with Assistant.open(seeds) as first, Assistant.open(news, like=first) as second:
            app = create_app({"seeds": first, "news": second})
            with served(app) as base:
                for each in wanted:
                    address = f"{base}/collections/news/" if each.news else f"{base}/"
                    for size in SIZES:
                        take(browser, address, each, size, given.folder)
        browser.close()


if __name__ == "__main__":
    main()

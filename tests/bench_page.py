"""How long the page takes in a real browser to list what fits, on a shelf of 2,000 articles."""

import shutil
import tempfile
from pathlib import Path
from statistics import median

from browser_fixtures import BROWSERS, FLAGS, served
from playwright.sync_api import Page, sync_playwright
from small_assistant import small_assistant

from qa.ingest.articles import article_from_text
from web.app import create_app

ARTICLES = 2000
WORDS = ("harbour", "bridge", "ferry", "strike", "election", "storm", "museum", "tunnel")
FILTER = """(words) => new Promise((done) => {
  const search = document.getElementById("shelf-search");
  const list = document.getElementById("shelf-list");
  const begun = performance.now();
  new MutationObserver((_, watch) => {
    watch.disconnect();
    // in the frame after the list has changed it can be seen
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
  }).observe(list, { childList: true });
  search.value = words;
  search.dispatchEvent(new Event("input"));
})"""


def filtering() -> list[float] | None:
    """Return the milliseconds from a typed word to the list that fits; None without a browser."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        return None
    articles = [
        article_from_text(
            f"The {WORDS[n % 8]} of town {n}\n\nThe {WORDS[n // 8 % 8]} {n} was closed.\n",
            f"{n}.txt",
        )
        for n in range(ARTICLES)
    ]
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        app = create_app(small_assistant(Path(name, "index"), articles))
        chromium = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        with served(app) as address:
            page = chromium.new_page(viewport={"width": 1280, "height": 800})
            page.goto(address)
            page.wait_for_selector("#shelf-search")
            page.wait_for_function("document.querySelectorAll('#shelf-list li').length >= 100")
            taken = [_filtered(page, words) for words in WORDS]
        chromium.close()
    return taken


def _filtered(page: Page, words: str) -> float:
    taken: float = page.evaluate(FILTER, words)
    return taken


def main() -> None:
    """Print the figures alone: the others of ``make bench`` take minutes."""
    taken = filtering()
    if taken is None:
        print("no browser is installed")  # noqa: T201
    else:
        print(f"p50 {median(taken):.0f} ms, slowest {max(taken):.0f} ms")  # noqa: T201


if __name__ == "__main__":
    main()

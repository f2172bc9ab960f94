"""How soon the page answers a person, in a real browser over a shelf of many articles.

From a key or a press to the first frame in which something else is to be seen; and how much moves
by itself meanwhile, which is to be nothing. ``python tests/bench_page.py --articles 50000``
measures this alone, over invented articles, with ``--index`` over those of an index; where that has
fewer, they are copied. The exit status is 1 when a figure misses its limit.
"""

import gc
import shutil
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench_copies import copied, grow
from bench_targets import Target, target_table
from browser_fixtures import BROWSERS, FLAGS, PHONE, WIDE, served, shifts
from playwright.sync_api import Page, Route, expect, sync_playwright
from rich.console import Console
from rich.table import Table
from small_assistant import small_assistant

from qa.assistant import Assistant
from qa.index.store import Store
from qa.ingest.articles import article_from_text
from qa.text.words import content_words
from web.app import create_app

ARTICLES = 2000
ROUNDS = 8
LIMIT = 100
"""Milliseconds up to which an answer to a press feels immediate."""

RECENT = 0.7
"""Seconds after a press from which on the measure counts what moves: by half a second it does."""

WORDS = ("harbour", "bridge", "ferry", "strike", "election", "storm", "museum", "tunnel")
RANKS = (0, 1, 3, 10, 30, 100, 1000, 5000)
"""Which of an index's words are searched for, the one in most passages being the first."""

QUESTION = "What was closed?"

# The next event of the type begins it; the frame that shows what ``place`` selects, after the first
# change in it, ends it.
WATCH = """([type, place]) => {
  let begun = null;
  addEventListener(type, (event) => { begun ??= event.timeStamp; }, { capture: true, once: true });
  const within = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)
    ?.closest(place);
  const seen = (element) => {
    const { width, height, top, left } = element.getBoundingClientRect();
    return element.checkVisibility({ visibilityProperty: true }) && width && height
      && top < innerHeight && left < innerWidth;
  };
  window.felt = new Promise((done, fail) => {
    setTimeout(() => fail(new Error(`nothing was seen of ${place} after ${type}`)), 10000);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now() - begun);
    const look = () => {
      if ([...document.querySelectorAll(place)].some(seen)) port2.postMessage(null);
      else requestAnimationFrame(look);
    };
    new MutationObserver((records, watch) => {
      const changed = records.flatMap(({ target, addedNodes }) => [target, ...addedNodes]);
      if (begun === null || !changed.some(within)) return;
      watch.disconnect();
      requestAnimationFrame(look);
    }).observe(document.body, { subtree: true, childList: true, characterData: true,
      attributeFilter: ["class", "hidden", "open"] });
  });
}"""


@dataclass(frozen=True)
class Felt:
    """What a person does, and the milliseconds until something was seen of it, of each time."""

    what: str
    taken: tuple[float, ...]

    @property
    def slowest(self) -> float:
        return max(self.taken)


@dataclass(frozen=True)
class Figures:
    """How soon something is seen, and what moved by itself, by what the page showed.

    All is empty where there is no browser.
    """

    felt: tuple[Felt, ...] = ()
    moved: dict[str, list[object]] = field(default_factory=dict)

    def missed(self) -> list[str]:
        """Say which figures miss their limit."""
        slow = [f"{each.what}: {each.slowest:.0f} ms" for each in self.felt if each.slowest > LIMIT]
        return slow + [f"{state}: {found}" for state, found in self.moved.items() if found]

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Give what was done, the median of the milliseconds and the slowest."""
        for each in self.felt:
            what = f"{each.what}: seen in a browser"
            yield what, f"{median(each.taken):.0f} ms", f"{each.slowest:.0f} ms"

    def targets(self) -> Iterator[Target]:
        """Give what is wanted: that the slowest feels immediate, and that nothing moves."""
        for each in self.felt:
            yield Target(f"{each.what}: seen within", each.slowest, LIMIT, LIMIT / 2, "ms")
        for state, found in self.moved.items():
            yield Target(f"{state}: moved by itself", len(found), 0, 0, "places")


def figures(number: int = ARTICLES, real: Path | None = None) -> Figures:
    """Measure the page over so many articles, invented or of an index."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        return Figures()
    with _collection(number, real) as (assistant, words), sync_playwright() as playwright:
        app = create_app(assistant)
        # as qa serve does
        gc.collect()
        gc.freeze()
        chromium = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        with served(app) as address:

            def opened(size: tuple[int, int]) -> Page:
                page = chromium.new_page(viewport={"width": size[0], "height": size[1]})
                page.goto(address)
                page.locator("#shelf-list input").nth(99).wait_for(state="attached")
                # a server that has just started looks for questions to suggest, once
                page.wait_for_load_state("networkidle")
                return page

            felt, moved = _felt(opened(WIDE), opened(PHONE), words), _moved(opened(PHONE))
        chromium.close()
    return Figures(felt, moved)


@contextmanager
def _collection(number: int, real: Path | None) -> Iterator[tuple[Assistant, Sequence[str]]]:
    """Give a collection of so many articles, and words to search for."""
    with tempfile.TemporaryDirectory() as name:
        index = Path(name, "index")
        if real is not None:
            copied(real, index, number)
            with Assistant.open(index) as assistant:
                yield assistant, _words(assistant.store)
            return
        articles = [
            article_from_text(
                f"The {WORDS[n % 8]} of town {n}\n\nThe {WORDS[n // 8 % 8]} {n} was closed.\n",
                f"{n}.txt",
            )
            for n in range(min(number, ARTICLES))
        ]
        with small_assistant(index, articles) as assistant:
            grow(assistant.store, number)
            yield assistant, WORDS


def _words(store: Store) -> list[str]:
    """Return words of a collection, from those in most passages to those in few."""
    with store.reading() as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, passage_words, row)"
        )
        terms = connection.execute(
            "SELECT term FROM vocabulary WHERE term GLOB '[a-z][a-z][a-z]*' ORDER BY doc DESC, term"
            " LIMIT ?",
            (2 * max(RANKS),),
        ).fetchall()
        connection.execute("DROP TABLE vocabulary")
    searched = [term for (term,) in terms if content_words(term) == [term]]
    return [searched[rank] for rank in RANKS]


def _felt(wide: Page, phone: Page, typed: Sequence[str]) -> tuple[Felt, ...]:
    search, keys = wide.locator("#shelf-search"), wide.locator("#open-keys")
    filtering = [
        _timed(wide, "input", "#shelf-list", lambda words=words: search.fill(words))  # type: ignore[misc]
        for words in typed
    ]
    helped, asked, cited, opened = [], [], [], []
    for _ in range(ROUNDS):
        helped.append(_timed(wide, "pointerdown", "dialog", keys.click))
        wide.keyboard.press("Escape")
        opened.append(_timed(phone, "pointerdown", "#pane", phone.locator("#open-articles").click))
        phone.keyboard.press("Escape")
        expect(phone.locator("#open-articles")).to_be_focused()
        wide.locator("#question").fill(QUESTION)
        asked.append(_timed(wide, "keydown", "#turns", lambda: wide.keyboard.press("Enter")))
        expect(wide.locator(".turn:last-child .final")).to_be_visible()
        expect(wide.locator("#source .text")).to_be_visible()
        wide.keyboard.press("Escape")
        expect(wide.locator("#source")).to_be_hidden()
        cite = wide.locator(".turn:last-child .cite").first
        cited.append(_timed(wide, "pointerdown", "#source", cite.click))
    return (
        Felt("Enter pressed", tuple(asked)),
        Felt("a citation clicked", tuple(cited)),
        Felt("the shelf opened on a phone", tuple(opened)),
        Felt("the shelf filtered", tuple(filtering)),
        Felt("the help opened", tuple(helped)),
    )


def _timed(page: Page, begins: str, place: str, act: Callable[[], object]) -> float:
    """Return the milliseconds from the event to the frame that shows a change to ``place``."""
    page.evaluate(WATCH, [begins, place])
    act()
    taken: float = page.evaluate("window.felt")
    return taken


def _moved(page: Page) -> dict[str, list[object]]:
    """Go through what the page shows, each long enough after a press for the measure to count."""
    page.wait_for_load_state("networkidle")
    moved = {"empty": shifts(page)}
    held: list[Route] = []
    page.route("**/ask/stream", lambda route: held.append(route))
    page.locator("#question").fill(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_timeout(1000 * RECENT)
    moved["answering"] = shifts(page)
    held[0].continue_()
    expect(page.locator(".turn:last-child .final")).to_be_visible()
    page.wait_for_load_state("networkidle")
    moved["answered"] = shifts(page)
    page.locator("#open-articles").click()
    page.wait_for_timeout(1000 * RECENT)
    moved["shelf open"] = shifts(page)
    return moved


def main() -> None:
    """Print the figures alone: the others of ``make bench`` take minutes."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES, help="on the shelf")
    parser.add_argument(
        "--index", type=Path, help="whose articles these are; invented ones unless named"
    )
    given = parser.parse_args()
    measured = figures(given.articles, given.index)
    if not measured.felt:
        sys.exit("no browser is installed")
    table = Table("what", "p50", "slowest", box=None)
    for row in measured.rows():
        table.add_row(*row)
    Console().print(table, target_table(list(measured.targets())))
    if measured.missed():
        sys.exit("\n".join(measured.missed()))


if __name__ == "__main__":
    main()

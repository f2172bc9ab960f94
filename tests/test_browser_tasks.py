"""Ten things that a newcomer comes to do, by keyboard alone and by touch on a phone.

Over the real assistant. ``STEPS`` says beforehand in how many steps each is done. A step is a text
typed, a key pressed, a press of a finger, a file chosen, or going to a control with Tab, however
many times that takes.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_fixtures import PHONE, WIDE, OpenPage, served
from formats.samples import pdf
from playwright.sync_api import Locator, Page, expect

from qa.assistant import Assistant
from web.app import create_app

WHY = "Why did China suspend ties in 2010?"
QUOTATION = "China hoped for a peaceful settlement of the disputes"
EXPORT = """## Who is Wu Qian?

> Last year, **in response to the United States selling arms to Taiwan**, China suspended its \
military\\-to\\-military contacts with the United States\\.
>
> — [Gates Seeks](<http://127.0.0.1:8000/articles/x>)
"""
TABS = 80
# By keyboard, by touch.
STEPS = {
    "find who said it": (2, 4),
    "check a quotation": (4, 5),
    "ask only 2012": (6, 6),
    "compare two articles": (2, 3),
    "add a PDF and ask it": (5, 7),
    "undo a wrong context": (8, 7),
    "share an answer": (5, 4),
    "export a conversation": (6, 5),
    "verify an old export": (4, 5),
    "find why an answer is doubtful": (6, 4),
}


class Hands:
    """A keyboard, or a finger, that counts what it does."""

    def __init__(self, page: Page, *, touch: bool) -> None:
        self.page, self.touch, self.steps = page, touch, 0

    def press(self, *keys: str) -> None:
        """Press keys one after the other; a finger has none."""
        for key in () if self.touch else keys:
            self.page.keyboard.press(key)
            self.steps += 1

    def tap(self, place: Locator) -> None:
        """Press with a finger; a keyboard has none."""
        if self.touch:
            place.tap()
            self.steps += 1

    def write(self, text: str) -> None:
        self.page.keyboard.insert_text(text)
        self.steps += 1

    def use(self, control: Locator, key: str = "Enter") -> None:
        """Press a control; on a keyboard after going to it."""
        if self.touch:
            return self.tap(control)
        expect(control.first).to_be_visible()
        self.steps += 1
        for _ in range(TABS):
            if control.first.evaluate("element => element === document.activeElement"):
                return self.press(key)
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{control} cannot be reached with Tab")

    def ask(self, question: str) -> Locator:
        """Ask from wherever the page begins, and return the turn with its answer."""
        turns = self.page.locator(".turn").count()
        self.tap(self.page.locator("#question"))
        if not self.touch:
            # the first letter goes to the box by itself
            self.page.keyboard.press("Shift")
            self.page.keyboard.type(question)
            self.steps += 1
        else:
            self.write(question)
        self.press("Enter")
        self.tap(self.page.locator("#send"))
        expect(self.page.locator(".turn")).to_have_count(turns + 1)
        expect(self.page.locator(".turn:last-child .final")).to_be_visible()
        return self.page.locator(".turn:last-child")

    def shelf(self) -> None:
        """Bring the articles in view: on a phone they are behind a button."""
        self.tap(self.page.locator("#open-articles"))


def find_who_said_it(hands: Hands, folder: Path) -> None:
    turn = hands.ask("Who urged China to expand military relations?")
    expect(turn.locator(".said .words")).to_contain_text("Panetta")
    hands.tap(turn.locator(".cite").first)
    expect(hands.page.locator("#source mark.answer").first).to_be_in_viewport()


def _check(hands: Hands, words: str, verdict: str) -> None:
    """Give words to the quotation box and read what it says of them."""
    hands.press("q")
    hands.shelf()
    hands.tap(hands.page.locator("#open-quoting"))
    expect(hands.page.locator("#quotation")).to_be_focused()
    hands.write(words)
    hands.use(hands.page.get_by_role("button", name="Check", exact=True))
    expect(hands.page.locator(".verdict h3")).to_have_text(verdict)


def check_a_quotation(hands: Hands, folder: Path) -> None:
    _check(hands, QUOTATION, "Altered")


def ask_only_2012(hands: Hands, folder: Path) -> None:
    hands.shelf()
    hands.use(hands.page.get_by_role("button", name="2012: 1 article"))
    hands.use(hands.page.get_by_role("button", name="Ask only these years"))
    turn = hands.ask("Who visited China?")
    dates = turn.locator("time").evaluate_all("all => all.map((each) => each.dateTime)")
    assert {date[:4] for date in dates} == {"2012"}


def compare_two_articles(hands: Hands, folder: Path) -> None:
    turn = hands.ask("Compare what Panetta and Gates said about China")
    expect(turn.locator(".side")).to_have_count(2)


def add_a_pdf_and_ask_it(hands: Hands, folder: Path) -> None:
    file = folder / f"otters-{'touch' if hands.touch else 'keys'}.pdf"
    number = "forty" if hands.touch else "fifty"
    file.write_bytes(
        pdf(f"Otters return to the Wye\nMarch 7, 2011\nWardens counted {number} otters there.")
    )
    hands.shelf()
    with hands.page.expect_file_chooser() as chooser:
        hands.use(hands.page.get_by_role("button", name="Add articles…"))
    chooser.value.set_files(file)
    hands.steps += 1
    expect(hands.page.locator(".adding")).to_contain_text("1 article added")
    hands.tap(hands.page.locator("#shelf .close"))
    turn = hands.ask("How many otters did wardens count?")
    expect(turn.locator(".sentence").first).to_contain_text("otters")


def undo_a_wrong_context(hands: Hands, folder: Path) -> None:
    hands.ask(WHY)
    turn = hands.ask("And when were they restored?")
    expect(turn.locator(".with")).to_contain_text("With:")
    hands.press("Escape", "Escape")
    hands.use(turn.get_by_role("button", name="Ask as typed"))
    expect(hands.page.locator(".turn:last-child .with")).to_contain_text("Asked as typed.")


def share_an_answer(hands: Hands, folder: Path) -> None:
    turn = hands.ask(WHY)
    hands.press("Escape", "Escape", "c")
    hands.tap(turn.get_by_role("button", name="Copy link"))
    expect(turn.locator(".checked")).to_contain_text("opied")
    assert "/articles/" in hands.page.evaluate("navigator.clipboard.readText()")


def export_a_conversation(hands: Hands, folder: Path) -> None:
    hands.ask(WHY)
    hands.use(hands.page.locator("#open-conversations"))
    with hands.page.expect_download() as download:
        hands.use(hands.page.get_by_role("button", name="Save as Markdown"))
    download.value.save_as(folder / "saved.md")
    assert WHY.rstrip("?") in (folder / "saved.md").read_text(encoding="utf-8")


def verify_an_old_export(hands: Hands, folder: Path) -> None:
    _check(hands, EXPORT, "Stands word for word")


def find_why_an_answer_is_doubtful(hands: Hands, folder: Path) -> None:
    turn = hands.ask("Which countries did Panetta visit?")
    expect(turn.locator(".facts .explained").last).to_be_visible()
    hands.press("Escape", "Escape")
    hands.use(turn.get_by_role("button", name="Why this answer"))
    expect(turn.locator(".why")).to_contain_text("What speaks against it:")


TASKS: dict[str, Callable[[Hands, Path], None]] = {
    "find who said it": find_who_said_it,
    "check a quotation": check_a_quotation,
    "ask only 2012": ask_only_2012,
    "compare two articles": compare_two_articles,
    "add a PDF and ask it": add_a_pdf_and_ask_it,
    "undo a wrong context": undo_a_wrong_context,
    "share an answer": share_an_answer,
    "export a conversation": export_a_conversation,
    "verify an old export": verify_an_old_export,
    "find why an answer is doubtful": find_why_an_answer_is_doubtful,
}


@pytest.fixture(scope="module")
def address(seeds_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    index = tmp_path_factory.mktemp("tasks") / "seeds"
    shutil.copytree(seeds_index, index)
    with (
        Assistant.open(index, writable=True) as assistant,
        served(create_app(assistant, writable=True)) as base,
    ):
        yield base


@pytest.mark.parametrize("touch", [False, True], ids=["keyboard", "touch"])
@pytest.mark.parametrize("task", TASKS)
def test_a_newcomer_does_it_in_few_steps(
    address: str, open_page: OpenPage, tmp_path: Path, task: str, touch: bool
) -> None:
    options: dict[str, Any] = {"has_touch": True, "is_mobile": True} if touch else {}
    page = open_page(
        address + "/",
        size=PHONE if touch else WIDE,
        permissions=["clipboard-read", "clipboard-write"],
        **options,
    )
    hands = Hands(page, touch=touch)
    TASKS[task](hands, tmp_path)
    assert 0 < hands.steps <= STEPS[task][touch]

"""Several sources on the page: who agrees, what was corrected, what was reported otherwise."""

from collections.abc import Iterator
from dataclasses import replace

from browser_fixtures import PHONE, OpenPage, ask, expect_held
from playwright.sync_api import expect
from scripted_assistant import Reply, Said, ScriptedAssistant

from qa.answer.ledgers import INSTEAD
from qa.contract.answer import Answer, Part
from qa.contract.explanation import Explanation
from qa.contract.settings import AskSettings
from qa.contract.steps import Found, Understood
from qa.ingest.articles import article_from_text

WHEN, WHO = "When did it close?", "Who owns the mine?"
COMPARED = "Compare the days of the port and the mine"

TEXTS = {
    "one": ("It closed on Monday, he said.", "2011-03-01"),
    "other": ("The port closed: Monday.", "2011-03-02"),
    "third": ("It closed on Friday.", "2011-03-03"),
    "fourth": ("Some say in winter.", None),
    "again": ("It closed on Monday, he said.", "2011-03-04"),
    "first": ("The mine is owned by Northvale Coal.", "2014-03-03"),
    "fixed": ("It is owned by Brightwater, not by Northvale Coal.", "2014-03-07"),
}
SAID = (
    Said("one", TEXTS["one"][0], "Monday,", 0.5),
    Said("other", TEXTS["other"][0], "Monday", 0.4),
    Said("third", TEXTS["third"][0], "Friday", 0.3),
    Said("fourth", TEXTS["fourth"][0], "in winter", 0.2, right_of_hundred=50),
)
CORRECTED = (
    Said("fixed", TEXTS["fixed"][0], "Brightwater", 0.9),
    Said("first", TEXTS["first"][0], "Northvale Coal", 0.9),
)


class Sourced(ScriptedAssistant):
    """Answers with ledgers where something was corrected, and ``COMPARED`` with a row a side."""

    def scripted(
        self, question: str, settings: AskSettings
    ) -> Iterator[Understood | Found | Answer]:
        for step in super().scripted(question, settings):
            if isinstance(step, Answer) and question == COMPARED:
                step = compared(step)
            elif isinstance(step, Answer) and question == WHO:
                step = replace(step, explanation=ledgers(step))
            yield step


def compared(answer: Answer) -> Answer:
    """The answer's sources as those of one side, the last possible answer as the other side."""
    first, last = answer.citations[0], answer.citations[-1]
    parts = (Part("Port", first, agreement=answer.agreement), Part("Mine", last))
    return replace(answer, kind="comparison", parts=parts, citations=(first, last), agreement=())


def ledgers(answer: Answer) -> tuple[Explanation, ...]:
    """The ledger of what corrects, then of what it corrects."""
    return tuple(
        Explanation(
            group.citations[0].answer.text,
            group.citations[0].quote.text,
            group.citations[0].article.id,
            group.citations[0].article.source,
            0.0,
            0.9,
            0.0,
            (),
            INSTEAD.get(group.relation, ""),
        )
        for group in answer.agreement
    )


def assistant() -> ScriptedAssistant:
    articles = [
        article_from_text(f"{name.title()}\n\n{text}\n", f"{name}.txt", published=published)
        for name, (text, published) in TEXTS.items()
    ]
    script = {
        WHEN: Reply(SAID, groups=(("says", (0, 1)), ("differs", (2,))), copied=("again.txt",)),
        WHO: Reply(CORRECTED, groups=(("corrects", (0,)), ("differs", (1,)))),
        COMPARED: Reply(SAID, groups=(("says", (0, 1)), ("differs", (2,)))),
    }
    return Sourced(articles, script)


def test_sources_that_say_the_same_are_told_to_agree(open_chat: OpenPage) -> None:
    page = open_chat(assistant())
    ask(page, WHEN)
    agreement = page.locator(".facts li", has_text="2 sources agree")
    assert agreement.locator(".cite").all_text_contents() == ["1", "2"]
    expect(page.locator(".facts")).to_contain_text("printed again 1 time")
    agreement.locator(".cite").nth(1).click()
    expect_held(page, "#source mark.quote", TEXTS["other"][0])


def test_what_differs_stands_in_rows_with_its_date(open_chat: OpenPage) -> None:
    page = open_chat(assistant(), size=PHONE)
    ask(page, WHEN)
    rows = page.locator(".differing li")
    assert page.locator(".differing h4").all_text_contents() == ["Reported differently"]
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("3 March 2011 · Friday · Third")
    rows.locator(".cite").click()
    expect_held(page, "#source mark.quote", TEXTS["third"][0])


def test_other_possible_answers_are_apart_and_each_as_sure_as_it_is(open_chat: OpenPage) -> None:
    page = open_chat(assistant())
    ask(page, WHEN)
    assert page.locator(".more summary").all_text_contents() == [
        "1 more says so",
        "1 other possible answer",
    ]
    page.locator(".more summary").last.click()
    expect(page.locator(".more").last).to_contain_text("about even")


def test_a_correction_is_said_and_what_it_corrects_stands_below(open_chat: OpenPage) -> None:
    page = open_chat(assistant())
    ask(page, WHO)
    expect(page.locator(".said")).to_have_text("Brightwater")
    expect(page.locator(".facts")).to_contain_text("Corrected on 7 March 2014")
    expect(page.locator(".differing")).to_have_text(
        "Reported before3 March 2014 · Northvale Coal · First2"
    )
    expect(page.locator("#spoken")).to_contain_text("Corrected since it was first reported.")
    page.get_by_role("button", name="Why this answer").click()
    expect(page.locator(".why")).to_have_text(
        f"{INSTEAD['corrects']}It stands in place of Northvale Coal."
    )


def test_each_side_of_a_comparison_says_who_agrees_and_what_differs(open_chat: OpenPage) -> None:
    page = open_chat(assistant())
    ask(page, COMPARED)
    port, mine = page.locator(".comparison .side").all()
    agreeing = port.locator(".facts li", has_text="2 sources agree")
    assert agreeing.locator(".cite").all_text_contents() == ["1", "2"]
    expect(port.locator(".differing")).to_have_text(
        "Reported differently3 March 2011 · Friday · Third3"
    )
    expect(mine.locator(".facts, .differing")).to_have_count(0)
    port.locator(".differing .cite").click()
    expect_held(page, "#source mark.quote", TEXTS["third"][0])

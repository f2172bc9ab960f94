"""Several sources on the page: who agrees, what was corrected, what was reported otherwise."""

from browser_fixtures import PHONE, OpenPage, ask, expect_held
from playwright.sync_api import expect
from scripted_assistant import Reply, Said, ScriptedAssistant

from qa.ingest.articles import article_from_text

WHEN, WHO = "When did it close?", "Who owns the mine?"

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


def assistant() -> ScriptedAssistant:
    articles = [
        article_from_text(f"{name.title()}\n\n{text}\n", f"{name}.txt", published=published)
        for name, (text, published) in TEXTS.items()
    ]
    script = {
        WHEN: Reply(SAID, groups=(("says", (0, 1)), ("differs", (2,))), copied=("again.txt",)),
        WHO: Reply(CORRECTED, groups=(("corrects", (0,)), ("differs", (1,)))),
    }
    return ScriptedAssistant({each.id: each for each in articles}, script)


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

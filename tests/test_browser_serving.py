"""A server for others in a real browser: signing in, and collections beside one another."""

from pathlib import Path

from browser_fixtures import OpenPage, Serve, ask
from playwright.sync_api import expect
from seed_script import WHY, seed_assistant
from test_browser_access import violations

from web.app import create_app
from web.tokens import TokenFile, new_token, revoke_token


def test_a_person_signs_in_by_keyboard_asks_and_signs_out(
    serve: Serve, open_page: OpenPage, tmp_path: Path
) -> None:
    file = tmp_path / "tokens"
    token, secret = new_token(file, "desk", "read")
    app = create_app(seed_assistant(), writable=True, tokens=TokenFile(file))
    page = open_page(serve(app) + "/", faults=True)
    expect(page).to_have_title("Sign in")
    page.keyboard.type("qa_wrong\n")
    expect(page.get_by_role("alert")).to_contain_text("not valid")
    page.keyboard.type(secret + "\n")
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.locator("#add")).to_have_count(0)  # the token may read
    ask(page, WHY)
    expect(page.locator(".said .words")).to_be_visible()
    page.reload()
    expect(page.locator(".turn")).to_have_count(1)
    revoke_token(file, token.id)
    page.locator("#question").fill("And then?")
    page.keyboard.press("Enter")
    expect(page.locator(".turn:last-child")).to_contain_text("reload")
    page.reload()
    expect(page).to_have_title("Sign in")


def test_each_collection_has_a_page_that_asks_it(serve: Serve, open_page: OpenPage) -> None:
    first, second = seed_assistant(), seed_assistant()
    base = serve(create_app({"first": first, "second": second}))  # type: ignore[dict-item]
    page = open_page(f"{base}/")
    page.get_by_role("link", name="second").click()
    page.wait_for_url("**/collections/second/")
    page.wait_for_selector("html[data-ready]", state="attached")
    ask(page, WHY)
    assert (len(first.asked), len(second.asked)) == (0, 1)
    page.locator(".cite").first.click()
    expect(page.locator("#source mark.answer")).to_be_in_viewport()
    own = page.locator("#source a", has_text="own page")
    own.first.click()
    page.wait_for_url("**/collections/second/articles/*")
    expect(page.locator("mark.answer, .text").first).to_be_visible()


def test_axe_finds_nothing_on_the_form_and_the_description(
    serve: Serve, open_page: OpenPage, tmp_path: Path
) -> None:
    file = tmp_path / "tokens"
    new_token(file, "desk", "read")
    base = serve(create_app(seed_assistant(), tokens=TokenFile(file)))
    assert violations(open_page(f"{base}/", bypass_csp=True)) == []
    page = open_page(f"{base}/docs", bypass_csp=True)
    for summary in page.locator("summary").all():
        summary.click()
    assert violations(page) == []

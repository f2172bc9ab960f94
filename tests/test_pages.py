"""The chat page and the article page as the server sends them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape
from scripted_assistant import ScriptedAssistant
from seed_script import SUSPENDED, seed_articles, seed_assistant

from qa.contract.article import Article
from qa.ingest.articles import article_from_text
from web.app import create_app
from web.pages import FIRST_ARTICLES, exactly

HOSTILE = (
    "<script>alert(1)</script> {{ 7*7 }} & <img src=x onerror=alert(1)>\n"
    "\u202eright to left\u202c and zero\u200bwidth\r\n"
    "'quoted' \"twice\" </div></mark> 🙂 the end.\r\n"
)


class Held(HTMLParser):
    """What a browser's DOM would hold: the text of elements of a class, and all tags."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.inside: list[set[str]] = []
        self.pieces: list[tuple[frozenset[str], str]] = []
        # Browsers read every line end as a line feed before anything else (HTML 13.2.3.5).
        self.feed(re.sub("\r\n?", "\n", html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in {"meta", "link", "input"}:
            self.inside.append(set((dict(attrs).get("class") or "").split()))

    def handle_endtag(self, tag: str) -> None:
        self.inside.pop()

    def handle_data(self, data: str) -> None:
        self.pieces.append((frozenset().union(*self.inside), data))

    def text(self, name: str) -> str:
        return "".join(data for names, data in self.pieces if name in names)


@pytest.fixture
def assistant() -> ScriptedAssistant:
    return seed_assistant()


@pytest.fixture
def http(assistant: ScriptedAssistant) -> Iterator[FlaskClient]:
    with create_app(assistant).test_client() as client:
        yield client


def page_of(text: str, query: str = "", **stated: str) -> Held:
    article = replace(article_from_text(text, "article.txt"), **stated)
    app = create_app(ScriptedAssistant([article], {}))
    reply = app.test_client().get(f"/articles/{article.id}{query}")
    assert reply.status_code == 200
    return Held(reply.get_data(as_text=True))


def gates(assistant: ScriptedAssistant) -> Article:
    return next(each for each in assistant.articles() if each.source.startswith("003"))


def test_chat_page_shows_collection_and_articles(http: FlaskClient) -> None:
    html = http.get("/").get_data(as_text=True)
    assert "China–U.S. ties" in html
    assert "5 articles · 2011–2024" in html
    for title in ("Gates Seeks Sustained", "Panetta urges China", "U.S., China Resume"):
        assert title in html


def test_chat_page_waits_neither_for_suggestions_nor_for_texts(
    assistant: ScriptedAssistant,
) -> None:
    class Hurried(ScriptedAssistant):
        def suggestions(self) -> list[str]:
            raise AssertionError("the page waits for suggestions")

        def articles(self) -> list[Article]:
            raise AssertionError("the page reads all texts")

    app = create_app(Hurried(seed_articles(), {}))
    html = app.test_client().get("/").get_data(as_text=True)
    assert html.count("data-article=") == 5
    assert 'id="suggestions"' in html


def test_newest_articles_stand_first_and_undated_ones_last(http: FlaskClient) -> None:
    held = Held(http.get("/").get_data(as_text=True)).text("articles")
    places = [
        held.index(when) for when in ("2024", "18 September 2012", "7 January 2011", "undated")
    ]
    assert places == sorted(places)


def test_chat_page_without_articles_says_how_to_add_some() -> None:
    app = create_app(ScriptedAssistant([], {}))
    html = app.test_client().get("/").get_data(as_text=True)
    assert "There are no articles yet" in html
    assert "0 articles" in html


def test_chat_page_stays_small_however_many_articles_there_are() -> None:
    articles = [article_from_text(f"Headline {n}\n\nStory {n}.\n", f"{n}.txt") for n in range(200)]
    app = create_app(ScriptedAssistant(articles, {}))
    html = app.test_client().get("/").get_data(as_text=True)
    assert html.count("data-article=") == FIRST_ARTICLES
    assert "200 articles" in html


def test_a_page_tells_the_script_whether_articles_may_be_added(
    assistant: ScriptedAssistant,
) -> None:
    for writable in (False, True):
        app = create_app(assistant, writable=writable)
        body = re.search("<body[^>]*>", app.test_client().get("/").get_data(as_text=True))
        assert body is not None and ("data-writable" in body[0]) is writable


def test_article_page_highlights_exactly_the_characters_in_its_address(
    http: FlaskClient, assistant: ScriptedAssistant
) -> None:
    article = gates(assistant)
    start = article.text.index(SUSPENDED)
    inner = article.text.index("in response to the United", start)
    quote, answer = f"{start}-{start + len(SUSPENDED)}", f"{inner}-{inner + 25}"
    html = http.get(f"/articles/{article.id}?quote={quote}&answer={answer}").get_data(as_text=True)
    held = Held(html)
    assert held.text("quote") == SUSPENDED
    assert held.text("answer") == "in response to the United"
    assert held.text("text") == article.text
    assert "Last year" in held.text("date")
    assert "Last year: 2010 (seen from 7 January 2011)" in html


def test_every_seed_is_held_character_by_character(
    http: FlaskClient, assistant: ScriptedAssistant
) -> None:
    for article in assistant.articles():
        html = http.get(f"/articles/{article.id}").get_data(as_text=True)
        assert Held(html).text("text") == article.text
        assert Held(html).text("quote") == ""


def test_a_sentence_that_is_the_answer_itself_is_marked_once() -> None:
    held = page_of("It rained. It stopped.", "?quote=0-10&answer=0-10")
    assert held.text("quote") == "It rained."
    assert held.text("answer") == ""


@pytest.mark.parametrize(
    "query",
    ["?quote=5", "?quote=9-3", "?quote=3-3", "?quote=0-99999", "?quote=-1-4", "?quote=a-b",
     "?quote=٣-٤", "?quote=" + "9" * 400 + "-" + "9" * 401, "?quote=%00", "?answer=<script>"],
)  # fmt: skip
def test_a_place_that_is_none_highlights_nothing(query: str) -> None:
    held = page_of("Headline\n\nA story.\n", query)
    assert "mark" not in held.tags
    assert held.text("text") == "Headline\n\nA story.\n"


def test_unknown_article_gives_a_page_that_says_so(http: FlaskClient) -> None:
    reply = http.get("/articles/<script>alert(1)<%2Fscript>")
    assert reply.status_code == 404
    assert reply.mimetype in {"text/html", "application/problem+json"}
    reply = http.get("/articles/no-such-article")
    assert reply.status_code == 404
    assert reply.mimetype == "text/html"
    assert "not in the collection" in reply.get_data(as_text=True)


def test_a_hostile_article_stays_text() -> None:
    title = "<img src=x onerror=alert(1)>" + "long " * 2000
    held = page_of(HOSTILE, "?quote=0-30", title=title, url="javascript:alert(1)")
    assert held.text("text") == HOSTILE
    assert held.text("quote") == HOSTILE[:30]
    assert {"img"}.isdisjoint(held.tags)
    assert held.tags.count("script") == 1


def test_hostile_titles_stay_text_on_the_chat_page() -> None:
    article = article_from_text("A story.\n", "s.txt", title="</bdi><script>alert(1)</script>")
    app = create_app(ScriptedAssistant([article], {}, name="<b>", suggested=["<i>?"]))
    held = Held(app.test_client().get("/").get_data(as_text=True))
    assert held.tags.count("script") == 2  # our own
    assert {"b", "i"}.isdisjoint(held.tags)
    assert "</bdi><script>alert(1)</script>" in held.text("articles")


def test_a_long_headline_does_not_fill_the_title_of_the_window() -> None:
    html = page_of("A story.\n", title="word " * 2000)
    assert html.tags.count("title") == 1
    app_title = [data for _, data in html.pieces if data.startswith("word word")][0]
    assert len(app_title) <= 130


def test_no_page_has_anything_inline_or_from_outside(
    http: FlaskClient, assistant: ScriptedAssistant
) -> None:
    for address in ("/", f"/articles/{gates(assistant).id}", "/articles/none"):
        html = http.get(address).get_data(as_text=True)
        assert not re.search(r"\son\w+\s*=|\sstyle\s*=|<style|javascript:", html)
        assert all(
            found.startswith(("/", "#")) or not found  # this page again
            for found in re.findall(r'(?:src|href|action)="([^"]*)"', html)
        )
        assert re.search(r"<script(?![^>]*\ssrc=)", html) is None


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_escaping_keeps_every_character_for_the_browser(text: str) -> None:
    parser = Held(f'<p class="it">{exactly(text)}</p>')
    assert parser.text("it") == text
    assert parser.tags == ["p"]
    assert str(escape(text)).count("<") == 0

"""Highlights are exact to the character, whatever the text holds, and text stays text."""

import json
import random
from dataclasses import replace

import pytest
from browser_fixtures import OpenPage, ask, expect_held, held
from playwright.sync_api import expect
from scripted_assistant import Reply, Said, ScriptedAssistant

from qa.contract.article import Span
from qa.ingest.articles import article_from_text
from web.highlights import Mark, lines

REPEATED = "The talks were held. 🙂\r\nThe talks were held. 🙂\r\n\r\nThe talks were held. 🙂\r\n"
HOSTILE = (
    "<script>window.harmed = 1</script>\n"
    "<img src=x onerror='window.harmed = 1'> says {{ 7*7 }} &amp; more.\r\n"
    "\u202eturned around\u202c, zero\u200bwidth\u200d, \u2066isolated\n"
)
TITLE = "</h2><img src=x onerror='window.harmed = 1'>\u202e" + "long " * 2000
TEXTS = {
    "an emoji before and in the quote": Said("a", "said 👩‍👩‍👧 so", "👩‍👩‍👧"),
    "CRLF within the quote": Said("a", "one line\r\nand the next", "line\r\nand"),
    "a lone CR within the quote": Said("a", "old\rline ends", "\rline"),
    "the second of three": Said("a", "The talks were held. 🙂", "were held", skip=1),
    "the third of three": Said("a", "The talks were held. 🙂", "held. 🙂", skip=2),
    "decomposed accents": Said("a", "cafe\u0301 de\u0301ja\u0300", "\u0301 de"),
    "no-break spaces at the edges": Said("a", "\u00a0edge of the text\u00a0", "\u00a0edge"),
}
TEXT = (
    "𝕳eadline 🙂\r\n\r\n🙂🙂 He said 👩‍👩‍👧 so. one line\r\nand the next.\n"
    f"{REPEATED}cafe\u0301 de\u0301ja\u0300 vu; old\rline ends. \u00a0edge of the text\u00a0"
)


@pytest.mark.parametrize("said", TEXTS.values(), ids=TEXTS)
def test_exactly_the_cited_characters_are_highlighted(
    open_page: OpenPage, open_chat: OpenPage, said: Said
) -> None:
    article = article_from_text(TEXT, "a.txt")
    assistant = ScriptedAssistant([article], {"What?": Reply((said,))})
    page = open_chat(assistant)
    ask(page, "What?")
    assert held(page, ".answer-card > .sentence .words") == said.quote
    assert held(page, ".answer-card > .sentence b") == said.answer
    expect_held(page, "#source mark.quote", said.quote)
    expect_held(page, "#source mark.answer", said.answer)
    expect_held(page, "#source .text", TEXT)
    # Not only the characters are right but the place: what stands before the quote is, too.
    before = page.evaluate(
        """() => {
          const range = document.createRange();
          range.setStart(document.querySelector("#source .text"), 0);
          range.setEndBefore(document.querySelector("#source mark.quote"));
          return range.toString();
        }"""
    )
    citation = assistant.ask("What?").citations[0]
    assert before == TEXT[: citation.quote.start]

    alone = open_page(page.url.rstrip("/") + citation.link)
    assert held(alone, "mark.quote") == said.quote
    assert held(alone, "mark.answer") == said.answer
    assert held(alone, ".text") == TEXT


def sample(seed: int) -> tuple[str, list[Mark]]:
    """A text with marks, always the same one for a seed."""
    chance = random.Random(seed)
    text = "".join(chance.choices("ab \n\r\u2028é\u0301🙂<&", k=chance.randint(1, 60)))
    marks = []
    for _ in range(chance.randint(0, 5)):
        start = chance.randrange(len(text))
        span = Span(start, chance.randint(start + 1, len(text) + 3))
        marks.append(Mark(span, chance.choice(["quote", "answer", "date", "left-out"])))
    return text, marks


def test_the_script_cuts_texts_as_the_server_does(open_chat: OpenPage) -> None:
    page = open_chat(ScriptedAssistant([], {}))
    samples = [sample(seed) for seed in range(300)]
    asked = [
        [
            text,
            [
                {"start": mark.span.start, "end": mark.span.end, "kind": mark.kind, "label": ""}
                for mark in marks
            ],
        ]
        for text, marks in samples
    ]
    found = page.evaluate(
        """async (asked) => {
          const { lines } = await import("/static/js/highlights.js");
          return asked.map(([text, marks]) => lines(text, marks)
            .map((line) => line.map(({ text, kinds }) => [text, kinds])));
        }""",
        asked,
    )
    expected = [
        [[[piece.text, list(piece.kinds)] for piece in line.pieces] for line in lines(*each)]
        for each in samples
    ]
    assert found == expected


def test_a_hostile_article_stays_text(open_page: OpenPage, open_chat: OpenPage) -> None:
    article = replace(
        article_from_text(HOSTILE, "<b>x</b>.txt"), title=TITLE, url="javascript:window.harmed=1"
    )
    quote = HOSTILE.split("\n")[1].strip()
    script = {"What?": Reply((Said("<b>", quote, "<img src=x onerror='window.harmed = 1'>"),))}
    page = open_chat(ScriptedAssistant([article], script))
    expect(page.locator("#shelf-list a")).to_contain_text("</h2><img")
    ask(page, "What?")
    expect_held(page, "#source mark.quote", quote)
    expect_held(page, "#source .text", HOSTILE)
    page.locator("#source .close").click()
    expect(page.locator("#shelf")).to_be_visible()
    assert page.locator("img, script:not([src])").count() == 0
    assert page.evaluate("window.harmed") is None
    assert page.locator('[href^="javascript"]').count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    alone = open_page(f"{page.url}articles/{article.id}")
    assert held(alone, ".text") == HOSTILE
    assert alone.evaluate("window.harmed") is None
    assert alone.evaluate("document.documentElement.scrollWidth <= innerWidth")


QUESTIONS = [
    "<img src=x onerror='window.harmed = 1'>",
    "<script>window.harmed = 1</script>",
    "\u202eturned\u2066 around\u200b",
    "'; DROP TABLE articles; --",
    "long " * 190,
    "line one\nline two",
]


def test_hostile_questions_stay_text(open_chat: OpenPage) -> None:
    page = open_chat(ScriptedAssistant([], {}))
    for question in QUESTIONS:
        ask(page, question)
        assert held(page, ".turn:last-child .asked h2") == question.strip()
        stored = page.evaluate("Object.values(localStorage).join()")
        assert json.dumps(question.strip(), ensure_ascii=False)[1:-1] in stored
    assert page.locator("img, script:not([src])").count() == 0
    assert page.evaluate("window.harmed") is None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

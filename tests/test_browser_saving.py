"""A conversation saved as Markdown: what was asked with what, answered how, and how surely."""

from typing import Any

import pytest
from browser_fixtures import OpenPage


def citation(words: str, sentence: str, title: str) -> dict[str, Any]:
    start = sentence.index(words)
    return {
        "quote": {"text": sentence, "start": 0, "end": len(sentence)},
        "answer": {"text": words, "start": start, "end": start + len(words)},
        "article": {"title": title, "published": "2016-03-04", "source": f"{title}.txt"},
        "link": "/articles/a#c",
    }


PANETTA = citation("urged", "Panetta urged more contacts.", "Panetta")
GATES = citation("warned", "Gates warned of missteps.", "Gates")
NONE = {"answered": False, "kind": "span", "text": "", "citations": []}
GIVEN = {"answered": True, "kind": "span", "text": "urged", "citations": [PANETTA], "parts": []}

ANSWERS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a follow-up": (
        GIVEN | {"context": [{"text": "Leon Panetta", "turn": 1}, {"text": "2012", "turn": 1}]},
        ["*with: Leon Panetta · 2012*", "**urged**", "> Panetta **urged** more contacts\\."],
    ),
    "words read as others": (
        GIVEN | {"corrected": [{"typed": "Panneta", "read_as": "Panetta"}]},
        [r"*Read as: Panetta \(Panneta\)*", "**urged**"],
    ),
    "a sure answer": (
        GIVEN | {"right_of_hundred": 97},
        [r"**urged** (almost certain)"],
    ),
    "a comparison": (
        GIVEN
        | {
            "kind": "comparison",
            "citations": [PANETTA, GATES],
            "parts": [
                {"label": "Panetta", "citation": PANETTA},
                {"label": "Gates", "citation": GATES},
            ],
        },
        ["**Panetta**", "> Panetta **urged**", "**Gates**", "> Gates **warned**"],
    ),
    "a list": (
        GIVEN
        | {
            "kind": "list",
            "citations": [PANETTA, GATES],
            "parts": [{"label": "", "citation": PANETTA}, {"label": "", "citation": GATES}],
        },
        ["**At least 2 answers**", "> Panetta **urged**", "> Gates **warned**"],
    ),
    "several questions": (
        GIVEN
        | {
            "kind": "list",
            "parts": [{"label": "What did Panetta do?", "citation": PANETTA}],
            "possible_parts": [
                {"label": "What did Gates do?", "citation": GATES, "possible": True}
            ],
            "unanswered": ["Who sang?"],
        },
        [
            r"**What did Panetta do?**",
            "> Panetta **urged**",
            r"**What did Gates do?** (possibly)",
            "> Gates **warned**",
            r"**Who sang?**",
            "No sentence was found that answers this.",
        ],
    ),
    "a possible answer": (
        NONE
        | {"abstention": {"reason": "Not sure.", "possible": True, "nearest": [GATES, PANETTA]}},
        [
            r"Not sure\.",
            "Possibly:",
            "> Gates **warned**",
            "Nearest, not answers:",
            "> Panetta **urged**",
        ],
    ),
    "an unsure comparison": (
        NONE
        | {
            "kind": "comparison",
            "abstention": {
                "reason": "Not sure.",
                "possible": True,
                "nearest": [PANETTA, GATES],
                "parts": [
                    {"label": "Panetta", "citation": PANETTA, "possible": False},
                    {"label": "Gates", "citation": GATES, "possible": True},
                ],
            },
        },
        [
            r"Not sure\.",
            "**Panetta**\n",
            "> Panetta **urged**",
            "**Gates** (possibly)\n",
            "> Gates **warned**",
        ],
    ),
    "several questions that nothing surely answers": (
        NONE
        | {
            "unanswered": ["Who sang?"],
            "abstention": {
                "reason": "Not sure.",
                "possible": True,
                "nearest": [GATES],
                "parts": [{"label": "What did Gates do?", "citation": GATES, "possible": True}],
            },
        },
        [
            "**What did Gates do?** (possibly)",
            "> Gates **warned**",
            "**Who sang?**",
            "No sentence was found that answers this.",
        ],
    ),
    "no answer": (
        NONE | {"abstention": {"reason": "Nothing.", "possible": False, "nearest": [GATES]}},
        [r"Nothing\.", "Nearest, not answers:", "> Gates **warned**"],
    ),
}


@pytest.fixture(scope="module")
def saved_of() -> dict[str, str]:
    return {}


@pytest.mark.parametrize("name", ANSWERS)
def test_markdown_says_all_that_the_page_says(
    open_chat: OpenPage, saved_of: dict[str, str], name: str
) -> None:
    if not saved_of:
        page = open_chat()
        saved_of |= {
            each: page.evaluate(
                """async (answer) => (await import("/static/js/saving.js")).asMarkdown({
                  collection: "seeds", begun: 0, turns: [{question: "What?", answer}]})""",
                answer,
            )
            for each, (answer, _) in ANSWERS.items()
        }
    place = 0
    for line in [r"## What?", *ANSWERS[name][1]]:
        assert line in saved_of[name][place:], (line, saved_of[name])
        place = saved_of[name].index(line, place) + len(line)


def test_markdown_says_what_a_question_was_limited_to(open_chat: OpenPage) -> None:
    saved = open_chat().evaluate(
        """async () => (await import("/static/js/saving.js")).asMarkdown({
          collection: "seeds", begun: 0, turns: [
            {question: "When?", only: {from: "2011-01-01", to: "2012-12-31", articles: []}},
            {question: "What?", only: {from: null, to: null, articles: []}}]})"""
    )
    first, second = saved.split("## What?")
    assert "*Asked only: published 2011 – 2012*" in first
    assert "Asked only" not in second

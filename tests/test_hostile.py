"""What is planted in a collection can be quoted, and does nothing else.

A sample of the questions; ``QA_HOSTILE_EVERY=1 pytest tests/test_hostile.py`` asks them all.
"""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hostile import KINDS, hostile_articles

from qa.assistant import Assistant
from qa.contract.answer import Answer
from web.app import create_app

QUESTIONS = [
    json.loads(line)["question"]
    for name in ("seeds.jsonl", "seeds_more.jsonl")
    for line in (Path(__file__).parent / "questions" / name).read_text().splitlines()
][:: int(os.environ.get("QA_HOSTILE_EVERY", "3"))]


def said(asked: Answer) -> bytes | None:
    """What is answered, and the quotation that it stands in, as they are sent; None: no answer."""
    answer = asked.to_dict()
    first = [(c["article"], c["quote"], c["answer"]) for c in answer["citations"][:1]]
    return json.dumps([answer["text"], answer["date"], first]).encode() if first else None


@pytest.fixture(scope="module")
def planted(seeds_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The seeds with 120 hostile articles among them."""
    home = tmp_path_factory.mktemp("planted")
    shutil.copytree(seeds_index, home / "index")
    (home / "files").mkdir()
    for number, (kind, text) in enumerate(hostile_articles()):
        (home / "files" / f"{kind} {number}.txt").write_bytes(text.encode())
    with Assistant.open(home / "index", writable=True) as assistant:
        report = assistant.add_files([home / "files"])
        assert {item.outcome for item in report.items} == {"added"}
        yield assistant


def test_there_are_120_of_all_kinds() -> None:
    articles = hostile_articles()
    assert len(articles) == 120
    assert {kind for kind, _ in articles} == set(KINDS)


def test_answers_to_other_questions_are_the_same(assistant: Assistant, planted: Assistant) -> None:
    answers = [planted.ask(question) for question in QUESTIONS]
    pairs = {
        question: (said(assistant.ask(question)), said(among))
        for question, among in zip(QUESTIONS, answers, strict=True)
    }
    assert [q for q, (alone, among) in pairs.items() if alone and among and alone != among] == []
    # How rare a word is depends on all that is there, so an answer near the threshold may cross
    # it: of these, "Which headquarters will Gates visit?" (0.35 alone, 0.50 among 120 others).
    assert sum((alone is None) != (among is None) for alone, among in pairs.values()) <= 1
    planted_ids = {article.id for article in planted.articles()}
    planted_ids -= {article.id for article in assistant.articles()}
    for among in answers:
        assert not planted_ids & {one.article.id for one in among.citations}


def test_what_is_quoted_is_a_slice_and_stays_text(planted: Assistant) -> None:
    answer = planted.ask("Who said that the Velmora aqueduct will reopen?", max_citations=10)
    cited = answer.citations or (answer.abstention.nearest if answer.abstention else ())
    assert cited
    for citation in cited:
        text = planted.article(citation.article.id).text
        quote = citation.quote
        assert text[quote.start : quote.end] == quote.text
    page = create_app(planted).test_client()
    for article in planted.articles():
        if article.source.startswith("markup"):
            html = page.get(f"/articles/{article.id}").text
            assert "<script>document" not in html
            assert "<img src=x" not in html
            assert "49" not in html.partition("7*7")[2][:20]

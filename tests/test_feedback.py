"""Verdicts on answers: kept only where a server is told to, and read again by qa evaluate."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import httpx2
import pytest
from browser_fixtures import OpenPage, Serve, ask
from playwright.sync_api import expect
from seed_script import WHY, seed_assistant

from qa.assistant import Assistant
from qa.client import Client
from qa.contract.feedback import Feedback
from qa.contract.settings import AskSettings
from qa.errors import QAError, QuestionError, ServerError, SetError
from qa.evaluate.feedback import evaluate_feedback, load_feedback
from web.app import create_app
from web.feedback import FeedbackFile

NO_ANSWER = "Who is Abraham Lincoln?"


def client_of(assistant: Assistant, file: Path | None) -> Client:
    app = create_app(assistant, feedback=FeedbackFile(file) if file else None)
    return Client("http://qa.test", transport=httpx2.WSGITransport(app))


def test_a_verdict_is_a_line_with_all_that_was_judged(assistant: Assistant, tmp_path: Path) -> None:
    file = tmp_path / "feedback.jsonl"
    answer, none = assistant.ask(WHY), assistant.ask(NO_ANSWER)
    with client_of(assistant, file) as client:
        client.feedback(answer, "wrong")
        client.feedback(answer, "right")
        client.feedback(none, "wrong")
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [line["verdict"] for line in lines] == ["wrong", "right", "wrong"]
    quote = answer.citations[0].quote
    text = assistant.article(lines[1]["citation"]["article"]).text
    assert text[lines[1]["citation"]["start"] : lines[1]["citation"]["end"]] == quote.text
    assert lines[1]["collection"] == assistant.collection().digest
    assert lines[1]["time"].endswith("+00:00")
    assert lines[2]["citation"] is None
    judged = load_feedback(file)
    assert [given.verdict for given in judged] == ["right", "wrong"]  # the last word counts
    figures = evaluate_feedback(assistant, judged)
    assert (figures.verdicts, figures.right, figures.right_kept) == (2, 0.5, 1.0)


def test_what_was_wrong_is_gone_when_it_is_answered_otherwise(assistant: Assistant) -> None:
    judged = [Feedback.on(assistant.ask(WHY), "wrong")]
    assert evaluate_feedback(assistant, judged).wrong_gone == 0
    moved = Feedback.from_dict({**judged[0].to_dict(), "question": "Who is Wu Qian?"})
    assert evaluate_feedback(assistant, [moved]).wrong_gone == 1


def test_what_limited_the_question_is_kept_and_asked_with(
    assistant: Assistant, tmp_path: Path
) -> None:
    file = tmp_path / "feedback.jsonl"
    first = assistant.ask(WHY).citations[0].article
    others = [each.id for each in assistant.articles() if each.id != first.id]
    limits: AskSettings = {
        "as_typed": True,
        "as_of": "2024-12-31",
        "published_from": "2012-01-01",
        "published_to": "2024-12-31",
        "sources": others,
    }
    answer = assistant.ask("What did Leon Panetta urge China to do?", **limits)
    with client_of(assistant, file) as client:
        client.feedback(answer, "right", **limits)
    (given,) = load_feedback(file)
    assert {name: given.to_dict()[name] for name in limits} == limits
    assert evaluate_feedback(assistant, [given]).right_kept == 1.0
    # asked without the article that it quotes, it cannot be answered with the same place
    without = replace(given, sources=(first.id,))
    assert evaluate_feedback(assistant, [without]).right_kept == 0.0


def test_one_question_with_other_limits_is_judged_apart(tmp_path: Path) -> None:
    given = Feedback("right", WHY, (), "", None, None, "")
    file = FeedbackFile(tmp_path / "feedback.jsonl")
    for each in (given, replace(given, published_from="2012-01-01"), replace(given, time="later")):
        file.add(each)
    assert [(each.published_from, each.time) for each in load_feedback(file.path)] == [
        (None, "later"),
        ("2012-01-01", ""),
    ]


def test_lines_of_older_servers_are_still_read(assistant: Assistant, tmp_path: Path) -> None:
    given = Feedback.on(assistant.ask(WHY), "right").to_dict()
    for name in ("as_typed", "as_of", "published_from", "published_to", "sources"):
        del given[name]
    (tmp_path / "old").write_text(json.dumps(given) + "\n", encoding="utf-8")
    (old,) = load_feedback(tmp_path / "old")
    assert (old.as_typed, old.as_of, old.sources) == (False, None, ())
    assert evaluate_feedback(assistant, [old]).right_kept == 1.0


def test_a_server_that_was_not_told_to_keeps_none(assistant: Assistant) -> None:
    with (
        client_of(assistant, None) as client,
        pytest.raises(ServerError, match="keeps no feedback") as refused,
    ):
        client.feedback(assistant.ask(WHY), "right")
    assert refused.value.status == 403


def test_what_is_no_verdict_is_refused(assistant: Assistant, tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="'maybe' is no verdict"):
        Feedback.on(assistant.ask(WHY), "maybe")  # type: ignore[arg-type]
    app = create_app(assistant, feedback=FeedbackFile(tmp_path / "kept"))
    http = app.test_client()
    for body in ({"verdict": "maybe", "question": "Why?"}, {"verdict": "right"}):
        assert http.post("/api/v1/feedback", json=body).status_code == 422
    assert (tmp_path / "kept").read_bytes() == b""
    (tmp_path / "kept").write_text('{"verdict": "right"}\n')
    with pytest.raises(SetError, match="line 1"):
        load_feedback(tmp_path / "kept")
    with pytest.raises(QAError, match="Name another file"):
        FeedbackFile(tmp_path)


def test_the_command_reads_the_file(
    assistant: Assistant,
    seeds_index: Path,
    tmp_path: Path,
    qa: Callable[..., tuple[int, str, str]],
) -> None:
    file = FeedbackFile(tmp_path / "feedback.jsonl")
    file.add(Feedback.on(assistant.ask(WHY), "right"))
    status, printed, _ = qa("evaluate", "feedback", file.path, "--index", seeds_index, "--json")
    assert status == 0
    assert json.loads(printed)["right_kept"] == 1.0


def test_a_person_says_so_on_the_page(serve: Serve, open_page: OpenPage, tmp_path: Path) -> None:
    file = tmp_path / "feedback.jsonl"
    app = create_app(seed_assistant(), feedback=FeedbackFile(file))
    page = open_page(serve(app) + f"/?{urlencode({'q': WHY})}#to=2011-12-31&typed")
    page.get_by_role("button", name="Wrong").click()
    expect(page.locator(".checked")).to_contain_text("Noted: wrong.")
    (given,) = load_feedback(file)
    assert (given.verdict, given.question) == ("wrong", WHY)
    assert (given.published_to, given.as_typed) == ("2011-12-31", True)


def test_the_page_asks_nothing_of_the_kind_by_itself(open_chat: OpenPage) -> None:
    page = open_chat()
    ask(page, WHY)
    expect(page.get_by_role("button", name="Wrong")).to_have_count(0)

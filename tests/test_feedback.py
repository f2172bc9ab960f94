"""Verdicts on answers: kept only where a server is told to, and read again by qa evaluate."""

import json
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest
from browser_fixtures import OpenPage, Serve, ask
from playwright.sync_api import expect
from seed_script import WHY, seed_assistant

from qa.assistant import Assistant
from qa.client import Client
from qa.contract.feedback import Feedback
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
    app = create_app(seed_assistant(), feedback=FeedbackFile(file))  # type: ignore[arg-type]
    page = open_page(serve(app) + "/")
    ask(page, WHY)
    page.get_by_role("button", name="Wrong").click()
    expect(page.locator(".checked")).to_contain_text("Noted: wrong.")
    (given,) = load_feedback(file)
    assert (given.verdict, given.question) == ("wrong", WHY)


def test_the_page_asks_nothing_of_the_kind_by_itself(open_chat: OpenPage) -> None:
    page = open_chat()
    ask(page, WHY)
    expect(page.get_by_role("button", name="Wrong")).to_have_count(0)

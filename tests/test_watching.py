"""What a server tells of itself: counts for Prometheus, lines for a log, an id for each request."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from qa.assistant import Assistant
from qa.errors import IndexDamaged
from web.app import create_app
from web.logs import HEADER, Lines, requests

QUESTION = {"question": "Why did China suspend ties in 2010?"}
SECRET = "Quetzalcoatl"


@pytest.fixture
def http(small: Assistant) -> FlaskClient:
    return create_app(small).test_client()


def counted(http: FlaskClient, name: str, **labels: str) -> float:
    """The value of one sample; 0 before anything was counted."""
    told = http.get("/metrics")
    assert told.mimetype == "text/plain"
    for family in text_string_to_metric_families(told.text):
        for sample in family.samples:
            if sample.name == name and labels.items() <= sample.labels.items():
                return sample.value
    return 0.0


def test_answers_are_counted_by_outcome_and_stages_are_timed(http: FlaskClient) -> None:
    http.post("/api/v1/ask", json=QUESTION)
    assert http.post("/api/v1/ask/stream", json=QUESTION).text
    http.post("/api/v1/ask", json={"question": "Zeppelins?"})
    assert counted(http, "qa_answers_total", collection="small", outcome="answered") == 2
    assert counted(http, "qa_answers_total", kind="span", outcome="abstained") == 1
    for stage in ("understand", "retrieve", "read"):
        assert counted(http, "qa_stage_seconds_count", stage=stage) == 3
    assert counted(http, "qa_request_seconds_count", endpoint="api.ask") == 2
    assert counted(http, "qa_articles", collection="small") == 5
    assert counted(http, "qa_inside", gate="asking") == 0


def test_refusals_and_faults_are_counted(
    http: FlaskClient, small: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    http.post("/api/v1/ask", json={"question": ""})
    http.post("/api/v1/articles", json={})
    assert counted(http, "qa_refusals_total", reason="invalid") == 1
    assert counted(http, "qa_refusals_total", reason="forbidden") == 1

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(small, "steps", fail)
    assert http.post("/api/v1/ask", json=QUESTION).status_code == 500
    assert counted(http, "qa_errors_total", type="ZeroDivisionError") == 1
    assert counted(http, "qa_requests_total", endpoint="api.ask", status="500") == 1


def test_it_is_live_while_it_is_not_ready(
    http: FlaskClient, small: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in ("live", "ready"):
        assert http.get(f"/api/v1/health/{path}").json == {"status": "ok"}

    def damaged() -> None:
        raise IndexDamaged("/secret/place is not a collection")

    monkeypatch.setattr(small, "collection", damaged)
    assert http.get("/api/v1/health/live").status_code == 200
    assert http.get("/api/v1/health/ready").status_code == 503
    assert counted(http, "qa_errors_total", type="IndexDamaged") == 1


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What is written to the log of requests."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Lines())
    requests.addHandler(handler)
    yield written
    requests.removeHandler(handler)


def lines(log: io.StringIO) -> list[dict]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_a_request_is_a_line_without_what_was_asked(small: Assistant, log: io.StringIO) -> None:
    http = create_app(small, log_requests=True).test_client()
    http.post("/api/v1/ask", json={"question": f"Who is {SECRET}?"})
    http.get(f"/?q={SECRET}")
    http.get(f"/api/v1/articles?query={SECRET}")
    http.post("/api/v1/ask", json={"question": SECRET, "nonsense": SECRET})
    assert SECRET not in log.getvalue()
    accepted, answered = lines(log)[:2]
    for line, event in ((accepted, "accepted"), (answered, "answered")):
        assert (line["event"], line["method"], line["path"]) == (event, "POST", "/api/v1/ask")
        assert line["client"] == "127.0.0.1"
        assert line["request"] == accepted["request"]
    assert "status" not in accepted
    assert [line.get("status") for line in lines(log)[1::2]] == [200, 200, 200, 422]


def test_questions_are_in_the_log_when_that_is_asked_for(
    small: Assistant, log: io.StringIO
) -> None:
    http = create_app(small, log_questions=True).test_client()
    for path in ("/api/v1/ask", "/api/v1/ask/stream"):
        http.post(path, json={"question": f"Who is\n{SECRET}?"})
    assert [line.get("question") for line in lines(log)] == [None, f"Who is\n{SECRET}?"] * 2


def test_without_being_asked_there_is_no_log(small: Assistant, log: io.StringIO) -> None:
    create_app(small).test_client().post("/api/v1/ask", json=QUESTION)
    assert log.getvalue() == ""


def test_every_response_has_an_id_that_is_in_the_log(small: Assistant, log: io.StringIO) -> None:
    http = create_app(small, log_requests=True).test_client()
    given = http.get("/api/v1/health", headers={HEADER: "from-a.proxy_1"})
    assert given.headers[HEADER] == "from-a.proxy_1"
    made = [http.get(path).headers[HEADER] for path in ("/", "/none", "/static/icon.svg")]
    for hostile in ("a b", "x" * 65, "ä", '"'):
        made.append(http.get("/", headers={HEADER: hostile}).headers[HEADER])
        assert made[-1] != hostile
    assert len(set(made)) == len(made)
    for event in ("accepted", "answered"):
        logged = [line["request"] for line in lines(log) if line["event"] == event]
        assert logged == ["from-a.proxy_1", *made]

"""What a server counts, for Prometheus to fetch at /metrics.

Names and labels: https://prometheus.io/docs/practices/naming/. With several processes behind one
port they share a folder, PROMETHEUS_MULTIPROC_DIR, and each tells the sum of all.
"""

import os
import time
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Flask, Response, current_app, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.process_collector import ProcessCollector

from qa.contract.answer import Answer
from qa.contract.steps import Found, Understood
from qa.errors import QAError
from web.collections import name, served

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
# From a cached page to the slowest question under load, in seconds.
BUCKETS = (0.005, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3, 6, 12, 30)
STAGES = ("understand", "retrieve", "read")
REFUSALS = {
    401: "unauthorized",
    403: "forbidden",
    413: "too_large",
    422: "invalid",
    429: "rate",
    503: "busy",
}

Steps = Iterator[Understood | Found | Answer]

metrics = Blueprint("metrics", __name__)


class Counts:
    """What one app counts."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.registry = CollectorRegistry()
        make: Any = {"registry": self.registry}
        self.requests = Counter(
            "qa_requests", "Requests by what was called.", ["endpoint", "status"], **make
        )
        self.seconds = Histogram(
            "qa_request_seconds", "Until a response began.", ["endpoint"], buckets=BUCKETS, **make
        )
        self.stages = Histogram(
            "qa_stage_seconds", "Stages of an answer.", ["stage"], buckets=BUCKETS, **make
        )
        self.answers = Counter(
            "qa_answers", "Answers by kind and outcome.", ["collection", "kind", "outcome"], **make
        )
        self.refusals = Counter("qa_refusals", "Requests refused, by reason.", ["reason"], **make)
        self.errors = Counter("qa_errors", "Faults of the server, by type.", ["type"], **make)
        self.articles = Gauge(
            "qa_articles",
            "Articles of a collection.",
            ["collection"],
            multiprocess_mode="mostrecent",
            **make,
        )
        self.inside = Gauge(
            "qa_inside",
            "Requests at work or waiting for their turn.",
            ["gate"],
            multiprocess_mode="livesum",
            **make,
        )
        ProcessCollector(registry=self.registry)

    def answer(self, steps: Steps) -> Steps:
        """Pass the steps of an answer on, and count them."""
        began = time.perf_counter()
        for place, step in enumerate(steps):
            now = time.perf_counter()
            self.stages.labels(STAGES[place]).observe(now - began)
            if isinstance(step, Answer):
                self.answers.labels(name(), step.kind, outcome(step)).inc()
            yield step
            began = time.perf_counter()


def outcome(answer: Answer) -> str:
    """Return "answered", "possible" or "abstained"."""
    if answer.answered:
        return "answered"
    return "possible" if answer.abstention and answer.abstention.possible else "abstained"


def counts() -> Counts:
    """Return what the app of this request counts."""
    counted: Counts = current_app.extensions["counts"]
    return counted


def count(app: Flask) -> None:
    """Count what ``app`` does, and tell it at /metrics."""
    app.extensions["counts"] = Counts()
    app.after_request(_count)
    app.register_blueprint(metrics)


def count_fault(fault: BaseException) -> None:
    """Count a fault of the server."""
    counts().errors.labels(type(fault).__name__).inc()


@metrics.get("/metrics")
def show() -> Response:
    """Tell all counts, in the text format of Prometheus."""
    counted = counts()
    for named, assistant in served().items():
        try:
            counted.articles.labels(named).set(assistant.collection().articles)
        except QAError as error:
            count_fault(error)
    registry = counted.registry
    if FOLDER in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _count(response: Response) -> Response:
    """Count a request that was answered."""
    endpoint = request.endpoint or "none"
    counted = counts()
    counted.requests.labels(endpoint, response.status_code).inc()
    counted.seconds.labels(endpoint).observe(time.perf_counter() - g.began)
    if response.status_code in REFUSALS:
        counted.refusals.labels(REFUSALS[response.status_code]).inc()
    return response

"""Calls are counted in a window that moves, by several processes as by one."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from limits import RateLimitItemPerSecond
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from qa.assistant import Assistant
from web.app import create_app
from web.metrics import FOLDER
from web.rates import storage

THREE = RateLimitItemPerSecond(3, 10)


@pytest.fixture(params=["alone", "shared"])
def limiter(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Callable[[], MovingWindowRateLimiter]:
    """Return one of several that count together; in memory there is one alone."""
    if request.param == "alone":
        alone = MovingWindowRateLimiter(storage_from_string(storage(None)))
        return lambda: alone
    return lambda: MovingWindowRateLimiter(storage_from_string(storage(str(tmp_path))))


def test_what_one_counted_counts_for_all(
    limiter: Callable[[], MovingWindowRateLimiter], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr("time.time", lambda: now[0])
    first, second = limiter(), limiter()
    hits = []
    for number, each in enumerate((first, second, first, second)):
        now[0] = 1000.0 + number
        hits.append(each.hit(THREE, "a"))
    assert hits == [True, True, True, False]
    assert second.hit(THREE, "b")
    for each in (first, second):
        window = each.get_window_stats(THREE, "a")
        assert (window.reset_time, window.remaining) == (1010.0, 0)
    now[0] = 1010.5  # the first call counts no more
    assert second.hit(THREE, "a")
    assert not first.hit(THREE, "a")


def test_a_clock_that_was_set_back_keeps_nobody_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr("time.time", lambda: now[0])
    one = MovingWindowRateLimiter(storage_from_string(storage(str(tmp_path))))
    assert [one.hit(THREE, "a") for _ in range(4)] == [True, True, True, False]
    now[0] = 500.0
    assert one.hit(THREE, "a")


def test_where_the_file_is_lost_a_process_counts_for_itself(
    small: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path))
    http = create_app(small, rate="3/minute").test_client()
    assert http.get("/api/v1/health").status_code == 200
    with closing(sqlite3.connect(tmp_path / "rates.sqlite")) as connection:
        connection.execute("DROP TABLE call")
    calls = [http.get("/api/v1/health").status_code for _ in range(6)]
    assert calls == [200] * 3 + [429] * 3

"""How often each client called, counted by all processes of a server together."""

import sqlite3
import threading
import time
from pathlib import Path

from limits.storage import MovingWindowSupport, Storage

SCHEME = "qa-shared"
# How long a process waits for another to have counted.
BUSY_SECONDS = 5.0


class SharedWindows(Storage, MovingWindowSupport):
    """The calls of the last minute, hour …, in a file that lasts as long as the server."""

    STORAGE_SCHEME = [SCHEME]

    def __init__(self, uri: str, **options: float | str | bool) -> None:
        """Open the file that ``uri`` names after the scheme; it is made when there is none."""
        super().__init__(uri)
        path = uri.removeprefix(f"{SCHEME}://")
        self._lock = threading.Lock()
        self._calls = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        # nothing of it outlives the server, so that nothing has to reach the disk
        self._calls.execute("PRAGMA synchronous = OFF")
        self._calls.execute("CREATE TABLE IF NOT EXISTS call (client TEXT, at REAL)")
        self._calls.execute("CREATE INDEX IF NOT EXISTS by_client ON call (client, at)")

    @property
    def base_exceptions(self) -> type[Exception]:
        """What can go wrong."""
        return sqlite3.Error

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count ``amount`` calls of a client, unless that makes more than ``limit``; say which."""
        now = time.time()
        with self._lock, self._calls:
            self._calls.execute("BEGIN IMMEDIATE")
            # those of everybody: who does not come back leaves nothing behind
            self._calls.execute(
                "DELETE FROM call WHERE at NOT BETWEEN ? AND ?", (now - expiry, now)
            )
            if self._window(key)[1] + amount > limit:
                return False
            self._calls.executemany("INSERT INTO call VALUES (?, ?)", [(key, now)] * amount)
            return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """Return when the first call that still counts was made, and how many do."""
        with self._lock:
            first, count = self._window(key, time.time() - expiry)
        return first, min(count, limit)

    def _window(self, key: str, since: float = 0.0) -> tuple[float, int]:
        """Return the first of a client's calls, now when there is none, and their number."""
        first, count = self._calls.execute(
            "SELECT min(at), count(*) FROM call WHERE client = ? AND at > ?", (key, since)
        ).fetchone()
        return first or time.time(), count

    def check(self) -> bool:
        """Whether the file can be read."""
        with self._lock:
            return bool(self._calls.execute("SELECT 1").fetchone())

    def reset(self) -> int:
        """Forget all calls; return how many."""
        with self._lock:
            return self._calls.execute("DELETE FROM call").rowcount

    def clear(self, key: str) -> None:
        """Forget the calls of a client."""
        with self._lock:
            self._calls.execute("DELETE FROM call WHERE client = ?", (key,))

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Refuse: windows that do not move are not counted here."""
        raise NotImplementedError("only the strategy moving-window is counted here")

    def get(self, key: str) -> int:
        """Return how many calls of a client are counted."""
        with self._lock:
            return self._window(key)[1]

    def get_expiry(self, key: str) -> float:
        """Return when the first call of a client was made."""
        with self._lock:
            return self._window(key)[0]


def storage(folder: str | None) -> str:
    """Return where calls are counted: in a folder that processes share, else in this process."""
    return f"{SCHEME}://{Path(folder, 'rates.sqlite')}" if folder else "memory://"

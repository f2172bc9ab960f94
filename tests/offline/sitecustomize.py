"""In every Python process of the tests: no connection leaves this machine.

Imported by ``conftest`` here, and by Python itself in what tests start, which find it on their
path. What was tried is also written down, for code may catch what is raised.
"""

import os
import sys
from typing import Any

ATTEMPTS = "QA_TEST_ATTEMPTS"
"""The variable that names the file of what was tried."""
EVENTS = {"socket.connect", "socket.sendto"}
HERE = {"127.0.0.1", "::1", "localhost"}


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse to reach another host; sockets of other kinds than IP stay on this machine."""
    if event not in EVENTS:
        return
    address = arguments[1]
    if not isinstance(address, tuple) or not isinstance(address[0], str) or address[0] in HERE:
        return
    if file := os.environ.get(ATTEMPTS):
        with open(file, "a", encoding="utf-8") as attempts:
            attempts.write(f"{address[0]} {sys.argv[:3]}\n")
    raise AssertionError(f"a test tried to reach {address}")


sys.addaudithook(refuse)

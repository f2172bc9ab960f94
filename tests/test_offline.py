"""That nothing of the suite reaches another host is asserted, in what tests start too."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from offline.sitecustomize import ATTEMPTS

# Of those that are kept for documentation (RFC 5737): nobody is there.
ELSEWHERE = ("192.0.2.1", 80)
CODE = {
    "connect": "s.connect(('192.0.2.1', 80))",
    "connect_ex": "s.connect_ex(('192.0.2.1', 80))",
    "sendto": "s.sendto(b'x', ('192.0.2.1', 53))",
}


@pytest.mark.parametrize("how", CODE)
def test_a_process_that_tries_is_refused_and_written_down(tmp_path: Path, how: str) -> None:
    code = (
        "import socket\ns = socket.socket(type=socket.SOCK_DGRAM)\n"
        f"try:\n    {CODE[how]}\nexcept AssertionError:\n    print('refused')\n"
    )
    file = tmp_path / "attempts"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, ATTEMPTS: str(file)},
        capture_output=True,
        text=True,
    )
    assert ran.stdout == "refused\n", ran.stderr
    assert "192.0.2.1" in file.read_text()


def test_this_process_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ATTEMPTS)
    with (
        socket.socket() as one,
        pytest.raises(AssertionError, match=r"192\.0\.2\.1"),
    ):
        one.connect(ELSEWHERE)

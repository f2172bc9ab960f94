"""``python -m qa`` is the ``qa`` command."""

import os
import sys
import threading
from typing import NoReturn

from qa.terminal.cli import main


def run() -> None:
    """Run the command, and end as soon as it is done and all that it wrote is out.

    Python would take the models apart piece by piece first, which takes as long as a question. All
    files and collections are closed by then; where a thread is still at work, it waits for it.
    """
    try:
        main()
    except SystemExit as end:
        if isinstance(end.code, str) or threading.active_count() > 1:
            raise
        # inside the block: with the exception go the frames it holds, and with them the models
        _end(end.code or 0)
    _end(0)


def _end(status: int) -> NoReturn:
    """End the process once all that was written is out."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    run()

"""``python -m qa`` is the ``qa`` command."""

import gc
import os
import sys
import threading
from typing import NoReturn

from qa.terminal.cli import main

# Objects made before Python looks for those that are garbage in cycles. What a command imports is
# none, and to look through it every 700 objects, as it does by itself, takes 4 % of a new `qa ask`.
GARBAGE_AFTER = 50_000


def run() -> None:
    """Run the command, and end as soon as it is done and all that it wrote is out.

    Python would take the models apart piece by piece first, which takes as long as a question. All
    files and collections are closed by then; where a thread is still at work, it waits for it.
    """
    gc.set_threshold(GARBAGE_AFTER)
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

"""``python -m qa`` is the ``qa`` command."""

import os
import sys
import threading

from qa.terminal.cli import main


def run() -> None:
    """Run the command, and end as soon as it is done and all that it wrote is out.

    Python would take the models apart piece by piece first, which takes as long as a question. All
    files and collections are closed by then; where a thread is still at work, it waits for it.
    """
    status = 0
    try:
        main()
    except SystemExit as end:
        if isinstance(end.code, str) or threading.active_count() > 1:
            raise
        status = end.code or 0
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    run()

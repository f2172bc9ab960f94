"""The folder in which the processes of a server count together, for prometheus-client."""

import fcntl
import os
import shutil
import stat
import tempfile
from pathlib import Path

PREFIX = "qa-counts-"


def make_counts_folder() -> str:
    """Make an empty folder, held as long as this process or one that it forked lives.

    Folders that nobody holds any more, because their server was killed, are removed first.
    """
    _remove_abandoned(Path(tempfile.gettempdir()))
    while True:
        folder = tempfile.mkdtemp(prefix=PREFIX)
        if _hold(Path(folder)) is not None and os.path.isdir(folder):
            return folder
        # another server that starts just now took it for an abandoned one


def _remove_abandoned(parent: Path) -> None:
    """Remove the folders of counts in ``parent`` that are ours and that no process holds."""
    for folder in parent.glob(f"{PREFIX}*"):
        try:
            about = folder.lstat()  # of a link itself: others may write here, too
            ours = stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid()
            handle = _hold(folder) if ours else None
        except FileNotFoundError:  # another server that starts just now removed it
            continue
        if handle is not None:
            shutil.rmtree(folder)
            os.close(handle)


def _hold(folder: Path) -> int | None:
    """Lock a folder until the handle is closed everywhere; None when another holds it."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle

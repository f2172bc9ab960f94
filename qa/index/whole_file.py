"""A file written whole or not at all, whatever ends the program meanwhile."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

READABLE = 0o644
"""Others who use this installation or this index may read it."""


def write_whole(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file, in a folder that is there; the old one stays until all is on the disk.

    :raises OSError: when the folder or the disk does not take it; the old file stays.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, READABLE)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

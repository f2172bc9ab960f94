"""Files of the evaluation sets, plain or gzip."""

import gzip
import zlib
from pathlib import Path


def unpacked(file: Path) -> bytes:
    """Return the content of a file, unpacked where it is gzip.

    :raises OSError: when it cannot be read, or is damaged.
    """
    data = file.read_bytes()
    if data[:2] != b"\x1f\x8b":
        return data
    try:
        return gzip.decompress(data)
    except (EOFError, zlib.error) as error:
        raise gzip.BadGzipFile(str(error)) from error

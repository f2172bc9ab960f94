"""What is slow to make of a model's files, kept beside them, as Python keeps its ``__pycache__``.

Each is a file in the folder ``compiled`` with its CRC-32 behind it, which tells damage at a third
of the time of a hash: 122 MB are looked at when a question is asked. One that is missing or damaged
is made again; where it cannot be written it is made at every start. All of them can be deleted.
"""

import hashlib
import json
import logging
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.index.whole_file import write_whole

logger = logging.getLogger(__name__)

FOLDER = "compiled"
_CHECK_BYTES = 4


def kept(beside: Path, made_from: Sequence[str], make: Callable[[], bytes]) -> NDArray[np.uint8]:
    """Return the bytes that ``make`` returns, mapped into memory where they were kept.

    ``beside`` is the folder of the model. ``made_from`` tells all that they depend on: what was
    made from something else is another file.
    """
    key = hashlib.sha256(json.dumps(list(made_from)).encode()).hexdigest()[:32]
    path = beside / FOLDER / key
    content = _read(path)
    if content is None:
        made = make()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, (made, _check(made)))
        except OSError as error:
            # without it the next program only starts more slowly
            logger.info("cannot write %s: %s", path, error)
        content = np.frombuffer(bytearray(made), np.uint8)
    return content


def _read(path: Path) -> NDArray[np.uint8] | None:
    """Return the content of a file, mapped into memory; None when it is absent or damaged."""
    try:
        # a private mapping: the runtime asks for memory that could be written
        whole = np.memmap(path, np.uint8, mode="c")
    except (OSError, ValueError):  # ValueError: it is empty
        return None
    body, check = whole[:-_CHECK_BYTES], whole[-_CHECK_BYTES:].tobytes()
    return body if _check(body.data) == check else None


def _check(content: bytes | memoryview) -> bytes:
    return zlib.crc32(content).to_bytes(_CHECK_BYTES)

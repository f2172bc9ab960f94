"""``vectors.faiss``: a cache of the store's vectors on disk, never a second truth.

It holds an ``IndexIDMap2`` over ``IndexFlatIP``, followed by a footer that says of which generation
of the collection the vectors are, which ones they are (``digest.py``), and the SHA-256 of what
stands before it. FAISS ignores the footer. A file that is missing or damaged is built again from
the store; one that is behind is brought up by the log of changes, or built again where that does
not give what the store has.
"""

import base64
import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from qa.index.vectors import FaissIndex

FILE = "vectors.faiss"
FOOTER_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Stamped:
    """An index, the generation that it is of, and the sum of its passages."""

    index: FaissIndex
    generation: int
    passage_sum: bytes


def save(stamped: Stamped, folder: Path) -> None:
    """Write ``vectors.faiss``, of an index that is all in one: whole or not at all.

    :raises OSError: when the folder or the disk does not take it; the old file stays.
    """
    import faiss

    body = faiss.serialize_index(stamped.index.base).tobytes()
    stamp = {
        "generation": stamped.generation,
        "passages": base64.b64encode(stamped.passage_sum).decode(),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    handle, name = tempfile.mkstemp(dir=folder, prefix=".vectors-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.write(json.dumps(stamp).encode().ljust(FOOTER_BYTES))
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, folder / FILE)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def generation(folder: Path) -> int | None:
    """Return the generation that ``vectors.faiss`` says it is of; None when it says nothing."""
    try:
        with (folder / FILE).open("rb") as file:
            file.seek(-FOOTER_BYTES, os.SEEK_END)
            return int(json.loads(file.read())["generation"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def load(folder: Path) -> Stamped | None:
    """Return what ``vectors.faiss`` holds, or None when it is absent or damaged."""
    try:
        whole = (folder / FILE).read_bytes()
    except OSError:
        return None
    body, footer = whole[:-FOOTER_BYTES], whole[-FOOTER_BYTES:]
    try:
        stamp = json.loads(footer)
        generation, passages = int(stamp["generation"]), base64.b64decode(stamp["passages"])
        right = stamp["sha256"] == hashlib.sha256(body).hexdigest()
    except (ValueError, KeyError, TypeError):  # damaged, or of an older version of this program
        return None
    if not right:
        return None
    import faiss

    index = faiss.deserialize_index(np.frombuffer(body, dtype=np.uint8))
    return Stamped(FaissIndex(index), generation, passages)

"""``vectors.faiss``: a cache of the store's vectors on disk, never a second truth.

It holds an ``IndexIDMap2`` over ``IndexFlatIP``, followed by a footer that says of which generation
of the collection the vectors are, which ones they are (``digest.py``), and the SHA-256 of what
stands before it. FAISS ignores the footer. A file that is missing or damaged is built again from
the store; one that is behind is brought up by the log of changes, or built again where that does
not give what the store has. It is read where it lies: the system gives its memory to others when
they need it. The first look at many vectors (``coarse.py``) lies beside it, for the same vectors.
"""

import base64
import hashlib
import importlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.index.coarse import Coarse, coarse
from qa.index.vectors import FaissIndex
from qa.index.whole_file import write_whole

FILE = "vectors.faiss"
FIRST_LOOK = "vectors-coarse.faiss"
FOOTER_BYTES = 4096

Bytes = NDArray[np.uint8]


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
    sha256 = hashlib.sha256(body).hexdigest()
    if stamped.index.first_look is None:
        (folder / FIRST_LOOK).unlink(missing_ok=True)
    else:
        first = faiss.serialize_index(stamped.index.first_look.index).tobytes()
        of_first = hashlib.sha256(first).hexdigest()
        _write(folder / FIRST_LOOK, first, {"of": sha256, "sha256": of_first})
    stamp = {
        "generation": stamped.generation,
        "passages": base64.b64encode(stamped.passage_sum).decode(),
        "sha256": sha256,
    }
    _write(folder / FILE, body, stamp)


def _write(path: Path, body: bytes, stamp: dict[str, Any]) -> None:
    """Write a body with its footer: whole or not at all."""
    write_whole(path, (body, json.dumps(stamp).encode().ljust(FOOTER_BYTES)))


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
    read = _read(folder / FILE)
    if read is None:
        return None
    body, stamp = read
    try:
        generation, passages = int(stamp["generation"]), base64.b64decode(stamp["passages"])
    except (ValueError, KeyError, TypeError):  # of an older version of this program
        return None
    base = _in_place(body)
    first_look = _first_look(folder, stamp["sha256"]) or coarse(base.index)
    return Stamped(FaissIndex(base, first_look=first_look), generation, passages)


def _first_look(folder: Path, of: str) -> Coarse | None:
    """Return the first look that was written for the vectors with that SHA-256."""
    read = _read(folder / FIRST_LOOK)
    if read is None or read[1].get("of") != of:
        return None
    import faiss

    return Coarse(faiss.deserialize_index(np.array(read[0])))


def _read(path: Path) -> tuple[Bytes, dict[str, Any]] | None:
    """Return the body as it lies on the disk, and its stamp; None when absent or damaged."""
    try:
        with path.open("rb") as file:
            whole = np.memmap(file, dtype=np.uint8, mode="r")
    except (OSError, ValueError):  # absent, or empty
        return None
    body, footer = whole[:-FOOTER_BYTES], whole[-FOOTER_BYTES:]
    try:
        stamp: dict[str, Any] = json.loads(footer.tobytes())
        right = stamp["sha256"] == hashlib.sha256(body.data).hexdigest()
    except (ValueError, KeyError, TypeError):
        return None
    return (body, stamp) if right else None


def _in_place(body: Bytes) -> Any:
    """Return the FAISS index of a body without a copy of its vectors."""
    faiss: Any = importlib.import_module("faiss")  # its type hints lack what is used here
    reader = faiss.ZeroCopyIOReader(faiss.swig_ptr(body), body.size)
    index = faiss.read_index(reader)
    index.referenced_objects = [body]  # as FAISS itself keeps what an index reads from
    return index

"""FAISS behind ``VectorIndex``: a cache of the store's vectors, never a second truth.

``vectors.faiss`` holds an ``IndexIDMap2`` over ``IndexFlatIP`` (exact inner product), followed by a
footer that says which collection it was built from and the SHA-256 of what stands before it. FAISS
ignores the footer. A file that is missing, stale or damaged is built again from the store.
"""

import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.index import rows
from qa.protocols import Vectors

FILE = "vectors.faiss"
FOOTER_BYTES = 256

# Always one, whatever the machine has: where the processor is shared, two threads that wait for
# each other took twice the work of one and longer, as measured.
THREADS = 1


class FaissIndex:
    """A ``VectorIndex`` over an in-memory FAISS index. Searching changes nothing."""

    def __init__(self, index: Any) -> None:
        """Wrap a faiss ``IndexIDMap2``; ``build`` and ``load`` make one."""
        self.index = index

    def __len__(self) -> int:
        return int(self.index.ntotal)

    def search(
        self, vector: Vectors, k: int, among: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """Return up to ``k`` (passage id, inner product), best first, ties by smaller id."""
        faiss = _faiss()
        total = len(self) if among is None else len(among)
        if k < 1 or total < 1 or len(self) < 1:
            return []
        parameters = None
        if among is not None:
            wanted = np.array(sorted(among), dtype=np.int64)
            parameters = faiss.SearchParameters()
            parameters.sel = faiss.IDSelectorBatch(wanted)
        scores, ids = self.index.search(
            vector.reshape(1, -1), min(k, total, len(self)), params=parameters
        )
        # FAISS pads with -1, and leaves open how it orders equal scores
        found = [
            (int(number), float(score))
            for number, score in zip(ids[0], scores[0], strict=True)
            if number != -1
        ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def vectors(self) -> dict[int, NDArray[np.float32]]:
        """Return every vector by passage id, for a check against the store."""
        faiss = _faiss()
        ids = faiss.vector_to_array(self.index.id_map)
        return {int(number): self.index.reconstruct(int(number)) for number in ids}


def build(connection: sqlite3.Connection, dimension: int) -> FaissIndex:
    """Build the index from the vectors of the store, in order of passage id."""
    faiss = _faiss()
    ids, matrix = rows.vectors(connection)
    index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
    if len(ids):
        index.add_with_ids(np.ascontiguousarray(matrix), ids)
    return FaissIndex(index)


def save(index: FaissIndex, folder: Path, digest: str) -> None:
    """Write ``vectors.faiss``, stamped with the collection's digest: whole or not at all.

    :raises OSError: when the folder or the disk does not take it; the old file stays.
    """
    faiss = _faiss()
    body = faiss.serialize_index(index.index).tobytes()
    stamp = json.dumps({"collection": digest, "sha256": hashlib.sha256(body).hexdigest()})
    handle, name = tempfile.mkstemp(dir=folder, prefix=".vectors-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.write(stamp.encode().ljust(FOOTER_BYTES))
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, folder / FILE)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def load(folder: Path, digest: str) -> FaissIndex | None:
    """Return the index of ``vectors.faiss``, or None when it is absent, stale or damaged."""
    try:
        whole = (folder / FILE).read_bytes()
    except OSError:
        return None
    body, footer = whole[:-FOOTER_BYTES], whole[-FOOTER_BYTES:]
    stamp = {"collection": digest, "sha256": hashlib.sha256(body).hexdigest()}
    if footer != json.dumps(stamp).encode().ljust(FOOTER_BYTES):
        return None
    faiss = _faiss()
    return FaissIndex(faiss.deserialize_index(np.frombuffer(body, dtype=np.uint8)))


def _faiss() -> Any:
    """Return the library, which computes with ``THREADS`` in the calling thread from then on."""
    # Here, not at the top: importing qa.index must stay light.
    import faiss

    faiss.omp_set_num_threads(THREADS)
    return faiss

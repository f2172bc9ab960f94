"""FAISS behind ``VectorIndex``: vectors in memory, brought up to date by what came and went.

An index is never changed: a question under way keeps the one it began with. A changed one shares
the large part (``base``) with the one before and holds beside it what came since (``added``) and
what is not to be found any more (``gone``); when these get many, all is put into one again. A large
base is searched by a first look (``coarse.py``) and exactly only among what that puts first; ids
that are named are always compared exactly.
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.index import rows
from qa.index.coarse import Coarse, Positions, coarse, compared
from qa.protocols import Vectors

# Passages that may stand beside the base: this share of it, and no more than that many. Each change
# copies them (4,096 times 384 numbers: 1 ms), putting all into one copies everything.
SHARE = 8
MOST = 4096

# Always one, whatever the machine has: where the processor is shared, two threads that wait for
# each other took twice the work of one and longer, as measured.
THREADS = 1


class FaissIndex:
    """A ``VectorIndex`` over FAISS indexes with inner product. Searching changes nothing."""

    def __init__(
        self,
        base: Any,
        added: Any = None,
        gone: frozenset[int] = frozenset(),
        first_look: Coarse | None = None,
    ) -> None:
        """Wrap faiss ``IndexIDMap2``s, ids ascending; ``build`` and ``changed`` make one."""
        self.base = base
        self.added = added
        self.gone = gone
        self.first_look = first_look
        self._base_ids: NDArray[np.int64] | None = None

    def __len__(self) -> int:
        return sum(int(index.ntotal) for index in self._parts()) - len(self.gone)

    @property
    def is_one(self) -> bool:
        """Tell whether all is in the base, and nothing but that."""
        return self.added is None and not self.gone

    def search(
        self, vector: Vectors, k: int, among: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """Return up to ``k`` (passage id, inner product), best first, ties by smaller id."""
        k = min(k, len(self) if among is None else len(among))
        if k < 1 or len(self) < 1:
            return []
        best = self._best(vector, k + 1, among)
        if len(best) > k and best[k - 1][1] == best[k][1]:
            # FAISS leaves open which of equals it returns: all of them are needed
            best = self._at_least(vector, best[k][1], k + 1, among)
        return best[:k]

    def changed(self, came: Mapping[int, bytes], went: Collection[int]) -> "FaissIndex":
        """Return the index with the passages that came, each with its vector, and without others.

        A passage may be in both: its vector is another one then. A vector is little-endian float32.
        """
        others = self._beside()
        for passage_id in went:
            others.pop(passage_id, None)
        others |= came
        gone = self.gone | {passage_id for passage_id in went if self._in_base(passage_id)}
        if len(others) + len(gone) > beside(self.base.ntotal):
            ids, matrix = _arrays(self.base)
            kept = ~np.isin(ids, np.array(sorted(gone), dtype=np.int64))
            more, vectors = _joined(others, self.base.d)
            return whole(np.concatenate((ids[kept], more)), np.concatenate((matrix[kept], vectors)))
        added = _index(*_joined(others, self.base.d)) if others else None
        index = FaissIndex(self.base, added, gone, self.first_look)
        index._base_ids = self._base_ids
        return index

    def vectors(self) -> dict[int, NDArray[np.float32]]:
        """Return every vector by passage id, for a check against the store."""
        pairs = zip(*_arrays(self.base), strict=True)
        kept = {int(number): vector for number, vector in pairs if int(number) not in self.gone}
        others = self._beside().items()
        return kept | {number: np.frombuffer(vector, dtype="<f4") for number, vector in others}

    def held(self, ids: Iterable[int]) -> dict[int, bytes]:
        """Return the vectors of those of these passages that are in the index."""
        others = self._beside()
        found = {}
        for number in ids:
            if number in others:
                found[number] = others[number]
            elif number not in self.gone and self._in_base(number):
                found[number] = self.base.reconstruct(number).astype("<f4").tobytes()
        return found

    def _parts(self) -> list[Any]:
        """The FAISS indexes that are searched, none of them empty."""
        return [index for index in (self.base, self.added) if index is not None and index.ntotal]

    def _beside(self) -> dict[int, bytes]:
        """What stands beside the base."""
        if self.added is None:
            return {}
        ids, matrix = _arrays(self.added)
        return {int(i): vector.tobytes() for i, vector in zip(ids, matrix, strict=True)}

    def _in_base(self, passage_id: int) -> bool:
        """Tell whether the base has a vector of that passage."""
        return len(_places(self._ids(self.base), [passage_id])) > 0

    def _ids(self, index: Any) -> NDArray[np.int64]:
        """The ids of a FAISS index in its order, which is ascending."""
        if index is not self.base:
            return _ids(index)
        if self._base_ids is None:
            self._base_ids = _ids(index)
        return self._base_ids

    def _best(
        self, vector: Vectors, k: int, among: Collection[int] | None
    ) -> list[tuple[int, float]]:
        """Return up to ``k`` best, sorted; which of equals are among the last is left open."""
        found: list[tuple[int, float]] = []
        for index in self._parts():
            ids, places = self._ids(index), self._looked_at(index, vector, k, among)
            if places is None:
                scores, places = index.index.search(
                    vector.reshape(1, -1), min(k + len(self.gone), int(index.ntotal))
                )
                found += self._not_gone(index, ids[places[0]], scores[0])
            elif len(places):
                scores = compared(index.index, vector, places)
                found += self._not_gone(index, ids[places], scores)
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:k]

    def _at_least(
        self, vector: Vectors, score: float, k: int, among: Collection[int] | None
    ) -> list[tuple[int, float]]:
        """Return all whose inner product is ``score`` or more, sorted.

        Of a large base those of the first look at the best ``k``.
        """
        below = float(np.nextafter(np.float32(score), np.float32(-np.inf)))
        found: list[tuple[int, float]] = []
        for index in self._parts():
            ids, places = self._ids(index), self._looked_at(index, vector, k, among)
            if places is None:
                _, scores, places = index.index.range_search(vector.reshape(1, -1), below)
                found += self._not_gone(index, ids[places], scores)
            elif len(places):
                scores = compared(index.index, vector, places)
                found += self._not_gone(index, ids[places], scores)
        return sorted(
            (pair for pair in found if pair[1] >= score), key=lambda pair: (-pair[1], pair[0])
        )

    def _looked_at(
        self, index: Any, vector: Vectors, k: int, among: Collection[int] | None
    ) -> Positions | None:
        """Return the positions that are to be compared exactly; None for all of them."""
        if among is not None:
            return _places(self._ids(index), among)
        if index is self.base and self.first_look:
            return self.first_look.likeliest(vector, k, len(self.gone))
        return None

    def _not_gone(
        self, index: Any, ids: NDArray[np.int64], scores: NDArray[np.float32]
    ) -> list[tuple[int, float]]:
        """Join ids and scores; what is gone from the base is passed over."""
        pairs = zip(ids.tolist(), scores.tolist(), strict=True)
        if index is not self.base or not self.gone:
            return list(pairs)
        return [pair for pair in pairs if pair[0] not in self.gone]


def beside(base: int) -> int:
    """Return how many passages may stand beside a base of that many."""
    return min(MOST, base // SHARE)


def empty(dimension: int) -> FaissIndex:
    """Return an index without passages."""
    return whole(*_joined({}, dimension))


def build(connection: sqlite3.Connection, dimension: int) -> FaissIndex:
    """Build the index from the vectors of the store, in order of passage id."""
    ids, matrix = rows.vectors(connection)
    return whole(ids, matrix.reshape(len(ids), dimension))


def whole(ids: NDArray[np.int64], matrix: Vectors) -> FaissIndex:
    """Return the index that has all these vectors in its base."""
    base = _index(ids, matrix)
    return FaissIndex(base, first_look=coarse(base.index))


def _index(ids: NDArray[np.int64], matrix: Vectors) -> Any:
    """Return a FAISS index of these vectors, in order of their ids."""
    faiss = _faiss()
    order = np.argsort(ids)
    index = faiss.IndexIDMap2(faiss.IndexFlatIP(matrix.shape[1]))
    if len(ids):
        index.add_with_ids(np.ascontiguousarray(matrix[order]), ids[order])
    return index


def _arrays(index: Any) -> tuple[NDArray[np.int64], Vectors]:
    """Return the ids and vectors of a FAISS index, in its order."""
    return _ids(index), index.index.reconstruct_n(0, int(index.ntotal))


def _ids(index: Any) -> NDArray[np.int64]:
    """Return the ids of a FAISS index, in its order."""
    ids: NDArray[np.int64] = _faiss().vector_to_array(index.id_map)
    return ids


def _places(ids: NDArray[np.int64], wanted: Collection[int]) -> Positions:
    """Return where the wanted ids stand among ``ids``, which ascend; others are passed over."""
    if not len(ids):
        return np.empty(0, dtype=np.int64)
    asked = np.sort(np.fromiter(wanted, dtype=np.int64, count=len(wanted)))
    places: Positions = np.minimum(np.searchsorted(ids, asked), len(ids) - 1)
    # each once; np.unique would import what nothing else needs (numpy.ma)
    held: Positions = places[(ids[places] == asked) & (np.diff(asked, prepend=-1) != 0)]
    return held


def _joined(vectors: Mapping[int, bytes], dimension: int) -> tuple[NDArray[np.int64], Vectors]:
    """Return ids and vectors as arrays."""
    matrix = np.frombuffer(b"".join(vectors.values()), dtype="<f4").astype(np.float32, copy=False)
    return np.array(list(vectors), dtype=np.int64), matrix.reshape(len(vectors), dimension)


def _faiss() -> Any:
    """Return the library, which computes with ``THREADS`` in the calling thread from then on."""
    # Here, not at the top: importing qa.index must stay light.
    import faiss

    faiss.omp_set_num_threads(THREADS)
    return faiss

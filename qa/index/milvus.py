"""Vectors and words of passages in Milvus, or in milvus-lite, behind one small set of calls.

The client is pymilvus. What the collection in Milvus is made from stands in a stamp among its
properties, written after what it speaks of; see ``outside.py`` for what is kept in step and how.
"""

import functools
import json
import logging
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.errors import IndexUnreadable
from qa.extras import require
from qa.index.engine import milvus_uri
from qa.protocols import Vectors
from qa.text.stemmers import stemmer
from qa.text.words import searchable

STAMP = "qa.stamp"
# Rows sent at once: 500 of 384 numbers and their words are under 2 MB, far below gRPC's limit.
BATCH = 500
# HNSW's usual figures for recall beyond 0.98; the search list is never shorter than what is asked.
GRAPH = {"M": 32, "efConstruction": 256}
SEARCHED = 256
# Those of FTS5, so that both engines weigh words alike.
BM25 = {"bm25_k1": 1.2, "bm25_b": 0.75}
# A word that a question has so many times weighs as many times as much: so shares of the weight
# of a word are said, which Milvus has no other words for.
REPEATED = 20
# Bytes of the words that FTS5's "porter" makes a stem of: of an "s" alone nothing would be left.
SHORTEST_STEMMED, LONGEST_STEMMED = 3, 64
# Milvus returns no more at once.
MOST = 16_384
LONGEST = 65_535
# Seconds to wait for a connection.
PATIENCE = 10
# pymilvus asks every ten seconds whether the server is there, even while nothing is searched; a
# server that allows it less often cuts the connection and gRPC writes so to the terminal.
QUIET = {"grpc.keepalive_permit_without_calls": 0}

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the engine holds: the passages of a generation, whose sum has the digest ``sum``.

    ``reached`` is the last id that was sent while the first filling is not done, else None;
    ``busy`` says that changes since that generation were begun and not finished.
    """

    generation: int
    sum: str
    reached: int | None = None
    busy: bool = False


class MilvusEngine:
    """One collection in Milvus. Reads see every write that returned before (strong consistency).

    Every call raises IndexUnreadable when Milvus cannot be reached or refuses.
    """

    def __init__(self, address: str, dimension: int) -> None:
        """Connect to an engine of ``qa.index.engine``, for vectors of ``dimension`` numbers."""
        require("pymilvus", "milvus")
        self.address = address
        self._dimension = dimension
        uri, self._name = milvus_uri(address)
        with self._errors():
            from pymilvus import MilvusClient

            # they write to the terminal what is raised anyway, or what milvus-lite does not have
            for name in ("pymilvus", "milvus_lite", "grpc"):
                logging.getLogger(name).setLevel(logging.CRITICAL)
            # a connection shared with other clients would outlive ``close``
            self._client: Any = MilvusClient(
                uri, timeout=PATIENCE, dedicated=True, grpc_options=QUIET
            )

    def stamp(self) -> Stamp | None:
        """Return what it holds, None when there is nothing of ours."""
        with self._errors():
            if not self._client.has_collection(self._name):
                return None
            self._client.load_collection(self._name)  # milvus-lite forgets it from run to run
            written = self._client.describe_collection(self._name)["properties"].get(STAMP)
        return None if written is None else Stamp(**json.loads(written))

    def write_stamp(self, stamp: Stamp) -> None:
        """Say what it holds."""
        with self._errors():
            self._client.alter_collection_properties(
                self._name, properties={STAMP: json.dumps(asdict(stamp))}
            )

    def make(self) -> None:
        """Make the collection anew, empty; what was there under its name is gone."""
        from pymilvus import DataType, Function, FunctionType

        with self._errors():
            self._client.drop_collection(self._name)
            schema = self._client.create_schema(auto_id=False, enable_dynamic_field=False)
            schema.add_field("id", DataType.INT64, is_primary=True)
            schema.add_field("vector", DataType.FLOAT_VECTOR, dim=self._dimension)
            schema.add_field(
                "words",
                DataType.VARCHAR,
                max_length=LONGEST,
                enable_analyzer=True,
                analyzer_params={"tokenizer": "standard"},
            )
            schema.add_field("weights", DataType.SPARSE_FLOAT_VECTOR)
            schema.add_function(Function("bm25", FunctionType.BM25, ["words"], ["weights"]))
            indexes = self._client.prepare_index_params()
            indexes.add_index("vector", index_type="HNSW", metric_type="IP", params=GRAPH)
            indexes.add_index(
                "weights", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25", params=BM25
            )
            self._client.create_collection(
                self._name, schema=schema, index_params=indexes, consistency_level="Strong"
            )

    def put(self, passages: Iterable[tuple[int, Vectors, str]]) -> None:
        """Write passages: id, vector, and the text whose words it is found by."""
        rows = [
            {"id": number, "vector": vector.tolist(), "words": _spoken(text)}
            for number, vector, text in passages
        ]
        with self._errors():
            for start in range(0, len(rows), BATCH):
                self._client.upsert(self._name, rows[start : start + BATCH])

    def delete(self, ids: Sequence[int]) -> None:
        """Take passages out; those that are not there are passed over."""
        with self._errors():
            for start in range(0, len(ids), BATCH):
                self._client.delete(self._name, ids=list(ids[start : start + BATCH]))

    def vectors(self, ids: Sequence[int]) -> dict[int, bytes]:
        """Return the vectors of those of these passages that it has, little-endian float32."""
        found: dict[int, bytes] = {}
        with self._errors():
            for start in range(0, len(ids), BATCH):
                part = list(ids[start : start + BATCH])
                for row in self._client.get(self._name, ids=part, output_fields=["vector"]):
                    found[int(row["id"])] = np.asarray(row["vector"], dtype="<f4").tobytes()
        return found

    def everything(self) -> dict[int, NDArray[np.float32]]:
        """Return every vector by passage id, for a check against the store."""
        found: dict[int, NDArray[np.float32]] = {}
        with self._errors():
            rows = self._client.query_iterator(
                self._name, batch_size=BATCH, output_fields=["id", "vector"]
            )
            while part := rows.next():
                found |= {int(row["id"]): np.asarray(row["vector"], "<f4") for row in part}
            rows.close()
        return found

    def nearest(
        self, vector: Vectors, k: int, among: Collection[int] | None
    ) -> list[tuple[int, float]]:
        """Return up to ``k`` (passage id, inner product), in no order that counts."""
        effort = {"params": {"ef": max(k, SEARCHED)}}
        return self._search("vector", vector.tolist(), k, among, effort)

    def matching(
        self, words: Mapping[str, float], k: int, among: Collection[int] | None
    ) -> list[tuple[int, float]]:
        """Return up to ``k`` (passage id, bm25), bigger-is-better, in no order that counts.

        ``words`` have the share, 0 to 1, that each is to have of the weight that Milvus gives it.
        """
        spoken = " ".join(
            " ".join([_spoken(word)] * round(REPEATED * share)) for word, share in words.items()
        ).strip()
        if not spoken:
            return []
        found = self._search("weights", spoken[:LONGEST], k, among, {})
        # a server gives bm25 as it is, milvus-lite negated as a distance
        return [(number, abs(score) / REPEATED) for number, score in found if score]

    def close(self) -> None:
        """Give back the connection."""
        self._client.close()

    def _search(
        self, field: str, wanted: Any, k: int, among: Collection[int] | None, effort: Any
    ) -> list[tuple[int, float]]:
        """Search one field."""
        if k < 1 or among is not None and not among:
            return []
        with self._errors():
            (found,) = self._client.search(
                self._name,
                data=[wanted],
                anns_field=field,
                limit=min(k, MOST),
                filter="" if among is None else f"id in {sorted(among)}",
                output_fields=["id"],
                search_params=effort,
            )
        return [(int(hit["id"]), float(hit["distance"])) for hit in found]

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Say in our words what Milvus refuses."""
        from pymilvus.exceptions import MilvusException

        try:
            yield
        except MilvusException as error:
            raise IndexUnreadable(
                f"Milvus at {self.address} does not answer as it should: {error.message}. Expected "
                "a server of version 2.5 or newer that can be reached, or a file that no other "
                "program has open."
            ) from error


def _spoken(text: str) -> str:
    """Return a text as FTS5 compares it: stems without accents, here with a space between them.

    SQLite's own "porter" is Porter's first algorithm, not the second one.
    """
    plain = unicodedata.normalize("NFKD", searchable(text).lower())
    kept = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(_stem(word) for word in _WORD.findall(kept))[:LONGEST]


@functools.lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    """The stem of a lower-cased word; like FTS5, a very short or long one is its own."""
    if not SHORTEST_STEMMED <= len(word.encode()) <= LONGEST_STEMMED:
        return word
    stem: str = stemmer("porter").stemWord(word)
    return stem

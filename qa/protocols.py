"""The five seams. A part that can be replaced is a Protocol here; everything else is a function.

Fakes implement the same protocols and pass the same contract tests as the real parts.
"""

from collections.abc import Collection, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from qa.contract.candidates import Candidate, Hit

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Text to unit vectors, the same way for passages and questions."""

    name: str
    """What the index records, model and weights: an index built under another name is refused."""
    dimension: int
    """Length of each vector."""
    max_tokens: int
    """Longest text, in word pieces with the special ones, that is embedded whole."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 of shape (len(texts), dimension), each row of length 1 (L2)."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return what ``encode`` does, less exactly where that is quicker: for passages to keep."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return each text's length in word pieces, without the special ones."""
        ...


class VectorIndex(Protocol):
    """Nearest passages by inner product."""

    def search(
        self, vector: Vectors, k: int, among: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """Return up to ``k`` (passage id, inner product), best first, ties by smaller id.

        ``vector`` is float32 of shape (dimension,). ``among`` limits the search to those ids;
        None means all, an empty collection means none. Fewer than ``k`` when there are fewer.
        """
        ...


class LexicalIndex(Protocol):
    """Passages by the words they share with a question."""

    def search(
        self, question: str, k: int, among: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """Return up to ``k`` (passage id, score), best first, ties by smaller id.

        Scores are bigger-is-better and positive. Any string is a valid question; one without a
        letter or digit finds nothing (empty list). ``among`` as in ``VectorIndex.search``.
        """
        ...

    def count(self, word: str, most: int) -> int:
        """Return how many passages have a word in any form, counted up to ``most``."""
        ...


class Reader(Protocol):
    """Finds answers in retrieved passages."""

    name: str
    """Model and version; part of an answer's identity."""

    def read(self, question: str, hits: Sequence[Hit]) -> list[Candidate]:
        """Return candidates, best first, ties by passage id, then by answer start.

        At least one when there is a hit with a sentence; no hits give an empty list.
        """
        ...


class Verifier(Protocol):
    """Judges answers that a reader found."""

    name: str
    """Model and version; part of an answer's identity."""

    def verify(self, question: str, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates, in their order, with ``verified`` set.

        That is how much the answer is preferred to "no answer", in logits: bigger is likelier
        right, and those of different passages compare. The answer may become a better span of the
        same quote. What the others are changes nothing, and of no candidates nothing is said.
        """
        ...

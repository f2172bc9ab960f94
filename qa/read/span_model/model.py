"""The trained span reader at run time: question and passages in, answer spans out, without torch.

Tokenising, windows and batches are here; what runs on them is ``network``, choosing spans from
logits is ``decoding``; sentences, merging and confidence belong to the neighbours.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from qa.index.ahead import processors
from qa.index.word_pieces import load_tokenizer
from qa.read.span_model.decoding import Logits, PieceSpan, best_apart, decode, windows
from qa.read.span_model.network import NETWORK, TOKENIZER, Network, checked_manifest
from qa.read.span_model.pieces import (
    Pieces,
    SpanScore,
    characters,
    pieces_of,
    section_numbers,
    whole_words,
)
from qa.read.span_model.second_look import Reading, both, likeliest, whole
from qa.text.folding import legible
from qa.text.words import telling, words

if TYPE_CHECKING:
    from tokenizers import Tokenizer

QUESTION_PIECES = 64
"""Longest question read, in word pieces. Of a longer one the first and the last 32 are read: what
is asked stands at either end, and the passage needs the room."""
OVERLAP = 64
"""Word pieces that two windows of a long passage share; longer than any answer decoded."""
BATCH_PIECES = 4096
"""Word pieces read at once, padding included: bounds the memory, costs no speed."""
CANDIDATES = 4
"""Spans of a window that say which sentences are looked at again, however few are wanted."""


class Scoring(Protocol):
    """What scores word pieces; ``Network`` is the trained one."""

    def logits(
        self, ids: NDArray[np.int64], mask: NDArray[np.int64], types: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return (batch, 2, length), start before end, from inputs of (batch, length)."""


@dataclass(frozen=True, slots=True)
class _Window:
    text: int
    first: int
    ids: NDArray[np.int64]


class SpanModel:
    """A loaded reader. Safe to share between threads; asking changes nothing."""

    def __init__(self, name: str, window: int, tokenizer: "Tokenizer", network: Scoring) -> None:
        """Join the parts; ``load`` is the way to get one."""
        self.name = name
        """Name and version of the weights; part of an answer's identity."""
        self._window = window
        self._tokenizer = tokenizer
        self._network = network
        empty = tokenizer.encode("").ids
        self._cls, self._sep = empty[0], empty[-1]

    @classmethod
    def load(cls, folder: Path, *, precision: str = "bf16") -> "SpanModel":
        """Load the reader in ``folder`` after checking each file against its manifest.

        ``precision`` is "bf16" or "f32"; a processor without bfloat16 computes in float32 either
        way. Raises ModelNotFound when a file is absent or is not the one the manifest names.
        """
        manifest = checked_manifest(folder)
        tokenizer = load_tokenizer(folder / TOKENIZER)
        network = Network.load(folder, manifest["files"], threads=processors(), precision=precision)
        weights = manifest["files"][NETWORK][:12]  # of their SHA-256, as an embedder's name has it
        name = f"{manifest['name']}-{manifest['version']}@{weights}"
        return cls(name, int(manifest["window"]), tokenizer, network)

    def score(
        self,
        question: str,
        passages: Sequence[str],
        *,
        n_best: int = 5,
        sections: Sequence[Sequence[tuple[int, int]]] | None = None,
    ) -> list[list[SpanScore]]:
        """Return one list per passage: its best spans, best first, none overlapping another.

        At most ``n_best`` spans each; none for a passage without a word. Every passage is read to
        its end, in windows where it is long; equal passages are read once and score the same.
        ``sections`` are, for each passage, the half-open ranges of code points that a span must lie
        in one of (its sentences); those that seem to answer are then read once more on their own.
        Without them a span may lie anywhere. Equal passages have equal ones.
        """
        unique = list(dict.fromkeys(passages))
        inside = dict(zip(passages, sections or [], strict=False))
        pieces = self.encode(unique)
        texts = [of_text.ids for of_text in pieces]
        numbers = [
            section_numbers(of_text, inside.get(text, [(0, len(text))]))
            for text, of_text in zip(unique, pieces, strict=True)
        ]
        known = self._content(question)

        def spans_of(reading: Reading) -> list[PieceSpan]:
            here = slice(reading.first, reading.first + len(reading.ids))
            last = reading.shift + len(reading.ids)
            return decode(
                Logits(reading.start, reading.end, reading.shift, last),
                n_best=max(n_best, CANDIDATES),
                asked=np.isin(reading.ids, known),
                sections=numbers[reading.text][here],
            )

        readings = list(self.read(question, texts))
        spans = [spans_of(reading) for reading in readings]
        if sections is not None:
            again = likeliest(readings, spans, texts, numbers)
            alone = whole(self.read(question, again), again)
            for place, reading in enumerate(readings):
                mean = both(reading, texts[reading.text], numbers[reading.text], alone)
                if mean is not None:
                    spans[place] = spans_of(mean)
        found: list[list[PieceSpan]] = [[] for _ in unique]
        for reading, of_window in zip(readings, spans, strict=True):
            found[reading.text] += [
                whole_words(pieces[reading.text], span, reading.first) for span in of_window
            ]
        scores = {
            passage: [characters(passage, of_text, span) for span in best_apart(of_passage, n_best)]
            for passage, of_text, of_passage in zip(unique, pieces, found, strict=True)
        }
        return [list(scores[passage]) for passage in passages]

    def _content(self, question: str) -> list[int]:
        """Return the word pieces of the question's words, but for stop words; "U.S." by letters."""
        content = telling(words(legible(question).replace(".", " ").lower()))
        ids: list[int] = self._tokenizer.encode(" ".join(content), add_special_tokens=False).ids
        return ids

    def encode(self, texts: Sequence[str]) -> list[Pieces]:
        """Return each text as word pieces, without special ones."""
        read = [legible(text) for text in texts]
        encoded = self._tokenizer.encode_batch(read, add_special_tokens=False)
        return [pieces_of(*pair) for pair in zip(texts, encoded, strict=True)]

    def read(self, question: str, texts: Sequence[NDArray[np.int64]]) -> Iterator[Reading]:
        """Read texts, given as word pieces, to their ends; yield each window, in no set order."""
        asked = self._tokenizer.encode(legible(question), add_special_tokens=False).ids
        if len(asked) > QUESTION_PIECES:
            half = QUESTION_PIECES // 2
            asked = asked[:half] + asked[-half:]
        head = np.array([self._cls, *asked, self._sep], np.int64)
        room = self._window - len(head) - 1
        cut = [
            _Window(number, first, ids[first:last])
            for number, ids in enumerate(texts)
            for first, last in windows(len(ids), room, OVERLAP)
        ]
        if not cut:
            return
        for batch in _batches(cut, len(head) + 1):
            logits = self._network.logits(*_inputs(batch, head, self._sep))
            for window, (start, end) in zip(batch, logits, strict=True):
                yield Reading(window.text, window.first, window.ids, start, end, len(head))


def _batches(cut: Sequence[_Window], frame: int) -> Iterator[list[_Window]]:
    """Group windows of like length, so that little of a batch is padding."""
    batch: list[_Window] = []
    for window in sorted(cut, key=lambda window: len(window.ids)):
        if batch and (len(window.ids) + frame) * (len(batch) + 1) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(window)
    yield batch


def _inputs(
    batch: Sequence[_Window], head: NDArray[np.int64], sep: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    length = len(head) + max(len(window.ids) for window in batch) + 1
    ids = np.zeros((len(batch), length), np.int64)
    mask, types = np.zeros_like(ids), np.zeros_like(ids)
    ids[:, : len(head)] = head
    for row, window in enumerate(batch):
        end = len(head) + len(window.ids)
        ids[row, len(head) : end] = window.ids
        ids[row, end] = sep
        mask[row, : end + 1] = 1
        types[row, len(head) : end + 1] = 1
    return ids, mask, types

"""The trained span reader at run time: question and passages in, answer spans out, without torch.

OpenVINO runs it, in bfloat16 where the processor has it: twice as fast as the alternatives measured
(see the model card). Tokenising, windows and batches are here; choosing spans from logits is
``spans``; sentences, merging and confidence belong to the neighbours.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from qa.errors import ModelNotFound
from qa.index.lexical import content_words
from qa.read.spans import Floats, PieceSpan, best_apart, decode, windows

if TYPE_CHECKING:
    from openvino import CompiledModel
    from tokenizers import Encoding, Tokenizer

MANIFEST = "manifest.json"
FILES = ("reader.onnx", "tokenizer.json")
QUESTION_PIECES = 64
"""Longest question read, in word pieces. Of a longer one the first and the last 32 are read: what
is asked stands at either end, and the passage needs the room."""
OVERLAP = 64
"""Word pieces that two windows of a long passage share; longer than any answer decoded."""
BATCH_PIECES = 4096
"""Word pieces read at once, padding included: bounds the memory, costs no speed."""
QUANTIZED_TOGETHER = 128
"""Neighbouring activations that share a scale when they are multiplied in int8."""


@dataclass(frozen=True, slots=True)
class SpanScore:
    """A possible answer: code points ``start`` to ``end`` (half-open) of its passage.

    ``score`` is the margin over "no answer" in raw logits: bigger is better, above 0 the reader
    prefers the span, and scores of different passages of one question compare.
    """

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The word pieces of a passage, copied out of the tokenizer once: it builds a list per look."""

    ids: NDArray[np.int64]
    tokens: list[str]
    words: list[int | None]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Window:
    passage: int
    first: int
    ids: NDArray[np.int64]


class SpanModel:
    """A loaded reader. Safe to share between threads; asking changes nothing."""

    def __init__(
        self, name: str, window: int, tokenizer: "Tokenizer", compiled: "CompiledModel"
    ) -> None:
        """Join the parts; ``load`` is the way to get one."""
        self.name = name
        """Name and version of the weights; part of an answer's identity."""
        self._window = window
        self._tokenizer = tokenizer
        self._compiled = compiled
        empty = tokenizer.encode("").ids
        self._cls, self._sep = empty[0], empty[-1]

    @classmethod
    def load(cls, folder: Path, *, threads: int = 2, precision: str = "bf16") -> "SpanModel":
        """Load the reader in ``folder`` after checking each file against its manifest.

        ``precision`` is "bf16" or "f32"; a processor without bfloat16 computes in float32 either
        way. Raises ModelNotFound when a file is absent or is not the one the manifest names.
        """
        manifest = _checked_manifest(folder)
        # Here, not at the top: importing qa.read must stay light.
        import openvino
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        core = openvino.Core()
        native = "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        compiled = core.compile_model(
            str(folder / "reader.onnx"),
            "CPU",
            {
                "INFERENCE_PRECISION_HINT": precision if native else "f32",
                "INFERENCE_NUM_THREADS": threads,
                "PERFORMANCE_HINT": "LATENCY",
                "DYNAMIC_QUANTIZATION_GROUP_SIZE": QUANTIZED_TOGETHER,
            },
        )
        name = f"{manifest['name']}-{manifest['version']}"
        return cls(name, int(manifest["window"]), tokenizer, compiled)

    def score(
        self,
        question: str,
        passages: Sequence[str],
        *,
        n_best: int = 5,
        sections: Sequence[Sequence[tuple[int, int]]] | None = None,
        favoured: Sequence[Mapping[int, float]] | None = None,
    ) -> list[list[SpanScore]]:
        """Return one list per passage: its best spans, best first, none overlapping another.

        At most ``n_best`` spans each; none for a passage without a word. Every passage is read to
        its end, in windows where it is long; equal passages are read once and score the same.
        ``sections`` are, for each passage, the half-open ranges of code points that a span must lie
        in one of (its sentences); without them it may lie anywhere. ``favoured`` maps, for each
        passage, places where a span may begin to what it then gains. Equal passages have equal
        ones of both.
        """
        unique = list(dict.fromkeys(passages))
        inside = dict(zip(passages, sections or [], strict=False))
        gains = dict(zip(passages, favoured or [], strict=False))
        encoded = self._tokenizer.encode_batch(unique, add_special_tokens=False)
        pieces = [_pieces(encoding) for encoding in encoded]
        known = self._content(question)
        found: list[list[PieceSpan]] = [[] for _ in unique]
        for window, start, end, first in self._logits(question, pieces):
            last = first + len(window.ids)
            passage = unique[window.passage]
            of_window = slice(window.first, window.first + len(window.ids))
            if gains.get(passage):
                gain = _gains(pieces[window.passage], gains[passage])[of_window]
                start = start + np.pad(gain, (first, len(start) - last))
            spans_found = decode(
                start,
                end,
                first,
                last,
                n_best=n_best,
                asked=np.isin(window.ids, known),
                sections=_sections(pieces[window.passage], inside[passage])[of_window]
                if passage in inside
                else None,
            )
            for span in spans_found:
                found[window.passage].append(
                    _whole_words(pieces[window.passage], span, window.first)
                )
        spans = {
            passage: [_span(passage, of_text, span) for span in best_apart(of_passage, n_best)]
            for passage, of_text, of_passage in zip(unique, pieces, found, strict=True)
        }
        return [list(spans[passage]) for passage in passages]

    def _content(self, question: str) -> list[int]:
        """Return the word pieces of the question's words, but for stop words; "U.S." by letters."""
        words = " ".join(content_words(question.replace(".", " ")))
        ids: list[int] = self._tokenizer.encode(words, add_special_tokens=False).ids
        return ids

    def _logits(
        self, question: str, passages: Sequence[_Pieces]
    ) -> Iterator[tuple[_Window, Floats, Floats, int]]:
        """Yield each window with its start and end logits and where in them the passage begins."""
        asked = self._tokenizer.encode(question, add_special_tokens=False).ids
        if len(asked) > QUESTION_PIECES:
            half = QUESTION_PIECES // 2
            asked = asked[:half] + asked[-half:]
        head = np.array([self._cls, *asked, self._sep], np.int64)
        room = self._window - len(head) - 1
        cut = [
            _Window(number, first, pieces.ids[first:last])
            for number, pieces in enumerate(passages)
            for first, last in windows(len(pieces.ids), room, OVERLAP)
        ]
        if not cut:
            return
        request = self._compiled.create_infer_request()
        for batch in _batches(cut, len(head) + 1):
            logits = request.infer(_inputs(batch, head, self._sep))["logits"]
            for window, (start, end) in zip(batch, logits, strict=True):
                yield window, start, end, len(head)


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
) -> dict[str, NDArray[np.int64]]:
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
    return {"ids": ids, "mask": mask, "types": types}


def _pieces(encoding: "Encoding") -> _Pieces:
    offsets = np.array(encoding.offsets, np.int64).reshape(-1, 2)
    return _Pieces(
        ids=np.array(encoding.ids, np.int64),
        tokens=encoding.tokens,
        words=encoding.word_ids,
        starts=offsets[:, 0],
        ends=offsets[:, 1],
    )


def _whole_words(pieces: _Pieces, span: PieceSpan, shift: int) -> PieceSpan:
    """Move a window's span to its passage; widen it to whole words, a currency sign and a %."""
    words, tokens, starts, ends = pieces.words, pieces.tokens, pieces.starts, pieces.ends
    first, last = span.first + shift, span.last + shift
    while first > 0 and words[first - 1] == words[first]:
        first -= 1
    while last + 1 < len(words) and words[last + 1] == words[last]:
        last += 1
    # SQuAD's measures ignore signs, so the reader never learnt to care; a person does.
    if first and tokens[first - 1] in "$€£¥" and ends[first - 1] == starts[first]:
        first -= 1
    if tokens[last + 1 : last + 2] == ["%"] and starts[last + 1] == ends[last]:
        last += 1
    return PieceSpan(first, last, span.score)


def _sections(pieces: _Pieces, ranges: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """Return for each word piece the number of the range that it begins in, -1 for none."""
    numbers = np.full(len(pieces.starts), -1, np.int64)
    for number, (first, end) in enumerate(ranges):
        numbers[(pieces.starts >= first) & (pieces.starts < end)] = number
    return numbers


def _gains(pieces: _Pieces, favoured: Mapping[int, float]) -> Floats:
    """Return what each word piece gains as the beginning of a span."""
    return np.array([favoured.get(start, 0.0) for start in pieces.starts.tolist()], np.float32)


def _span(passage: str, pieces: _Pieces, span: PieceSpan) -> SpanScore:
    start, end = int(pieces.starts[span.first]), int(pieces.ends[span.last])
    # The tokenizer drops accents, also those written as marks of their own behind the letter.
    while end < len(passage) and unicodedata.combining(passage[end]):
        end += 1
    return SpanScore(start, end, span.score)


def _checked_manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if not path.is_file():
        raise ModelNotFound(
            f"No reader at {folder}: {MANIFEST} is missing. The trained reader is part of the "
            "package; make one with: python -m qa.train --help"
        )
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        files = {name: manifest["files"][name] for name in FILES}
        str(manifest["name"]), str(manifest["version"]), int(manifest["window"])
    except (ValueError, LookupError, TypeError) as error:
        raise ModelNotFound(
            f"{path} is damaged: {error!r}. Restore the file that was shipped with the reader, or "
            "export the reader again."
        ) from error
    for name, expected in files.items():
        if not (folder / name).is_file():
            raise ModelNotFound(f"{folder / name} is missing, though {path} names it.")
        with (folder / name).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != expected:
            raise ModelNotFound(
                f"{folder / name} is not the file the reader was shipped with: its SHA-256 is "
                f"{found}, {path} names {expected}. Restore it, or export the reader again."
            )
    return manifest

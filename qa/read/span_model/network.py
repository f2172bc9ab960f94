"""A reader's network at run time: word pieces in, logits out, without torch.

OpenVINO runs it, in bfloat16 where the processor has it: twice as fast as the alternatives measured
(see the model card). Its words' embeddings, half of a small reader, stay outside of it. Where
training left them as the embedding model has them they are that model's, which is installed anyway.
"""

import gzip
import hashlib
import io
import itertools
import json
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from qa.errors import ModelNotFound
from qa.index.encoder import WORDS as WORD_VECTORS
from qa.index.kept import kept
from qa.index.mapped import USES, let_go, trim
from qa.index.runtime import Compiled, available, begin, core, hints, kept_compiled, outputs
from qa.index.weights import installed_weights, tensors

if TYPE_CHECKING:
    from openvino import Model

MANIFEST = "manifest.json"
NETWORK = "reader.onnx.gz"
TOKENIZER = "tokenizer.json"
WORDS = "words.npz.gz"
"""Only where the words are not those of the embedding model."""
FILES = (NETWORK, TOKENIZER)
ALIKE = 16
"""Inputs are padded to a multiple of it. The runtime makes code and scratch for every length that
it meets: with one for each the reader grows by 230 MB in 300 passages, so by 45 MB, and it needs a
sixth more time."""
QUANTIZED_TOGETHER = 128
"""Neighbouring activations that share a scale when they are multiplied in int8."""


@dataclass(frozen=True, slots=True)
class Words:
    """Embeddings of word pieces: row ``n`` of ``numbers`` times ``steps[n]``.

    ``numbers`` is (pieces, width), int8 or float32; ``steps`` is float32 of shape (pieces, 1).
    """

    numbers: NDArray[Any]
    steps: NDArray[np.float32]

    def of(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the embeddings of ``ids`` (batch, length): float32 (batch, length, width)."""
        return np.asarray(self.numbers[ids] * self.steps[ids], np.float32)


class Network:
    """A loaded network. Safe to share between threads; asking changes nothing."""

    def __init__(self, loading: "Future[tuple[Words, Compiled]]", threads: int) -> None:
        """Take parts that are being made; ``load`` is the way to get one."""
        self._loading = loading
        self._threads = threads
        self._met: frozenset[int] = frozenset()
        self._uses = itertools.count()

    @classmethod
    def load(cls, folder: Path, files: Mapping[str, str], *, threads: int, precision: str) -> Self:
        """Load from the checked ``files`` of a folder, in the background; see ``SpanModel.load``.

        ``files`` are their SHA-256 by name.
        """
        checked = None if WORDS in files else installed_weights()

        def parts() -> "tuple[Words, Compiled]":
            settings = {
                **hints(available(precision), threads),
                "DYNAMIC_QUANTIZATION_GROUP_SIZE": str(QUANTIZED_TOGETHER),
            }
            compiled = kept_compiled(
                lambda: _unpacked(folder / NETWORK), settings, folder, [files[NETWORK]]
            )
            words = _words_of(checked) if checked else _stored_words(folder, files[WORDS])
            _let_go(words, compiled)
            return words, compiled

        return cls(begin(parts), threads)

    def logits(
        self, ids: NDArray[np.int64], mask: NDArray[np.int64], types: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return float32 (batch, 2, length), start before end, from inputs of (batch, length).

        ``mask`` is 1 at word pieces and 0 at padding, ``types`` 1 from the passage on. Each input
        is read by itself, by one thread, as many at once as there are processors: what else is in
        the batch changes no digit of its logits, and the work is a fifth less than that of a padded
        batch split between threads (158 to 126 ms of processor time for twelve passages).
        """
        words, compiled = self._loading.result()
        length = ids.shape[1]
        lengths = -(-mask.sum(axis=1) // ALIKE) * ALIKE
        ids, mask, types = (_padded(part, int(lengths.max())) for part in (ids, mask, types))
        logits = np.zeros((len(ids), 2, ids.shape[1]), np.float32)

        def inputs(row: int) -> dict[str, NDArray[Any]]:
            here = (slice(row, row + 1), slice(int(lengths[row])))
            return {"vectors": words.of(ids[here]), "mask": mask[here], "types": types[here]}

        # the longest first: the short ones then fill what time is left
        order = np.argsort(-lengths, kind="stable").tolist()
        computed = outputs(compiled.model, map(inputs, order), self._threads)
        for row, output in zip(order, computed, strict=True):
            logits[row, :, : lengths[row]] = output[0]
        if not self._met.issuperset(lengths.tolist()):
            # for some lengths the runtime packs the weights in another way, and reads them again
            self._met |= frozenset(lengths.tolist())
            _let_go(words, compiled)
        elif next(self._uses) % USES == 0:
            let_go(words.numbers)
        return logits[:, :, :length]


def _let_go(words: Words, compiled: Compiled) -> None:
    """Free the memory of files that were read to make a network."""
    trim()
    let_go(words.numbers)
    if compiled.memory is not None:
        let_go(compiled.memory)


def _padded(part: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    """Return (batch, at least ``length``): zeros are put behind what is shorter."""
    missing = max(0, length - part.shape[1])
    return np.pad(part, ((0, 0), (0, missing))) if missing else part


def _unpacked(path: Path) -> "Model":
    return core().read_model(gzip.decompress(path.read_bytes()))


def installed_words() -> Words:
    """Return the embedding model's own.

    :raises ModelNotFound: when it is absent or another one.
    """
    return _words_of(installed_weights())


def _words_of(weights: Path) -> Words:
    numbers = tensors(weights)[WORD_VECTORS]
    return Words(numbers, np.ones((len(numbers), 1), np.float32))


def _stored_words(folder: Path, sha256: str) -> Words:
    """Return the words in a folder, from where they were kept unpacked: steps, then numbers."""

    def unpacked() -> bytes:
        with np.load(io.BytesIO(gzip.decompress((folder / WORDS).read_bytes()))) as stored:
            steps = stored["steps"].astype("<f4").reshape(-1, 1)
            numbers = stored["numbers"].astype(np.int8, copy=False)
        return b"".join(part.tobytes() for part in (np.int64(len(steps)), steps, numbers))

    content = kept(folder, [sha256, "words"], unpacked)
    count = int(content[:8].view(np.int64)[0])
    steps, numbers = content[8 : 8 + 4 * count], content[8 + 4 * count :]
    return Words(numbers.view(np.int8).reshape(count, -1), steps.view(np.float32).reshape(count, 1))


def checked_manifest(folder: Path) -> dict[str, Any]:
    """Return ``manifest.json`` (``name``, ``version``, ``window``) after checking the files.

    :raises ModelNotFound: when a file is absent, or is not the one that the manifest names.
    """
    path = folder / MANIFEST
    if not path.is_file():
        raise ModelNotFound(
            f"No reader at {folder}: {MANIFEST} is missing. The trained reader is part of the "
            "package; make one with: python -m qa.train --help"
        )
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        files = {name: manifest["files"][name] for name in (*FILES, *manifest["files"])}
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

"""The term selector: which words of earlier turns belong to a question.

After Voskarides et al., "Query resolution for conversational search with limited supervision",
SIGIR 2020. It is the embedding model, which is installed anyway, with a little added to its
matrices (Hu et al., "LoRA: low-rank adaptation of large language models", ICLR 2022) and two
outputs: of each word piece, whether its word belongs to the question; of the first one, whether the
question leans on anything at all. Run in float32 by one thread: always the same digits.
"""

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from qa.errors import ModelNotFound
from qa.index.encoder import INPUT, OUTPUT, Encoder, dependencies, load_tagger
from qa.index.runtime import Compiled, begin, kept_compiled
from qa.index.weights import installed_weights, tensors, weights_hash
from qa.index.word_pieces import load_tokenizer
from qa.question.context.layout import Place, Said, layout

MODEL = Path(__file__).parents[2] / "models" / "context"
ADAPTERS = "adapters.safetensors"
MANIFEST = "manifest.json"

PARTS = {
    "qkv": tuple(f"attention.self.{part}" for part in ("query", "key", "value")),
    "attended": ("attention.output.dense",),
    "wide": ("intermediate.dense",),
    "narrow": ("output.dense",),
}
"""The matrices of a layer that something is added to, as the files name them; some are joined."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What the network says: probabilities between 0 and 1.

    ``leans``: the question needs words of earlier turns. ``places``: words of these, each with the
    probability that it belongs to the question, in the order of the input.
    """

    leans: float
    places: tuple[tuple[Place, float], ...]


class Selector(Protocol):
    """What chooses among the words of earlier turns."""

    name: str

    def select(self, question: str, history: Sequence[Said]) -> Selection:
        """Return what of ``history`` belongs to ``question``; see ``Selection``."""
        ...


class TermSelector:
    """The shipped selector. Safe to share between threads; loaded when it is first used."""

    def __init__(self, folder: Path = MODEL) -> None:
        """Check the files of ``folder``; what they hold is loaded by the first follow-up.

        :raises ModelNotFound: when a file is absent or is not the one that was shipped.
        """
        self._folder = folder
        try:
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            content = (folder / ADAPTERS).read_bytes()
        except OSError as error:
            raise ModelNotFound(
                f"the model of follow-up questions is absent: {error}. Install this program again."
            ) from error
        if (sha256 := hashlib.sha256(content).hexdigest()) != manifest["files"][ADAPTERS]:
            raise ModelNotFound(
                f"{folder / ADAPTERS} has the SHA-256 {sha256}, expected "
                f"{manifest['files'][ADAPTERS]}. Install this program again."
            )
        self._sha256 = sha256
        self.name = f"{manifest['name']}@{manifest['version']}"

    @cached_property
    def _network(self) -> "Future[tuple[Encoder, Compiled]]":
        def parts() -> tuple[Encoder, Compiled]:
            weights = installed_weights()
            encoder, network = load_tagger(weights.parent, added(self._folder / ADAPTERS))
            settings = {
                "INFERENCE_PRECISION_HINT": "f32",
                "INFERENCE_NUM_THREADS": "1",
                "NUM_STREAMS": "1",
            }
            origin = [self._sha256, *dependencies(weights.parent, weights_hash(weights))]
            return encoder, kept_compiled(lambda: network, settings, self._folder, origin)

        return begin(parts)

    def select(self, question: str, history: Sequence[Said]) -> Selection:
        """Return what of ``history`` belongs to ``question``; nothing said selects nothing."""
        encoder, network = self._network.result()
        tokenizer = load_tokenizer(installed_weights().parent / "tokenizer.json")
        shown = layout(tokenizer, question, history)
        inputs = encoder.inputs(np.array(shown.ids, np.int64))
        request = network.model.create_infer_request()
        logits = request.infer({INPUT: inputs})[OUTPUT][0].astype(np.float64)
        chances = 1.0 / (1.0 + np.exp(-logits))
        return Selection(
            float(chances[0, 1]),
            tuple((place, float(chances[place.piece, 0])) for place in shown.places),
        )


def added(path: Path) -> dict[str, NDArray[np.float32]]:
    """Return what a file adds to the encoder, by the names of its matrices, and the last layer.

    :raises ModelNotFound: when it is no file of adapters.
    """
    stored = tensors(path)
    found = {name: np.asarray(stored[name], np.float32) for name in ("head.weight", "head.bias")}
    for name in stored:
        layer, _, kind = name.removeprefix("layers.").rpartition(".")
        if kind != "up":
            continue
        number, part = layer.split(".")
        up, down = (np.asarray(stored[f"layers.{layer}.{k}"], np.float32) for k in ("up", "down"))
        matrices = np.split(up @ down, len(PARTS[part]))
        for place, matrix in zip(PARTS[part], matrices, strict=True):
            found[f"encoder.layer.{number}.{place}.weight"] = matrix
    return found

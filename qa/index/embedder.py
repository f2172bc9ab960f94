"""The ``Embedder``: a sentence-transformers model, run by OpenVINO. Nothing here loads torch.

A text's vector depends on the model and the text alone: each is embedded by itself, without
padding, by one thread. So neither other texts nor the number of processors change a digit. In
float32 it differs from what sentence-transformers computes of the legible text (``folding``) in the
seventh digit. Passages are embedded in bfloat16 where the processor has it, which takes 0.61 of the
time: of the 20 that are nearest to a question 0.993 stay (263 questions of the news quiz, 5,000
passages of Reuters). ``name`` tells only the model and its weights.
"""

import functools
import itertools
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qa.errors import ModelNotFound
from qa.index.ahead import processors
from qa.index.encoder import INPUT, dependencies, load_encoder
from qa.index.mapped import USES, let_go, trim
from qa.index.runtime import (
    Compiled,
    available,
    begin,
    compiled,
    hints,
    kept_compiled,
    outputs,
)
from qa.index.weights import WEIGHTS, installed_weights, weights_hash
from qa.index.word_pieces import load_tokenizer
from qa.protocols import Vectors
from qa.text.folding import legible

if TYPE_CHECKING:
    from tokenizers import Encoding

COMPILED = Path(__file__).parent.parent / "models" / "embedder"
"""Where the installed model is kept compiled. Others may be large, and many: they are not kept."""
# Where a model says how long its texts may be: the first place that says it counts.
LENGTHS = (
    ("sentence_bert_config.json", "max_seq_length"),
    ("tokenizer_config.json", "model_max_length"),
)
# What is taken where it does not.
MAX_TOKENS = 512


class SentenceEmbedder:
    """An ``Embedder`` over a sentence-transformers model folder. Safe to use from many threads."""

    def __init__(self, folder: Path | None = None) -> None:
        """Load the model of ``folder``, or the one that is installed with this package.

        :raises ModelNotFound: when the folder is no model that can be run, or the installed
            weights are not the ones this program was measured with.
        """
        weights = folder / WEIGHTS if folder else installed_weights()
        chosen, sha256 = weights.parent, weights_hash(weights)
        self._encoder, network = load_encoder(chosen)
        self._tokenizer = load_tokenizer(chosen / "tokenizer.json")
        self._threads = processors()
        origin = dependencies(chosen, sha256)

        def ready(precision: str) -> Compiled:
            settings = hints(precision, self._threads)
            if folder:
                return compiled(network, settings)
            return kept_compiled(lambda: network, settings, COMPILED, origin)

        self._ready = ready
        self._exact = begin(lambda: ready("f32"))
        self._uses = itertools.count()
        self.name = f"{'all-MiniLM-L6-v2' if folder is None else chosen.name}@{sha256[:12]}"
        self.dimension = int(network.output(0).partial_shape[1].get_length())
        self.max_tokens = min(_longest(chosen), len(self._encoder.places))
        empty = self._tokenizer.encode("").ids
        self._first, self._last = empty[0], empty[-1]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 of shape (len(texts), dimension), each row of length 1."""
        return self._vectors(texts, self._exact.result())

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the same sooner and less exactly (cosine 0.9999): for what is kept."""
        return self._vectors(texts, self._quick)

    @functools.cached_property
    def _quick(self) -> Compiled:
        precision = available("bf16")
        return self._exact.result() if precision == "f32" else self._ready(precision)

    def _vectors(self, texts: Sequence[str], network: Compiled) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        if not texts:
            return vectors
        inputs = ({INPUT: self._inputs(encoding)} for encoding in self._encoded(texts))
        computed = outputs(network.model, inputs, self._threads)
        for row, output in enumerate(computed):
            vectors[row] = output[0]
        use = next(self._uses)
        if use == 0:
            # the runtime has packed the weights now, and reads them no more
            trim()
            if network.memory is not None:
                let_go(network.memory)
        if use % USES == 0:
            let_go(self._encoder.words)
        return vectors

    def _inputs(self, encoding: "Encoding") -> NDArray[np.float32]:
        """Return what the network takes for a text: the longest beginning that it can have."""
        inside = encoding.ids[: self.max_tokens - 2]
        return self._encoder.inputs(np.array([self._first, *inside, self._last], np.int64))

    def _encoded(self, texts: Sequence[str]) -> "list[Encoding]":
        """Return texts in word pieces, without special ones and at full length."""
        read = [legible(text) for text in texts]
        return self._tokenizer.encode_batch_fast(read, add_special_tokens=False)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return each text's length in word pieces, without the special ones."""
        encodings = self._encoded(texts)
        return [len(encoding.ids) for encoding in encodings]


def _longest(folder: Path) -> int:
    """Return how many word pieces of a text the model is said to embed."""
    for name, key in LENGTHS:
        path = folder / name
        if not path.is_file():
            continue
        try:
            length = json.loads(path.read_text(encoding="utf-8")).get(key)
            if length is not None:
                return int(length)
        except (OSError, ValueError, AttributeError, TypeError) as error:
            raise ModelNotFound(f"{path} cannot be read: {error!r}.") from error
    return MAX_TOKENS

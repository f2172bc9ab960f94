"""A BERT encoder as a network of OpenVINO, built from its weights without torch.

Devlin et al., "BERT: pre-training of deep bidirectional transformers", NAACL 2019; RoBERTa and
XLM-RoBERTa are the same network with other words and places. Into it goes the sum of a text's
embeddings, out comes one vector of length 1: what sentence-transformers computes, to 1e-6; or, of a
tagger, some logits for each word piece.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from qa.errors import ModelNotFound
from qa.index.runtime import load_openvino
from qa.index.weights import WEIGHTS, tensors

if TYPE_CHECKING:
    from openvino import Model, Node

Weights = Mapping[str, NDArray[Any]]

FAMILIES = ("bert", "camembert", "roberta", "xlm-roberta")
"""Kinds of encoders, as ``config.json`` names them, that are this network."""
POOLINGS = ("mean", "cls", "max")
"""How the vectors of word pieces become one: their mean, the first, the largest of each number."""
STEPS = (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])
"""What a model may do to a text, one after the other."""

INPUT = "vectors"
OUTPUT = "embedding"

WORDS = "embeddings.word_embeddings.weight"
"""The tensor with a vector for each word piece, below the prefix of its kind of model."""
# Below this square of its length sentence-transformers does not stretch a vector.
_LEAST_SQUARE = 1e-24


@dataclass(frozen=True, slots=True)
class Encoder:
    """The tables that a network's input is looked up in.

    ``words`` is (word pieces known, width); ``places``, (longest text, width), is what is added to
    the first, the second … word piece of a text.
    """

    words: NDArray[Any]
    places: NDArray[np.float32]

    def inputs(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the network's input, float32 (1, length, width), for the word pieces of a text."""
        return np.asarray(self.words[ids] + self.places[: len(ids)], np.float32)[None]


HEAD = "head"
"""The name of a tagger's last layer among its weights."""


def load_encoder(folder: Path) -> tuple[Encoder, "Model"]:
    """Build the encoder of a sentence-transformers model folder, and its network.

    :raises ModelNotFound: when the folder lacks something, or holds another kind of model.
    """
    return _load(folder, {})


def load_tagger(folder: Path, added: Weights) -> tuple[Encoder, "Model"]:
    """Build the encoder of a model folder as a network that gives logits for each word piece.

    ``added`` is what is added to each matrix of its layers, by the matrix's name, and the last
    layer, ``head.weight`` (logits, width) and ``head.bias``. The output is (1, length, logits).

    :raises ModelNotFound: when the folder lacks something, or holds another kind of model.
    """
    return _load(folder, added)


def _load(folder: Path, added: Weights) -> tuple[Encoder, "Model"]:
    """Build an encoder, or a tagger where something is ``added``."""
    weights = _without_prefix(tensors(folder / WEIGHTS), folder)
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        pooling = pooling_of(folder)
        _check(folder, config, pooling)
        places = weights["embeddings.position_embeddings.weight"]
        if config["model_type"] != "bert":  # the others count from the number of their padding on
            places = places[config["pad_token_id"] + 1 :]
        types = weights["embeddings.token_type_embeddings.weight"]
        changed = {name: weights[name] + part for name, part in added.items() if name in weights}
        weights = {**weights, **added, **changed}
        encoder = Encoder(weights[WORDS], np.asarray(places + types[0], np.float32))
        return encoder, _network(weights, config, pooling)
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise ModelNotFound(
            f"the embedding model at {folder} cannot be read: {error!r}. Expected a "
            "sentence-transformers model folder, whole and undamaged."
        ) from error


def dependencies(folder: Path, sha256: str) -> list[str]:
    """Return all that the network of a model folder depends on: also how it is built here.

    ``sha256`` is that of its weights.
    """
    config = (folder / "config.json").read_text(encoding="utf-8")
    built = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    return [sha256, config, pooling_of(folder), built]


def pooling_of(folder: Path) -> str:
    """Return how a model folder makes one vector of many; "mean" where it does not say.

    Another step than those of ``STEPS`` is returned by its name.
    """
    if not (folder / "modules.json").is_file():
        return "mean"
    modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    steps = [str(module["type"]).rpartition(".")[2] for module in modules]
    if steps not in STEPS or modules[0]["path"]:
        return " + ".join(steps)
    path = folder / str(modules[1]["path"]) / "config.json"
    stored = json.loads(path.read_text(encoding="utf-8"))
    if "pooling_mode" in stored:
        return str(stored["pooling_mode"])
    names = {"mean_tokens": "mean", "cls_token": "cls", "max_tokens": "max"}
    chosen = [name.removeprefix("pooling_mode_") for name, is_on in stored.items() if is_on is True]
    modes = [names.get(name, name) for name in chosen if name != "include_prompt"]
    return " + ".join(modes) if modes else "mean"


def _check(folder: Path, config: Mapping[str, Any], pooling: str) -> None:
    """Refuse what would be computed wrongly."""
    family = config["model_type"]
    places, activation = config.get("position_embedding_type", "absolute"), config["hidden_act"]
    if family in FAMILIES and places == "absolute" and activation == "gelu" and pooling in POOLINGS:
        return
    raise ModelNotFound(
        f"the embedding model at {folder} is {family!r} with {activation!r}, {places} positions "
        f"and pooling {pooling!r}. Expected one of {', '.join(FAMILIES)} with 'gelu', absolute "
        f"positions and pooling by {', '.join(POOLINGS)}."
    )


def _without_prefix(weights: Weights, folder: Path) -> Weights:
    """Return the weights under names without the kind of the model, "bert.", in front."""
    for name in weights:
        if name.endswith(WORDS):
            prefix = name.removesuffix(WORDS)
            return {name.removeprefix(prefix): numbers for name, numbers in weights.items()}
    raise ModelNotFound(
        f"{folder / WEIGHTS} holds no {WORDS}. Expected the weights of an encoder of one of the "
        f"kinds {', '.join(FAMILIES)}."
    )


def _network(weights: Weights, config: Mapping[str, Any], pooling: str) -> "Model":
    """Return the layers behind the embeddings, then pooling and scaling to length 1 or a head."""
    openvino = load_openvino()
    op = openvino.opset13

    width, heads = config["hidden_size"], config["num_attention_heads"]

    def numbers(*values: int) -> "Node":
        return op.constant(np.array(values, np.int64))

    def stored(name: str, shape: Sequence[int] | None = None) -> "Node":
        tensor = weights[name].astype(np.float32, copy=False)
        return op.constant(tensor if shape is None else tensor.reshape(shape), shared_memory=True)

    def linear(x: "Node", name: str) -> "Node":
        product = op.matmul(x, stored(f"{name}.weight"), False, True)
        return op.add(product, stored(f"{name}.bias", (1, 1, -1)))

    def normal(x: "Node", name: str) -> "Node":
        centred = op.mvn(x, numbers(-1), True, config["layer_norm_eps"], "inside_sqrt")
        scaled = op.multiply(centred, stored(f"{name}.weight", (1, 1, -1)))
        return op.add(scaled, stored(f"{name}.bias", (1, 1, -1)))

    def by_head(x: "Node") -> "Node":
        parts = op.reshape(x, numbers(0, 0, heads, width // heads), True)
        return op.transpose(parts, numbers(0, 2, 1, 3))

    def layer(x: "Node", name: str) -> "Node":
        query, key, value = (
            by_head(linear(x, f"{name}.attention.self.{part}"))
            for part in ("query", "key", "value")
        )
        attended = op.transpose(
            op.scaled_dot_product_attention(query, key, value), numbers(0, 2, 1, 3)
        )
        together = op.reshape(attended, numbers(0, 0, width), True)
        x = op.add(x, linear(together, f"{name}.attention.output.dense"))
        x = normal(x, f"{name}.attention.output.LayerNorm")
        wide = op.gelu(linear(x, f"{name}.intermediate.dense"), "erf")
        return normal(op.add(x, linear(wide, f"{name}.output.dense")), f"{name}.output.LayerNorm")

    vectors = op.parameter([1, -1, width], np.float32, name=INPUT)
    x = normal(vectors, "embeddings.LayerNorm")
    for number in range(config["num_hidden_layers"]):
        x = layer(x, f"encoder.layer.{number}")
    if f"{HEAD}.weight" in weights:
        logits = linear(x, HEAD)
        vectors.output(0).set_names({INPUT})
        logits.output(0).set_names({OUTPUT})
        return openvino.Model([logits], [vectors], "tagger")
    if pooling == "cls":
        pooled = op.gather(x, numbers(0), numbers(1))
        pooled = op.squeeze(pooled, numbers(1))
    else:
        reduce = op.reduce_mean if pooling == "mean" else op.reduce_max
        pooled = reduce(x, numbers(1), False)
    unit = op.normalize_l2(pooled, numbers(1), _LEAST_SQUARE, "max")
    vectors.output(0).set_names({INPUT})
    unit.output(0).set_names({OUTPUT})
    return openvino.Model([unit], [vectors], "encoder")

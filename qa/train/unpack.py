"""A shipped reader as a folder to train from again: the export read backwards.

The numbers of a wide grid say in which cell a weight lay, not where in it. A weight put in the
middle of its cell would stand still for hundreds of steps; so each is put where chance says, as
often near an edge as a trained one is, and the reader still reads exactly the shipped numbers.
"""

import gzip
import io
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from qa.index.weights import installed_weights
from qa.read.span_model.network import NETWORK, TOKENIZER, WORDS, checked_manifest, installed_words
from qa.train.export import PARAMETRIZED
from qa.train.model import Shape, SpanReader, save_reader

INSIDE = 0.49
"""How far from the middle of its cell a weight may lie; the edge is at a half."""
HALVINGS = 40
"""Steps of the bisection for what brings a row to its root mean square."""


def unpack_reader(folder: Path, out: Path, *, spacing: float, seed: int = 1) -> None:
    """Write the reader shipped in ``folder`` to ``out``, for ``load_reader`` and ``--encoder``.

    ``spacing`` is the grid that it was trained on, 0 for none. Of the reader in ``out`` the
    ``snapped`` matrices are the shipped numbers times their steps. Relative attention tells how
    many heads there are; without it they are as many as the encoder has whose words are installed,
    and a reader of other words is a ValueError. ModelNotFound when a file of ``folder`` is not the
    one that was shipped.
    """
    files = checked_manifest(folder)["files"]
    heads = 0
    if WORDS in files:
        with np.load(io.BytesIO(gzip.decompress((folder / WORDS).read_bytes()))) as stored:
            words = between(stored["numbers"], stored["steps"], spacing, seed)
    else:
        words = torch.from_numpy(installed_words().numbers)
        heads = _heads(installed_weights().with_name("config.json"))
    network = gzip.decompress((folder / NETWORK).read_bytes())
    save_reader(_reader(network, words, spacing, seed, heads), out)
    shutil.copyfile(folder / TOKENIZER, out / TOKENIZER)


def _heads(config: Path) -> int:
    return int(json.loads(config.read_bytes())["num_attention_heads"])


def between(
    numbers: NDArray[np.int8], steps: NDArray[np.float32], spacing: float, seed: int
) -> Tensor:
    """Return a float32 matrix that the grid of ``spacing`` reads as ``numbers`` times ``steps``.

    Weights are drawn as those of a normal distribution that fall into the cells of the numbers;
    then each row is moved towards or away from zero until its root mean square fits its step. With
    ``spacing`` 0 the matrix is the numbers times the steps.

    >>> numbers = np.array([[0, -1, 2, 1, 0, 3, -1, 1]], np.int8)
    >>> steps = np.array([[0.5]], np.float32)
    >>> from qa.train.grid import snapped
    >>> matrix = snapped(between(numbers, steps, 0.75, 1), 0.75)
    >>> np.allclose(matrix, numbers * steps)
    True
    """
    middle = torch.from_numpy(numbers.astype(np.float64))
    width = torch.from_numpy(steps.astype(np.float64))
    if not spacing:
        return (middle * width).float()
    low, high = (torch.special.ndtr((middle + side) * spacing) for side in (-0.5, 0.5))
    chance = torch.Generator().manual_seed(seed)
    drawn = low + (high - low) * torch.rand(middle.shape, generator=chance, dtype=torch.float64)
    beside = torch.special.ndtri(drawn) / spacing - middle
    # far out in the tails the distribution function is 1 all over a cell
    beside = torch.nan_to_num(beside, nan=0.0, posinf=0.0, neginf=0.0)
    outwards = middle.sign()
    least, most = (torch.full_like(width, side) for side in (-1.0, 1.0))
    for _ in range(HALVINGS):
        moved = (least + most) / 2
        offset = (beside + moved * outwards).clamp(-INSIDE, INSIDE)
        large = (middle + offset).square().mean(1, keepdim=True) > spacing**-2
        least, most = torch.where(large, least, moved), torch.where(large, moved, most)
    return ((middle + offset) * width).float()


def _reader(network: bytes, words: Tensor, spacing: float, seed: int, heads: int) -> SpanReader:
    """Return the reader of an ONNX file and its words' embeddings."""
    import onnx

    graph = onnx.load_from_string(network).graph
    stored = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}
    weights = {"words.weight": words}
    for name, values in stored.items():
        ours = name.removeprefix("reader.").replace(PARAMETRIZED, ".weight")
        ours = ours.replace(PARAMETRIZED.replace("weight", "bias"), ".bias")
        if name.endswith(".int8"):
            steps = stored[name.removesuffix("int8") + "step"][:, None]
            part = between(values, steps, spacing, seed + len(weights))
            weights[ours.removesuffix(".int8")] = part
        elif values.dtype == np.float16:
            weights[ours] = torch.from_numpy(values.astype(np.float32))
    reader = SpanReader(_shape(graph, weights, heads))
    reader.load_state_dict(weights)
    return reader


def _shape(graph: Any, weights: dict[str, Tensor], heads: int) -> Shape:
    apart = weights.get("apart.weight")
    if apart is None and not heads:
        raise ValueError(f"no relative attention among {len(weights)} weights: heads are unknown")
    pieces, width = weights["words.weight"].shape
    norms = [node for node in graph.node if node.op_type == "LayerNormalization"]
    epsilon = next(a.f for a in norms[0].attribute if a.name == "epsilon")
    return Shape(
        vocab_size=pieces,
        hidden_size=width,
        num_hidden_layers=sum(name.endswith("qkv.weight") for name in weights),
        num_attention_heads=heads if apart is None else apart.shape[1],
        intermediate_size=len(weights["layers.0.wide.bias"]),
        max_position_embeddings=len(weights["positions.weight"]),
        type_vocab_size=len(weights["types.weight"]),
        layer_norm_eps=round(epsilon, 12),
        relative_attention_num_buckets=0 if apart is None else len(apart),
    )

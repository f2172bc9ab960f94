"""What ``make bench`` compares with: the same weights in plain PyTorch, and the machine's limit."""

import gzip
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from qa.read.span_model.network import NETWORK, Words
from qa.train.model import Shape, SpanReader

# Fewer heads or another width change the time of a network by little; both readers have these.
HEADS = 12


def best(work: Callable[[], object], times: int = 3) -> float:
    """Seconds that a call takes, the least of a few."""
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def in_torch(folder: Path, words: Words) -> SpanReader:
    """The shipped network as a float32 module: what PyTorch runs without our runtime."""
    graph = onnx.load_from_string(gzip.decompress((folder / NETWORK).read_bytes())).graph
    stored = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    numbers = (words.numbers * words.steps).astype(np.float32)
    weights = {"words.weight": torch.from_numpy(numbers)}
    for name, value in stored.items():
        if not name.startswith("reader.") or name.endswith((".step", ".zero")):
            continue
        plain = name.removesuffix(".int8")
        if plain != name:
            value = value * stored[f"{plain}.step"].astype(np.float32)[:, None]
        plain = plain.replace(".parametrizations", "").removesuffix(".original")
        weights[plain.removeprefix("reader.")] = torch.from_numpy(value.astype(np.float32))
    layers = {name.split(".")[1] for name in weights if name.startswith("layers.")}
    places, width = weights["positions.weight"].shape
    apart = weights.get("apart.weight")
    shape = Shape(
        vocab_size=len(numbers),
        hidden_size=width,
        num_hidden_layers=len(layers),
        num_attention_heads=HEADS,
        intermediate_size=len(weights["layers.0.wide.bias"]),
        max_position_embeddings=places,
        type_vocab_size=len(weights["types.weight"]),
        relative_attention_num_buckets=0 if apart is None else len(apart),
    )
    module = SpanReader(shape).eval()
    module.load_state_dict(weights)
    return module


def products(module: SpanReader, pieces: int) -> float:
    """Seconds that the layers' matrix products alone take for so many word pieces.

    All of them at once, on all processors, in bfloat16 or in float32, whichever is faster here: a
    processor that has no bfloat16 imitates it slowly.
    """
    return min(_products(module, pieces, kind) for kind in (torch.bfloat16, torch.float32))


def _products(module: SpanReader, pieces: int, kind: torch.dtype) -> float:
    total = 0.0
    with torch.inference_mode():
        for layer in list(module.layers)[:1]:
            for linear in (layer.qkv, layer.attended, layer.wide, layer.narrow):
                weight = linear.weight.detach().to(kind).t().contiguous()
                vectors = torch.ones(pieces, len(weight), dtype=kind)
                total += best(lambda a=vectors, b=weight: a @ b, 3)  # type: ignore[misc]
    return total * len(module.layers)


Inputs = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


def plain_seconds(module: SpanReader, inputs: list[Inputs]) -> float:
    """Seconds that PyTorch takes to read the same inputs in float32."""
    tensors = [tuple(map(torch.from_numpy, each)) for each in inputs]

    def read() -> None:
        with torch.inference_mode():
            for ids, mask, types in tensors:
                module(ids, mask, types)

    return best(read, 2)

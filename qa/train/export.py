"""A trained reader as the folder that ``qa.read.network`` loads: network, words, tokenizer.

Whatever is large is stored as whole numbers and packed by how often each of them occurs (Huffman's
code alone: nothing in weights repeats itself). Numbers of a wide grid are so two and a half bits.
"""

import copy
import hashlib
import io
import json
import tempfile
import warnings
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils.parametrize import register_parametrization

from qa.read.span_model.network import MANIFEST, NETWORK, TOKENIZER, WORDS, installed_words
from qa.train.grid import on_grid
from qa.train.model import SpanReader, load_reader

WINDOW = 256
"""Longest input in word pieces, question and special ones included: the longest trained on."""

INPUTS = ("vectors", "mask", "types")

SAME = 1e-3
"""Words no farther from the embedding model's are its own: what half precision makes of them."""

PARAMETRIZED = ".parametrizations.weight.original"
"""How torch names a weight that is widened where it is used."""

_WITH_HEADER = 31
"""zlib's way to say: a gzip file."""


class _Widen(nn.Module):
    """A float16 weight as float32, at the place where it is used."""

    def forward(self, weight: Tensor) -> Tensor:
        return weight.float()


class _FromVectors(nn.Module):
    """The reader behind its words' embeddings."""

    def __init__(self, reader: SpanReader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, vectors: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        return self.reader.read(vectors, mask, types)


def _half_stored(reader: SpanReader) -> SpanReader:
    """Return a copy that keeps its weights in float16 and computes in float32.

    Half the file for the same arithmetic: the runtime widens once, when it loads.
    """
    half = copy.deepcopy(reader).half().eval()
    for module in list(half.modules()):
        for name, _ in list(module.named_parameters(recurse=False)):
            register_parametrization(module, name, _Widen(), unsafe=True)
    return half


def packed(content: bytes) -> bytes:
    """Return ``content`` as a gzip file without a time in it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, _WITH_HEADER, 9, zlib.Z_HUFFMAN_ONLY)
    return packer.compress(content) + packer.flush()


def export_onnx(reader: SpanReader, spacing: float = 0.0) -> bytes:
    """Return ``reader`` behind its words as ONNX; inputs vectors (float32), mask, types (int64).

    The layers' matrices are stored in int8 with a step for each output, on the grid of ``spacing``,
    everything else in float16.
    """
    import onnx

    one = torch.ones(2, 8, dtype=torch.int64)
    vectors = torch.zeros(2, 8, reader.shape.hidden_size)
    axes = {0: "batch", 1: "length"}
    with warnings.catch_warnings(), tempfile.TemporaryDirectory() as folder:
        warnings.simplefilter("ignore")
        path = Path(folder) / "reader.onnx"
        torch.onnx.export(
            _FromVectors(_half_stored(reader)),
            (vectors, one, one),
            str(path),
            dynamo=False,
            opset_version=17,
            # Folding would widen the stored weights at once: twice the file.
            do_constant_folding=False,
            input_names=list(INPUTS),
            output_names=["logits"],
            dynamic_axes={**dict.fromkeys(INPUTS, axes), "logits": {0: "batch", 2: "length"}},
        )
        model = onnx.load(str(path))
    _store_in_int8(model.graph, dict(reader.named_parameters()), spacing)
    content: bytes = model.SerializeToString(deterministic=True)
    return content


def _store_in_int8(graph: Any, weights: Mapping[str, Tensor], spacing: float) -> None:
    """Replace the float16 matrices of the layers and their widening by int8 rows and their steps.

    The runtime then multiplies in int8, which is a quarter faster. The last layer's two rows, which
    no layer of the encoder has, are too few.
    """
    from onnx import helper, numpy_helper

    stored = {tensor.name: tensor for tensor in graph.initializer}
    nodes = []
    for node in graph.node:
        name = node.input[0] if node.input else ""
        ours = name.removeprefix("reader.").replace(PARAMETRIZED, ".weight")
        matrix = name in stored and len(stored[name].dims) == 2
        if node.op_type == "Cast" and matrix and ours.startswith("layers."):
            del stored[name]
            numbers, step = (p.numpy() for p in on_grid(weights[ours].detach(), spacing))
            parts = {f"{name}.int8": numbers.astype(np.int8), f"{name}.step": step[:, 0]}
            parts[f"{name}.zero"] = np.zeros(len(step), np.int8)
            stored |= {n: numpy_helper.from_array(part, n) for n, part in parts.items()}
            node = helper.make_node("DequantizeLinear", [*parts], [*node.output], axis=0)
        nodes.append(node)
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(stored.values())


def export_words(words: Tensor, spacing: float = 0.0) -> bytes | None:
    """Return embeddings (pieces, width) as an .npz file; None for those of the embedding model."""
    installed = torch.from_numpy(installed_words().numbers)
    if words.shape == installed.shape and torch.allclose(words, installed, rtol=0, atol=SAME):
        return None
    numbers, step = (part.numpy() for part in on_grid(words, spacing))
    content = io.BytesIO()
    np.savez(content, numbers=numbers.astype(np.int8), steps=step)
    return content.getvalue()


def export_reader(
    trained: Path,
    tokenizer: Path,
    folder: Path,
    *,
    version: str,
    name: str = "span-reader",
    spacing: float = 0.0,
) -> None:
    """Write the reader saved in ``trained`` to ``folder``, ready to be loaded at run time.

    ``spacing`` is the grid that it was trained on, 0 for none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    reader = load_reader(trained)
    contents = {NETWORK: packed(export_onnx(reader, spacing)), TOKENIZER: tokenizer.read_bytes()}
    if own := export_words(reader.words.weight.detach(), spacing):
        contents[WORDS] = packed(own)
    for file, content in contents.items():
        (folder / file).write_bytes(content)
    files = {file: hashlib.sha256(content).hexdigest() for file, content in contents.items()}
    manifest = {"name": name, "version": version, "window": WINDOW, "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")

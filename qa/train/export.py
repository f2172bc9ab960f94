"""A trained reader as the folder that ``qa.read.runtime`` loads: ONNX, tokenizer, manifest.

Word embeddings are half of a small reader. They are stored in int8, or in 4 bits for a reader that
was trained with them so (``coarse``): its layers have made up for what is lost.
"""

import copy
import hashlib
import json
import shutil
import warnings
from collections.abc import Collection
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.utils.parametrize import register_parametrization

from qa.train.model import SpanReader, load_reader

WINDOW = 256
"""Longest input in word pieces, question and special ones included: the longest trained on."""


INPUTS = ("ids", "mask", "types")

BLOCK = 32
"""Neighbouring numbers of a word's embedding that share a scale."""
OPSET = 21
"""The first that has scales of blocks and 4 bits; the exporter stops before it."""


class _Widen(nn.Module):
    """A float16 weight as float32, at the place where it is used."""

    def forward(self, weight: Tensor) -> Tensor:
        return weight.float()


def _half_stored(reader: SpanReader) -> SpanReader:
    """Return a copy that keeps its weights in float16 and computes in float32.

    Half the file for the same arithmetic: the runtime widens once, when it loads.
    """
    half = copy.deepcopy(reader).half().eval()
    for module in list(half.modules()):
        for name, _ in list(module.named_parameters(recurse=False)):
            register_parametrization(module, name, _Widen(), unsafe=True)
    return half


def coarse(words: NDArray[np.float32], bits: int) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """Return ``words`` (n, width) as whole numbers of so many ``bits``, and a scale a block.

    Number times scale is the embedding again, nearly: (n, width) and (n, width / ``BLOCK``). What
    came back from that is returned as it was.
    """
    blocks = words.reshape(len(words), -1, BLOCK)
    most = 2 ** (bits - 1) - 1
    scale = (np.abs(blocks).max(axis=2) / most).astype(np.float16)
    divisor = np.where(scale > 0, scale, 1).astype(np.float32)[:, :, None]
    numbers = np.rint(blocks / divisor).clip(-most, most).astype(np.int8)
    return numbers.reshape(words.shape), scale


def restored(numbers: NDArray[np.int8], scale: NDArray[np.float16]) -> NDArray[np.float32]:
    """Return the embeddings that ``coarse`` left, as the runtime computes them."""
    return numbers * scale.astype(np.float32).repeat(BLOCK, axis=1)


def export_onnx(reader: SpanReader, path: Path, *, word_bits: int = 8) -> None:
    """Write ``reader`` as ONNX; inputs ids, mask, types (int64).

    The layers' matrices are stored in int8 with a scale for each output, the words' embeddings in
    ``word_bits`` (8 or 4) with a scale for each ``BLOCK``, everything else in float16.
    """
    import onnx.version_converter

    one = torch.ones(2, 8, dtype=torch.int64)
    axes = {0: "batch", 1: "length"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _half_stored(reader),
            (one, one, one),
            str(path),
            dynamo=False,
            opset_version=17,
            # Folding would widen the stored weights at once: twice the file.
            do_constant_folding=False,
            input_names=list(INPUTS),
            output_names=["logits"],
            dynamic_axes={**dict.fromkeys(INPUTS, axes), "logits": {0: "batch", 2: "length"}},
        )
    model = onnx.version_converter.convert_version(onnx.load(str(path)), OPSET)
    _store_in_int8(model.graph, {f"layers.{n}." for n in range(len(reader.layers))})
    _store_words(model.graph, word_bits)
    onnx.save(model, str(path))


def _store_in_int8(graph: Any, layers: Collection[str]) -> None:
    """Replace each layer's float16 matrix and its widening by int8 rows and their scales.

    Symmetric, one scale a row (an output): the runtime then multiplies in int8, which is a quarter
    faster. The two rows of the last layer are too few.
    """
    from onnx import helper, numpy_helper

    stored = {tensor.name: tensor for tensor in graph.initializer}
    nodes = []
    for node in graph.node:
        name = node.input[0] if node.input else ""
        matrix = name in stored and len(stored[name].dims) == 2
        if node.op_type == "Cast" and matrix and any(layer in name for layer in layers):
            weight = numpy_helper.to_array(stored.pop(name)).astype(np.float32)
            scale = np.abs(weight).max(axis=1) / 127
            rows = np.rint(weight / scale[:, None]).astype(np.int8)
            parts = {f"{name}.int8": rows, f"{name}.scale": scale}
            parts[f"{name}.zero"] = np.zeros(len(scale), np.int8)
            stored |= {n: numpy_helper.from_array(part, n) for n, part in parts.items()}
            node = helper.make_node("DequantizeLinear", list(parts), list(node.output), axis=0)
        nodes.append(node)
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(stored.values())


def _store_words(graph: Any, bits: int) -> None:
    """Replace the float16 embeddings of the words and their widening by ``coarse`` ones."""
    import ml_dtypes  # onnx brings it
    from onnx import TensorProto, helper, numpy_helper

    place, widen = next(
        (place, node)
        for place, node in enumerate(graph.node)
        if node.op_type == "Cast" and node.input[0].startswith("words.")
    )
    name = widen.input[0]
    table = next(tensor for tensor in graph.initializer if tensor.name == name)
    numbers, scale = coarse(numpy_helper.to_array(table).astype(np.float32), bits)
    kind = ml_dtypes.int4 if bits == 4 else np.int8
    parts = {f"{name}.int{bits}": numbers.astype(kind), f"{name}.scale": scale}
    graph.initializer.remove(table)
    graph.initializer.extend(numpy_helper.from_array(part, n) for n, part in parts.items())
    half = f"{name}.half"
    back = helper.make_node("DequantizeLinear", list(parts), [half], axis=1, block_size=BLOCK)
    again = helper.make_node("Cast", [half], list(widen.output), to=TensorProto.FLOAT)
    graph.node.remove(widen)
    graph.node.insert(place, again)
    graph.node.insert(place, back)


def export_reader(
    trained: Path,
    tokenizer: Path,
    folder: Path,
    *,
    version: str,
    name: str = "span-reader",
    word_bits: int = 8,
) -> None:
    """Write the reader saved in ``trained`` to ``folder``, ready to be loaded at run time."""
    folder.mkdir(parents=True, exist_ok=True)
    export_onnx(load_reader(trained), folder / "reader.onnx", word_bits=word_bits)
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    files = {
        file: hashlib.sha256((folder / file).read_bytes()).hexdigest()
        for file in ("reader.onnx", "tokenizer.json")
    }
    manifest = {"name": name, "version": version, "window": WINDOW, "files": files}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")

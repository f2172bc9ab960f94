"""A trained reader as the folder that ``qa.read.runtime`` loads: ONNX, tokenizer, manifest."""

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
from torch import Tensor, nn
from torch.nn.utils.parametrize import register_parametrization

from qa.train.model import SpanReader, load_reader

WINDOW = 256
"""Longest input in word pieces, question and special ones included: the longest trained on."""


INPUTS = ("ids", "mask", "types")


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


def export_onnx(reader: SpanReader, path: Path) -> None:
    """Write ``reader`` as ONNX; inputs ids, mask, types (int64).

    The layers' matrices are stored in int8 with a scale for each output, everything else in
    float16.
    """
    import onnx

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
    model = onnx.load(str(path))
    _store_in_int8(model.graph, {f"layers.{n}." for n in range(len(reader.layers))})
    onnx.save(model, str(path))


def _store_in_int8(graph: Any, layers: Collection[str]) -> None:
    """Replace each layer's float16 matrix and its widening by int8 rows and their scales.

    Symmetric, one scale a row (an output): the runtime then multiplies in int8, which is a quarter
    faster. The embeddings gain nothing by it, and the two rows of the last layer are too few.
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


def export_reader(trained: Path, tokenizer: Path, folder: Path, *, version: str) -> None:
    """Write the reader saved in ``trained`` to ``folder``, ready to be loaded at run time."""
    folder.mkdir(parents=True, exist_ok=True)
    export_onnx(load_reader(trained), folder / "reader.onnx")
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    files = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in ("reader.onnx", "tokenizer.json")
    }
    manifest = {"name": "span-reader", "version": version, "window": WINDOW, "files": files}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")

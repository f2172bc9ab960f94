"""A trained reader as the folder that ``qa.read.runtime`` loads: ONNX, tokenizer, manifest."""

import copy
import hashlib
import json
import shutil
import warnings
from pathlib import Path

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
    """Write ``reader`` as ONNX with weights stored in float16; inputs ids, mask, types (int64)."""
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

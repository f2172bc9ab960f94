"""The verifier's encoder: a packed RoBERTa comes out reading as it did, but for its words' bits."""

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from qa.train.export import BLOCK, coarse, restored
from qa.train.granite import WORD_BITS, unpack
from qa.train.model import load_reader

GROUP = 16
TOKENIZER = json.dumps({"cls": "<s>", "sep": "</s>", "model": "ab"})


def packed(path: Path, model: Any) -> None:
    """Write a RoBERTa model as the package has it, and give it the weights that are left."""
    state = {name: weight.detach() for name, weight in model.state_dict().items()}
    embedded = "embeddings."
    named = {
        "word_emb": ["word_embeddings.weight"],
        "pos_emb": ["position_embeddings.weight"],
        "type_emb": ["token_type_embeddings.weight"],
        "emb_ln.w": ["LayerNorm.weight"],
        "emb_ln.b": ["LayerNorm.bias"],
    }
    names = {ours: [embedded + name for name in theirs] for ours, theirs in named.items()}
    parts = {
        "qkv": [f"attention.self.{part}" for part in ("query", "key", "value")],
        "ao": ["attention.output.dense"],
        "aln": ["attention.output.LayerNorm"],
        "f1": ["intermediate.dense"],
        "f2": ["output.dense"],
        "fln": ["output.LayerNorm"],
    }
    for layer in range(model.config.num_hidden_layers):
        for ours, theirs in parts.items():
            for short, kind in (("w", "weight"), ("b", "bias")):
                names[f"l{layer}.{ours}.{short}"] = [
                    f"encoder.layer.{layer}.{name}.{kind}" for name in theirs
                ]
    tensors, content = [], b""
    for ours, theirs in names.items():
        weight = torch.cat([state[name] for name in theirs]).numpy()
        matrix = ours == "word_emb" or ours.endswith(("qkv.w", "ao.w", "f1.w", "f2.w"))
        if matrix:
            groups = weight.reshape(-1, GROUP)
            scale = np.abs(groups).max(axis=1).clip(1e-6).astype(np.float32) / 127
            numbers = np.rint(groups / scale[:, None]).astype(np.int8)
            left = torch.from_numpy((numbers * scale[:, None]).reshape(weight.shape))
            for name, part in zip(theirs, left.chunk(len(theirs)), strict=True):
                state[name].copy_(part)
            stored = numbers.tobytes() + scale.tobytes()
        else:
            stored = weight.astype(np.float32).tobytes()
        tensors.append(
            {
                "name": ours,
                "dtype": "i8" if matrix else "f32",
                "shape": list(weight.shape),
                "len": len(stored),
                "group": GROUP if matrix else 0,
            }
        )
        content += stored
    arch = {"heads": model.config.num_attention_heads}
    header = json.dumps({"arch": arch, "tensors": tensors, "tokenizer_len": len(TOKENIZER)})
    head = b"HMSEMB01" + struct.pack("<Q", len(header)) + header.encode()
    path.write_bytes(head + TOKENIZER.encode() + content)


def test_an_unpacked_encoder_reads_as_the_packed_one(tmp_path: Path) -> None:
    transformers = pytest.importorskip("transformers")
    torch.manual_seed(5)
    config = transformers.RobertaConfig(
        vocab_size=40,
        hidden_size=2 * BLOCK,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=96,
        max_position_embeddings=66,
        type_vocab_size=2,
        layer_norm_eps=1e-12,
    )
    theirs = transformers.RobertaModel(config).eval()
    packed(tmp_path / "pack", theirs)
    unpack(tmp_path / "pack", tmp_path / "out")
    tokenizer = (tmp_path / "out" / "tokenizer.json").read_text()
    assert json.loads(tokenizer) == {"cls": "[CLS]", "sep": "[SEP]", "model": "ab"}
    words = theirs.embeddings.word_embeddings.weight.data
    left = torch.from_numpy(restored(*coarse(words.numpy(), WORD_BITS)))
    assert 0.01 < float((left - words).norm() / words.norm()) < 0.2, "4 bits are coarse"
    words.copy_(left)
    reader = load_reader(tmp_path / "out")
    ids = torch.randint(3, 40, (2, 60))
    mask = torch.ones_like(ids)
    mask[1, 30:] = 0
    types = torch.zeros_like(ids)
    types[:, 20:] = 1
    places = torch.arange(60)[None] + 2
    with torch.no_grad():
        hidden = theirs(
            ids, attention_mask=mask, token_type_ids=types, position_ids=places
        ).last_hidden_state
        expected = reader.spans(hidden).transpose(1, 2)
        found = reader(ids, mask, types)
    seen = mask[:, None, :].bool().expand_as(expected)
    assert torch.allclose(found[seen], expected[seen], atol=1e-5)


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pack").write_bytes(b"PK\3\4 and so on")
    with pytest.raises(ValueError, match=r"begins with b'PK.*HMSEMB01"):
        unpack(tmp_path / "pack", tmp_path / "out")

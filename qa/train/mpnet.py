"""The verifier's encoder: MPNet written as a BERT encoder that reads BERT's word pieces.

Song et al., "MPNet: masked and permuted pre-training for language understanding", NeurIPS 2020.
It has BERT's uncased word pieces under other numbers, and special tokens of its own; with its
rows put in BERT's order it reads the inputs of the small reader one to one. Each of its logits then
stands for the same place of the text as the small one's, so it can be that one's teacher, too.
"""

import json
import shutil
from dataclasses import asdict, fields
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from qa.train.model import Shape

SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
"""BERT's special tokens that MPNet has under other names."""
FIRST_PLACE = 2
"""Row of MPNet's position embeddings that the first token has."""

_RENAMED = {
    "attention.attn.q.": "attention.self.query.",
    "attention.attn.k.": "attention.self.key.",
    "attention.attn.v.": "attention.self.value.",
    "attention.attn.o.": "attention.output.dense.",
    "attention.LayerNorm.": "attention.output.LayerNorm.",
}


def as_bert(mpnet: Path, tokenizer: Path, out: Path) -> None:
    """Write the MPNet encoder in folder ``mpnet`` to ``out`` for inputs of a BERT ``tokenizer``.

    ``out`` is a folder for ``load_reader`` and ``Settings.encoder``, with ``tokenizer`` in it.
    ValueError when the tokenizer has a word piece that MPNet lacks.
    """
    theirs = Tokenizer.from_file(str(mpnet / "tokenizer.json")).get_vocab()
    pieces = Tokenizer.from_file(str(tokenizer)).get_vocab()
    named = [SPECIAL.get(piece, piece) for piece in sorted(pieces, key=lambda p: pieces[p])]
    if missing := [piece for piece in named if piece not in theirs]:
        raise ValueError(f"MPNet in {mpnet} lacks {len(missing)} word pieces, first {missing[0]!r}")
    weights = {}
    for name, weight in load_file(mpnet / "model.safetensors").items():
        for before, after in _RENAMED.items():
            name = name.replace(before, after)
        weights[f"bert.{name}"] = weight
    words = "bert.embeddings.word_embeddings.weight"
    weights[words] = weights[words][[theirs[piece] for piece in named]]
    places = "bert.embeddings.position_embeddings.weight"
    weights[places] = weights[places][FIRST_PLACE:].contiguous()
    config = json.loads((mpnet / "config.json").read_text(encoding="utf-8"))
    known = {field.name: config[field.name] for field in fields(Shape) if field.name in config}
    sizes = {"vocab_size": len(named), "max_position_embeddings": len(weights[places])}
    shape = Shape(**known | sizes)
    types = torch.zeros(shape.type_vocab_size, shape.hidden_size)
    weights["bert.embeddings.token_type_embeddings.weight"] = types
    out.mkdir(parents=True, exist_ok=True)
    (out / "config.json").write_text(json.dumps(asdict(shape), indent=2) + "\n", encoding="utf-8")
    save_file(weights, out / "model.safetensors")
    shutil.copy(tokenizer, out / "tokenizer.json")

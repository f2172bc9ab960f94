"""The span reader as a torch module: a BERT or MPNet encoder and one start/end layer on top.

Written out instead of taken from transformers because on a CPU the two things that cost the time
can then be chosen: one matrix product for query, key and value, and attention as batched matrix
products (twice as fast, backward pass included, as the fused CPU kernel with heads of 32). The
parameter names of saved folders are transformers' own, so the weights load there as well.
"""

import copy
import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

MASKED = -1e4
"""Added to attention scores of padding; finite in bfloat16 and float16."""


DROPPED = 0.1
"""Share of the features that a text is read without in training."""

Chance = torch.Generator | None
"""Where random numbers come from; None: nothing is left to chance."""


def thinned(hidden: Tensor, chance: Chance) -> Tensor:
    """Leave out some features of each text of (batch, length, width), the same all along it.

    Dropout after Gal and Ghahramani, "A theoretically grounded application of dropout in recurrent
    neural networks", NIPS 2016: a random number for every word piece would take a CPU a third of
    the time.
    """
    if chance is None:
        return hidden
    kept = torch.rand(hidden.shape[0], 1, hidden.shape[2], generator=chance) >= DROPPED
    return hidden * (kept.to(hidden.device, hidden.dtype) / (1 - DROPPED))


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of an encoder, named as in its ``config.json``.

    With ``relative_attention_num_buckets`` its attention also knows how far apart two word pieces
    stand, as MPNet's does (Song et al., "MPNet: masked and permuted pre-training for language
    understanding", NeurIPS 2020); BERT has none.
    """

    vocab_size: int
    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int
    max_position_embeddings: int
    type_vocab_size: int = 2
    layer_norm_eps: float = 1e-12
    relative_attention_num_buckets: int = 0


class Layer(nn.Module):
    """One transformer layer, normalised after each residual as BERT does."""

    def __init__(self, shape: Shape) -> None:
        """Make the layer with torch's default initial weights."""
        super().__init__()
        width = shape.hidden_size
        self.heads = shape.num_attention_heads
        self.qkv = nn.Linear(width, 3 * width)
        self.attended = nn.Linear(width, width)
        self.attended_norm = nn.LayerNorm(width, eps=shape.layer_norm_eps)
        self.wide = nn.Linear(width, shape.intermediate_size)
        self.narrow = nn.Linear(shape.intermediate_size, width)
        self.output_norm = nn.LayerNorm(width, eps=shape.layer_norm_eps)

    def forward(self, hidden: Tensor, bias: Tensor, chance: Chance = None) -> Tensor:
        """Map (batch, length, width) to the same.

        ``bias`` is added to the attention's scores: (batch * heads, 1 or length, length).
        """
        batch, length, width = hidden.shape
        size = width // self.heads
        qkv = self.qkv(hidden).view(batch, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        query, key, value = qkv.reshape(3, batch * self.heads, length, size).unbind(0)
        weights = torch.baddbmm(bias, query, key.transpose(1, 2), alpha=size**-0.5).softmax(-1)
        mixed = torch.bmm(weights, value).view(batch, self.heads, length, size)
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        hidden = self.attended_norm(hidden + thinned(self.attended(mixed), chance))
        wide = functional.gelu(self.wide(hidden))
        out: Tensor = self.output_norm(hidden + thinned(self.narrow(wide), chance))
        return out


class SpanReader(nn.Module):
    """Word pieces of ``[CLS] question [SEP] passage [SEP]`` to start and end logits."""

    def __init__(self, shape: Shape) -> None:
        """Make a reader with torch's default initial weights; see ``load_reader``."""
        super().__init__()
        self.shape = shape
        width = shape.hidden_size
        self.words = nn.Embedding(shape.vocab_size, width)
        self.positions = nn.Embedding(shape.max_position_embeddings, width)
        self.types = nn.Embedding(shape.type_vocab_size, width)
        self.norm = nn.LayerNorm(width, eps=shape.layer_norm_eps)
        buckets = shape.relative_attention_num_buckets
        self.apart = nn.Embedding(buckets, shape.num_attention_heads) if buckets else None
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.num_hidden_layers))
        self.spans = nn.Linear(width, 2)

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor, chance: Chance = None) -> Tensor:
        """Return float32 logits of shape (batch, 2, length): start, then end.

        ``mask`` is 1 at word pieces and 0 at padding. Logits at padding are not masked here.
        With ``chance`` features are left out at random, for training.
        """
        return self.read(self.words(ids), mask, types, chance)

    def read(self, words: Tensor, mask: Tensor, types: Tensor, chance: Chance = None) -> Tensor:
        """Return the logits of word pieces given by their embeddings (batch, length, width)."""
        place = torch.arange(words.shape[1], device=words.device)
        hidden = self.norm(words + self.positions(place) + self.types(types))
        hidden = thinned(hidden, chance)
        bias = self._bias(((1 - mask) * MASKED).to(hidden.dtype))
        for layer in self.layers:
            hidden = layer(hidden, bias, chance)
        # The last layer stays in float32: in bfloat16 a logit of 8 has steps of 0.06.
        weight, offset = self.spans.weight.float(), self.spans.bias.float()
        return functional.linear(hidden.float(), weight, offset).transpose(1, 2)

    def _bias(self, mask: Tensor) -> Tensor:
        """Return what is added to attention's scores, from what (batch, length) adds to each."""
        (batch, length), heads = mask.shape, self.shape.num_attention_heads
        if self.apart is None:
            bias = mask[:, None, None, :].expand(batch, heads, 1, length)
            return bias.reshape(batch * heads, 1, length)
        near: Tensor = self.apart(buckets(length, self.apart.num_embeddings).to(mask.device))
        bias = near.permute(2, 0, 1) + mask[:, None, None, :]
        return bias.reshape(batch * heads, length, length)


def buckets(length: int, number: int, farthest: int = 128) -> Tensor:
    """Return which of ``number`` kinds of distance each pair of ``length`` places has.

    (length, length) of int64; half of the kinds look back, half ahead, the near ones are single
    distances and the far ones grow up to ``farthest``: the scheme of T5 (Raffel et al., "Exploring
    the limits of transfer learning", JMLR 2020) that MPNet took over.

    >>> buckets(4, 8, 4).tolist()
    [[0, 5, 6, 7], [1, 0, 5, 6], [2, 1, 0, 5], [3, 2, 1, 0]]
    """
    place = torch.arange(length)
    ahead = place[None, :] - place[:, None]
    half, single = number // 2, number // 4
    far = ahead.abs()
    steps = torch.log(far.clamp(min=1) / single) / math.log(farthest / single) * (half - single)
    coarse = (single + steps.long()).clamp(max=half - 1)
    return torch.where(far < single, far, coarse) + half * (ahead > 0)


_LAYER = {
    "attended": "attention.output.dense",
    "attended_norm": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "output_norm": "output.LayerNorm",
}
_OUTER = {
    "words.weight": "bert.embeddings.word_embeddings.weight",
    "positions.weight": "bert.embeddings.position_embeddings.weight",
    "types.weight": "bert.embeddings.token_type_embeddings.weight",
    "norm.weight": "bert.embeddings.LayerNorm.weight",
    "norm.bias": "bert.embeddings.LayerNorm.bias",
    "spans.weight": "qa_outputs.weight",
    "spans.bias": "qa_outputs.bias",
}


_APART = {"apart.weight": "bert.encoder.relative_attention_bias.weight"}


def _names(shape: Shape) -> dict[str, tuple[str, ...]]:
    """Return our parameter names with transformers' names for each, joined along rows."""
    outer = _OUTER | (_APART if shape.relative_attention_num_buckets else {})
    names: dict[str, tuple[str, ...]] = {ours: (theirs,) for ours, theirs in outer.items()}
    for number in range(shape.num_hidden_layers):
        their = f"bert.encoder.layer.{number}"
        for kind in ("weight", "bias"):
            names[f"layers.{number}.qkv.{kind}"] = tuple(
                f"{their}.attention.self.{part}.{kind}" for part in ("query", "key", "value")
            )
            for ours, theirs in _LAYER.items():
                names[f"layers.{number}.{ours}.{kind}"] = (f"{their}.{theirs}.{kind}",)
    return names


def load_reader(folder: Path, *, seed: int = 0) -> SpanReader:
    """Read a folder with a BERT ``config.json`` and ``model.safetensors``, plain or a reader.

    A plain encoder has no start/end layer: that one starts from normal noise of ``seed``.
    """
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    fields = {name: config[name] for name in Shape.__dataclass_fields__ if name in config}
    reader = SpanReader(Shape(**fields))
    stored = load_file(folder / "model.safetensors")
    if "embeddings.LayerNorm.weight" in stored:
        stored = {f"bert.{name}": weight for name, weight in stored.items()}
    noise = torch.Generator().manual_seed(seed)
    weight = torch.randn(2, reader.shape.hidden_size, generator=noise) * 0.02
    stored = {"qa_outputs.weight": weight, "qa_outputs.bias": torch.zeros(2)} | stored
    names = _names(reader.shape)
    state = {ours: torch.cat([stored[n].float() for n in names[ours]]) for ours in names}
    reader.load_state_dict(state)
    return reader


def average_readers(readers: Sequence[SpanReader]) -> SpanReader:
    """Return a reader whose every weight is the mean of theirs; all have one shape."""
    mean = copy.deepcopy(readers[0])
    states = [reader.state_dict() for reader in readers]
    mean.load_state_dict(
        {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}
    )
    return mean


def save_reader(reader: SpanReader, folder: Path) -> None:
    """Write ``config.json`` and ``model.safetensors`` (float32) under transformers' names.

    One with relative attention is ours alone: transformers has no such BERT.
    """
    folder.mkdir(parents=True, exist_ok=True)
    config = asdict(reader.shape)
    if not reader.shape.relative_attention_num_buckets:
        config |= {"model_type": "bert", "architectures": ["BertForQuestionAnswering"]}
        config |= {"hidden_act": "gelu"}
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    weights: dict[str, Tensor] = {}
    state = reader.state_dict()
    for ours, theirs in _names(reader.shape).items():
        for name, part in zip(theirs, state[ours].float().chunk(len(theirs)), strict=True):
            weights[name] = part.contiguous().clone()
    save_file(weights, folder / "model.safetensors")

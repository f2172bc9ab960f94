"""Train the term selector: which words of earlier turns belong to a question.

QuReTeC (Voskarides et al., "Query resolution for conversational search with limited supervision",
SIGIR 2020) as a head on the encoder that is carried anyway. The encoder is not stored once more: to
each of its matrices a product of two narrow ones is added (Hu et al., "LoRA: low-rank adaptation of
large language models", ICLR 2022), and only those are.
"""

import hashlib
import json
import math
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from safetensors.torch import save
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from qa.evaluate.follow_ups import FollowUp
from qa.question.context.layout import layout
from qa.question.context.selector import ADAPTERS, MANIFEST, PARTS
from qa.question.context.words import content_stems
from qa.train.model import SpanReader, load_reader

RANK = 16
SCALE = 2.0
POSITIVE = 2.0
"""Weight of a word that belongs to the question, against one that does not."""


class Adapted(nn.Module):
    """A fixed linear map plus a trained product of two narrow ones."""

    def __init__(self, fixed: nn.Linear, chance: torch.Generator) -> None:
        """Start as ``fixed``: the second matrix is zero."""
        super().__init__()
        self.fixed = fixed.requires_grad_(False)
        noise = torch.randn(RANK, fixed.in_features, generator=chance)
        self.down = nn.Parameter(noise / math.sqrt(fixed.in_features))
        self.up = nn.Parameter(torch.zeros(fixed.out_features, RANK))

    def forward(self, hidden: Tensor) -> Tensor:
        """Map (…, in) to (…, out)."""
        kind = hidden.dtype
        narrow = functional.linear(hidden, self.down.to(kind))
        out: Tensor = self.fixed(hidden) + SCALE * functional.linear(narrow, self.up.to(kind))
        return out


def adapted_encoder(folder: Path, seed: int) -> SpanReader:
    """Return the encoder of a folder, fixed but for its adapters and its two outputs.

    The first output of a word piece says whether its word belongs to the question, the second of
    the first piece whether the question leans on anything at all.
    """
    chance = torch.Generator().manual_seed(seed)
    # bfloat16 throughout but for what is trained: on a CPU four times as fast as float32
    encoder = load_reader(folder, seed=seed).requires_grad_(False).bfloat16()
    for layer in encoder.layers:
        for name in PARTS:
            setattr(layer, name, Adapted(getattr(layer, name), chance))
    encoder.spans.float().requires_grad_(True)
    return encoder


Input = tuple[tuple[int, ...], tuple[int, ...], tuple[bool, ...], bool]
"""Word pieces; the pieces that stand for words; whether each is wanted; whether any word is."""


def inputs_of(tokenizer: Tokenizer, examples: Sequence[FollowUp]) -> list[Input]:
    """Return what the encoder is shown, in the order of ``examples``."""
    found = []
    for example in examples:
        own = content_stems(example.question)
        shown = layout(tokenizer, example.question, example.history)
        free = [place for place in shown.places if place.word.stem not in own]
        found.append(
            (
                shown.ids,
                tuple(place.piece for place in free),
                tuple(place.word.stem in example.wanted for place in free),
                bool(example.wanted),
            )
        )
    return found


def batches(inputs: Sequence[Input], size: int, chance: random.Random) -> list[list[Input]]:
    """Return all inputs once, in a random order, those of about one length together."""
    drawn = sorted(inputs, key=lambda one: len(one[0]) + chance.random() * 16)
    parts = [drawn[start : start + size] for start in range(0, len(drawn), size)]
    chance.shuffle(parts)
    return parts


def loss_of(encoder: SpanReader, batch: Sequence[Input]) -> Tensor:
    """Return the mean loss of a batch: of its words, and of whether its questions lean."""
    width = max(len(ids) for ids, *_ in batch)
    ids = torch.tensor([[*one, *[0] * (width - len(one))] for one, *_ in batch])
    mask = torch.tensor([[1] * len(one) + [0] * (width - len(one)) for one, *_ in batch])
    logits = encoder(ids, mask, torch.zeros_like(ids))
    rows = torch.tensor([row for row, one in enumerate(batch) for _ in one[1]], dtype=torch.long)
    pieces = torch.tensor([piece for one in batch for piece in one[1]], dtype=torch.long)
    wanted = torch.tensor([float(label) for one in batch for label in one[2]])
    terms = functional.binary_cross_entropy_with_logits(
        logits[rows, 0, pieces], wanted, pos_weight=torch.tensor(POSITIVE)
    )
    leans = torch.tensor([float(one[3]) for one in batch])
    leaning = functional.binary_cross_entropy_with_logits(logits[:, 1, 0], leans)
    return terms + 0.2 * leaning


def train(
    encoder: SpanReader,
    inputs: Sequence[Input],
    *,
    epochs: int,
    peak: float,
    size: int,
    seed: int,
    watch: Callable[[str], None],
) -> None:
    """Train the adapters and outputs: rate up over a tenth of the steps, then down to nothing."""
    chance = random.Random(seed)
    trained = [weight for weight in encoder.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=peak, weight_decay=0.01)
    steps = epochs * math.ceil(len(inputs) / size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, 10 * (step + 1) / steps) * (1 - step / steps)
    )
    step, mean, started = 0, 0.7, time.monotonic()
    for _ in range(epochs):
        for batch in batches(inputs, size, chance):
            loss = loss_of(encoder, batch)
            optimiser.zero_grad()
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            schedule.step()
            step, mean = step + 1, 0.98 * mean + 0.02 * loss.item()
            if step % 20 == 0:
                watch(f"{step}/{steps} loss {mean:.3f} {time.monotonic() - started:.0f} s")


def save_selector(encoder: SpanReader, folder: Path, version: str) -> None:
    """Write what was trained, adapters in float16 and outputs in float32, with its manifest.

    ``layers.N.PART.up`` times ``layers.N.PART.down`` is what is added to a matrix.
    """
    stored = {"head.weight": encoder.spans.weight, "head.bias": encoder.spans.bias}
    for number, layer in enumerate(encoder.layers):
        for name in PARTS:
            part = getattr(layer, name)
            stored[f"layers.{number}.{name}.down"] = part.down.half()
            stored[f"layers.{number}.{name}.up"] = (SCALE * part.up).half()
    content = save({name: weight.detach().contiguous() for name, weight in stored.items()})
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ADAPTERS).write_bytes(content)
    files = {ADAPTERS: hashlib.sha256(content).hexdigest()}
    manifest = {"name": "term-selector", "version": version, "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")

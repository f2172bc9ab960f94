"""The training loop: float32 master weights, bfloat16 work, averaged weights, checkpoints.

On a CPU every worker is one thread with its own bfloat16 copy, and takes the next small batch of
the step when it is free. Threads inside each operation, the usual way, wait for one another
thousands of times a step: on a machine that others use too, that costs more than half of the speed.
The small batches' gradients are added in their order, so who computed what changes nothing.
"""

import copy
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import numpy as np
import torch
from torch import Tensor

from qa.train.features import Feature
from qa.train.grid import gridded, matrices, snapped
from qa.train.loss import span_loss, teacher_loss
from qa.train.mixture import Mixture
from qa.train.model import SpanReader
from qa.train.schedule import Schedule
from qa.train.taught import Taught

AVERAGE = 0.9985
"""Share of the running average kept at each step: about the last 700 steps count."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What one step tells whoever watches."""

    step: int
    epoch: int
    loss: float
    rate: float
    examples: int
    tokens: int


class Trainer:
    """One training run in memory; everything that must survive is in ``state()``."""

    def __init__(
        self,
        reader: SpanReader,
        schedule: Schedule,
        device: torch.device,
        *,
        workers: int = 1,
        teacher: SpanReader | None = None,
        trusted: bool = False,
        frozen: int = 0,
        grid: float = 0.0,
    ) -> None:
        """Start from ``reader`` (float32); its word embeddings stay as they are.

        Word embeddings are half of the weights; frozen, they cost no time and forget no word.
        So do all embeddings and the lowest layers where ``frozen`` of these are to stay too.
        ``workers`` is the number of threads on a CPU; a GPU needs one. With a ``teacher`` half of
        the loss is what that reader says instead of the gold span: where there is an answer, and
        where there is none too if it is ``trusted``. One as small as the pupil is no better at
        that than the pupil. With a ``grid`` the layers' matrices and the words are read as
        whole numbers of that spacing (see ``qa.train.grid``).
        """
        self.schedule = schedule
        self.step = 0
        self.epoch = 0
        self.batch = 0
        self._minutes = 0.0
        self._device = device
        self._frozen = frozen
        self._grid = grid
        trained = self._trained(reader)
        self._start = copy.deepcopy(reader)
        self._words = reader.words.weight.detach().to(device)
        self._master = [p.detach().clone().to(device) for p in trained]
        self._average = [p.clone() for p in self._master]
        self._idle: SimpleQueue[SpanReader] = SimpleQueue()
        on_grid = set(map(id, matrices(reader))) if grid else set()
        self._coarse = [id(weight) in on_grid for weight in trained]
        seen = gridded(reader, grid)
        self._copies = [copy.deepcopy(seen).to(device, torch.bfloat16) for _ in range(workers)]
        for worker in self._copies:
            worker.words = self._copies[0].words
            self._idle.put(worker)
        asked = teacher and copy.deepcopy(teacher).to(device, torch.bfloat16)
        self.taught = Taught(asked) if asked else None
        self._trusted = trusted
        self._threads = ThreadPoolExecutor(workers, initializer=_one_thread)
        groups = [
            {"params": [p for p in self._master if p.ndim > 1], "weight_decay": 0.01},
            {"params": [p for p in self._master if p.ndim == 1], "weight_decay": 0.0},
        ]
        self._optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)

    def run(
        self,
        mixture: Mixture,
        *,
        until: int | None = None,
        watch: Callable[[Progress], None] = lambda progress: None,
    ) -> None:
        """Train until step ``until`` or the end of the schedule, whichever comes first."""
        while not self._over(until):
            steps = mixture.steps(self.epoch)
            while self.batch < len(steps) and not self._over(until):
                began = time.monotonic()
                batches = steps[self.batch]
                rate = self.schedule.rate(self.step, self._minutes)
                loss = self._learn(batches, rate)
                if self.schedule.decay_from is not None:
                    self._minutes += (time.monotonic() - began) / 60
                self.step += 1
                self.batch += 1
                watch(Progress(self.step, self.epoch, loss, rate, *_size(batches)))
            if self.batch >= len(steps):
                self.epoch, self.batch = self.epoch + 1, 0

    def ask(
        self, mixture: Mixture, watch: Callable[[Progress], None] = lambda progress: None
    ) -> None:
        """Ask the teacher all that the rounds of ``mixture`` will show, and learn nothing.

        ValueError when there is no teacher, or when nothing is shown twice.
        """
        taught, rounds = self.taught, mixture.recipe.rounds
        if taught is None or not rounds:
            raise ValueError(f"teacher: {taught}, rounds: {rounds}; asking first needs both")
        asked = 0
        for epoch in range(rounds):
            for batches in mixture.steps(epoch):
                list(self._threads.map(lambda b: taught.logits(b, *self._inputs(b)), batches))
                asked += 1
                watch(Progress(asked, epoch, 0.0, 0.0, *_size(batches)))

    def _inputs(self, batch: Sequence[Feature]) -> tuple[Tensor, Tensor, Tensor]:
        ids, mask, types = (part.to(self._device) for part in tensors(batch)[:3])
        return ids, mask, types

    def _trained(self, reader: SpanReader) -> list[Tensor]:
        """Return the weights that training changes, in their order in the reader."""
        if self._frozen:
            layers = reader.layers[self._frozen :]
            return [p for part in (*layers, reader.spans) for p in part.parameters()]
        return [p for name, p in reader.named_parameters() if name != "words.weight"]

    def _over(self, until: int | None) -> bool:
        return self.finished or (until is not None and self.step >= until)

    @property
    def finished(self) -> bool:
        """Tell whether the decay is over."""
        return self.schedule.decayed(self.step, self._minutes) >= 1.0

    def _learn(self, batches: Sequence[Sequence[Feature]], rate: float) -> float:
        total = sum(map(len, batches))
        numbered = enumerate(batches)
        done = list(self._threads.map(lambda one: self._gradients(one[0], one[1], total), numbered))
        for number, master in enumerate(self._master):
            gradient = done[0][1][number].float()
            for _, gradients in done[1:]:
                gradient += gradients[number]
            master.grad = gradient
        torch.nn.utils.clip_grad_norm_(self._master, 1.0)
        for group in self._optimiser.param_groups:
            group["lr"] = rate
        self._optimiser.step()
        kept = min(AVERAGE, (1 + self.step) / (10 + self.step))
        torch._foreach_lerp_(self._average, self._master, 1 - kept)
        self._spread()
        return sum(loss for loss, _ in done)

    def _gradients(
        self, number: int, batch: Sequence[Feature], total: int
    ) -> tuple[float, list[Tensor]]:
        """Return the batch's part of the mean loss over ``total`` examples, and its gradients.

        What chance leaves out depends on the step and the batch's ``number`` in it alone.
        """
        chance = torch.Generator().manual_seed(self.step << 8 | number)
        reader = self._idle.get()
        try:
            ids, mask, types, passage, start, end = (t.to(self._device) for t in tensors(batch))
            logits = reader(ids, mask, types, chance)
            loss = span_loss(logits, passage, start, end)
            if self.taught is not None:
                taught = self.taught.logits(batch, ids, mask, types)
                helped = (loss + teacher_loss(logits, taught, passage)) / 2
                loss = helped if self._trusted else torch.where(start > 0, helped, loss)
            loss = loss.sum() / total
            gradients = torch.autograd.grad(loss, self._trained(reader))
        finally:
            self._idle.put(reader)
        return float(loss.detach()), list(gradients)

    def _spread(self) -> None:
        """Give the copies the weights as they are now, on the grid if there is one."""
        with torch.no_grad():
            seen = [
                snapped(weight, self._grid) if coarse else weight
                for weight, coarse in zip(self._master, self._coarse, strict=True)
            ]
            for reader in self._copies:
                torch._foreach_copy_(self._trained(reader), seen)

    def reader(self, *, averaged: bool = True) -> SpanReader:
        """Return a float32 copy of the reader as it is now, by default with averaged weights."""
        reader = copy.deepcopy(self._start)
        source = self._average if averaged else self._master
        with torch.no_grad():
            reader.words.weight.copy_(self._words)
            for parameter, value in zip(self._trained(reader), source, strict=True):
                parameter.copy_(value)
        return reader

    def state(self) -> dict[str, Any]:
        """Return all that a later run needs to go on exactly here."""
        return {
            "step": self.step,
            "epoch": self.epoch,
            "batch": self.batch,
            "minutes": self._minutes,
            "words": self._words,
            "master": self._master,
            "average": self._average,
            "optimiser": self._optimiser.state_dict(),
            "random": torch.get_rng_state(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from a ``state()``; the schedule and the data are the caller's to give."""
        self.step, self.epoch, self.batch = state["step"], state["epoch"], state["batch"]
        begins = self.step == self.schedule.decay_from
        self._minutes = 0.0 if begins else state["minutes"]
        torch.set_rng_state(state["random"])
        words = snapped(state["words"], self._grid) if self._grid else state["words"]
        for mine, stored in (
            ([self._words, self._copies[0].words.weight], [state["words"], words]),
            (self._master, state["master"]),
            (self._average, state["average"]),
        ):
            with torch.no_grad():
                for value, other in zip(mine, stored, strict=True):
                    value.copy_(other)
        self._spread()
        self._optimiser.load_state_dict(state["optimiser"])


def _size(batches: Sequence[Sequence[Feature]]) -> tuple[int, int]:
    """Return how many examples and how many word pieces a step has."""
    features = [feature for batch in batches for feature in batch]
    return len(features), sum(len(feature.ids) for feature in features)


def _one_thread() -> None:
    torch.set_num_threads(1)


def tensors(batch: Sequence[Feature]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Pad a batch: ids, mask, types, passage (where an answer may stand), start, end."""
    length = max(len(feature.ids) for feature in batch)
    ids = np.zeros((len(batch), length), np.int64)
    mask, types = np.zeros_like(ids), np.zeros_like(ids)
    passage = np.zeros(ids.shape, bool)
    for row, feature in enumerate(batch):
        size = len(feature.ids)
        ids[row, :size] = feature.ids
        mask[row, :size] = 1
        types[row, feature.question_length + 2 : size] = 1
        passage[row, feature.question_length + 2 : size - 1] = True
        passage[row, 0] = True
    start = torch.tensor([feature.start for feature in batch])
    end = torch.tensor([feature.end for feature in batch])
    parts = (torch.from_numpy(part) for part in (ids, mask, types, passage))
    return (*parts, start, end)  # type: ignore[return-value]


def save(state: dict[str, Any], path: Path) -> None:
    """Write a checkpoint whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)
